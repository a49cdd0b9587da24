// Package almanac owns the working calendar as it is kept while the city works: the
// changes of the civil calendar and of single offices over the shipped one, each with
// its decision, its author and its reason, and what each would have moved (CAL-6, CAL-7).
//
//	Draft ──▶ looking ──▶ ready ──▶ applying ──▶ applied
//	             └──────────┴─▶ dropped
//
// A change never moves what was promised: open dossiers it would have moved stand on a
// review list, and the head of their office decides. What offices owe each other within a
// dossier moves with the calendar, and each move is listed.
//
// Tables: almanac_revision, almanac_draft, almanac_moved, almanac_limit
//
// It counts no dates itself (calendar and deadline do) and changes a dossier only by the
// acts of dossier. Start at almanac.go (a change as a value), then Store.Draft.
package almanac
