package form

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"motcua/access"
	"motcua/bundle"
	"motcua/db"
	"motcua/refusal"
)

// Part is how the forms travel as files: one for each procedure whose form the city has
// published, with all its versions. The shipped ones come with the program.
type Part struct{ *Store }

// Travelling is one file of the forms.
type Travelling struct {
	Procedure string  `json:"procedure"`
	Versions  []Trace `json:"versions"`
}

// Trace is one version in a file.
type Trace struct {
	ValidFrom string `json:"valid_from"`
	Note      string `json:"note"`
	File
}

// Name of the folder.
func (Part) Name() string { return "forms" }

func path(code string) string { return "forms/" + code + ".json" }

// Export writes every published form.
func (p Part) Export(context.Context) (bundle.Files, error) {
	out := bundle.Files{}
	for code, all := range p.copy.Load().of {
		text, err := bundle.JSON(travel(code, all))
		if err != nil {
			return nil, err
		}
		out[path(code)] = text
	}
	return out, nil
}

func travel(code string, all []Version) Travelling {
	t := Travelling{Procedure: code}
	for _, v := range all {
		t.Versions = append(t.Versions, Trace{ValidFrom: v.ValidFrom, Note: v.Note, File: v.Form.Pack()})
	}
	return t
}

// Check says what the files would change and what is wrong with them.
func (p Part) Check(_ context.Context, files bundle.Files) ([]bundle.Change, []bundle.Fault, error) {
	var changes []bundle.Change
	var faults []bundle.Fault
	for _, name := range files.Paths() {
		_, more, wrong := p.read(name, files[name])
		faults = append(faults, wrong...)
		if len(wrong) > 0 || len(more) == 0 {
			continue
		}
		c := bundle.Change{Path: name, Kind: bundle.Changed, Title: more[len(more)-1].Form.Title}
		if len(p.Of(more[0].Procedure)) == 0 {
			c.Kind = bundle.Added
		}
		for _, m := range more {
			c.Lines = append(c.Lines, bundle.Line{Field: "Phiên bản dùng từ " + m.ValidFrom, After: fmt.Sprintf("%s (%d câu hỏi)", m.Note, len(m.Form.Fields()))})
		}
		changes = append(changes, c)
	}
	return changes, faults, nil
}

// read gives the versions a file adds to those the city has; a file that would change a
// published one is wrong.
func (p Part) read(name string, text []byte) (Travelling, []Publishing, []bundle.Fault) {
	var t Travelling
	if f := bundle.Decode(name, text, &t); f != nil {
		return t, nil, []bundle.Fault{*f}
	}
	fault := func(field, sentence string) []bundle.Fault {
		return []bundle.Fault{{Path: name, Line: lineOf(text, field), Field: field, Sentence: sentence}}
	}
	if name != path(t.Procedure) {
		return t, nil, fault("procedure", "Tên tệp phải là mã thủ tục: "+path(t.Procedure)+".")
	}
	known := p.Of(t.Procedure)
	var out []Publishing
	for i, v := range t.Versions {
		f, wrong := v.Unpack()
		if len(wrong) > 0 {
			return t, nil, fault(wrong[0].Field, wrong[0].Sentence)
		}
		switch {
		case i < len(known):
			if known[i].ValidFrom != v.ValidFrom || known[i].Note != v.Note || !reflect.DeepEqual(known[i].Form.Text(), f.Text()) {
				return t, nil, fault("versions", fmt.Sprintf("Phiên bản %d đã công bố với nội dung khác; phiên bản đã công bố không sửa được.", i+1))
			}
		default:
			out = append(out, Publishing{Procedure: t.Procedure, Form: f, ValidFrom: v.ValidFrom, Note: v.Note})
		}
	}
	if len(t.Versions) < len(known) {
		return t, nil, fault("versions", "Tệp thiếu phiên bản đã công bố; không phiên bản nào bị xóa.")
	}
	return t, out, nil
}

// lineOf finds the line that names a field by its key, 0 when none does.
func lineOf(text []byte, field string) int {
	if field == "" {
		return 0
	}
	at := strings.Index(string(text), `"`+field+`"`)
	if at < 0 {
		return 0
	}
	return 1 + strings.Count(string(text[:at]), "\n")
}

// Apply publishes what the files add, all or nothing.
func (p Part) Apply(ctx context.Context, who access.Who, files bundle.Files) error {
	err := p.DB.Update(ctx, func(tx db.Tx) error {
		var all []Publishing
		for _, name := range files.Paths() {
			_, more, wrong := p.read(name, files[name])
			if len(wrong) > 0 {
				return refusal.Invalid("file", wrong[0].Error())
			}
			all = append(all, more...)
		}
		return p.addAll(tx, who, all)
	})
	if err != nil {
		return err
	}
	return p.Load(ctx)
}

// addAll publishes several versions in one transaction, also of days that are over: they
// were published elsewhere.
func (p Part) addAll(tx db.Tx, who access.Who, all []Publishing) error {
	if err := mayEdit(who); err != nil {
		return err
	}
	before := map[string][]Version{}
	for _, one := range all {
		if _, ok := before[one.Procedure]; !ok {
			before[one.Procedure] = slices.Clone(p.Of(one.Procedure))
		}
		v, err := p.writeTx(tx, who, one, before[one.Procedure], "")
		if err != nil {
			return err
		}
		before[one.Procedure] = append(before[one.Procedure], v)
	}
	return nil
}
