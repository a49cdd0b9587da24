// Package versions is the page that sets two versions of a procedure side by side, for
// whoever asks what became of it: citizen, desk or office.
//
// Owns no tables and decides nothing: what differs is procedure's. Start at changes.go.
package versions
