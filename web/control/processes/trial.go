package processes

import (
	"net/http"
	"strconv"
	"time"

	"motcua/calendar"
	"motcua/deadline"
	"motcua/office"
	"motcua/process"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// walk is a sample dossier on its way through a process.
type walk struct {
	Lead    string
	Steps   parts.Table
	Account parts.Table
}

// trialView is the page of a trial run.
type trialView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Caption  string
	Action   string
	Date     parts.DateInput
	Hour     parts.Input
	Picks    []parts.Select
	Walk     walk
}

// sampleMoment is when the sample dossier is received: the next moment of office time.
func (p pages) sampleMoment() time.Time { return p.Calendar().Open(p.Civil.Now()) }

func (p pages) trial(w http.ResponseWriter, r *http.Request) error {
	o, err := p.one(r)
	if err != nil {
		return err
	}
	q, from := page.Query(r), p.sampleMoment()
	v := trialView{Frame: p.Framed(r, "Chạy thử", append(aboveOne(o.Code), page.Link{Text: o.title, Href: at(o.ID)})...), Title: "Chạy thử trên một hồ sơ mẫu",
		Caption: o.title + " – " + o.target.Name, Action: at(o.ID) + "/trial"}
	if d, ok := q.Date("day"); ok {
		from = d.At(from.Hour()*60 + from.Minute())
	}
	if hour := q.Text("hour", 5); hour != "" {
		t, err := time.Parse("15:04", hour)
		if err != nil {
			q.Problems.Add("hour", "Nhập giờ như 08:30.")
		} else {
			from = calendar.DateOf(from).At(t.Hour()*60 + t.Minute())
		}
	}
	day := calendar.DateOf(from).String()
	v.Date = parts.DateInput{Name: "day", Legend: "Tiếp nhận ngày", Day: day[8:], Month: day[5:7], Year: day[:4], Error: q.Problems.At("day")}
	v.Hour = parts.Input{Name: "hour", Label: "Lúc", Value: from.Format("15:04"), Width: 5, Error: q.Problems.At("hour")}
	pick := map[string]string{}
	for i, s := range o.Process.Steps {
		if s.Way != process.Choice {
			continue
		}
		sel := parts.Select{Name: "pick-" + s.ID, Label: "Sau bước " + strconv.Itoa(i+1), Value: q.Text("pick-"+s.ID, 30)}
		for _, n := range s.Next {
			sel.Options = append(sel.Options, parts.Option{Value: n.To, Label: n.When})
		}
		pick[s.ID] = sel.Value
		v.Picks = append(v.Picks, sel)
	}
	v.Walk, v.Problems = p.walk(o, from, pick), q.Problems
	v.Frame.Failed = q.Problems.Any()
	page.Render(w, r, status(q.Problems), trialPage(v))
	return nil
}

// walk draws who holds the sample dossier from when to when, and what the time account
// would say of it.
func (p pages) walk(o opened, from time.Time, pick map[string]string) walk {
	holds := o.Process.Walk(p.Calendar(), from, pick)
	charges, total := process.Account(holds)
	x := walk{Steps: parts.Table{ID: "walk", Caption: "Hồ sơ mẫu đi qua các bước", Columns: []parts.Column{{Title: "Bước", Numeric: true}, {Title: "Việc", Wide: true}, {Title: "Ai giữ hồ sơ"},
		{Title: "Bắt đầu", Minor: true}, {Title: "Xong trước"}, {Title: "Thời gian"}}, Empty: parts.Empty{Title: "Chưa chạy thử được", Why: "Quy trình có bước quay lại hoặc chưa có bước nào. Sửa các bước trước."}},
		Account: parts.Table{ID: "account", Caption: "Thời gian của từng nơi", Columns: []parts.Column{{Title: "Nơi giữ hồ sơ", Wide: true}, {Title: "Thời gian làm việc", Numeric: true}, {Title: "Phần", Numeric: true}},
			Empty: parts.Empty{Title: "Không bước nào tính thời gian"}}}
	last := from
	for _, h := range holds {
		long := parts.Cell{Text: timeOf(h.Step)}
		if h.Beside {
			long.Sub = "song song, không cộng"
		}
		if h.Due.After(last) {
			last = h.Due
		}
		x.Steps.Rows = append(x.Steps.Rows, parts.Row{Cells: []parts.Cell{{Text: strconv.Itoa(h.No)}, {Part: lines(h.Name, process.KeyName(h.Key), "")},
			{Text: p.place(h.Step), Sub: office.Role(h.Role).Vietnamese()}, {Text: page.ShortDateTime(h.Start)}, {Text: page.ShortDateTime(h.Due)}, long}})
	}
	for _, c := range charges {
		x.Account.Rows = append(x.Account.Rows, parts.Row{Cells: []parts.Cell{{Text: p.place(process.Step{Place: c.Place, Office: c.Office})},
			{Text: deadline.WorkingTime(int64(c.Minutes))}, {Text: page.Percent(int64(c.Minutes), int64(total))}}})
	}
	if len(charges) > 0 {
		x.Account.Total = []parts.Cell{{Text: "Tổng"}, {Text: deadline.WorkingTime(int64(total))}, {Text: page.Percent(int64(total), int64(total))}}
	}
	if len(holds) > 0 {
		x.Lead = "Tiếp nhận lúc " + page.DateTime(from) + ", các bước xong trước " + page.DateTime(last) + "."
	}
	return x
}
