package leader

import (
	"net/http"

	"motcua/dossier/decision"
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
		if _, err = l.Dossiers.Do(r.Context(), who, chair.Key(v.Dossier), decision.AllowSecond{OwnFault: fault == "applicant", Reason: reason}); err == nil {
			page.Redirect(w, r, chair.PathOf(v.Code), page.Flash{Kind: "success", Text: "Đã cho phép yêu cầu bổ sung lần hai."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	return l.showSecond(w, r, http.StatusUnprocessableEntity, v, secondView{Problems: f.Problems, Fault: f.Value("fault"), Reason: f.Value("reason")})
}
