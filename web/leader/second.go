package leader

import (
	"net/http"

	"motcua/dossier"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// secondView is where the head allows a second request for supplement (PRI-6).
type secondView struct {
	Frame    page.Frame
	Problems page.Problems
	Head     parts.DossierHead
	Action   string
	Back     string
	Asked    parts.Summary // the first request
	Fault    string
	Reason   string
}

var faults = []parts.Option{
	{Value: "office", Label: "Do cơ quan kiểm tra, hướng dẫn chưa đủ", Hint: "Được tính là vi phạm quy định yêu cầu bổ sung một lần"},
	{Value: "applicant", Label: "Do người nộp không làm theo hướng dẫn trong phiếu"},
}

// offersSecond reports whether there is a first request that a second could follow.
func offersSecond(v trail.View) bool {
	return v.Can("allow_second") && len(v.Supplements) == 1 && v.Override == nil
}

func (l leader) askSecond(w http.ResponseWriter, r *http.Request) error {
	_, v, err := l.Acting(r, "allow_second", chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	return l.showSecond(w, r, http.StatusOK, v, secondView{})
}

func (l leader) showSecond(w http.ResponseWriter, r *http.Request, status int, v trail.View, out secondView) error {
	out.Frame, out.Head = l.Framed(r, l.Who(r), "Cho phép yêu cầu bổ sung lần hai"), v.Head(chair.PathOf(v.Code))
	out.Action, out.Back = chair.PathOf(v.Code)+"/second", chair.PathOf(v.Code)
	for _, s := range v.Supplements {
		out.Asked = parts.Summary{Title: "Lần yêu cầu đã gửi, " + page.DateTime(s.Asked.Time())}
		for _, x := range s.Lines {
			out.Asked.Facts = append(out.Asked.Facts, parts.Fact{Key: x.Name, Value: x.What})
		}
	}
	out.Frame.Failed = out.Problems.Any()
	page.Render(w, r, status, secondPage(out))
	return nil
}

func (l leader) second(w http.ResponseWriter, r *http.Request) error {
	who, v, err := l.Acting(r, "allow_second", chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	fault, reason := f.Choice("fault", faults[0].Value, faults[1].Value), f.Lines("reason", 2000)
	if fault == "" && f.Problems.At("fault") == "" {
		f.Problems.Add("fault", "Chọn vì sao phải yêu cầu lần hai.")
	}
	if !f.Problems.Any() {
		if _, err = l.Dossiers.Do(r.Context(), who, chair.Key(v.Dossier), dossier.AllowSecond{OwnFault: fault == "applicant", Reason: reason}); err == nil {
			page.Redirect(w, r, chair.PathOf(v.Code), page.Flash{Kind: "success", Text: "Đã cho phép yêu cầu bổ sung lần hai."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	return l.showSecond(w, r, http.StatusUnprocessableEntity, v, secondView{Problems: f.Problems, Fault: f.Value("fault"), Reason: f.Value("reason")})
}

// beyondView lists what applicants reported as demanded beyond the published list.
type beyondView struct {
	Frame page.Frame
	Table parts.Table
}

// beyondMost is how many reports one page shows.
const beyondMost = 200

// beyond is the control office's list; the office concerned has no page that shows it
// (PRI-2).
func (l leader) beyond(w http.ResponseWriter, r *http.Request) error {
	who, err := l.Official(r, chair.Control, chair.Inspector)
	if err != nil {
		return err
	}
	all, err := l.Intake.Beyonds(r.Context(), who, beyondMost)
	if err != nil {
		return err
	}
	v := beyondView{Frame: l.Framed(r, who, "Phản ánh bị yêu cầu thêm giấy tờ"), Table: parts.Table{ID: "rows", Caption: "Phản ánh của người nộp hồ sơ", CaptionHidden: true, Keys: true,
		Columns: []parts.Column{{Title: "Lúc"}, {Title: "Mã hồ sơ", Code: true}, {Title: "Nơi tiếp nhận", Minor: true}, {Title: "Nội dung", Wide: true}},
		Empty:   parts.Empty{Title: "Chưa có phản ánh nào", Why: "Người nộp phản ánh từ trang tra cứu của giấy tiếp nhận khi bị yêu cầu giấy tờ hoặc việc ngoài danh mục đã công bố."}}}
	v.Frame.Wide = true
	open := chair.PathOf
	if who.Role == chair.Inspector {
		open = func(code string) string { return "/inspector/dossiers/" + code }
	}
	for _, x := range all {
		v.Table.Rows = append(v.Table.Rows, parts.Row{Cells: []parts.Cell{{Text: page.ShortDateTime(x.At.Time())}, {Text: x.Code, Href: open(x.Code)},
			{Text: l.Offices.Tree().Title(x.Home)}, {Text: x.Said}}})
	}
	page.Render(w, r, http.StatusOK, beyondPage(v))
	return nil
}
