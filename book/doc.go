// Package book owns the numbered books of an office: the running numbers of the
// day and of the year, one line for each paper issued, the numbers made void with
// their reason, and the lock at the end of the year (TT 01/2018 Art 10).
//
// A number is drawn in the transaction of the act that issues the paper, so an act
// that is refused leaves no gap. A locked year takes no further number; the lock is
// one event with count, first and last number and a hash over the lines of each
// book. Nothing unlocks. Letters of apology and payments are numbered in rooms of their
// own; as Keeper their books stand beside these and are locked with them.
//
// Tables: dossier_series, dossier_book, dossier_void, book_year, book_void
//
// Never decides what a number stands for. Start at book.go, then Store.Lock.
package book
