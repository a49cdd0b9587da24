package officer

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
	"motcua/procedure"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// rowsMost is what one page of a list shows; workMost is how much open work of one
// officer is read to count the groups.
const (
	rowsMost = 50
	workMost = 1000
)

// group is one tab of the work: what it holds follows from state and time alone.
type group struct{ key, text, caption, empty string }

var groups = []group{
	{"all", "Tất cả", "Mọi hồ sơ đang thụ lý, gấp nhất trước", "Hồ sơ được phân công cho ông/bà sẽ hiện ở đây, theo thời gian còn lại."},
	{"late", "Quá hạn", "Hồ sơ quá hạn", "Không hồ sơ nào của ông/bà quá ngày hẹn trả."},
	{"today", "Đến hạn hôm nay", "Hồ sơ đến hạn hôm nay", "Không hồ sơ nào phải xong trong hôm nay."},
	{"week", "Trong tuần", "Hồ sơ đến hạn trong tuần này", "Không hồ sơ nào đến hạn trong những ngày còn lại của tuần."},
	{"waiting", "Đang chờ", "Hồ sơ chờ bổ sung hoặc chờ ý kiến", "Không hồ sơ nào đang chờ người nộp bổ sung hay chờ cơ quan khác cho ý kiến."},
}

// workView is what GET /officer shows.
type workView struct {
	Frame  page.Frame
	Tabs   parts.Tabs
	Table  parts.Table
	Pages  parts.Pagination
	Asked  parts.Table
	Others bool // the office is asked for opinions
}

func (p pages) work(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	f := page.Query(r)
	v := workView{Frame: p.frame(r, "Việc của tôi")}
	chosen := f.Choice("tab", "all", "late", "today", "week", "waiting")
	if chosen == "" {
		chosen = "all"
	}
	lines, more, err := p.mine(r.Context(), who, mark{})
	if err != nil {
		return err
	}
	p.tabs(&v, lines, chosen, more)
	after := readMark(f.Text("after", 64))
	if after != (mark{}) {
		v.Pages.First = "/officer?tab=" + chosen
		if lines, more, err = p.mine(r.Context(), who, after); err != nil {
			return err
		}
	}
	p.fill(&v, lines, chosen, more)
	if err := p.asked(r.Context(), who, &v); err != nil {
		return err
	}
	page.Render(w, r, http.StatusOK, workPage(v))
	return nil
}

// mark is the last row of the page before, in the order of the list.
type mark struct {
	at int64
	id string
}

func readMark(s string) mark {
	at, id, ok := strings.Cut(s, "~")
	n, err := strconv.ParseInt(at, 10, 64)
	if !ok || err != nil {
		return mark{}
	}
	return mark{n, id}
}

// next is the address of what comes after a row.
func next(tab string, l dossier.WorkLinesRow) string {
	return "/officer?tab=" + tab + "&after=" + url.QueryEscape(strconv.FormatInt(l.LateFrom, 10)+"~"+l.ID)
}

// mine reads the open dossiers of the officer at the office of the post taken, at most
// workMost, and the last one read when there are more: work left behind in another post
// is that office's to hand on.
func (p pages) mine(ctx context.Context, who access.Who, after mark) ([]dossier.WorkLinesRow, *dossier.WorkLinesRow, error) {
	all, err := dossier.New(p.DB.Read()).WorkLines(ctx, dossier.WorkLinesParams{Officer: who.Official, After: after.at, AfterID: after.id, Most: workMost})
	if err != nil {
		return nil, nil, err
	}
	var more *dossier.WorkLinesRow
	if len(all) == workMost {
		last := all[workMost-1]
		more = &last
	}
	out := all[:0]
	for _, l := range all {
		if l.Competent == who.Office || l.Holder == who.Office {
			out = append(out, l)
		}
	}
	return out, more, nil
}

// line is what the words of a list are made from; all of it is open work.
func line(l *dossier.WorkLinesRow) dossier.Line {
	return dossier.Line{State: l.State, Step: l.Step, IsOpen: true, DueAt: l.DueAt, LateFrom: l.LateFrom}
}

// in lists the groups a line belongs to besides "all".
func (p pages) in(l *dossier.WorkLinesRow, now time.Time) []string {
	today := calendar.DateOf(now)
	var out []string
	if l.State == string(dossier.Supplementing) || l.Step == string(procedure.StepConsult) && l.State == string(dossier.InProcess) {
		out = append(out, "waiting")
	}
	if l.DueAt == 0 {
		return out
	}
	due := calendar.DateOf(clock.FromMicros(l.DueAt))
	switch sunday := today + calendar.Date((7-int(today.Weekday()))%7); {
	case l.LateFrom <= int64(clock.At(now)):
		out = append(out, "late")
	case due == today:
		out = append(out, "today")
	case due <= sunday:
		out = append(out, "week")
	}
	return out
}

// grouped puts the lines under their groups.
func (p pages) grouped(lines []dossier.WorkLinesRow) map[string][]*dossier.WorkLinesRow {
	held := make(map[string][]*dossier.WorkLinesRow, len(groups))
	now := p.Civil.Now()
	for i := range lines {
		l := &lines[i]
		held["all"] = append(held["all"], l)
		for _, k := range p.in(l, now) {
			held[k] = append(held[k], l)
		}
	}
	return held
}

// tabs counts the groups: what is most urgent is counted, "1.000+" when there is more.
func (p pages) tabs(v *workView, lines []dossier.WorkLinesRow, chosen string, more *dossier.WorkLinesRow) {
	held := p.grouped(lines)
	v.Tabs.Label = "Nhóm việc"
	for _, g := range groups {
		n := int64(len(held[g.key]))
		v.Tabs.Items = append(v.Tabs.Items, parts.Tab{Text: g.text, Href: "/officer?tab=" + g.key, Count: &n, More: more != nil, Current: g.key == chosen})
		if g.key == chosen {
			v.Table = parts.Table{ID: "rows", Caption: g.caption, CaptionHidden: true, Keys: true, Empty: parts.Empty{Title: "Không có hồ sơ nào", Why: g.empty},
				Columns: []parts.Column{{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Trạng thái", Minor: true}, {Title: "Thời hạn"}, {Title: "Hẹn trả", Minor: true}}}
		}
	}
}

// fill draws the page of the chosen group from what was read; it goes on after its last
// row, or after the last line read when those of the group are fewer.
func (p pages) fill(v *workView, lines []dossier.WorkLinesRow, chosen string, more *dossier.WorkLinesRow) {
	shown := p.grouped(lines)[chosen]
	switch {
	case len(shown) > rowsMost:
		shown = shown[:rowsMost]
		v.Pages.Next = next(chosen, *shown[rowsMost-1])
	case more != nil:
		v.Pages.Next = next(chosen, *more)
	}
	v.Table.Rows = make([]parts.Row, len(shown))
	for i, l := range shown {
		v.Table.Rows[i] = p.row(l)
	}
}

func (p pages) row(l *dossier.WorkLinesRow) parts.Row {
	tag, left := trail.LineTime(p.Hall, line(l))
	state := trail.LineState(line(l))
	if l.State == string(dossier.InProcess) && l.Step == string(procedure.StepConsult) {
		state = parts.Tag{Kind: parts.Paused, Text: "Chờ ý kiến"}
	}
	due := ""
	if l.DueAt > 0 {
		due = page.ShortDateTime(clock.FromMicros(l.DueAt))
	}
	return parts.Row{Late: tag.Kind == parts.Late, Cells: []parts.Cell{{Text: l.Code, Href: "/officer/dossiers/" + l.Code}, {Text: l.ProcedureName, Sub: l.Name},
		{Part: state}, {Part: tag, Sub: left}, {Text: due}}}
}

// asked lists the dossiers other offices want an opinion on, most urgent first.
func (p pages) asked(ctx context.Context, who access.Who, v *workView) error {
	lines, err := dossier.New(p.DB.Read()).ConsultedLines(ctx, dossier.ConsultedLinesParams{Office: who.Office, Most: rowsMost})
	if err != nil {
		return err
	}
	v.Asked = parts.Table{ID: "asked", Caption: "Ý kiến cơ quan khác đang chờ", CaptionHidden: true, Keys: true,
		Columns: []parts.Column{{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục", Wide: true}, {Title: "Cơ quan hỏi", Minor: true}, {Title: "Trả lời trước"}},
		Empty:   parts.Empty{Title: "Không có ý kiến nào phải trả lời", Why: "Khi cơ quan khác hỏi ý kiến đơn vị của ông/bà, hồ sơ hiện ở đây kèm hạn trả lời."}}
	for _, l := range lines {
		d, err := p.Dossiers.Open(ctx, dossier.Key{Home: l.Home, ID: l.ID})
		if err != nil {
			return err
		}
		for _, c := range d.OpenConsultations() {
			if c.Office != who.Office {
				continue
			}
			tag, _ := p.before(c.Limit)
			v.Asked.Rows = append(v.Asked.Rows, parts.Row{Late: tag.Kind == parts.Late, Cells: []parts.Cell{{Text: l.Code, Href: "/officer/dossiers/" + l.Code},
				{Text: l.ProcedureName}, {Text: p.Offices.Tree().Title(l.Competent)}, trail.BeforeCell(p.Calendar(), p.Civil.Now(), c.Limit.Time())}})
		}
	}
	return nil
}

// before is the tag of a moment kept to the minute.
func (p pages) before(by clock.Instant) (parts.Tag, string) {
	return trail.Before(p.Calendar(), p.Civil.Now(), by.Time())
}
