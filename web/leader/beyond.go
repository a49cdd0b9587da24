package leader

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"motcua/calendar"
	"motcua/dossier"
	"motcua/intake"
	"motcua/paper"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// beyondView lists what applicants reported as demanded beyond the published list.
type beyondView struct {
	Frame    page.Frame
	Problems page.Problems
	Since    [3]string
	Until    [3]string
	Counts   parts.Table
	Only     string // the office whose reports alone are listed
	All      string // the address of all reports of the period; "" when all are listed
	Table    parts.Table
	Pages    parts.Pagination
}

// beyond is the control office's list; the office concerned has no page that shows it
// (PRI-2).
func (l leader) beyond(w http.ResponseWriter, r *http.Request) error {
	who, err := l.Official(r, chair.Control, chair.Inspector)
	if err != nil {
		return err
	}
	v, since, until := l.beyondPeriod(r)
	all, err := l.Intake.BeyondIn(r.Context(), who, since, until)
	if err != nil {
		return err
	}
	v.Counts = l.beyondCounts(r, all)
	q := page.Query(r)
	of, open := q.Text("office", 100), q.Text("open", 100)
	if of != "" || open != "" {
		v.All, all = beyondAt(r, "office", ""), intake.Chosen(all, of, open)
	}
	if of != "" {
		v.Only = l.Offices.Tree().Title(of)
	}
	lines, pages := parts.Paged(intake.Lines(all, open), func(x intake.Line) string { return x.ID }, q.Text("after", 100), "dòng", func(after string) string { return beyondAt(r, "after", after) })
	v.Pages = pages
	var ids []string
	for _, x := range lines {
		ids = append(ids, x.ID)
	}
	told, err := l.Intake.Told(r.Context(), who, ids)
	if err != nil {
		return err
	}
	files, err := l.Papers.OfMany(r.Context(), ids)
	if err != nil {
		return err
	}
	v.Frame, v.Table = l.Framed(r, who, "Phản ánh bị yêu cầu thêm giấy tờ"), parts.Table{ID: "rows", Caption: "Phản ánh của người nộp hồ sơ", CaptionHidden: true, Keys: true,
		Columns: []parts.Column{{Title: "Lúc"}, {Title: "Mã hồ sơ hoặc thủ tục", Code: true}, {Title: "Nơi tiếp nhận", Minor: true}, {Title: "Nội dung", Wide: true}, {Title: "Công chức liên quan", Minor: true}, {Title: "Bằng chứng"}},
		Empty:   parts.Empty{Title: "Chưa có phản ánh nào", Why: "Người nộp phản ánh từ trang thủ tục, tờ niêm yết hoặc giấy tiếp nhận khi bị yêu cầu giấy tờ hoặc việc ngoài danh mục đã công bố."}}
	v.Frame.Wide = true
	path := chair.PathOf
	if who.Role == chair.Inspector {
		path = func(code string) string { return "/inspector/dossiers/" + code }
	}
	for _, x := range lines {
		if x.More > 0 {
			v.Table.Rows = append(v.Table.Rows, parts.Row{Cells: []parts.Cell{{Text: page.ShortDateTime(x.At.Time())}, about(x.Beyond, path), {Text: l.Offices.Tree().Title(x.Home)},
				{Text: "Và " + strconv.Itoa(x.More) + " phản ánh khác: xem từng phản ánh", Href: beyondAt(r, "open", x.Group)}, {}, {}}})
			continue
		}
		x := told[x.ID]
		v.Table.Rows = append(v.Table.Rows, parts.Row{Cells: []parts.Cell{{Text: page.ShortDateTime(x.At.Time())}, about(x, path),
			{Text: l.Offices.Tree().Title(x.Home)}, {Text: x.Said}, {Text: l.concerned(x)}, evidence(x, files[x.ID])}})
	}
	page.Render(w, r, http.StatusOK, beyondPage(v))
	return nil
}

// beyondAt is the list of the same period further on: the page after a line, or one office's
// or one group's reports alone, or ("office", "") all again.
func beyondAt(r *http.Request, key, value string) string {
	q := r.URL.Query()
	q.Del("after")
	if key == "office" {
		q.Del("open")
	}
	if q.Set(key, value); value == "" {
		q.Del(key)
	}
	if len(q) == 0 {
		return "/leader/beyond"
	}
	return "/leader/beyond?" + q.Encode()
}

func evidence(x intake.Beyond, files []paper.PaperFile) parts.Cell {
	if len(files) == 0 {
		return parts.Cell{Text: "Không có"}
	}
	var out parts.Files
	for _, f := range files {
		kind, _ := paper.KindNamed(f.Kind)
		out.Items = append(out.Items, parts.File{Name: f.Name, Kind: kind.Title, Bytes: f.Size, Href: "/leader/beyond/" + url.PathEscape(x.Home) + "/" + x.ID + "/" + f.ID})
	}
	return parts.Cell{Part: out}
}

// beyondFile sends one file of a report to who may read the report; that it was read is
// on record like every look at a dossier.
func (l leader) beyondFile(w http.ResponseWriter, r *http.Request) error {
	who, err := l.Official(r, chair.Control, chair.Inspector)
	if err != nil {
		return err
	}
	x, err := l.Intake.Beyond(r.Context(), who, r.PathValue("home"), r.PathValue("report"))
	if err != nil {
		return err
	}
	if x.Dossier != "" {
		if err := l.Dossiers.NoteRead(r.Context(), who, dossier.Key{Home: x.Home, ID: x.Dossier}); err != nil {
			return err
		}
	}
	return trail.ServeOf(w, r, l.Hall, x.ID, "evidence")
}

// beyondPeriod is the year so far, or what was asked for.
func (l leader) beyondPeriod(r *http.Request) (v beyondView, since, until calendar.Date) {
	until = calendar.DateOf(l.Civil.Now())
	year, _, _ := until.Split()
	since = calendar.Make(year, 1, 1)
	q := page.Query(r)
	if q.Value("since-year") != "" {
		if d, ok := q.Date("since"); ok {
			since = d
		}
		if d, ok := q.Date("until"); ok {
			until = d
		}
	}
	v.Problems, v.Since, v.Until = q.Problems, boxes(since), boxes(until)
	return v, since, until
}

func boxes(d calendar.Date) [3]string {
	y, m, n := d.Split()
	return [3]string{strconv.Itoa(n), strconv.Itoa(int(m)), strconv.Itoa(y)}
}

// beyondCounts is the measure per office (PRI-2); an office opens its reports alone.
func (l leader) beyondCounts(r *http.Request, all []intake.Beyond) parts.Table {
	t := parts.Table{ID: "counts", Caption: "Số phản ánh theo cơ quan", Columns: []parts.Column{{Title: "Cơ quan", Wide: true}, {Title: "Phản ánh", Numeric: true}, {Title: "Gắn với hồ sơ", Numeric: true}, {Title: "Trước khi có hồ sơ", Numeric: true}},
		Empty: parts.Empty{Title: "Không có phản ánh nào trong kỳ"}}
	type count struct{ all, with int64 }
	by, sum := map[string]*count{}, count{}
	for _, x := range all {
		if by[x.Home] == nil {
			by[x.Home] = &count{}
		}
		by[x.Home].all++
		sum.all++
		if x.Dossier != "" {
			by[x.Home].with++
			sum.with++
		}
	}
	cells := func(name string, c count) []parts.Cell {
		return []parts.Cell{{Text: name}, {Text: page.Number(c.all)}, {Text: page.Number(c.with)}, {Text: page.Number(c.all - c.with)}}
	}
	for _, o := range l.Offices.Tree().All() {
		if c := by[o.ID]; c != nil {
			row := cells(l.Offices.Tree().Title(o.ID), *c)
			row[0].Href = beyondAt(r, "office", o.ID)
			t.Rows = append(t.Rows, parts.Row{Cells: row})
		}
	}
	if len(t.Rows) > 0 {
		t.Total = cells("Cộng", sum)
	}
	return t
}

// about is the dossier of a report, or the procedure when there was none yet.
func about(x intake.Beyond, open func(code string) string) parts.Cell {
	if x.Dossier == "" {
		return parts.Cell{Text: x.Procedure, Href: "/procedures/" + url.PathEscape(x.Procedure)}
	}
	return parts.Cell{Text: x.Code, Href: open(x.Code)}
}

// concerned names who the report is about: as the reporter wrote it, else who worked on the
// dossier.
func (l leader) concerned(x intake.Beyond) string {
	if x.Named != "" {
		return x.Named
	}
	if x.Dossier == "" {
		return "Chưa rõ"
	}
	var out []string
	for _, id := range x.Concerned {
		if o, ok := l.Offices.Official(id); ok {
			out = append(out, o.Name)
		}
	}
	return strings.Join(out, ", ")
}
