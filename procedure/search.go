package procedure

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"motcua/fold"
	"motcua/procedure/lexicon"
)

// Query says what a search wants. Empty parts do not filter.
type Query struct {
	Text   string // words with or without accents, or a code
	Field  string // lĩnh vực, exactly
	Level  Level  // tier of 2019 that does it (DoneAt)
	Online bool   // only what may be filed online on the day
	// Service narrows to one kind of online service (DV-1): "2", "3", "4", "whole" or "partial".
	Service string
	Event   string // key of a LifeEvent: only the procedures it brings, in its order
	Day     string // YYYY-MM-DD; only versions in force, the newest of each code
}

// Index holds versions folded for search. It is built once and only read.
type Index struct {
	entries []entry
	byID    map[string]int
	byCode  map[string][]int // oldest version first
	words   words
}

type entry struct {
	version Version
	code    string  // folded
	name    string  // folded
	papers  string  // folded words of papers and results, a bar between two of them
	typed   string  // the name in small letters, with its accents
	order   []byte  // collation key of the name
	weight  float64 // of the words of its name, set by words
}

// NewIndex folds versions; their texts are given out as NFC.
func NewIndex(versions []Version) *Index {
	x := &Index{entries: make([]entry, 0, len(versions)), byID: map[string]int{}, byCode: map[string][]int{}}
	for _, v := range versions {
		v = NFC(v)
		x.byID[v.ID] = len(x.entries)
		x.byCode[v.Code] = append(x.byCode[v.Code], len(x.entries))
		var papers []string
		for _, p := range v.Papers {
			papers = append(papers, lexicon.Split(fold.Fold(p.Name))...)
			papers = append(papers, "|")
		}
		for _, r := range v.Results {
			papers = append(papers, lexicon.Split(fold.Fold(r.Name))...)
			papers = append(papers, "|")
		}
		name := fold.Fold(v.Name)
		x.entries = append(x.entries, entry{version: v, code: fold.Fold(v.Code), name: strings.Join(lexicon.Split(name), " "),
			papers: strings.Join(papers, " "), typed: strings.ToLower(v.Name), order: fold.Key(v.Name)})
	}
	for _, places := range x.byCode {
		slices.SortFunc(places, func(a, b int) int { return x.entries[a].version.No - x.entries[b].version.No })
	}
	x.learn()
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

// Search gives what fits, best first: codes, then by how much of what was asked stands
// in the name, the events and everyday words that lead there, the papers, results and
// field, and how little else the name says. Equal ones stand in Vietnamese order.
func (x *Index) Search(q Query) []Version {
	event, asked := LifeEventNamed(q.Event)
	if q.Event != "" && !asked {
		return nil
	}
	var hits []hit
	if text := fold.Fold(q.Text); text == "" {
		hits = make([]hit, len(x.entries))
		for i := range hits {
			hits[i] = hit{1, i}
		}
	} else {
		hits = x.find(q.Text, text)
	}
	kept := hits[:0]
	for _, h := range hits {
		e := &x.entries[h.place]
		if asked {
			at := slices.Index(event.Codes, e.version.Code)
			if at < 0 {
				continue
			}
			h.score -= float64(at)
		}
		if x.admits(e, q) {
			kept = append(kept, h)
		}
	}
	slices.SortStableFunc(kept, func(a, b hit) int {
		if a.score != b.score {
			return cmp.Compare(b.score, a.score)
		}
		return bytes.Compare(x.entries[a.place].order, x.entries[b.place].order)
	})
	out := make([]Version, len(kept))
	for i, h := range kept {
		out[i] = x.entries[h.place].version
	}
	return out
}

func (x *Index) admits(e *entry, q Query) bool {
	v := &e.version
	if q.Field != "" && v.Field != q.Field || q.Level != "" && v.DoneAt() != q.Level {
		return false
	}
	if q.Online && !v.OnlineOn(q.Day) {
		return false
	}
	if q.Service != "" {
		now := v.ServiceOn(q.Day)
		if string(now.Kind) != q.Service && strconv.Itoa(now.Level) != q.Service {
			return false
		}
	}
	if q.Day != "" {
		now, ok := x.InForce(v.Code, q.Day)
		return ok && now.ID == v.ID && now.No == v.No
	}
	return true
}
