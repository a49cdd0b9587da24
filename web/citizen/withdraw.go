package citizen

import (
	"net/http"
	"net/url"

	"motcua/dossier"
	"motcua/dossier/ending"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

type withdrawView struct {
	page.Frame
	Confirm parts.Confirm
}

func (p pages) withdrawPage(w http.ResponseWriter, r *http.Request) error {
	x, _, err := p.own(r)
	if err != nil {
		return err
	}
	if !x.Can("withdraw") {
		return refusal.Missing("Hồ sơ này không thể rút: kết quả đã được trình ký hoặc hồ sơ đã kết thúc.")
	}
	return p.showWithdraw(w, r, x, "", nil)
}

func (p pages) showWithdraw(w http.ResponseWriter, r *http.Request, x trail.View, reason string, problems page.Problems) error {
	base := "/mine/" + url.PathEscape(x.Code)
	v := withdrawView{Frame: p.frame(r, "Rút hồ sơ")}
	v.Back = &page.Link{Href: base, Text: "Hồ sơ " + x.Code}
	v.Confirm = parts.Confirm{Title: "Rút hồ sơ này?", Danger: true, Action: base + "/withdraw", Yes: "Rút hồ sơ", No: page.Link{Text: "Không rút, quay lại hồ sơ", Href: base},
		Text:   "Cơ quan sẽ dừng giải quyết và không có kết quả. Muốn làm lại phải nộp hồ sơ mới.",
		Facts:  []parts.Fact{{Key: "Mã hồ sơ", Part: parts.Code{Text: x.Code}}, {Key: "Thủ tục", Value: x.ProcedureName}, {Key: "Người nộp", Value: orNone(x.Applicant.Name)}},
		Reason: &parts.Textarea{Name: "reason", Label: "Lý do rút hồ sơ", Max: 500, Optional: true, Value: reason, Error: problems.At("reason")}, Problems: problems}
	status := http.StatusOK
	if problems.Any() {
		v.Failed, status = true, http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, withdrawPage(v))
	return nil
}

func (p pages) withdraw(w http.ResponseWriter, r *http.Request) error {
	x, who, err := p.own(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	act := ending.Withdraw{Reason: f.Lines("reason", 500)}
	if !f.Problems.Any() {
		_, err := p.Dossiers.Do(r.Context(), who, dossier.Key{Home: x.Home, ID: x.ID}, act)
		if err == nil {
			page.Redirect(w, r, "/mine/"+url.PathEscape(x.Code), page.Flash{Text: "Đã rút hồ sơ " + x.Code + "."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	return p.showWithdraw(w, r, x, f.Value("reason"), f.Problems)
}
