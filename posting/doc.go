// Package posting owns what hangs at the offices: the places (board, stand, binder, screen),
// the sheets with version, decision, dates, photos and checkers (CK-1 … CK-7), what was found
// wrong about them, and where the city's catalogue differs from the national database.
//
//	sheet    wanted ──post──▶ hanging ──flag──▶ flagged ──take_down──▶ down
//	            └──lapse──▶ lapsed   └────────take_down────────────────▲
//	finding  reported ──confirm──▶ open ──settle──▶ settled
//	            └──dismiss──▶ dismissed ◀──┘ └──overtake──▶ overtaken
//
// Tables: posting_place, posting_sheet, posting_finding, posting_difference, posting_comparison, posting_series.
//
// Which version is in force is read from procedure and nowhere else. It changes no version
// and hangs nothing by itself: the clock flags and asks, people post and take down.
//
// Start with posting.go, place.go and sheet.go (the values and their acts), then work.go.
package posting
