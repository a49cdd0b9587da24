// Package code writes and reads the codes of dossiers in every format that was ever in
// use (CODE-1 … CODE-7): which format a day has is data of law, who numbers is book.
//
// Pure, and knows no dossier. Owns no tables. Start at code.go.
package code
