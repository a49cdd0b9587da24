// Package draft keeps what is not a dossier yet: a citizen's unfinished filing, saved on
// every step and found again on another device, and the mark a desk's form leaves, so
// that one form pressed twice gives one dossier.
//
// A draft's id is the idempotency key of its filing. Draft, files and dossier change in
// one transaction, in which the acts run through dossier.Store.DoTx.
//
// Tables: dossier_draft
//
// Decides nothing about a dossier. Start at store.go.
package draft
