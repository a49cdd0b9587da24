package form

import (
	"context"
	"fmt"
	"strings"

	"motcua/access"
	"motcua/bundle"
	"motcua/calendar"
	"motcua/db"
	"motcua/procedure"
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

// Check says what the files would change and what is wrong with them, procedures of the
// same files included.
func (p Part) Check(ctx context.Context, files bundle.Files) ([]bundle.Change, []bundle.Fault, error) {
	catalogue, err := p.Procedures.Ahead(ctx, p.DB.Read(), files)
	if err != nil {
		return nil, nil, err
	}
	var changes []bundle.Change
	var faults []bundle.Fault
	mine := files.Under(p.Name())
	for _, name := range mine.Paths() {
		more, wrong := p.read(name, mine[name], catalogue)
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
func (p Part) read(name string, text []byte, catalogue map[string][]procedure.Version) ([]Publishing, []bundle.Fault) {
	var t Travelling
	if f := bundle.Decode(name, text, &t); f != nil {
		return nil, []bundle.Fault{*f}
	}
	fault := func(field, sentence string) []bundle.Fault {
		return []bundle.Fault{{Path: name, Line: bundle.LineOf(text, field), Field: field, Sentence: sentence}}
	}
	known, served := p.Of(t.Procedure), catalogue[t.Procedure]
	switch {
	case name != path(t.Procedure):
		return nil, fault("procedure", "Tên tệp phải là mã thủ tục: "+path(t.Procedure)+".")
	case len(served) == 0:
		return nil, fault("procedure", "Danh mục không có thủ tục này. Nạp thủ tục trước, hoặc kèm tệp thủ tục.")
	case len(t.Versions) < len(known):
		return nil, fault("versions", "Tệp thiếu phiên bản đã công bố; không phiên bản nào bị xóa.")
	}
	var out []Publishing
	for i, v := range t.Versions {
		at := fmt.Sprintf("versions[%d]", i)
		f, wrong := v.Unpack()
		if len(wrong) == 0 && i >= len(known) {
			wrong = f.Against(served...)
		}
		if len(wrong) > 0 {
			return nil, []bundle.Fault{{Path: name, Line: lineOf(text, bundle.LineOf(text, at), wrong[0].Field), Field: wrong[0].Field, Sentence: wrong[0].Sentence}}
		}
		if i < len(known) {
			if known[i].ValidFrom != v.ValidFrom || known[i].Note != v.Note || !same(known[i].Form, f) {
				return nil, fault("versions", fmt.Sprintf("Phiên bản %d đã công bố với nội dung khác; phiên bản đã công bố không sửa được.", i+1))
			}
			continue
		}
		if _, err := calendar.ParseDate(v.ValidFrom); err != nil {
			return nil, fault(at+".valid_from", "Ngày bắt đầu dùng viết như 2019-07-01.")
		}
		if strings.TrimSpace(v.Note) == "" {
			return nil, fault(at+".note", noteless)
		}
		out = append(out, Publishing{Procedure: t.Procedure, Form: f, ValidFrom: v.ValidFrom, Note: v.Note})
	}
	return out, nil
}

// same compares two forms as they travel.
func same(a, b Form) bool {
	x, errX := bundle.JSON(a.Pack())
	y, errY := bundle.JSON(b.Pack())
	return errX == nil && errY == nil && string(x) == string(y)
}

// lineOf finds the line, from one on, that names a question by its key; that one if none
// does.
func lineOf(text []byte, from int, key string) int {
	n := 0
	for line := range strings.Lines(string(text)) {
		if n++; n >= from && key != "" && strings.Contains(line, `"`+key+`"`) {
			return n
		}
	}
	return from
}

// Apply publishes what the files add, all or nothing.
func (p Part) Apply(ctx context.Context, who access.Who, files bundle.Files) error {
	err := p.DB.Update(ctx, func(tx db.Tx) error { return p.ApplyTx(tx, who, files) })
	if err != nil {
		return err
	}
	return p.Load(ctx)
}

// ApplyTx is Apply inside a transaction of the caller, who calls Refresh after its commit.
// Versions of days that are over come too: they were published elsewhere.
func (p Part) ApplyTx(tx db.Tx, who access.Who, files bundle.Files) error {
	if err := p.May(who); err != nil {
		return err
	}
	catalogue, err := p.Procedures.Ahead(tx.Ctx, tx, files)
	if err != nil {
		return err
	}
	mine := files.Under(p.Name())
	for _, name := range mine.Paths() {
		more, wrong := p.read(name, mine[name], catalogue)
		if len(wrong) > 0 {
			return refusal.Invalid("file", wrong[0].Error())
		}
		var before []Version
		for _, one := range more {
			if before == nil {
				before = p.Of(one.Procedure)
			}
			v, err := p.writeTx(tx, who, one, before, "")
			if err != nil {
				return err
			}
			before = append(before, v)
		}
	}
	return nil
}
