package citizen

import (
	"net/http"
	"net/url"

	"motcua/dossier"
	"motcua/dossier/declaration"
	"motcua/form"
	"motcua/person"
	"motcua/refusal"
	"motcua/web/hall"
	"motcua/web/page"
	qs "motcua/web/page/parts/questions"
	"motcua/web/trail"
)

type formView struct {
	stepView
	Ask qs.Ask
}

// ask is the form of the filing with what was typed; the first look is filled with what
// the city knows (DV-8).
func (p pages) ask(r *http.Request, x *filing) (qs.Ask, error) {
	if x.given.Form == nil {
		earlier, err := trail.Earlier(r.Context(), p.Hall, x.who, x.who.Person)
		if err != nil {
			return qs.Ask{}, err
		}
		x.given.Form = x.form.Fill(p.known(r, *x), earlier)
	}
	a := qs.Ask{Form: x.form, Typed: x.given.Form, Places: trail.Places(p.Hall), Upload: true, Files: map[string][]string{}}
	for _, f := range x.files {
		a.Files[f.Paper] = append(a.Files[f.Paper], f.Name)
	}
	a.Hand()
	return a, nil
}

// known is what the account and the questions before tell.
func (p pages) known(r *http.Request, x filing) form.Known {
	g := x.given
	k := form.Known{Name: g.Name, Number: g.Number, Home: g.Address, Phone: g.Phone, Email: g.Email}
	if me, err := p.People.Find(r.Context(), x.who.Person); err == nil && me.Name == g.Name {
		k.Birth, k.Organisation = me.Birth, me.Kind == person.Organisation
	}
	return k
}

func (p pages) showForm(w http.ResponseWriter, r *http.Request, x filing, base stepView) error {
	a, err := p.ask(r, &x)
	if err != nil {
		return err
	}
	a.Problems, base.Save = base.Problems, x.href("save")
	status := http.StatusOK
	if base.Problems.Any() {
		status = http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, formPage(formView{stepView: base, Ask: a}))
	return nil
}

// takeForm reads the form. A button inside it (a row, an upload) is done and answered at
// once; else what is wrong stands at its question.
func (p pages) takeForm(w http.ResponseWriter, r *http.Request, f *page.Form, x *filing) (done bool, err error) {
	a, err := p.ask(r, x)
	if err != nil {
		return true, err
	}
	a.Read(f)
	turned := a.Turned(f)
	x.given.Form = a.Typed
	if turned {
		if err := p.keep(r, x, "form"); err != nil {
			return true, err
		}
		http.Redirect(w, r, x.href("form")+turnedAt(f, a), http.StatusSeeOther)
		return true, nil
	}
	if to := f.Text("upload", 40); to != "" {
		if err := p.keep(r, x, "form"); err != nil {
			return true, err
		}
		http.Redirect(w, r, x.href("papers/"+url.PathEscape(to))+"?to=form", http.StatusSeeOther)
		return true, nil
	}
	_, err = a.Judge()
	f.Problems = append(f.Problems, a.Problems...)
	return false, err
}

// turnedAt leads to the group whose rows changed.
func turnedAt(f *page.Form, a qs.Ask) string {
	if group := f.Text("add", 80); group != "" {
		if _, ok := a.Form.Field(group); ok {
			return "#f-" + qs.Name(group)
		}
	}
	return ""
}

// saveForm keeps what is being typed, right or not.
func (p pages) saveForm(w http.ResponseWriter, r *http.Request, f *page.Form, x filing) error {
	a, err := p.ask(r, &x)
	if err != nil {
		return err
	}
	a.Read(f)
	x.given.Form = a.Typed
	if err := p.keep(r, &x, x.draft.Step); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// declared tells whether the form is filled in and right.
func (x filing) declared() bool {
	if x.given.Form == nil {
		return false
	}
	_, wrong, err := x.handed().Form.Read(x.given.Form)
	return err == nil && len(wrong) == 0
}

// handed puts the uploaded files under the questions that ask for them.
func (x filing) handed() qs.Ask {
	a := qs.Ask{Form: x.form, Typed: x.given.Form, Files: map[string][]string{}}
	for _, f := range x.files {
		a.Files[f.Paper] = append(a.Files[f.Paper], f.Name)
	}
	a.Hand()
	return a
}

// answered are the right answers of the form.
func (x filing) answered() (form.Answers, error) {
	answers, wrong, err := x.handed().Form.Read(x.given.Form)
	if err == nil && len(wrong) > 0 {
		err = refusal.Invalid("form", wrong[0].Sentence)
	}
	return answers, err
}

// declare puts the filled form on the last page.
func (v *checkView) declare(x filing) error {
	answers, _, err := x.handed().Form.Read(x.given.Form)
	v.Sheet, v.Form = x.form.Show(answers), x.href("form")
	return err
}

type declaredView struct {
	page.Frame
	Code     string
	Sheet    form.Sheet
	Assisted bool
	PDF      string
	Action   string
	Problems page.Problems
	Ask      *qs.Ask // while it may be mended
}

// declared shows the applicant's own filled form; before reception, and while a
// supplement is asked for, it may be mended.
func (p pages) declared(w http.ResponseWriter, r *http.Request) error {
	x, _, err := p.own(r)
	if err != nil {
		return err
	}
	return p.showDeclared(w, r, x, nil)
}

func (p pages) showDeclared(w http.ResponseWriter, r *http.Request, x trail.View, ask *qs.Ask) error {
	if x.Sheet == nil {
		return refusal.Missing("Hồ sơ này chưa có tờ khai điện tử.")
	}
	base := "/mine/" + url.PathEscape(x.Code)
	v := declaredView{Frame: p.frame(r, x.Sheet.Title), Code: x.Code, Sheet: *x.Sheet, Assisted: x.Declared.Assisted, PDF: base + "/form.pdf", Action: base + "/form"}
	v.Back = &page.Link{Href: base, Text: "Hồ sơ " + x.Code}
	status := http.StatusOK
	if ask == nil && mendable(x) && r.URL.Query().Get("edit") != "" {
		a, err := p.again(r, x)
		if err != nil {
			return err
		}
		ask = &a
	}
	if ask == nil && mendable(x) {
		v.Action += "?edit=1#main"
	}
	if !mendable(x) {
		v.Action = ""
	}
	if v.Ask = ask; ask != nil && ask.Problems.Any() {
		v.Problems, v.Failed, status = ask.Problems, true, http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, declaredPage(v))
	return nil
}

// mendable tells whether the applicant may still change the form.
func mendable(x trail.View) bool {
	return x.Can(declaration.Act) && (x.Dossier.State == dossier.Filed || x.Dossier.State == dossier.Supplementing)
}

// again is the form as it was filled in, to be mended.
func (p pages) again(r *http.Request, x trail.View) (qs.Ask, error) {
	f, err := p.Forms.Named(r.Context(), x.Declared.Form)
	a := qs.Ask{Form: f, Places: trail.Places(p.Hall), Typed: f.Typed(x.Answered()), Files: map[string][]string{}}
	for _, g := range x.Files {
		a.Files[g.Paper] = append(a.Files[g.Paper], g.Name)
	}
	a.Hand()
	return a, err
}

// redeclare keeps the mended form.
func (p pages) redeclare(w http.ResponseWriter, r *http.Request) error {
	x, who, err := p.own(r)
	if err != nil {
		return err
	}
	if x.Sheet == nil {
		return refusal.Missing("Hồ sơ này chưa có tờ khai điện tử.")
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	a, err := p.again(r, x)
	if err != nil {
		return err
	}
	a.Read(f)
	if a.Turned(f) {
		return p.showDeclared(w, r, x, &a)
	}
	answers, err := a.Judge()
	if err != nil {
		return err
	}
	if a.Problems.Any() {
		return p.showDeclared(w, r, x, &a)
	}
	err = p.Declare(r.Context(), who, dossier.Key{Home: x.Home, ID: x.ID}, a.Form, answers, hall.Changed{})
	if a.Problems.Refused(err) {
		return p.showDeclared(w, r, x, &a)
	}
	if err != nil {
		return err
	}
	page.Redirect(w, r, "/mine/"+url.PathEscape(x.Code)+"/form", page.Flash{Text: "Đã lưu tờ khai."})
	return nil
}

func (p pages) declaredPDF(w http.ResponseWriter, r *http.Request) error {
	x, _, err := p.own(r)
	if err != nil {
		return err
	}
	return x.PrintForm(w)
}
