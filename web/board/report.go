package board

import (
	"net/http"

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

func (p pages) askReport(w http.ResponseWriter, r *http.Request) error {
	x, err := p.one(r)
	if err != nil {
		return err
	}
	v := reportView{ID: p.IDs.New()}
	if !x.standing.InForce && x.standing.Begins == "" {
		v.Wrong = string(posting.Stale)
	}
	return p.showReport(w, r, http.StatusOK, x, v)
}

func (p pages) showReport(w http.ResponseWriter, r *http.Request, status int, x sheet, v reportView) error {
	v.Frame, v.Name = p.frame(r, "Báo tờ niêm yết không đúng"), x.version.Name
	v.Frame.Failed = v.Problems.Any()
	v.Back = "/posted/" + x.mark.String()
	v.Action = v.Back + "/report"
	if x.known {
		v.Where = p.Offices.Tree().Title(x.place.Office) + ", " + x.place.Name
	} else {
		v.Offices = []parts.Option{{Value: "", Label: "Chọn cơ quan"}}
		for _, o := range posting.Receivers(p.Offices.Tree(), x.version, p.Today()) {
			v.Offices = append(v.Offices, parts.Option{Value: o.ID, Label: p.Offices.Tree().Title(o.ID)})
		}
	}
	for _, one := range seenOutside {
		v.Wrongs = append(v.Wrongs, parts.Option{Value: string(one), Label: one.Vietnamese()})
	}
	page.Render(w, r, status, reportPage(v))
	return nil
}

// report takes in what a passer-by saw, with or without a photo.
func (p pages) report(w http.ResponseWriter, r *http.Request) error {
	x, err := p.one(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, photoMost)
	if err != nil {
		return err
	}
	v := reportView{ID: f.Text("id", 36), Office: f.Value("office"), Wrong: f.Value("wrong"), Said: f.Value("said")}
	said := f.Lines("said", 1000)
	if len(v.ID) != 36 {
		f.Problems.Add("", "Biểu mẫu đã cũ. Tải lại trang rồi nhập lại.")
	}
	if !f.Problems.Any() {
		if err := p.send(r, f, x, v, said); err != nil && !f.Problems.Refused(err) {
			return err
		}
	}
	if f.Problems.Any() {
		v.Problems = f.Problems
		return p.showReport(w, r, http.StatusUnprocessableEntity, x, v)
	}
	page.Redirect(w, r, "/posted/"+x.mark.String(), page.Flash{Text: "Đã gửi. Cảm ơn ông/bà; bộ phận kiểm soát thủ tục hành chính sẽ xác minh."})
	return nil
}

// send counts the try first and stores the photo only for a report that can be made.
func (p pages) send(r *http.Request, f *page.Form, x sheet, v reportView, said string) error {
	found := posting.Finding{ID: v.ID, Code: x.version.Code, Version: x.version.ID, Wrong: wrongOf(v.Wrong)}
	switch {
	case x.known:
		found.Office, found.Place = p.Postings.Heir(x.place.Office), x.place.ID
		if x.hangs {
			found.Sheet = x.record.ID
		}
	default:
		for _, o := range posting.Receivers(p.Offices.Tree(), x.version, p.Today()) {
			if o.ID == v.Office {
				found.Office = o.ID
			}
		}
	}
	who := p.Who(r)
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
	_, err = p.Postings.Report(r.Context(), who, found, said, staged)
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
