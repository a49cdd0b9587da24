package dossier

import (
	"testing"
	"time"

	"motcua/calendar"
	"motcua/clock"
	"motcua/law"
	"motcua/procedure"
	"motcua/refusal"
)

func instant(t testing.TB, s string) clock.Instant {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", s, clock.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return clock.At(v)
}

// momentOn is a moment of plain values: the profile of reception and that of the day.
func momentOn(t testing.TB, received, now string) Moment {
	t.Helper()
	m := Moment{Now: instant(t, now), Calendar: calendar.Civil()}
	var err error
	if m.Profile, err = law.At(received[:10]); err != nil {
		t.Fatal(err)
	}
	if m.Today, err = law.At(now[:10]); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestREC4_AnOnlineFilingIsCheckedWithin08WorkingHours(t *testing.T) {
	for filed, check := range map[string]string{
		"2019-06-03 09:00": "2019-06-04 09:00", "2019-06-07 16:00": "2019-06-10 16:00",
		"2019-06-08 20:00": "2019-06-10 17:00", "2019-02-01 16:30": "2019-02-11 16:30",
	} {
		d := Dossier{State: Filed, FiledAt: instant(t, filed), Channel: 2}
		ms := Milestones(d, momentOn(t, filed, filed), 0)
		if len(ms) != 1 || ms[0].What != "check" || ms[0].At != instant(t, check)+1 { // at the moment itself it is in time still
			t.Errorf("filed %s: %+v, want the check by %s", filed, ms, check)
		}
	}
}

// TestSET13_TheDeskIsAlertedAfter02WorkingHours: from 1/7/2025 on, or where a procedure's
// own law says so; what comes in the last hour counts from the next working day.
func TestSET13_TheDeskIsAlertedAfter02WorkingHours(t *testing.T) {
	for _, c := range []struct {
		says, filed string
		channel     int
		own         procedure.Own
		alert       string
	}{
		{"before 2025 nothing says so", "2019-06-03 09:00", 2, procedure.Own{}, ""},
		{"the procedure's own law", "2019-06-03 09:00", 2, procedure.Own{AlertWithin: 2}, "2019-06-03 11:00"},
		{"over noon", "2025-07-15 10:30", 2, procedure.Own{}, "2025-07-15 14:00"},
		{"over night", "2025-07-15 16:30", 2, procedure.Own{}, "2025-07-16 09:00"},
		{"in the last hour of a linked group", "2025-07-15 16:30", 2, procedure.Own{LastMinutes: 60}, "2025-07-16 09:30"},
		{"on Saturday evening", "2025-07-19 20:00", 2, procedure.Own{}, "2025-07-21 09:30"},
		{"what is brought is seen at once", "2025-07-15 10:30", 3, procedure.Own{}, ""},
	} {
		m := momentOn(t, c.filed, c.filed)
		m.Version.Own = c.own
		ms := Milestones(Dossier{State: Filed, FiledAt: instant(t, c.filed), Channel: c.channel}, m, 0)
		switch {
		case c.alert == "" && (len(ms) != 1 || ms[0].What != "check"):
			t.Errorf("SET-13 %s: %+v", c.says, ms)
		case c.alert != "" && (len(ms) != 2 || ms[0] != Milestone{"alert", instant(t, c.alert) + 1} || ms[1].What != "check"):
			t.Errorf("SET-13 %s: %+v, want the alert after %s", c.says, ms, c.alert)
		}
	}
}

// TestFWD1_ADossierIsForwardedTheSameDayUpTo1500 in every profile.
func TestFWD1_ADossierIsForwardedTheSameDayUpTo1500(t *testing.T) {
	for received, want := range map[string]string{
		"2018-05-02 15:00": "2018-05-02 17:00", "2018-11-20 15:10": "2018-11-21 07:30", "2019-06-03 15:00": "2019-06-03 17:00",
		"2019-06-03 15:01": "2019-06-04 07:30", "2025-07-15 16:59": "2025-07-16 07:30", "2026-10-09 15:30": "2026-10-12 07:30",
	} {
		m := momentOn(t, received, received)
		if got := forwardBy(m.Calendar, m.Profile, m.Now); got != instant(t, want) {
			t.Errorf("received %s: forwarded by %s, want %s", received, got.Time().Format("2006-01-02 15:04"), want)
		}
	}
}

// TestAPO3_APO17_TheLettersRulesFollowTheDayOfTheLetter: a dossier keeps the limit of
// its reception; the letter goes by the law of its own day (law.md 11).
func TestAPO3_APO17_TheLettersRulesFollowTheDayOfTheLetter(t *testing.T) {
	for _, c := range []struct{ says, received, due, nd61, text string }{
		{"before NĐ 61", "2018-06-13 09:00", "2018-06-20 17:00", "", ""},
		{"the day before was not yet bound", "2018-06-14 09:00", "2018-06-21 17:00", "", ""},
		{"received before, due after", "2018-06-15 09:00", "2018-06-22 17:00", "2018-06-21 17:00", "Nghị định 61/2018"},
		{"a dossier of 20/11/2018", "2018-11-20 09:00", "2018-11-27 17:00", "2018-11-26 17:00", "Nghị định 61/2018"},
		{"a dossier of February 2019", "2019-01-31 09:00", "2019-02-14 17:00", "2019-02-13 17:00", "Nghị định 61/2018"},
		{"over the change of 1/7/2025", "2025-06-27 09:00", "2025-07-04 17:00", "2025-07-03 17:00", "Nghị định 118/2025"},
		{"a dossier of October 2026", "2026-10-05 09:00", "2026-10-12 17:00", "2026-10-09 17:00", "Nghị định 118/2025"},
	} {
		m := momentOn(t, c.received, c.received)
		d, err := appoint(Dossier{State: InProcess, Limit: "5wd", ReceivedAt: m.Now, Profile: m.Profile.ID}, m, First, m.Now, "")
		if err != nil || d.Due != instant(t, c.due) {
			t.Errorf("%s: due %s (%v), want %s", c.says, d.Due.Time(), err, c.due)
			continue
		}
		l, ok := Letters(d, m)
		if !ok || !l.By5157.Equal(instant(t, c.due).Time()) || l.ND61Applies != (c.nd61 != "") || l.TextND61 != c.text {
			t.Errorf("%s: %+v", c.says, l)
		}
		if c.nd61 != "" && !l.ByND61.Equal(instant(t, c.nd61).Time()) {
			t.Errorf("%s: the day before is %s, want %s", c.says, l.ByND61, c.nd61)
		}
	}
}

// TestPRI6_TheDossierKeepsTheSupplementRuleOfItsReception although a stricter one is law
// on the day of the request.
func TestPRI6_TheDossierKeepsTheSupplementRuleOfItsReception(t *testing.T) {
	act := RequestSupplement{Reason: "Giấy tờ bị mờ", Lines: []SupplementLine{{Paper: "p1", What: "Nộp bản rõ"}}}
	for _, c := range []struct {
		says, received string
		asked          int
		refused        bool
	}{
		{"received before NĐ 61: a second request is tolerated", "2018-06-18 09:00", 1, false},
		{"a third is not", "2018-06-18 09:00", 2, true},
		{"received under NĐ 61: once", "2018-06-21 09:00", 1, true},
		{"in 2026: once", "2026-06-18 09:00", 1, true},
	} {
		m := momentOn(t, c.received, c.received[:4]+"-06-22 09:00")
		d := Dossier{State: InProcess, ReceivedAt: instant(t, c.received), Supplements: make([]Supplement, c.asked)}
		_, err := act.Apply(d, m)
		no, ok := refusal.As(err)
		if once := ok && no.Rule == "PRI-6"; once != c.refused {
			t.Errorf("%s: %v", c.says, err)
		}
	}
}
