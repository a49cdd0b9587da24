package lexicon

import (
	"slices"
	"strings"

	"motcua/fold"
)

// Sense is a word of the catalogue that a typed word may mean.
type Sense struct {
	Word    string
	Quality float64
}

// OtherAccent is how much a word counts that differs in its accents from one typed with
// accents; without accents typed, all are alike.
const (
	OtherAccent = 0.55
	Doubtful    = 0.95 // a known word so rare that it may be a slip itself
	unfinished  = 0.7
)

const prefixMost = 60 // words an unfinished word is taken for

// Senses are the words of the catalogue for a typed one: itself; what it may become when
// it is still being typed; when the catalogue does not know it,
// its nearest by letters.
func (w *Words) Senses(asked Piece, typing bool) []Sense {
	var out []Sense
	one := asked.Plain
	if _, known := w.At[asked.Typed]; known && asked.Typed != one {
		out = append(out, Sense{asked.Typed, 1})
		typing = false // with its accents the word is finished
	}
	if _, known := w.At[one]; known {
		quality := 1.0
		switch {
		case asked.Typed != one: // "bố" is not "bổ"
			quality = OtherAccent
		case w.slip(one):
			return append([]Sense{{one, Doubtful}}, w.nearest(one, slipMost)...)
		}
		out = append(out, Sense{one, quality})
	}
	if typing && len(one) >= 2 {
		i, _ := slices.BinarySearch(w.All, one)
		for n := 0; i < len(w.All) && strings.HasPrefix(w.All[i], one) && n < prefixMost; i, n = i+1, n+1 {
			if w.All[i] != one {
				out = append(out, Sense{w.All[i], unfinished})
			}
		}
	}
	if len(out) > 0 || len(one) < 4 {
		return out
	}
	return w.nearest(one, 0)
}

const slipMost = 3 // entries a slip of the source itself may stand in

// slip reports whether a word stands in so few entries that it may be a slip.
func (w *Words) slip(one string) bool { return len(one) >= 4 && len(w.At[one]) <= slipMost }

// Meant is the commonest word a slip or an unfinished word may be.
func (w *Words) Meant(one string, senses []Sense) string {
	if len(senses) == 0 || senses[0].Quality == 1 || senses[0].Quality == OtherAccent {
		return one
	}
	for _, s := range senses {
		if len(w.At[s.Word]) > len(w.At[one]) {
			one = s.Word
		}
	}
	return one
}

// nearest are the words one or two letters away that stand in more than a few entries;
// the closest distance only.
func (w *Words) nearest(one string, few int) []Sense {
	most := 1
	if len(one) >= 7 {
		most = 2
	}
	var out []Sense
	for _, word := range w.All {
		if d := len(word) - len(one); d > most || d < -most || len(word) < 2 || len(w.At[word]) <= few || word == one {
			continue
		}
		d := fold.Distance(one, word, most)
		if d < most {
			most, out = d, nil
		}
		if d == most {
			out = append(out, Sense{word, 0.85 - 0.15*float64(d)})
		}
	}
	return out
}

// Apart cuts words that were written together into words the catalogue knows.
func (w *Words) Apart(asked []Piece) []Piece {
	var out []Piece
	for _, one := range asked {
		if _, known := w.At[one.Plain]; !known && len(one.Plain) >= 6 {
			if a, b, ok := w.cut(one.Plain); ok {
				out = append(out, Piece{a, a}, Piece{b, b})
				continue
			}
		}
		out = append(out, one)
	}
	return out
}

// cut takes the pair whose rarer half is commonest: "khaisinh" is "khai sinh".
func (w *Words) cut(one string) (a, b string, ok bool) {
	best := 0
	for i := 2; i <= len(one)-2; i++ {
		if n := min(len(w.At[one[:i]]), len(w.At[one[i:]])); n > best {
			a, b, best = one[:i], one[i:], n
		}
	}
	return a, b, best > 0
}
