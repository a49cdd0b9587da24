package admin

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"motcua/almanac"
	"motcua/calendar"
	"motcua/clock"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

var aboveCalendar = []page.Link{{Text: "Lịch làm việc", Href: "/admin/calendar"}}

// calendar is the civil calendar as it is now, and every change of it.
func (a admin) calendar(w http.ResponseWriter, r *http.Request) error {
	if _, err := a.who(r); err != nil {
		return err
	}
	open, err := a.Almanac.Open(r.Context())
	if err != nil {
		return err
	}
	cal, today := a.Calendar(), calendar.DateOf(a.Civil.Now())
	_, known := cal.Known()
	v := showView{Frame: a.frame(r, "Lịch làm việc"), Title: "Lịch làm việc", Caption: "Bản " + cal.Revision, Acts: []parts.Button{{Text: "Đổi lịch", Href: "/admin/calendar/new"}}}
	if known < today.Year()+1 {
		v.Note = &parts.Note{Kind: parts.Soon, Title: "Lịch năm " + strconv.Itoa(known+1) + " còn tạm tính", Text: "Khi có thông báo của Thủ tướng, nhập các ngày nghỉ và công bố năm đó; mọi ngày hẹn rơi vào năm này đang được đánh dấu tạm tính."}
	}
	waiting := parts.Table{Caption: "Đang chờ", CaptionHidden: true, Columns: []parts.Column{{Title: "Lần đổi", Wide: true}, {Title: "Phạm vi"}, {Title: "Tình trạng"}},
		Empty: parts.Empty{Title: "Không có lần đổi lịch nào đang chờ", Why: "Lần đổi đã lập mà chưa xác nhận hiện ở đây."}}
	for _, d := range open {
		waiting.Rows = append(waiting.Rows, parts.Row{Cells: []parts.Cell{{Text: d.Reason, Sub: d.Decision, Href: "/admin/calendar/" + d.ID}, {Text: a.scope(d.Scope)}, {Text: states[d.State]}}})
	}
	past := parts.Table{Caption: "Các lần đổi", CaptionHidden: true, Columns: []parts.Column{{Title: "Lần", Numeric: true}, {Title: "Lý do", Wide: true}, {Title: "Phạm vi"}, {Title: "Từ ngày"}, {Title: "Người đổi"}},
		Empty: parts.Empty{Title: "Lịch đang đúng như bản kèm chương trình", Why: "Mỗi lần đổi được ghi lại kèm lý do, căn cứ và hồ sơ bị ảnh hưởng."}}
	all := a.Almanac.Revisions()
	for i := len(all) - 1; i >= 0; i-- {
		x := all[i]
		by, _ := a.Offices.Official(x.Author)
		past.Rows = append(past.Rows, parts.Row{Cells: []parts.Cell{{Text: strconv.FormatInt(x.N, 10)}, {Text: x.Reason, Sub: x.Decision, Href: "/admin/calendar/" + x.ID}, {Text: a.scope(x.Scope)}, {Text: short(x.First)},
			{Text: by.Name, Sub: page.ShortDateTime(x.Made.Time())}}})
	}
	v.Sections = []section{{"Đang chờ", []templ.Component{waiting}}, {"Các lần đổi", []templ.Component{past}},
		{"Ngày khác nếp của tuần", []templ.Component{notable(cal, today)}}, {"Giờ làm việc chung", []templ.Component{lines(strings.Join(cal.Pattern(today), "\n"))}}}
	page.Render(w, r, http.StatusOK, showPage(v))
	return nil
}

var states = map[almanac.State]string{almanac.Looking: "Đang xem trước", almanac.Ready: "Chờ xác nhận", almanac.Applying: "Đang lập danh sách rà soát", almanac.Applied: "Đã áp dụng", almanac.Dropped: "Đã bỏ"}

func (a admin) scope(id string) string {
	if id == "" {
		return "Toàn Thành phố"
	}
	return a.Offices.Tree().Title(id)
}

// notable lists the days from now to the end of next year that are not as the week has
// them.
func notable(cal *calendar.Table, today calendar.Date) parts.Table {
	t := parts.Table{Caption: "Ngày khác nếp của tuần", CaptionHidden: true, Columns: []parts.Column{{Title: "Ngày"}, {Title: "Loại"}, {Title: "Lý do", Wide: true}, {Title: "Giờ"}}}
	for _, d := range cal.Notable(today, calendar.Make(today.Year()+1, 12, 31)) {
		var hours []string
		for _, s := range d.Hours {
			hours = append(hours, s.String())
		}
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: d.Date.Vietnamese()}, {Text: d.Kind.Vietnamese()}, {Text: d.Reason()}, {Text: strings.Join(hours, " ")}}})
	}
	return t
}

func (a admin) askChange(w http.ResponseWriter, r *http.Request) error {
	if _, err := a.who(r); err != nil {
		return err
	}
	return a.showChange(w, r, nil)
}

func (a admin) showChange(w http.ResponseWriter, r *http.Request, f *page.Form) error {
	x, only := from{f}, page.Query(r).Text("office", 100)
	if f != nil {
		only = f.Value("office")
	}
	kinds := []parts.Option{{Value: "", Label: "Chọn loại thay đổi"}}
	for _, k := range almanac.Kinds {
		kinds = append(kinds, parts.Option{Value: k.Value, Label: k.Label})
	}
	week := []parts.Option{{Value: "T2-T6", Label: "Thứ Hai đến thứ Sáu"}}
	for _, d := range []string{"T2", "T3", "T4", "T5", "T6", "T7", "CN"} {
		week = append(week, parts.Option{Value: d, Label: strings.Replace(strings.Replace(d, "CN", "Chủ nhật", 1), "T", "Thứ ", 1)})
	}
	v := formView{Frame: a.frame(r, "Đổi lịch làm việc", aboveCalendar...), Title: "Đổi lịch làm việc", Caption: a.scope(only), Action: "/admin/calendar/new", Do: "Xem trước", Back: "/admin/calendar",
		Lead: "Ngày đã hẹn với người dân không dời. Trang sau cho biết hồ sơ nào sẽ có ngày khác; chưa có gì thay đổi cho đến khi xác nhận."}
	v.Fields = []templ.Component{parts.Hidden{Name: "office", Value: only}, x.choice("kind", "Loại thay đổi", "", "", kinds), x.date("day", "Ngày thay đổi, hoặc ngày bắt đầu áp dụng giờ mới", "Ví dụ 07 6 2019", ""),
		x.date("worked", "Ngày làm bù", "Chỉ khi hoán đổi", ""), x.choice("week", "Thứ", "Chỉ khi đổi giờ hằng tuần", "T2-T6", week),
		x.input("hours", "Giờ", "Chỉ khi đổi giờ hoặc làm một phần ngày; ví dụ 07:30-11:30 13:00-17:00, ghi - khi nghỉ", ""), x.input("name", "Tên ngày", "In trong cách tính ngày hẹn, ví dụ Quốc khánh", ""),
		parts.Checkboxes{Name: "holiday", Legend: "Ngày nghỉ theo luật", Values: checked(x, "holiday"), Options: []parts.Option{{Value: "yes", Label: "Đây là ngày nghỉ lễ, Tết theo thông báo của Thủ tướng"}}, Small: true},
		parts.Textarea{Name: "text", Label: "Nhiều thay đổi cùng lúc", Hint: "Mỗi dòng một việc, như trong tệp lịch: off 2027-02-08 holiday Tết Nguyên đán", Value: x.value("text", ""), Error: x.at("lines"), Rows: 4, Optional: true},
		x.input("decision", "Số và ngày của thông báo hoặc quyết định", "", ""), x.input("reason", "Lý do", "Mọi cơ quan có hồ sơ bị ảnh hưởng sẽ đọc câu này", "")}
	return a.ask(w, r, v, f)
}

func checked(x from, name string) []string {
	if x.value(name, "") == "" {
		return nil
	}
	return []string{"yes"}
}

// quick is how many steps of the count are taken while the administrator waits; the
// rest goes on behind and the page says how far it is.
const quick = 5

func (a admin) change(w http.ResponseWriter, r *http.Request) error {
	who, err := a.who(r)
	if err != nil {
		return err
	}
	id := ""
	return a.took(w, r, func(f *page.Form) error {
		p := almanac.Plain{Kind: f.Value("kind"), From: f.Text("week", 10), Hours: f.Text("hours", 100), Name: f.Text("name", 100), Holiday: f.Bool("holiday"), Text: f.Lines("text", 10000), OfOffice: f.Value("office") != ""}
		if p.Kind == "" && p.Text != "" {
			p.Kind = "text"
		}
		p.Day, _ = f.Date("day")
		p.Worked, _ = f.Date("worked")
		c := almanac.Change{Scope: f.Text("office", 100), Decision: f.Text("decision", 200), Reason: f.Text("reason", 300)}
		if f.Problems.Any() {
			return nil
		}
		var err error
		if c.Lines, err = p.Lines(); err != nil {
			return err
		}
		d, err := a.Almanac.Draft(r.Context(), who, c)
		if err != nil {
			return err
		}
		id = d.ID
		return a.steps(r, id)
	}, func(f *page.Form) error { return a.showChange(w, r, f) }, func() { http.Redirect(w, r, "/admin/calendar/"+id, http.StatusSeeOther) })
}

func (a admin) steps(r *http.Request, id string) error {
	for range quick {
		d, err := a.Almanac.Step(r.Context(), id)
		if err != nil || !d.Running() {
			return err
		}
	}
	return nil
}

const pageRows = 50

// preview shows what a change moves or has moved, and how far the count is.
func (a admin) preview(w http.ResponseWriter, r *http.Request) error {
	if _, err := a.who(r); err != nil {
		return err
	}
	d, err := a.Almanac.One(r.Context(), r.PathValue("change"))
	if err != nil {
		return err
	}
	by, _ := a.Offices.Official(d.Author)
	v := showView{Frame: a.frame(r, "Đổi lịch làm việc", aboveCalendar...), Title: d.Reason, Caption: states[d.State]}
	facts := []parts.Fact{{Key: "Căn cứ", Value: d.Decision}, {Key: "Phạm vi", Value: a.scope(d.Scope)}, {Key: "Người lập", Value: by.Name, More: []string{page.DateTime(d.Made.Time())}},
		{Key: "Hồ sơ đang giải quyết đã xem", Value: page.Number(d.Scanned) + " trong " + page.Number(max(d.Total, d.Scanned))}, {Key: "Hồ sơ có ngày khác", Value: page.Number(d.Moved)},
		{Key: "Hạn giữa các cơ quan tính lại", Value: page.Number(d.Limits)}}
	at := "/admin/calendar/" + d.ID
	first := section{"Thay đổi", []templ.Component{lines(d.Lines), parts.Summary{Facts: facts}}}
	switch d.State {
	case almanac.Ready:
		v.Note = &parts.Note{Kind: parts.Soon, Title: "Chưa có gì thay đổi", Text: "Xác nhận thì mọi hồ sơ nhận từ lúc đó dùng lịch mới. Ngày đã hẹn giữ nguyên; người đứng đầu từng cơ quan rà soát các hồ sơ dưới đây. Hạn trả lời ý kiến và hạn phần việc giữa các cơ quan chuyển theo lịch mới, cơ quan được báo."}
		first.Parts = append(first.Parts, press(at+"/confirm", "Xác nhận đổi lịch", parts.Danger), press(at+"/drop", "Bỏ lần đổi này", parts.Outlined))
	case almanac.Looking, almanac.Applying:
		v.Frame.Refresh = 2
		v.Note = &parts.Note{Kind: parts.Paused, Title: "Đang tính lại từng hồ sơ đang giải quyết", Text: "Trang tự mở lại sau mỗi 2 giây. Có thể rời trang: việc vẫn chạy, mở lại từ Lịch làm việc."}
		first.Parts = append(first.Parts, bar(strconv.FormatInt(d.Progress(), 10)))
	}
	rows, offices, err := a.effect(r, d.ID)
	if err != nil {
		return err
	}
	moves, err := a.limits(r, d.ID)
	if err != nil {
		return err
	}
	v.Sections = append([]section{first}, offices, rows, moves)
	page.Render(w, r, http.StatusOK, showPage(v))
	return nil
}

// effect are the dossiers a change moves, by office and one by one.
func (a admin) effect(r *http.Request, id string) (list, sums section, err error) {
	by, err := a.Almanac.ByOffice(r.Context(), id)
	if err != nil {
		return list, sums, err
	}
	t := parts.Table{Caption: "Theo cơ quan", CaptionHidden: true, Columns: []parts.Column{{Title: "Cơ quan", Wide: true}, {Title: "Hồ sơ có ngày khác", Numeric: true}, {Title: "Chờ người đứng đầu", Numeric: true}},
		Empty: parts.Empty{Title: "Không hồ sơ đang giải quyết nào có ngày khác", Why: "Thay đổi này không làm ngày nào đã hẹn khác với ngày tính lại."}}
	for _, x := range by {
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: a.Offices.Tree().Title(x.Office)}, {Text: page.Number(x.Moved)}, {Text: page.Number(x.Waiting)}}})
	}
	mark := almanac.ParseMark(page.Query(r).Value("after"))
	rows, err := a.Almanac.Affected(r.Context(), id, mark, pageRows+1)
	if err != nil {
		return list, sums, err
	}
	u := parts.Table{ID: "moved", Caption: "Từng hồ sơ", CaptionHidden: true, Columns: []parts.Column{{Title: "Mã hồ sơ", Code: true}, {Title: "Cơ quan"}, {Title: "Đã hẹn với người nộp"}, {Title: "Ngày theo quy định"}, {Title: "Tính theo lịch mới"}, {Title: "Tình trạng"}},
		Empty: parts.Empty{Title: "Không có hồ sơ nào"}}
	next := parts.Pagination{}
	for i, x := range rows {
		if i == pageRows {
			next.Next = "/admin/calendar/" + id + "?after=" + almanac.Mark{Due: clock.Instant(rows[i-1].DueAt), ID: rows[i-1].Dossier}.Text()
			break
		}
		u.Rows = append(u.Rows, parts.Row{Cells: []parts.Cell{{Text: x.Code}, {Text: a.Offices.Tree().Title(x.Office)}, when(x.PromisedAt), when(x.DueAt), when(x.WouldAt), {Text: almanac.StateWords(x)}}})
	}
	return section{"Từng hồ sơ", []templ.Component{u, next}}, section{"Theo cơ quan", []templ.Component{t}}, nil
}

// limits are what offices owe each other and a change moves.
func (a admin) limits(r *http.Request, id string) (section, error) {
	f := page.Query(r)
	was, _ := strconv.ParseInt(f.Text("was", 20), 10, 64)
	rows, err := a.Almanac.Limits(r.Context(), id, almanac.LimitMark{Was: clock.Instant(was), ID: f.Text("limit-of", 64), What: f.Text("what", 20)}, pageRows+1)
	if err != nil {
		return section{}, err
	}
	t := parts.Table{ID: "limits", Caption: "Hạn giữa các cơ quan", CaptionHidden: true, Columns: []parts.Column{{Title: "Mã hồ sơ", Code: true}, {Title: "Hạn"}, {Title: "Cơ quan", Wide: true}, {Title: "Trước"}, {Title: "Theo lịch mới"}, {Title: "Tình trạng"}},
		Empty: parts.Empty{Title: "Không có hạn nào giữa các cơ quan phải tính lại"}}
	next := parts.Pagination{}
	for i, x := range rows {
		if i == pageRows {
			last := rows[i-1]
			next.Next = "/admin/calendar/" + id + "?" + url.Values{"was": {strconv.FormatInt(last.WasAt, 10)}, "limit-of": {last.Dossier}, "what": {last.What}}.Encode()
			break
		}
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: x.Code}, {Text: trail.LimitWords(x.What)}, {Text: a.Offices.Tree().Title(x.Office)}, when(x.WasAt), when(x.NowAt), {Text: limitStates[x.State]}}})
	}
	return section{"Hạn giữa các cơ quan", []templ.Component{t, next}}, nil
}

var limitStates = map[string]string{"preview": "Xem trước", "applied": "Đã tính lại, đã báo cơ quan", "passed": "Không còn phải tính lại"}

func when(us int64) parts.Cell { return parts.Cell{Text: page.ShortDateTime(clock.FromMicros(us))} }

func (a admin) confirm(w http.ResponseWriter, r *http.Request) error {
	who, err := a.who(r)
	if err != nil {
		return err
	}
	x, err := a.Almanac.Confirm(r.Context(), who, r.PathValue("change"))
	if err != nil {
		return err
	}
	if err := a.steps(r, x.ID); err != nil {
		return err
	}
	a.back(w, r, "/admin/calendar/"+x.ID, "Lịch đã đổi. Hồ sơ nhận từ bây giờ dùng lịch mới; ngày đã hẹn giữ nguyên.")
	return nil
}

func (a admin) drop(w http.ResponseWriter, r *http.Request) error {
	who, err := a.who(r)
	if err != nil {
		return err
	}
	if err := a.Almanac.Drop(r.Context(), who, r.PathValue("change")); err != nil {
		return err
	}
	a.back(w, r, "/admin/calendar", "Đã bỏ lần đổi lịch.")
	return nil
}
