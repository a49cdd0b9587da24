package apology

import (
	"cmp"
	"fmt"
	"slices"

	"motcua/clock"
)

// Book is "Sổ theo dõi thư xin lỗi": the letters of one office in one year, one line for
// every number, none left out (APO-11).
type Book struct {
	Office string
	Year   int
	Lines  []Line
}

// Line is one number: a letter that was sent, a draft that still waits, or a number that
// was given and not used, with the reason.
type Line struct {
	Number int
	State  string // sent, draft, void
	Code   string // of the dossier
	Why    string // it is void
	Letter LetterRecord
}

func (b *Book) sort() {
	slices.SortFunc(b.Lines, func(x, y Line) int { return cmp.Compare(x.Number, y.Number) })
}

// Gaps lists the numbers that are missing between one and the last: none, ever.
func (b Book) Gaps() []int {
	var out []int
	next := 1
	for _, l := range b.Lines {
		for ; next < l.Number; next++ {
			out = append(out, next)
		}
		next = l.Number + 1
	}
	return out
}

// Totals count the letters that were sent, each of them once in every grouping.
type Totals struct {
	Sent, Draft, Void                int
	Late, Lost                       int // by ground; lost papers are not counted against the limit (APO-13)
	In5157, InND61, NotND61, LateND6 int // both rules by themselves (APO-3, APO-18)
	Cost                             int64
	Reasons, Agencies, Officials     []Count
	Months                           []Count
}

// Count is how many letters stand under a key.
type Count struct {
	Key string
	N   int
}

// Totals adds the book up: by reason, agency, official and month (APO-11). The agency is
// the one-stop unit that received the dossier.
func (b Book) Totals() Totals {
	t := Totals{}
	by := [4]map[string]int{{}, {}, {}, {}}
	for _, l := range b.Lines {
		switch l.State {
		case "draft":
			t.Draft++
			continue
		case "void":
			t.Void++
			continue
		}
		t.Sent++
		r := l.Letter
		if Ground(r.Ground) != Late {
			t.Lost++
		} else {
			t.Late++
			t.rules(r)
		}
		for i, key := range []string{r.Cause, r.Receiving, r.Officer, fmt.Sprintf("%02d", clock.Instant(r.SentAt).Time().Month())} {
			by[i][key]++
		}
	}
	t.Reasons, t.Agencies, t.Officials, t.Months = counts(by[0]), counts(by[1]), counts(by[2]), counts(by[3])
	return t
}

func (t *Totals) rules(r LetterRecord) {
	if r.Ok5157 {
		t.In5157++
	}
	switch {
	case !r.Nd61Applies:
		t.NotND61++
	case r.OkNd61:
		t.InND61++
	default:
		t.LateND6++
	}
}

func counts(of map[string]int) []Count {
	out := make([]Count, 0, len(of))
	for k, n := range of {
		out = append(out, Count{k, n})
	}
	slices.SortFunc(out, func(a, b Count) int { return cmp.Compare(a.Key, b.Key) })
	return out
}
