// Package demand names what must be shown before an official ends a dossier: the
// applicant's kept request, or the document of an authority (PRI-1).
//
// Owns no tables. Start at demand.go.
package demand
