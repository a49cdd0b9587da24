// Package work does what is due now: it claims the duties the civil clock has
// reached and runs each in a transaction of its own (Desk.Tick), and it follows
// the leaf index to tell people what happened (Desk.Follow): an act never sends
// anything, the event log is the outbox.
//
// Owns no tables. Never decides what the law makes due (the acts write duties)
// and never sends (notice and its jobs do). Start at Desk.Tick, then follow.go,
// then tell.go for what people are told.
package work
