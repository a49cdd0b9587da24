// Package trail turns a dossier and its events into the pieces every audience
// draws: head, tags of time, arithmetic, timeline, papers, files. It reads and
// words; it decides nothing.
//
// Owns no tables. Start at Read.
package trail
