// Package reading owns how a file of procedures is read strictly: nothing unknown, nothing
// after the end, and a sentence that says where a fault is.
//
// It knows no procedure.
//
// Start with edge_strict.go.
package reading
