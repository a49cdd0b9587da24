// Package carry holds the acts that carry a dossier over a change around it: its offices
// end and go over to heirs, or the calendar it was counted with is amended.
//
// Like every act they are pure, run through dossier.Store.Do and stand in the table of
// dossier/allowed.go. What has moved, and where to, belongs to office and almanac.
//
// Owns no tables. Start at transfer.go, recount.go.
package carry
