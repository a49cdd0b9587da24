// Package beside sets two lists of lines side by side and marks the words that changed.
//
// Owns no tables and decides nothing. Start at Pairs.
package beside
