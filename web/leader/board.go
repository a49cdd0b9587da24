package leader

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/refusal"
	"motcua/report"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

type boardView struct {
	Frame    page.Frame
	Problems page.Problems
	Office   string
	Offices  []parts.Option
	From, To string
	Title    string
	AsOf     string
	Law      string // the profile of the last day counted
	Guide    bool   // it is the reader's first page
	Groups   []boardGroup
	Charts   []parts.Chart
}

type boardGroup struct {
	Title string
	Board parts.Board
}

// groups lay the figures out as a leader reads them: what is open now, what happened,
// what was apologised for.
var groups = []struct {
	Title string
	Names []string
}{
	{"Lúc này", []string{"open", "open_in_time", "open_waiting", "open_late", "open_no_letter"}},
	{"Trong kỳ", []string{"received", "received_counter", "received_online", "received_post", "settled", "early", "on_time", "late", "in_time", "in_time_received"}},
	{"Thư xin lỗi và lỡ hẹn", []string{"apologised", "false_alarm", "no_letter", "missed", "escalated"}},
	{"Kết thúc khác", []string{"supplement", "refused", "withdrawn", "stopped", "returned"}},
}

// bad are the figures that must be nought.
var bad = map[string]bool{"open_late": true, "open_no_letter": true, "late": true, "no_letter": true, "missed": true, "escalated": true}

func (l leader) board(w http.ResponseWriter, r *http.Request) error {
	who, err := l.Official(r, chair.Head, chair.Deputy, chair.OneStopHead, chair.Control, chair.Inspector)
	if err != nil {
		return err
	}
	q := page.Query(r)
	s, err := l.ScopeOf(who, q.Text("office", 100))
	if err != nil {
		return err
	}
	s.Filter.From, s.Filter.To = l.thisPeriod()
	s.Filter.Now = clock.At(l.Civil.Now())
	if day, ok := q.Date("from"); ok {
		s.Filter.From = day
	}
	if day, ok := q.Date("to"); ok {
		s.Filter.To = day
	}
	v := boardView{Frame: l.Framed(r, who, "Bảng số liệu"), Office: s.Office, Offices: l.Options(who), From: s.Filter.From.Slashed(), To: s.Filter.To.Slashed(),
		Title: l.Offices.Tree().Title(s.Office), AsOf: page.DateTime(l.Civil.Now())}
	v.Frame.Wide, v.Problems, v.Guide = true, q.Problems, who.Role == chair.Control
	if law, ok := s.Filter.Law(); ok {
		v.Law = law.Name + " (" + law.Span() + ")"
	}
	b, err := l.reports.Board(r.Context(), s.Filter)
	if err == nil {
		v.Groups = drawn(b, s)
		v.Charts, err = l.charts(r, b, s)
	}
	status := http.StatusOK
	if err != nil && v.Problems.Refused(err) {
		err, status = nil, http.StatusUnprocessableEntity
	}
	if err != nil {
		return err
	}
	page.Render(w, r, status, boardPage(v))
	return nil
}

// thisPeriod is the reporting period that today lies in, up to today: quarters of
// the reports run from the 15th to the 14th.
func (l leader) thisPeriod() (from, to calendar.Date) {
	today := calendar.DateOf(l.Civil.Now())
	return report.QuarterAt(today).From, today
}

func period(f report.Filter) string { return f.From.Slashed() + " – " + f.To.Slashed() }

func drawn(b report.Board, s chair.Scope) []boardGroup {
	var out []boardGroup
	for _, g := range groups {
		one := boardGroup{Title: g.Title, Board: parts.Board{Label: g.Title}}
		for _, name := range g.Names {
			one.Board.Numbers = append(one.Board.Numbers, drawnNumber(b.Number(name), s))
		}
		out = append(out, one)
	}
	return out
}

func drawnNumber(n report.Number, s chair.Scope) parts.Number {
	x := parts.Number{Label: n.Label, Value: page.Number(n.N), Href: listHref(n.Name, s)}
	if n.Share {
		x.Value, x.Numerator, x.Denominator = page.Percent(n.N, n.Of), page.Number(n.N)+" "+n.Numerator, page.Number(n.Of)+" "+n.Denominator
		if n.Of == 0 {
			x.Value = "–"
		}
	}
	if n.Current {
		x.AsOf = page.ShortDateTime(s.Filter.Now.Time())
	} else {
		x.Period = period(s.Filter)
	}
	if bad[n.Name] && n.N > 0 {
		x.Kind = parts.Late
	}
	return x
}

func listHref(list string, s chair.Scope) string {
	v := s.Filter.Link(list)
	v.Del("list")
	v.Set("office", s.Office)
	return "/leader/board/" + list + "?" + v.Encode()
}

// bars is how many offices a chart shows; the table of the others is one click down.
const bars = 15

// charts draw how what was settled stands to its dates, and which office below has
// most that is late.
func (l leader) charts(r *http.Request, b report.Board, s chair.Scope) ([]parts.Chart, error) {
	out := []parts.Chart{{ID: "settled", Title: "Kết quả giải quyết trong kỳ", Unit: "hồ sơ", Head: "So với ngày hẹn", Note: period(s.Filter), Bars: []parts.Bar{
		classBar(b, s, "early", parts.Good), classBar(b, s, "on_time", parts.Calm), classBar(b, s, "late", parts.Late)}}}
	boards, err := l.reports.Boards(r.Context(), s.Filter)
	if err != nil {
		return nil, err
	}
	tree, day := l.Offices.Tree(), l.Today()
	children := tree.Children(s.Office, day)
	if len(children) == 0 {
		return out, nil
	}
	lateOf := map[string]int64{}
	for _, x := range boards {
		lateOf[x.Filter.Offices[0]] = x.Number("open_late").N
	}
	c := parts.Chart{ID: "late", Title: "Đang quá hạn theo đơn vị", Unit: "hồ sơ", Head: "Đơn vị", Note: "tính đến " + page.ShortDateTime(s.Filter.Now.Time()), Empty: "Không đơn vị nào có hồ sơ quá hạn."}
	for _, child := range children {
		var n int64
		for _, id := range tree.Scope(child.ID, day) {
			n += lateOf[id]
		}
		if n > 0 {
			at := s
			at.Office = child.ID
			c.Bars = append(c.Bars, parts.Bar{Label: tree.Title(child.ID), Value: n, Href: listHref("open_late", at), Kind: parts.Late})
		}
	}
	slices.SortStableFunc(c.Bars, func(a, b parts.Bar) int { return cmp.Compare(b.Value, a.Value) })
	c.Bars = c.Bars[:min(bars, len(c.Bars))]
	return append(out, c), nil
}

func classBar(b report.Board, s chair.Scope, name string, k parts.Kind) parts.Bar {
	n := b.Number(name)
	return parts.Bar{Label: n.Label, Value: n.N, Href: listHref(name, s), Kind: k}
}

type boardListView struct {
	Frame page.Frame
	Title string
	Sub   string
	Table parts.Table
	Pages parts.Pagination
}

// boardList opens what a figure counts, for the days and the moment of the board.
func (l leader) boardList(w http.ResponseWriter, r *http.Request) error {
	who, err := l.Official(r, chair.Head, chair.Deputy, chair.OneStopHead, chair.Control, chair.Inspector)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	s, err := l.ScopeOf(who, q.Get("office"))
	if err != nil {
		return err
	}
	if q.Get("from") == "" && q.Get("to") == "" {
		from, to := l.thisPeriod()
		q.Set("from", from.String())
		q.Set("to", to.String())
	}
	offices := s.Filter.Offices
	if _, s.Filter, err = report.ParseLink(q, clock.At(l.Civil.Now())); err != nil {
		return err
	}
	s.Filter.Offices = offices
	name := r.PathValue("list")
	p, err := l.reports.List(r.Context(), name, s.Filter, report.ParseMark(q.Get("after")), chair.PerPage)
	if err != nil {
		return err
	}
	b, err := l.reports.Board(r.Context(), s.Filter)
	if err != nil {
		return err
	}
	n := b.Number(name)
	if n.Name == "" {
		return refusal.Missing("Không tìm thấy danh sách này.")
	}
	v := boardListView{Frame: l.Framed(r, who, n.Label), Title: n.Label + ": " + page.Number(n.N), Sub: l.Offices.Tree().Title(s.Office) + " · " + when(n, s.Filter)}
	v.Frame.Wide, v.Frame.Trail = true, []page.Link{{Text: "Bảng số liệu", Href: boardHref(s)}}
	if v.Table, err = l.boardTable(r, who, p.Lines); err != nil {
		return err
	}
	v.Pages = parts.Pagination{Note: strconv.Itoa(len(p.Lines)) + " dòng trên trang này, trong tổng số " + page.Number(n.N)}
	if q.Get("after") != "" {
		v.Pages.First = listHref(name, s)
	}
	if p.Next != nil {
		v.Pages.Next = listHref(name, s) + "&" + url.Values{"after": {p.Next.Text()}}.Encode()
	}
	page.Render(w, r, http.StatusOK, boardListPage(v))
	return nil
}

func when(n report.Number, f report.Filter) string {
	if n.Current {
		return "tính đến " + page.DateTime(f.Now.Time())
	}
	return period(f)
}

func boardHref(s chair.Scope) string {
	return "/leader/board?" + url.Values{"office": {s.Office}, "from": {s.Filter.From.String()}, "to": {s.Filter.To.String()}}.Encode()
}

func (l leader) boardTable(r *http.Request, who access.Who, lines []dossier.Line) (parts.Table, error) {
	t := parts.Table{ID: "rows", Caption: "Hồ sơ", CaptionHidden: true, Keys: true, Empty: parts.Empty{Title: "Không có hồ sơ nào", Why: "Số này bằng không trong kỳ và phạm vi đang xem."},
		Columns: []parts.Column{{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Cơ quan giải quyết", Minor: true}, {Title: "Trạng thái"}, {Title: "Hẹn trả"}, {Title: "Giờ làm việc"}}}
	names, err := trail.Names(r.Context(), l.Hall, lines)
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
		due := parts.Cell{}
		if x.DueAt > 0 {
			due.Text = page.ShortDateTime(clock.FromMicros(x.DueAt))
		}
		t.Rows = append(t.Rows, parts.Row{Href: code.Href, Late: trail.LineLate(l.Hall, x), Cells: []parts.Cell{code, {Text: x.ProcedureName, Sub: name},
			{Text: l.Offices.Tree().Title(x.Competent)}, {Part: trail.LineState(x)}, due, l.timeCell(x)}})
	}
	return t, nil
}
