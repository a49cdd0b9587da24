// Package letters holds the acts about letters of apology: the one letter for lateness,
// those for lost or damaged papers, and the proofs that they reached the applicant.
//
// Like every act they are pure, run through dossier.Store.Do and stand in the table of
// dossier/allowed.go; the marks they leave are dossier's (letter.go). The letters
// themselves, their seven items and signatures, belong to apology.
//
// Owns no tables. Start at apologise.go, hand_letter.go.
package letters
