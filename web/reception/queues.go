package reception

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/law"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// rowsMost is what one page of a list shows; countMost is how far a tab counts.
const (
	rowsMost  = 50
	countMost = 200
)

// queue is one tab of the desk.
type queue struct {
	key, text, title string
	state            dossier.State
	empty            parts.Empty
}

var queues = []queue{
	{"filed", "Chờ kiểm tra", "Hồ sơ trực tuyến chờ kiểm tra, cũ nhất trước", dossier.Filed,
		parts.Empty{Title: "Không có hồ sơ trực tuyến chờ kiểm tra", Why: "Hồ sơ người dân nộp trực tuyến đến bộ phận này sẽ hiện ở đây, kèm hạn kiểm tra 08 giờ làm việc."}},
	{"received", "Chờ chuyển xử lý", "Hồ sơ đã tiếp nhận, chờ chuyển đến cơ quan giải quyết", dossier.Received,
		parts.Empty{Title: "Mọi hồ sơ đã được chuyển", Why: "Hồ sơ vừa tiếp nhận nằm ở đây cho đến khi được chuyển. Nhận sau 15 giờ thì chuyển vào đầu giờ ngày làm việc tiếp theo; hồ sơ trực tuyến được chuyển ngay qua hệ thống."}},
	{"supplement", "Chờ bổ sung", "Hồ sơ chờ người nộp bổ sung", dossier.Supplementing,
		parts.Empty{Title: "Không có hồ sơ chờ bổ sung", Why: "Hồ sơ đã gửi phiếu yêu cầu bổ sung hiện ở đây cho đến khi người nộp bổ sung đủ."}},
	{"obliged", "Chờ nghĩa vụ tài chính", "Hồ sơ chờ cơ quan thuế hoặc chờ người nộp nộp tiền", dossier.Obliged,
		parts.Empty{Title: "Không có hồ sơ chờ nghĩa vụ tài chính", Why: "Hồ sơ đã chuyển thông tin cho cơ quan thuế hiện ở đây cho đến khi cơ quan thuế xác nhận."}},
	{"return", "Chờ trả kết quả", "Kết quả đã có, chờ người dân đến nhận", dossier.Completed,
		parts.Empty{Title: "Không có kết quả chờ trả", Why: "Kết quả đã ký và đã xác nhận về bộ phận một cửa sẽ hiện ở đây."}},
}

// cursor is the last row of the page before.
type cursor struct {
	at int64
	id string
}

func readCursor(s string) cursor {
	at, id, ok := strings.Cut(s, "~")
	n, err := strconv.ParseInt(at, 10, 64)
	if !ok || err != nil {
		return cursor{}
	}
	return cursor{n, id}
}

func (c cursor) String() string { return strconv.FormatInt(c.at, 10) + "~" + c.id }

func (q queue) at(l dossier.Line) int64 {
	if q.state == dossier.Completed {
		return l.SettledAt
	}
	return l.FiledAt
}

// queueView is what GET /desk shows.
type queueView struct {
	Frame  page.Frame
	Find   string
	Note   string // said above the result of a search
	Tabs   parts.Tabs
	Table  parts.Table
	Pages  parts.Pagination
	Search bool
	Owed   []page.Link // answered at once, without a receipt (REC-6)
}

// queues shows the tabs of the desk, or what was searched for.
func (p pages) queues(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	f := page.Query(r)
	v := queueView{Frame: p.frame(r, "Bàn tiếp nhận"), Find: f.Text("q", 100)}
	if v.Find != "" {
		to, err := p.search(r.Context(), who, &v)
		if err != nil {
			return err
		}
		if to != "" && !page.Partial(r) {
			http.Redirect(w, r, to, http.StatusSeeOther)
			return nil
		}
	} else if err := p.tabs(r.Context(), who, f.Choice("tab", "filed", "received", "supplement", "obliged", "return"), readCursor(f.Value("after")), &v); err != nil {
		return err
	}
	if v.Owed, err = p.owed(r.Context(), who.Office); err != nil {
		return err
	}
	if page.Partial(r) {
		page.Render(w, r, http.StatusOK, queueRows(v))
		return nil
	}
	page.Render(w, r, http.StatusOK, queuePage(v))
	return nil
}

func (p pages) tabs(ctx context.Context, who access.Who, tab string, after cursor, v *queueView) error {
	if tab == "" {
		tab = queues[0].key
	}
	v.Tabs.Label = "Việc của bàn tiếp nhận"
	for _, q := range queues {
		first, err := p.lines(ctx, who.Office, q, cursor{}, countMost+1)
		if err != nil {
			return err
		}
		t := parts.Tab{Text: q.text, Href: "/desk?tab=" + q.key, Current: q.key == tab}
		n := int64(min(len(first), countMost))
		t.Count, t.More = &n, len(first) > countMost
		v.Tabs.Items = append(v.Tabs.Items, t)
		if !t.Current {
			continue
		}
		if after.id != "" {
			if first, err = p.lines(ctx, who.Office, q, after, rowsMost+1); err != nil {
				return err
			}
			v.Pages.First = t.Href
		}
		if len(first) > rowsMost {
			last := first[rowsMost-1]
			v.Pages.Next = t.Href + "&after=" + url.QueryEscape(cursor{q.at(last), last.ID}.String())
			first = first[:rowsMost]
		}
		if v.Table, err = p.table(ctx, q, first); err != nil {
			return err
		}
	}
	return nil
}

func (p pages) lines(ctx context.Context, office string, q queue, after cursor, most int32) ([]dossier.Line, error) {
	all := dossier.New(p.DB.Read())
	if q.state == dossier.Completed {
		return all.ToReturnLines(ctx, dossier.ToReturnLinesParams{Office: office, After: after.at, AfterID: after.id, Most: most})
	}
	if q.state == dossier.Received {
		return all.ToForwardLines(ctx, dossier.ToForwardLinesParams{Office: office, After: after.at, AfterID: after.id, Most: most})
	}
	if q.state == dossier.Obliged {
		return all.ObligedLines(ctx, dossier.ObligedLinesParams{Office: office, After: after.at, AfterID: after.id, Most: most})
	}
	return all.DeskLines(ctx, dossier.DeskLinesParams{Office: office, State: string(q.state), After: after.at, AfterID: after.id, Most: most})
}

func (p pages) table(ctx context.Context, q queue, lines []dossier.Line) (parts.Table, error) {
	t := parts.Table{ID: "rows", Caption: q.title, Keys: true, Empty: q.empty, Columns: []parts.Column{{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}}}
	heads := map[dossier.State][]parts.Column{
		dossier.Filed:         {{Title: "Nộp lúc", Minor: true}, {Title: "Hạn kiểm tra"}},
		dossier.Received:      {{Title: "Chuyển trước"}, {Title: "Cơ quan giải quyết", Minor: true}, {Title: "Hẹn trả", Minor: true}},
		dossier.Supplementing: {{Title: "Hẹn trả"}, {Title: "Nộp lúc", Minor: true}},
		dossier.Obliged:       {{Title: "Đang chờ"}, {Title: "Nộp tiền trước"}},
		dossier.Completed:     {{Title: "Có kết quả lúc"}, {Title: "Kết quả"}},
	}
	t.Columns = append(t.Columns, heads[q.state]...)
	names, err := trail.Names(ctx, p.Hall, lines)
	if err != nil {
		return t, err
	}
	for _, l := range lines {
		row := parts.Row{Cells: []parts.Cell{{Text: l.Code, Href: "/desk/dossiers/" + l.Code}, {Text: l.ProcedureName, Sub: names[l.ID]}}}
		cells, late, err := p.cells(ctx, q.state, l)
		if err != nil {
			return t, err
		}
		row.Cells, row.Late = append(row.Cells, cells...), late
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// cells are the columns that tell one tab from another.
func (p pages) cells(ctx context.Context, s dossier.State, l dossier.Line) ([]parts.Cell, bool, error) {
	now, moment := p.Civil.Now(), func(us int64) string { return page.ShortDateTime(clock.FromMicros(us)) }
	tag, _ := trail.LineTime(p.Hall, l)
	switch s {
	case dossier.Filed:
		by, _, _ := p.check(l)
		d, err := p.Dossiers.Open(ctx, dossier.Key{Home: l.Home, ID: l.ID})
		if err != nil {
			return nil, false, err
		}
		filed := parts.Cell{Text: moment(l.FiledAt)}
		if d.Reminded == "alert" { // SET-13; once the check is due the next column says so
			filed.Sub = "đã báo: chưa có người xem"
		}
		return []parts.Cell{filed, trail.BeforeCell(p.Calendar(), now, by)}, by.Before(now), nil
	case dossier.Received:
		d, err := p.Dossiers.Open(ctx, dossier.Key{Home: l.Home, ID: l.ID})
		if err != nil {
			return nil, false, err
		}
		return []parts.Cell{trail.BeforeCell(p.Calendar(), now, d.ForwardBy.Time()), {Text: p.Offices.Tree().Title(l.Competent)}, {Text: moment(l.DueAt)}}, d.ForwardBy.Time().Before(now), nil
	case dossier.Obliged:
		return p.obligedCells(ctx, l)
	case dossier.Supplementing:
		return []parts.Cell{{Part: tag}, {Text: moment(l.FiledAt)}}, false, nil
	}
	what := parts.Tag{Kind: parts.Good, Text: "Chờ nhận"}
	if l.Class == string(dossier.Late) {
		what = parts.Tag{Kind: parts.Late, Text: "Quá hạn"}
		if l.ApologyAt > 0 {
			what.Text = "Quá hạn, có thư xin lỗi"
		}
	}
	d, err := p.Dossiers.Open(ctx, dossier.Key{Home: l.Home, ID: l.ID})
	if err == nil && d.PostedAt.Set() {
		return []parts.Cell{{Text: moment(l.SettledAt)}, {Part: parts.Tag{Kind: parts.Paused, Text: "Đang ở bưu chính"}, Sub: "phiếu gửi " + d.Mailings[len(d.Mailings)-1].Slip}}, false, nil
	}
	return []parts.Cell{{Text: moment(l.SettledAt)}, {Part: what}}, false, err
}

// check is the clock of 08 working hours of an online filing (REC-4): the moment by
// which it must have been checked, and how it stands.
func (p pages) check(l dossier.Line) (time.Time, parts.Tag, string) {
	d := dossier.Dossier{State: dossier.Filed, Channel: int(l.Channel), FiledAt: clock.Instant(l.FiledAt)}
	profile, _ := law.For(calendar.DateOf(clock.FromMicros(l.FiledAt)).String())
	for _, m := range dossier.Milestones(d, dossier.Moment{Calendar: p.Calendar(), Profile: profile}, 0) {
		if m.What == "check" {
			tag, left := p.before(m.At.Time())
			return m.At.Time(), tag, left
		}
	}
	return time.Time{}, parts.Tag{}, ""
}

// before is the tag of a moment kept to the minute.
func (p pages) before(by time.Time) (parts.Tag, string) {
	return trail.Before(p.Calendar(), p.Civil.Now(), by)
}
