package reception

import (
	"net/http"
	"net/url"
	"strconv"

	"motcua/calendar"
	"motcua/dossier"
	"motcua/intake"
	"motcua/report"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// measureView is how the desk did in a period; each number opens its dossiers.
type measureView struct {
	Frame    page.Frame
	Problems page.Problems
	From, To string
	Board    parts.Board
	Table    parts.Table
	Pages    parts.Pagination
}

// measured is one number of the page and the marks it counts.
type measured struct {
	key, label, of string
	bad            bool
	list           func(intake.Measure) []intake.Mark
	whole          func(intake.Measure) []intake.Mark
}

var measures = []measured{
	{"slow", "Kiểm tra hồ sơ quá hạn", "hồ sơ chờ kiểm tra đã được xem xét", true, func(m intake.Measure) []intake.Mark { return m.Slow }, func(m intake.Measure) []intake.Mark { return m.Checks }},
	{"late", "Yêu cầu bổ sung muộn", "yêu cầu bổ sung", true, func(m intake.Measure) []intake.Mark { return m.Late }, func(m intake.Measure) []intake.Mark { return m.Requests }},
	{"violations", "Yêu cầu bổ sung lần hai do lỗi cơ quan", "yêu cầu bổ sung", true, func(m intake.Measure) []intake.Mark { return m.Violations }, func(m intake.Measure) []intake.Mark { return m.Requests }},
}

// measure is the page of the head of the one-stop unit: slow to be received (REC-4),
// asked late, asked twice (SET-2, PRI-6; law.md 12.5).
func (p pages) measure(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	q := page.Query(r)
	today := calendar.DateOf(p.Civil.Now())
	from, to := report.QuarterAt(today).From, today
	if day, ok := q.Date("from"); ok {
		from = day
	}
	if day, ok := q.Date("to"); ok {
		to = day
	}
	if from > to {
		q.Problems.Add("to", "Ngày cuối phải từ ngày đầu trở đi.")
		from = to
	}
	m, err := p.Intake.Measure(r.Context(), who.Office, from, to)
	if err != nil {
		return err
	}
	v := measureView{Frame: p.frame(r, "Chất lượng tiếp nhận"), Problems: q.Problems, From: from.Slashed(), To: to.Slashed()}
	v.Frame.Back = &page.Link{Text: "Bàn tiếp nhận", Href: "/desk"}
	v.Board.Label = "Chất lượng tiếp nhận"
	open := q.Text("list", 20)
	for _, x := range measures {
		list, whole := x.list(m), x.whole(m)
		n := parts.Number{Label: x.label, Value: page.Number(int64(len(list))), Denominator: page.Number(int64(len(whole))) + " " + x.of, Period: from.Slashed() + " – " + to.Slashed(),
			Href: "/desk/measure?" + url.Values{"from": {from.String()}, "to": {to.String()}, "list": {x.key}}.Encode()}
		if x.bad && len(list) > 0 {
			n.Kind = parts.Late
		}
		v.Board.Numbers = append(v.Board.Numbers, n)
		if x.key == open || open == "" && x.key == "slow" {
			list, v.Pages = parts.Paged(list, func(x intake.Mark) string { return x.Dossier + "~" + strconv.FormatInt(x.Seq, 10) }, q.Text("after", 100), "hồ sơ", func(after string) string {
				return "/desk/measure?" + url.Values{"from": {from.String()}, "to": {to.String()}, "list": {x.key}, "after": {after}}.Encode()
			})
			if v.Table, err = p.marked(r, x.label, list); err != nil {
				return err
			}
		}
	}
	v.Board.Numbers = append(v.Board.Numbers, parts.Number{Label: "Dòng yêu cầu theo căn cứ pháp lý", Value: page.Number(m.Bases), Denominator: page.Number(m.Lines) + " dòng của các phiếu; dòng ngoài danh mục: 0"},
		parts.Number{Label: "Giấy tờ lấy từ cơ sở dữ liệu", Value: page.Number(m.Answers[intake.Found]), Denominator: page.Number(m.Answers[intake.Absent]+m.Answers[intake.Wrong]) + " thiếu hoặc sai dữ liệu"})
	status := http.StatusOK
	if v.Problems.Any() {
		v.Frame.Failed, status = true, http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, measurePage(v))
	return nil
}

// marked is the list behind a number.
func (p pages) marked(r *http.Request, title string, list []intake.Mark) (parts.Table, error) {
	t := parts.Table{ID: "rows", Caption: title, Keys: true, Columns: []parts.Column{{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục", Wide: true}, {Title: "Cơ quan giải quyết", Minor: true}, {Title: "Lúc"}},
		Empty: parts.Empty{Title: "Không có hồ sơ nào", Why: "Số này bằng không trong kỳ đang xem."}}
	for _, x := range list {
		d, err := p.Dossiers.Open(r.Context(), dossier.Key{Home: x.Home, ID: x.Dossier})
		if err != nil {
			return t, err
		}
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: x.Code, Href: "/desk/dossiers/" + x.Code}, {Text: d.ProcedureName}, {Text: p.Offices.Tree().Title(x.Competent)}, {Text: page.ShortDateTime(x.At.Time())}}})
	}
	return t, nil
}
