// Package board is what a passer-by sees of what is posted, without an account: the counter
// screen of an office, the page a sheet's QR opens, the report that a sheet is wrong, and a
// sheet to print.
//
// Owns no tables and decides nothing: posting and procedure do. Start at routes.go.
package board
