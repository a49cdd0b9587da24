package citizen

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"motcua/dossier"
	"motcua/intake"
	"motcua/paper"
	"motcua/procedure"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type papersView struct {
	stepView
	Groups []taskGroup
	Shown  []string // only shown at the counter (REC-8)
	Given  int
	Own    ownLook // the look into the city's databases (REC-10)
}

type taskGroup struct {
	Name  string
	Tasks []parts.Task
}

// papersView lists the published papers; nothing outside the list can be given or
// asked for (PRI-1).
func (p pages) papersView(x filing, base stepView) (papersView, error) {
	v := papersView{stepView: base, Given: len(x.files)}
	var err error
	if v.Own, err = p.ownLook(x); err != nil {
		return v, err
	}
	at := map[string]int{}
	for _, g := range x.proc.Asked() {
		if g.Shown() {
			v.Shown = append(v.Shown, g.Name)
			continue
		}
		i, ok := at[g.Group]
		if !ok {
			i = len(v.Groups)
			at[g.Group] = i
			v.Groups = append(v.Groups, taskGroup{Name: g.Group})
		}
		t := parts.Task{Title: g.Name, Href: x.href("papers/" + url.PathEscape(g.Key)), Hint: countOf(g), Tag: parts.Tag{Kind: parts.Plain, Text: "Chưa có"}}
		if l, ok := x.held[g.Key]; ok {
			t.Tag = heldWords[l.Answer]
		}
		if n := len(filesOf(x.files, g.Key)); n > 0 {
			t.Tag = parts.Tag{Kind: parts.Good, Text: strconv.Itoa(n) + " tệp"}
		}
		v.Groups[i].Tasks = append(v.Groups[i].Tasks, t)
	}
	return v, nil
}

func filesOf(files []paper.PaperFile, key string) []paper.PaperFile {
	var out []paper.PaperFile
	for _, f := range files {
		if f.Paper == key {
			out = append(out, f)
		}
	}
	return out
}

type paperView struct {
	page.Frame
	Held      string // name of the database that has the data already
	Problems  page.Problems
	Paper     procedure.Paper
	Count     string
	Files     []parts.File
	IDs       []string
	Action    string
	Remove    string
	Done      string
	Saved     string
	Procedure string
}

// accept is what phones and computers offer to choose from.
const accept = ".pdf,.jpg,.jpeg,.png,.heic,.docx,.xlsx,.odt,image/*"

// paper shows one paper of the list with its files.
func (p pages) paper(w http.ResponseWriter, r *http.Request) error {
	x, err := p.open(r)
	if err != nil {
		return toDossier(w, r, err)
	}
	return p.showPaper(w, r, x, nil)
}

func (p pages) showPaper(w http.ResponseWriter, r *http.Request, x filing, problems page.Problems) error {
	g, err := asked(x.proc, r.PathValue("paper"))
	if err != nil {
		return err
	}
	v := paperView{Frame: p.frame(r, "Tải giấy tờ lên"), Problems: problems, Paper: g, Count: countOf(g), Action: x.href("papers/" + url.PathEscape(g.Key)),
		Done: x.href(doneAt(r)), Saved: x.saved(), Procedure: x.proc.Name}
	if l := x.held[g.Key]; l.Answer == intake.Found {
		reg, _ := procedure.RegisterNamed(l.Register)
		v.Held = reg.Name
	}
	if doneAt(r) == "form" {
		v.Action += "?to=form"
	}
	v.Back, v.Remove = &page.Link{Href: v.Done, Text: stepTitles[doneAt(r)]}, x.href("papers/"+url.PathEscape(g.Key))+"/remove"
	for _, f := range filesOf(x.files, g.Key) {
		v.Files = append(v.Files, fileOf(f, ""))
		v.IDs = append(v.IDs, f.ID)
	}
	status := http.StatusOK
	if problems.Any() {
		v.Failed, status = true, http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, paperPage(v))
	return nil
}

// doneAt is where the page of a paper leads back to: the form, if it was opened from there.
func doneAt(r *http.Request) string {
	if r.URL.Query().Get("to") == "form" {
		return "form"
	}
	return "papers"
}

func asked(v procedure.Version, key string) (procedure.Paper, error) {
	g, ok := v.Paper(key)
	if !ok || g.Guidance() {
		return g, refusal.Missing("Giấy tờ này không có trong thành phần hồ sơ đã công bố của thủ tục.")
	}
	return g, nil
}

func fileOf(f paper.PaperFile, href string) parts.File {
	kind := strings.ToUpper(f.Kind)
	return parts.File{Name: f.Name, Href: href, Kind: kind, Bytes: f.Size}
}

// upload takes files for one paper. Each is judged alone: good ones stay, a bad one
// is refused on the spot with its sentence.
func (p pages) upload(w http.ResponseWriter, r *http.Request) error {
	x, err := p.open(r)
	if err != nil {
		return toDossier(w, r, err)
	}
	g, err := asked(x.proc, r.PathValue("paper"))
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, uploadMost)
	if err != nil {
		return err
	}
	n, err := p.take(r, f, "file", paper.Given{Subject: x.draft.ID, Paper: g.Key, Owner: x.who.Person})
	if err != nil {
		return err
	}
	if n == 0 && !f.Problems.Any() {
		f.Problems.Add("file", "Chưa chọn tệp nào. Chọn tệp PDF hoặc ảnh chụp giấy tờ.")
	}
	if n > 0 {
		if err := p.keep(r, &x, x.draft.Step); err != nil {
			return err
		}
	}
	if f.Problems.Any() {
		if x.files, err = p.Papers.Of(r.Context(), x.draft.ID); err != nil {
			return err
		}
		return p.showPaper(w, r, x, f.Problems)
	}
	again := x.href("papers/" + url.PathEscape(g.Key))
	if doneAt(r) == "form" {
		again += "?to=form"
	}
	page.Redirect(w, r, again, page.Flash{Text: "Đã nhận " + strconv.Itoa(n) + " tệp."})
	return nil
}

// take stores the files of one field; refusals become problems of the form.
func (p pages) take(r *http.Request, f *page.Form, field string, to paper.Given) (int, error) {
	n := 0
	for _, head := range f.Files(field) {
		file, err := head.Open()
		if err != nil {
			return n, err
		}
		to.Name = head.Filename
		_, err = p.Papers.Add(r.Context(), to, file, head.Size)
		closing := file.Close()
		if no, ok := refusal.As(err); ok && no.Kind == refusal.KindInvalid {
			f.Problems = append(f.Problems, page.Problem{Field: field, Sentence: no.Sentence, Rule: no.Rule})
			continue
		}
		if err != nil {
			return n, err
		}
		if closing != nil {
			return n, closing
		}
		n++
	}
	return n, nil
}

// removeFile takes one file out of the draft.
func (p pages) removeFile(w http.ResponseWriter, r *http.Request) error {
	x, err := p.open(r)
	if err != nil {
		return toDossier(w, r, err)
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	if err := p.Papers.Drop(r.Context(), x.draft.ID, f.Text("file", 60)); err != nil {
		return err
	}
	page.Redirect(w, r, x.href("papers/"+url.PathEscape(r.PathValue("paper"))), page.Flash{Text: "Đã bỏ tệp."})
	return nil
}

// papers are what the dossier will have: the files, and the data a database holds where
// no file was given (REC-10).
func (x filing) papers() []dossier.GivenPaper {
	var out []dossier.GivenPaper
	for _, g := range x.proc.Asked() {
		one := dossier.GivenPaper{Paper: g.Key, Name: g.Name}
		for _, f := range filesOf(x.files, g.Key) {
			one.Files = append(one.Files, f.ID)
		}
		if l := x.held[g.Key]; len(one.Files) == 0 && l.Answer == intake.Found {
			one.Register = l.Register
		}
		if len(one.Files) > 0 || one.Register != "" {
			out = append(out, one)
		}
	}
	return out
}
