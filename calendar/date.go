package calendar

import (
	"errors"
	"fmt"
	"time"
)

// Zone is the civil time of the country, a fixed +07:00 without summer time.
var Zone = time.FixedZone("+07", zoneSeconds)

const (
	zoneSeconds = 7 * 3600
	daySeconds  = 24 * 3600
	eraDays     = 146_097 // 400 years
	marchOffset = 719_468 // from 0000-03-01 to 1970-01-01
	pastEras    = 15_000  // keeps the sums positive for every Date
)

// Date is a civil day in Zone, counted from 1970-01-01 = 0.
type Date int32

var errDate = errors.New("ngày phải viết theo dạng NĂM-THÁNG-NGÀY, ví dụ 2019-05-04")

// DateOf gives the civil day on which the moment t falls in Zone, whatever
// location t itself carries.
func DateOf(t time.Time) Date { d, _ := split(t); return d }

// Make gives the civil day of year, month and day; an overflowing day or month
// runs on as in time.Date. The sum is that of the Gregorian era of 400 years with
// the year beginning in March, so that the leap day comes last.
func Make(year int, month time.Month, day int) Date {
	months := uint64(int64(year)*12 + int64(month) - 3 + pastEras*400*12) // since a March
	y, m := months/12, months%12
	era := y / 400
	inEra := y % 400
	days := era*eraDays + inEra*365 + inEra/4 - inEra/100 + (m*153+2)/5
	return Date(int64(days) - pastEras*eraDays - marchOffset + int64(day) - 1)
}

// ParseDate reads YYYY-MM-DD. The error is a Vietnamese sentence.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || len(s) != len(time.DateOnly) {
		return 0, errDate
	}
	return Date(floorDiv(t.Unix(), daySeconds)), nil
}

// String gives YYYY-MM-DD, the form stored in the database.
func (d Date) String() string { return d.utc().Format(time.DateOnly) }

// Weekday of the civil day.
func (d Date) Weekday() time.Weekday {
	return time.Weekday((d.fromMonday() + 1) % 7)
}

// fromMonday is 0 for Monday … 6 for Sunday; 1970-01-01 was a Thursday.
func (d Date) fromMonday() int { return int(floorMod(int64(d)+3, 7)) }

// Time is the moment hour:min of this day in Zone.
func (d Date) Time(hour, min int) time.Time { return d.At(hour*60 + min) }

// At is the moment that lies the given minutes after the midnight that opens d.
func (d Date) At(minutes int) time.Time {
	return time.Unix(int64(d)*daySeconds-zoneSeconds+int64(minutes)*60, 0).In(Zone)
}

// Split gives year, month and day of the month; it undoes Make.
func (d Date) Split() (year int, month time.Month, day int) {
	z := uint64(int64(d) + marchOffset + pastEras*eraDays)
	era := z / eraDays
	inEra := z % eraDays
	y := (inEra - inEra/1460 + inEra/36_524 - inEra/(eraDays-1)) / 365
	inYear := inEra - (y*365 + y/4 - y/100)
	m := (inYear*5 + 2) / 153
	day = int(inYear - (m*153+2)/5 + 1)
	year = int(y) + (int(era)-pastEras)*400
	if m < 10 {
		return year, time.Month(m + 3), day
	}
	return year + 1, time.Month(m - 9), day
}

// Year of the civil day.
func (d Date) Year() int {
	y, _, _ := d.Split()
	return y
}

// AddMonths gives the same day n months later, or the last day of that month
// when it is shorter (31/1 + 1 month = 28/2 or 29/2).
func (d Date) AddMonths(n int) Date {
	y, m, day := d.Split()
	months := uint64(int64(y)*12 + int64(m) - 1 + int64(n) + pastEras*400*12)
	y, m = int(months/12)-pastEras*400, time.Month(months%12+1)
	if day > 28 {
		day = min(day, daysIn(y, m))
	}
	return Make(y, m, day)
}

func daysIn(year int, m time.Month) int {
	if m == time.February && year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		return 29
	}
	return int([...]int8{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m-1])
}

// Vietnamese gives the date as official papers print it, "thứ Hai, 06/5/2019":
// days below 10 and the months 1 and 2 carry a leading zero, other months none.
func (d Date) Vietnamese() string { return WeekdayName(d.Weekday()) + ", " + d.Slashed() }

// Slashed gives "06/5/2019".
func (d Date) Slashed() string { return fmt.Sprintf("%s/%d", d.Short(), d.Year()) }

// Short gives day and month alone, "06/5".
func (d Date) Short() string {
	_, m, day := d.Split()
	if m <= 2 {
		return fmt.Sprintf("%02d/%02d", day, int(m))
	}
	return fmt.Sprintf("%02d/%d", day, int(m))
}

// WeekdayName gives "thứ Hai" … "Chủ nhật".
func WeekdayName(w time.Weekday) string {
	return [...]string{"Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"}[w]
}

func (d Date) utc() time.Time { return time.Unix(int64(d)*daySeconds, 0).UTC() }

// split cuts a moment into civil day and whole minute of that day; seconds are
// dropped because every printed time shows hours and minutes only.
func split(t time.Time) (Date, int) {
	s := t.Unix() + zoneSeconds
	d := floorDiv(s, daySeconds)
	return Date(d), int((s - d*daySeconds) / 60)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 { return a - floorDiv(a, b)*b }
