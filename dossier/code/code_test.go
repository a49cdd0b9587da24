package code

import (
	"strings"
	"testing"
	"time"

	"motcua/calendar"
	"motcua/law"
	"motcua/refusal"

	"pgregory.net/rapid"
)

func codesOn(t testing.TB, day string) (law.Codes, time.Time) {
	t.Helper()
	p, err := law.At(day)
	if err != nil {
		t.Fatal(err)
	}
	d, err := calendar.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	return p.Codes, d.At(600)
}

// TestCODE1_CODE4_ADossierHasTheCodeOfItsDay: whichever way round the agency's own
// code is written that day (CODE-3), the dossier's code follows its own scheme.
func TestCODE1_CODE4_ADossierHasTheCodeOfItsDay(t *testing.T) {
	for _, c := range []struct{ says, day, agency, want string }{
		{"before TT 01/2018 our own use of its format [design]", "2018-11-20", "000.03.41.H29", "000.03.41.H29-181120-0007"},
		{"CODE-1 a commune of 2019", "2019-02-18", "000.03.41.H29", "000.03.41.H29-190218-0007"},
		{"CODE-1 stays when the agency's code has turned round", "2023-10-27", "H29.06", "000.00.06.H29-231027-0007"},
		{"CODE-1 a commune of two tiers", "2025-07-15", "H29.123", "123.00.00.H29-250715-0007"},
		{"CODE-4 a commune of two tiers", "2025-09-15", "H29.123", "H29.123.00-250915-0007"},
		{"CODE-4 a department", "2026-10-05", "H29.06", "H29.006.00-261005-0007"},
		{"CODE-4 the agency's code still in the old order", "2026-10-05", "000.03.41.H29", "H29.041.03-261005-0007"},
		{"the city itself (CODE-2)", "2026-10-05", "H29", "H29.000.00-261005-0007"},
	} {
		codes, day := codesOn(t, c.day)
		got, err := Write(codes, c.agency, day, 7)
		if err != nil || got != c.want {
			t.Errorf("%s: %q (%v), want %q", c.says, got, err, c.want)
			continue
		}
		back, err := Parse(got)
		if err != nil || back.String() != got || back.Day != calendar.DateOf(day) || back.Number != 7 || back.System != "" || back.Rule != strings.SplitN(codes.Scheme.Rule, ",", 2)[0] {
			t.Errorf("%s: %q is read as %+v (%v)", c.says, got, back, err)
		}
	}
}

func TestCODE7_MoreThanADayHoldsIsAnAlarmAndNoCode(t *testing.T) {
	codes, day := codesOn(t, "2019-06-03")
	if code, err := Write(codes, "000.03.41.H29", day, 9999); err != nil || code != "000.03.41.H29-190603-9999" {
		t.Errorf("the last number of the day: %q (%v)", code, err)
	}
	for _, c := range []struct {
		agency string
		n      int64
		rule   string
	}{{"000.03.41.H29", 10_000, "CODE-7"}, {"", 1, "CODE-1"}, {"Quận 1", 1, "CODE-1"}, {"000.03.41.H29", 0, "CODE-1"}} {
		code, err := Write(codes, c.agency, day, c.n)
		if no, ok := refusal.As(err); !ok || no.Rule != c.rule || code != "" {
			t.Errorf("%q number %d: %q, %v; want a refusal under %s", c.agency, c.n, code, err, c.rule)
		}
	}
	codes, day = codesOn(t, "2026-10-05")
	if code, err := Write(codes, "H29.41.03.12", day, 1); err == nil {
		t.Errorf("a unit of the fourth level has no place in CODE-4: %q", code)
	}
}

func TestCODE5_EveryFormatIsReadAsPeopleTypeIt(t *testing.T) {
	for _, c := range []struct{ says, text, rule, code, system string }{
		{"CODE-1", "000.00.06.H56-231027-0361", "CODE-1", "000.00.06.H56-231027-0361", ""},
		{"CODE-3 the reversed agency code", "H29.05-231027-0361", "CODE-3", "H29.05-231027-0361", ""},
		{"CODE-3 the first level alone", "H29-231027-0361", "CODE-3", "H29-231027-0361", ""},
		{"CODE-4", "H29.006.00-261005-0361", "CODE-4", "H29.006.00-261005-0361", ""},
		{"CODE-4 a system for the whole country", "H29.006.00-261005-070361", "CODE-4", "H29.006.00-261005-070361", "07"},
		{"CODE-4 with a longer number", "G01.006.00-261005-0712345", "CODE-4", "G01.006.00-261005-0712345", "07"},
		{"small letters and blanks", " h29.006.00 - 261005 - 0361 ", "CODE-4", "H29.006.00-261005-0361", ""},
		{"no-break hyphens and a no-break blank", "000.00.06.H56\u2011231027\u20110361\u00a0", "CODE-1", "000.00.06.H56-231027-0361", ""},
		{"a dash from a word processor", "000.00.06.H56\u2013231027\u20140361", "CODE-1", "000.00.06.H56-231027-0361", ""},
		{"a minus sign, zero width blank and soft hyphen", "000.00.\u200b06.H56\u2212231027-\u00ad0361", "CODE-1", "000.00.06.H56-231027-0361", ""},
		{"a leap day", "000.00.06.H56-240229-0001", "CODE-1", "000.00.06.H56-240229-0001", ""},
	} {
		got, err := Parse(c.text)
		if err != nil || got.Rule != c.rule || got.String() != c.code || got.System != c.system {
			t.Errorf("%s: %q is read as %+v %q (%v)", c.says, c.text, got, got, err)
		}
	}
	for says, text := range map[string]string{
		"nothing": "", "a name": "Trần Văn An", "a running number": "0361", "a day that is none": "000.00.06.H56-230231-0361",
		"no leap year": "000.00.06.H56-230229-0361", "a month that is none": "H29.006.00-261305-0361", "three digits": "000.00.06.H56-231027-361",
		"five digits under CODE-1": "000.00.06.H56-231027-00361", "an agency without the city": "000.00.06-231027-0361",
		"something behind": "000.00.06.H56-231027-0361x", "underscores": "000.00.06.H56_231027_0361", "an endless number": "H29.006.00-261005-07" + strings.Repeat("9", 40),
	} {
		got, err := Parse(text)
		if no, ok := refusal.As(err); !ok || no.Rule != "CODE-5" || no.Field != "code" || got != (Code{}) {
			t.Errorf("%s: %q is read as %+v (%v)", says, text, got, err)
		}
	}
}

// TestCODE5_WhatIsWrittenIsReadBack on any day of any profile, for any agency.
func TestCODE5_WhatIsWrittenIsReadBack(t *testing.T) {
	profiles := law.Profiles()
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(profiles).Draw(t, "profile")
		from, err := calendar.ParseDate(p.From)
		if err != nil {
			t.Fatal(err)
		}
		to := from + 3000
		if p.To != "" {
			if to, err = calendar.ParseDate(p.To); err != nil {
				t.Fatal(err)
			}
		}
		day := from + calendar.Date(rapid.IntRange(0, int(to-from)).Draw(t, "day"))
		n := int64(rapid.IntRange(1, most).Draw(t, "n"))
		agency := rapid.SampledFrom([]string{"H29", "H29.05", "H29.41.03", "000.00.05.H29", "000.03.41.H29", "H29.168", "H56.06"}).Draw(t, "agency")
		text, err := Write(p.Codes, agency, day.At(rapid.IntRange(0, 1439).Draw(t, "minute")), n)
		if err != nil {
			t.Fatal(err)
		}
		back, err := Parse(text)
		if err != nil || back.String() != text || back.Day != day || back.Number != n || back.System != "" {
			t.Fatalf("%s is read as %+v (%v)", text, back, err)
		}
		central := Code{Rule: "CODE-4", Agency: "G01.002.00", Day: day, System: "07", Number: n}
		if again, err := Parse(central.String()); err != nil || again != central {
			t.Fatalf("%s is read as %+v (%v)", central, again, err)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"000.00.06.H56-231027-0361", "H29.05-231027-0361", "H29.006.00-261005-0361", "H29.006.00-261005-070361", "h29-240229-0001 ",
		"000.00.06.H56\u2011231027\u20110361", "", "-", "H29.006.00-261005-07", "000.00.06.H56-990230-0361", "ＨH29-240229-0001", "\xff\xfe-240229-0001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := Parse(s)
		if err != nil {
			if no, ok := refusal.As(err); !ok || no.Rule != "CODE-5" || no.Sentence == "" || c != (Code{}) {
				t.Fatalf("%q: %+v, %v", s, c, err)
			}
			return
		}
		again, err := Parse(c.String())
		if err != nil || again != c {
			t.Fatalf("%q is read as %+v, printed %q, read again as %+v (%v)", s, c, c, again, err)
		}
		if Tidy(s) != c.String() {
			t.Fatalf("%q was changed into %q", s, c)
		}
	})
}
