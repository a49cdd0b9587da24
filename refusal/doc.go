// Package refusal is the one error a person may read.
//
// A rule that says no returns a Refusal: what kind of no, the field it belongs
// to, a Vietnamese sentence that says what to do, and the rule it comes from.
// Every other error is a fault: it is logged whole and shown as a calm page with
// a number, never with its text.
//
// Owns no tables. Start at Rule.
package refusal
