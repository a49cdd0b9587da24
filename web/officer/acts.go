package officer

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"motcua/access"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/paper"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// act is one act of the officer: its form, what pressing the button does, what is
// said afterwards.
type act struct {
	path, act, button, key string
	form                   string // key of the form it issues, in law.Profile.Forms
	title, yes, said       string
	limit                  int64 // bytes of the body; 0 is the usual
	upload                 bool
	fields                 func(askView) templ.Component
	read                   func(pages, *http.Request, trail.View, *page.Form, *askView) (dossier.Act, error)
}

// acts are in the order their buttons stand in.
var acts = []act{
	{path: "examine", act: "examine", button: "Thẩm định", title: "Ghi kết quả thẩm định", yes: "Ghi kết quả thẩm định",
		said: "Đã ghi kết quả thẩm định.", fields: examineFields, read: readExamine},
	{path: "propose", act: "propose", button: "Trình ký", title: "Trình lãnh đạo ký", yes: "Trình ký", limit: uploadMost, upload: true,
		said: "Đã trình lãnh đạo ký.", fields: proposeFields, read: readPropose},
	{path: "answer", act: "answer", button: "Trả lời ý kiến", title: "Trả lời cơ quan hỏi ý kiến", yes: "Gửi ý kiến", limit: uploadMost, upload: true,
		said: "Đã gửi ý kiến của đơn vị.", fields: answerFields, read: readAnswer},
	{path: "consult", act: "consult", button: "Lấy ý kiến", title: "Lấy ý kiến cơ quan phối hợp", yes: "Gửi yêu cầu",
		said: "Đã gửi yêu cầu lấy ý kiến. Thời hạn giải quyết vẫn tính.", fields: consultFields, read: readConsult},
	{path: "forward", act: "forward", button: "Chuyển tiếp", title: "Chuyển hồ sơ đến cơ quan khác", yes: "Chuyển hồ sơ",
		said: "Đã chuyển hồ sơ. Cơ quan nhận thấy hồ sơ ngay.", fields: forwardFields, read: readForward},
	{path: "take", act: "take", button: "Xác nhận đã nhận", title: "Xác nhận đã nhận hồ sơ", yes: "Đã nhận hồ sơ",
		said: "Đã xác nhận nhận hồ sơ.", fields: takeFields, read: readTake},
	{path: "supplement", act: "supplement", button: "Yêu cầu bổ sung", key: "F4", form: "supplement", title: "Yêu cầu bổ sung, hoàn thiện hồ sơ", yes: "Gửi qua bộ phận một cửa",
		said: "Đã gửi yêu cầu bổ sung qua bộ phận một cửa. Khi người nộp bổ sung đủ, thời hạn tính lại từ đầu.", fields: supplementFields, read: readSupplement},
}

// open reports whether the act can be done now by whoever looks.
func (a act) open(v trail.View, who access.Who) bool {
	if !v.Can(a.act) {
		return false
	}
	switch a.act {
	case "examine":
		return !decision.Appraised(v.Dossier, who.Official)
	case "answer":
		_, ok := asking(v, who)
		return ok
	case "propose":
		return v.Examined && !v.Chained()
	case "take":
		h, ok := v.Current()
		return ok && !h.Taken.Set()
	}
	return obligedOpen(a.act, v)
}

// next reports whether the act is what comes next: the one filled button.
func (a act) next(v trail.View) bool {
	next := "examine"
	switch {
	case v.Examined && v.Chained():
		next = "forward"
	case v.Examined:
		next = "propose"
	}
	if a.act == "propose" && len(v.OpenConsultations()) > 0 {
		return false // the opinion is waited for first (SET-3)
	}
	return a.act == next || a.act == "answer" || a.act == "tell" && len(v.Obligations) > 0 && !v.Obligations[0].Told.Set() || a.act == "confirm"
}

// press is the button that leads to the act's page.
func (a act) press(base string, next bool) parts.Button {
	b := parts.Button{Text: a.button, Href: base + "/" + a.path, Key: a.key, Style: parts.Outlined}
	if next {
		b.Style, b.Key = parts.Filled, "F9"
	}
	return b
}

// askView is the page of an act.
type askView struct {
	Frame      page.Frame
	Act        act
	Base       string
	Head       parts.DossierHead
	Problems   page.Problems
	Typed      func(name string) string
	Notes      []parts.Note
	Supplement trail.SupplementForm
	Forward    trail.ForwardForm
	Asks       []askRow       // offices asked at once
	Names      []string       // suggested offices
	Offices    []parts.Option // tax offices
	Drafts     []parts.Option // results uploaded before
	Asked      dossier.Consultation
	Fields     templ.Component
}

func (p pages) ask(a act) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		v, who, err := p.open(r)
		if err != nil {
			return err
		}
		if err := access.May(who, a.act, v.Subject()); err != nil {
			return err
		}
		if !a.open(v, who) {
			p.tooLate(w, r, v, a)
			return nil
		}
		x := p.asks(r, a, v, who)
		if a.act == "supplement" {
			x.Supplement, _ = v.ReadSupplement(nil)
		}
		x.Fields = a.fields(x)
		p.framed(r, v, &x)
		page.Render(w, r, http.StatusOK, askPage(x))
		return nil
	}
}

// tooLate leads back to the dossier with what happened to it meanwhile.
func (p pages) tooLate(w http.ResponseWriter, r *http.Request, v trail.View, a act) {
	said := "Hồ sơ đang ở trạng thái “" + v.Dossier.State.Vietnamese() + "” nên không còn làm được việc này."
	if a.act == "propose" && v.Can("propose") {
		said = "Hồ sơ chưa được thẩm định. Hãy ghi kết quả thẩm định trước khi trình ký."
	}
	if a.act == "oblige" && v.Can("oblige") && !v.Obliges() {
		said = "Thủ tục này không có nghĩa vụ tài chính phải chờ cơ quan thuế."
	}
	page.Redirect(w, r, "/officer/dossiers/"+v.Code, page.Flash{Kind: "warning", Text: said})
}

func (p pages) do(a act) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		v, who, err := p.bare(r)
		if err != nil {
			return err
		}
		if err := access.May(who, a.act, v.Subject()); err != nil {
			return err // before any file is taken in
		}
		f, err := page.ReadForm(w, r, a.limit)
		if err != nil {
			return err
		}
		x := p.asks(r, a, v, who)
		x.Typed = f.Value
		what, err := a.read(p, r, v, f, &x)
		if err == nil && !f.Problems.Any() {
			var d dossier.Dossier
			d, err = p.Dossiers.Do(r.Context(), who, dossier.Key{Home: v.Home, ID: v.ID}, what)
			if err == nil {
				page.Redirect(w, r, p.after(d, who), page.Flash{Text: a.said})
				return nil
			}
		}
		if err != nil && !trail.Took(f, err, "lines", "papers") {
			return err
		}
		if v, err = trail.Read(r.Context(), p.Hall, who, v.Dossier); err != nil {
			return err
		}
		full := p.asks(r, a, v, who)
		p.framed(r, v, &x)
		x.Notes = full.Notes
		x.Frame.Failed, x.Problems, x.Supplement.Problems, x.Forward.Problems = true, f.Problems, f.Problems, f.Problems
		x.Drafts = drafts(p, r, v) // a result uploaded just now is not lost
		x.Fields = a.fields(x)
		page.Render(w, r, http.StatusUnprocessableEntity, askPage(x))
		return nil
	}
}

// after is where an act leads: to the dossier, or to the work when another office has
// it now.
func (p pages) after(d dossier.Dossier, who access.Who) string {
	if access.May(who, access.See, d.Subject()) != nil {
		return "/officer"
	}
	return "/officer/dossiers/" + d.Code
}

func (p pages) asks(r *http.Request, a act, v trail.View, who access.Who) askView {
	a.title += p.FormLabel(a.form)
	x := askView{Act: a, Base: "/officer/dossiers/" + v.Code, Typed: func(string) string { return "" }}
	switch a.act {
	case "consult":
		x.Names, x.Asks = v.Suggested(v.Holder), askRows()
	case "oblige":
		x.Offices = p.taxOffices(v, who)
	case "forward":
		x.Forward, _ = v.ReadForward(nil)
	case "propose":
		x.Drafts = drafts(p, r, v)
	case "answer":
		x.Asked, _ = asking(v, who)
		x.Notes = append(x.Notes, question(p, v, x.Asked))
	}
	return x
}

// framed gives the form its page: what a press that goes through does not need.
func (p pages) framed(r *http.Request, v trail.View, x *askView) {
	x.Frame, x.Head = p.frame(r, x.Act.title), v.Head(x.Base)
	x.Frame.Back = &page.Link{Text: "Hồ sơ " + v.Code, Href: x.Base}
}

// asking is the open consultation of the reader's office.
func asking(v trail.View, who access.Who) (dossier.Consultation, bool) {
	for _, c := range v.OpenConsultations() {
		if c.Office == who.Office {
			return c, true
		}
	}
	return dossier.Consultation{}, false
}

// question repeats what was asked, from the event of the consultation.
func question(p pages, v trail.View, c dossier.Consultation) parts.Note {
	_, left := p.before(c.Limit)
	n := parts.Note{Kind: parts.Plain, Title: p.Offices.Tree().Title(v.Competent) + " hỏi", Text: "Trả lời trước " + page.DateTime(c.Limit.Time()) + " (" + left + ")."}
	for _, e := range v.Events {
		if e.Act == "consult" && e.At == int64(c.Asked) {
			n.Text = dossier.Saying(e).Reason + " – " + n.Text
		}
	}
	return n
}

// drafts are the results uploaded to the dossier, newest first.
func drafts(p pages, r *http.Request, v trail.View) []parts.Option {
	files, err := p.Papers.Of(r.Context(), v.ID)
	if err != nil {
		return nil
	}
	var out []parts.Option
	for _, f := range slices.Backward(files) {
		if f.Paper == trail.ResultDraft {
			out = append(out, parts.Option{Value: f.ID, Label: f.Name, Hint: page.Size(f.Size)})
		}
	}
	return out
}

// keep takes an uploaded file in; none chosen is no file.
func (p pages) keep(r *http.Request, v trail.View, f *page.Form, field, as string) (paper.PaperFile, error) {
	files := f.Files(field)
	if len(files) == 0 {
		return paper.PaperFile{}, nil
	}
	in, err := files[0].Open()
	if err != nil {
		return paper.PaperFile{}, err
	}
	defer in.Close()
	who := p.Who(r)
	return p.Papers.Add(r.Context(), paper.Given{Subject: v.ID, Paper: as, Name: files[0].Filename, Owner: who.Official}, in, files[0].Size)
}
