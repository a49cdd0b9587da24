// Package city joins the rooms: it opens the database, hands every store what it
// needs, registers the followers, starts the sequencer and the desk of due things,
// and mounts the pages. It is what the command, the simulation, the benchmarks and
// the journeys start from.
//
// Tables: setting. Decides nothing. Start at Open.
package city
