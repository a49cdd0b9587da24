package leader

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"motcua/access"
	"motcua/analysis"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// heldView is how long each office had dossiers in a period: delay between offices,
// measured (directive 2.8, law.md 12.8).
type heldView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Sub      string
	Action   string // of the filter; "" on the list behind a figure
	From, To string
	Table    parts.Table
	Pages    parts.Pagination
}

// days of the page: the filter's, or the reporting period up to today.
func (l leader) days(r *http.Request) (q *page.Form, from, to calendar.Date) {
	q = page.Query(r)
	from, to = l.thisPeriod()
	if day, ok := q.Date("from"); ok {
		from = day
	}
	if day, ok := q.Date("to"); ok {
		to = day
	}
	if to < from {
		q.Problems.Add("to", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
	}
	return q, from, to
}

func (l leader) held(w http.ResponseWriter, r *http.Request) error {
	who, err := l.Official(r, chair.Head, chair.Deputy, chair.OneStopHead, chair.Control, chair.Inspector)
	if err != nil {
		return err
	}
	s, err := l.ScopeOf(who, "")
	if err != nil {
		return err
	}
	q, from, to := l.days(r)
	v := heldView{Frame: l.Framed(r, who, "Thời gian từng cơ quan giữ hồ sơ"), Problems: q.Problems, Title: "Thời gian từng cơ quan giữ hồ sơ", Action: "/leader/held",
		From: from.Slashed(), To: to.Slashed(), Sub: "Các lượt giữ hồ sơ kết thúc trong kỳ, tính bằng giờ làm việc; mỗi số mở danh sách các lượt được cộng."}
	v.Frame.Wide, v.Frame.Trail = true, []page.Link{{Text: "Bảng số liệu", Href: "/leader/board"}}
	status := http.StatusOK
	if v.Problems.Any() {
		v.Frame.Failed, status = true, http.StatusUnprocessableEntity
	}
	v.Table = parts.Table{ID: "held", Caption: v.Title, CaptionHidden: true, Keys: true, Columns: []parts.Column{{Title: "Cơ quan", Wide: true}, {Title: "Hồ sơ", Numeric: true},
		{Title: "Tổng thời gian", Numeric: true}, {Title: "Bình quân một hồ sơ", Numeric: true}, {Title: "Của hồ sơ cơ quan khác chủ trì", Numeric: true, Minor: true}, {Title: "Quá hạn phần việc", Numeric: true}},
		Empty: parts.Empty{Title: "Chưa có lượt giữ hồ sơ nào kết thúc", Why: "Chọn kỳ khác, hoặc chờ đến khi có hồ sơ được chuyển tiếp hay giải quyết xong."}}
	sums, err := l.times.Held(r.Context(), s.Filter.Offices, clock.At(from.At(0)), clock.At((to + 1).At(0)))
	if err != nil {
		return err
	}
	slices.SortStableFunc(sums, func(a, b analysis.Held) int {
		return cmp.Or(cmp.Compare(b.Over, a.Over), cmp.Compare(b.Minutes, a.Minutes))
	})
	days := url.Values{"from": {from.String()}, "to": {to.String()}}
	sums, v.Pages = parts.Paged(sums, func(x analysis.Held) string { return x.Office }, q.Text("after", 100), "cơ quan", func(after string) string {
		days.Set("after", after)
		return "/leader/held?" + days.Encode()
	})
	for _, x := range sums {
		over := parts.Cell{Text: "0"}
		if x.Over > 0 {
			over = parts.Cell{Part: parts.Tag{Kind: parts.Late, Text: trail.Span(x.Over)}}
		}
		href := "/leader/held/spans?" + url.Values{"office": {x.Office}, "from": {from.String()}, "to": {to.String()}}.Encode()
		v.Table.Rows = append(v.Table.Rows, parts.Row{Late: x.Over > 0, Cells: []parts.Cell{{Text: l.Offices.Tree().Title(x.Office), Href: href}, {Text: page.Number(x.Dossiers)},
			{Text: trail.Span(x.Minutes), Sub: page.Number(x.Minutes) + " phút"}, {Text: trail.Span(x.Minutes / max(1, x.Dossiers))}, {Text: trail.Span(x.ForOthers)}, over}})
	}
	page.Render(w, r, status, heldPage(v))
	return nil
}

// heldSteps are the steps of the account in words.
var heldSteps = map[string]string{"receive": "Tại bộ phận một cửa", "examine": "Thẩm định", "consult": "Lấy ý kiến", "propose": "Dự thảo, trình", "sign": "Chờ ký", "decided": "Đã duyệt, chờ ký", "return": "Chuyển, trả kết quả"}

func (l leader) heldList(w http.ResponseWriter, r *http.Request) error {
	who, err := l.Official(r, chair.Head, chair.Deputy, chair.OneStopHead, chair.Control, chair.Inspector)
	if err != nil {
		return err
	}
	s, err := l.ScopeOf(who, page.Query(r).Text("office", 100))
	if err != nil {
		return err
	}
	q, from, to := l.days(r)
	var after analysis.Mark
	if at := q.Text("after", 100); at != "" {
		_, _ = fmt.Sscanf(at, "%d.%d.%s", &after.At, &after.N, &after.ID) // what cannot be read is the beginning
	}
	lines, next, err := l.times.Lines(r.Context(), s.Office, clock.At(from.At(0)), clock.At((to + 1).At(0)), after, chair.PerPage)
	if err != nil {
		return err
	}
	title := l.Offices.Tree().Title(s.Office)
	v := heldView{Frame: l.Framed(r, who, title), Problems: q.Problems, Title: title, Sub: "Các lượt giữ hồ sơ kết thúc từ " + from.Slashed() + " đến " + to.Slashed()}
	days := url.Values{"office": {s.Office}, "from": {from.String()}, "to": {to.String()}}
	v.Frame.Wide, v.Frame.Trail = true, []page.Link{{Text: "Thời gian từng cơ quan giữ hồ sơ", Href: "/leader/held?" + days.Encode()}}
	if after.At != 0 || after.ID != "" {
		v.Pages.First = "/leader/held/spans?" + days.Encode()
	}
	if next != nil {
		days.Set("after", fmt.Sprintf("%d.%d.%s", next.At, next.N, next.ID))
		v.Pages.Next = "/leader/held/spans?" + days.Encode()
	}
	if v.Table, err = l.heldRows(r, who, lines); err != nil {
		return err
	}
	page.Render(w, r, http.StatusOK, heldPage(v))
	return nil
}

func (l leader) heldRows(r *http.Request, who access.Who, lines []analysis.HeldLine) (parts.Table, error) {
	t := parts.Table{ID: "rows", Caption: "Lượt giữ hồ sơ", CaptionHidden: true, Keys: true, Empty: parts.Empty{Title: "Không có lượt nào", Why: "Không lượt giữ hồ sơ nào kết thúc trong kỳ đang xem."},
		Columns: []parts.Column{{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Bước"}, {Title: "Từ", Minor: true}, {Title: "Đến", Minor: true}, {Title: "Thời gian", Numeric: true}, {Title: "Quá hạn phần việc", Numeric: true}}}
	flat := make([]dossier.Line, len(lines))
	for i, x := range lines {
		flat[i] = x.Line
	}
	names, err := trail.Names(r.Context(), l.Hall, flat)
	if err != nil {
		return t, err
	}
	open := chair.PathOf
	if who.Role == chair.Inspector {
		open = func(code string) string { return "/inspector/dossiers/" + code }
	}
	sees := access.ScopeOf(who, access.KindDossier)
	for _, x := range lines {
		code, name := parts.Cell{Text: x.Code}, ""
		if sees.Holds(access.Subject{Home: x.Home, Receiving: x.Receiving, Competent: x.Competent, Holder: x.Holder}) {
			code.Href, name = open(x.Code), names[x.ID] // who may count a dossier may not always read it
		}
		over := parts.Cell{Text: "0"}
		if x.Over > 0 {
			over = parts.Cell{Part: parts.Tag{Kind: parts.Late, Text: trail.Span(x.Over)}}
		}
		t.Rows = append(t.Rows, parts.Row{Href: code.Href, Late: x.Over > 0, Cells: []parts.Cell{code, {Text: x.ProcedureName, Sub: name}, {Text: heldSteps[x.HeldStep]},
			{Text: page.ShortDateTime(x.Since.Time())}, {Text: page.ShortDateTime(x.Until.Time())}, {Text: trail.Span(x.Minutes)}, over}})
	}
	return t, nil
}
