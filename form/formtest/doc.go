// Package formtest fills any form in rightly, for the tests of those who show forms.
//
// Owns no tables. Start at Typed.
package formtest
