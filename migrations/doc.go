// Package migrations holds the schema: NNNN_what.sql, forward only, each opening
// with its reason. Files here run on both engines; postgres/ and sqlite/ hold
// what only one of them can say (triggers, functions). Numbers are unique over
// the three folders.
//
// Tables: none of its own; the owner of each table is named in the doc.go of its
// capability. Start at For.
package migrations
