package office

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"motcua/law"
)

// Agency is an agency code by its parts, whichever way round it is written: the
// first-level group and the numbers of levels 2, 3 and 4 under it.
type Agency struct {
	Top    string // "H29" is the city (CODE-2)
	Levels [3]int // 0 where the agency stands higher
}

var (
	lastShape  = regexp.MustCompile(`^(\d{3})\.(\d{2})\.(\d{2})\.([A-Z]\d{2})$`) // CODE-1
	firstShape = regexp.MustCompile(`^([A-Z]\d{2})((?:\.\d{2,3}){0,3})$`)        // CODE-3
)

// mostOfTwo is the largest number the two digits of levels 2 and 3 hold under QCVN
// 102:2016.
const mostOfTwo = 99

// ParseAgency reads a code in either order: 000.03.41.H29 or H29.41.03.
func ParseAgency(code string) (Agency, bool) {
	if p := lastShape.FindStringSubmatch(code); p != nil {
		a := Agency{Top: p[4], Levels: [3]int{number(p[3]), number(p[2]), number(p[1])}}
		if v := a.Levels[2]; a.Levels[0] == 0 && a.Levels[1] == 0 && v > mostOfTwo {
			a.Levels = [3]int{v, 0, 0}
		}
		return a, true
	}
	p := firstShape.FindStringSubmatch(code)
	if p == nil {
		return Agency{}, false
	}
	a := Agency{Top: p[1]}
	for i, group := range strings.Split(strings.TrimPrefix(p[2], "."), ".") {
		a.Levels[i] = number(group)
	}
	return a, true
}

func number(digits string) int { n, _ := strconv.Atoi(digits); return n }

// GeneralLast writes 000.03.41.H29 (CODE-1). A second-level number of three digits, as
// 168 communes under the city need, takes the three digits of the fourth level, which
// nothing uses there [design].
func (a Agency) GeneralLast() (string, bool) {
	l := a.Levels
	if l[0] > mostOfTwo && l[1] == 0 && l[2] == 0 {
		return fmt.Sprintf("%03d.00.00.%s", l[0], a.Top), true
	}
	if l[0] > mostOfTwo || l[1] > mostOfTwo {
		return "", false
	}
	return fmt.Sprintf("%03d.%02d.%02d.%s", l[2], l[1], l[0], a.Top), true
}

// GeneralFirst writes H29.41.03: groups below the agency's own level are left out
// (CODE-3).
func (a Agency) GeneralFirst() string {
	out, last := a.Top, 0
	for i, n := range a.Levels {
		if n > 0 {
			last = i + 1
		}
	}
	for _, n := range a.Levels[:last] {
		out += fmt.Sprintf(".%02d", n)
	}
	return out
}

// InDossier2025 writes the agency part of a dossier code of TT 03/2025, H29.041.03:
// three digits for the second level, two for the third, none for a fourth (CODE-4).
func (a Agency) InDossier2025() (string, bool) {
	if a.Levels[1] > mostOfTwo || a.Levels[2] != 0 {
		return "", false
	}
	return fmt.Sprintf("%s.%03d.%02d", a.Top, a.Levels[0], a.Levels[1]), true
}

// CodesFrom gives the dated codes of an agency that begins on a day: the same agency,
// written in the order each profile asks for.
func CodesFrom(code, from string) []Code {
	a, ok := ParseAgency(code)
	if !ok {
		return []Code{{Value: code, From: from}}
	}
	var out []Code
	for _, p := range law.Profiles() {
		value := a.GeneralFirst()
		if last, ok := a.GeneralLast(); ok && p.Codes.Agency.Value == law.GeneralLast {
			value = last
		}
		if p.To != "" && p.To < from || slices.ContainsFunc(out, func(c Code) bool { return c.Value == value }) {
			continue
		}
		if n := len(out); n > 0 {
			out[n-1].To = law.DayBefore(p.From)
		}
		out = append(out, Code{Value: value, From: max(from, p.From)})
	}
	return out
}
