package procedure

import (
	"strings"

	"motcua/fold"
)

// Difference is one section in which two versions differ, side by side.
type Difference struct {
	Key   SectionKey
	Title string
	Pairs []Pair
}

// Pair is one line before beside the line it became. An empty side: the line is new, or
// gone.
type Pair struct{ Before, After []Word }

// Word is a run of words. Only one side has a changed one, so that it is read as left
// out (before) or put in (after).
type Word struct {
	Text    string
	Changed bool
}

// Before and After are the lines without marks.
func (d Difference) Before() []string {
	return plainLines(d.Pairs, func(p Pair) []Word { return p.Before })
}

// After gives the lines of the newer version that differ.
func (d Difference) After() []string {
	return plainLines(d.Pairs, func(p Pair) []Word { return p.After })
}

func plainLines(pairs []Pair, side func(Pair) []Word) []string {
	var out []string
	for _, p := range pairs {
		if s := Plain(side(p)); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Plain is the text of a side without marks.
func Plain(words []Word) string {
	var out []string
	for _, w := range words {
		out = append(out, w.Text)
	}
	return strings.Join(out, " ")
}

// Differences tells section by section what b changes of a, readable by a person. Lines
// that stayed are left out; the order of lines counts.
func Differences(a, b Version) []Difference {
	var out []Difference
	before, after := compared(a), compared(b)
	for i := range before {
		pairs := pairsOf(before[i].Lines, after[i].Lines)
		if len(pairs) > 0 {
			out = append(out, Difference{Key: after[i].Key, Title: after[i].Title, Pairs: pairs})
		}
	}
	return out
}

// What is compared beside the sections of the law: it is published with them.
const (
	SectionField   SectionKey = "field"
	SectionService SectionKey = "service"
	SectionForce   SectionKey = "force"
	SectionProcess SectionKey = "process"
)

// compared are the sections of a version with what is published beside them.
func compared(v Version) []Section {
	v = NFC(v)
	out := Sections(v)
	for i := range out {
		if out[i].Declared {
			out[i].Lines = []string{"Không có"}
		}
	}
	return append(out,
		Section{Key: SectionField, Title: "Lĩnh vực", Lines: texts(v.Field)},
		Section{Key: SectionService, Title: "Dịch vụ công trực tuyến", Lines: serviceLines(v)},
		Section{Key: SectionForce, Title: "Hiệu lực", Lines: forceLines(v)},
		Section{Key: SectionProcess, Title: "Quy trình nội bộ", Lines: processLines(v)})
}

func serviceLines(v Version) []string {
	var out []string
	if v.OnlineLevel != 0 {
		out = append(out, Service{Level: v.OnlineLevel}.Vietnamese())
	}
	for _, s := range v.Services {
		line := s.Vietnamese()
		if s.Kind != "" && s.Level != 0 {
			line += " (mức độ " + string(rune('0'+s.Level)) + ")"
		}
		if s.From != "" {
			line += " từ ngày " + civilDay(s.From)
		}
		if s.Decision != "" {
			line += " theo " + s.Decision
		}
		out = append(out, line)
	}
	return out
}

func forceLines(v Version) []string {
	var out []string
	if v.ValidFrom != "" {
		out = append(out, "Có hiệu lực từ ngày "+civilDay(v.ValidFrom))
	}
	if v.ValidTo != "" {
		out = append(out, "Ngày cuối còn hiệu lực "+civilDay(v.ValidTo))
	}
	if v.EndedBy != "" {
		out = append(out, "Hết hiệu lực theo "+v.EndedBy)
	}
	return out
}

func processLines(v Version) []string {
	if v.Process == nil {
		return nil
	}
	var out []string
	for _, s := range v.Process.Steps {
		line := s.Name
		if s.Counted {
			line += ": " + Limit{Value: float64(s.Minutes) / 60, Unit: Hours}.Vietnamese()
		}
		out = append(out, strings.Join(strings.Fields(line), " "))
	}
	return out
}

// civilDay writes YYYY-MM-DD as people do: 03/6/2019.
func civilDay(day string) string {
	p := strings.Split(day, "-")
	if len(p) != 3 {
		return day
	}
	month := p[1]
	if month > "02" {
		month = strings.TrimPrefix(month, "0")
	}
	return p[2] + "/" + month + "/" + p[0]
}

// pairsOf sets the lines that changed side by side: between two lines that stayed, the
// first that went stands beside the first that came, and so on.
func pairsOf(before, after []string) []Pair {
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
