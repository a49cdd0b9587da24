package deadline

import (
	"fmt"
	"strings"
	"time"

	"motcua/calendar"
)

// Explain prints the arithmetic of a result as Vietnamese lines: what was received
// when, from where it counts, which days were left out and which Saturdays counted,
// and the end. The lines go into the event of the act and onto the receipt.
func Explain(in Input, r Result) []string {
	lines := []string{opening(in)}
	lines = appendIf(lines, shifted(in, r))
	day, last := calendar.DateOf(r.Counted), calendar.DateOf(r.LimitEnd)
	lines = appendIf(lines, rule(in, r, day))
	from := day + 1
	if in.Limit.ByMinute() || in.Limit.Unit == SameDay {
		from = day
	}
	lines = appendIf(lines, daysOff(in, from, last))
	lines = appendIf(lines, worked(in, from, last))
	lines = appendIf(lines, counted(in, day, last))
	lines = append(lines, closing(in, r)...)
	return append(lines, uncertain(in, r)...)
}

// uncertain says why a date may be wrong: past the published years holidays are still
// to come (CAL-6); before the first one the calendar was never recorded.
func uncertain(in Input, r Result) []string {
	if !r.Provisional {
		return nil
	}
	var lines []string
	first, last := in.Calendar.Known()
	if year := calendar.DateOf(r.Counted).Year(); year < first {
		lines = append(lines, fmt.Sprintf("Chương trình không có lịch nghỉ trước năm %d: chỉ trừ thứ Bảy, Chủ nhật, cần đối chiếu lịch nghỉ của năm đó.", first))
	}
	for _, t := range []time.Time{r.LimitEnd, r.Due} {
		if calendar.DateOf(t).Year() > last {
			return append(lines, fmt.Sprintf("Lịch nghỉ sau năm %d chưa được công bố đầy đủ: ngày này là tạm tính.", last))
		}
	}
	return lines
}

func opening(in Input) string {
	words := map[Cause]string{
		Reception:  "Nhận hồ sơ: %s; thời hạn %s.",
		Restart:    "Hồ sơ đã được bổ sung đầy đủ: %s; thời hạn %s tính lại từ đầu.",
		Obligation: "Đã xác nhận nghĩa vụ tài chính: %s; thời hạn %s tính từ lúc này.",
	}
	limit := in.Limit
	text := limit.Vietnamese()
	if limit.Unit == Unstated {
		limit.Unit = WorkingDays
		text = limit.Vietnamese()
	}
	line := fmt.Sprintf(words[in.Cause], moment(in.Received), text)
	if in.Limit.Unit == Unstated {
		line += " Thủ tục không ghi đơn vị thời hạn, nên tính theo ngày làm việc."
	}
	return line
}

// shifted says why the period counts from a later moment than the receipt.
func shifted(in Input, r Result) string {
	if !r.Counted.After(in.Received) {
		return ""
	}
	opened := in.Received
	if in.Online {
		opened = in.Calendar.Open(in.Received)
	}
	var why string
	if opened.After(in.Received) {
		why = "nộp trực tuyến ngoài giờ làm việc"
	}
	if r.Counted.After(opened) {
		if why != "" {
			why += " và "
		}
		if in.Calendar.Working(calendar.DateOf(opened)) {
			why += "nhận sau " + hour(in.CutOff)
		} else {
			why += "nhận vào ngày nghỉ"
		}
	}
	return fmt.Sprintf("Được tính là nhận lúc %s: %s.", moment(r.Counted), why)
}

// rule says how the unit is counted.
func rule(in Input, r Result, day calendar.Date) string {
	l := in.Limit
	switch {
	case l.Unit == SameDay && calendar.DateOf(r.LimitEnd) > day:
		return "Nhận vào ngày nghỉ hoặc sau giờ làm việc, nên trả trong ngày làm việc tiếp theo."
	case l.Unit == SameDay:
		return ""
	case l.ByMinute():
		minutes, _ := l.WorkingMinutes()
		line := fmt.Sprintf("Tính theo giờ làm việc (1 ngày làm việc = 08 giờ): %s.", WorkingTime(int64(minutes)))
		if open := in.Calendar.Open(r.Counted); open.After(r.Counted) {
			line += fmt.Sprintf(" Bắt đầu tính lúc %s.", moment(open))
		}
		return line
	case l.countsWorkingDays():
		return "Ngày nhận không tính; chỉ tính ngày làm việc."
	}
	end := day + calendar.Date(l.Hundredths/100)
	if l.Unit == Months {
		end = day.AddMonths(int(l.Hundredths / 100))
	}
	line := "Ngày nhận không tính; tính cả ngày nghỉ, hết thời hạn vào " + end.Vietnamese() + "."
	if next := in.Calendar.Next(end); next != end {
		d := in.Calendar.Day(end)
		line += fmt.Sprintf(" Đó là ngày nghỉ (%s), nên thời hạn kết thúc vào ngày làm việc tiếp theo: %s.", d.Reason(), next.Vietnamese())
	}
	return line
}

// daysOff lists the weekdays left out, equal neighbours joined, and counts weekends.
// For calendar days and months nothing is left out.
func daysOff(in Input, from, to calendar.Date) string {
	if in.Limit.Unit == CalendarDays || in.Limit.Unit == Months {
		return ""
	}
	var parts []string
	var run struct {
		from, to calendar.Date
		reason   string
	}
	flush := func() {
		if run.reason == "" {
			return
		}
		days := run.from.Short()
		if run.to > run.from {
			days += "–" + run.to.Short()
		}
		parts = append(parts, days+" ("+run.reason+")")
	}
	weekend := 0
	for d := from; d <= to; d++ {
		if in.Calendar.Working(d) {
			continue
		}
		day := in.Calendar.Day(d)
		if w := d.Weekday(); day.Kind == calendar.Weekend || w == time.Saturday || w == time.Sunday {
			weekend++
			continue
		}
		if reason := day.Reason(); reason != run.reason || d != run.to+1 {
			flush()
			run.from, run.reason = d, reason
		}
		run.to = d
	}
	flush()
	if weekend > 0 {
		parts = append(parts, fmt.Sprintf("thứ Bảy, Chủ nhật: %d ngày", weekend))
	}
	if len(parts) == 0 {
		return ""
	}
	return "Nghỉ, không tính: " + strings.Join(parts, "; ") + "."
}

// worked lists the days that count although the week's pattern says otherwise, and
// those that are short where hours matter.
func worked(in Input, from, to calendar.Date) string {
	var parts []string
	for _, d := range in.Calendar.Notable(from, to) {
		switch {
		case d.Kind == calendar.Exchanged:
			parts = append(parts, fmt.Sprintf("%s %s (%s)", calendar.WeekdayName(d.Date.Weekday()), d.Date.Short(), d.Reason()))
		case d.Kind == calendar.Shortened && in.Limit.ByMinute():
			parts = append(parts, fmt.Sprintf("%s chỉ làm việc %s", d.Date.Short(), d.Hours[0]))
		}
	}
	if len(parts) == 0 || in.Limit.Unit == CalendarDays || in.Limit.Unit == Months {
		return ""
	}
	return "Có làm việc, được tính: " + strings.Join(parts, "; ") + "."
}

// mostListed is how many counted days are printed one by one.
const mostListed = 10

func counted(in Input, day, last calendar.Date) string {
	l := in.Limit
	if !l.countsWorkingDays() || l.ByMinute() {
		return ""
	}
	n := int(l.Hundredths / 100)
	if n > mostListed {
		first := in.Calendar.Add(day, 1)
		return fmt.Sprintf("Ngày tính thứ 1: %s; ngày tính thứ %d: %s.", first.Slashed(), n, last.Slashed())
	}
	parts := make([]string, n)
	for i := range parts {
		parts[i] = fmt.Sprintf("%s (%d)", in.Calendar.Add(day, i+1).Short(), i+1)
	}
	return "Đếm: " + strings.Join(parts, ", ") + "."
}

func closing(in Input, r Result) []string {
	if r.Due.Equal(r.LimitEnd) {
		return []string{"Hết thời hạn và hẹn trả kết quả: " + moment(r.Due) + "."}
	}
	how := "muộn hơn thời hạn"
	if r.Due.Before(r.LimitEnd) {
		how = "sớm hơn thời hạn"
	}
	return []string{
		"Hết thời hạn: " + moment(r.LimitEnd) + ".",
		fmt.Sprintf("Hẹn trả kết quả (%s): %s.", how, moment(r.Due)),
	}
}

// ExplainLetters prints by when the letter must be out and why.
func ExplainLetters(l Letters) []string {
	var lines []string
	if !l.By5157.IsZero() {
		lines = append(lines, "Thư xin lỗi theo "+l.Text5157+": chậm nhất trong ngày hẹn trả, "+moment(l.By5157)+".")
	}
	if l.ND61Applies {
		lines = append(lines, "Theo "+l.TextND61+": chậm nhất 01 ngày trước khi hết thời hạn, tức ngày làm việc cuối cùng trước đó, "+moment(l.ByND61)+".")
	} else {
		lines = append(lines, "Quy định gửi trước 01 ngày không áp dụng cho hồ sơ này.")
	}
	if l.ND61Applies && !l.By5157.IsZero() {
		lines = append(lines, "Áp dụng mốc sớm hơn: "+moment(l.Latest)+".")
	}
	return lines
}

// moment prints "16:40 thứ Sáu, 26/4/2019".
func moment(t time.Time) string {
	t = t.In(calendar.Zone)
	return fmt.Sprintf("%s %s", hour(t.Hour()*60+t.Minute()), calendar.DateOf(t).Vietnamese())
}

func hour(m int) string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }

func appendIf(lines []string, line string) []string {
	if line == "" {
		return lines
	}
	return append(lines, line)
}
