// Package decision holds the acts by which the deciding office comes to its answer: the
// appraisal, the opinions of other offices, the proposal, the decision, the signature.
//
// Like every act they are pure, run through dossier.Store.Do and stand in the table of
// dossier/allowed.go; the row and its events are dossier's.
//
// Owns no tables. Start at examine.go, propose.go.
package decision
