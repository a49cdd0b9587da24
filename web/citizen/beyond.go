package citizen

import (
	"net/http"

	"motcua/dossier"
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
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	said := f.Lines("said", 2000)
	if !f.Problems.Any() {
		if err = p.Intake.ReportBeyond(r.Context(), d.Token, said); err == nil {
			page.Redirect(w, r, "/q/"+d.Token, page.Flash{Text: "Đã gửi phản ánh tới bộ phận kiểm soát thủ tục hành chính. Công chức liên quan không thấy phản ánh này."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	return p.showBeyond(w, r, d, beyondView{Problems: f.Problems, Said: said})
}
