// Package bundle is the language in which configuration leaves the city and comes back:
// readable files by path, what a set of files would change, and what is wrong with them,
// by file, line and field. Rooms with configuration (procedure, process, form) implement
// Part; the command and the page that move whole catalogues know only Parts.
//
// It holds plain values and owns no table. Start with bundle.go.
package bundle
