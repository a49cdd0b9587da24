package procedure

import (
	"strings"

	"motcua/procedure/beside"
)

// Difference is one section in which two versions differ, side by side.
type Difference struct {
	Key   SectionKey
	Title string
	Pairs []Pair
}

// Pair and Word are how a difference is read.
type (
	Pair = beside.Pair
	Word = beside.Word
)

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
		if s := beside.Plain(side(p)); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Differences tells section by section what b changes of a, readable by a person. Lines
// that stayed are left out; the order of lines counts.
func Differences(a, b Version) []Difference {
	var out []Difference
	before, after := compared(a), compared(b)
	for i := range before {
		pairs := beside.Pairs(before[i].Lines, after[i].Lines)
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
