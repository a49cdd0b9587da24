package posted

import (
	"net/http"
	"strconv"
	"strings"

	"motcua/access"
	"motcua/posting"
	"motcua/procedure"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// exportMost bounds an export that is handed in: the whole national list is about 40 MB.
const exportMost = 128 << 20

type nationalView struct {
	Frame    page.Frame
	Problems page.Problems
	Joined   bool // the national database is connected: compared by itself every day
	Runs     parts.Table
	Open     parts.Table
	Done     parts.Table
}

func (p pages) national(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	return p.drawNational(w, r, http.StatusOK, who, nil)
}

func (p pages) drawNational(w http.ResponseWriter, r *http.Request, status int, who access.Who, problems page.Problems) error {
	if err := access.May(who, "compare", p.Postings.Of(p.Postings.City())); err != nil {
		return err
	}
	v := nationalView{Frame: p.framed(r, who, "Đối chiếu với Cơ sở dữ liệu quốc gia", up), Problems: problems, Joined: p.National != nil}
	v.Frame.Failed = problems.Any()
	open, done, err := p.Postings.Differences(r.Context(), who, 50)
	if err != nil {
		return err
	}
	runs, err := p.Postings.Runs(r.Context(), 14)
	if err != nil {
		return err
	}
	v.Open = p.differenceTable("open", open, parts.Empty{Title: "Không còn khác biệt nào chờ xử lý", Why: "Khác biệt hiện ở đây sau mỗi lần đối chiếu danh mục Thành phố với bản xuất của Cơ sở dữ liệu quốc gia."})
	v.Done = p.differenceTable("done", done, parts.Empty{Title: "Chưa xử lý khác biệt nào"})
	v.Runs = parts.Table{ID: "runs", Caption: "Các lần đối chiếu gần đây", CaptionHidden: true, Columns: []parts.Column{{Title: "Lúc"}, {Title: "Thành phố", Numeric: true}, {Title: "Quốc gia", Numeric: true}, {Title: "Chỉ quốc gia", Numeric: true},
		{Title: "Chỉ Thành phố", Numeric: true}, {Title: "Khác nội dung", Numeric: true}, {Title: "Mới", Numeric: true}, {Title: "Đã hết", Numeric: true}}, Empty: parts.Empty{Title: "Chưa đối chiếu lần nào"}}
	for _, c := range runs {
		cells := []parts.Cell{{Text: page.ShortDateTime(c.At.At.Time())}}
		for _, n := range []int{c.Ours, c.Theirs, c.OnlyNational, c.OnlyCity, c.Differing, c.New, c.Gone} {
			cells = append(cells, parts.Cell{Text: page.Number(int64(n))})
		}
		v.Runs.Rows = append(v.Runs.Rows, parts.Row{Cells: cells})
	}
	page.Render(w, r, status, nationalPage(v))
	return nil
}

func (p pages) differenceTable(id string, all []posting.Difference, empty parts.Empty) parts.Table {
	t := parts.Table{ID: id, Caption: "Khác biệt", CaptionHidden: true, Keys: true, Empty: empty, Columns: []parts.Column{{Title: "Thủ tục", Wide: true}, {Title: "Khác biệt"}, {Title: "Phần khác", Minor: true}, {Title: "Phát hiện"}, {Title: "Xử lý"}}}
	for _, d := range all {
		outcome := "Chờ xử lý"
		if d.Settled.At.Set() {
			outcome = d.Outcome.Vietnamese()
		}
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: procedure.NFC(procedure.Version{Name: d.Name}).Name, Href: home + "/national/" + d.ID, Sub: d.Code}, {Text: d.Apart.Vietnamese()}, {Text: strings.Join(d.Sections, "; ")},
			{Text: page.ShortDate(d.Found.At.Time())}, {Text: outcome}}})
	}
	return t
}

// compare reads an export that was handed in, or asks the national database.
func (p pages) compare(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	if err := access.May(who, "compare", p.Postings.Of(p.Postings.City())); err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, exportMost)
	if err != nil {
		return err
	}
	export, err := p.export(r, f)
	if err == nil {
		var run posting.Comparison
		if run, err = p.Postings.Compare(r.Context(), who, export); err == nil {
			page.Redirect(w, r, home+"/national", page.Flash{Kind: "success", Text: "Đã đối chiếu " + strconv.Itoa(run.Ours) + " thủ tục của Thành phố: " + strconv.Itoa(run.New) + " khác biệt mới, " + strconv.Itoa(run.Gone) + " khác biệt đã hết."})
			return nil
		}
	}
	if !f.Problems.Refused(err) {
		return err
	}
	return p.drawNational(w, r, http.StatusUnprocessableEntity, who, f.Problems)
}

func (p pages) export(r *http.Request, f *page.Form) ([]procedure.Version, error) {
	heads := f.Files("export")
	if len(heads) == 0 {
		if p.National == nil {
			return nil, refusal.Invalid("export", "Chọn tệp bản xuất của Cơ sở dữ liệu quốc gia.")
		}
		return p.National(r.Context())
	}
	file, err := heads[0].Open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	read, err := procedure.ReadFile(file)
	if err != nil {
		return nil, refusal.Invalid("export", "Tệp không đọc được: "+err.Error())
	}
	return read.Versions, nil
}

type differenceView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Caption  string
	Facts    parts.Summary
	History  parts.Timeline
	Action   string // "" when it is settled
	Outcome  string
	Outcomes []parts.Option
	Why      string
}

func (p pages) oneDifference(r *http.Request) (access.Who, posting.Difference, error) {
	who, err := p.who(r)
	if err != nil {
		return who, posting.Difference{}, err
	}
	d, err := p.Postings.Difference(r.Context(), who, r.PathValue("difference"))
	return who, d, err
}

func (p pages) difference(w http.ResponseWriter, r *http.Request) error {
	who, d, err := p.oneDifference(r)
	if err != nil {
		return err
	}
	return p.drawDifference(w, r, http.StatusOK, who, d, differenceView{})
}

func (p pages) drawDifference(w http.ResponseWriter, r *http.Request, status int, who access.Who, d posting.Difference, v differenceView) error {
	v.Title, v.Caption = procedure.NFC(procedure.Version{Name: d.Name}).Name, d.Code
	v.Frame = p.framed(r, who, "Khác biệt về thủ tục "+d.Code, up, page.Link{Text: "Đối chiếu", Href: home + "/national"})
	v.Frame.Failed = v.Problems.Any()
	v.Facts.Facts = []parts.Fact{{Key: "Khác biệt", Value: d.Apart.Vietnamese()}}
	if len(d.Sections) > 0 {
		v.Facts.Facts = append(v.Facts.Facts, parts.Fact{Key: "Phần khác", Value: d.Sections[0], More: d.Sections[1:]})
	}
	if d.Settled.At.Set() {
		v.Facts.Facts = append(v.Facts.Facts, parts.Fact{Key: "Xử lý", Value: d.Outcome.Vietnamese()})
	} else if may(who, "work_off", d.Subject()) {
		v.Action = home + "/national/" + d.ID
		for _, o := range posting.Outcomes() {
			v.Outcomes = append(v.Outcomes, parts.Option{Value: string(o), Label: o.Vietnamese()})
		}
	}
	events, err := p.Postings.Events(r.Context(), d.ID)
	if err != nil {
		return err
	}
	v.History = p.history(events)
	page.Render(w, r, status, differencePage(v))
	return nil
}

func (p pages) workOff(w http.ResponseWriter, r *http.Request) error {
	who, d, err := p.oneDifference(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	v := differenceView{Outcome: f.Value("outcome"), Why: f.Value("why")}
	why := f.Lines("why", 1000)
	outcome := posting.Outcome(f.Choice("outcome", string(posting.OursRight), string(posting.TheirsRight), string(posting.Meant)))
	if !f.Problems.Any() {
		if _, err = p.Postings.WorkOff(r.Context(), who, d.ID, posting.WorkOff{Outcome: outcome, Why: why}); err == nil {
			page.Redirect(w, r, home+"/national", page.Flash{Kind: "success", Text: "Đã xử lý khác biệt về thủ tục " + d.Code + "."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	v.Problems = f.Problems
	return p.drawDifference(w, r, http.StatusUnprocessableEntity, who, d, v)
}
