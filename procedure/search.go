package procedure

import (
	"bytes"
	"slices"
	"strings"

	"motcua/fold"
)

// Query says what a search wants. Empty parts do not filter.
type Query struct {
	Text   string // words with or without accents, or a code
	Field  string // lĩnh vực, exactly
	Level  Level  // tier of 2019 that does it (DoneAt)
	Online bool   // only what may be filed online at level 3 or 4
	Day    string // YYYY-MM-DD; only versions in force, the newest of each code
}

// Index holds versions folded for search. It is built once and only read.
type Index struct {
	entries []entry
	byID    map[string]int
	byCode  map[string][]int // oldest version first
}

type entry struct {
	version           Version
	code, name, field string // folded
	papers            string // folded names of papers and results
	order             []byte // collation key of the name
}

// NewIndex folds versions; their texts are given out as NFC.
func NewIndex(versions []Version) *Index {
	x := &Index{entries: make([]entry, 0, len(versions)), byID: map[string]int{}, byCode: map[string][]int{}}
	for _, v := range versions {
		v = NFC(v)
		var papers strings.Builder
		for _, p := range v.Papers {
			papers.WriteString(p.Name + "\n")
		}
		for _, r := range v.Results {
			papers.WriteString(r.Name + "\n")
		}
		x.byID[v.ID] = len(x.entries)
		x.byCode[v.Code] = append(x.byCode[v.Code], len(x.entries))
		x.entries = append(x.entries, entry{version: v, code: fold.Fold(v.Code), name: fold.Fold(v.Name),
			field: fold.Fold(v.Field), papers: fold.Fold(papers.String()), order: fold.Key(v.Name)})
	}
	for _, places := range x.byCode {
		slices.SortFunc(places, func(a, b int) int { return x.entries[a].version.No - x.entries[b].version.No })
	}
	return x
}

// Version finds by id.
func (x *Index) Version(id string) (Version, bool) {
	i, ok := x.byID[id]
	if !ok {
		return Version{}, false
	}
	return x.entries[i].version, true
}

// InForce gives the version of a code a reception on the day takes (KS-9).
func (x *Index) InForce(code, day string) (Version, bool) {
	places := x.byCode[code]
	for i := len(places) - 1; i >= 0; i-- {
		if v := x.entries[places[i]].version; v.InForce(day) {
			return v, true
		}
	}
	return Version{}, false
}

// Of gives all versions of a code, oldest first.
func (x *Index) Of(code string) []Version {
	var out []Version
	for _, i := range x.byCode[code] {
		out = append(out, x.entries[i].version)
	}
	return out
}

// All gives every version in the order of import.
func (x *Index) All() []Version {
	out := make([]Version, len(x.entries))
	for i, e := range x.entries {
		out[i] = e.version
	}
	return out
}

// Search gives what fits, best first: a code, then the words as they stand in the
// name, then all words anywhere in name, field, papers and results; equal ones in
// Vietnamese order of their names.
func (x *Index) Search(q Query) []Version {
	text := fold.Fold(q.Text)
	type hit struct {
		rank  int
		place int
	}
	var hits []hit
	for i := range x.entries {
		e := &x.entries[i]
		if !x.admits(e, q) {
			continue
		}
		if rank := e.rank(text); rank > 0 {
			hits = append(hits, hit{rank, i})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		if a.rank != b.rank {
			return a.rank - b.rank
		}
		return bytes.Compare(x.entries[a.place].order, x.entries[b.place].order)
	})
	out := make([]Version, len(hits))
	for i, h := range hits {
		out[i] = x.entries[h.place].version
	}
	return out
}

func (x *Index) admits(e *entry, q Query) bool {
	v := &e.version
	if q.Field != "" && v.Field != q.Field || q.Level != "" && v.DoneAt() != q.Level {
		return false
	}
	if q.Online && (v.OnlineLevel < 3 || !v.Offers(Online)) {
		return false
	}
	if q.Day != "" {
		now, ok := x.InForce(v.Code, q.Day)
		return ok && now.ID == v.ID && now.No == v.No
	}
	return true
}

// rank is 0 for no hit, else smaller is better.
func (e *entry) rank(text string) int {
	switch {
	case text == "" || strings.HasPrefix(e.code, text):
		return 1
	case strings.HasSuffix(e.name, text): // "đăng ký khai sinh" before its special cases
		return 2
	case strings.Contains(" "+e.name+" ", " "+text+" "):
		return 3
	case fold.Contains(e.name, text):
		return 4
	case fold.Contains(e.name+" "+e.field, text):
		return 5
	case fold.Contains(e.name+" "+e.field+" "+e.papers, text):
		return 6
	}
	return 0
}
