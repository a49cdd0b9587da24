package citizen

import (
	"net/http"
	"net/url"
	"strconv"

	"motcua/dossier"
	"motcua/form"
	"motcua/intake"
	"motcua/procedure"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

type checkView struct {
	stepView
	Facts   []parts.Fact
	Papers  []parts.Task
	Without []string // published papers nothing was given for
	Due     string
	Why     parts.Arithmetic
	NoDue   string
	Submit  string
	Sheet   form.Sheet // the form as it was filled in
	Form    string     // where it is changed
}

func (p pages) showCheck(w http.ResponseWriter, r *http.Request, x filing, base stepView) error {
	if back := p.missing(x); back != "" {
		page.Redirect(w, r, x.href(back), page.Flash{Kind: "warning", Text: "Còn câu hỏi chưa trả lời."})
		return nil
	}
	v := checkView{stepView: base, Submit: x.href("submit")}
	v.Facts = p.answersOf(x)
	if err := v.declare(x); err != nil {
		return err
	}
	there := map[string]bool{}
	for _, g := range x.papers() {
		there[g.Paper] = true
		tag := parts.Tag{Kind: parts.Good, Text: strconv.Itoa(len(g.Files)) + " tệp"}
		if g.Register != "" {
			tag.Text = heldWords[intake.Found].Text
		}
		v.Papers = append(v.Papers, parts.Task{Title: g.Name, Href: x.href("papers/" + url.PathEscape(g.Paper)), Tag: tag})
	}
	for _, g := range x.proc.Asked() {
		if !there[g.Key] && !g.Shown() {
			v.Without = append(v.Without, g.Name)
		}
	}
	if err := p.expect(x, &v); err != nil {
		return err
	}
	status := http.StatusOK
	if base.Problems.Any() {
		status = http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, checkPage(v))
	return nil
}

func (p pages) answersOf(x filing) []parts.Fact {
	a := x.given
	change := x.href
	back := parts.Fact{Key: "Nhận kết quả", Value: p.deskName(a.Office), Change: change("return"), What: "nơi nhận kết quả"}
	if a.Return == byPost {
		back.Value, back.More = "Qua bưu chính công ích", []string{a.Address}
	}
	fee := "Không có"
	if c, ok := x.proc.Channel(procedure.Online); ok && c.Fee != nil {
		fee = c.Fee.Vietnamese()
		if c.FeeNote != "" {
			fee += " (" + c.FeeNote + ")"
		}
	}
	return []parts.Fact{
		{Key: "Thủ tục", Value: x.proc.Name},
		{Key: "Nơi nộp", Value: p.deskName(a.Office), Change: change("office"), What: "nơi nộp"},
		{Key: "Người nộp", Value: a.Name, Change: change("person"), What: "người nộp"},
		{Key: "Số điện thoại", Value: page.Phone(a.Phone), Change: change("person"), What: "số điện thoại"},
		{Key: "Thư điện tử", Value: orNone(a.Email), Change: change("person"), What: "thư điện tử"},
		{Key: "Địa chỉ", Value: orNone(a.Address), Change: change("person"), What: "địa chỉ"},
		{Key: "Giấy tờ tùy thân hoặc mã số thuế", Value: orNone(a.Number), Change: change("person"), What: "số giấy tờ"},
		back,
		{Key: "Phí, lệ phí", Value: fee},
	}
}

// expect computes the appointment the dossier would get if it were received now.
func (p pages) expect(x filing, v *checkView) error {
	m, err := p.Dossiers.MomentFor(x.who, x.given.Office, x.given.Office, x.proc.Code)
	if err == nil {
		var ap dossier.Appointment
		if ap, err = dossier.Preview(x.proc, int(procedure.Online), m); err == nil {
			v.Due, v.Why = page.Hour(ap.Due.Time())+", "+page.Date(ap.Due.Time()), trail.Lines(ap)
			return nil
		}
	}
	no, ok := refusal.As(err)
	if !ok {
		return err
	}
	v.NoDue = no.Sentence
	return nil
}

// submit files the dossier: its papers move with it and the draft closes in the one
// transaction; pressing twice gives the one dossier.
func (p pages) submit(w http.ResponseWriter, r *http.Request) error {
	x, err := p.open(r)
	if err != nil {
		return toDossier(w, r, err)
	}
	if back := p.missing(x); back != "" {
		page.Redirect(w, r, x.href(back), page.Flash{Kind: "warning", Text: "Còn câu hỏi chưa trả lời."})
		return nil
	}
	counter := p.Offices.Tree().DeskOf(x.given.Office, p.Today())
	act := dossier.File{Procedure: x.proc.Code, Receiving: counter, Competent: x.given.Office, ReturnAt: counter, Papers: x.papers(),
		Key: x.draft.ID, Person: x.who.Person, Applicant: x.given.applicant()}
	answers, err := x.answered()
	if err != nil {
		return err
	}
	d, err := p.FileFilled(r.Context(), x.who, act, x.form, answers)
	if err == nil {
		http.Redirect(w, r, "/mine/"+url.PathEscape(d.Code)+"?filed=1", http.StatusSeeOther)
		return nil
	}
	var problems page.Problems
	if !problems.Refused(err) {
		return err
	}
	r.SetPathValue("step", "check")
	return p.show(w, r, x, problems)
}
