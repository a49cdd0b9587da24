package dossier

import (
	"strconv"

	"motcua/calendar"
	"motcua/clock"
	"motcua/deadline"
	"motcua/law"
	"motcua/refusal"
)

// Milestone is something the calendar will make happen to the dossier.
type Milestone struct {
	What string // alert, check, receipt, closing, close, warn2, warn1, letter, warn0, lapse, consult:N, leg:N, second, announce
	At   clock.Instant
}

// Milestones lists what lies ahead after the moment, earliest first. It is a
// pure reading of the row; the store keeps the first one as a duty.
func Milestones(d Dossier, m Moment, after clock.Instant) []Milestone {
	var out []Milestone
	add := func(what string, at clock.Instant) {
		if at > after {
			out = append(out, Milestone{what, at})
		}
	}
	if d.OwesReceipt() && d.Open() {
		add("receipt", clock.At(m.Calendar.Close(calendar.DateOf(d.ReceivedAt.Time())))) // REC-6
	}
	for _, c := range d.OpenConsultations() {
		if !c.Late && d.Open() { // whoever is asked answers in time, whether or not the dossier's clock runs (SET-3)
			add(ConsultMark(c.N), c.Limit+1)
		}
	}
	switch {
	case d.State == Filed:
		add("check", d.checkBy(m)+1) // REC-4: at the moment itself it is in time still
		if by := d.alertBy(m); by.Set() {
			add("alert", by+1)
		}
	case d.State == Completed && !d.AnnouncedAt.Set():
		add("announce", d.SettledAt+1) // SET-7, APO-10: at once
	case d.State == Supplementing:
		d.closing(m, add)
	case d.Open() && d.Due.Set():
		d.warnings(m, add)
		if i := d.current(); i >= 0 && d.Chained() && d.Handovers[i].Limit.Set() && !d.Handovers[i].Late {
			add(LegMark(i), d.Handovers[i].Limit+1)
		}
		if !d.LapsedAt.Set() {
			add("lapse", d.LateFrom)
		}
		if d.Apology != nil && d.Apology.NewDate.Set() && !d.EscalatedAt.Set() {
			add("second", d.secondFrom())
		}
	}
	sortMilestones(out)
	return out
}

// closing tells the applicant before, and closes when the last day is over (SET-13).
func (d Dossier) closing(m Moment, add func(string, clock.Instant)) {
	last, ok := d.CloseOn(m)
	if !ok {
		return
	}
	tell := m.Calendar.Add(last, -m.Profile.Supplement.CloseWarnWorkingDays.Value)
	add("closing", clock.At(tell.At(m.Calendar.Opening(tell))))
	add("close", clock.At((last + 1).At(0)))
}

// warnings are DL-9's, at the profile's hours; and the morning of the last day on
// which the letter can still go out in time (APO-3).
func (d Dossier) warnings(m Moment, add func(string, clock.Instant)) {
	in, res, ok := d.period(m)
	if !ok {
		return
	}
	for _, at := range deadline.Warnings(in, res, m.Profile) {
		left := m.Calendar.Between(calendar.DateOf(at), calendar.DateOf(res.Due))
		add("warn"+strconv.Itoa(left), clock.At(at))
	}
	if d.Apology == nil {
		day := calendar.DateOf(latestLetter(in, res, m).Latest)
		add("letter", clock.At(day.At(m.Calendar.Opening(day))))
	}
}

// period gives back what the legal appointment was computed from.
func (d Dossier) period(m Moment) (deadline.Input, deadline.Result, bool) {
	legal, ok := d.Legal()
	limit, err := legal.limit(d)
	if !ok || err != nil {
		return deadline.Input{}, deadline.Result{}, false
	}
	return deadline.Input{Received: legal.From.Time(), Limit: limit, Calendar: m.Calendar},
		deadline.Result{Counted: legal.From.Time(), Due: legal.Due.Time(), LimitEnd: legal.LimitEnd.Time()}, true
}

// Letters gives the latest moments for the letter of an open dossier (APO-3); ok
// is false while the clock does not run.
func Letters(d Dossier, m Moment) (l deadline.Letters, ok bool) {
	if !d.Due.Set() {
		return l, false
	}
	in, res, ok := d.period(m)
	if !ok {
		return l, false
	}
	return latestLetter(in, res, m), true
}

// latestLetter follows the law of the day the letter is due, not that of the day of
// reception: what is issued follows its own day (law.md 11). A dossier that lives over a
// change of the law is asked twice, so that a rule not yet in force sets no date.
func latestLetter(in deadline.Input, res deadline.Result, m Moment) deadline.Letters {
	p, ok := law.For(calendar.DateOf(res.Due).String())
	if !ok {
		p = m.Profile
	}
	l := deadline.LatestLetter(in, res, p)
	if then, ok := law.For(calendar.DateOf(l.Latest).String()); ok && then.ID != p.ID {
		l = deadline.LatestLetter(in, res, then)
	}
	return l
}

// secondFrom is when the date promised after the letter has passed too (APO-12): the
// letter's own, or that of a restart since, which took its place.
func (d Dossier) secondFrom() clock.Instant {
	limit, err := deadline.ParseLimit(d.Limit)
	return lateFrom(d.Promised, err == nil && limit.ByMinute())
}

func sortMilestones(ms []Milestone) {
	for i := 1; i < len(ms); i++ {
		for j := i; j > 0 && less(ms[j], ms[j-1]); j-- {
			ms[j], ms[j-1] = ms[j-1], ms[j]
		}
	}
}

func less(a, b Milestone) bool { return a.At < b.At || a.At == b.At && a.What < b.What }

// Remind is the machine's reminder: the event is what notices are sent from.
type Remind struct {
	What string `json:"what"`
}

// Name of the act.
func (Remind) Name() string { return "remind" }

// Apply notes the reminder, and marks late a consulted office (SET-3) or the office
// of a chain (SET-4).
func (a Remind) Apply(d Dossier, _ Moment) (Dossier, error) {
	if err := check(d, "remind"); err != nil {
		return d, err
	}
	d.Reminded = a.What
	if i := d.current(); i >= 0 && a.What == LegMark(i) {
		d.Handovers = append([]Handover(nil), d.Handovers...)
		d.Handovers[i].Late = true
	}
	d.SlowCheck = d.SlowCheck || a.What == "check" // REC-4: measured
	for i, c := range d.Consultations {
		if ConsultMark(c.N) == a.What && !c.Answered.Set() {
			all := append([]Consultation(nil), d.Consultations...)
			all[i].Late = true
			d.Consultations = all
		}
	}
	return d, nil
}

// Lapse records that the legal appointment passed without a result, and whether
// a letter stood by then (APO-2, APO-7: a missing one is a violation that shows).
type Lapse struct{}

// Name of the act.
func (Lapse) Name() string { return "lapse" }

// Apply records the lapse; the dossier stays where it is.
func (Lapse) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "lapse"); err != nil {
		return d, err
	}
	if !d.LateAt(m.Now) || d.LapsedAt.Set() {
		return d, refusal.Conflict("Hồ sơ chưa quá hạn.")
	}
	d.LapsedAt, d.Missed = m.Now, d.Apology == nil
	return d, nil
}

// Escalate records a second missed date. No new date can be entered any more: the
// case goes to the head, the one-stop head and the control office (APO-12).
type Escalate struct{}

// Name of the act.
func (Escalate) Name() string { return "escalate" }

// Apply escalates once.
func (Escalate) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "escalate"); err != nil {
		return d, err
	}
	if d.Apology == nil || d.EscalatedAt.Set() || m.Now < d.secondFrom() {
		return d, refusal.Conflict("Hồ sơ chưa lỡ hẹn lần hai.")
	}
	d.EscalatedAt = m.Now
	return d, nil
}
