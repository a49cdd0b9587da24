package office

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is the sort of office.
type Kind string

// The kinds of offices.
const (
	City       Kind = "city"
	Department Kind = "department" // sở, ban, văn phòng under the city's People's Committee
	Vertical   Kind = "vertical"   // branch of a central body in the city
	District   Kind = "district"
	Commune    Kind = "commune" // phường, xã, thị trấn, đặc khu
	Centre     Kind = "centre"  // the city's one place of reception and return (law.md 2.7)
)

// HoursSaturdayMorning are the hours of an office whose counter receives and returns on
// Saturday 07:30–11:30 as well, in the language of calendar.Table.Office. That morning
// does not count in limits (CAL-7).
const HoursSaturdayMorning = "receive T7 07:30-11:30"

// Office is one agency. Days are YYYY-MM-DD; an empty end means still.
type Office struct {
	ID        string // never changes, e.g. "g26740"; keys of large tables begin with it
	Kind      Kind
	Place     string // of district and commune: "Quận 1", "Phường Bến Nghé"; else the office's own name
	Parent    string // id of the office above; "" for the city
	GSO       string // statistical code of the territory; "" for departments
	Codes     []Code // dated; not overlapping, oldest first
	Desks     []Desk // where its reception and return went, oldest first; none = its own
	Hours     string // as furnished; "" = the civil calendar's. Changes of them are almanac's
	Phone     string // of the counter, published
	ValidFrom string
	ValidTo   string // last day
}

// Code is an agency code and the days it holds (CODE-1, CODE-3).
type Code struct {
	Value    string
	From, To string // To is the last day; "" = still
}

// Desk says that an office's reception and return are at another from a day on (REC-14).
type Desk struct{ At, From string }

// Succession says that an office, or a part of it, goes over to another on a day.
// Several rows with one Old are a split, several with one New a merger.
type Succession struct {
	Old, New string
	On       string // first day of the new state
	Lead     bool   // of several heirs the one that takes what lay on the table
}

// code2018 is the agency part of CODE-1.
var code2018 = regexp.MustCompile(`^\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}$`)

// ValidCode2018 reports whether s is an agency code of QCVN 102:2016 (CODE-1).
func ValidCode2018(s string) bool { return code2018.MatchString(s) }

// CodeOn gives the code the office goes by on a day, or "".
func (o Office) CodeOn(day string) string {
	for _, c := range o.Codes {
		if holds(c.From, c.To, day) {
			return c.Value
		}
	}
	return ""
}

// InForce reports whether the office exists on the day.
func (o Office) InForce(day string) bool { return holds(o.ValidFrom, o.ValidTo, day) }

// Name is the organ's name as a letter carries it: a territory is run by its
// People's Committee.
func (o Office) Name() string {
	switch o.Kind {
	case City:
		return "Ủy ban nhân dân " + o.Place
	case District, Commune:
		return "Ủy ban nhân dân " + inSentence(o.Place)
	}
	return o.Place
}

// inSentence writes the kind word small before a name ("phường Bến Nghé") and leaves
// it capital before a number ("Phường 12"), as clerks do.
func inSentence(place string) string {
	for _, kind := range []string{"Quận ", "Huyện ", "Phường ", "Xã ", "Thị trấn ", "Đặc khu "} {
		rest, found := strings.CutPrefix(place, kind)
		first, _ := utf8.DecodeRuneInString(rest)
		if found && !unicode.IsDigit(first) {
			return strings.ToLower(kind) + rest
		}
	}
	return place
}

// holds reports whether day lies in a dated span; both ends belong to it.
func holds(from, to, day string) bool {
	return (from == "" || from <= day) && (to == "" || day <= to)
}
