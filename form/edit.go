package form

import (
	"fmt"
	"slices"
	"strconv"

	"motcua/fold"
	"motcua/refusal"
)

// Place is where a field stands in a form: its section, its number there, and, inside a
// group, its number in the group's row; Inner is -1 outside.
type Place struct{ Section, Field, Inner int }

func notThere() error {
	return refusal.Conflict("Câu hỏi này không còn ở chỗ cũ. Tờ khai vừa được sửa ở nơi khác; tải lại trang và làm lại.")
}

// clone keeps edits of one form away from every other.
func (f Form) clone() Form {
	out, err := Parse(f.Text())
	if err != nil {
		panic("form: a form that was written can be read: " + err.Error())
	}
	return out
}

// list finds the fields a place is among.
func (f *Form) list(p Place) (*[]Field, int, error) {
	if p.Section < 0 || p.Section >= len(f.Sections) {
		return nil, 0, notThere()
	}
	at := &f.Sections[p.Section].Fields
	if p.Inner < 0 {
		return at, p.Field, nil
	}
	if p.Field < 0 || p.Field >= len(*at) || (*at)[p.Field].Type != Group {
		return nil, 0, notThere()
	}
	return &(*at)[p.Field].Fields, p.Inner, nil
}

// Get gives the field at a place.
func (f Form) Get(p Place) (Field, error) {
	at, i, err := f.list(p)
	if err != nil || i < 0 || i >= len(*at) {
		return Field{}, notThere()
	}
	return (*at)[i], nil
}

// Put replaces the field at a place, or adds one behind the last.
func (f Form) Put(p Place, x Field) (Form, Place, error) {
	out := f.clone()
	if x.Type == Group && x.Required {
		x.Least = max(x.Least, 1)
	}
	if (x.Type == Text || x.Type == Lines) && x.Most == textMost {
		x.Most = 0 // the usual bound is not named
	}
	at, i, err := out.list(p)
	switch {
	case err != nil:
		return f, p, err
	case i == len(*at):
		x.Key = free(x, *at)
		*at = append(*at, x)
	case i >= 0 && i < len(*at):
		was := (*at)[i]
		if x.Key == "" {
			x.Key = was.Key
		}
		if x.Type == Group {
			x.Fields = was.Fields
		}
		(*at)[i] = x
		if p.Inner >= 0 {
			rename(*at, was, x)
			break
		}
		for j := range out.Sections {
			rename(out.Sections[j].Fields, was, x)
		}
	default:
		return f, p, notThere()
	}
	return out, p, nil
}

// rename keeps the conditions that name a field or one of its options.
func rename(all []Field, was, now Field) {
	for i := range all {
		w := all[i].When
		if w == nil || w.Field != was.Key {
			continue
		}
		w.Field = now.Key
		if len(was.Options) == len(now.Options) {
			for j, is := range w.Is {
				if n := slices.Index(was.Options, is); n >= 0 && !slices.Contains(now.Options, is) {
					w.Is[j] = now.Options[n]
				}
			}
		}
	}
}

// free makes a key from the label that nobody else on the level has.
func free(x Field, all []Field) string {
	key := x.Key
	if key == "" {
		b := []byte{}
		for _, c := range []byte(fold.Fold(x.Label)) {
			switch {
			case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
				b = append(b, c)
			case len(b) > 0 && b[len(b)-1] != '_':
				b = append(b, '_')
			}
		}
		key = string(b[:min(len(b), 30)])
	}
	if !keyShape.MatchString(key) {
		key = "o_" + key
	}
	if !keyShape.MatchString(key) {
		key = "cau_hoi"
	}
	taken := func(k string) bool { return slices.ContainsFunc(all, func(f Field) bool { return f.Key == k }) }
	if !taken(key) {
		return key
	}
	for n := 2; ; n++ {
		if k := key + "_" + strconv.Itoa(n); !taken(k) {
			return k
		}
	}
}

// Move shifts the field at a place by one, over the edge of its section into the next.
func (f Form) Move(p Place, by int) (Form, error) {
	out := f.clone()
	at, i, err := out.list(p)
	if err != nil || i < 0 || i >= len(*at) {
		return f, notThere()
	}
	x, to := (*at)[i], i+by
	if to >= 0 && to < len(*at) {
		(*at)[i], (*at)[to] = (*at)[to], x
		return out, nil
	}
	next := p.Section + by
	if p.Inner >= 0 || next < 0 || next >= len(out.Sections) {
		return f, refusal.Invalid("", "Câu hỏi đã ở đầu hoặc cuối, không chuyển tiếp được.")
	}
	*at = slices.Delete(*at, i, i+1)
	where := &out.Sections[next].Fields
	if by > 0 {
		*where = slices.Insert(*where, 0, x)
	} else {
		*where = append(*where, x)
	}
	return out, nil
}

// Remove takes the field at a place away; one that others depend on stays.
func (f Form) Remove(p Place) (Form, error) {
	out := f.clone()
	at, i, err := out.list(p)
	if err != nil || i < 0 || i >= len(*at) {
		return f, notThere()
	}
	x := (*at)[i]
	level := out.Fields()
	if p.Inner >= 0 {
		level = *at
	}
	for _, y := range level {
		if y.When != nil && y.When.Field == x.Key {
			return f, refusal.Invalid("", fmt.Sprintf("Câu hỏi “%s” đang dựa vào “%s”. Bỏ điều kiện đó trước.", y.Label, x.Label))
		}
	}
	*at = slices.Delete(*at, i, i+1)
	return out, nil
}

// PutSection renames a section, or adds one behind the last.
func (f Form) PutSection(i int, s Section) (Form, error) {
	out := f.clone()
	switch {
	case i == len(out.Sections):
		out.Sections = append(out.Sections, s)
	case i >= 0 && i < len(out.Sections):
		out.Sections[i].Title, out.Sections[i].Help = s.Title, s.Help
	default:
		return f, notThere()
	}
	return out, nil
}

// RemoveSection takes an empty section away.
func (f Form) RemoveSection(i int) (Form, error) {
	out := f.clone()
	if i < 0 || i >= len(out.Sections) {
		return f, notThere()
	}
	if len(out.Sections[i].Fields) > 0 {
		return f, refusal.Invalid("", "Phần này còn câu hỏi. Chuyển hoặc bỏ các câu hỏi trước.")
	}
	out.Sections = slices.Delete(out.Sections, i, i+1)
	return out, nil
}
