package deadline

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"motcua/calendar"
)

// Unit is what a limit is counted in.
type Unit string

// The units a procedure may publish its limit in (DL-1).
const (
	WorkingDays  Unit = "wd"
	CalendarDays Unit = "d"
	Hours        Unit = "h" // working hours
	Months       Unit = "mo"
	SameDay      Unit = "same_day"
	// Unstated is a bare number printed by the catalogue without a unit. It is
	// counted in working days and every result says so [design].
	Unstated Unit = "unstated"
)

// Limit is a published period: Hundredths/100 units, so that half and quarter days
// of internal steps are exact. For SameDay the number is 0.
type Limit struct {
	Hundredths int32
	Unit       Unit
}

// mostUnits keeps every date within the range where a day number cannot overflow;
// the largest number seen in a catalogue is 1,100.
const mostUnits = 20_000

// Errors of limits; each is the sentence to show.
var (
	ErrLimit = errors.New("thời hạn phải viết như 3wd (ngày làm việc), 0.5wd, 20d (ngày), 4h (giờ làm việc), 2mo (tháng), same_day (trong ngày) hoặc 5 (không ghi đơn vị)")
	ErrRange = fmt.Errorf("thời hạn phải lớn hơn 0 và không quá %d", mostUnits)
	ErrWhole = errors.New("thời hạn theo ngày lịch hoặc theo tháng phải là số nguyên")
)

var unitWords = map[string]Unit{
	"wd": WorkingDays, "working_days": WorkingDays, "d": CalendarDays, "days": CalendarDays,
	"h": Hours, "hours": Hours, "mo": Months, "months": Months, "": Unstated, "unstated": Unstated,
}

// Of makes a limit of a catalogue's number and unit; units are those of ParseLimit
// and the long words working_days, days, hours, months. The number is kept to
// hundredths.
func Of(n float64, unit string) (Limit, error) {
	if Unit(unit) == SameDay {
		return Limit{Unit: SameDay}, nil
	}
	u, ok := unitWords[unit]
	if !ok {
		return Limit{}, ErrLimit
	}
	if math.IsNaN(n) || n <= 0 || n > mostUnits {
		return Limit{}, ErrRange
	}
	l := Limit{Hundredths: int32(math.Round(n * 100)), Unit: u}
	return l, l.check()
}

// ParseLimit reads "3wd", "0.5wd", "20d", "4h", "2mo", "same_day" or a bare number.
// A comma may stand for the point.
func ParseLimit(s string) (Limit, error) {
	s = strings.TrimSpace(s)
	if Unit(s) == SameDay {
		return Limit{Unit: SameDay}, nil
	}
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '.' || s[end] == ',') {
		end++
	}
	n, err := strconv.ParseFloat(strings.Replace(s[:end], ",", ".", 1), 64)
	if err != nil {
		return Limit{}, ErrLimit
	}
	if _, frac, ok := strings.Cut(strings.Replace(s[:end], ",", ".", 1), "."); ok && len(frac) > 2 {
		return Limit{}, ErrLimit
	}
	return Of(n, strings.TrimSpace(s[end:]))
}

func (l Limit) check() error {
	whole := l.Hundredths%100 == 0
	switch l.Unit {
	case SameDay:
		if l.Hundredths != 0 {
			return ErrLimit
		}
		return nil
	case WorkingDays, Unstated, Hours:
	case CalendarDays, Months:
		if !whole {
			return ErrWhole
		}
	default:
		return ErrLimit
	}
	if l.Hundredths <= 0 || l.Hundredths > mostUnits*100 {
		return ErrRange
	}
	return nil
}

// String gives the form ParseLimit reads.
func (l Limit) String() string {
	switch l.Unit {
	case SameDay:
		return string(SameDay)
	case Unstated:
		return l.number(".")
	}
	return l.number(".") + string(l.Unit)
}

func (l Limit) number(point string) string {
	s := strconv.Itoa(int(l.Hundredths / 100))
	if rest := l.Hundredths % 100; rest != 0 {
		s += point + strings.TrimRight(fmt.Sprintf("%02d", rest), "0")
	}
	return s
}

// Vietnamese gives the words of the receipt: "03 ngày làm việc", "0,5 ngày làm việc",
// "04 giờ làm việc", "trong ngày". A number below 10 carries a leading zero.
func (l Limit) Vietnamese() string {
	n := l.number(",")
	if l.Hundredths%100 == 0 && len(n) == 1 {
		n = "0" + n
	}
	switch l.Unit {
	case WorkingDays:
		return n + " ngày làm việc"
	case CalendarDays:
		return n + " ngày"
	case Hours:
		return n + " giờ làm việc"
	case Months:
		return n + " tháng"
	case SameDay:
		return "trong ngày"
	}
	return n + " (không ghi đơn vị, tính theo ngày làm việc)"
}

// ByMinute tells whether the limit is kept to the minute: limits in hours and
// fractions of a working day (DL-1). All others are kept by date (DL-8).
func (l Limit) ByMinute() bool {
	return l.Unit == Hours || l.countsWorkingDays() && l.Hundredths%100 != 0
}

// WithinOneDay tells whether the limit is at most one day, for which a letter one
// day before the end is impossible (APO-18). Eight working hours are one day.
func (l Limit) WithinOneDay() bool {
	switch {
	case l.Unit == SameDay:
		return true
	case l.Unit == Hours:
		return l.Hundredths <= 8*100
	case l.Unit == Months:
		return false
	}
	return l.Hundredths <= 100
}

// WorkingMinutes is the office time of a limit kept by minute or counted in working
// days, rounded up to a whole minute: 1 working day = 08 hours (DL-1). ok is false for calendar days and months,
// whose office time depends on the dates.
func (l Limit) WorkingMinutes() (minutes int, ok bool) {
	switch {
	case l.Unit == Hours:
		return perHundred(l.Hundredths, 60), true
	case l.countsWorkingDays():
		return perHundred(l.Hundredths, calendar.WorkingDayMinutes), true
	case l.Unit == SameDay:
		return calendar.WorkingDayMinutes, true
	}
	return 0, false
}

func perHundred(hundredths int32, minutes int64) int {
	return int((int64(hundredths)*minutes + 99) / 100)
}

func (l Limit) countsWorkingDays() bool { return l.Unit == WorkingDays || l.Unit == Unstated }
