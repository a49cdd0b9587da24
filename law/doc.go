// Package law owns two things: the index of rules (index.txt lists every rule id
// with its source, index.md says where each is applied) and the profiles, which
// hold the figures, forms and cut-off hours that were law in a stretch of time.
//
// A profile is one data file in profiles/, every value with its rule id, its
// source and a mark when it does not come from a text that was read. A new period
// of law is a new small file over its base, and its tests; no rule asks for a year. A dossier is settled
// under the profile of its day of reception; an apology or a form issued later goes
// by the profile of the day of that act.
//
// It never counts days (deadline does), and it never guesses: outside a shipped
// profile reception is refused with a sentence.
//
// Tables: none. Start with For and Profile in profile.go.
package law
