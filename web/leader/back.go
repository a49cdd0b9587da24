package leader

import (
	"net/http"

	"motcua/dossier/decision"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

type backView struct {
	Frame   page.Frame
	Head    parts.DossierHead
	Confirm parts.Confirm
}

func (l leader) askSendBack(w http.ResponseWriter, r *http.Request) error {
	_, v, err := l.Acting(r, "send_back", chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	return l.showSendBack(w, r, http.StatusOK, v, "", nil)
}

func (l leader) showSendBack(w http.ResponseWriter, r *http.Request, status int, v trail.View, reason string, problems page.Problems) error {
	at := chair.PathOf(v.Code)
	out := backView{Frame: l.Framed(r, l.Who(r), "Trả lại người trình"), Head: v.Head(at), Confirm: parts.Confirm{Title: "Trả lại người trình",
		Text: "Hồ sơ quay về người thụ lý để thẩm định và trình lại. Thời hạn vẫn tiếp tục tính.", Action: at + "/send-back", Yes: "Trả lại",
		No:     page.Link{Text: "Không, quay lại hồ sơ", Href: at},
		Reason: &parts.Textarea{Name: "reason", Label: "Cần sửa gì", Hint: "Người thụ lý sẽ đọc nguyên văn.", Value: reason, Error: problems.At("reason"), Rows: 4, Max: 2000}, Problems: problems}}
	out.Frame.Failed = problems.Any()
	page.Render(w, r, status, backPage(out))
	return nil
}

func (l leader) sendBack(w http.ResponseWriter, r *http.Request) error {
	who, d, err := l.Pressing(r, "send_back", chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	reason := f.Lines("reason", 2000)
	if !f.Problems.Any() {
		if _, err = l.Dossiers.Do(r.Context(), who, chair.Key(d), decision.SendBack{Reason: reason}); err == nil {
			page.Redirect(w, r, chair.PathOf(d.Code), page.Flash{Kind: "success", Text: "Đã trả lại người trình."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	v, err := trail.Read(r.Context(), l.Hall, who, d)
	if err != nil {
		return err
	}
	return l.showSendBack(w, r, http.StatusUnprocessableEntity, v, f.Value("reason"), f.Problems)
}

type stopView struct {
	Frame    page.Frame
	Problems page.Problems
	Head     parts.DossierHead
	Action   string
	Back     string
	Cause    string
	Causes   []parts.Option
	Reason   string
	Demand   trail.DemandForm
}

func (l leader) askStop(w http.ResponseWriter, r *http.Request) error {
	_, v, err := l.Acting(r, "stop", chair.Head, chair.Deputy, chair.OneStopHead)
	if err != nil {
		return err
	}
	return l.showStop(w, r, http.StatusOK, v, stopView{})
}

func (l leader) showStop(w http.ResponseWriter, r *http.Request, status int, v trail.View, out stopView) error {
	out.Frame, out.Head = l.Framed(r, l.Who(r), "Dừng giải quyết hồ sơ"), v.Head(chair.PathOf(v.Code))
	out.Action, out.Back, out.Causes = chair.PathOf(v.Code)+"/stop", chair.PathOf(v.Code), v.StopCauses()
	out.Causes = trail.AskedFor(out.Causes, requestField(out), trail.Demand(out.Demand))
	out.Frame.Failed = out.Problems.Any()
	page.Render(w, r, status, stopPage(out))
	return nil
}

func (l leader) stop(w http.ResponseWriter, r *http.Request) error {
	who, d, err := l.Pressing(r, "stop", chair.Head, chair.Deputy, chair.OneStopHead)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, trail.UploadMost)
	if err != nil {
		return err
	}
	act := trail.ReadStop(f)
	if act.Cause == "applicant" {
		act.Paper, err = trail.Keep(l.Hall, r, d.ID, f, trail.Request)
	}
	if !f.Problems.Any() {
		if err == nil {
			_, err = l.Dossiers.Do(r.Context(), who, chair.Key(d), act)
		}
		if err == nil {
			page.Redirect(w, r, chair.PathOf(d.Code), page.Flash{Kind: "success", Text: "Đã dừng giải quyết hồ sơ."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	v, err := trail.Read(r.Context(), l.Hall, who, d)
	if err != nil {
		return err
	}
	return l.showStop(w, r, http.StatusUnprocessableEntity, v, stopView{Problems: f.Problems, Cause: f.Value("cause"), Reason: f.Value("reason"), Demand: trail.TypedDemand(f.Value, f.Problems)})
}
