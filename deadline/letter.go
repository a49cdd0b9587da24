package deadline

import (
	"time"

	"motcua/calendar"
	"motcua/law"
)

// Letters is by when the letter for a late dossier must be out, under each rule by
// itself (APO-17) and under the stricter of them (APO-3).
type Letters struct {
	// By5157 is the close of office of the appointment day; zero when the profile has
	// no such rule.
	By5157 time.Time
	// ByND61 is the close of the last working day that lies at least a day before the
	// end of the period; zero when it does not apply.
	ByND61 time.Time
	// ND61Applies is false for periods of at most one day, for which the rule cannot
	// be met and is not counted as failed (APO-18), and when the profile lacks it.
	ND61Applies bool
	Latest      time.Time
	// Text5157 and TextND61 are the legal texts as they are cited that day.
	Text5157, TextND61 string
}

// LetterLaw is the profile whose letter rules hold for an appointment: a letter goes
// by the day it is due, not by the day of reception. Where no profile is shipped for
// that day, otherwise is taken.
func LetterLaw(r Result, otherwise law.Profile) law.Profile {
	if p, ok := law.For(calendar.DateOf(r.Due).String()); ok {
		return p
	}
	return otherwise
}

// LatestLetter finds the latest moments under the profile in force. Decree 61 looks
// at the end of the period, the city's decision at the appointment (APO-17). "01 ngày"
// is a calendar day, so the last practicable moment is the close of the last working
// day not later than the end minus that day (APO-3).
func LatestLetter(in Input, r Result, p law.Profile) Letters {
	var l Letters
	cal := in.Calendar
	if p.Apology.OnAppointmentDay.Value {
		l.By5157 = cal.Close(cal.Previous(calendar.DateOf(r.Due)))
		l.Latest, l.Text5157 = l.By5157, p.Apology.OnAppointmentDay.Text
	}
	if days := p.Apology.DaysBefore.Value; days > 0 && !in.Limit.WithinOneDay() {
		at := cal.Close(cal.Previous(calendar.DateOf(r.LimitEnd) - calendar.Date(days)))
		// Across a long holiday the moment may lie before the dossier was even received:
		// then it cannot be met either, and APO-18 applies in the same way. The rule must
		// also be law at its own moment, which may lie before the appointment's profile.
		then, shipped := law.For(calendar.DateOf(at).String())
		if at.After(in.Received) && (!shipped || then.Apology.DaysBefore.Value > 0) {
			l.ByND61, l.ND61Applies, l.TextND61 = at, true, p.Apology.DaysBefore.Text
			if l.Latest.IsZero() || at.Before(l.Latest) {
				l.Latest = at
			}
		}
	}
	return l
}

// Warnings are the early warnings of a due date, in order: at the profile's hour,
// the given working days before and on the due day (DL-9). Those that would lie
// before the period begins are left out.
func Warnings(in Input, r Result, p law.Profile) []time.Time {
	at, ok := law.Minutes(p.Clock.WarnAt.Value)
	if !ok {
		return nil
	}
	due := calendar.DateOf(r.Due)
	var out []time.Time
	for _, n := range p.Clock.WarnWorkingDays.Value {
		day := due
		if n > 0 {
			day = in.Calendar.Add(due, -n)
		}
		if w := day.At(at); w.After(r.Counted) {
			out = append(out, w)
		}
	}
	return out
}
