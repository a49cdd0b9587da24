package report

import (
	"strconv"
	"strings"

	"motcua/calendar"
	"motcua/clock"
	"motcua/refusal"
)

// Kind is the sort of reporting period.
type Kind string

// The periods of law.md 5.1. None of them is a calendar period: each runs from the
// 15th of a month to the 14th of another.
const (
	Quarter    Kind = "q"
	HalfYear   Kind = "h1"
	NineMonths Kind = "9m"
	Year       Kind = "y"
)

// Period is one reporting window, both days counted.
type Period struct {
	Kind     Kind
	Year     int
	N        int // number of the quarter, 1–4; 0 for the others
	From, To calendar.Date
}

// QuarterOf gives quarter n of a year: I from 15/12 of the year before to 14/3, II
// to 14/6, III to 14/9, IV to 14/12.
func QuarterOf(year, n int) Period {
	return Period{Kind: Quarter, Year: year, N: n, From: fifteenth(year, 3*n-3), To: fifteenth(year, 3*n) - 1}
}

// Of gives a period of the other kinds; all begin on 15/12 of the year before.
func Of(kind Kind, year int) Period {
	months := map[Kind]int{HalfYear: 6, NineMonths: 9, Year: 12}[kind]
	return Period{Kind: kind, Year: year, From: fifteenth(year, 0), To: fifteenth(year, months) - 1}
}

// QuarterAt gives the quarter a day belongs to: 15/3 belongs to quarter II.
func QuarterAt(day calendar.Date) Period {
	for _, p := range QuartersOf(day.Year() + 1) {
		if day >= p.From && day <= p.To {
			return p
		}
	}
	for _, p := range QuartersOf(day.Year()) {
		if day >= p.From && day <= p.To {
			return p
		}
	}
	return Period{}
}

// QuartersOf gives the four quarters of a year in order.
func QuartersOf(year int) []Period {
	return []Period{QuarterOf(year, 1), QuarterOf(year, 2), QuarterOf(year, 3), QuarterOf(year, 4)}
}

// PeriodsOf gives all periods of a year, in the order their reports are written.
func PeriodsOf(year int) []Period {
	return []Period{QuarterOf(year, 1), QuarterOf(year, 2), Of(HalfYear, year), QuarterOf(year, 3), Of(NineMonths, year), QuarterOf(year, 4), Of(Year, year)}
}

// fifteenth is the 15th of a month of a year; month 0 is December of the year before.
func fifteenth(year, month int) calendar.Date {
	return calendar.Make(year, 1, 15).AddMonths(month - 1)
}

// Since is the first moment of the period, Until the first after it.
func (p Period) Since() clock.Instant { return clock.At(p.From.At(0)) }

// Until is the first moment after the period.
func (p Period) Until() clock.Instant { return clock.At((p.To + 1).At(0)) }

// SendBy is the last day for sending the report: the 25th of the period's last
// month (NĐ 09/2019 Art 13).
func (p Period) SendBy() calendar.Date { return p.To + 11 }

// Before gives the period that ends where this one begins; cumulative periods have
// none within their year, so the year before answers.
func (p Period) Before() Period {
	switch {
	case p.Kind == Quarter && p.N > 1:
		return QuarterOf(p.Year, p.N-1)
	case p.Kind == Quarter:
		return QuarterOf(p.Year-1, 4)
	}
	return Of(Year, p.Year-1)
}

// Key names the period in addresses: 2019-q2, 2019-h1, 2019-9m, 2019-y.
func (p Period) Key() string {
	s := strconv.Itoa(p.Year) + "-" + string(p.Kind)
	if p.Kind == Quarter {
		s += strconv.Itoa(p.N)
	}
	return s
}

// ParsePeriod reads a Key back.
func ParsePeriod(key string) (Period, error) {
	y, kind, _ := strings.Cut(key, "-")
	year, err := strconv.Atoi(y)
	if err == nil && year >= 1990 && year <= 2200 {
		for _, p := range PeriodsOf(year) {
			if p.Key() == y+"-"+kind {
				return p, nil
			}
		}
	}
	return Period{}, refusal.Invalid("period", "Chọn kỳ báo cáo trong danh sách.")
}

var roman = [...]string{"", "I", "II", "III", "IV"}

// Name is the period as the head of a form prints it.
func (p Period) Name() string {
	year := strconv.Itoa(p.Year)
	switch p.Kind {
	case Quarter:
		return "Quý " + roman[p.N] + " năm " + year
	case HalfYear:
		return "6 tháng đầu năm " + year
	case NineMonths:
		return "9 tháng năm " + year
	}
	return "Năm " + year
}

// Window is the line under the name, with both days.
func (p Period) Window() string {
	return "Từ ngày " + p.From.Slashed() + " đến ngày " + p.To.Slashed()
}
