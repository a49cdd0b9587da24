// Package clock holds the two clocks of the house and the source of ids.
//
// The civil clock is the moment the law sees: acts, duties, letters. It can be
// fixed in a test, moved in the demo and driven by a simulation. The wall clock
// is the machine's own: time-outs, sessions, retries. No other package may ask
// the operating system what time it is (house_test enforces it), because a
// program whose time cannot be moved cannot prove what it does at Tết.
//
// Owns no tables. Start at Civil.
package clock
