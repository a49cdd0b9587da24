// Package fold treats Vietnamese text for search, order and storage.
//
// It owns three pure operations: NFC (the one form text is stored and shown in),
// Fold (what a search compares: no marks, đ as d, lower case, single spaces) and
// Key (the order a Vietnamese reader expects: Da before Đa, An before Ăn before Ân).
//
// It never decides what is searched and never touches a database: the engines
// cannot fold đ alike, so the folded text is made here and stored.
// Start with fold.go.
package fold
