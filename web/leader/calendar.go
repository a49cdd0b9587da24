package leader

import (
	"net/http"
	"strings"

	"motcua/almanac"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier/carry"
	"motcua/refusal"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type calendarView struct {
	Frame    page.Frame
	Problems page.Problems
	Table    parts.Table
	Pages    parts.Pagination
	Reason   string
	Value    string
	Earlier  bool // some of the dates would be earlier
}

// reviewsAtOnce is what a page of the review list holds; one press decides on a page.
const reviewsAtOnce = 50

// calendar is the review list after a change of the calendar: what was promised stays,
// and the head says what the office aims at (CAL-6).
func (l leader) calendar(w http.ResponseWriter, r *http.Request) error {
	return l.showCalendar(w, r, http.StatusOK, nil)
}

func (l leader) showCalendar(w http.ResponseWriter, r *http.Request, status int, f *page.Form) error {
	who, err := l.Official(r, chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	v := calendarView{Frame: l.Framed(r, who, "Rà soát ngày hẹn sau khi đổi lịch"), Value: "keep"}
	v.Frame.Wide, v.Frame.Trail = true, []page.Link{{Text: "Việc cần lãnh đạo", Href: "/leader"}}
	v.Table = parts.Table{ID: "reviews", Caption: "Hồ sơ chờ quyết định", CaptionHidden: true, Check: "code", Keys: true, Columns: []parts.Column{{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục"},
		{Title: "Đã hẹn với người nộp"}, {Title: "Tính theo lịch mới"}, {Title: "Vì sao", Wide: true}}, Empty: parts.Empty{Title: "Không có hồ sơ nào chờ quyết định", Why: "Hồ sơ hiện ở đây khi một lần đổi lịch làm việc cho ra ngày khác với ngày đã hẹn."}}
	rows, err := l.Almanac.Waiting(r.Context(), who.Office, almanac.ParseMark(page.Query(r).Value("after")), reviewsAtOnce+1)
	if err != nil {
		return err
	}
	if page.Query(r).Value("after") != "" {
		v.Pages.First = "/leader/calendar"
	}
	why := map[string]almanac.Revision{}
	for _, x := range l.Almanac.Revisions() {
		why[x.ID] = x
	}
	for i, x := range rows {
		if i == reviewsAtOnce {
			v.Pages.Next = "/leader/calendar?after=" + almanac.Mark{Due: clock.Instant(rows[i-1].DueAt), ID: rows[i-1].Dossier}.Text()
			break
		}
		v.Earlier = v.Earlier || x.WouldAt < x.DueAt
		v.Table.Rows = append(v.Table.Rows, parts.Row{Value: x.Code, Cells: []parts.Cell{{Text: x.Code, Href: chair.PathOf(x.Code)}, {Text: x.Procedure}, l.promised(x), {Text: page.ShortDateTime(clock.FromMicros(x.WouldAt))},
			{Text: why[x.Change].Reason, Sub: why[x.Change].Decision}}})
	}
	if f != nil {
		v.Problems, v.Reason, v.Value, v.Frame.Failed = f.Problems, f.Value("reason"), f.Value("decision"), true
	}
	page.Render(w, r, status, calendarPage(v))
	return nil
}

// promised says too when the office is shut on the promised day.
func (l leader) promised(x almanac.MovedRecord) parts.Cell {
	at := clock.FromMicros(x.PromisedAt)
	c := parts.Cell{Text: page.ShortDateTime(at)}
	if !l.Dossiers.Calendar(x.Home).Working(calendar.DateOf(at)) {
		c.Sub = "cơ quan nghỉ ngày này: phải xong trước"
	}
	return c
}

// decideCalendar records the decision on each ticked dossier; what is refused is said
// with its code, and the others stand.
func (l leader) decideCalendar(w http.ResponseWriter, r *http.Request) error {
	who, err := l.Official(r, chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	act := carry.ConfirmDate{Decision: f.Choice("decision", "keep", "earlier"), Reason: f.Lines("reason", 1000)}
	codes := f.Values("code")
	if len(codes) == 0 {
		f.Problems.Add("code", "Đánh dấu ít nhất một hồ sơ.")
	}
	if act.Decision == "" {
		f.Problems.Add("decision", "Chọn giữ ngày đã hẹn, hoặc hoàn thành sớm hơn theo lịch mới.")
	}
	if f.Problems.Any() {
		return l.showCalendar(w, r, http.StatusUnprocessableEntity, f)
	}
	done := 0
	var not []string
	for _, code := range codes[:min(len(codes), reviewsAtOnce)] {
		d, err := l.Dossiers.Find(r.Context(), who, code)
		if err == nil {
			_, err = l.Dossiers.Do(r.Context(), who, chair.Key(d), act)
		}
		if no, ok := refusal.As(err); ok {
			not = append(not, code+": "+no.Sentence)
			continue
		}
		if err != nil {
			return err
		}
		done++
	}
	if len(not) > 0 {
		f.Problems = append(f.Problems, page.Problem{Field: "code", Sentence: "Đã ghi " + page.Number(int64(done)) + " hồ sơ. Chưa ghi – " + strings.Join(not, " ")})
		return l.showCalendar(w, r, http.StatusUnprocessableEntity, f)
	}
	page.Redirect(w, r, "/leader/calendar", page.Flash{Kind: "success", Text: "Đã ghi quyết định cho " + page.Number(int64(done)) + " hồ sơ."})
	return nil
}
