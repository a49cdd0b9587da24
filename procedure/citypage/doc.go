// Package citypage reads the pages on which the city's portal publishes one procedure
// each, as printed text, and compares them with the catalogue.
//
// It owns no table and changes nothing: what differs is told to whoever keeps the
// catalogue. Start at read.go.
package citypage
