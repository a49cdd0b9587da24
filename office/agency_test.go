package office_test

import (
	"slices"
	"testing"

	"motcua/law"
	"motcua/office"
)

func TestCODE3_AnAgencyCodeTurnsRoundOn15September2020(t *testing.T) {
	for _, c := range []struct{ says, last, first, dossier string }{
		{"the city (CODE-2)", "000.00.00.H29", "H29", "H29.000.00"},
		{"a department", "000.00.05.H29", "H29.05", "H29.005.00"},
		{"a district", "000.00.41.H29", "H29.41", "H29.041.00"},
		{"a commune of a district", "000.03.41.H29", "H29.41.03", "H29.041.03"},
		{"a unit of the fourth level", "012.03.41.H29", "H29.41.03.12", ""},
		{"a commune of 2025 with a number of three digits", "123.00.00.H29", "H29.123", "H29.123.00"},
		{"another province", "000.00.06.H56", "H56.06", "H56.006.00"},
	} {
		for _, text := range []string{c.last, c.first} {
			a, ok := office.ParseAgency(text)
			if !ok {
				t.Errorf("%s: %s cannot be read", c.says, text)
				continue
			}
			last, _ := a.GeneralLast()
			dossier, _ := a.InDossier2025()
			if last != c.last || a.GeneralFirst() != c.first || dossier != c.dossier {
				t.Errorf("%s: %s is written %s, %s, %s", c.says, text, last, a.GeneralFirst(), dossier)
			}
		}
	}
	for _, text := range []string{"", "H29.", "H29.5", "29.05", "00.00.05.H29", "000.00.05.H29.", "H29.0512", "h29.05", "000.00.05.H2"} {
		if a, ok := office.ParseAgency(text); ok {
			t.Errorf("%q was read as %+v", text, a)
		}
	}
	if code, ok := (office.Agency{Top: "H29", Levels: [3]int{120, 4, 0}}).GeneralLast(); ok {
		t.Errorf("a unit under commune 120 was written %s", code)
	}
}

func TestCODE3_EveryShippedOfficeHasItsCodeOfTheDay(t *testing.T) {
	tree := city(t)
	if office.FirstDay != law.Profiles()[0].From {
		t.Errorf("offices begin on %s, the first profile on %s", office.FirstDay, law.Profiles()[0].From)
	}
	for _, c := range []struct {
		day   string
		order string
	}{{"2016-09-30", law.GeneralLast}, {"2018-11-20", law.GeneralLast}, {"2020-09-14", law.GeneralLast}, {"2020-09-15", law.GeneralFirst}, {"2024-03-01", law.GeneralFirst}} {
		p, err := law.At(c.day)
		if err != nil || p.Codes.Agency.Value != c.order {
			t.Fatalf("%s: the profile says %q (%v)", c.day, p.Codes.Agency.Value, err)
		}
		seen := map[string]string{}
		for _, o := range tree.All() {
			if !o.InForce(c.day) {
				continue
			}
			code := o.CodeOn(c.day)
			a, ok := office.ParseAgency(code)
			want, _ := a.GeneralLast()
			if c.order == law.GeneralFirst {
				want = a.GeneralFirst()
			}
			if !ok || code != want || a.Top != "H29" {
				t.Errorf("%s goes by %q on %s, want %q", o.Place, code, c.day, want)
			}
			if seen[code] != "" {
				t.Errorf("%s and %s both go by %s on %s", seen[code], o.Place, code, c.day)
			}
			seen[code] = o.Place
		}
	}
	if o, ok := tree.ByCode("000.03.41.H29", "2024-03-01"); !ok || o.ID != "g26740" {
		t.Errorf("CODE-5: the old code finds %+v", o)
	}
	if o, ok := tree.ByCode("H29.41.03", "2024-03-01"); !ok || o.ID != "g26740" {
		t.Errorf("the new code finds %+v", o)
	}
}

func TestCODE3_CodesOfAnOfficeFromADay(t *testing.T) {
	for _, c := range []struct {
		code, from string
		want       []office.Code
	}{
		{"000.00.05.H29", "2016-09-30", []office.Code{{Value: "000.00.05.H29", From: "2016-09-30", To: "2020-09-14"}, {Value: "H29.05", From: "2020-09-15"}}},
		{"123.00.00.H29", "2025-07-01", []office.Code{{Value: "H29.123", From: "2025-07-01"}}},
		{"H29.123", "2025-07-01", []office.Code{{Value: "H29.123", From: "2025-07-01"}}},
		{"X", "2025-07-01", []office.Code{{Value: "X", From: "2025-07-01"}}},
	} {
		if got := office.CodesFrom(c.code, c.from); !slices.Equal(got, c.want) {
			t.Errorf("%s from %s: %+v, want %+v", c.code, c.from, got, c.want)
		}
	}
}
