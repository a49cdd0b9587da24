package citizen

import (
	"net/http"
	"net/url"

	"motcua/intake"
	"motcua/posting"
	"motcua/procedure"
	"motcua/session"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// demandView is where somebody without a dossier reports that more was demanded than the
// published list (PRI-2): from the procedure's page or a posted sheet.
type demandView struct {
	page.Frame
	Problems page.Problems
	Name     string
	Action   string
	Office   string
	Offices  []parts.Option
	Named    string
	Said     string
	Papers   []string
}

func (p pages) demand(w http.ResponseWriter, r *http.Request) error {
	x, err := p.inForce(r.PathValue("code"))
	if err != nil {
		return err
	}
	return p.showDemand(w, r, x, demandView{Office: page.Query(r).Text("office", 40)})
}

func (p pages) showDemand(w http.ResponseWriter, r *http.Request, x procedure.Version, v demandView) error {
	v.Frame, v.Name, v.Action = p.frame(r, "Báo bị yêu cầu thêm giấy tờ"), x.Name, beyondPath(x.Code)
	v.Back = &page.Link{Href: "/procedures/" + url.PathEscape(x.Code), Text: "Về trang thủ tục"}
	for _, one := range x.Asked() {
		v.Papers = append(v.Papers, one.Name)
	}
	v.Offices = []parts.Option{{Value: "", Label: "Chọn cơ quan"}}
	for _, o := range posting.Receivers(p.Offices.Tree(), x, p.Today()) {
		v.Offices = append(v.Offices, parts.Option{Value: o.ID, Label: p.Offices.Tree().Title(o.ID)})
	}
	status := http.StatusOK
	if v.Problems.Any() {
		v.Failed, status = true, http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, demandPage(v))
	return nil
}

// beyondPath is where a demand beyond the list of a procedure is reported.
func beyondPath(code string) string { return "/procedures/" + url.PathEscape(code) + "/beyond" }

func (p pages) reportDemand(w http.ResponseWriter, r *http.Request) error {
	x, err := p.inForce(r.PathValue("code"))
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, evidenceMost)
	if err != nil {
		return err
	}
	d := intake.Demand{Procedure: x.Code, Named: f.Text("named", 100), Said: f.Lines("said", 2000)}
	if id := f.Value("office"); has(posting.Receivers(p.Offices.Tree(), x, p.Today()), id) {
		d.Office = id
	}
	if !f.Problems.Any() {
		if err = p.sendDemand(r, f, d); err != nil && !f.Problems.Refused(err) {
			return err
		}
	}
	if f.Problems.Any() {
		return p.showDemand(w, r, x, demandView{Problems: f.Problems, Office: f.Value("office"), Named: f.Value("named"), Said: f.Value("said")})
	}
	page.Redirect(w, r, "/procedures/"+url.PathEscape(x.Code), page.Flash{Text: "Đã gửi phản ánh tới bộ phận kiểm soát thủ tục hành chính. Công chức liên quan không thấy phản ánh này."})
	return nil
}

// sendDemand counts the try, then stores the evidence only for a report that can be made.
func (p pages) sendDemand(r *http.Request, f *page.Form, d intake.Demand) error {
	if err := p.Intake.Demandable(d); err != nil {
		return err
	}
	if err := p.Throttle.Allow(r.Context(), session.Passer(p.Address(r))); err != nil {
		return err
	}
	staged, err := p.evidence(r, f)
	if err != nil || f.Problems.Any() {
		return err
	}
	return p.Intake.ReportDemand(r.Context(), d, staged...)
}
