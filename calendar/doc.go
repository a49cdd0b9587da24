// Package calendar owns civil dates, working days and office hours: which day
// counts, which day only receives, when an office opens and closes, and the
// sums over them (add n working days, count between two dates, add minutes).
//
// A calendar is editable text, one fact on a line (data/civil.txt is the one
// shipped: 2015-2026, and the fixed days of 2027-2037). Parse builds an immutable
// Table from it once; every sum afterwards is a look-up, whatever the span. An
// office's own hours and days are laid over a parent with Table.Office (CAL-7).
// Past the last published year a date is marked provisional (CAL-6).
//
// It never asks what the time is, knows nothing of dossiers or of the law's
// limits (package deadline does) and never changes a Table that was handed out.
//
// Tables: none. Start with Parse in parse.go, then Table.Add in count.go.
package calendar
