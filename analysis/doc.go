// Package analysis reads what the events of a dossier say about time.
//
// The time account charges every working minute between reception and return to
// exactly one holder: an office in a step, the applicant, the treasury, the post. It
// sums to the total; what other offices had at the same time is listed apart. Spans
// that have ended are kept as rows for the figures of a period, written by following
// the log; Compare holds them against the events alone.
//
// It reads across owners and writes only its own table; it decides nothing.
//
// Tables: held_span. Start at account.go, then Store.Follow.
package analysis
