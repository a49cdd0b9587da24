// Package posted is the officials' pages of what hangs at the offices: the places, their
// sheets and the photos, what has to come down and go up, what was found wrong, and where
// the catalogue differs from the national database.
//
// Owns no tables and decides nothing: posting does. Start at routes.go.
package posted
