// Package simulate lets a seeded city live through civil time by the same acts as
// people and the same desk of due things: demo data, load, invariants. One source of
// chance, and one goroutine but for races (race.go), whose winner the seed names, so that a
// seed replays byte for byte.
//
// Owns no tables and has no rights of its own: its officials hold posts. Start at
// Live.
package simulate
