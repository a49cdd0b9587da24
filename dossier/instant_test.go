package dossier

import (
	"slices"
	"testing"

	"motcua/clock"
)

// walk lets the machine do what falls due, and lists it.
func walk(t *testing.T, d Dossier, m Moment) (Dossier, []Milestone) {
	t.Helper()
	var out []Milestone
	d.next = Milestones(d, m, m.Now)[0]
	for d.next.What != "" && len(out) < 50 {
		out, m.Now = append(out, d.next), d.next.At
		var act Act = Remind{What: d.next.What}
		switch d.next.What {
		case "lapse":
			act = Lapse{}
		case "second":
			act = Escalate{}
		}
		after, err := act.Apply(d, m)
		if err != nil {
			t.Fatalf("%s: %v", d.next.What, err)
		}
		after.next = nextMilestone(d, after, m, act)
		d = after
	}
	return d, out
}

// going is a dossier in process since the moment, with a limit.
func going(t *testing.T, received, limit string, hours ...string) (Dossier, Moment) {
	t.Helper()
	m := momentOn(t, received, received)
	if len(hours) > 0 {
		var err error
		if m.Calendar, err = m.Calendar.Amend("1", []byte(hours[0])); err != nil {
			t.Fatal(err)
		}
	}
	d, err := appoint(Dossier{State: InProcess, Step: "examine", Channel: 1, Competent: "ward", Holder: "ward", Limit: limit, ReceivedAt: m.Now}, m, First, m.Now, "")
	if err != nil {
		t.Fatal(err)
	}
	return d, m
}

func names(ms []Milestone) []string {
	var out []string
	for _, x := range ms {
		out = append(out, x.What)
	}
	return out
}

// TestDL9_NothingThatFallsOnOneInstantIsLost: where an office opens at 08:00 the letter
// and the warning of one day have one instant.
func TestDL9_NothingThatFallsOnOneInstantIsLost(t *testing.T) {
	together := 0
	for _, received := range []string{"2019-06-03 08:00", "2019-06-03 09:00", "2019-06-03 14:00", "2019-06-03 16:59", "2019-06-07 10:00"} {
		for _, limit := range []string{"4h", "8h", "9h", "10h", "11h", "12h", "16h", "1wd", "2wd", "5wd"} {
			d, m := going(t, received, limit, "hours T2-T6 08:00-12:00 13:00-17:00 from 2019-06-01")
			all := Milestones(d, m, m.Now)
			for i := 1; i < len(all); i++ {
				if all[i].At == all[i-1].At {
					together++
				}
			}
			if _, done := walk(t, d, m); !slices.Equal(done, all) {
				t.Errorf("%s from %s: done %v, due %v", limit, received, names(done), names(all))
			}
		}
	}
	if together == 0 {
		t.Error("no two fell on one instant: nothing was tried")
	}
}

// TestAPO12_TheSecondMissedDateOnTheMidnightOfTheFirst: after a restart the newest promise
// and the legal appointment are one date.
func TestAPO12_TheSecondMissedDateOnTheMidnightOfTheFirst(t *testing.T) {
	d, m := going(t, "2019-06-06 09:00", "5wd")
	d.Apology = &ApologyMark{Number: 1, Sent: instant(t, "2019-06-05 09:00"), NewDate: instant(t, "2019-06-11 17:00")}
	d, done := walk(t, d, m)
	if got := names(done); !slices.Equal(got, []string{"warn2", "warn1", "warn0", "lapse", "second"}) || done[3].At != done[4].At || !d.LapsedAt.Set() || !d.EscalatedAt.Set() || d.Missed {
		t.Errorf("%v, lapsed %v, escalated %v", got, d.LapsedAt.Set(), d.EscalatedAt.Set())
	}
}

// TestSET3_AnActBetweenTwoRemindersOfOneInstant neither loses nor repeats one.
func TestSET3_AnActBetweenTwoRemindersOfOneInstant(t *testing.T) {
	d, m := going(t, "2019-06-03 09:00", "5wd")
	for i := range 3 {
		d.Consultations = append(d.Consultations, Consultation{N: i + 1, Office: "tax", Limit: instant(t, "2019-06-05 17:00")})
	}
	d.next = Milestones(d, m, m.Now)[0]
	m.Now = instant(t, "2019-06-05 17:30")
	for _, want := range []string{"consult:2", "consult:3", "warn2"} {
		act := Remind{What: d.next.What}
		after, err := act.Apply(d, m)
		if err != nil {
			t.Fatal(err)
		}
		after.next = nextMilestone(d, after, m, act)
		for range 2 { // people act meanwhile
			d, after.next = after, nextMilestone(after, after, m, Forward{})
		}
		if d = after; d.next.What != want {
			t.Fatalf("after %s comes %q, want %q", act.What, d.next.What, want)
		}
	}
}

// TestSET3_TheLimitOfAnOpinionRunsWhileTheClockStands: the applicant's time is not the
// asked office's.
func TestSET3_TheLimitOfAnOpinionRunsWhileTheClockStands(t *testing.T) {
	for _, s := range []State{Supplementing, Obliged} {
		d, m := going(t, "2019-06-03 09:00", "5wd")
		d.State, d.Due, d.LateFrom = s, 0, 0
		d.Consultations = []Consultation{{N: 1, Office: "tax", Limit: instant(t, "2019-06-05 17:00")}}
		if d, done := walk(t, d, m); !slices.Equal(names(done), []string{"consult:1"}) || !d.Consultations[0].Late {
			t.Errorf("%s: %v", s, names(done))
		}
	}
}

// TestDL8_ALimitInHoursIsMetUpToItsMinute, and what comes within that minute is not early.
func TestDL8_ALimitInHoursIsMetUpToItsMinute(t *testing.T) {
	d, _ := going(t, "2019-06-03 08:00", "4h")
	if got := d.Due.Time().Format("15:04"); got != "13:30" {
		t.Fatalf("due %s", got)
	}
	for _, c := range []struct {
		says  string
		after clock.Instant // microseconds from the appointment
		want  Class
	}{
		{"a minute before", -60_000_000, Early}, {"at the minute", 0, OnTime}, {"a moment later", 1, OnTime},
		{"in the last second of the minute", 59_999_999, OnTime}, {"when the minute is over", 60_000_000, Late},
	} {
		if got := d.ClassAt(d.Due + c.after); got != c.want {
			t.Errorf("DL-8 %s: %s, want %s", c.says, got, c.want)
		}
	}
}
