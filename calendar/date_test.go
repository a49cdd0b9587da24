package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDateIsTheCivilDayOfVietNam(t *testing.T) {
	for _, c := range []struct{ says, instant, want string }{
		{"an instant late in the UTC evening is already the next day here", "2019-05-03T17:00:00Z", "2019-05-04"},
		{"one second earlier it is still today", "2019-05-03T16:59:59Z", "2019-05-03"},
		{"an instant before 1970 rounds down, not towards zero", "1969-12-31T16:59:59Z", "1969-12-31"},
		{"the zone an instant carries does not matter", "2019-05-04T00:00:00+07:00", "2019-05-04"},
	} {
		at, err := time.Parse(time.RFC3339, c.instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := DateOf(at).String(); got != c.want {
			t.Errorf("%s: DateOf(%s) = %s, want %s", c.says, c.instant, got, c.want)
		}
	}
}

func TestDatePrintsAsOfficialPapersDo(t *testing.T) {
	for in, want := range map[string]string{
		"2019-05-06": "thứ Hai, 06/5/2019",
		"2019-02-11": "thứ Hai, 11/02/2019",
		"2026-11-24": "thứ Ba, 24/11/2026",
		"2019-03-24": "Chủ nhật, 24/3/2019",
	} {
		d, err := ParseDate(in)
		if err != nil || d.Vietnamese() != want {
			t.Errorf("%s prints %q (%v), want %q", in, d.Vietnamese(), err, want)
		}
	}
	for _, in := range []string{"", "2019-2-1", "2019-02-30", "01/02/2019", "2019-02-01 "} {
		if d, err := ParseDate(in); err == nil {
			t.Errorf("ParseDate(%q) = %s, want an error", in, d)
		}
	}
}

func TestDateMonths(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2019-01-31", 1, "2019-02-28"}, {"2020-01-31", 1, "2020-02-29"},
		{"2019-11-30", 3, "2020-02-29"}, {"2019-03-15", 12, "2020-03-15"}, {"2019-03-31", -1, "2019-02-28"},
	} {
		d, _ := ParseDate(c.from)
		if got := d.AddMonths(c.n).String(); got != c.want {
			t.Errorf("%s + %d months = %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestDateAgreesWithTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date(rapid.Int32Range(-200_000, 200_000).Draw(t, "day"))
		m := rapid.IntRange(0, 24*60-1).Draw(t, "minute")
		at := d.At(m)
		if DateOf(at) != d || at.Hour()*60+at.Minute() != m || d.Weekday() != at.Weekday() {
			t.Fatalf("%v: %s minute %d weekday %s", at, d, m, d.Weekday())
		}
		if back, err := ParseDate(d.String()); d > -200_000 && d.Year() > 999 && d.Year() < 10_000 && (err != nil || back != d) {
			t.Fatalf("%s read back as %s, %v", d, back, err)
		}
		y, mo, day := d.Split()
		if wy, wm, wd := at.Date(); y != wy || mo != wm || day != wd || Make(y, mo, day) != d {
			t.Fatalf("%s splits into %d, %d, %d", d, y, mo, day)
		}
		n := rapid.IntRange(-3000, 3000).Draw(t, "months on")
		first := time.Date(y, mo+time.Month(n), 1, 12, 0, 0, 0, Zone)
		if got, end := d.AddMonths(n), DateOf(first.AddDate(0, 1, -1)); got != min(DateOf(first)+Date(day-1), end) {
			t.Fatalf("%s + %d months = %s, the month ends %s", d, n, got, end)
		}
		mo, day = mo+time.Month(rapid.IntRange(-40, 40).Draw(t, "months")), day+rapid.IntRange(-70, 70).Draw(t, "days")
		if want := DateOf(time.Date(y, mo, day, 12, 0, 0, 0, Zone)); Make(y, mo, day) != want {
			t.Fatalf("Make(%d, %d, %d) = %s, want %s", y, mo, day, Make(y, mo, day), want)
		}
	})
}
