package form

import (
	"fmt"
	"strings"
)

// Known is what the city knows already of the one who files.
type Known struct {
	Name, Birth, Number, Home, Phone, Email string
	Organisation                            bool
}

// Before is a form this person filled in earlier.
type Before struct {
	Dossier string // its code, shown beside what is taken from it
	Form    Form
	Answers Answers
}

// FromAccount marks what was taken from the account.
const FromAccount = "account"

// Fill begins a form: what the account knows, then what the same question was answered in
// earlier dossiers, newest first, then the usual answer. Nothing typed is overwritten,
// and each value says where it came from (DV-8).
func (f Form) Fill(me Known, earlier []Before) Typed {
	t := Typed{}
	for _, x := range f.Fields() {
		if x.From == Me {
			t.known(x, me)
		}
		if x.From != Nowhere {
			for _, b := range earlier {
				was, ok := b.Form.Field(x.Key)
				if ok && was.Type == x.Type {
					t.again(x, x.Key, b.Answers[x.Key], b.Dossier)
				}
			}
		}
		t.usual(x, x.Key)
	}
	return t
}

func (t Typed) known(f Field, me Known) {
	switch f.Type {
	case Person:
		if !me.Organisation {
			t.some(f, map[string]string{"name": me.Name, "birth": me.Birth, "number": me.Number, "home": me.Home, "phone": me.Phone, "email": me.Email})
		}
	case Company:
		if me.Organisation {
			t.some(f, map[string]string{"name": me.Name, "tax": me.Number, "home": me.Home, "phone": me.Phone, "email": me.Email})
		}
	case Phone:
		t.from(f, f.Key, me.Phone, FromAccount)
	case Email:
		t.from(f, f.Key, me.Email, FromAccount)
	case IDNo:
		t.from(f, f.Key, me.Number, FromAccount)
	case Text:
		t.from(f, f.Key, me.Name, FromAccount)
	}
}

func (t Typed) some(f Field, values map[string]string) {
	for _, p := range f.Inner() {
		t.from(p, f.Key+"."+p.Key, values[p.Key], FromAccount)
	}
}

// from puts a value where nothing stands yet.
func (t Typed) from(f Field, at, value, origin string) {
	if value == "" || t.filled(f, at) {
		return
	}
	if f.Type == Date {
		if len(value) != len("2006-01-02") {
			return
		}
		t[at+"-day"], t[at+"-month"], t[at+"-year"] = []string{value[8:]}, []string{value[5:7]}, []string{value[:4]}
	} else {
		t[at] = []string{value}
	}
	t[at+"@"] = []string{origin}
}

func (t Typed) filled(f Field, at string) bool {
	if f.Type == Date {
		return t.one(at+"-year") != ""
	}
	return t.one(at) != ""
}

// again puts an earlier answer where nothing stands yet.
func (t Typed) again(f Field, at string, v any, origin string) {
	switch {
	case f.Type == Group:
		rows, _ := v.([]any)
		if t.Rows(at) > 0 || len(rows) == 0 {
			return
		}
		t.SetRows(at, len(rows))
		for i, r := range rows {
			row, _ := r.(map[string]any)
			for _, x := range f.Fields {
				under := fmt.Sprintf("%s.%d.%s", at, i, x.Key)
				t.again(x, under, row[x.Key], origin)
			}
		}
	case f.Type.Composite():
		inner, _ := v.(map[string]any)
		for _, p := range f.Inner() {
			t.again(p, at+"."+p.Key, inner[p.Key], origin)
		}
	case f.Type == Upload || f.Type == Yes:
		// papers and promises are given anew
	case f.Type == Several:
		if all := strs(v); len(all) > 0 && t.one(at) == "" {
			t[at], t[at+"@"] = all, []string{origin}
		}
	case f.Type == Date:
		s, _ := v.(string)
		t.from(f, at, s, origin)
	default:
		t.from(f, at, bare(f, v), origin)
	}
}

// bare is an answer as one types it.
func bare(f Field, v any) string {
	s := Said(f, v)
	if f.Type == Money {
		s, _, _ = strings.Cut(s, " đồng")
	}
	return s
}

// usual puts the usual answers of the form.
func (t Typed) usual(f Field, at string) {
	if f.Type.Composite() {
		for _, p := range f.Inner() {
			t.usual(p, at+"."+p.Key)
		}
		return
	}
	if f.Type == Group {
		if f.Required || f.Least > 0 {
			t.SetRows(at, max(t.Rows(at), f.Least, 1))
		}
		for i := range t.Rows(at) {
			t.UsualRow(f, at, i)
		}
		return
	}
	if f.Default != "" && !t.filled(f, at) {
		t[at] = []string{f.Default}
	}
}

// UsualRow puts the usual answers of a new row.
func (t Typed) UsualRow(f Field, at string, i int) {
	for _, x := range f.Fields {
		t.usual(x, fmt.Sprintf("%s.%d.%s", at, i, x.Key))
	}
}

// Typed writes answers back into the boxes they came from, to be mended.
func (f Form) Typed(a Answers) Typed {
	t := Typed{}
	for _, x := range f.Fields() {
		t.back(x, x.Key, a[x.Key])
	}
	for at := range t {
		if strings.HasSuffix(at, "@") {
			delete(t, at)
		}
	}
	return t
}

func (t Typed) back(f Field, at string, v any) {
	if b, ok := v.(bool); ok && b {
		t[at] = []string{Ticked}
		return
	}
	if f.Type != Group {
		t.again(f, at, v, "")
		return
	}
	rows, _ := v.([]any)
	t.SetRows(at, len(rows))
	for i, r := range rows {
		row, _ := r.(map[string]any)
		for _, x := range f.Fields {
			t.back(x, fmt.Sprintf("%s.%d.%s", at, i, x.Key), row[x.Key])
		}
	}
}
