package reception

import (
	"net/http"

	"motcua/access"
	"motcua/intake"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// guidanceView is the page of the guidance the desk gave before filing (PRI-4).
type guidanceView struct {
	Frame                    page.Frame
	Problems                 page.Problems
	Procedure, Channel, Said string
	Table                    parts.Table
}

func (p pages) guidance(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	return p.showGuidance(w, r, who, guidanceView{Procedure: r.URL.Query().Get("procedure")})
}

// guide stores what somebody was told, with the version of the procedure in force.
func (p pages) guide(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	v := guidanceView{Procedure: f.Text("procedure", 40), Channel: f.Text("channel", 20), Said: f.Lines("said", 2000)}
	ver, ok := p.Procedures.InForce(v.Procedure, p.Today())
	if !ok {
		f.Problems.Add("procedure", "Nhập mã của một thủ tục đang có hiệu lực, ví dụ 1.004746.")
	}
	if !f.Problems.Any() {
		err := p.Intake.Guide(r.Context(), who, intake.Guidance{Channel: v.Channel, Procedure: ver.Code, Version: ver.ID, Said: v.Said})
		if err == nil {
			page.Redirect(w, r, "/desk/guidance", page.Flash{Text: "Đã lưu nội dung hướng dẫn."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	v.Problems = f.Problems
	return p.showGuidance(w, r, who, v)
}

func (p pages) showGuidance(w http.ResponseWriter, r *http.Request, who access.Who, v guidanceView) error {
	v.Frame = p.frame(r, "Nội dung hướng dẫn")
	v.Frame.Back = &page.Link{Text: "Bàn tiếp nhận", Href: "/desk"}
	v.Table = parts.Table{ID: "rows", Caption: "Hướng dẫn gần đây", Columns: []parts.Column{{Title: "Lúc"}, {Title: "Thủ tục"}, {Title: "Nội dung", Wide: true}, {Title: "Người hướng dẫn", Minor: true}},
		Empty: parts.Empty{Title: "Chưa lưu nội dung hướng dẫn nào", Why: "Nội dung đã hướng dẫn tại quầy, qua điện thoại, trực tuyến hoặc bưu chính được lưu tại đây."}}
	all, err := p.Intake.Guidances(r.Context(), who.Office, rowsMost)
	if err != nil {
		return err
	}
	for _, g := range all {
		by, _ := p.Offices.Official(g.Official)
		ver, _ := p.Procedures.Version(g.Version)
		way, _ := intake.WayNamed(g.Channel)
		v.Table.Rows = append(v.Table.Rows, parts.Row{Cells: []parts.Cell{{Text: page.ShortDateTime(g.At.Time()), Sub: way}, {Text: g.Procedure, Sub: ver.Name}, {Text: g.Said}, {Text: by.Name}}})
	}
	status := http.StatusOK
	if v.Problems.Any() {
		v.Frame.Failed, status = true, http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, guidancePage(v))
	return nil
}

func wayOptions() []parts.Option {
	var out []parts.Option
	for _, x := range intake.Ways {
		out = append(out, parts.Option{Value: x.Key, Label: x.Name})
	}
	return out
}
