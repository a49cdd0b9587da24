// Package apology owns the letter of apology for a late dossier, and for lost or
// damaged papers.
//
// One row is the letter from draft to sent: a draft is a version of it, a sent
// letter is frozen, and the database refuses a second one for lateness. What the
// dossier must obey (the new date, the block before the head) is the act
// Apologise of dossier, called in the same transaction.
//
// Tables: apology, apology_letter, apology_void, apology_series. Never moves the legal appointment. Start at
// letter.go (the seven items), then Store.Draft and Store.Send.
package apology
