package processes

import (
	"net/http"
	"strconv"

	"motcua/calendar"
	"motcua/process"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// decideView asks once more before something that cannot be taken back.
type decideView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Caption  string
	Lead     string
	Action   string
	Back     string
	Do       string
	Danger   bool
	Date     *parts.DateInput
	Decision *parts.Input
	Remark   *parts.Textarea
	Seen     string
	Trial    *walk
}

func (p pages) decideView(r *http.Request, o opened, title string, problems page.Problems) decideView {
	v := decideView{Frame: p.Framed(r, title, append(aboveOne(o.Code), page.Link{Text: o.title, Href: at(o.ID)})...), Problems: problems, Title: title,
		Caption: o.title + " – " + o.target.Name, Back: at(o.ID), Seen: problems.Seen(r, "seen", strconv.FormatInt(o.Seq, 10))}
	v.Frame.Failed = problems.Any()
	return v
}

// seen is the state of the version a form was opened with; a form without one was opened
// with none.
func seen(f *page.Form) int64 {
	if n, err := strconv.ParseInt(f.Value("seen"), 10, 64); err == nil && n > 0 {
		return n
	}
	return -1
}

func status(problems page.Problems) int {
	if problems.Any() {
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

func (p pages) submit(w http.ResponseWriter, r *http.Request) error {
	o, err := p.acting(r, "submit")
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	return p.do(w, r, o.ID, process.Submit{Seen: seen(f)}, "Đã trình bộ phận kiểm soát thủ tục hành chính.", func(problems page.Problems) error {
		return p.showVersion(w, r, http.StatusUnprocessableEntity, o, problems)
	})
}

func (p pages) askApprove(w http.ResponseWriter, r *http.Request) error {
	o, err := p.acting(r, "approve")
	if err != nil {
		return err
	}
	return p.showApprove(w, r, o, nil, nil)
}

// showApprove shows the trial too: nobody approves what they have not seen run.
func (p pages) showApprove(w http.ResponseWriter, r *http.Request, o opened, f *page.Form, problems page.Problems) error {
	v := p.decideView(r, o, "Phê duyệt quy trình", problems)
	v.Lead = "Sau khi phê duyệt, quy trình không sửa được nữa. Hồ sơ tiếp nhận từ ngày áp dụng theo quy trình này; hồ sơ tiếp nhận trước đó giữ quy trình cũ."
	v.Action, v.Do = at(o.ID)+"/approve", "Phê duyệt"
	tomorrow := calendar.DateOf(p.Civil.Now()) + 1
	v.Date = &parts.DateInput{Name: "from", Legend: "Áp dụng từ ngày", Hint: "Sớm nhất là ngày " + page.Date(tomorrow.At(0)), Error: problems.At("from")}
	v.Decision = &parts.Input{Name: "decision", Label: "Số và ngày quyết định phê duyệt", Hint: "Quyết định của Chủ tịch Ủy ban nhân dân Thành phố, ví dụ 1234/QĐ-UBND ngày 03/6/2019",
		Error: problems.At("decision"), Max: 200}
	if f != nil {
		v.Date.Day, v.Date.Month, v.Date.Year, v.Decision.Value = f.Value("from-day"), f.Value("from-month"), f.Value("from-year"), f.Value("decision")
	}
	trial := p.walk(o, p.sampleMoment(), nil)
	v.Trial = &trial
	page.Render(w, r, status(problems), decidePage(v))
	return nil
}

func (p pages) approve(w http.ResponseWriter, r *http.Request) error {
	o, err := p.acting(r, "approve")
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	from := ""
	if d, ok := f.Date("from"); ok {
		from = d.String()
	}
	act := process.Approve{From: from, Decision: f.Text("decision", 200), Seen: seen(f)}
	if f.Problems.Any() {
		return p.showApprove(w, r, o, f, f.Problems)
	}
	return p.do(w, r, o.ID, act, "Đã phê duyệt. Hồ sơ tiếp nhận từ "+page.CivilDate(from)+" theo quy trình này.", func(problems page.Problems) error {
		return p.showApprove(w, r, o, f, problems)
	})
}

func (p pages) askReject(w http.ResponseWriter, r *http.Request) error {
	o, err := p.acting(r, "reject")
	if err != nil {
		return err
	}
	return p.showReject(w, r, o, "", nil)
}

func (p pages) showReject(w http.ResponseWriter, r *http.Request, o opened, remark string, problems page.Problems) error {
	v := p.decideView(r, o, "Trả lại để sửa", problems)
	v.Action, v.Do = at(o.ID)+"/reject", "Trả lại đơn vị soạn"
	v.Remark = &parts.Textarea{Name: "remark", Label: "Cần sửa gì?", Hint: "Đơn vị soạn thảo đọc nội dung này", Value: remark, Error: problems.At("remark"), Rows: 4, Max: 2000}
	page.Render(w, r, status(problems), decidePage(v))
	return nil
}

func (p pages) reject(w http.ResponseWriter, r *http.Request) error {
	o, err := p.acting(r, "reject")
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	remark := f.Lines("remark", 2000)
	if f.Problems.Any() {
		return p.showReject(w, r, o, f.Value("remark"), f.Problems)
	}
	return p.do(w, r, o.ID, process.Reject{Remark: remark, Seen: seen(f)}, "Đã trả lại đơn vị soạn.", func(problems page.Problems) error {
		return p.showReject(w, r, o, remark, problems)
	})
}

func (p pages) askDrop(w http.ResponseWriter, r *http.Request) error {
	o, err := p.acting(r, "drop")
	if err != nil {
		return err
	}
	return p.showDrop(w, r, o, nil)
}

func (p pages) showDrop(w http.ResponseWriter, r *http.Request, o opened, problems page.Problems) error {
	v := p.decideView(r, o, "Bỏ bản soạn này", problems)
	v.Lead, v.Action, v.Do, v.Danger = "Bản soạn vẫn hiện trong danh sách phiên bản, nhưng không sửa và không trình được nữa.", at(o.ID)+"/drop", "Bỏ "+o.title, true
	page.Render(w, r, status(problems), decidePage(v))
	return nil
}

func (p pages) drop(w http.ResponseWriter, r *http.Request) error {
	o, err := p.acting(r, "drop")
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	return p.do(w, r, o.ID, process.Drop{Seen: seen(f)}, "Đã bỏ bản soạn.", func(problems page.Problems) error { return p.showDrop(w, r, o, problems) })
}
