package forms

import (
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"motcua/access"
	"motcua/form"
	"motcua/procedure"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/page/parts/questions"
	"motcua/web/trail"
)

// read takes one uploaded file.
func read(head *multipart.FileHeader) (string, []byte, error) {
	f, err := head.Open()
	if err != nil {
		return "", nil, err
	}
	text, err := io.ReadAll(io.LimitReader(f, fileMost))
	if closing := f.Close(); err == nil {
		err = closing
	}
	return head.Filename, text, err
}

type editView struct {
	Frame    page.Frame
	Problems page.Problems
	Code     string
	Form     form.Form
	Faults   []form.Fault
	Base     string
	Sections []sectionView
	Saved    string
	Rev      string // state of the copy that is shown
}

type sectionView struct {
	N     int
	Title string
	Help  string
	Lines []lineView
	New   string // where a question is added
}

// lineView is one question in the editor.
type lineView struct {
	Place       string
	Label, Type string
	Notes       []string
	Inner       []lineView
	New         string
	Deep        bool
}

// edit draws the form with a button for everything that can be done to it.
func (p pages) edit(w http.ResponseWriter, r *http.Request) error {
	_, v, work, err := p.working(r)
	if err != nil {
		return err
	}
	return p.drawEdit(w, r, v, work, nil)
}

func (p pages) drawEdit(w http.ResponseWriter, r *http.Request, v procedure.Version, work form.Work, problems page.Problems) error {
	x := editView{Frame: p.frame(r, "Soạn tờ khai", v), Problems: problems, Code: v.Code, Form: work.Form, Faults: faults(work.Form, v), Base: at(v.Code, ""),
		Saved: page.DateTime(work.Saved.Time()), Rev: strconv.FormatInt(work.Rev, 10)}
	for i, s := range work.Form.Sections {
		sec := sectionView{N: i, Title: s.Title, Help: s.Help, New: placeText(form.Place{Section: i, Field: len(s.Fields), Inner: -1})}
		for j, f := range s.Fields {
			l := line(f, form.Place{Section: i, Field: j, Inner: -1})
			for k, inner := range f.Fields {
				one := line(inner, form.Place{Section: i, Field: j, Inner: k})
				one.Deep = true
				l.Inner = append(l.Inner, one)
			}
			if f.Type == form.Group {
				l.New = placeText(form.Place{Section: i, Field: j, Inner: len(f.Fields)})
			}
			sec.Lines = append(sec.Lines, l)
		}
		x.Sections = append(x.Sections, sec)
	}
	status := http.StatusOK
	if problems.Any() {
		x.Frame.Failed, status = true, http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, editPage(x))
	return nil
}

func line(f form.Field, at form.Place) lineView {
	l := lineView{Place: placeText(at), Label: f.Label, Type: f.Type.Words()}
	if f.Required {
		l.Notes = append(l.Notes, "bắt buộc")
	}
	if f.When != nil {
		l.Notes = append(l.Notes, "có điều kiện")
	}
	if f.From != form.Nowhere {
		l.Notes = append(l.Notes, "điền sẵn")
	}
	return l
}

// change does one thing to the form and comes back: names and sections, order, removal.
func (p pages) change(w http.ResponseWriter, r *http.Request) error {
	who, v, work, err := p.working(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	to := at(v.Code, "edit")
	if err = unread(f, work); err == nil {
		work.Form, err = changed(f, work.Form, &to)
	}
	if f.Problems.Refused(err) {
		return p.drawEdit(w, r, v, work, f.Problems)
	}
	if err != nil {
		return err
	}
	if f.Problems.Any() {
		return p.drawEdit(w, r, v, work, f.Problems)
	}
	return p.kept(w, r, who, work, to)
}

func (p pages) kept(w http.ResponseWriter, r *http.Request, who access.Who, work form.Work, to string) error {
	if err := p.Forms.Save(r.Context(), who, work); err != nil {
		return err
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// unread refuses a form that was opened on another state of the copy: places are counted, so
// it would act on another question than the one that was read.
func unread(f *page.Form, work form.Work) error {
	if rev := f.Value("rev"); rev != "" && rev != strconv.FormatInt(work.Rev, 10) {
		return refusal.Conflict("Bản đang soạn vừa được người khác sửa. Tải lại trang rồi làm lại thao tác này.")
	}
	return nil
}

// changed is the form after the button that was pressed.
func changed(f *page.Form, x form.Form, to *string) (form.Form, error) {
	where, named := placeOf(f.Text("at", 20))
	n, _ := strconv.Atoi(f.Text("section", 4))
	switch do := f.Text("do", 20); do {
	case "title":
		x.Title, x.Source = f.Need("title", 250, "Ghi tên tờ khai."), f.Text("source", 400)
		return x, nil
	case "section":
		s := form.Section{Title: f.Need("section-title", 200, "Ghi tên phần."), Help: f.Text("section-help", 1000)}
		*to += "#section-" + strconv.Itoa(n)
		if f.Problems.Any() {
			return x, nil
		}
		return x.PutSection(n, s)
	case "remove-section":
		return x.RemoveSection(n)
	case "up", "down", "remove":
		if !named {
			break
		}
		if do == "remove" {
			return x.Remove(where)
		}
		*to += "#section-" + strconv.Itoa(where.Section)
		if do == "up" {
			return x.Move(where, -1)
		}
		return x.Move(where, 1)
	}
	return x, refusal.Invalid("", "Không rõ phải làm gì với tờ khai. Tải lại trang và bấm lại.")
}

type questionView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Action   string
	Back     string
	At       string
	Field    form.Field
	Inner    bool
	Types    []parts.Option
	Whens    []parts.Option
	Is       string
	Froms    []parts.Option
	Papers   []parts.Option
	Person   []parts.Option
	Company  []parts.Option
	Asked    []string // of a person or company
	Empty    []string // of those, what may stay empty
	Least    string
	Most     string
	Rev      string
}

// question is the page of one question.
func (p pages) question(w http.ResponseWriter, r *http.Request) error {
	_, v, work, err := p.working(r)
	if err != nil {
		return err
	}
	where, ok := placeOf(page.Query(r).Text("at", 20))
	if !ok {
		return refusal.Missing("Không tìm thấy câu hỏi này.")
	}
	f, err := work.Form.Get(where)
	if err != nil {
		f = form.Field{Type: form.Text}
	}
	return p.drawQuestion(w, r, v, asking{work.Form, where, f, nil, strconv.FormatInt(work.Rev, 10)})
}

// asking is one question of a form as it stands on its page.
type asking struct {
	form     form.Form
	where    form.Place
	field    form.Field
	problems page.Problems
	rev      string // state of the copy the page was opened on
}

func (p pages) drawQuestion(w http.ResponseWriter, r *http.Request, v procedure.Version, a asking) error {
	x, where, f, problems := a.form, a.where, a.field, a.problems
	q := questionView{Frame: p.frame(r, "Câu hỏi", v), Problems: problems, Title: "Sửa câu hỏi", Action: at(v.Code, "question"), Back: at(v.Code, "edit"), At: placeText(where), Rev: a.rev, Field: f,
		Inner: where.Inner >= 0, Froms: []parts.Option{{Label: "Không điền sẵn"}, {Value: string(form.Me), Label: "Từ tài khoản, rồi từ hồ sơ trước"}, {Value: string(form.Earlier), Label: "Từ hồ sơ trước của người nộp"}}}
	if f.Key == "" {
		q.Title = "Thêm câu hỏi"
	}
	for _, t := range form.Types() {
		if q.Inner && (t.Value == string(form.Group) || t.Value == string(form.Upload)) {
			continue
		}
		q.Types = append(q.Types, parts.Option{Value: t.Value, Label: t.Words})
	}
	q.Whens = append(q.Whens, parts.Option{Label: "Luôn hỏi"})
	for _, b := range before(x, where) {
		q.Whens = append(q.Whens, parts.Option{Value: b.Key, Label: b.Label})
	}
	if f.When != nil {
		q.Is = strings.Join(f.When.Is, "\n")
	}
	for _, g := range form.Papers(v) {
		q.Papers = append(q.Papers, parts.Option{Value: g.Key, Label: g.Name})
	}
	q.Person, q.Company = pieceOptions(form.Person), pieceOptions(form.Company)
	for _, s := range f.Parts {
		key, open := strings.CutSuffix(s, "?")
		q.Asked = append(q.Asked, key)
		if open {
			q.Empty = append(q.Empty, key)
		}
	}
	if f.Least > 0 {
		q.Least = strconv.Itoa(f.Least)
	}
	if f.Most > 0 {
		q.Most = strconv.Itoa(f.Most)
	}
	status := http.StatusOK
	if problems.Any() {
		q.Frame.Failed, status = true, http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, questionPage(q))
	return nil
}

func pieceOptions(t form.Type) []parts.Option {
	var out []parts.Option
	for _, p := range t.Pieces() {
		out = append(out, parts.Option{Value: p.Value, Label: p.Words})
	}
	return out
}

// before are the questions a condition may rest on: asked earlier, with known answers.
func before(x form.Form, where form.Place) []form.Field {
	var out []form.Field
	add := func(f form.Field) {
		if f.Type == form.Choice || f.Type == form.Yes {
			out = append(out, f)
		}
	}
	for i, s := range x.Sections {
		for j, f := range s.Fields {
			switch {
			case where.Inner >= 0:
				if i == where.Section && j == where.Field {
					for k, inner := range f.Fields {
						if k < where.Inner {
							add(inner)
						}
					}
				}
			case i < where.Section || i == where.Section && j < where.Field:
				add(f)
			}
		}
	}
	return out
}

// putQuestion keeps one question; what would break the form stands at its field.
func (p pages) putQuestion(w http.ResponseWriter, r *http.Request) error {
	who, v, work, err := p.working(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	where, ok := placeOf(f.Text("at", 20))
	if !ok {
		return refusal.Missing("Không tìm thấy câu hỏi này.")
	}
	was, _ := work.Form.Get(where)
	x := typed(f, was, v)
	f.Problems.Refused(unread(f, work))
	next, _, err := work.Form.Put(where, x)
	if !f.Problems.Any() && !f.Problems.Refused(err) {
		if err != nil {
			return err
		}
		put, _ := next.Get(where)
		for _, fault := range faults(next, v) {
			if fault.Field == put.Key {
				f.Problems.Add(faultField(x, fault), fault.Sentence)
			}
		}
	}
	if f.Problems.Any() {
		return p.drawQuestion(w, r, v, asking{work.Form, where, x, f.Problems, f.Value("rev")})
	}
	work.Form = next
	to := at(v.Code, "edit") + "#section-" + strconv.Itoa(where.Section)
	if x.Type == form.Group && len(was.Fields) == 0 && where.Inner < 0 {
		to = at(v.Code, "question") + "?at=" + placeText(form.Place{Section: where.Section, Field: where.Field, Inner: 0})
	}
	return p.kept(w, r, who, work, to)
}

// faultField is the box a fault stands at. A new group has no questions yet: they come next.
func faultField(x form.Field, fault form.Fault) string {
	switch {
	case strings.Contains(fault.Sentence, "phương án") && x.When == nil:
		return "options"
	case strings.HasPrefix(fault.Sentence, "Điều kiện"):
		return "is"
	case strings.Contains(fault.Sentence, "điền sẵn"):
		return "default"
	case x.Type == form.Upload:
		return "paper"
	case strings.Contains(fault.Sentence, "ít nhất"):
		return "least"
	}
	return "label"
}

// faults is what is wrong with a form for a version of a procedure.
func faults(x form.Form, v procedure.Version) []form.Fault { return append(x.Check(), x.Against(v)...) }

// typed reads the page of a question. One for a file is called as its paper is.
func typed(f *page.Form, was form.Field, v procedure.Version) form.Field {
	x := form.Field{Key: was.Key, Label: f.Text("label", 250), Type: form.Type(f.Text("type", 20)), Help: f.Text("help", 500), Required: f.Bool("required"),
		Default: f.Text("default", 250), From: form.From(f.Text("from", 20)), Fields: was.Fields}
	if least, ok := f.Int("least", 0, 1_000_000_000); ok {
		x.Least = int(least)
	}
	if most, ok := f.Int("most", 0, 1_000_000_000); ok {
		x.Most = int(most)
	}
	if on := f.Text("when", 40); on != "" {
		x.When = &form.When{Field: on, Is: split(f.Lines("is", 4000))}
	}
	switch x.Type {
	case form.Choice, form.Several:
		x.Options = split(f.Lines("options", 8000))
		x.Least, x.Most = 0, 0
	case form.Person, form.Company:
		x.Parts = pieces(f, string(x.Type))
		x.Least, x.Most = 0, 0
	case form.Upload:
		x.Paper = f.Text("paper", 40)
		if p, ok := v.Paper(x.Paper); ok {
			x.Label = form.NameOf(p)
		}
	case form.Group:
		if len(x.Fields) == 0 {
			x.Fields = []form.Field{{Key: "noi_dung", Label: "Nội dung", Type: form.Text, Required: true, Most: 250}}
		}
		if x.Required {
			x.Least = max(x.Least, 1)
		}
	}
	if x.Type != form.Group {
		x.Fields = nil
	}
	if x.Label == "" {
		f.Problems.Add("label", "Ghi câu hỏi.")
	}
	return x
}

func pieces(f *page.Form, kind string) []string {
	var out []string
	empty := f.Values(kind + "-empty")
	for _, key := range f.Values(kind) {
		if slices.Contains(empty, key) {
			key += "?"
		}
		out = append(out, key)
	}
	return out
}

func split(s string) []string {
	var out []string
	for l := range strings.Lines(s) {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// sample is a form as nobody has filled it in yet.
func (p pages) sample(f form.Form) questions.Ask {
	return questions.Ask{Form: f, Typed: f.Fill(form.Known{}, nil), Places: trail.Places(p.Hall), Files: map[string][]string{}}
}
