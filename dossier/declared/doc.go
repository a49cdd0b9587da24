// Package declared names what a dossier remembers of the form it was filled in with. The
// answers stand beside the event and can be erased.
//
// Owns no tables and decides nothing. Start at declared.go.
package declared
