// Package access decides who may do what. The policies are Cedar text in
// policies.cedar, printed for auditors as they stand; this package only builds
// the question. In which state an act is possible is not its business: that is
// the table in dossier/allowed.go.
//
// Owns no tables. Start at May.
package access
