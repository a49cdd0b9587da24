package process

import (
	"time"

	"motcua/calendar"
	"motcua/clock"
	"motcua/procedure"
)

// Hold is a step of a walk through a process: from when to when who has it.
type Hold struct {
	Step
	No         int
	Start, Due time.Time
	Beside     bool // another step has the dossier's minutes at the same time
}

// Walk follows a sample dossier through the process on a calendar. pick names at each
// choice the step that is gone to; where it names none the first branch is taken. A step
// that waits for several branches begins with the last of them.
func (p Process) Walk(cal *calendar.Table, from time.Time, pick map[string]string) []Hold {
	list, ok := p.order()
	if !ok || len(p.Steps) == 0 {
		return nil
	}
	start := map[string]int{p.Steps[0].ID: 0} // minutes at which it can begin
	by := map[string]string{}                 // who made it begin
	var ids []string
	last, end := "", -1
	for _, i := range list {
		s := p.Steps[i]
		at, reached := start[s.ID]
		if !reached {
			continue
		}
		ids = append(ids, s.ID)
		done := at + s.minutes()
		for _, n := range s.taken(pick) {
			if n == End {
				if done > end {
					last, end = s.ID, done
				}
				continue
			}
			if was, ok := start[n]; !ok || done > was {
				start[n], by[n] = done, s.ID
			}
		}
	}
	charged := map[string]bool{}
	for id := last; id != ""; id = by[id] {
		charged[id] = true
	}
	out := make([]Hold, 0, len(ids))
	for _, id := range ids {
		s, _ := p.Step(id)
		h := Hold{Step: s, No: p.Index(id) + 1, Beside: !charged[id] && s.minutes() > 0}
		h.Start, h.Due = at(cal, from, start[id]), at(cal, from, start[id]+s.minutes())
		out = append(out, h)
	}
	return out
}

func at(cal *calendar.Table, from time.Time, minutes int) time.Time {
	if minutes == 0 {
		return from
	}
	return cal.AddMinutes(from, minutes)
}

// taken are the steps that follow in a walk.
func (s Step) taken(pick map[string]string) []string {
	var out []string
	for _, n := range s.Next {
		if s.Way != Choice || n.To == pick[s.ID] {
			out = append(out, n.To)
		}
	}
	if len(out) == 0 && len(s.Next) > 0 {
		return []string{s.Next[0].To}
	}
	return out
}

// Account sums the minutes of a walk by who has them; what runs beside is not charged.
func Account(holds []Hold) (out []Charge, total int) {
	for _, h := range holds {
		if h.minutes() == 0 || h.Beside {
			continue
		}
		total += h.minutes()
		i := 0
		for i < len(out) && (out[i].Place != h.Place || out[i].Office != h.Office) {
			i++
		}
		if i == len(out) {
			out = append(out, Charge{Place: h.Place, Office: h.Office})
		}
		out[i].Minutes += h.minutes()
	}
	return out, total
}

// Charge is what one place has of the time of a walk.
type Charge struct {
	Place   Place
	Office  string
	Minutes int
}

// Due are the moments of a dossier's steps, counted as its appointment is: from the moment
// its time began, on the calendar of its office.
func Due(p Process, cal *calendar.Table, from clock.Instant, letter bool) []Hold {
	pick := map[string]string{}
	if letter { // the way a dossier takes whose appointment will not be kept
		for _, s := range p.Steps {
			for _, n := range s.Next {
				if to, ok := p.Step(n.To); ok && s.Way == Choice && to.Key == procedure.StepApology {
					pick[s.ID] = n.To
				}
			}
		}
	}
	return p.Walk(cal, from.Time(), pick)
}
