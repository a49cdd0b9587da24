package forms

import (
	"net/http"

	"motcua/calendar"
	"motcua/form"
	"motcua/procedure"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/page/parts/questions"
)

type previewView struct {
	Frame    page.Frame
	Problems page.Problems
	Ask      questions.Ask
	Action   string
	Edit     string
	Sheet    *form.Sheet
}

// preview is the working copy as an applicant will see it.
func (p pages) preview(w http.ResponseWriter, r *http.Request) error {
	_, v, work, err := p.working(r)
	if err != nil {
		return err
	}
	return p.drawPreview(w, r, v, p.sample(work.Form), nil)
}

func (p pages) drawPreview(w http.ResponseWriter, r *http.Request, v procedure.Version, a questions.Ask, sheet *form.Sheet) error {
	x := previewView{Frame: p.frame(r, "Xem thử tờ khai", v), Problems: a.Problems, Ask: a, Action: at(v.Code, "preview"), Edit: at(v.Code, "edit"), Sheet: sheet}
	status := http.StatusOK
	if a.Problems.Any() {
		x.Frame.Failed, status = true, http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, previewPage(x))
	return nil
}

// try judges what was typed into the preview; nothing of it is kept.
func (p pages) try(w http.ResponseWriter, r *http.Request) error {
	_, v, work, err := p.working(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	a := p.sample(work.Form)
	a.Read(f)
	if a.Turned(f) {
		return p.drawPreview(w, r, v, a, nil)
	}
	answers, err := a.Judge()
	if err != nil {
		return err
	}
	if a.Problems.Any() {
		return p.drawPreview(w, r, v, a, nil)
	}
	s := work.Form.Show(answers)
	return p.drawPreview(w, r, v, a, &s)
}

type publishView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Action   string
	Back     string
	From     parts.DateInput
	Note     string
	Faults   []form.Fault
}

func (p pages) askPublish(w http.ResponseWriter, r *http.Request) error {
	_, v, work, err := p.working(r)
	if err != nil {
		return err
	}
	return p.drawPublish(w, r, v, work, nil)
}

func (p pages) drawPublish(w http.ResponseWriter, r *http.Request, v procedure.Version, work form.Work, f *page.Form) error {
	day := calendar.DateOf(p.Civil.Now()).String()
	x := publishView{Frame: p.frame(r, "Công bố tờ khai", v), Title: work.Form.Title, Action: at(v.Code, "publish"), Back: at(v.Code, "edit"), Faults: faults(work.Form, v),
		From: parts.DateInput{Name: "valid_from", Legend: "Dùng từ ngày", Hint: "Hồ sơ nộp trước ngày này giữ tờ khai cũ.", Day: day[8:], Month: day[5:7], Year: day[:4]}}
	status := http.StatusOK
	if f != nil {
		x.Problems, x.Note, status = f.Problems, f.Value("note"), http.StatusUnprocessableEntity
		x.From.Day, x.From.Month, x.From.Year, x.From.Error = f.Value("valid_from-day"), f.Value("valid_from-month"), f.Value("valid_from-year"), f.Problems.At("valid_from")
		x.Frame.Failed = true
	}
	page.Render(w, r, status, publishPage(x))
	return nil
}

// publish makes the working copy the next version of the form.
func (p pages) publish(w http.ResponseWriter, r *http.Request) error {
	who, v, work, err := p.working(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	from := ""
	if d, ok := f.Date("valid_from"); ok {
		from = d.String()
	}
	note := f.Text("note", 1000)
	if !f.Problems.Any() {
		_, err = p.Forms.Publish(r.Context(), who, form.Publishing{Procedure: v.Code, Form: work.Form, ValidFrom: from, Note: note})
		if err == nil {
			page.Redirect(w, r, at(v.Code, ""), page.Flash{Text: "Đã công bố tờ khai, dùng từ ngày " + page.CivilDate(from) + "."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	return p.drawPublish(w, r, v, work, f)
}
