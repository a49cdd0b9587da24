package citizen

import (
	"net/http"

	"motcua/dossier"
	"motcua/intake"
	"motcua/paper"
	"motcua/refusal"
	"motcua/session"
	"motcua/web/page"
)

// beyondView is where whoever holds the receipt reports that more was demanded than
// the published list (PRI-2).
type beyondView struct {
	page.Frame
	Problems page.Problems
	Code     string
	Action   string
	Said     string
	Papers   []string
}

// evidenceMost bounds the files of one report together.
const evidenceMost = 30 << 20

func (p pages) beyond(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Dossiers.ByToken(r.Context(), r.PathValue("token"))
	if err != nil {
		return err
	}
	return p.showBeyond(w, r, d, beyondView{})
}

func (p pages) showBeyond(w http.ResponseWriter, r *http.Request, d dossier.Dossier, v beyondView) error {
	v.Frame, v.Code, v.Action = p.frame(r, "Báo bị yêu cầu thêm giấy tờ"), d.Code, "/q/"+d.Token+"/beyond"
	v.Back = &page.Link{Href: "/q/" + d.Token, Text: "Hồ sơ " + d.Code}
	if ver, ok := p.Procedures.Version(d.Version); ok {
		for _, x := range ver.Asked() {
			v.Papers = append(v.Papers, x.Name)
		}
	}
	status := http.StatusOK
	if v.Problems.Any() {
		v.Failed, status = true, http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, beyondPage(v))
	return nil
}

func (p pages) reportBeyond(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Dossiers.ByToken(r.Context(), r.PathValue("token"))
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, evidenceMost)
	if err != nil {
		return err
	}
	said := f.Lines("said", 2000)
	if !f.Problems.Any() {
		if err = p.sendBeyond(r, f, d.Token, said); err != nil && !f.Problems.Refused(err) {
			return err
		}
	}
	if f.Problems.Any() {
		return p.showBeyond(w, r, d, beyondView{Problems: f.Problems, Said: said})
	}
	page.Redirect(w, r, "/q/"+d.Token, page.Flash{Text: "Đã gửi phản ánh tới bộ phận kiểm soát thủ tục hành chính. Công chức liên quan không thấy phản ánh này."})
	return nil
}

// sendBeyond counts the try by address, never by dossier: the answer tells nobody whether
// anybody reported. It stores the evidence only for a report that can be made; a file that may not
// come in becomes a problem of the form, and nothing is sent.
func (p pages) sendBeyond(r *http.Request, f *page.Form, token, said string) error {
	if _, err := p.Intake.Reportable(r.Context(), token, said); err != nil {
		return err
	}
	if err := p.Throttle.Allow(r.Context(), session.Passer(p.Address(r))); err != nil {
		return err
	}
	staged, err := p.evidence(r, f)
	if err != nil || f.Problems.Any() {
		return err
	}
	return p.Intake.ReportBeyond(r.Context(), token, said, staged...)
}

// evidence checks and stores the files of a report; one that may not come in becomes a
// problem of the form.
func (p pages) evidence(r *http.Request, f *page.Form) ([]paper.PaperFile, error) {
	heads := f.Files("evidence")
	if len(heads) > intake.EvidenceMost {
		f.Problems.Add("evidence", "Gửi tối đa 5 tệp cho một phản ánh. Gộp các ảnh vào một tệp PDF nếu cần.")
		return nil, nil
	}
	var staged []paper.PaperFile
	for _, head := range heads {
		file, err := head.Open()
		if err != nil {
			return nil, err
		}
		one, err := p.Papers.Stage(r.Context(), paper.Given{Paper: "evidence", Name: head.Filename}, file, head.Size)
		if closing := file.Close(); err == nil {
			err = closing
		}
		if no, ok := refusal.As(err); ok && no.Kind == refusal.KindInvalid {
			f.Problems = append(f.Problems, page.Problem{Field: "evidence", Sentence: no.Sentence, Rule: no.Rule})
			continue
		}
		if err != nil {
			return nil, err
		}
		staged = append(staged, one)
	}
	return staged, nil
}
