package procedure

import (
	"slices"
	"strings"

	"motcua/fold"
)

// sense is a word of the catalogue that a typed word may mean.
type sense struct {
	word    string
	quality float64
}

// otherAccent is how much a word counts that differs in its accents from one typed with
// accents; without accents typed, all are alike.
const (
	otherAccent = 0.55
	doubtful    = 0.95 // a known word so rare that it may be a slip itself
	unfinished  = 0.7
)

const prefixMost = 60 // words an unfinished word is taken for

// senses are the words of the catalogue for a typed one: itself; what it may become when
// it is still being typed; when the catalogue does not know it,
// its nearest by letters.
func (w *words) senses(asked piece, typing bool) []sense {
	var out []sense
	one := asked.plain
	if _, known := w.at[asked.typed]; known && asked.typed != one {
		out = append(out, sense{asked.typed, 1})
		typing = false // with its accents the word is finished
	}
	if _, known := w.at[one]; known {
		quality := 1.0
		switch {
		case asked.typed != one: // "bố" is not "bổ"
			quality = otherAccent
		case w.slip(one):
			return append([]sense{{one, doubtful}}, w.nearest(one, slipMost)...)
		}
		out = append(out, sense{one, quality})
	}
	if typing && len(one) >= 2 {
		i, _ := slices.BinarySearch(w.all, one)
		for n := 0; i < len(w.all) && strings.HasPrefix(w.all[i], one) && n < prefixMost; i, n = i+1, n+1 {
			if w.all[i] != one {
				out = append(out, sense{w.all[i], unfinished})
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
func (w *words) slip(one string) bool { return len(one) >= 4 && len(w.at[one]) <= slipMost }

// meant is the commonest word a slip or an unfinished word may be.
func (w *words) meant(one string, senses []sense) string {
	if len(senses) == 0 || senses[0].quality == 1 || senses[0].quality == otherAccent {
		return one
	}
	for _, s := range senses {
		if len(w.at[s.word]) > len(w.at[one]) {
			one = s.word
		}
	}
	return one
}

// nearest are the words one or two letters away that stand in more than a few entries;
// the closest distance only.
func (w *words) nearest(one string, few int) []sense {
	most := 1
	if len(one) >= 7 {
		most = 2
	}
	var out []sense
	for _, word := range w.all {
		if d := len(word) - len(one); d > most || d < -most || len(word) < 2 || len(w.at[word]) <= few || word == one {
			continue
		}
		d := fold.Distance(one, word, most)
		if d < most {
			most, out = d, nil
		}
		if d == most {
			out = append(out, sense{word, 0.85 - 0.15*float64(d)})
		}
	}
	return out
}

// apart cuts words that were written together into words the catalogue knows.
func (w *words) apart(asked []piece) []piece {
	var out []piece
	for _, one := range asked {
		if _, known := w.at[one.plain]; !known && len(one.plain) >= 6 {
			if a, b, ok := w.cut(one.plain); ok {
				out = append(out, piece{a, a}, piece{b, b})
				continue
			}
		}
		out = append(out, one)
	}
	return out
}

// cut takes the pair whose rarer half is commonest: "khaisinh" is "khai sinh".
func (w *words) cut(one string) (a, b string, ok bool) {
	best := 0
	for i := 2; i <= len(one)-2; i++ {
		if n := min(len(w.at[one[:i]]), len(w.at[one[i:]])); n > best {
			a, b, best = one[:i], one[i:], n
		}
	}
	return a, b, best > 0
}
