package trail

import (
	"testing"
	"time"

	"motcua/analysis"
	"motcua/clock"
	"motcua/dossier"
	"motcua/procedure"
)

func TestPRI_9_WhenAStepWasDone(t *testing.T) {
	at := func(day, hour int) clock.Instant {
		return clock.At(time.Date(2019, 6, day, hour, 0, 0, 0, clock.Zone))
	}
	row := func(day int, step procedure.StepKey, more ...func(*dossier.Dossier)) analysis.Snapshot {
		d := dossier.Dossier{State: dossier.InProcess, ReceivedAt: at(3, 8), Step: string(step)}
		for _, m := range more {
			m(&d)
		}
		return analysis.Snapshot{At: at(day, 8), Dossier: d}
	}
	asked := func(answered clock.Instant) func(*dossier.Dossier) {
		return func(d *dossier.Dossier) {
			d.Consultations = []dossier.Consultation{{N: 1, Asked: at(5, 8), Answered: answered}}
		}
	}
	life := []analysis.Snapshot{row(3, procedure.StepReceive), row(4, procedure.StepExamine), row(5, procedure.StepConsult, asked(0)), row(6, procedure.StepPropose, asked(at(6, 8))),
		row(7, procedure.StepSign, asked(at(6, 8))), row(10, procedure.StepExamine, asked(at(6, 8))), row(11, procedure.StepSign, asked(at(6, 8)))}
	got := stepsDone(life, at(3, 8))
	for _, want := range []struct {
		sentence string
		key      procedure.StepKey
		at       clock.Instant
	}{
		{"the desk was done when it left the desk", procedure.StepReceive, at(4, 8)},
		{"what was sent back is done when it went up again", procedure.StepExamine, at(11, 8)},
		{"a proposal too", procedure.StepPropose, at(11, 8)},
		{"the signature is still owed", procedure.StepSign, 0},
		{"nothing was returned", procedure.StepReturn, 0},
	} {
		if got[want.key] != want.at {
			t.Errorf("%s: %s, want %s", want.sentence, got[want.key].Time(), want.at.Time())
		}
	}
	if restarted := stepsDone(life[:2], at(5, 8)); len(restarted) != 0 {
		t.Errorf("what was done before the time began anew does not count: %v", restarted)
	}
}
