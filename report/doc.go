// Package report counts: the boards of every day, the statutory form II.06a, and
// the list behind each figure.
//
// A follower of the events keeps leaf cells in step with the dossiers: what
// happened by office, procedure, channel and day, and the open dossiers by the
// hour from which they are late. No total is stored and nothing here can be set
// by hand: Recount gives the same cells from the events alone. The form looks at
// the events recorded by the end of its period, never at the state of today.
//
// It reads across owners and writes only its own tables; it decides nothing.
//
// Tables: rollup_cell, rollup_open. Start at cells.go, then Store.Board.
package report
