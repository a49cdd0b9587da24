// Package forms are the pages on which the control office makes the form of a procedure:
// questions are added, ordered, changed and tried without code, published from a day on,
// and taken along as files. An earlier version can be taken up again.
//
// Owns no tables and decides nothing: form does. Start at routes.go.
package forms
