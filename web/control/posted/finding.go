package posted

import (
	"net/http"
	"strconv"

	"motcua/access"
	"motcua/posting"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type findingView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Caption  string
	Tag      parts.Tag
	Facts    parts.Summary
	Photos   parts.Files
	History  parts.Timeline
	Confirm  string
	Dismiss  string
	Settle   string
	Sheet    string // where it is put right, when that is the sheet itself
	Reason   string
	How      string
}

func (p pages) oneFinding(r *http.Request) (access.Who, posting.Finding, error) {
	who, err := p.who(r)
	if err != nil {
		return who, posting.Finding{}, err
	}
	f, err := p.Postings.Finding(r.Context(), who, r.PathValue("finding"))
	return who, f, err
}

func (p pages) finding(w http.ResponseWriter, r *http.Request) error {
	who, f, err := p.oneFinding(r)
	if err != nil {
		return err
	}
	return p.drawFinding(w, r, http.StatusOK, who, f, findingView{})
}

func (p pages) drawFinding(w http.ResponseWriter, r *http.Request, status int, who access.Who, f posting.Finding, v findingView) error {
	of := p.Offices.Tree().Title(f.Office)
	v.Frame = p.framed(r, who, f.Wrong.Vietnamese(), up, page.Link{Text: of, Href: officePath(f.Office)})
	v.Frame.Failed = v.Problems.Any()
	v.Title, v.Caption, v.Tag = f.Wrong.Vietnamese(), of, findingTag(f.State)
	v.Facts = p.findingFacts(f)
	if f.State == posting.Reported && may(who, "confirm", f.Subject()) {
		v.Confirm = findingPath(f.ID) + "/confirm"
	}
	if (f.State == posting.Reported || f.State == posting.Open && f.By != posting.ByClock) && may(who, "dismiss", f.Subject()) {
		v.Dismiss = findingPath(f.ID) + "/dismiss"
	}
	onSheet := f.Follows()
	switch {
	case f.State == posting.Open && onSheet:
		v.Sheet = sheetPath(f.Sheet)
	case f.State == posting.Open && may(who, "settle", f.Subject()):
		v.Settle = findingPath(f.ID) + "/settle"
	}
	events, err := p.Postings.Events(r.Context(), f.ID)
	if err != nil {
		return err
	}
	v.History = p.history(events)
	files, err := p.Papers.Of(r.Context(), f.ID)
	if err != nil {
		return err
	}
	var ids []string
	for _, x := range files {
		ids = append(ids, x.ID)
	}
	if v.Photos, err = p.photos(r, findingPath(f.ID), f.ID, ids...); err != nil {
		return err
	}
	page.Render(w, r, status, findingPage(v))
	return nil
}

func (p pages) findingFacts(f posting.Finding) parts.Summary {
	out := parts.Summary{Facts: []parts.Fact{{Key: "Nguồn", Value: sources[f.By]}, {Key: "Ngày ghi", Value: page.DateTime(f.Found.At.Time())}}}
	add := func(key, value string) {
		if value != "" {
			out.Facts = append(out.Facts, parts.Fact{Key: key, Value: value})
		}
	}
	add("Mã thủ tục", f.Code)
	add("Văn bản treo thay cho thủ tục", f.Text)
	if f.Since != "" {
		add("Không đúng từ ngày", page.CivilDate(f.Since))
	}
	if n := f.Late(p.Today()); n > 0 {
		add("Số ngày", strconv.Itoa(n))
	}
	return out
}

func (p pages) confirm(w http.ResponseWriter, r *http.Request) error {
	return p.judged(w, r, "Đã xác minh: phản ánh đúng. Cơ quan phải khắc phục.", func(string) posting.Act[posting.Finding] { return posting.Confirm{} })
}

func (p pages) dismiss(w http.ResponseWriter, r *http.Request) error {
	return p.judged(w, r, "Đã kết luận: không đúng.", func(reason string) posting.Act[posting.Finding] { return posting.Dismiss{Reason: reason} })
}

func (p pages) judged(w http.ResponseWriter, r *http.Request, said string, act func(reason string) posting.Act[posting.Finding]) error {
	who, x, err := p.oneFinding(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	reason := f.Lines("reason", 1000)
	if !f.Problems.Any() {
		if _, err = p.Postings.Judge(r.Context(), who, x.ID, act(reason)); err == nil {
			page.Redirect(w, r, findingPath(x.ID), page.Flash{Kind: "success", Text: said})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	return p.drawFinding(w, r, http.StatusUnprocessableEntity, who, x, findingView{Problems: f.Problems, Reason: f.Value("reason")})
}

func (p pages) settle(w http.ResponseWriter, r *http.Request) error {
	who, x, err := p.oneFinding(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, photoMost)
	if err != nil {
		return err
	}
	how := f.Lines("how", 1000)
	if !f.Problems.Any() {
		staged, err := p.staged(r, f, "photo")
		if err == nil {
			_, err = p.Postings.Settle(r.Context(), who, x.ID, how, staged)
		}
		if err == nil {
			page.Redirect(w, r, findingPath(x.ID), page.Flash{Kind: "success", Text: "Đã ghi nhận khắc phục."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	return p.drawFinding(w, r, http.StatusUnprocessableEntity, who, x, findingView{Problems: f.Problems, How: f.Value("how")})
}
