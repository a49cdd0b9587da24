package calendar

import (
	"slices"
	"strings"
)

const (
	dateRemedy = "Viết ngày theo dạng 2019-05-04"
	spanRemedy = "Viết giờ theo dạng 07:30-11:30, tăng dần và không chồng lên nhau"
	weekRemedy = "Viết thứ theo dạng T2-T6, T7 hoặc CN"
)

var weekWords = [...]string{"T2", "T3", "T4", "T5", "T6", "T7", "CN"}

func (r *reader) date(s string) (Date, error) {
	d, err := ParseDate(s)
	if err != nil {
		return 0, r.fail(dateRemedy, "không đọc được ngày %q", s)
	}
	return d, r.inYears(d)
}

// inYears keeps a date among the declared years, so that a slip of the pen in the
// year is seen at once.
func (r *reader) inYears(d Date) error {
	years := r.plan.years
	if len(years) > 0 && d.Year() >= years[0].Year && d.Year() <= years[len(years)-1].Year {
		return nil
	}
	return r.fail("Khai báo năm đó bằng dòng year ở phía trên, hoặc sửa lại ngày", "ngày %s không thuộc năm nào đã khai báo", d)
}

func looksLikeSpan(s string) bool {
	return len(s) == len("07:30-11:30") && s[2] == ':' && s[5] == '-' && s[8] == ':'
}

// spans reads ordered spans; at least one.
func (r *reader) spans(words []string) ([]Span, error) {
	if len(words) == 0 {
		return nil, r.fail(spanRemedy, "thiếu giờ")
	}
	var out []Span
	for _, w := range words {
		from, okFrom := minuteOf(w, 0)
		to, okTo := minuteOf(w, 6)
		if !looksLikeSpan(w) || !okFrom || !okTo || from >= to {
			return nil, r.fail(spanRemedy, "không đọc được giờ %q", w)
		}
		if n := len(out); n > 0 && from <= out[n-1].To {
			return nil, r.fail(spanRemedy, "giờ %q chồng lên giờ đứng trước", w)
		}
		out = append(out, Span{from, to})
	}
	return out, nil
}

func minuteOf(w string, at int) (int, bool) {
	if len(w) < at+5 {
		return 0, false
	}
	n := [4]int{}
	for i, p := range [...]int{0, 1, 3, 4} {
		c := w[at+p]
		if c < '0' || c > '9' {
			return 0, false
		}
		n[i] = int(c - '0')
	}
	h, m := n[0]*10+n[1], n[2]*10+n[3]
	return h*60 + m, m < 60 && (h < 24 || h == 24 && m == 0)
}

// weekly reads "T2-T6 07:30-11:30 13:00-17:00" or "T7 -": the days as indexes from
// Monday, and the spans, none for "-".
func (r *reader) weekly(rest []string) (days []int, spans []Span, err error) {
	if len(rest) < 2 {
		return nil, nil, r.fail(weekRemedy+", sau đó là giờ", "thiếu thứ hoặc thiếu giờ")
	}
	from, to, isRange := strings.Cut(rest[0], "-")
	if !isRange {
		to = from
	}
	a, b := slices.Index(weekWords[:], from), slices.Index(weekWords[:], to)
	if a < 0 || b < a {
		return nil, nil, r.fail(weekRemedy, "không hiểu thứ %q", rest[0])
	}
	for i := a; i <= b; i++ {
		days = append(days, i)
	}
	if len(rest) == 2 && rest[1] == "-" {
		return days, nil, nil
	}
	spans, err = r.spans(rest[1:])
	return days, spans, err
}
