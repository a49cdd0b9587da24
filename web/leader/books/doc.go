// Package books is the leader's pages of an office's yearly books: what was numbered, the
// numbers made void with their reason, the lock of a year that is over, and each book in
// print or as a file of values.
//
// Owns no tables and decides nothing: numbers, void numbers and locks are in book, the
// lines of a book in report. Start at Routes.
package books
