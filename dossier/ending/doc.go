// Package ending holds the acts around the end of a dossier: the completion, the return
// and the withdrawal, financial obligations, fees, the result in the post or as a file,
// its correction, the originals taken for comparison.
//
// Like every act they are pure, run through dossier.Store.Do and stand in the table of
// dossier/allowed.go; the row and its events are dossier's. Amounts, grounds and
// receipts belong to payment.
//
// Owns no tables. Start at return.go, oblige.go, post.go.
package ending
