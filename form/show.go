package form

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Sheet is a filled form as it is read: sections with questions and answers.
type Sheet struct {
	Title, Source string
	Parts         []SheetPart
}

// SheetPart is one section of a filled form.
type SheetPart struct {
	Title string
	Lines []SheetLine
}

// SheetLine is a question with its answer; Deep is a line under another one.
type SheetLine struct {
	Label, Text string
	Head        bool // a heading over deeper lines
	Deep        bool
}

// Show writes answers beside the questions they answer. A question that was not asked
// has no line; one that was left empty says so.
func (f Form) Show(a Answers) Sheet {
	out := Sheet{Title: f.Title, Source: f.Source}
	for _, s := range f.Sections {
		p := SheetPart{Title: s.Title}
		for _, x := range s.Fields {
			if asked(x, f.Fields(), a) {
				p.Lines = append(p.Lines, lines(x, a[x.Key])...)
			}
		}
		if len(p.Lines) > 0 {
			out.Parts = append(out.Parts, p)
		}
	}
	return out
}

// asked tells from the answers whether the condition of a field held.
func asked(f Field, level []Field, a map[string]any) bool {
	if f.When == nil {
		return true
	}
	for _, x := range level {
		if x.Key == f.When.Field {
			said := Said(x, a[x.Key])
			for _, is := range f.When.Is {
				if strings.EqualFold(said, is) {
					return true
				}
			}
		}
	}
	return false
}

func lines(f Field, v any) []SheetLine {
	switch {
	case f.Type == Group:
		rows, _ := v.([]any)
		if len(rows) == 0 {
			return []SheetLine{{Label: f.Label, Text: "Không có"}}
		}
		var out []SheetLine
		for i, r := range rows {
			row, _ := r.(map[string]any)
			out = append(out, SheetLine{Label: f.Label + " – " + strconv.Itoa(i+1), Head: true})
			for _, x := range f.Fields {
				if asked(x, f.Fields, row) {
					out = append(out, SheetLine{Label: x.Label, Text: Said(x, row[x.Key]), Deep: true})
				}
			}
		}
		return out
	case f.Type == Person || f.Type == Company:
		inner, _ := v.(map[string]any)
		if len(inner) == 0 {
			return []SheetLine{{Label: f.Label, Text: "Không có"}}
		}
		out := []SheetLine{{Label: f.Label, Head: true}}
		for _, x := range f.Inner() {
			if s := Said(x, inner[x.Key]); s != "" {
				out = append(out, SheetLine{Label: x.Label, Text: s, Deep: true})
			}
		}
		return out
	}
	return []SheetLine{{Label: f.Label, Text: Said(f, v)}}
}

// Said writes one answer as a person reads it.
func Said(f Field, v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case bool:
		return Ticked
	case string:
		if f.Type == Date && len(x) == len("2006-01-02") {
			return x[8:] + "/" + x[5:7] + "/" + x[:4]
		}
		return x
	case json.Number:
		return number(f, x.String())
	case float64:
		return number(f, strconv.FormatFloat(x, 'f', -1, 64))
	case []any:
		var all []string
		for _, one := range x {
			all = append(all, fmt.Sprint(one))
		}
		return strings.Join(all, "; ")
	case map[string]any:
		var all []string
		inner := f.Inner()
		for i := range inner { // an address reads from the small to the large
			p := inner[i]
			if f.Type == Address {
				p = inner[len(inner)-1-i]
			}
			if s := Said(p, x[p.Key]); s != "" {
				all = append(all, s)
			}
		}
		return strings.Join(all, ", ")
	}
	return fmt.Sprint(v)
}

func number(f Field, s string) string {
	whole, part, _ := strings.Cut(s, ".")
	minus := ""
	if rest, ok := strings.CutPrefix(whole, "-"); ok {
		minus, whole = "-", rest
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "." + whole[i:]
	}
	if part != "" {
		whole += "," + part
	}
	if f.Type == Money {
		n, err := strconv.ParseInt(s, 10, 64)
		if err == nil {
			return minus + whole + " đồng (" + Dong(n) + ")"
		}
	}
	return minus + whole
}
