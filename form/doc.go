// Package form owns what a filing asks: the declaration (tờ khai) of a procedure as
// sections and fields, its versions by date, and how answers are read, judged and shown.
//
// A Form is written out as one JSON Schema 2020-12 and a small layout beside it
// (File) and read back from them; the schema is what judges the answers. A form is named
// by the hash of what it says, so that a dossier always finds the one it was filled in
// from. A procedure without a form of its own has one built from its papers.
//
// Tables: form_body, form_version, form_draft
//
// It knows no dossier: answers are private values of the act that fills the form in.
// Start at form.go, then schema.go, read.go, store.go.
package form
