package reception

import (
	"net/http"

	"motcua/dossier"
	"motcua/form"
	"motcua/refusal"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/page/parts/questions"
	"motcua/web/trail"
)

// formView is the form of a dossier as the desk fills it in for the applicant.
type formView struct {
	Frame    page.Frame
	Problems page.Problems
	Head     parts.DossierHead
	Action   string
	Ask      questions.Ask
	Back     string
	Change   bool // something was declared before: why is asked for
	Own      bool // by the applicant: the request is asked for too
	Reason   string
}

func formButton(v trail.View) string {
	if v.Sheet != nil {
		return "Sửa tờ khai"
	}
	return "Nhập tờ khai"
}

// ask is the form of a dossier: as it was filled in, or filled with what is known of the
// applicant.
func (p pages) askForm(r *http.Request, v trail.View) (questions.Ask, error) {
	a := questions.Ask{Places: trail.Places(p.Hall), Files: map[string][]string{}}
	ver, ok := p.Procedures.Version(v.Version)
	if !ok {
		return a, refusal.Missing("Không tìm thấy phiên bản thủ tục của hồ sơ này.")
	}
	a.Form = p.Forms.For(ver)
	for _, g := range v.Papers {
		a.Files[g.Paper] = append(a.Files[g.Paper], g.Name)
	}
	if v.Sheet != nil {
		f, err := p.Forms.Named(r.Context(), v.Declared.Form)
		if err != nil {
			return a, err
		}
		a.Form, a.Typed = f, f.Typed(v.Answered())
	} else {
		earlier, err := trail.Earlier(r.Context(), p.Hall, p.Who(r), v.Person)
		if err != nil {
			return a, err
		}
		who := v.Applicant
		a.Typed = a.Form.Fill(form.Known{Name: who.Name, Number: who.IDNo, Home: who.Address, Phone: who.Phone, Email: who.Email}, earlier)
	}
	a.Hand()
	return a, nil
}

func (p pages) formPage(w http.ResponseWriter, r *http.Request) error {
	v, _, err := p.open(r)
	if err != nil {
		return err
	}
	a, err := p.askForm(r, v)
	if err != nil {
		return err
	}
	return p.drawForm(w, r, v, a)
}

func (p pages) drawForm(w http.ResponseWriter, r *http.Request, v trail.View, a questions.Ask) error {
	base := "/desk/dossiers/" + v.Code
	x := formView{Frame: p.frame(r, a.Form.Title), Problems: a.Problems, Head: v.Head(base), Action: base + "/form", Ask: a, Back: base, Reason: page.CleanLines(r.FormValue("reason"))}
	if v.Declared != nil {
		x.Change, x.Own = true, v.Declared.Theirs()
	}
	x.Frame.Back = &page.Link{Text: "Hồ sơ " + v.Code, Href: base}
	status := http.StatusOK
	if a.Problems.Any() {
		x.Frame.Failed, status = true, http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, formFillPage(x))
	return nil
}

// fillForm keeps what the clerk typed in for the applicant; it is marked as assisted
// (DV-7).
func (p pages) fillForm(w http.ResponseWriter, r *http.Request) error {
	v, who, err := p.open(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, trail.UploadMost)
	if err != nil {
		return err
	}
	a, err := p.askForm(r, v)
	if err != nil {
		return err
	}
	a.Read(f)
	if a.Turned(f) {
		return p.drawForm(w, r, v, a)
	}
	answers, err := a.Judge()
	if err != nil {
		return err
	}
	if a.Problems.Any() {
		return p.drawForm(w, r, v, a)
	}
	why := hall.Changed{Reason: f.Lines("reason", 2000)}
	if why.Paper, err = trail.Keep(p.Hall, r, v.ID, f, trail.Request); err == nil {
		err = p.Declare(r.Context(), who, dossier.Key{Home: v.Home, ID: v.ID}, a.Form, answers, why)
	}
	if a.Problems.Refused(err) {
		return p.drawForm(w, r, v, a)
	}
	if err != nil {
		return err
	}
	page.Redirect(w, r, "/desk/dossiers/"+v.Code, page.Flash{Text: "Đã lưu tờ khai nhập thay người nộp."})
	return nil
}
