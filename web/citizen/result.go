package citizen

import (
	"net/http"
	"net/url"

	"motcua/dossier"
	"motcua/dossier/ending"
	"motcua/paper"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// resultView is the result as its applicant finds it: what it is, and the two ways to
// take the electronic one.
type resultView struct {
	page.Frame
	Problems page.Problems
	Title    string
	Facts    []parts.Fact
	Ending   trail.Ending
	Action   string
	File     string // address of the file; "" until its taking is on record
	Take     bool   // a file is there
	Collect  bool   // the electronic result may stand for the paper one
	Place    string
}

// result shows the announced result.
func (p pages) result(w http.ResponseWriter, r *http.Request) error {
	x, _, err := p.own(r)
	if err != nil {
		return err
	}
	return p.showResult(w, r, x, nil)
}

func (p pages) showResult(w http.ResponseWriter, r *http.Request, x trail.View, problems page.Problems) error {
	if !announced(x) || x.Result == nil {
		return refusal.Missing("Hồ sơ chưa có kết quả.")
	}
	base := "/mine/" + url.PathEscape(x.Code)
	v := resultView{Frame: p.frame(r, "Kết quả"), Problems: problems, Title: "Kết quả của hồ sơ", Ending: x.Ending(), Action: base + "/result", Place: p.deskName(x.ReturnAt)}
	v.Back = &page.Link{Href: base, Text: "Hồ sơ " + x.Code}
	if x.Outcome == dossier.Rejected {
		v.Title = "Văn bản trả lời: không đủ điều kiện giải quyết"
	}
	v.Facts = []parts.Fact{{Key: "Số", Value: x.Result.Number}, {Key: "Ký lúc", Value: page.DateTime(x.Result.At.Time())}}
	if o, ok := p.Offices.Official(x.Result.Signer); ok {
		v.Facts = append(v.Facts, parts.Fact{Key: "Người ký", Value: o.Name, More: []string{o.Title}})
	}
	if f, ok := resultFile(x); ok {
		v.Take = true
		if taken(x) {
			v.File = base + "/files/" + f.ID
		}
		v.Collect = x.Can("collect") && !x.PostedAt.Set()
	}
	status := http.StatusOK
	if problems.Any() {
		v.Failed, status = true, http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, resultPage(v))
	return nil
}

// taken reports whether the taking of the file is on record, or the dossier is closed.
func taken(x trail.View) bool {
	return x.DownloadedAt.Set() || x.ReturnedHow != "" && x.ReturnedHow != "digital" && !x.Corrected()
}

// takeResult records the taking and sends the file; or takes it for the result.
func (p pages) takeResult(w http.ResponseWriter, r *http.Request) error {
	x, who, err := p.own(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	file, ok := paper.PaperFile{}, false
	if announced(x) && x.Result != nil {
		file, ok = resultFile(x)
	}
	if !ok {
		return refusal.Missing("Hồ sơ chưa có kết quả điện tử.")
	}
	key := dossier.Key{Home: x.Home, ID: x.ID}
	if f.Choice("do", "download", "collect") == "collect" {
		_, err := p.Dossiers.Do(r.Context(), who, key, ending.Collect{})
		if err == nil {
			page.Redirect(w, r, "/mine/"+url.PathEscape(x.Code)+"/result", page.Flash{Text: "Đã nhận bản điện tử. Hồ sơ đã được trả kết quả."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
		return p.showResult(w, r, x, f.Problems)
	}
	if !taken(x) {
		if _, err := p.Dossiers.Do(r.Context(), who, key, ending.Download{}); err != nil {
			if no, refused := refusal.As(err); !refused || no.Kind != refusal.KindConflict {
				return err
			}
		}
	}
	return p.serve(w, r, file)
}
