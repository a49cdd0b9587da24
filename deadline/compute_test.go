package deadline

import (
	"strings"
	"testing"
	"time"

	"motcua/calendar"

	"pgregory.net/rapid"
)

func at(t testing.TB, s string) time.Time {
	t.Helper()
	v, err := ParseMoment(s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return v
}

func limit(t testing.TB, s string) Limit {
	t.Helper()
	l, err := ParseLimit(s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return l
}

func input(t testing.TB, received, lim string) Input {
	t.Helper()
	return Input{Received: at(t, received), Limit: limit(t, lim), Calendar: calendar.Civil()}
}

func compute(t testing.TB, in Input) Result {
	t.Helper()
	r, err := Compute(in)
	if err != nil {
		t.Fatalf("%+v: %v", in, err)
	}
	return r
}

func same(t *testing.T, says, what string, got time.Time, want string) {
	t.Helper()
	if stamp(got) != strings.Replace(want, " ", "T", 1) {
		t.Errorf("%s: %s = %s, want %s", says, what, stamp(got), want)
	}
}

func TestDL_PeriodsEnd(t *testing.T) {
	for _, c := range []struct{ says, received, limit, want string }{
		{"DL-2 the day of receipt is not counted, swapped days too", "2019-04-26 16:40", "4wd", "2019-05-06 17:00"},
		{"DL-2 a period may end on a Saturday worked in exchange", "2019-04-26 16:40", "3wd", "2019-05-04 17:00"},
		{"DL-2 over Tết", "2019-02-01 09:00", "3wd", "2019-02-13 17:00"},
		{"DL-2 one day over Tết", "2019-02-01 09:00", "1wd", "2019-02-11 17:00"},
		{"CAL-4 the new holiday moves the end", "2026-11-19 09:00", "3wd", "2026-11-25 17:00"},
		{"DL-1 a bare number is taken as working days", "2019-04-26 16:40", "4", "2019-05-06 17:00"},
		{"DL-2 calendar days run through days off", "2019-03-01 09:00", "7d", "2019-03-08 17:00"},
		{"DL-2 and end at the close of the next working day", "2019-04-26 09:00", "3d", "2019-05-02 17:00"},
		{"DL-2 an end on Sunday moves to Monday", "2019-03-21 09:00", "3d", "2019-03-25 17:00"},
		{"DL-2 an end on a Saturday worked in exchange stays", "2019-05-01 09:00", "3d", "2019-05-04 17:00"},
		{"DL-2 a month ends on the same day of the month", "2019-03-12 09:00", "1mo", "2019-04-12 17:00"},
		{"DL-2 or on the last day of a shorter one", "2019-01-31 09:00", "1mo", "2019-02-28 17:00"},
		{"DL-2 two months into a compensatory day off", "2019-02-15 09:00", "2mo", "2019-04-16 17:00"},
		{"DL-1 hours are office hours to the minute", "2019-04-26 16:40", "4h", "2019-05-02 11:10"},
		{"DL-1 eight hours are one working day", "2019-04-26 16:40", "8h", "2019-05-02 16:40"},
		{"DL-1 half a working day is four hours", "2019-03-25 10:00", "0.5wd", "2019-03-25 15:30"},
		{"DL-1 a day and a half are twelve hours", "2019-03-25 10:00", "1.5wd", "2019-03-26 15:30"},
		{"DL-4 the same day", "2019-03-25 10:00", "same_day", "2019-03-25 17:00"},
		{"DL-4 a day off gives the next working day", "2019-03-24 10:00", "same_day", "2019-03-25 17:00"},
		{"DL-4 after the close nothing of the day is left", "2019-03-25 17:20", "same_day", "2019-03-26 17:00"},
		{"CAL-7 a Saturday counter receives, Monday is day one", "2019-03-23 09:00", "1wd", "2019-03-25 17:00"},
		{"receipt on the last evening of a year", "2019-12-31 16:00", "1wd", "2020-01-02 17:00"},
	} {
		r := compute(t, input(t, c.received, c.limit))
		same(t, c.says, "due", r.Due, c.want)
		same(t, c.says, "limit end", r.LimitEnd, c.want)
		if !r.Counted.Equal(at(t, c.received)) || r.Provisional {
			t.Errorf("%s: counted from %s, provisional %v", c.says, r.Counted, r.Provisional)
		}
	}
}

func TestDL3_OnlineAfterHoursCountsFromTheNextOpening(t *testing.T) {
	for _, c := range []struct{ says, received, limit, counted, due string }{
		{"in the evening", "2019-03-25 20:00", "1wd", "2019-03-26 07:30", "2019-03-27 17:00"},
		{"on a day off", "2019-03-23 09:00", "1wd", "2019-03-25 07:30", "2019-03-26 17:00"},
		{"before office hours it is still this day", "2019-03-25 05:00", "1wd", "2019-03-25 07:30", "2019-03-26 17:00"},
		{"in the midday break it is still this day", "2019-03-25 12:00", "1wd", "2019-03-25 13:00", "2019-03-26 17:00"},
		{"inside office hours nothing moves", "2019-03-25 16:59", "1wd", "2019-03-25 16:59", "2019-03-26 17:00"},
		{"on the evening before Tết", "2019-02-01 18:00", "same_day", "2019-02-11 07:30", "2019-02-11 17:00"},
	} {
		in := input(t, c.received, c.limit)
		in.Online = true
		r := compute(t, in)
		same(t, c.says, "counted", r.Counted, c.counted)
		same(t, c.says, "due", r.Due, c.due)
	}
}

func TestDL4_DL5_TheCutOffIsAPropertyOfTheProcedure(t *testing.T) {
	for _, c := range []struct {
		says, received, limit string
		cutOff                int
		due                   string
	}{
		{"certification before 15:00 is due the same day", "2019-03-25 14:59", "same_day", 900, "2019-03-25 17:00"},
		{"15:00 sharp is not after 15:00", "2019-03-25 15:00", "same_day", 900, "2019-03-25 17:00"},
		{"15:01 is", "2019-03-25 15:01", "same_day", 900, "2019-03-26 17:00"},
		{"after 15:00 on the eve of the long holiday", "2019-04-26 15:30", "same_day", 900, "2019-05-02 17:00"},
		{"without a cut-off the hour does not matter", "2019-03-25 16:30", "same_day", 0, "2019-03-25 17:00"},
		{"SET-13 the last hour of an inter-linked group counts from the next day", "2019-03-25 16:30", "3wd", 960, "2019-03-29 17:00"},
		{"earlier it counts from this day", "2019-03-25 15:30", "3wd", 960, "2019-03-28 17:00"},
		{"a Saturday counter is after Friday's cut-off", "2019-03-23 09:00", "1wd", 960, "2019-03-26 17:00"},
		{"as a dossier of Friday evening is", "2019-03-22 16:30", "1wd", 960, "2019-03-26 17:00"},
		{"hours after a cut-off run from the next opening", "2019-03-25 16:30", "4h", 960, "2019-03-26 11:30"},
	} {
		in := input(t, c.received, c.limit)
		in.CutOff = c.cutOff
		same(t, c.says, "due", compute(t, in).Due, c.due)
	}
}

func TestSET2_ARestartCountsTheWholePeriodFromZero(t *testing.T) {
	first := compute(t, input(t, "2019-03-04 09:00", "10wd"))
	same(t, "received 4/3", "due", first.Due, "2019-03-18 17:00")
	again := input(t, "2019-03-12 14:00", "10wd")
	again.Cause = Restart
	r := compute(t, again)
	same(t, "completed 12/3: all ten days again, nothing of the first is kept", "due", r.Due, "2019-03-26 17:00")
	if lines := Explain(again, r); !strings.Contains(lines[0], "bổ sung đầy đủ") || !strings.Contains(lines[0], "tính lại từ đầu") {
		t.Errorf("the arithmetic hides the restart: %q", lines[0])
	}
}

func TestAPO17_AppointmentAndEndOfPeriodAreTwoDates(t *testing.T) {
	in := input(t, "2019-03-04 09:00", "10wd")
	in.Promised = at(t, "2019-03-14 16:00")
	r := compute(t, in)
	same(t, "a local commitment is earlier", "due", r.Due, "2019-03-14 16:00")
	same(t, "the period ends when it ends", "limit end", r.LimitEnd, "2019-03-18 17:00")
	if text := strings.Join(Explain(in, r), "\n"); !strings.Contains(text, "sớm hơn thời hạn") {
		t.Errorf("the arithmetic does not say that the appointment is earlier:\n%s", text)
	}
}

func TestCAL6_ADateOutsideThePublishedYearsIsProvisional(t *testing.T) {
	for _, c := range []struct {
		received, limit string
		want            bool
	}{{"2026-12-21 09:00", "5wd", false}, {"2026-12-21 09:00", "15wd", true}, {"2031-05-05 09:00", "3wd", true}, {"2041-05-06 09:00", "3wd", true}} {
		in := input(t, c.received, c.limit)
		r := compute(t, in)
		if r.Provisional != c.want {
			t.Errorf("%s + %s: provisional = %v", c.received, c.limit, r.Provisional)
		}
		if said := strings.Contains(strings.Join(Explain(in, r), "\n"), "tạm tính"); said != c.want {
			t.Errorf("%s + %s: the arithmetic says provisional = %v", c.received, c.limit, said)
		}
	}
}

func TestCAL6_BeforeTheFirstRecordedYearTheReasonIsAnother(t *testing.T) {
	for _, c := range []struct{ received, limit string }{{"2014-12-30 09:00", "3wd"}, {"2014-04-29 09:00", "1wd"}, {"1999-01-04 09:00", "5wd"}} {
		in := input(t, c.received, c.limit)
		r := compute(t, in)
		text := strings.Join(Explain(in, r), "\n")
		if !r.Provisional || strings.Contains(text, "tạm tính") || !strings.Contains(text, "không có lịch nghỉ trước năm 2015") {
			t.Errorf("%s + %s: provisional %v,\n%s", c.received, c.limit, r.Provisional, text)
		}
	}
}

func TestCAL6_FixedHolidaysOfLaterYearsAreKeptAndTheDateIsProvisional(t *testing.T) {
	for _, c := range []struct{ says, received, limit, due string }{
		{"1 May 2029", "2029-04-27 09:00", "1wd", "2029-05-02 17:00"},
		{"30 April and 1 May 2033 at the weekend: made up twice (CAL-3)", "2033-04-29 09:00", "1wd", "2033-05-04 17:00"},
		{"24 November 2030 is a Sunday and not made up (CAL-4)", "2030-11-22 09:00", "1wd", "2030-11-25 17:00"},
		{"24 November 2031 is a Monday", "2031-11-21 09:00", "1wd", "2031-11-25 17:00"},
		{"the first of the year 2036", "2035-12-31 09:00", "1wd", "2036-01-02 17:00"},
	} {
		in := input(t, c.received, c.limit)
		r := compute(t, in)
		same(t, c.says, "due", r.Due, c.due)
		if text := strings.Join(Explain(in, r), "\n"); !r.Provisional || !strings.Contains(text, "tạm tính") {
			t.Errorf("%s: provisional %v\n%s", c.says, r.Provisional, text)
		}
	}
}

func TestDL7_TheAppointmentIsTheCloseOfOfficeUnlessByHours(t *testing.T) {
	office, err := calendar.Civil().Office([]byte("hours T2-T6 07:00-11:30 13:30-16:30"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ says, received, limit, civil, own string }{
		{"days: the close of the last day, whatever the hour of receipt", "2019-03-25 08:05", "3wd", "2019-03-28 17:00", "2019-03-28 16:30"},
		{"calendar days too", "2019-03-25 16:00", "4d", "2019-03-29 17:00", "2019-03-29 16:30"},
		{"the same day", "2019-03-25 08:05", "same_day", "2019-03-25 17:00", "2019-03-25 16:30"},
		{"hours: the minute on which they have passed", "2019-03-25 08:05", "8h", "2019-03-26 08:05", "2019-03-26 08:35"},
	} {
		in := input(t, c.received, c.limit)
		same(t, c.says, "civil due", compute(t, in).Due, c.civil)
		in.Calendar = office
		same(t, c.says, "due by the office's own hours (CAL-7)", compute(t, in).Due, c.own)
	}
}

func TestDL6_EachCauseCountsTheWholePeriodFromItsOwnMoment(t *testing.T) {
	for _, c := range []struct {
		cause Cause
		words string
	}{{Reception, "Nhận hồ sơ"}, {Restart, "tính lại từ đầu"}, {Obligation, "Đã xác nhận nghĩa vụ tài chính"}} {
		in := input(t, "2019-03-12 14:00", "10wd")
		in.Cause = c.cause
		r := compute(t, in)
		same(t, c.words, "due", r.Due, "2019-03-26 17:00")
		if lines := Explain(in, r); !strings.Contains(lines[0], c.words) {
			t.Errorf("the arithmetic of cause %d begins %q", c.cause, lines[0])
		}
	}
}

func TestDL8_LateByDateOrByMinute(t *testing.T) {
	for _, c := range []struct {
		says, at, due, limit string
		want                 bool
	}{
		{"a period in days: in the evening of the due day", "2019-05-06 23:59", "2019-05-06 17:00", "4wd", false},
		{"a period in days: the next day", "2019-05-07 00:00", "2019-05-06 17:00", "4wd", true},
		{"a period in hours: at the minute", "2019-05-06 10:00", "2019-05-06 10:00", "4h", false},
		{"a period in hours: a minute later", "2019-05-06 10:01", "2019-05-06 10:00", "4h", true},
		{"half a working day is kept to the minute", "2019-05-06 15:31", "2019-05-06 15:30", "0.5wd", true},
		{"the same day: in the evening", "2019-05-06 20:00", "2019-05-06 17:00", "same_day", false},
	} {
		if got := Late(at(t, c.at), at(t, c.due), limit(t, c.limit)); got != c.want {
			t.Errorf("%s: late = %v", c.says, got)
		}
	}
	due := at(t, "2019-05-06 10:00")
	if Late(due.Add(59*time.Second), due, limit(t, "4h")) {
		t.Error("59 seconds are less than the minute that is printed")
	}
}

func TestDL8_LeftInWords(t *testing.T) {
	for _, c := range []struct {
		now, due, limit string
		minutes         int64
		want            string
	}{
		{"2019-05-03 13:00", "2019-05-06 15:00", "4wd", 240 + 480 + 360, "còn 2 ngày 2 giờ làm việc"},
		{"2019-05-03 14:00", "2019-05-04 17:00", "4wd", 180 + 480, "còn 1 ngày 3 giờ làm việc"},
		{"2019-05-06 16:15", "2019-05-06 17:00", "4wd", 45, "còn 45 phút làm việc"},
		{"2019-05-06 19:00", "2019-05-06 17:00", "4wd", 0, "đến hạn hôm nay"},
		{"2019-05-05 19:00", "2019-05-06 07:30", "4h", 0, "đến hạn vào giờ làm việc tới"},
		{"2019-05-08 08:30", "2019-05-03 17:00", "4wd", -(480 + 480 + 480 + 60), "quá hạn 3 ngày 1 giờ làm việc"},
		{"2019-05-12 08:30", "2019-05-10 17:00", "4wd", 0, "vừa quá hạn"},
		{"2019-05-06 10:05", "2019-05-06 10:00", "4h", -5, "quá hạn 5 phút làm việc"},
	} {
		minutes, sentence := Left(calendar.Civil(), at(t, c.now), at(t, c.due), limit(t, c.limit))
		if minutes != c.minutes || sentence != c.want {
			t.Errorf("%s against %s: %d, %q; want %d, %q", c.now, c.due, minutes, sentence, c.minutes, c.want)
		}
	}
}

func TestComputeRefuses(t *testing.T) {
	ok := input(t, "2019-03-04 09:00", "10wd")
	for says, c := range map[string]struct {
		change func(*Input)
		want   error
	}{
		"no moment":         {func(in *Input) { in.Received = time.Time{} }, ErrReceived},
		"no calendar":       {func(in *Input) { in.Calendar = nil }, ErrCalendar},
		"no limit":          {func(in *Input) { in.Limit = Limit{} }, ErrLimit},
		"nothing to count":  {func(in *Input) { in.Limit = Limit{0, WorkingDays} }, ErrRange},
		"half a month":      {func(in *Input) { in.Limit = Limit{50, Months} }, ErrWhole},
		"a number same day": {func(in *Input) { in.Limit = Limit{100, SameDay} }, ErrLimit},
		"a negative hour":   {func(in *Input) { in.CutOff = -1 }, ErrCutOff},
		"the 25th hour":     {func(in *Input) { in.CutOff = 25 * 60 }, ErrCutOff},
	} {
		in := ok
		c.change(&in)
		if _, err := Compute(in); err != c.want {
			t.Errorf("%s: %v, want %v", says, err, c.want)
		}
	}
}

func TestPeriodsAreMonotoneAndEndInOfficeTime(t *testing.T) {
	units := []Unit{WorkingDays, CalendarDays, Hours, Months, Unstated}
	rapid.Check(t, func(t *rapid.T) {
		cal := calendar.Civil()
		n := int32(rapid.IntRange(1, 120).Draw(t, "n"))
		in := Input{Calendar: cal, Online: rapid.Bool().Draw(t, "online"), CutOff: rapid.SampledFrom([]int{0, 900, 960}).Draw(t, "cut-off"),
			Limit:    Limit{n * 100, rapid.SampledFrom(units).Draw(t, "unit")},
			Received: calendar.Date(rapid.IntRange(16_000, 22_000).Draw(t, "day")).At(rapid.IntRange(0, 1439).Draw(t, "minute"))}
		r, err := Compute(in)
		if err != nil {
			t.Fatal(err)
		}
		end := calendar.DateOf(r.LimitEnd)
		if !cal.Working(end) || !cal.Open(r.LimitEnd).Equal(r.LimitEnd) || !r.LimitEnd.After(r.Counted) || r.Counted.Before(in.Received) {
			t.Fatalf("%s from %s (counted %s) ends %s", in.Limit, in.Received, r.Counted, r.LimitEnd)
		}
		later, longer := in, in
		later.Received = in.Received.Add(time.Duration(rapid.IntRange(1, 10_000).Draw(t, "later")) * time.Minute)
		longer.Limit.Hundredths += 100
		if x, _ := Compute(later); x.LimitEnd.Before(r.LimitEnd) {
			t.Fatalf("received later (%s), due earlier: %s before %s", later.Received, x.LimitEnd, r.LimitEnd)
		}
		if x, _ := Compute(longer); x.LimitEnd.Before(r.LimitEnd) {
			t.Fatalf("longer limit, earlier end: %s before %s", x.LimitEnd, r.LimitEnd)
		}
	})
}

func BenchmarkCompute(b *testing.B) {
	for _, l := range []string{"5wd", "60wd", "30d", "4h", "2mo", "same_day"} {
		b.Run(l, func(b *testing.B) {
			in := input(b, "2019-04-26 16:40", l)
			b.ReportAllocs()
			for b.Loop() {
				sink, _ = Compute(in)
			}
		})
	}
}

func TestP6_ComputeAllocatesNothing(t *testing.T) {
	for _, l := range []string{"5wd", "30d", "4h", "2mo", "same_day"} {
		in := input(t, "2019-04-26 16:40", l)
		in.Online = true
		if n := testing.AllocsPerRun(100, func() { sink, _ = Compute(in) }); n != 0 {
			t.Errorf("%s: %v allocations", l, n)
		}
	}
}

var sink Result
