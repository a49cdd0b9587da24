// Package lexicon owns the words people type to find a procedure: cut into pieces, and
// taken for what the catalogue may mean by them when they are unfinished, misspelt or
// written together.
//
// It knows no procedure: package procedure fills it and scores what was found.
//
// Start with senses.go.
package lexicon
