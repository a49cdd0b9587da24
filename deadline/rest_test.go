package deadline

import (
	"testing"

	"motcua/calendar"
)

// What is left of a limit, by the civil calendar of June 2019: Monday the 3rd.
func TestSET10WhatTheFirstPartLeftOver(t *testing.T) {
	for _, c := range []struct{ says, limit, from, until, rest string }{
		{"the day of the event is not counted", "5wd", "2019-06-03 09:00", "2019-06-05 16:00", "3wd"},
		{"the weekend uses nothing", "5wd", "2019-06-06 09:00", "2019-06-10 08:00", "3wd"},
		{"sent the same day, the whole is left", "5wd", "2019-06-03 09:00", "2019-06-03 16:00", "5wd"},
		{"on the last day, the least", "5wd", "2019-06-03 09:00", "2019-06-10 16:00", "1wd"},
		{"late, the least too", "5wd", "2019-06-03 09:00", "2019-06-28 16:00", "1wd"},
		{"a bare number is left bare", "5", "2019-06-03 09:00", "2019-06-05 16:00", "3"},
		{"hours by the minute", "12h", "2019-06-03 08:00", "2019-06-03 10:30", "9.5h"},
		{"half days in hours", "2.5wd", "2019-06-03 07:30", "2019-06-04 07:30", "12h"},
		{"an hour limit shorter than the least stays whole", "4h", "2019-06-03 07:30", "2019-06-03 10:30", "4h"},
		{"calendar days count days off", "20d", "2019-06-03 09:00", "2019-06-10 09:00", "13d"},
		{"months become days", "1mo", "2019-06-03 09:00", "2019-06-10 09:00", "23d"},
		{"the same day stays", "same_day", "2019-06-03 09:00", "2019-06-03 10:00", "same_day"},
	} {
		l, err := ParseLimit(c.limit)
		if err != nil {
			t.Fatal(err)
		}
		from, err1 := ParseMoment(c.from)
		until, err2 := ParseMoment(c.until)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		got := Rest(calendar.Civil(), l, from, until, 1)
		if got.String() != c.rest || got.check() != nil {
			t.Errorf("SET-10 %s: %s of %s is left, want %s (%v)", c.says, got, c.limit, c.rest, got.check())
		}
	}
}
