// Package halltest opens the pages of one or more audiences on a small city with
// a real database and real sessions, for the tests of those audiences.
//
// Owns no tables. Start at Open.
package halltest
