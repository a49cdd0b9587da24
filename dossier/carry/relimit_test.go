package carry_test

import (
	"testing"

	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/carry"
)

// between is a dossier at a second office of a chain that waits for an opinion as well.
func between(t *testing.T) (dossier.Dossier, dossier.Moment) {
	t.Helper()
	d, m := running(t)
	at := func(day, minutes int) clock.Instant { return clock.At(calendar.Make(2019, 6, day).At(minutes)) }
	d.Competent, d.Holder, d.Step = "lead", "land", "examine"
	d.Handovers = []dossier.Handover{{From: "desk", To: "lead", Given: at(3, 540), Done: at(3, 600), Limit: at(7, 1020), Term: "4wd"},
		{From: "lead", To: "land", Given: at(3, 600), Limit: at(6, 1020), Term: "3wd"}, {To: "lead", Term: "1wd"}}
	d.Consultations = []dossier.Consultation{
		{N: 1, Office: "tax", Asked: at(3, 600), Limit: at(5, 1020), Term: "2wd"},
		{N: 2, Office: "health", Asked: at(3, 600), Limit: at(7, 1020), Term: "4wd", Answered: at(4, 480)},
		{N: 3, Office: "old", Asked: at(3, 600), Limit: at(6, 1020)},
		{N: 4, Office: "late", Asked: at(3, 600), Limit: at(3, 900), Term: "4h", Late: true}}
	return d, m
}

func TestCAL6_LimitsBetweenOfficesMoveAndSayFromWhen(t *testing.T) {
	d, m := between(t)
	m.Calendar = after(t, "off 2019-06-05 closed Bão")
	got, err := carry.Recalculate{Change: "c1"}.Apply(d, m)
	if err != nil {
		t.Fatal(err)
	}
	if got.Due != d.Due || got.Promised != d.Promised {
		t.Error("the promise moved with the limits")
	}
	if s := short(got.Consultations[0].Limit); s != "06/6 17:00" {
		t.Errorf("the open opinion is due %s", s)
	}
	if s := short(got.Handovers[1].Limit); s != "07/6 17:00" {
		t.Errorf("the part of the second office is due %s", s)
	}
	for says, same := range map[string]bool{
		"what is answered":                got.Consultations[1] == d.Consultations[1],
		"one from before terms were kept": got.Consultations[2] == d.Consultations[2],
		"one that has passed":             got.Consultations[3] == d.Consultations[3],
		"a hand-over that is done":        got.Handovers[0] == d.Handovers[0],
		"one that is not given yet":       got.Handovers[2] == d.Handovers[2],
		"the dossier it was given":        d.Consultations[0].Limit != got.Consultations[0].Limit && len(d.Relimits) == 0,
	} {
		if !same {
			t.Errorf("%s was changed", says)
		}
	}
	if len(got.Relimits) != 2 {
		t.Fatalf("%d moves are kept: %+v", len(got.Relimits), got.Relimits)
	}
	r := got.Relimits[0]
	if r.Change != "c1" || r.Calendar != m.Calendar.Revision || r.What != "consult:1" || r.Office != "tax" || short(r.Was) != "05/6 17:00" || short(r.Now) != "06/6 17:00" || r.At != m.Now {
		t.Errorf("%+v", r)
	}
}

func TestCAL6_ALimitMovesWithoutAPromiseAndNeverIntoThePast(t *testing.T) {
	d, m := between(t)
	d.State, d.Due, d.LateFrom = dossier.Obliged, 0, 0 // the clock stands, the opinion is waited for
	m.Calendar = after(t, "off 2019-06-05 closed Bão")
	got, err := carry.Recalculate{Change: "c1"}.Apply(d, m)
	if err != nil || len(got.Relimits) != 2 || len(got.Recounts) != 0 || got.Target != 0 {
		t.Errorf("%v %+v %+v", err, got.Relimits, got.Recounts)
	}
	if _, err := (carry.Recalculate{Change: "c1"}).Apply(got, m); err == nil {
		t.Error("counted twice with the same calendar")
	}
	d, m = between(t) // shut from noon on today: what would have ended this morning keeps its end
	d.Consultations = d.Consultations[:1]
	d.Consultations[0].Term, d.Consultations[0].Limit = "8h", clock.At(calendar.Make(2019, 6, 4).At(16*60))
	m.Calendar = after(t, "hours T2-T6 05:00-17:00 from 2019-06-03")
	for _, r := range carry.Relimits(d, m.Calendar, m.Now) {
		if r.What == "consult:1" {
			t.Errorf("moved to %s, which has passed", short(r.Now))
		}
	}
}
