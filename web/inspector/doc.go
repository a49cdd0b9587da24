// Package inspector is the pages of who checks: one dossier with everything that is
// known of it, to the last event and its place in the ledger, to be read and printed.
//
// Owns no tables and acts on nothing: an inspector sees what lies at and below their
// own office and changes none of it. Start at Routes.
package inspector
