package parts

import (
	"maps"
	"net/url"
	"slices"
	"unicode/utf8"
)

// long tells titles that would make a row tall; the longest pass 200 letters.
func long(s string) bool { return utf8.RuneCountInString(s) > 60 }

// sortHref is where a head leads: ascending first, then the other way round.
func sortHref(s Sorting, word string) string {
	q := url.Values{}
	for k, v := range maps.All(s.Query) {
		q[k] = slices.Clone(v)
	}
	for _, gone := range []string{"after", "before", "lang"} {
		q.Del(gone) // another order has other neighbours
	}
	if s.By == word && !s.Desc {
		word = "-" + word
	}
	q.Set("sort", word)
	return s.Path + "?" + q.Encode()
}

func sortState(s *Sorting, c Column) string {
	if s == nil || c.Sort == "" || s.By != c.Sort {
		return "none"
	}
	if s.Desc {
		return "descending"
	}
	return "ascending"
}

func columnClass(cols []Column, i int) string {
	if i >= len(cols) {
		return ""
	}
	out := ""
	if cols[i].Numeric {
		out += " mc-num"
	}
	if cols[i].Code {
		out += " mc-code"
	}
	if cols[i].Wide {
		out += " mc-grow"
		if onlyFigures(cols, i) {
			out += " mc-grow--all"
		}
	}
	if cols[i].Minor {
		out += " mc-minor"
	}
	return out
}

// onlyFigures tells whether all columns but one hold figures.
func onlyFigures(cols []Column, but int) bool {
	for i, c := range cols {
		if i != but && !c.Numeric {
			return false
		}
	}
	return len(cols) > 1
}

// moment tells a text that is a short date with its hour, "06/5/2019 17:00".
func moment(s string) bool {
	return len(s) >= 14 && len(s) <= 16 && s[2] == '/' && s[len(s)-3] == ':' && s[len(s)-6] == ' '
}

// rowHref is where Enter leads.
func rowHref(r Row) string {
	if r.Href != "" {
		return r.Href
	}
	for _, c := range r.Cells {
		if c.Href != "" {
			return c.Href
		}
	}
	return ""
}
