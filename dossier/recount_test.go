package dossier

import (
	"testing"
	"time"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/refusal"
)

func running(t *testing.T) (Dossier, Moment) {
	t.Helper()
	at := func(day calendar.Date, minutes int) clock.Instant { return clock.At(day.At(minutes)) }
	due := at(calendar.Make(2019, 6, 10), 17*60)
	d := Dossier{State: InProcess, Limit: "5wd", ReceivedAt: at(calendar.Make(2019, 6, 3), 9*60), Due: due, Promised: due, LimitEnd: due,
		Appointments: []Appointment{{Kind: First, From: at(calendar.Make(2019, 6, 3), 9*60), Due: due, LimitEnd: due}}}
	return d, Moment{Now: clock.At(time.Date(2019, 6, 4, 9, 0, 0, 0, clock.Zone)), Calendar: calendar.Civil(), Who: access.Who{Official: "head"}}
}

func after(t *testing.T, lines string) *calendar.Table {
	t.Helper()
	cal, err := calendar.Civil().Amend("1", []byte(lines))
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func TestCAL_6_APromiseStaysAndTheTargetMoves(t *testing.T) {
	rows := []struct{ sentence, lines, would, target string }{
		{"a day off before the date: the promise stays the target", "off 2019-06-07 closed Bão", "11/6 17:00", "10/6 17:00"},
		{"a day off on the date itself: it must be done the working day before", "off 2019-06-10 closed Bão", "11/6 17:00", "07/6 17:00"},
		{"a Saturday worked for a later day: the target is earlier", "off 2019-06-14 swap Hội nghị\nwork 2019-06-08 for 2019-06-14", "08/6 17:00", "08/6 17:00"},
		{"the office shuts earlier: so does the target", "hours T2-T6 07:00-11:30 13:30-16:30 from 2019-06-05", "10/6 16:30", "10/6 16:30"},
	}
	for _, row := range rows {
		d, m := running(t)
		m.Calendar = after(t, row.lines)
		if would, moved := Shift(d, calendar.Civil(), m.Calendar); !moved || short(would) != row.would {
			t.Errorf("%s: would be %s, moved %v", row.sentence, short(would), moved)
		}
		got, err := Recalculate{Change: "c1"}.Apply(d, m)
		if err != nil {
			t.Fatalf("%s: %v", row.sentence, err)
		}
		r, waits := got.Review()
		if !waits || short(r.Would) != row.would || short(got.Target) != row.target || got.Due != d.Due || got.Promised != d.Promised || len(got.Appointments) != 1 {
			t.Errorf("%s: %+v target %s", row.sentence, r, short(got.Target))
		}
		if _, err := (Recalculate{Change: "c1"}).Apply(got, m); err == nil {
			t.Errorf("%s: counted twice with the same calendar", row.sentence)
		}
	}
	d, m := running(t)
	if _, moved := Shift(d, calendar.Civil(), after(t, "off 2019-06-11 closed Bão")); moved {
		t.Error("a day off after the date moves nothing")
	}
	if _, err := (Recalculate{}).Apply(d, m); err == nil {
		t.Error("nothing to count again, and it is noted")
	}
	d.State, d.Due = Supplementing, 0
	if _, moved := Shift(d, calendar.Civil(), after(t, "off 2019-06-07 closed Bão")); moved {
		t.Error("a clock that stands has no date to move")
	}
}

func short(i clock.Instant) string { return i.Time().Format("02/1 15:04") }

func TestCAL_6_TheHeadDecidesOnceAndNeverLater(t *testing.T) {
	d, m := running(t)
	if _, err := (ConfirmDate{Decision: "keep"}).Apply(d, m); err == nil {
		t.Error("nothing waits, and it is decided")
	}
	m.Calendar = after(t, "off 2019-06-07 closed Bão")
	later, err := Recalculate{Change: "c1"}.Apply(d, m)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (ConfirmDate{Decision: "earlier"}).Apply(later, m); !ruled(err, "CAL-6") {
		t.Errorf("a later date is given as an earlier one: %v", err)
	}
	if _, err := (ConfirmDate{Decision: "later"}).Apply(later, m); err == nil {
		t.Error("a third decision")
	}
	kept, err := ConfirmDate{Decision: "keep", Reason: "đủ người"}.Apply(later, m)
	if err != nil || kept.Recounts[0].Decision != "keep" || kept.Recounts[0].By != "head" || kept.Due != d.Due || len(later.Recounts) != 1 || later.Recounts[0].Decision != "" {
		t.Errorf("%+v %v", kept.Recounts, err)
	}
	if _, err := (ConfirmDate{Decision: "keep"}).Apply(kept, m); err == nil {
		t.Error("decided twice")
	}
	m.Calendar = after(t, "off 2019-06-14 swap Hội nghị\nwork 2019-06-08 for 2019-06-14")
	sooner, err := Recalculate{Change: "c2"}.Apply(d, m)
	if err != nil {
		t.Fatal(err)
	}
	for decision, want := range map[string]bool{"earlier": true, "keep": false} {
		got, err := ConfirmDate{Decision: decision}.Apply(sooner, m)
		if err != nil || got.Target.Set() != want || got.Due != d.Due {
			t.Errorf("%s: target %v %v", decision, got.Target, err)
		}
	}
	if gone := sooner.overtaken(m.Now); gone.Target.Set() || gone.Recounts[0].Decision != "gone" {
		t.Error("a new appointment leaves the old line waiting")
	}
}

func ruled(err error, rule string) bool {
	r, ok := refusal.As(err)
	return ok && r.Rule == rule
}
