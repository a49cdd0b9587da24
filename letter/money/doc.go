// Package money writes amounts of đồng in figures and in words, as forms print them.
//
// Owns no tables; pure. Start at InWords.
package money
