// Package event is the one envelope for everything that happens, its append and
// the followers that keep roll-ups in step.
//
// An event carries what was decided; folding the events of a subject gives its
// row and never recomputes a rule. Personal values stand in event_private, which
// can be erased; the event keeps a salted commitment to them, so that the log
// stays provable after an erasure.
//
// Tables: event, event_private, event_pending. Never changes an event. Start at
// Log.Append.
package event
