package report

import (
	"net/url"
	"testing"

	"motcua/calendar"
	"motcua/clock"
)

// law.md 5.1: reporting windows run from the 15th to the 14th.
func TestPeriods(t *testing.T) {
	rows := []struct {
		says             string
		p                Period
		from, to, sendBy string
		key, name        string
	}{
		{"quarter I begins on 15/12 of the year before", QuarterOf(2019, 1), "2018-12-15", "2019-03-14", "2019-03-25", "2019-q1", "Quý I năm 2019"},
		{"quarter II runs from 15/3 to 14/6", QuarterOf(2019, 2), "2019-03-15", "2019-06-14", "2019-06-25", "2019-q2", "Quý II năm 2019"},
		{"quarter III runs from 15/6 to 14/9", QuarterOf(2019, 3), "2019-06-15", "2019-09-14", "2019-09-25", "2019-q3", "Quý III năm 2019"},
		{"quarter IV ends on 14/12", QuarterOf(2019, 4), "2019-09-15", "2019-12-14", "2019-12-25", "2019-q4", "Quý IV năm 2019"},
		{"the first half ends on 14/6", Of(HalfYear, 2020), "2019-12-15", "2020-06-14", "2020-06-25", "2020-h1", "6 tháng đầu năm 2020"},
		{"nine months end on 14/9", Of(NineMonths, 2020), "2019-12-15", "2020-09-14", "2020-09-25", "2020-9m", "9 tháng năm 2020"},
		{"the year ends on 14/12", Of(Year, 2020), "2019-12-15", "2020-12-14", "2020-12-25", "2020-y", "Năm 2020"},
	}
	for _, r := range rows {
		if r.p.From.String() != r.from || r.p.To.String() != r.to || r.p.SendBy().String() != r.sendBy || r.p.Key() != r.key || r.p.Name() != r.name {
			t.Errorf("%s: %s %s–%s, sent by %s, %q", r.says, r.p.Key(), r.p.From, r.p.To, r.p.SendBy(), r.p.Name())
		}
		if back, err := ParsePeriod(r.key); err != nil || back != r.p {
			t.Errorf("%s: %s reads back as %+v, %v", r.says, r.key, back, err)
		}
		if before := r.p.Before(); before.To+1 != r.p.From {
			t.Errorf("%s: the period before ends on %s", r.says, before.To)
		}
	}
	if got := QuarterOf(2019, 2).Window(); got != "Từ ngày 15/3/2019 đến ngày 14/6/2019" {
		t.Error(got)
	}
}

func TestADayBelongsToOneQuarter(t *testing.T) {
	rows := []struct{ says, day, key string }{
		{"14/3 still belongs to quarter I", "2019-03-14", "2019-q1"},
		{"15/3 belongs to the next period", "2019-03-15", "2019-q2"},
		{"15/12 belongs to the next year", "2019-12-15", "2020-q1"},
		{"1/1 belongs to its own year", "2020-01-01", "2020-q1"},
		{"a leap day", "2020-02-29", "2020-q1"},
	}
	for _, r := range rows {
		d, err := calendar.ParseDate(r.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := QuarterAt(d).Key(); got != r.key {
			t.Errorf("%s: %s", r.says, got)
		}
	}
	// No day is left out and none counted twice, for ten years.
	next := QuarterOf(2016, 1).From
	for y := 2016; y < 2026; y++ {
		for _, p := range QuartersOf(y) {
			if p.From != next {
				t.Errorf("%s begins on %s, want %s", p.Key(), p.From, next)
			}
			next = p.To + 1
		}
		if y := Of(Year, y); y.From != QuarterOf(y.Year, 1).From || y.To != QuarterOf(y.Year, 4).To {
			t.Errorf("%s is not its four quarters", y.Key())
		}
	}
}

func TestPeriodsThatAreNoneAreRefused(t *testing.T) {
	for _, key := range []string{"", "2019", "2019-q5", "2019-q0", "02019-q1", "x-q1", "2019-y1", "99999-q1"} {
		if p, err := ParsePeriod(key); err == nil {
			t.Errorf("%q reads as %s", key, p.Key())
		}
	}
}

func TestLinksReadBack(t *testing.T) {
	f := Filter{From: QuarterOf(2019, 2).From, To: QuarterOf(2019, 2).To, Now: 1560000000000000}
	name, back, err := ParseLink(f.Link("open_late"), 1)
	if err != nil || name != "open_late" || back.From != f.From || back.To != f.To || back.Now != f.Now {
		t.Errorf("%s %+v %v", name, back, err)
	}
	v := f.Link("late")
	v.Del("now")
	if _, back, err = ParseLink(v, 7); err != nil || back.Now != clock.Instant(7) {
		t.Errorf("without a moment it is now: %v %v", back.Now, err)
	}
	for _, bad := range []url.Values{{}, {"from": {"2019-06-01"}}, {"from": {"2019-06-02"}, "to": {"2019-06-01"}}, {"from": {"1/6/2019"}, "to": {"2019-06-30"}},
		{"from": {"2019-06-01"}, "to": {"2019-06-30"}, "now": {"soon"}}} {
		if _, _, err := ParseLink(bad, 1); err == nil {
			t.Errorf("%v was read", bad)
		}
	}
	m := Mark{At: -5, ID: "a.b"}
	if got := ParseMark(m.Text()); got != m {
		t.Errorf("%+v", got)
	}
	for _, s := range []string{"", "x", "x.y"} {
		if ParseMark(s) != (Mark{}) {
			t.Errorf("%q is not a mark", s)
		}
	}
}
