// Package papertest gives tests of other packages a file that is there, as after the act it
// belongs to.
//
// Owns no tables. Start at Keep.
package papertest
