package board

import (
	"net/http"
	"net/url"

	"motcua/paper"
	"motcua/posting"
	"motcua/refusal"
	"motcua/session"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type reportView struct {
	Frame    page.Frame
	Problems page.Problems
	ID       string
	Name     string
	Where    string
	Office   string
	Offices  []parts.Option
	Wrong    string
	Wrongs   []parts.Option
	Said     string
	Action   string
	Back     string
}

// seenOutside are the faults a passer-by can see on one sheet.
var seenOutside = []posting.Wrong{posting.Stale, posting.LegalText, posting.Incomplete, posting.Unreadable, posting.NoFeedback}

// target is what a report is about: a sheet, or what an office posts as a whole, since a
// legal text in place of a procedure carries no code of ours.
type target struct {
	found   posting.Finding
	name    string
	where   string
	back    string
	action  string
	offices []parts.Option // to choose from, when the office is not known
}

// marked is the sheet of the address.
func (p pages) marked(r *http.Request) (target, error) {
	x, err := p.one(r)
	if err != nil {
		return target{}, err
	}
	t := target{name: x.version.Name, back: "/posted/" + x.mark.String(), found: posting.Finding{Code: x.version.Code, Version: x.version.ID}}
	t.action = t.back + "/report"
	if !x.standing.InForce && x.standing.Begins == "" {
		t.found.Wrong = posting.Stale
	}
	if x.known {
		t.where, t.found.Office, t.found.Place = p.Offices.Tree().Title(x.place.Office)+", "+x.place.Name, p.Postings.Heir(x.place.Office), x.place.ID
		if x.hangs {
			t.found.Sheet = x.record.ID
		}
		return t, nil
	}
	t.offices = []parts.Option{{Value: "", Label: "Chọn cơ quan"}}
	for _, o := range posting.Receivers(p.Offices.Tree(), x.version, p.Today()) {
		t.offices = append(t.offices, parts.Option{Value: o.ID, Label: p.Offices.Tree().Title(o.ID)})
	}
	return t, nil
}

// posted is what the office of the address posts.
func (p pages) posted(r *http.Request) (target, error) {
	o, ok := p.Offices.Office(r.PathValue("office"))
	if !ok || !o.InForce(p.Today()) {
		return target{}, refusal.Missing("Không có cơ quan này, hoặc cơ quan đã thôi hoạt động.")
	}
	back := "/board/" + url.PathEscape(o.ID)
	name := p.Offices.Tree().Title(o.ID)
	return target{name: name, where: name, back: back, action: back + "/report", found: posting.Finding{Office: o.ID}}, nil
}

func (p pages) askReport(about func(*http.Request) (target, error)) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		t, err := about(r)
		if err != nil {
			return err
		}
		return p.showReport(w, r, http.StatusOK, t, reportView{Wrong: string(t.found.Wrong)})
	}
}

func (p pages) showReport(w http.ResponseWriter, r *http.Request, status int, t target, v reportView) error {
	v.Frame, v.Name, v.Where, v.Offices, v.Back, v.Action = p.frame(r, "Báo nơi niêm yết không đúng"), t.name, t.where, t.offices, t.back, t.action
	v.Frame.Failed = v.Problems.Any()
	if v.ID == "" {
		v.ID = p.IDs.New()
	}
	for _, one := range seenOutside {
		v.Wrongs = append(v.Wrongs, parts.Option{Value: string(one), Label: one.Vietnamese()})
	}
	page.Render(w, r, status, reportPage(v))
	return nil
}

// report takes in what a passer-by saw, with or without a photo.
func (p pages) report(about func(*http.Request) (target, error)) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		t, err := about(r)
		if err != nil {
			return err
		}
		f, err := page.ReadForm(w, r, photoMost)
		if err != nil {
			return err
		}
		v := reportView{ID: f.Key("id"), Office: f.Value("office"), Wrong: f.Value("wrong"), Said: f.Value("said")}
		said := f.Lines("said", 1000)
		if !f.Problems.Any() {
			if err := p.send(r, f, t, v, said); err != nil && !f.Problems.Refused(err) {
				return err
			}
		}
		if f.Problems.Any() {
			v.Problems = f.Problems
			return p.showReport(w, r, http.StatusUnprocessableEntity, t, v)
		}
		to := t.back
		if t.found.Version == "" { // a screen shows no message
			to = "/procedures"
		}
		page.Redirect(w, r, to, page.Flash{Text: "Đã gửi. Cảm ơn ông/bà; bộ phận kiểm soát thủ tục hành chính sẽ xác minh."})
		return nil
	}
}

// send counts the try first and stores the photo only for a report that can be made.
func (p pages) send(r *http.Request, f *page.Form, t target, v reportView, said string) error {
	found := t.found
	found.ID, found.Wrong = v.ID, wrongOf(v.Wrong)
	for _, o := range t.offices {
		if o.Value != "" && o.Value == v.Office {
			found.Office = o.Value
		}
	}
	if _, err := (posting.Report{Finding: found}).Decide(posting.Finding{}, posting.Moment{}); err != nil {
		return err
	}
	if err := p.Throttle.Allow(r.Context(), session.Passer(p.Address(r))); err != nil {
		return err
	}
	staged, err := p.staged(r, f)
	if err != nil {
		return err
	}
	_, err = p.Postings.Report(r.Context(), p.Who(r), found, said, staged)
	return err
}

func wrongOf(s string) posting.Wrong {
	for _, w := range seenOutside {
		if string(w) == s {
			return w
		}
	}
	return ""
}

// staged checks and stores the photo, if there is one.
func (p pages) staged(r *http.Request, f *page.Form) (*paper.PaperFile, error) {
	heads := f.Files("photo")
	if len(heads) == 0 {
		return nil, nil
	}
	file, err := heads[0].Open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	one, err := p.Papers.Stage(r.Context(), paper.Given{Paper: "photo", Name: heads[0].Filename}, file, heads[0].Size)
	if no, ok := refusal.As(err); ok && no.Kind == refusal.KindInvalid {
		return nil, refusal.Invalid("photo", no.Sentence)
	}
	if err != nil {
		return nil, err
	}
	return &one, nil
}
