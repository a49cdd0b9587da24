package publish

import (
	"net/http"
	"strconv"

	"motcua/calendar"
	"motcua/publication"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type lateView struct {
	Frame    page.Frame
	Problems page.Problems
	From, To string
	Offices  parts.Table
	Files    parts.Table
}

// late counts the decisions issued after their latest day, by department, with the
// decisions behind each number (KS-5).
func (p pages) late(w http.ResponseWriter, r *http.Request) error {
	who, err := p.Who(r)
	if err != nil {
		return err
	}
	q := page.Query(r)
	v := lateView{Frame: p.Framed(r, "Công bố chậm", up)}
	from, to := p.today().Year(), p.today()
	first, _ := calendar.ParseDate(strconv.Itoa(from) + "-01-01")
	if d, ok := q.Date("from"); ok {
		first = d
	}
	if d, ok := q.Date("to"); ok {
		to = d
	}
	v.Problems, v.From, v.To = q.Problems, first.String(), to.String()
	files, err := p.Publications.IssuedIn(r.Context(), who, v.From, v.To)
	if err != nil {
		return err
	}
	v.Offices, v.Files = p.lateTables(files)
	page.Render(w, r, http.StatusOK, latePage(v))
	return nil
}

func (p pages) lateTables(files []publication.File) (offices, list parts.Table) {
	empty := parts.Empty{Title: "Không có quyết định nào trong kỳ", Why: "Bảng đếm các quyết định đã cấp số, ban hành trong khoảng ngày đã chọn."}
	offices = parts.Table{ID: "late-offices", Caption: "Theo đơn vị soạn", Empty: empty, Columns: []parts.Column{{Title: "Đơn vị soạn", Wide: true}, {Title: "Quyết định", Numeric: true}, {Title: "Trong đó chậm", Numeric: true}, {Title: "Tỷ lệ chậm", Numeric: true}}}
	list = parts.Table{ID: "late-files", Caption: "Các quyết định ban hành chậm", Empty: parts.Empty{Title: "Không có quyết định nào ban hành chậm trong kỳ"},
		Columns: []parts.Column{{Title: "Quyết định", Wide: true}, {Title: "Đơn vị soạn", Minor: true}, {Title: "Hạn ban hành"}, {Title: "Ban hành"}, {Title: "Chậm (ngày)", Numeric: true}}}
	type count struct{ all, late int64 }
	by := map[string]count{}
	var order []string
	var sum count
	for _, f := range files {
		c, seen := by[f.Office]
		if !seen {
			order = append(order, f.Office)
		}
		c.all++
		sum.all++
		if f.Late > 0 {
			c.late++
			sum.late++
			list.Rows = append(list.Rows, parts.Row{Late: true, Cells: []parts.Cell{{Text: f.DecisionNumber(), Href: pathOf(f), Sub: f.Title}, {Text: p.Offices.Tree().Title(f.Office)}, {Text: page.CivilDate(f.Latest.Day)},
				{Text: page.ShortDate(f.Decided())}, {Text: strconv.Itoa(f.Late)}}})
		}
		by[f.Office] = c
	}
	for _, id := range order {
		c := by[id]
		offices.Rows = append(offices.Rows, parts.Row{Cells: []parts.Cell{{Text: p.Offices.Tree().Title(id)}, {Text: page.Number(c.all)}, {Text: page.Number(c.late)}, {Text: page.Percent(c.late, c.all)}}})
	}
	if len(order) > 0 {
		offices.Total = []parts.Cell{{Text: "Cộng"}, {Text: page.Number(sum.all)}, {Text: page.Number(sum.late)}, {Text: page.Percent(sum.late, sum.all)}}
	}
	return offices, list
}
