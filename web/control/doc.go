// Package control is where the pages about procedures themselves are opened from: the
// control office of the city that checks and approves, and the departments that draft.
// Each part of the catalogue has its pages in a folder of its own below.
//
// Owns no tables and decides nothing: who may is asked of access in the stores.
// Start at home.go.
package control
