// Package apologytest gives tests of other packages the letters of a test city.
//
// Owns no tables. Start at Letters.
package apologytest
