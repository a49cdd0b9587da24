// Package leadertest opens the leader's pages on a small city, for the tests of those
// pages in their several folders, and reads what they draw.
//
// Owns no tables. Start at Open.
package leadertest
