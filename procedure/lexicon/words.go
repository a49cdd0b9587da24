package lexicon

import (
	"strings"
	"unicode"

	"motcua/fold"
)

// Words are the words of the catalogue and where they stand.
type Words struct {
	At     map[string][]Mention
	All    []string // sorted
	Rare   map[string]float64
	Filler map[string]bool
}

// New is empty.
func New() Words {
	return Words{At: map[string][]Mention{}, Rare: map[string]float64{}, Filler: map[string]bool{}}
}

// Mention is one place of a word and how much it counts there.
type Mention struct {
	Place  int32
	Weight float32
}

// Split cuts a folded text into its words.
func Split(folded string) []string {
	return strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// Piece is one word: as it stands, in small letters, and without accents.
type Piece struct{ Typed, Plain string }

// Pieces cuts a text into its words.
func Pieces(text string) []Piece {
	words := Split(strings.ToLower(fold.NFC(text)))
	out := make([]Piece, len(words))
	for i, one := range words {
		out[i] = Piece{one, fold.Fold(one)}
	}
	return out
}

// PlainOf are the words without accents.
func PlainOf(asked []Piece) []string {
	out := make([]string, len(asked))
	for i, one := range asked {
		out[i] = one.Plain
	}
	return out
}
