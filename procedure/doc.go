// Package procedure owns the catalogue of administrative procedures (thủ tục hành
// chính): their versions, what each asks for and costs per channel, the internal
// process, and which version was in force on a day. A dossier keeps the version in
// force at its reception (KS-9).
//
// Tables: procedure_version, procedure_state.
//
// It never decides about a dossier, never computes an appointment (deadline does)
// and never invents a fact: what it derives (a process from a time limit, the level
// of 2019) is marked as derived.
//
// Start with procedure.go (the values), then process.go (the derivation),
// edge_import.go and edge_export.go (the exchange file), catalogue/ (what is shipped).
package procedure
