package posting

import (
	"strconv"
	"strings"

	"motcua/calendar"
	"motcua/procedure"
)

// Standing is how one version stands on a day (CK-6).
type Standing struct {
	InForce bool
	Begins  string // first day in force, when it is still to come
	Ended   string // first day it was no longer in force; "" when that day is not known
	Next    procedure.Version
	HasNext bool // a version is in force on the day: this one, or what took its place
}

// StandingOf tells how the version with the id stands among all versions of its code.
func StandingOf(all []procedure.Version, id, day string) Standing {
	var s Standing
	var v procedure.Version
	for _, x := range all {
		if x.ID == id {
			v = x
		}
	}
	s.Next, s.HasNext = procedure.InForce(all, v.Code, day)
	if v.ID == "" || s.HasNext && s.Next.ID == id {
		s.InForce = v.ID != ""
		return s
	}
	if v.ValidFrom > day {
		s.Begins = v.ValidFrom
		return s
	}
	s.Ended = endedOn(all, v, day)
	return s
}

// endedOn is the first day on which the version was over or another stood in its place.
func endedOn(all []procedure.Version, v procedure.Version, day string) string {
	first := ""
	take := func(d string) {
		if d != "" && d <= day && (first == "" || d < first) {
			first = d
		}
	}
	if to, err := calendar.ParseDate(v.ValidTo); err == nil {
		take((to + 1).String())
	}
	for _, x := range all {
		if x.No > v.No && x.ValidFrom > v.ValidFrom {
			take(x.ValidFrom)
		}
	}
	return first
}

// Mark is what the QR of a sheet carries: the procedure, the number of its version and, of
// a sheet printed for a place, the place. Nothing in it is secret: all of it is posted.
type Mark struct {
	Code  string
	No    int
	Place int // 0 is no place
}

// String is the mark as the address carries it: 1.001193-2-17.
func (m Mark) String() string {
	s := m.Code + "-" + strconv.Itoa(m.No)
	if m.Place > 0 {
		s += "-" + strconv.Itoa(m.Place)
	}
	return s
}

// ParseMark reads a mark; an address that is none gives false.
func ParseMark(s string) (Mark, bool) {
	part := strings.Split(s, "-")
	if len(part) < 2 || len(part) > 3 || !strings.Contains(part[0], ".") {
		return Mark{}, false
	}
	m := Mark{Code: part[0]}
	var err error
	if m.No, err = strconv.Atoi(part[1]); err != nil || m.No < 1 {
		return Mark{}, false
	}
	if len(part) == 3 {
		if m.Place, err = strconv.Atoi(part[2]); err != nil || m.Place < 1 {
			return Mark{}, false
		}
	}
	return m, true
}

// Version finds the version a mark names.
func (m Mark) Version(all []procedure.Version) (procedure.Version, bool) {
	for _, v := range all {
		if v.Code == m.Code && v.No == m.No {
			return v, true
		}
	}
	return procedure.Version{}, false
}
