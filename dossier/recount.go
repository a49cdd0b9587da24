package dossier

import (
	"motcua/calendar"
	"motcua/clock"
	"motcua/deadline"
)

// Recount is a line of the review list: a change of the calendar would have given
// another date than the one promised (CAL-6).
type Recount struct {
	Change   string        `json:"change"`   // id of the change
	Calendar string        `json:"calendar"` // revision counted with
	Due      clock.Instant `json:"due"`      // the legal appointment, which stays
	Would    clock.Instant `json:"would"`    // what the new calendar gives
	At       clock.Instant `json:"at"`
	Decision string        `json:"decision"` // keep, earlier; gone when overtaken; "" on the head's list
	Decided  clock.Instant `json:"decided"`
	By       string        `json:"by"`
}

// Relimit is a limit between offices that moved with the calendar; it was promised to
// nobody outside, so it may (CAL-6).
type Relimit struct {
	Change   string        `json:"change"`   // id of the change, whose reason it has
	Calendar string        `json:"calendar"` // revision counted with
	What     string        `json:"what"`     // consult:N or leg:N
	Office   string        `json:"office"`   // whose limit it is
	Was      clock.Instant `json:"was"`
	Now      clock.Instant `json:"now"`
	At       clock.Instant `json:"at"`
}

// Shift counts the legal appointment by another calendar; moved says that the two
// calendars give two dates.
func Shift(d Dossier, before, after *calendar.Table) (would clock.Instant, moved bool) {
	in, _, ok := d.period(Moment{Calendar: before})
	if !ok || !d.Open() || !d.Due.Set() {
		return 0, false
	}
	was, err := deadline.Compute(in)
	if err != nil {
		return 0, false
	}
	in.Calendar = after
	is, err := deadline.Compute(in)
	return clock.At(is.Due), err == nil && !is.Due.Equal(was.Due)
}

// Review is the line that waits for the head, if there is one.
func (d Dossier) Review() (Recount, bool) {
	if n := len(d.Recounts); n > 0 && d.Recounts[n-1].Decision == "" && d.Open() && d.Due.Set() {
		return d.Recounts[n-1], true
	}
	return Recount{}, false
}

// Overtaken closes what waits: a newer count or a newer appointment has taken its place.
func (d Dossier) Overtaken(now clock.Instant) Dossier {
	d.Target = 0
	return d.Decide("gone", "", now)
}

// Decide closes the line that waits, with its decision.
func (d Dossier) Decide(decision, by string, now clock.Instant) Dossier {
	d.Recounts = append([]Recount(nil), d.Recounts...)
	if n := len(d.Recounts); n > 0 && d.Recounts[n-1].Decision == "" {
		r := &d.Recounts[n-1]
		r.Decision, r.By, r.Decided = decision, by, now
	}
	return d
}
