package procedure_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"motcua/procedure"
)

func limit(value float64, unit procedure.Unit) procedure.Limit {
	return procedure.Limit{Value: value, Unit: unit}
}

func TestWorkingMinutes(t *testing.T) {
	rows := []struct {
		sentence string
		in       procedure.Limit
		want     int
	}{
		{"DL-1: 168 hours are 21 days of 8 working hours", limit(168, procedure.Hours), 21 * 480},
		{"DL-1: 21 working days are the same", limit(21, procedure.WorkingDays), 21 * 480},
		{"DL-1: half a working day is 4 hours", limit(0.5, procedure.WorkingDays), 240},
		{"DL-1: a quarter day is 2 hours", limit(0.25, procedure.WorkingDays), 120},
		{"DL-1: one hour is 60 minutes", limit(1, procedure.Hours), 60},
		{"same day is one working day at most", limit(0, procedure.SameDay), 480},
		{"a bare number counts as working days [design]", limit(3, procedure.Unstated), 3 * 480},
		{"15 calendar days hold at least 10 working days [design]", limit(15, procedure.Days), 10 * 480},
		{"30 calendar days hold at least 21 working days [design]", limit(30, procedure.Days), 21 * 480},
		{"one calendar day is one working day, never none [design]", limit(1, procedure.Days), 480},
		{"one month is 30 calendar days [design]", limit(1, procedure.Months), 21 * 480},
		{"no limit gives no time", procedure.Limit{}, 0},
		{"an unknown unit gives no time", limit(3, "fortnight"), 0},
		{"a negative limit gives no time", limit(-1, procedure.WorkingDays), 0},
	}
	for _, row := range rows {
		if got := procedure.WorkingMinutes(row.in); got != row.want {
			t.Errorf("%s: WorkingMinutes(%v) = %d, want %d", row.sentence, row.in, got, row.want)
		}
	}
}

func TestDerivedProcess(t *testing.T) {
	p := procedure.Derive(limit(168, procedure.Hours), true)
	if !p.Derived {
		t.Error("PRI-9: a derived process must say that it is derived")
	}
	var keys []string
	for i, s := range p.Steps {
		keys = append(keys, string(s.Key))
		if s.No != i+1 {
			t.Errorf("step %s has number %d, want %d", s.Key, s.No, i+1)
		}
		if s.Counted && s.Minutes%120 != 0 {
			t.Errorf("PRI-9: step %s takes %d minutes; long limits are cut in quarter days", s.Key, s.Minutes)
		}
	}
	if got := strings.Join(keys, " "); got != "receive examine consult propose sign apology return" {
		t.Errorf("steps = %s", got)
	}
	if got := p.Total(); got != 168*60 {
		t.Errorf("PRI-9: steps sum to %d minutes, want %d", got, 168*60)
	}
	last := p.Steps[len(p.Steps)-1]
	if last.Counted || last.Minutes != 0 || last.Role != "reception" {
		t.Errorf("PRI-9: returning the result is not counted, got %+v", last)
	}
	if _, ok := procedure.Derive(limit(3, procedure.WorkingDays), false).Step(procedure.StepConsult); ok {
		t.Error("without a coordinating agency there is no consultation")
	}
}

func TestAPO_8_TheLetterIsPartOfTheProcessAndTakesNoTimeOfIt(t *testing.T) {
	for _, p := range []procedure.Process{procedure.Derive(limit(5, procedure.WorkingDays), false), procedure.Derive(procedure.Limit{}, true)} {
		s, ok := p.Step(procedure.StepApology)
		if !ok || s.Counted || s.Minutes != 0 || s.Role != "head" || !strings.Contains(s.Output, "Thư xin lỗi") {
			t.Errorf("step of the letter: %+v %v", s, ok)
		}
	}
}

func TestProcessWithoutLimitHasStepsButNoTimes(t *testing.T) {
	p := procedure.Derive(procedure.Limit{}, false)
	if len(p.Steps) != 6 || p.Total() != 0 {
		t.Fatalf("got %d steps, %d minutes", len(p.Steps), p.Total())
	}
	for _, s := range p.Steps {
		if s.Counted || s.Minutes != 0 {
			t.Errorf("step %s pretends to a time: %+v", s.Key, s)
		}
	}
}

func TestEveryDerivedProcessSumsToItsLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := limit(float64(rapid.IntRange(0, 4000).Draw(t, "quarters"))/4,
			rapid.SampledFrom([]procedure.Unit{procedure.WorkingDays, procedure.Hours, procedure.Days, procedure.Months, procedure.SameDay, procedure.Unstated}).Draw(t, "unit"))
		p := procedure.Derive(l, rapid.Bool().Draw(t, "consult"))
		if got, want := p.Total(), procedure.WorkingMinutes(l); got != want {
			t.Fatalf("%v: steps sum to %d minutes, the limit is %d", l, got, want)
		}
		for _, s := range p.Steps {
			if s.Minutes < 0 {
				t.Fatalf("%v: step %s takes %d minutes", l, s.Key, s.Minutes)
			}
			if s.Counted && s.Minutes == 0 && procedure.WorkingMinutes(l) >= 60 {
				t.Fatalf("%v: step %s gets no time although an hour or more is there", l, s.Key)
			}
		}
	})
}

func TestPublishedProcessWins(t *testing.T) {
	own := procedure.Process{Steps: []procedure.Step{{No: 1, Key: procedure.StepReceive, Name: "Tiếp nhận", Role: "reception", Minutes: 480, Counted: true}}}
	v := procedure.Version{Process: &own, Channels: []procedure.Channel{{Kind: procedure.InPerson, Limit: &procedure.Limit{Value: 1, Unit: procedure.WorkingDays}}}}
	if got := v.ProcessFor(procedure.InPerson); got.Derived || len(got.Steps) != 1 {
		t.Errorf("PRI-9: the published process counts, got %+v", got)
	}
}
