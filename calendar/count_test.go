package calendar

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func date(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return d
}

func at(t testing.TB, s string) time.Time {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", s, Zone)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// vectors are facts: received, working days, due. They were worked out by others
// from the published days off; the day of receipt is not counted (DL-2) and a
// Saturday worked in exchange counts (CAL-5).
var vectors = []struct {
	received string
	n        int
	due      string
}{
	{"2019-01-28", 5, "2019-02-11"}, {"2019-02-01", 1, "2019-02-11"}, {"2019-02-01", 3, "2019-02-13"},
	{"2019-02-01", 15, "2019-03-01"}, {"2019-04-12", 1, "2019-04-16"}, {"2019-04-26", 3, "2019-05-04"},
	{"2019-04-26", 2, "2019-05-03"}, {"2019-05-03", 1, "2019-05-04"}, {"2019-08-30", 1, "2019-09-03"},
	{"2019-12-31", 1, "2020-01-02"}, {"2015-02-13", 1, "2015-02-14"}, {"2015-02-13", 5, "2015-02-27"},
	{"2015-04-24", 2, "2015-04-27"}, {"2017-01-25", 10, "2017-02-15"}, {"2020-01-22", 20, "2020-02-26"},
	{"2022-04-29", 1, "2022-05-04"}, {"2024-04-26", 2, "2024-05-03"}, {"2026-08-21", 3, "2026-08-25"},
	{"2026-02-13", 7, "2026-03-03"}, {"2018-12-28", 3, "2019-01-04"},

	{"2018-12-28", 1, "2019-01-02"}, {"2019-01-31", 5, "2019-02-14"}, {"2018-02-13", 1, "2018-02-21"},
	{"2018-08-31", 1, "2018-09-04"}, {"2020-01-22", 1, "2020-01-30"}, {"2023-04-28", 1, "2023-05-04"},
	{"2023-08-31", 2, "2023-09-06"}, {"2024-04-26", 3, "2024-05-04"}, {"2025-04-25", 1, "2025-04-26"},
	{"2025-04-29", 1, "2025-05-05"}, {"2025-12-31", 5, "2026-01-09"}, {"2025-12-31", 6, "2026-01-10"},
	{"2026-04-24", 3, "2026-05-04"}, {"2026-08-21", 2, "2026-08-24"}, {"2026-08-28", 2, "2026-09-04"},
	{"2026-11-19", 3, "2026-11-25"},
}

func TestDL2_VectorsHold(t *testing.T) {
	for _, v := range vectors {
		from := date(t, v.received)
		due := Civil().Add(from, v.n)
		if due.String() != v.due {
			t.Errorf("%s + %d working days = %s, want %s", v.received, v.n, due, v.due)
		}
		if got := Civil().Between(from, date(t, v.due)); got != v.n {
			t.Errorf("%s to %s holds %d working days, want %d", v.received, v.due, got, v.n)
		}
	}
}

func TestCAL_YearsHoldTheirStatutoryDays(t *testing.T) {
	// Weekdays off = statutory days + swapped days; worked Saturdays give a day back.
	for year, want := range map[int]struct{ off, worked int }{
		2015: {13, 2}, 2016: {10, 0}, 2017: {10, 0}, 2018: {11, 0}, 2019: {11, 2}, 2020: {10, 0},
		2021: {11, 0}, 2022: {11, 0}, 2023: {11, 0}, 2024: {12, 1}, 2025: {12, 1}, 2026: {14, 2},
	} {
		off, worked := 0, 0
		for _, d := range Civil().Notable(Make(year, 1, 1), Make(year, 12, 31)) {
			if d.Kind.Counts() {
				worked++
			} else {
				off++
			}
		}
		if off != want.off || worked != want.worked {
			t.Errorf("%d: %d weekdays off and %d worked Saturdays, want %d and %d", year, off, worked, want.off, want.worked)
		}
	}
}

func TestCAL_DaysSayWhy(t *testing.T) {
	for _, c := range []struct{ says, date, kind, reason string }{
		{"CAL-5 a swapped day names the Saturday worked for it", "2019-04-29", "nghỉ hoán đổi", "nghỉ hoán đổi, làm bù 04/5"},
		{"CAL-5 and the Saturday names the day", "2019-05-04", "làm bù", "làm bù cho ngày 29/4"},
		{"CAL-5 an exchange may cross the year", "2018-12-31", "nghỉ hoán đổi", "nghỉ hoán đổi, làm bù 05/01"},
		{"CAL-3 Giỗ Tổ on a Sunday is made up on Monday", "2019-04-15", "nghỉ bù", "nghỉ bù Giỗ Tổ Hùng Vương"},
		{"CAL-4 the new holiday of 24 November 2026", "2026-11-24", "ngày lễ", "Ngày Văn hóa Việt Nam"},
		{"CAL-4 but not before 1 July 2026", "2025-11-24", "ngày làm việc", "ngày làm việc"},
		{"an ordinary Saturday", "2019-05-11", "cuối tuần", "cuối tuần"},
	} {
		d := Civil().Day(date(t, c.date))
		if d.Kind.Vietnamese() != c.kind || d.Reason() != c.reason {
			t.Errorf("%s: %s is %q because %q", c.says, c.date, d.Kind.Vietnamese(), d.Reason())
		}
		if d.Kind.Counts() != Civil().Working(d.Date) {
			t.Errorf("%s: kind and count disagree on %s", c.says, c.date)
		}
	}
}

func TestCAL6_PastTheLastPublishedYearADateIsProvisional(t *testing.T) {
	first, last := Civil().Known()
	if first != 2015 || last != 2026 {
		t.Fatalf("known years %d–%d, want 2015–2026", first, last)
	}
	for in, want := range map[string]bool{"2014-12-31": true, "2015-01-01": false, "2026-12-31": false, "2027-01-01": true, "2050-06-01": true} {
		if d := date(t, in); Civil().Provisional(d) != want || Civil().Day(d).Provisional != want ||
			Civil().ProvisionalAt(d.At(0)) != want || Civil().ProvisionalAt(d.At(1439)) != want {
			t.Errorf("%s provisional = %v, want %v", in, !want, want)
		}
	}
	if Civil().Working(date(t, "2027-05-03")) {
		t.Error("03/5/2027 is fixed already by CAL-3: off")
	}
}

func TestAPO3_LastWorkingDayBefore(t *testing.T) {
	for due, want := range map[string]string{
		"2019-02-11": "2019-02-01", "2019-05-02": "2019-04-26", "2026-11-25": "2026-11-23", "2019-03-25": "2019-03-22",
	} {
		if got := Civil().Previous(date(t, due) - 1).String(); got != want {
			t.Errorf("due %s: last working day at least a day before = %s, want %s", due, got, want)
		}
	}
}

const offices = `
calendar Ủy ban nhân dân quận, quầy sáng thứ Bảy
hours T2-T6 07:00-11:30 13:30-17:00   # giờ riêng
receive T7 07:30-11:30
half 2019-02-01 07:00-11:30 tất niên
off 2019-03-07 closed chuyển trụ sở
work 2019-09-02 07:00-11:30 trực lễ
receive 2019-04-30 08:00-10:00
`

func office(t testing.TB) *Table {
	t.Helper()
	o, err := Civil().Office([]byte(offices))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestCAL7_AnOfficeHasItsOwnHoursWithTheCivilCalendarAsParent(t *testing.T) {
	o := office(t)
	for _, c := range []struct {
		says, moment       string
		counts, receiving  bool
		opening, closingAt int
	}{
		{"its own hours on a weekday", "2019-04-26 07:10", true, true, 420, 1020},
		{"its longer midday break", "2019-04-26 13:10", true, false, 420, 1020},
		{"the Saturday counter receives and does not count", "2019-04-27 08:00", false, true, 0, 0},
		{"nobody on Sunday", "2019-04-28 08:00", false, false, 0, 0},
		{"the parent's holiday closes the office", "2019-05-01 08:00", false, false, 0, 0},
		{"the parent's holiday closes the Saturday counter too", "2022-01-01 08:00", false, false, 0, 0},
		{"unless a counter is opened that very day", "2019-04-30 08:30", false, true, 0, 0},
		{"the Saturday worked in exchange has the office's own weekday hours", "2019-05-04 16:59", true, true, 420, 1020},
		{"a half day ends at noon", "2019-02-01 14:00", true, false, 420, 690},
		{"a day closed for this office alone", "2019-03-07 08:00", false, false, 0, 0},
		{"a holiday worked by this office alone", "2019-09-02 08:00", true, true, 420, 690},
	} {
		m := at(t, c.moment)
		d := DateOf(m)
		if o.Working(d) != c.counts || o.Receiving(m) != c.receiving || o.Opening(d) != c.opening || o.Closing(d) != c.closingAt {
			t.Errorf("%s: %s counts=%v receiving=%v %d–%d", c.says, c.moment, o.Working(d), o.Receiving(m), o.Opening(d), o.Closing(d))
		}
	}
	if Civil().Opening(date(t, "2019-04-26")) != 450 {
		t.Error("laying an office over the civil calendar changed the civil calendar")
	}
	if o.Revision == Civil().Revision || !strings.HasPrefix(o.Revision, Civil().Revision) {
		t.Errorf("revision %q does not name its parent %q", o.Revision, Civil().Revision)
	}
	want := "thứ Bảy: 07:30-11:30 (chỉ tiếp nhận và trả kết quả)"
	if lines := o.Pattern(Make(2019, 6, 3)); len(lines) != 6 || lines[5] != want {
		t.Errorf("the week reads %q, want six lines ending in %q", lines, want)
	}
}

func TestDL1_MinutesAreOfficeMinutes(t *testing.T) {
	for _, c := range []struct {
		says, from string
		minutes    int
		want       string
	}{
		{"inside the morning", "2019-04-26 08:00", 60, "2019-04-26 09:00"},
		{"over the midday break", "2019-04-26 11:00", 60, "2019-04-26 13:30"},
		{"exactly to the break", "2019-04-26 10:30", 60, "2019-04-26 11:30"},
		{"exactly to the close", "2019-04-26 16:00", 60, "2019-04-26 17:00"},
		{"over the night into the exchange week", "2019-04-26 16:40", 30, "2019-05-02 07:40"},
		{"one working day is 08 hours", "2019-04-26 10:00", 480, "2019-05-02 10:00"},
		{"from Sunday it begins Monday morning", "2019-03-24 10:00", 15, "2019-03-25 07:45"},
		{"from the evening it begins next morning", "2019-05-03 20:00", 480, "2019-05-04 17:00"},
		{"before the shipped years the week's pattern holds", "1999-01-04 16:00", 120, "1999-01-05 08:30"},
		{"and after them", "2091-01-05 16:30", 60, "2091-01-08 08:00"},
	} {
		if got := Civil().AddMinutes(at(t, c.from), c.minutes); !got.Equal(at(t, c.want)) {
			t.Errorf("%s: %s + %d min = %s, want %s", c.says, c.from, c.minutes, got, c.want)
		}
		if got := Civil().MinutesBetween(at(t, c.from), at(t, c.want)); got != int64(c.minutes) {
			t.Errorf("%s: %s to %s = %d min, want %d", c.says, c.from, c.want, got, c.minutes)
		}
	}
}

func TestDL3_Open(t *testing.T) {
	for in, want := range map[string]string{
		"2019-04-26 08:00": "2019-04-26 08:00", "2019-04-26 06:00": "2019-04-26 07:30", "2019-04-26 12:00": "2019-04-26 13:00",
		"2019-04-26 17:00": "2019-04-26 17:00", "2019-04-26 17:01": "2019-05-02 07:30", "2019-05-04 03:00": "2019-05-04 07:30",
	} {
		if got := Civil().Open(at(t, in)); !got.Equal(at(t, want)) {
			t.Errorf("Open(%s) = %s, want %s", in, got, want)
		}
	}
}

func TestSumsAreMonotoneAndAdditive(t *testing.T) {
	tables := []*Table{Civil(), office(t)}
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(tables).Draw(t, "table")
		d := Date(rapid.Int32Range(14_000, 26_000).Draw(t, "day"))
		a, b := rapid.IntRange(1, 400).Draw(t, "a"), rapid.IntRange(1, 400).Draw(t, "b")
		due := c.Add(d, a)
		switch {
		case !c.Working(due):
			t.Fatalf("%s + %d falls on %s, a day off", d, a, due)
		case c.Add(due, b) != c.Add(d, a+b):
			t.Fatalf("%s + %d + %d is not additive", d, a, b)
		case c.Add(d+1, a) < due:
			t.Fatalf("received a day later than %s is due earlier", d)
		case c.Between(d, due) != a || c.Between(due, d) != -a:
			t.Fatalf("%s + %d is not inverse to Between", d, a)
		case c.Add(due, -a) > d:
			t.Fatalf("going back %d from %s passes %s", a, due, d)
		}
		m := d.At(rapid.IntRange(0, 1439).Draw(t, "minute"))
		end := c.AddMinutes(m, a)
		if c.MinutesBetween(m, end) != int64(a) || !c.AddMinutes(end, b).Equal(c.AddMinutes(m, a+b)) {
			t.Fatalf("minutes from %s: %d then %d are not additive (%s)", m, a, b, end)
		}
		if !c.Open(end).Equal(end) {
			t.Fatalf("%s + %d minutes ends at %s, outside office time", m, a, end)
		}
		if back := c.AddMinutes(end, -b); c.MinutesBetween(back, end) != int64(b) {
			t.Fatalf("%d minutes back from %s is %s", b, end, back)
		}
	})
}
