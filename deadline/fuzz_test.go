package deadline

import (
	"testing"
	"time"

	"motcua/calendar"
)

// oracle is the end of a period as anybody would first write it: it walks from day to
// day and from minute to minute and asks the calendar about single days only.
func oracle(in Input) time.Time {
	cal := in.Calendar
	day, minute := calendar.DateOf(in.Received), in.Received.In(calendar.Zone).Hour()*60+in.Received.In(calendar.Zone).Minute()
	next := func() {
		for day++; !cal.Day(day).Kind.Counts(); day++ {
		}
		minute = cal.Day(day).Hours[0].From
	}
	if in.Online && !inOffice(cal.Day(day), &minute) { // DL-3
		next()
	}
	if in.CutOff > 0 && (!cal.Day(day).Kind.Counts() || minute > in.CutOff) { // DL-4, DL-5
		next()
	}
	if in.Limit.ByMinute() {
		minutes, _ := in.Limit.WorkingMinutes()
		return walk(cal, day, minute, minutes)
	}
	last := oracleDay(cal, day, in.Limit)
	for !cal.Day(last).Kind.Counts() {
		last++
	}
	if last == day && minute > closeOf(cal.Day(last)) {
		for last++; !cal.Day(last).Kind.Counts(); last++ {
		}
	}
	return last.At(closeOf(cal.Day(last)))
}

func closeOf(d calendar.Day) int { return d.Hours[len(d.Hours)-1].To }

// inOffice moves a minute before or between the hours to the next of them; it is false
// after the close and on a day off.
func inOffice(d calendar.Day, minute *int) bool {
	for _, s := range d.Hours {
		if d.Kind.Counts() && *minute <= s.To {
			*minute = max(*minute, s.From)
			return true
		}
	}
	return false
}

func oracleDay(cal *calendar.Table, day calendar.Date, l Limit) calendar.Date {
	n := int(l.Hundredths / 100)
	switch l.Unit {
	case SameDay:
		return day
	case CalendarDays:
		return day + calendar.Date(n)
	case Months:
		y, m, d := day.Split()
		first := time.Date(y, m+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
		last := first.AddDate(0, 1, -1).Day()
		return calendar.Make(first.Year(), first.Month(), min(d, last))
	}
	for ; n > 0; n-- {
		for day++; !cal.Day(day).Kind.Counts(); day++ {
		}
	}
	return day
}

func walk(cal *calendar.Table, day calendar.Date, minute, minutes int) time.Time {
	for ; ; day, minute = day+1, 0 {
		d := cal.Day(day)
		if !d.Kind.Counts() {
			continue
		}
		for _, s := range d.Hours {
			from := max(s.From, minute)
			if left := s.To - from; left > 0 {
				if minutes <= left {
					return day.At(from + minutes)
				}
				minutes -= left
			}
		}
	}
}

var fuzzUnits = []Unit{WorkingDays, CalendarDays, Hours, Months, SameDay, Unstated}

// fuzzed turns the fuzzer's numbers into a period that Compute takes: 2014 to 2041,
// both ends beyond the published calendar.
func fuzzed(day uint16, minute uint16, n uint16, unit, cutOff uint8, online bool) Input {
	in := Input{Calendar: calendar.Civil(), Online: online, CutOff: []int{0, 900, 960}[cutOff%3],
		Received: (calendar.Make(2014, 1, 1) + calendar.Date(day%10_000)).At(int(minute) % 1440),
		Limit:    Limit{Hundredths: (int32(n%250) + 1) * 100, Unit: fuzzUnits[int(unit)%len(fuzzUnits)]}}
	switch {
	case in.Limit.Unit == SameDay:
		in.Limit.Hundredths = 0
	case in.Limit.Unit == Months:
		in.Limit.Hundredths = (int32(n%24) + 1) * 100
	case in.Limit.Unit == WorkingDays && n%7 == 0:
		in.Limit.Hundredths += 50 // kept to the minute
	}
	return in
}

func FuzzDeadline(f *testing.F) {
	f.Add(uint16(1853), uint16(540), uint16(4), uint8(0), uint8(0), false, uint16(1), uint8(2))    // 28/1/2019 over Tết
	f.Add(uint16(1941), uint16(1000), uint16(2), uint8(0), uint8(0), false, uint16(600), uint8(1)) // 26/4/2019: a worked Saturday
	f.Add(uint16(1941), uint16(1000), uint16(3), uint8(2), uint8(1), true, uint16(30), uint8(4))
	f.Add(uint16(1824), uint16(1150), uint16(0), uint8(4), uint8(0), false, uint16(1), uint8(1)) // after the close, the same day
	f.Add(uint16(1856), uint16(500), uint16(0), uint8(3), uint8(2), true, uint16(1), uint8(9))   // 31/1: a month ends in February
	f.Add(uint16(4705), uint16(480), uint16(2), uint8(5), uint8(2), true, uint16(3000), uint8(7))
	f.Add(uint16(5200), uint16(899), uint16(7), uint8(1), uint8(1), false, uint16(2), uint8(3))
	f.Add(uint16(9990), uint16(1439), uint16(249), uint8(0), uint8(1), true, uint16(9), uint8(20))
	f.Fuzz(func(t *testing.T, day, minute, n uint16, unit, cutOff uint8, online bool, later uint16, more uint8) {
		in := fuzzed(day, minute, n, unit, cutOff, online)
		r, err := Compute(in)
		if err != nil {
			t.Fatal(err)
		}
		end := calendar.DateOf(r.LimitEnd)
		if want := oracle(in); !r.LimitEnd.Equal(want) || !r.Due.Equal(want) {
			t.Fatalf("%s from %s (online %v, cut-off %d) ends %s, the walk says %s", in.Limit, in.Received, in.Online, in.CutOff, r.LimitEnd, want)
		}
		if !in.Calendar.Working(end) || !in.Calendar.Open(r.LimitEnd).Equal(r.LimitEnd) || r.LimitEnd.Before(in.Received) {
			t.Fatalf("%s from %s ends %s: a day off, outside office time or before the receipt", in.Limit, in.Received, r.LimitEnd)
		}
		after := in
		after.Received = in.Received.Add(time.Duration(later) * time.Minute)
		if x, err := Compute(after); err != nil || x.LimitEnd.Before(r.LimitEnd) {
			t.Fatalf("received later (%s), due earlier: %s before %s (%v)", after.Received, x.LimitEnd, r.LimitEnd, err)
		}
		additive(t, in, r, more)
	})
}

// additive: a period in working days or office hours followed by another ends where
// both together end. Calendar days and months are not so by law: each end on a day off
// moves to the next working day.
func additive(t *testing.T, in Input, r Result, more uint8) {
	t.Helper()
	if in.Limit.Unit != WorkingDays && in.Limit.Unit != Hours && in.Limit.Unit != Unstated {
		return
	}
	rest, both := Input{Calendar: in.Calendar, Received: r.LimitEnd, Limit: in.Limit}, in
	rest.Limit.Hundredths = (int32(more) + 1) * 100
	both.Limit.Hundredths += rest.Limit.Hundredths
	if in.Limit.ByMinute() && in.Limit.Unit == WorkingDays {
		rest.Limit = Limit{Hundredths: (int32(more) + 1) * 800, Unit: Hours} // the same office time
	}
	x, err := Compute(rest)
	y, err2 := Compute(both)
	if err != nil || err2 != nil || !x.LimitEnd.Equal(y.LimitEnd) {
		t.Fatalf("%s from %s ends %s, then %s more %s; both together %s (%v, %v)", in.Limit, in.Received, r.LimitEnd, rest.Limit, x.LimitEnd, y.LimitEnd, err, err2)
	}
}
