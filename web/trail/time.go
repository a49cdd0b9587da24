package trail

import (
	"strings"

	"motcua/analysis"
	"motcua/clock"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/dossier/charge"
	"motcua/procedure"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// Held is who had the dossier for how long, as officials read it: each figure is
// working minutes of the city's civil calendar, charged to one holder.
type Held struct {
	Bar      parts.TimeBar
	Sums     parts.Table
	Beside   parts.Table
	Handover parts.Table
	Total    string
	Steps    Steps
}

// account is the time account until a moment; zero is now.
func (v View) account(until clock.Instant) (analysis.Ledger, error) {
	life, err := analysis.Snapshots(v.Events)
	if err != nil {
		return analysis.Ledger{}, err
	}
	now := clock.At(v.hall.Civil.Now())
	if until.Set() {
		now = until
		for len(life) > 0 && life[len(life)-1].At >= until {
			life = life[:len(life)-1]
		}
	}
	return analysis.Account(life, v.hall.CalendarAt, now), nil
}

// TimeBar says to the applicant who had the dossier for how long, until its result was
// there: a result that waits to be fetched is no office's time.
func (v View) TimeBar() (parts.TimeBar, error) {
	l, err := v.account(max(v.SettledAt, v.EndedAt))
	return v.bar(l), err
}

// bar draws an account, cut at the legal appointment.
func (v View) bar(l analysis.Ledger) parts.TimeBar {
	out := parts.TimeBar{Due: -1}
	legal, ok := v.Legal()
	due := clock.Instant(0)
	if ok {
		due = legal.Due
	}
	for _, c := range l.Charges {
		if c.Kind != charge.ByOffice || !due.Set() || c.To <= due {
			v.segment(&out, c, c.From, c.To, parts.Calm)
			continue
		}
		if c.From < due {
			v.segment(&out, c, c.From, due, parts.Calm)
		}
		v.segment(&out, c, max(c.From, due), c.To, parts.Late)
	}
	if ok && len(out.Segments) > 0 {
		out.Due = v.place(l, due)
		out.DueText = "Hẹn trả kết quả: " + page.Hour(due.Time()) + ", " + page.Date(due.Time())
	}
	out.Caption = "Thời gian làm việc từ khi tiếp nhận"
	return out
}

func (v View) segment(bar *parts.TimeBar, c analysis.Charge, from, to clock.Instant, kind parts.Kind) {
	minutes := v.hall.CalendarAt(c.To).MinutesBetween(from.Time(), to.Time()) // as its charge is counted
	if minutes <= 0 {
		return
	}
	s := parts.Segment{Kind: kind, Holder: v.inStep(c.Holder), Minutes: minutes, From: page.ShortDateTime(from.Time()), To: page.ShortDateTime(to.Time())}
	switch {
	case c.Kind != charge.ByOffice:
		s.Kind = parts.Paused
	case kind == parts.Late:
		s.Holder += " (sau ngày hẹn)"
	}
	if n := len(bar.Segments); n > 0 && bar.Segments[n-1].Holder == s.Holder {
		bar.Segments[n-1].Minutes += minutes
		bar.Segments[n-1].To = s.To
		return
	}
	bar.Segments = append(bar.Segments, s)
}

// place is where a moment stands on the bar of an account.
func (v View) place(l analysis.Ledger, at clock.Instant) (minutes int64) {
	for _, c := range l.Charges {
		if c.From < at {
			minutes += v.hall.CalendarAt(c.To).MinutesBetween(c.From.Time(), min(c.To, at).Time())
		}
	}
	if l.To < at {
		minutes += v.hall.Calendar().MinutesBetween(l.To.Time(), at.Time())
	}
	return minutes
}

// outside are the holders that are no office of the city.
var outside = map[charge.HolderKind]string{charge.ByApplicant: "Người nộp hồ sơ", charge.ByPost: "Bưu chính"}

// holder names who answers for time.
func (v View) holder(h charge.Holder) string {
	name := v.hall.Offices.Tree().Title(h.Office)
	switch {
	case h.Kind == charge.ByTreasury && name != "":
		return "Cơ quan thuế – " + name
	case h.Kind == charge.ByTreasury:
		return "Cơ quan thuế"
	case h.Kind == charge.ByOffice:
		return name
	}
	return outside[h.Kind]
}

var stepWords = map[string]string{string(procedure.StepReceive): "Bộ phận một cửa", string(procedure.StepSign): "Trình ký",
	string(procedure.StepDecided): "Đã duyệt, chờ ký",
	string(procedure.StepReturn):  "Đã ký, chuyển kết quả"}

// inStep names the holder with the step; the inner steps of an office are one to
// whoever reads.
func (v View) inStep(h charge.Holder) string {
	if h.Kind != charge.ByOffice {
		return v.holder(h)
	}
	words := stepWords[h.Step]
	switch {
	case words != "":
	case h.Step == string(procedure.StepConsult) && h.Office != v.Competent:
		words = "Cho ý kiến quá hạn"
	case h.Office != v.Competent:
		words = "Phối hợp giải quyết"
	default:
		words = "Thụ lý"
	}
	return words + " – " + v.holder(h)
}

// Held collects the account for officials' pages.
func (v View) Held() (Held, error) {
	steps, err := v.steps()
	if err != nil {
		return Held{}, err
	}
	l, err := v.account(0)
	if err != nil || len(l.Charges) == 0 {
		return Held{Handover: v.handovers(), Steps: steps}, err
	}
	out := Held{Bar: v.bar(l), Total: Span(l.Total), Handover: v.handovers(), Steps: steps}
	out.Sums = parts.Table{ID: "held", Caption: "Thời gian của từng nơi", CaptionHidden: true, Columns: []parts.Column{{Title: "Nơi giữ hồ sơ", Wide: true},
		{Title: "Thời gian làm việc", Numeric: true}, {Title: "Phần", Numeric: true}, {Title: "Quá hạn phần việc", Numeric: true}}}
	for _, c := range l.By() {
		late := parts.Cell{Text: "0"}
		if c.Over > 0 {
			late = parts.Cell{Part: parts.Tag{Kind: parts.Late, Text: Span(c.Over)}}
		}
		name := parts.Cell{Text: v.holder(c.Holder)}
		if c.Running {
			name.Sub = "đang giữ"
		}
		out.Sums.Rows = append(out.Sums.Rows, parts.Row{Late: c.Over > 0, Cells: []parts.Cell{name, {Text: Span(c.Minutes), Sub: page.Number(c.Minutes) + " phút"},
			{Text: page.Percent(c.Minutes, l.Total)}, late}})
	}
	out.Sums.Total = []parts.Cell{{Text: "Tổng"}, {Text: Span(l.Total), Sub: page.Number(l.Total) + " phút"}, {Text: page.Percent(l.Total, l.Total)}, {}}
	out.Beside = parts.Table{ID: "beside", Caption: "Thời gian lấy ý kiến, tính song song", Columns: []parts.Column{{Title: "Cơ quan được lấy ý kiến", Wide: true},
		{Title: "Từ khi hỏi", Numeric: true}, {Title: "Quá hạn trả lời", Numeric: true}, {Title: "Đã tính ở trên", Numeric: true}}}
	for _, o := range l.Overlaps {
		out.Beside.Rows = append(out.Beside.Rows, parts.Row{Late: o.Over > 0, Cells: []parts.Cell{{Text: v.hall.Offices.Tree().Title(o.Office)}, {Text: Span(o.Minutes)},
			{Text: Span(o.Over)}, {Text: Span(o.Charged)}}})
	}
	return out, nil
}

// Span writes working minutes as days and hours; the head of the column says that it
// is office time.
func Span(minutes int64) string {
	return strings.TrimSuffix(deadline.WorkingTime(minutes), " làm việc")
}

// handovers is the log of the control slip (law.md 12.8).
func (v View) handovers() parts.Table {
	t := parts.Table{ID: "handovers", Caption: "Sổ giao nhận hồ sơ", CaptionHidden: true, Columns: []parts.Column{{Title: "Giao · nhận", Wide: true}, {Title: "Việc"},
		{Title: "Giao lúc"}, {Title: "Nhận lúc", Minor: true}, {Title: "Hạn phần việc"}, {Title: "Xong lúc"}},
		Empty: parts.Empty{Title: "Hồ sơ chưa rời bộ phận một cửa", Why: "Mỗi lần giao nhận giữa các cơ quan được ghi một dòng ở đây."}}
	tree := v.hall.Offices.Tree()
	name := func(id string) string {
		o, _ := v.hall.Offices.Official(id)
		return o.Name
	}
	when := func(at clock.Instant, who string) parts.Cell {
		if !at.Set() {
			return parts.Cell{}
		}
		return parts.Cell{Text: page.ShortDateTime(at.Time()), Sub: name(who)}
	}
	for _, h := range v.Handovers {
		given := when(h.Given, h.GivenBy)
		switch {
		case !h.Given.Set():
			given.Text = "Chưa đến lượt"
		case h.Slow:
			given = parts.Cell{Part: parts.Tag{Kind: parts.Late, Text: "Chuyển chậm"}, Sub: given.Text}
		}
		done := when(h.Done, "")
		if h.Late {
			done = parts.Cell{Part: parts.Tag{Kind: parts.Late, Text: "Quá hạn"}, Sub: done.Text}
		}
		from := tree.Title(h.From)
		if h.Given.Set() && h.From == v.Receiving && h.To == h.From && h.Work == dossier.Settle {
			from = "Bộ phận một cửa"
		}
		to := parts.Cell{Text: "đến " + tree.Title(h.To)}
		if from != "" {
			to = parts.Cell{Text: from, Sub: "đến " + tree.Title(h.To)}
		}
		t.Rows = append(t.Rows, parts.Row{Late: h.Late || h.Slow, Cells: []parts.Cell{to, {Text: h.Work.Vietnamese()}, given, when(h.Taken, h.TakenBy), when(h.Limit, ""), done}})
	}
	return t
}
