// Package sample gives everybody the form of a procedure as it looks filled in, marked
// "MẪU" on every page (PRI-4, PRI-5).
//
// Owns no tables and decides nothing. Start at sample.go.
package sample
