package beside

import (
	"strings"

	"motcua/fold"
)

// Pair is one line before beside the line it became. An empty side: the line is new, or
// gone.
type Pair struct{ Before, After []Word }

// Word is a run of words. Only one side has a changed one, so that it is read as left
// out (before) or put in (after).
type Word struct {
	Text    string
	Changed bool
}

// Plain is the text of a side without marks.
func Plain(words []Word) string {
	var out []string
	for _, w := range words {
		out = append(out, w.Text)
	}
	return strings.Join(out, " ")
}

// Pairs sets the lines that changed side by side: between two lines that stayed, the
// first that went stands beside the first that came, and so on.
func Pairs(before, after []string) []Pair {
	var out []Pair
	var gone, came []string
	flush := func() {
		for i := range max(len(gone), len(came)) {
			var p Pair
			switch {
			case i >= len(came):
				p.Before = []Word{{gone[i], true}}
			case i >= len(gone):
				p.After = []Word{{came[i], true}}
			default:
				p.Before, p.After = wordsOf(gone[i], came[i])
			}
			out = append(out, p)
		}
		gone, came = nil, nil
	}
	for _, s := range fold.Align(before, after) {
		switch s.Side {
		case fold.Both:
			flush()
		case fold.Left:
			gone = append(gone, s.Text)
		case fold.Right:
			came = append(came, s.Text)
		}
	}
	flush()
	return out
}

// wordsOf marks the words in which two lines differ, joined into runs.
func wordsOf(a, b string) (before, after []Word) {
	add := func(to *[]Word, text string, changed bool) {
		if n := len(*to); n > 0 && (*to)[n-1].Changed == changed {
			(*to)[n-1].Text += " " + text
			return
		}
		*to = append(*to, Word{text, changed})
	}
	for _, s := range fold.Align(strings.Fields(a), strings.Fields(b)) {
		if s.Side != fold.Right {
			add(&before, s.Text, s.Side == fold.Left)
		}
		if s.Side != fold.Left {
			add(&after, s.Text, s.Side == fold.Right)
		}
	}
	return before, after
}
