package form

import (
	"encoding/json"
	"fmt"
	"reflect"
	"sort"
)

// File is a form as it leaves the city: the schema that judges answers and, beside it, the
// layout that says how they are asked for. Nothing stands in both.
type File struct {
	Schema map[string]any `json:"schema"`
	Layout Layout         `json:"layout"`
}

// Layout is the order and look of the questions.
type Layout struct {
	Source   string  `json:"source"`
	Sections []Board `json:"sections"`
}

// Board is one section of a layout.
type Board struct {
	Title  string `json:"title"`
	Help   string `json:"help,omitempty"`
	Fields []Item `json:"fields"`
}

// Item is one question of a layout; its label, bounds and conditions stand in the schema.
type Item struct {
	Key     string   `json:"key"`
	Type    Type     `json:"type"`
	Help    string   `json:"help,omitempty"`
	Default string   `json:"default,omitempty"`
	Parts   []string `json:"parts,omitempty"`
	From    From     `json:"from,omitempty"`
	Paper   string   `json:"paper,omitempty"`
	Fields  []Item   `json:"fields,omitempty"`
}

// Pack writes a form out.
func (f Form) Pack() File {
	out := File{Schema: f.Schema(), Layout: Layout{Source: f.Source}}
	for _, s := range f.Sections {
		out.Layout.Sections = append(out.Layout.Sections, Board{Title: s.Title, Help: s.Help, Fields: items(s.Fields)})
	}
	return out
}

func items(fields []Field) []Item {
	var out []Item
	for _, f := range fields {
		out = append(out, Item{Key: f.Key, Type: f.Type, Help: f.Help, Default: f.Default, Parts: f.Parts, From: f.From, Paper: f.Paper, Fields: items(f.Fields)})
	}
	return out
}

// Unpack reads a form back. A schema that says more than the editor can show, or a layout
// that does not fit it, is refused: nothing of a file may be lost without a word.
func (x File) Unpack() (Form, []Fault) {
	title, _ := x.Schema["title"].(string)
	f := Form{Title: title, Source: x.Layout.Source}
	for _, b := range x.Layout.Sections {
		f.Sections = append(f.Sections, Section{Title: b.Title, Help: b.Help, Fields: unpack(b.Fields, x.Schema)})
	}
	faults := f.Check()
	if len(faults) > 0 {
		return f, faults
	}
	if at := differ(plain(f.Schema()), plain(x.Schema), "schema"); at != "" {
		return f, []Fault{{"", "Lược đồ và bố cục không khớp, hoặc lược đồ có điều kiện mà trình soạn không thể hiện được, tại " + at + "."}}
	}
	return f, nil
}

func unpack(all []Item, level map[string]any) []Field {
	var out []Field
	props, _ := level["properties"].(map[string]any)
	for _, i := range all {
		s, _ := props[i.Key].(map[string]any)
		f := Field{Key: i.Key, Type: i.Type, Help: i.Help, Default: i.Default, Parts: i.Parts, From: i.From, Paper: i.Paper}
		f.Label, _ = s["title"].(string)
		f.Required = has(level["required"], i.Key)
		f.When, f.Required = condOf(level, props, i.Key, f.Required)
		inner, _ := s["items"].(map[string]any)
		switch i.Type {
		case Choice:
			f.Options = strs(s["enum"])
		case Several:
			f.Options = strs(inner["enum"])
		case Group:
			f.Fields = unpack(i.Fields, inner)
			f.Least, f.Most = whole(s["minItems"]), whole(s["maxItems"])
		case Number, Money:
			f.Least, f.Most = whole(s["minimum"]), whole(s["maximum"])
		case Text, Lines:
			if f.Most = whole(s["maxLength"]); f.Most == textMost {
				f.Most = 0 // the usual bound is not named
			}
		}
		out = append(out, f)
	}
	return out
}

// condOf reads the if/then of one field.
func condOf(level, props map[string]any, key string, required bool) (*When, bool) {
	rules, _ := level["allOf"].([]any)
	for _, r := range rules {
		rule, _ := r.(map[string]any)
		not, _ := rule["else"].(map[string]any)
		gone, _ := not["properties"].(map[string]any)
		if _, ours := gone[key]; !ours {
			continue
		}
		cond, _ := rule["if"].(map[string]any)
		on, _ := cond["properties"].(map[string]any)
		then, _ := rule["then"].(map[string]any)
		for field, v := range on {
			s, _ := v.(map[string]any)
			w := &When{Field: field, Is: strs(s["enum"])}
			if asked, _ := props[field].(map[string]any); asked["type"] == "boolean" {
				w.Is = []string{Ticked}
			}
			return w, has(then["required"], key)
		}
	}
	return nil, required
}

func has(list any, key string) bool {
	for _, s := range strs(list) {
		if s == key {
			return true
		}
	}
	return false
}

func strs(list any) []string {
	all, _ := list.([]any)
	var out []string
	for _, v := range all {
		if s, ok := v.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

func whole(v any) int {
	switch n := v.(type) {
	case float64:
		return int(n)
	case int:
		return n
	}
	return 0
}

// plain brings a schema into the shape it has after reading.
func plain(s map[string]any) any {
	text, err := json.Marshal(s)
	if err != nil {
		return nil
	}
	var out any
	if json.Unmarshal(text, &out) != nil {
		return nil
	}
	return out
}

// differ names the first place where two schemas differ, "" when they are equal.
func differ(a, b any, at string) string {
	x, ok := a.(map[string]any)
	y, also := b.(map[string]any)
	if !ok || !also {
		if p, list := a.([]any); list {
			if q, same := b.([]any); same && len(p) == len(q) {
				for i := range p {
					if d := differ(p[i], q[i], fmt.Sprintf("%s/%d", at, i)); d != "" {
						return d
					}
				}
				return ""
			}
		}
		if reflect.DeepEqual(a, b) {
			return ""
		}
		return at
	}
	keys := map[string]bool{}
	for k := range x {
		keys[k] = true
	}
	for k := range y {
		keys[k] = true
	}
	var sorted []string
	for k := range keys {
		sorted = append(sorted, k)
	}
	sort.Strings(sorted)
	for _, k := range sorted {
		v, in := x[k]
		w, there := y[k]
		if in != there {
			return at + "/" + k
		}
		if d := differ(v, w, at+"/"+k); d != "" {
			return d
		}
	}
	return ""
}
