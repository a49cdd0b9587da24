// Package dossiertest gives tests of other packages a small city with a real
// database: the shipped offices and procedures, a clock that stands still, and one
// dossier brought to any state by the acts themselves.
//
// Owns no tables. Start at Given.
package dossiertest
