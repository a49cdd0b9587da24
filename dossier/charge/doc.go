// Package charge says who answers for each minute of a dossier's time: an office in a
// step, the applicant, the tax office or the post.
//
// A pure reading of the row, for time accounts and late lists; it decides nothing.
// Owns no tables. Start at charge.go.
package charge
