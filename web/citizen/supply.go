package citizen

import (
	"net/http"
	"net/url"

	"motcua/clock"
	"motcua/dossier"
	"motcua/paper"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

type supplyView struct {
	page.Frame
	Problems page.Problems
	Code     string
	Reason   string
	Action   string
	Clock    string // what the supplement does to the time limit
	Lines    []supplyLine
}

type supplyLine struct {
	dossier.SupplementLine
	Field string
	Files []parts.File // given since they were asked for
}

func (p pages) toSupply(r *http.Request) (trail.View, error) {
	x, _, err := p.own(r)
	if err == nil && !x.Can("supply") {
		err = refusal.Missing("Hồ sơ này không chờ bổ sung giấy tờ.")
	}
	return x, err
}

// supplyPage lists exactly what was asked for (SET-2, PRI-6).
func (p pages) supplyPage(w http.ResponseWriter, r *http.Request) error {
	x, err := p.toSupply(r)
	if err != nil {
		return err
	}
	return p.showSupply(w, r, x, nil)
}

func (p pages) showSupply(w http.ResponseWriter, r *http.Request, x trail.View, problems page.Problems) error {
	base := "/mine/" + url.PathEscape(x.Code)
	v := supplyView{Frame: p.frame(r, "Bổ sung giấy tờ"), Problems: problems, Code: x.Code, Action: base + "/supply"}
	v.Back = &page.Link{Href: base, Text: "Hồ sơ " + x.Code}
	if e, ok := last(x, "supplement"); ok {
		v.Reason = dossier.Saying(e).Reason
	}
	now := x.Supplements[len(x.Supplements)-1]
	v.Clock = clockOf(now)
	for _, l := range now.Lines {
		line := supplyLine{SupplementLine: l, Field: "file-" + l.Paper}
		for _, f := range since(x.Files, l.Paper, now.Asked) {
			line.Files = append(line.Files, fileOf(f, base+"/files/"+f.ID))
		}
		v.Lines = append(v.Lines, line)
	}
	status := http.StatusOK
	if problems.Any() {
		v.Failed, status = true, http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, supplyPage(v))
	return nil
}

// clockOf says what a request does to the time limit: before reception it has not
// begun (DL-6).
func clockOf(s dossier.Supplement) string {
	if s.Desk {
		return "Hồ sơ chưa được tiếp nhận nên thời hạn giải quyết chưa bắt đầu tính. Bổ sung đủ thì hồ sơ được xem xét tiếp nhận."
	}
	return "Thời hạn giải quyết đang tạm dừng. Khi bổ sung đủ các giấy tờ đã nêu, thời hạn tính lại từ đầu."
}

// since gives the files of a paper handed in after it was asked for. They stay when
// a sending was not complete yet, so nothing is uploaded twice.
func since(files []paper.PaperFile, key string, asked clock.Instant) []paper.PaperFile {
	var out []paper.PaperFile
	for _, f := range filesOf(files, key) {
		if f.AddedAt >= int64(asked) {
			out = append(out, f)
		}
	}
	return out
}

func (p pages) supply(w http.ResponseWriter, r *http.Request) error {
	x, err := p.toSupply(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, uploadMost)
	if err != nil {
		return err
	}
	now := x.Supplements[len(x.Supplements)-1]
	for _, l := range now.Lines {
		if _, err := p.take(r, f, "file-"+l.Paper, paper.Given{Subject: x.ID, Paper: l.Paper, Owner: x.Person}); err != nil {
			return err
		}
	}
	if x.Files, err = p.Papers.Of(r.Context(), x.ID); err != nil {
		return err
	}
	var act dossier.Supply
	for _, l := range now.Lines {
		one := dossier.GivenPaper{Paper: l.Paper, Name: l.Name}
		for _, g := range since(x.Files, l.Paper, now.Asked) {
			one.Files = append(one.Files, g.ID)
		}
		if len(one.Files) > 0 {
			act.Papers = append(act.Papers, one)
		} else if f.Problems.At("file-"+l.Paper) == "" {
			f.Problems.Add("file-"+l.Paper, "Chưa có tệp cho giấy tờ này. Cần bổ sung đủ thì thời hạn mới bắt đầu tính lại.")
		}
	}
	if f.Problems.Any() {
		return p.showSupply(w, r, x, f.Problems)
	}
	d, err := p.Dossiers.Do(r.Context(), p.Who(r), dossier.Key{Home: x.Home, ID: x.ID}, act)
	if err != nil {
		if !f.Problems.Refused(err) {
			return err
		}
		return p.showSupply(w, r, x, f.Problems)
	}
	text := "Đã bổ sung giấy tờ. Hồ sơ chờ cơ quan tiếp nhận kiểm tra."
	if legal, ok := d.Legal(); ok {
		text = "Đã bổ sung giấy tờ. Thời hạn tính lại từ đầu; hẹn trả kết quả: " + page.DateTime(legal.Due.Time()) + "."
	}
	page.Redirect(w, r, "/mine/"+url.PathEscape(d.Code), page.Flash{Text: text})
	return nil
}
