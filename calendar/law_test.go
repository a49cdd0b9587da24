package calendar

import (
	"testing"
	"time"
)

// statutory counts the public holidays of a year, at the weekend too, those of them
// that fall on a rest day and are made up, and the days made up for them.
func statutory(year int) (holidays, atWeekend, madeUp int) {
	for d := Make(year, 1, 1); d <= Make(year, 12, 31); d++ {
		switch day := Civil().Day(d); day.Kind {
		case Holiday:
			if day.Name == "Ngày Văn hóa Việt Nam" || day.Provisional && day.Name == "Tết Nguyên đán" {
				continue // CAL-4: not of Article 112(1); CAL-2: its days are not fixed yet
			}
			holidays++
			if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
				atWeekend++
			}
		case Compensatory:
			madeUp++
		}
	}
	return holidays, atWeekend, madeUp
}

func TestCAL1_TenPublicHolidaysToTheEndOf2020(t *testing.T) {
	for year := 2016; year <= 2020; year++ {
		if n, _, _ := statutory(year); n != 10 {
			t.Errorf("%d has %d public holidays, Labour Code 2012 Art 115 has 10", year, n)
		}
		for name, want := range map[string]int{"Tết Dương lịch": 1, "Tết Nguyên đán": 5, "Giỗ Tổ Hùng Vương": 1, "Quốc khánh": 1, "Ngày Quốc tế Lao động": 1} {
			if n := named(year, name); n != want {
				t.Errorf("%d: %d days of %s, want %d", year, n, name, want)
			}
		}
	}
}

func TestCAL2_ElevenFrom2021TheNationalDayHasTwo(t *testing.T) {
	for year := 2021; year <= 2026; year++ {
		if n, _, _ := statutory(year); n != 11 || named(year, "Quốc khánh") != 2 || named(year, "Tết Nguyên đán") != 5 {
			t.Errorf("%d has %d public holidays, %d of 2/9, %d of Tết; Labour Code 2019 Art 112 has 11, 2, 5", year, n, named(year, "Quốc khánh"), named(year, "Tết Nguyên đán"))
		}
	}
}

func named(year int, name string) int {
	n := 0
	for d := Make(year, 1, 1); d <= Make(year, 12, 31); d++ {
		if day := Civil().Day(d); day.Kind == Holiday && day.Name == name {
			n++
		}
	}
	return n
}

func TestCAL3_AHolidayOnARestDayIsMadeUpOnTheNextWorkingDay(t *testing.T) {
	for year := 2016; year <= 2037; year++ {
		if _, weekend, madeUp := statutory(year); weekend != madeUp {
			t.Errorf("%d: %d holidays on a rest day, %d days made up", year, weekend, madeUp)
		}
	}
	for rest, made := range map[string]string{"2016-05-01": "2016-05-03", "2019-04-14": "2019-04-15", "2026-04-26": "2026-04-27", "2028-04-30": "2028-05-02", "2033-05-01": "2033-05-03"} {
		if d := Civil().Day(date(t, made)); Civil().Day(date(t, rest)).Kind != Holiday || d.Kind != Compensatory {
			t.Errorf("%s is made up on %s: it is %q", rest, made, d.Kind.Vietnamese())
		}
	}
}

func TestCAL4_The24thOfNovemberIsOffFrom2026AndNeverMadeUp(t *testing.T) {
	for year := 2015; year <= 2037; year++ {
		d := Make(year, 11, 24)
		if off := Civil().Day(d).Kind == Holiday; off != (year >= 2026) {
			t.Errorf("24/11/%d is a day off: %v", year, off)
		}
		if w := d.Weekday(); year >= 2026 && (w == time.Saturday || w == time.Sunday) && !Civil().Working(Make(year, 11, 24+(8-int(w))%7)) {
			t.Errorf("24/11/%d falls on a rest day and the Monday after is off", year)
		}
	}
}

func TestCAL5_ASwappedDayIsPairedWithAWorkedSaturday(t *testing.T) {
	pairs := 0
	for d := Make(2015, 1, 1); d <= Make(2026, 12, 31); d++ {
		day := Civil().Day(d)
		if !day.HasPartner {
			if day.Kind == Exchanged {
				t.Errorf("%s is worked in exchange for no day", d)
			}
			continue
		}
		other := Civil().Day(day.Partner)
		if other.Partner != d || day.Kind.Counts() == other.Kind.Counts() {
			t.Errorf("%s is paired with %s, which is paired with %s", d, day.Partner, other.Partner)
		}
		if day.Kind == Exchanged {
			pairs++
			if d.Weekday() != time.Saturday {
				t.Errorf("%s is worked in exchange and no Saturday", d)
			}
		}
	}
	if pairs != 8 {
		t.Errorf("%d worked Saturdays of 2015–2026, want 8", pairs)
	}
}

func TestCAL6_AfterTheLastPublishedYearTheFixedHolidaysStand(t *testing.T) {
	_, last := Civil().Known()
	for year := last + 1; year <= 2037; year++ {
		for _, md := range [][2]int{{1, 1}, {4, 30}, {5, 1}, {9, 2}, {11, 24}} {
			d := Make(year, time.Month(md[0]), md[1])
			if day := Civil().Day(d); day.Kind != Holiday || day.Name == "" || !day.Provisional || Civil().Working(d) {
				t.Errorf("%s: %q %q, provisional %v", d, day.Kind.Vietnamese(), day.Name, day.Provisional)
			}
		}
	}
}
