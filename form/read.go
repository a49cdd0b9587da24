package form

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"motcua/calendar"
	"motcua/fold"
)

// Typed is what stands in the boxes, right or not: the value of "children.0.name" under
// that name, the three boxes of a date under "-day", "-month", "-year", the number of rows of
// a group under "children.rows". "children.0.name@" tells where a value was taken from.
type Typed map[string][]string

func (t Typed) one(path string) string {
	if v := t[path]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Value is what stands in one box.
func (t Typed) Value(path string) string { return t.one(path) }

// Origin is where a value was taken from, "" when it was typed.
func (t Typed) Origin(path string) string { return t.one(path + "@") }

// Rows is how many rows of a group are shown.
func (t Typed) Rows(path string) int {
	n, _ := strconv.Atoi(t.one(path + ".rows"))
	return min(max(n, 0), rowsMost+1)
}

// SetRows notes how many rows of a group are shown.
func (t Typed) SetRows(path string, n int) {
	t[path+".rows"] = []string{strconv.Itoa(min(max(n, 0), rowsMost+1))}
}

// rowsMost bounds every group; one row more is kept, so that too many are told and not cut.
const rowsMost = 50

// textMost bounds a text for which the form names no bound.
const textMost = 4000

// Bound is the most rows of a group or letters of a text: what the form names, else what is
// usual; 0 of what has none.
func (f Field) Bound() int {
	switch {
	case f.Most > 0:
		return f.Most
	case f.Type == Group:
		return rowsMost
	case f.Type == Text || f.Type == Lines:
		return textMost
	}
	return 0
}

// Take collects what was typed for a form; get gives the values of one box. Where a value
// was taken from stays known as long as it stays as it was.
func (f Form) Take(get func(name string) []string, before Typed) Typed {
	t := Typed{}
	t.take(f.Fields(), "", get)
	for name, from := range before {
		at, ok := strings.CutSuffix(name, "@")
		if ok && slices.Equal(t[at], before[at]) && slices.Equal(t[at+"-year"], before[at+"-year"]) {
			t[name] = from
		}
	}
	return t
}

func (t Typed) take(fields []Field, under string, get func(string) []string) {
	for _, f := range fields {
		at := under + f.Key
		switch {
		case f.Type == Group:
			n, _ := strconv.Atoi(first(get(at + ".rows")))
			t.SetRows(at, n)
			for i := range t.Rows(at) {
				t.take(f.Fields, fmt.Sprintf("%s.%d.", at, i), get)
			}
		case f.Type.Composite():
			t.take(f.Inner(), at+".", get)
		case f.Type == Date:
			for _, box := range []string{"-day", "-month", "-year"} {
				t.keep(at+box, get(at+box))
			}
			t.keep(at, get(at))
		default:
			t.keep(at, get(at))
		}
	}
}

// keep keeps what was typed, however long: the schema says what is too long, and the page
// bounds what is sent.
func (t Typed) keep(at string, values []string) {
	var out []string
	for _, v := range values {
		if v = strings.TrimSpace(fold.NFC(v)); v != "" {
			out = append(out, v)
		}
	}
	if len(out) > 0 {
		t[at] = out
	}
}

func first(all []string) string {
	if len(all) > 0 {
		return all[0]
	}
	return ""
}

// AddRow shows one row more of a group, TakeRow takes one out; the others move up.
func (t Typed) AddRow(group string) { t.SetRows(group, t.Rows(group)+1) }

// TakeRow takes row i out of a group.
func (t Typed) TakeRow(group string, i int) {
	n := t.Rows(group)
	if i < 0 || i >= n {
		return
	}
	for name := range t {
		if strings.HasPrefix(name, fmt.Sprintf("%s.%d.", group, i)) {
			delete(t, name)
		}
	}
	for j := i + 1; j < n; j++ {
		was := fmt.Sprintf("%s.%d.", group, j)
		for name, v := range t {
			if rest, ok := strings.CutPrefix(name, was); ok {
				t[fmt.Sprintf("%s.%d.%s", group, j-1, rest)] = v
				delete(t, name)
			}
		}
	}
	t.SetRows(group, n-1)
}

// Shown reports whether a field is asked, given the answers beside it.
func (f Field) Shown(t Typed, under string) bool {
	if f.When == nil {
		return true
	}
	return slices.Contains(f.When.Is, t.one(under+f.When.Field))
}

// Read turns what was typed into answers and says what is wrong with them. What is not
// asked is dropped.
func (f Form) Read(t Typed) (Answers, []Problem, error) {
	r := reading{typed: t}
	a := Answers(r.object(f.Fields(), "", true))
	judged, err := f.Judge(a)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range judged {
		if !slices.ContainsFunc(r.problems, func(x Problem) bool { return x.Path == p.Path }) {
			r.problems = append(r.problems, p)
		}
	}
	f.inOrder(r.problems)
	return a, r.problems, nil
}

type reading struct {
	typed    Typed
	problems []Problem
}

func (r *reading) object(fields []Field, under string, top bool) map[string]any {
	out, hidden := map[string]any{}, map[string]bool{}
	for _, f := range fields {
		if !f.Shown(r.typed, under) || f.When != nil && hidden[f.When.Field] {
			hidden[f.Key] = true // and what rests on it, whatever was typed there before
			continue
		}
		if v := r.value(f, under+f.Key); v != nil {
			out[f.Key] = v
		}
	}
	if len(out) == 0 && !top {
		return nil
	}
	return out
}

func (r *reading) value(f Field, at string) any {
	switch {
	case f.Type == Group:
		return r.rows(f, at)
	case f.Type.Composite():
		return r.composite(f, at)
	case f.Type == Date:
		return r.date(f, at)
	case f.Type == Several || f.Type == Upload:
		if v := r.typed[at]; len(v) > 0 {
			return texts(v)
		}
		return nil
	}
	s := r.typed.one(at)
	if s == "" {
		return nil
	}
	switch f.Type {
	case Yes:
		return true
	case Number, Money:
		return r.number(f, at, s)
	case Phone:
		return phone(s)
	case IDNo, TaxNo:
		return strings.ToUpper(strings.NewReplacer(" ", "", ".", "").Replace(s))
	case Lines:
		return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	return strings.Join(strings.Fields(s), " ")
}

// composite is empty only if nobody typed anything of their own: the usual nationality
// alone is no person.
func (r *reading) composite(f Field, at string) any {
	v := r.object(f.Inner(), at+".", false)
	usual := true
	for _, p := range f.Inner() {
		if s, ok := v[p.Key]; ok && s != p.Default {
			usual = false
		}
	}
	switch {
	case !usual:
		return v
	case f.Required:
		return map[string]any{} // judged piece by piece: each empty box has its sentence
	}
	return nil
}

func (r *reading) rows(f Field, at string) any {
	n := r.typed.Rows(at)
	if n == 0 && !f.Required && f.Least == 0 {
		return nil
	}
	if n > rowsMost {
		r.problems = append(r.problems, Problem{Path: at, Sentence: tooMany(f, rowsMost)})
		n = rowsMost
	}
	out := []any{}
	for i := range n {
		row := r.object(f.Fields, fmt.Sprintf("%s.%d.", at, i), true)
		out = append(out, row)
	}
	return out
}

func (r *reading) date(f Field, at string) any {
	d, m, y := r.typed.one(at+"-day"), r.typed.one(at+"-month"), r.typed.one(at+"-year")
	if d+m+y == "" {
		one := r.typed.one(at)
		if one == "" {
			return nil
		}
		if p := strings.Split(one, "/"); len(p) == 3 {
			d, m, y = p[0], p[1], p[2]
		}
	}
	day, err1 := strconv.Atoi(d)
	month, err2 := strconv.Atoi(m)
	year, err3 := strconv.Atoi(y)
	if err1 == nil && err2 == nil && err3 == nil && year >= 1850 && year <= 2199 {
		if date, err := calendar.ParseDate(fmt.Sprintf("%04d-%02d-%02d", year, month, day)); err == nil {
			return date.String()
		}
	}
	r.problems = append(r.problems, Problem{Path: at, Sentence: shape(f)})
	return nil
}

func (r *reading) number(f Field, at, s string) any {
	n, wrong := readNumber(f, s)
	if wrong != "" {
		r.problems = append(r.problems, Problem{Path: at, Sentence: wrong})
		return nil
	}
	return n
}

func phone(s string) string {
	s = strings.NewReplacer(" ", "", ".", "", "-", "", "(", "", ")", "", "\u00a0", "").Replace(s)
	if rest, ok := strings.CutPrefix(s, "+84"); ok {
		return "0" + strings.TrimPrefix(rest, "0")
	}
	return s
}
