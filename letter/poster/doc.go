// Package poster prints what hangs at the offices: a procedure as an A4 sheet with its QR
// and its form, and everything an office posts as a binder (CK-2 … CK-5).
//
// Owns no tables; decides nothing about what is in force. Start at sheet.go.
package poster
