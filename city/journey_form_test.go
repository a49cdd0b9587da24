package city_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"motcua/access"
	"motcua/db"
	"motcua/dossier"
	"motcua/dossier/declaration"
	"motcua/form"
	"motcua/form/formtest"
	"motcua/procedure"
	"motcua/refusal"
	"motcua/web/hall"
	"motcua/web/trail"
)

const formCode = "1.001193"

// The verbs of forms, and the doors to them.
func init() {
	commands["answers"] = answersCmd
	commands["file-form"] = fileFormCmd
	commands["fill-form"] = fillFormCmd
	commands["form"] = formCmd
	commands["publish-form"] = publishFormCmd
	one := map[string]string{"procedure": formCode}
	for pattern, e := range map[string]entry{
		"GET /mine/{code}/form":                    {},
		"POST /mine/{code}/form":                   {stage: "supplementing", act: "fill_form", form: declaring},
		"GET /mine/{code}/form.pdf":                {},
		"GET /desk/dossiers/{code}/form":           {},
		"POST /desk/dossiers/{code}/form":          {act: "fill_form", form: redeclaring, upload: "paper"},
		"GET /desk/dossiers/{code}/form.pdf":       {},
		"GET /officer/dossiers/{code}/form.pdf":    {stage: "consulted"},
		"GET /leader/dossiers/{code}/form.pdf":     {},
		"GET /control":                             {},
		"GET /control/forms":                       {},
		"GET /control/forms/{procedure}":           {vals: one},
		"POST /control/forms/{procedure}/begin":    {vals: map[string]string{"procedure": "1.000656"}, quiet: true},
		"POST /control/forms/{procedure}/restore":  {vals: one, want: refusedForm, quiet: true},
		"GET /control/forms/{procedure}/file":      {vals: one},
		"POST /control/forms/{procedure}/file":     {vals: one, upload: "file", want: refusedForm, quiet: true},
		"GET /control/forms/{procedure}/edit":      {vals: one},
		"POST /control/forms/{procedure}/edit":     {vals: one, form: sending("do", "title", "title", "Tờ khai đang soạn"), quiet: true},
		"GET /control/forms/{procedure}/question":  {vals: one, query: "?at=0.0.-1"},
		"POST /control/forms/{procedure}/question": {vals: one, form: sending("at", "0.1.-1", "label", "Quan hệ", "type", "text"), quiet: true},
		"GET /control/forms/{procedure}/preview":   {vals: one},
		"POST /control/forms/{procedure}/preview":  {vals: one, want: refusedForm, quiet: true},
		"GET /control/forms/{procedure}/publish":   {vals: one},
		"POST /control/forms/{procedure}/publish":  {vals: one, want: refusedForm, quiet: true},
		"POST /control/forms/{procedure}/drop":     {vals: map[string]string{"procedure": "1.000894"}, quiet: true},
	} {
		if _, name, _ := strings.Cut(pattern, "{procedure}/"); name != "" && pattern != "GET /control/forms/{procedure}/file" {
			e.act, e.on = "edit", func(f *fort) access.Subject { return access.Subject{Kind: access.KindForm, Home: f.top} }
		}
		doorEntries[pattern] = e
	}
}

// declaration is the form of the fort's procedure.
func (f *fort) declaration() form.Form {
	v, ok := f.c.Procedures.InForce(fortProcedure, "2019-06-03")
	if !ok {
		f.T.Fatal("no " + fortProcedure)
	}
	return f.c.Forms.For(v)
}

// filled is the form of the fort's procedure, filled in, with the copy of another one that
// the control office works on.
func (f *fort) filled() dossier.Act {
	ctx := context.Background()
	x := f.declaration()
	a, wrong, err := x.Read(formtest.Typed(x))
	fine(f.T, err)
	if len(wrong) > 0 {
		f.T.Fatal(wrong)
	}
	raw, err := json.Marshal(a)
	fine(f.T, err)
	fine(f.T, f.c.Store.Update(ctx, func(tx db.Tx) error { return f.c.Forms.KeepTx(tx, x) }))
	v, _ := f.c.Procedures.InForce(formCode, "2019-06-03")
	_, err = f.c.Forms.Begin(ctx, access.Who{Official: "control", Post: "post:control", Office: f.top, Role: "control"}, v)
	fine(f.T, err)
	return declaration.Fill{Form: x.Hash(), Answers: raw}
}

// declaring changes an answer of what was filled in before: the same again notes nothing.
func declaring(f *fort, _ item, _ caller) url.Values {
	out := formtest.Values(f.declaration())
	for _, name := range slices.Sorted(maps.Keys(out)) {
		if out.Get(name) == "Nội dung mẫu" {
			out.Set(name, "Nội dung đã sửa")
			return out
		}
	}
	f.T.Fatal("the form has no text to change")
	return nil
}

// redeclaring is what a clerk sends who changes what stands there already.
func redeclaring(f *fort, x item, a caller) url.Values {
	v := declaring(f, x, a)
	v.Set("reason", reasoned)
	return v
}

// typing is what the person of a script has typed into the form so far.
var typing = map[*journey]form.Typed{}

func (j *journey) version(code string) (procedure.Version, error) {
	v, ok := j.c.Procedures.InForce(code, j.c.Civil.Now().Format("2006-01-02"))
	if !ok {
		return v, fmt.Errorf("no procedure %s", code)
	}
	return v, nil
}

// answersCmd: answers PROCEDURE [path=value …] – a rightly filled form, changed; "path="
// leaves an answer out, "+group" adds a row, "-group.0" takes one out.
func answersCmd(ts *testscript.TestScript, _ bool, args []string) {
	j := of(ts)
	v, err := j.version(args[0])
	ts.Check(err)
	t := formtest.Typed(j.c.Forms.For(v))
	for _, a := range args[1:] {
		path, value, typed := strings.Cut(a, "=")
		switch {
		case strings.HasPrefix(a, "+"):
			t.AddRow(a[1:])
		case strings.HasPrefix(a, "-"):
			t.TakeRow(a[1:len(a)-2], int(a[len(a)-1]-'0'))
		case typed && value == "":
			delete(t, path)
		default:
			t[path] = []string{value}
		}
	}
	typing[j] = t
	_, wrong, err := j.c.Forms.For(v).Read(t)
	ts.Check(err)
	for _, p := range wrong {
		fmt.Fprintf(ts.Stdout(), "%s: %s\n", p.Path, p.Sentence)
	}
	fmt.Fprintf(ts.Stdout(), "wrong=%d\n", len(wrong))
}

// filling is the act that keeps what was typed.
func (j *journey) filling(code string) (form.Form, declaration.Fill, error) {
	v, err := j.version(code)
	if err != nil {
		return form.Form{}, declaration.Fill{}, err
	}
	f := j.c.Forms.For(v)
	a, wrong, err := f.Read(typing[j])
	if err == nil && len(wrong) > 0 {
		err = refusal.Invalid(wrong[0].Path, wrong[0].Sentence)
	}
	if err != nil {
		return f, declaration.Fill{}, err
	}
	raw, err := json.Marshal(a)
	return f, declaration.Fill{Form: f.Hash(), Answers: raw}, err
}

// fileFormCmd: file-form PROCEDURE – files online with the form that was typed.
func fileFormCmd(ts *testscript.TestScript, neg bool, args []string) {
	j := of(ts)
	f, fill, err := j.filling(args[0])
	if err == nil {
		var d dossier.Dossier
		d, err = j.c.Drafts.File(context.Background(), j.who("citizen"), j.filing(args[0]).(dossier.File), func(tx db.Tx, from string, to dossier.Dossier) error {
			if err := j.c.Forms.KeepTx(tx, f); err != nil {
				return err
			}
			return hall.MoveTx(tx, from, to)
		}, fill)
		if err == nil {
			j.d, j.all = d, append(j.all, dossier.Key{Home: d.Home, ID: d.ID})
		}
	}
	outcome(ts, neg, err)
}

// fillFormCmd: fill-form [@role] PROCEDURE – keeps the form with the dossier.
func fillFormCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, who := of(ts), "reception"
	if strings.HasPrefix(args[0], "@") {
		who, args = args[0][1:], args[1:]
	}
	f, fill, err := j.filling(args[0])
	if len(args) > 1 { // why, on the applicant's kept request
		fill.Reason, fill.Paper = args[1], "request"
	}
	if err == nil {
		ts.Check(j.c.Store.Update(context.Background(), func(tx db.Tx) error { return j.c.Forms.KeepTx(tx, f) }))
		err = j.do(who, fill)
	}
	outcome(ts, neg, err)
}

// formCmd: form – the filled form of the dossier as it is read, and that its answers stand
// in no event's body.
func formCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j, ctx := of(ts), context.Background()
	if j.d.Declared == nil {
		fmt.Fprintln(ts.Stdout(), "none")
		return
	}
	f, err := j.c.Forms.Named(ctx, j.d.Declared.Form)
	ts.Check(err)
	events, err := j.c.Dossiers.Trail(ctx, j.key())
	ts.Check(err)
	a, err := trail.Answers(declaration.Answers(events))
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "title=%s assisted=%v by=%s\n", f.Title, j.d.Declared.Assisted, j.d.Declared.By)
	for _, p := range f.Show(a).Parts {
		for _, l := range p.Lines {
			fmt.Fprintf(ts.Stdout(), "%s: %s\n", l.Label, l.Text)
		}
	}
	for _, e := range events {
		if strings.Contains(e.Body, "Nội dung mẫu") || e.Act == declaration.Act && e.Secret == "" {
			ts.Fatalf("answers are not private in %s: %s", e.Act, e.Body)
		}
	}
}

// publishFormCmd: publish-form [@role] PROCEDURE DAY TITLE [PAPER=LABEL] – the form under
// another title from a day on, with a file asked for; its versions are the fold of their
// events.
func publishFormCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, ctx := of(ts), context.Background()
	who := j.prescriber("control") // of the city
	if strings.HasPrefix(args[0], "@") {
		who, args = j.who(args[0][1:]), args[1:] // of a ward
	}
	v, err := j.version(args[0])
	ts.Check(err)
	f := j.c.Forms.For(v)
	f.Title = args[2]
	if len(args) > 3 {
		key, label, _ := strings.Cut(args[3], "=")
		f.Sections = append(f.Sections, form.Section{Title: "Tệp", Fields: []form.Field{{Key: "tep", Label: label, Type: form.Upload, Required: true, Paper: key}}})
	}
	_, err = j.c.Forms.Publish(ctx, who, form.Publishing{Procedure: args[0], Form: f, ValidFrom: args[1], Note: "Theo mẫu mới"})
	outcome(ts, neg, err)
	events, err := j.c.Forms.Events(ctx, args[0])
	ts.Check(err)
	folded, err := form.Fold(events)
	ts.Check(err)
	rows, err := j.c.Forms.Rows(ctx, args[0])
	ts.Check(err)
	if len(rows)+len(folded) > 0 && !reflect.DeepEqual(folded, rows) {
		ts.Fatalf("the versions are not the fold of their events")
	}
}

// declares is the page of the form in a browser: nothing typed is told at its question,
// then what is asked is answered.
func (s *story) declares(c *visitor) {
	s.Helper()
	c.see("Tờ khai đăng ký lại kết hôn", "Điền sẵn từ tài khoản")
	if got := c.press("Tiếp tục"); got != http.StatusUnprocessableEntity {
		c.fail("an empty form answers %d", got)
	}
	c.see("Nhập họ, chữ đệm, tên.", "Chọn đề nghị cấp bản sao.")
	v, _ := s.c.Procedures.InForce(fortProcedure, "2019-06-03")
	c.answer(formtest.Values(s.c.Forms.For(v)))
	c.press("Tiếp tục")
}

// answer puts values into the boxes of their names, as typing and choosing would.
func (v *visitor) answer(values url.Values) {
	v.w.Helper()
	raw, err := json.Marshal(values)
	v.w.must(err)
	read[bool](v, `(all => { for (const [name, vs] of Object.entries(all)) for (const el of document.getElementsByName(name)) {
		if (el.type === "radio" || el.type === "checkbox") el.checked = vs.includes(el.value); else if (el.type !== "hidden") el.value = vs[0];
		el.dispatchEvent(new Event("change", {bubbles: true})); } return true; })(`+string(raw)+`)`)
}
