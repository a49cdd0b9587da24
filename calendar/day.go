package calendar

import (
	"encoding/binary"
	"fmt"
	"strings"
	"time"
)

// Span is a stretch of office time within one day, in minutes after midnight.
type Span struct{ From, To int }

// String gives "07:30-11:30".
func (s Span) String() string { return clockText(s.From) + "-" + clockText(s.To) }

func clockText(m int) string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }

// Kind says why a day counts or does not.
type Kind uint8

// The kinds of day. Only Workday, Exchanged and Shortened count.
const (
	Workday      Kind = iota // an ordinary working day
	Weekend                  // no hours by the week's pattern
	Holiday                  // a statutory day off (CAL-1, CAL-2, CAL-4)
	Compensatory             // made up for a holiday at the weekend (CAL-3)
	Swapped                  // off in exchange for a worked Saturday (CAL-5)
	Closed                   // this office alone is closed
	Exchanged                // worked in exchange for a swapped day (CAL-5)
	Shortened                // worked for part of the day
)

// Vietnamese names the kind as printed in the arithmetic.
func (k Kind) Vietnamese() string {
	return [...]string{"ngày làm việc", "cuối tuần", "ngày lễ", "nghỉ bù", "nghỉ hoán đổi",
		"cơ quan nghỉ", "làm bù", "làm việc một phần ngày"}[k]
}

// Counts tells whether a day of this kind is a working day for a limit.
func (k Kind) Counts() bool { return k == Workday || k == Exchanged || k == Shortened }

// Day is everything the calendar knows of one date.
type Day struct {
	Date Date
	Kind Kind
	Name string // "Giỗ Tổ Hùng Vương"; empty for ordinary days
	// Partner is the other day of an exchange: the worked Saturday of a swapped
	// day, the swapped day of a worked Saturday. Only meaningful when HasPartner.
	Partner    Date
	HasPartner bool
	// Hours is the office time that counts; Receiving the time in which the
	// counter takes and returns dossiers, which a Saturday-morning counter has
	// on a day that does not count (CAL-7).
	Hours, Receiving []Span
	Provisional      bool
}

// Reason gives the words that stand behind the date in the arithmetic:
// "nghỉ hoán đổi, làm bù 04/5" or "Quốc tế Lao động".
func (d Day) Reason() string {
	switch {
	case d.Kind == Swapped && d.HasPartner:
		return "nghỉ hoán đổi, làm bù " + d.Partner.Short()
	case d.Kind == Exchanged && d.HasPartner:
		return "làm bù cho ngày " + d.Partner.Short()
	case d.Name == "":
		return d.Kind.Vietnamese()
	case d.Kind == Compensatory:
		return "nghỉ bù " + d.Name
	default:
		return d.Name
	}
}

// shape is what the sums need of a day; days of equal shape share one.
type shape struct {
	counts             bool
	minutes            int // office minutes that count
	opening, closing   int // first and last of them
	counting, received []Span
	passed             []uint16 // minute of the day → counting minutes before it
	reached            []uint16 // counting minutes → first minute at which they have passed
}

// dayMinutes is how many minutes a civil day has.
const dayMinutes = 24 * 60

func newShape(counts bool, counting, receiving []Span) shape {
	s := shape{counts: counts, received: merge(counting, receiving)}
	if !counts {
		s.received = merge(nil, receiving)
		return s
	}
	s.counting = counting
	s.opening, s.closing = counting[0].From, counting[len(counting)-1].To
	for _, p := range counting {
		s.minutes += p.To - p.From
	}
	return s
}

// fill works the two tables out; a calendar has a handful of shapes and thousands of
// days, so it is done once for each shape.
func (s *shape) fill() {
	s.passed, s.reached = make([]uint16, dayMinutes+1), make([]uint16, s.minutes+1)
	for m := range s.passed {
		for _, p := range s.counting {
			s.passed[m] += uint16(max(0, min(m, p.To)-p.From))
		}
		if m > 0 && s.passed[m] > s.passed[m-1] {
			s.reached[s.passed[m]] = uint16(m)
		}
	}
}

// key tells shapes apart. A change of the calendar asks for one a day and office.
func (s *shape) key() string {
	b := make([]byte, 0, 64)
	b = append(b, 0)
	if s.counts {
		b[0] = 1
	}
	for _, spans := range [][]Span{s.counting, s.received} {
		b = binary.AppendUvarint(b, uint64(len(spans)))
		for _, p := range spans {
			b = binary.AppendVarint(binary.AppendVarint(b, int64(p.From)), int64(p.To))
		}
	}
	return string(b)
}

// elapsed is how many counting minutes of the day lie before minute m; none on a day
// off.
func (s *shape) elapsed(m int) int { return int(s.passed[m]) }

// reach is the first minute of the day at which n counting minutes have passed,
// for 0 < n <= minutes.
func (s *shape) reach(n int) int { return int(s.reached[n]) }

// merge joins two ordered lists of spans into one ordered list without overlap.
func merge(a, b []Span) []Span {
	var out []Span
	for len(a)+len(b) > 0 {
		from := &a
		if len(a) == 0 || len(b) > 0 && b[0].From < a[0].From {
			from = &b
		}
		next := (*from)[0]
		*from = (*from)[1:]
		if n := len(out); n > 0 && next.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, next.To)
			continue
		}
		out = append(out, next)
	}
	return out
}

// inside gives the first moment >= m of the spans, closing minutes included.
func inside(spans []Span, m int) (int, bool) {
	for _, p := range spans {
		if m <= p.To {
			return max(m, p.From), true
		}
	}
	return 0, false
}

func spansText(spans []Span) string {
	words := make([]string, len(spans))
	for i, s := range spans {
		words[i] = s.String()
	}
	return strings.Join(words, " ")
}

// Pattern describes the weekly hours in force on a day for people,
// "thứ Hai: 07:30-11:30 13:00-17:00".
func (t *Table) Pattern(on Date) []string {
	var lines []string
	p := t.plan.pattern(on)
	for i := range 7 {
		w, s := time.Weekday((i+1)%7), newShape(len(p.weekly[i]) > 0, p.weekly[i], p.receive[i])
		if s.counts {
			lines = append(lines, WeekdayName(w)+": "+spansText(s.counting))
		} else if len(s.received) > 0 {
			lines = append(lines, WeekdayName(w)+": "+spansText(s.received)+" (chỉ tiếp nhận và trả kết quả)")
		}
	}
	return lines
}
