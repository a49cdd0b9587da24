// Package publish is the pages of a publication: the draft of a department, the check of
// the procedure-control office, the Chairman's signature, the number, what is due after
// it; the watch-list of legal texts with its reviews; and the late publications.
//
// Owns no tables and decides nothing: publication does. Start at routes.go.
package publish
