package process

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/calendar"
	"motcua/clock"
)

func TestPRI_9_ATrialFollowsTheCalendar(t *testing.T) {
	cal, from := calendar.Civil(), time.Date(2019, 6, 3, 7, 30, 0, 0, clock.Zone)
	p := two()
	holds := p.Walk(cal, from, nil)
	if len(holds) != 6 {
		t.Fatalf("the letter is not on the way of a dossier that is in time: %d steps", len(holds))
	}
	last := holds[len(holds)-1]
	if got := last.Due.Format("2006-01-02 15:04"); got != "2019-06-07 17:00" {
		t.Errorf("five working days from Monday morning end on %s", got)
	}
	charges, total := Account(holds)
	if total != 5*480 {
		t.Errorf("the account has %d minutes", total)
	}
	var beside []string
	for _, h := range holds {
		if h.Beside {
			beside = append(beside, h.ID)
		}
	}
	if len(beside) != 1 || beside[0] != "op" || len(charges) != 2 || charges[0].Place != Receiving {
		t.Errorf("the opinion runs beside: %v %+v", beside, charges)
	}
	if holds := p.Walk(cal, from, map[string]string{"b3": "b5"}); len(holds) != 7 {
		t.Errorf("with the letter there are 7 steps, not %d", len(holds))
	}
	// Friday evening: the time stands still over the weekend.
	if got := p.Walk(cal, time.Date(2019, 6, 7, 16, 0, 0, 0, clock.Zone), nil)[0].Due; got.Weekday() != time.Monday {
		t.Errorf("a step begun late on Friday is due on %s", got)
	}
}

// Whichever branches are taken: the account sums to the time of the walk, and no walk is
// longer than the longest path.
func TestPRI_9_TheAccountOfATrialSumsUp(t *testing.T) {
	cal, from := calendar.Civil(), time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone)
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		pick := map[string]string{}
		for _, s := range p.Steps {
			if s.Way == Choice {
				pick[s.ID] = rapid.SampledFrom(s.Next).Draw(t, "branch").To
			}
		}
		holds := p.Walk(cal, from, pick)
		_, total := Account(holds)
		_, most := p.Longest()
		last := holds[0].Due
		for _, h := range holds {
			if h.Due.After(last) {
				last = h.Due
			}
			if h.Due.Before(h.Start) {
				t.Fatalf("step %d ends before it begins", h.No)
			}
		}
		if got := cal.MinutesBetween(from, last); got != int64(total) || total > most {
			t.Fatalf("the walk takes %d minutes, the account has %d, the longest path %d", got, total, most)
		}
	})
}
