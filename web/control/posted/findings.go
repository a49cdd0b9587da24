package posted

import (
	"net/http"
	"strconv"

	"motcua/access"
	"motcua/calendar"
	"motcua/posting"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type findingsView struct {
	Frame    page.Frame
	Problems page.Problems
	Since    [3]string
	Until    [3]string
	Office   string
	Choice   []parts.Option
	Offices  parts.Table
	List     parts.Table
	Pages    parts.Pagination
}

// findings are those of a period, counted per office with the days late (CK-6), and one by one.
func (p pages) findings(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	today := calendar.DateOf(p.Civil.Now())
	year, _, _ := today.Split()
	first, to := calendar.Make(year, 1, 1), today
	q := page.Query(r)
	if q.Value("since-year") != "" {
		if d, ok := q.Date("since"); ok {
			first = d
		}
		if d, ok := q.Date("until"); ok {
			to = d
		}
	}
	v := findingsView{Frame: p.framed(r, who, "Phát hiện về niêm yết", up), Problems: q.Problems, Since: boxes(first), Until: boxes(to)}
	v.Office = q.Text("office", 100)
	found, err := p.Postings.FoundIn(r.Context(), who, first.String(), to.String(), v.Office)
	if err != nil {
		return err
	}
	v.Choice = []parts.Option{{Label: "Tất cả"}}
	for _, id := range found.Offices {
		v.Choice = append(v.Choice, parts.Option{Value: id, Label: p.Offices.Tree().Title(id)})
	}
	ids, pages := parts.Paged(found.IDs, same, q.Text("after", 100), "phát hiện", func(after string) string {
		at := r.URL.Query()
		at.Set("after", after)
		return home + "/findings?" + at.Encode() + "#list"
	})
	all, err := p.Postings.Findings(r.Context(), who, ids)
	if err != nil {
		return err
	}
	v.Offices, v.List, v.Pages = p.countTable(found.Verified), p.findingTable("list", all), pages
	page.Render(w, r, http.StatusOK, findingsPage(v))
	return nil
}

func boxes(d calendar.Date) [3]string {
	y, m, n := d.Split()
	return [3]string{strconv.Itoa(n), strconv.Itoa(int(m)), strconv.Itoa(y)}
}

// countTable is the measure per office: what is open, what was put right and in how many days.
func (p pages) countTable(all []posting.Finding) parts.Table {
	t := parts.Table{ID: "counts", Caption: "Theo cơ quan", Columns: []parts.Column{{Title: "Cơ quan", Wide: true}, {Title: "Phát hiện", Numeric: true}, {Title: "Chưa khắc phục", Numeric: true}, {Title: "Đã khắc phục", Numeric: true},
		{Title: "Bản hết hiệu lực", Numeric: true, Minor: true}, {Title: "Văn bản thay thủ tục", Numeric: true, Minor: true}, {Title: "Số ngày chậm", Numeric: true}},
		Empty: parts.Empty{Title: "Không có phát hiện nào trong kỳ", Why: "Bảng đếm các phát hiện đã xác minh trong khoảng ngày đã chọn; phản ánh chưa xác minh không tính."}}
	type count struct{ n, open, settled, stale, text, days int64 }
	by, sum := map[string]*count{}, count{}
	add := func(c *count, f posting.Finding) {
		c.n++
		c.days += int64(f.Late(p.Today()))
		for to, is := range map[*int64]bool{&c.open: f.State == posting.Open, &c.settled: f.State == posting.Settled, &c.stale: f.Wrong == posting.Stale, &c.text: f.Wrong == posting.LegalText} {
			if is {
				*to++
			}
		}
	}
	for _, f := range all {
		at := p.Postings.Heir(f.Office)
		if by[at] == nil {
			by[at] = &count{}
		}
		add(by[at], f)
		add(&sum, f)
	}
	cells := func(name string, c count) []parts.Cell {
		return []parts.Cell{{Text: name}, {Text: page.Number(c.n)}, {Text: page.Number(c.open)}, {Text: page.Number(c.settled)}, {Text: page.Number(c.stale)}, {Text: page.Number(c.text)}, {Text: page.Number(c.days)}}
	}
	for _, o := range p.Offices.Tree().All() {
		if c := by[o.ID]; c != nil {
			row := cells(p.Offices.Tree().Title(o.ID), *c)
			row[0].Href = officePath(o.ID)
			t.Rows = append(t.Rows, parts.Row{Late: c.open > 0, Cells: row})
		}
	}
	if len(t.Rows) > 0 {
		t.Total = cells("Cộng", sum)
	}
	return t
}

func findingPath(id string) string { return home + "/findings/" + id }

func (p pages) findingTable(id string, all []posting.Finding) parts.Table {
	t := parts.Table{ID: id, Caption: "Các phát hiện", CaptionHidden: true, Keys: true, Columns: []parts.Column{{Title: "Điều không đúng", Wide: true}, {Title: "Cơ quan", Minor: true}, {Title: "Nguồn"}, {Title: "Ngày"}, {Title: "Số ngày", Numeric: true}, {Title: "Tình trạng"}},
		Empty: parts.Empty{Title: "Không có phát hiện nào", Why: "Phát hiện do người kiểm tra ghi, do hệ thống tính từ ngày hiệu lực, hoặc do người dân báo qua mã QR."}}
	for _, f := range all {
		sub := f.Code
		if f.Text != "" {
			sub = f.Text
		}
		t.Rows = append(t.Rows, parts.Row{Late: f.State == posting.Open, Cells: []parts.Cell{{Text: f.Wrong.Vietnamese(), Href: findingPath(f.ID), Sub: sub}, {Text: p.Offices.Tree().Title(f.Office)}, {Text: sources[f.By]},
			{Text: page.ShortDate(f.Found.At.Time())}, {Text: strconv.Itoa(f.Late(p.Today()))}, {Part: findingTag(f.State)}}})
	}
	return t
}

var sources = map[string]string{posting.ByClock: "Hệ thống tính", posting.ByOfficial: "Người kiểm tra", posting.ByPasser: "Người dân báo"}

type findView struct {
	Frame    page.Frame
	Problems page.Problems
	Action   string
	Back     string
	Caption  string
	ID       string
	Wrong    string
	Wrongs   []parts.Option
	Code     string
	Text     string
	Said     string
}

func (p pages) askFind(w http.ResponseWriter, r *http.Request) error {
	who, x, err := p.onePlace(r)
	if err != nil {
		return err
	}
	return p.showFind(w, r, http.StatusOK, who, x, findView{})
}

func (p pages) showFind(w http.ResponseWriter, r *http.Request, status int, who access.Who, x posting.Place, v findView) error {
	if err := access.May(who, "find", x.Subject()); err != nil {
		return err
	}
	v.Frame = p.framed(r, who, "Ghi phát hiện", up, page.Link{Text: x.Name, Href: placePath(x.ID)})
	v.Frame.Failed = v.Problems.Any()
	if v.ID == "" {
		v.ID = p.IDs.New()
	}
	v.Back, v.Action, v.Caption = placePath(x.ID), placePath(x.ID)+"/find", p.Offices.Tree().Title(x.Office)+" · "+x.Name
	for _, one := range posting.Wrongs() {
		v.Wrongs = append(v.Wrongs, parts.Option{Value: string(one), Label: one.Vietnamese()})
	}
	page.Render(w, r, status, findPage(v))
	return nil
}

func (p pages) find(w http.ResponseWriter, r *http.Request) error {
	who, x, err := p.onePlace(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, photoMost)
	if err != nil {
		return err
	}
	v := findView{ID: f.Key("id"), Wrong: f.Value("wrong"), Code: f.Value("code"), Text: f.Value("text"), Said: f.Value("said")}
	found := posting.Finding{ID: v.ID, Place: x.ID, Wrong: posting.Wrong(v.Wrong), Code: f.Text("code", 40), Text: f.Text("text", 100)}
	said := f.Lines("said", 1000)
	if _, known := p.Procedures.InForce(found.Code, p.Today()); found.Code != "" && !known && len(p.Procedures.Of(found.Code)) == 0 {
		f.Problems.Add("code", "Không có thủ tục nào mang mã này. Để trống nếu không rõ.")
	}
	if !f.Problems.Any() {
		staged, err := p.staged(r, f, "photo")
		if err == nil {
			found, err = p.Postings.Find(r.Context(), who, found, said, staged)
		}
		if err == nil {
			page.Redirect(w, r, findingPath(found.ID), page.Flash{Kind: "success", Text: "Đã ghi phát hiện."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	v.Problems = f.Problems
	return p.showFind(w, r, http.StatusUnprocessableEntity, who, x, v)
}
