package analysis

import (
	"slices"

	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/charge"
	"motcua/event"
)

// Snapshot is a dossier as it stood from a moment on.
type Snapshot struct {
	At clock.Instant
	dossier.Dossier
}

// Snapshots are the rows after each event; a late-entered act counts from the one
// before it.
func Snapshots(events []event.Event) ([]Snapshot, error) {
	out := make([]Snapshot, 0, len(events))
	var last clock.Instant
	err := dossier.Replay(events, func(d dossier.Dossier, e event.Event) {
		last = max(last, clock.Instant(e.At))
		out = append(out, Snapshot{last, d})
	})
	return out, err
}

// Charge is a span of time one holder answers for.
type Charge struct {
	charge.Holder
	From, To clock.Instant
	Minutes  int64 // of office time on the civil calendar
	Over     int64 // of these, beyond the holder's own limit
	Running  bool  // the dossier is still there

	beyond []stretch // what Over counts
}

type stretch struct{ from, to clock.Instant }

// Overlap is what a consulted office had beside the one the minutes are charged to.
type Overlap struct {
	Office   string
	From, To clock.Instant
	Minutes  int64 // from the question to the answer
	Over     int64 // of these, beyond its limit
	Charged  int64 // of these, charged to it
}

// Ledger is the time account of a dossier.
type Ledger struct {
	Charges  []Charge
	Overlaps []Overlap
	From, To clock.Instant
	Total    int64
}

// Calendars gives the city's civil calendar as it was at a moment.
type Calendars func(at clock.Instant) *calendar.Table

// Account charges every working minute from reception to return, or to now, to exactly
// one holder (law.md 12.8; SET-3, SET-4). The calendar is the city's civil one, whatever
// the hours of an office are; of each span the one in force when it ended, so that a
// change of days that are over moves no span that is (CAL-6).
func Account(life []Snapshot, cal Calendars, now clock.Instant) Ledger {
	var l Ledger
	for i, s := range life {
		to := max(now, s.At)
		if i+1 < len(life) {
			to = life[i+1].At
		}
		from := s.At
		for _, cut := range append(turns(s, to), to) {
			l.charge(s, from, cut)
			from = cut
		}
	}
	if n := len(l.Charges); n > 0 {
		l.From, l.To = l.Charges[0].From, l.Charges[n-1].To
		_, l.Charges[n-1].Running = charge.Of(life[len(life)-1].Dossier, l.To)
	}
	// What lasted no time is no charge. It has parted those around it all the same, so
	// that a span that has ended never grows again.
	l.Charges = slices.DeleteFunc(l.Charges, func(c Charge) bool { return c.From == c.To })
	for i := range l.Charges {
		c := &l.Charges[i]
		in := cal(c.To)
		c.Minutes = minutes(in, c.From, c.To)
		for _, x := range c.beyond {
			c.Over += minutes(in, x.from, x.to)
		}
		l.Total += c.Minutes
	}
	l.overlaps(life, cal)
	return l
}

// turns are the moments at which the holder changes though nothing happens: a limit
// passes.
func turns(s Snapshot, to clock.Instant) []clock.Instant {
	var out []clock.Instant
	for _, c := range s.OpenConsultations() {
		if c.Limit > s.At && c.Limit < to {
			out = append(out, c.Limit)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (l *Ledger) charge(s Snapshot, from, to clock.Instant) {
	h, ok := charge.Of(s.Dossier, from)
	if !ok {
		return
	}
	c := Charge{Holder: h, From: from, To: to}
	if since := over(s, h, from, to); since < to {
		c.beyond = []stretch{{since, to}}
	}
	if n := len(l.Charges); n > 0 && l.Charges[n-1].Holder == h && l.Charges[n-1].To == from {
		last := &l.Charges[n-1]
		last.To, last.beyond = to, append(last.beyond, c.beyond...)
		return
	}
	l.Charges = append(l.Charges, c)
}

// over is since when the time lies beyond the limit of the holder's own part: of a
// consulted office all it is charged with, of an office of a chain what follows its
// limit; to, where nothing does.
func over(s Snapshot, h charge.Holder, from, to clock.Instant) clock.Instant {
	if h.Kind != charge.ByOffice {
		return to
	}
	if h.Office != s.Holder && s.Dossier.State == dossier.InProcess {
		return from
	}
	leg, ok := s.Current()
	if !ok || !leg.Limit.Set() || leg.To != h.Office || to <= leg.Limit {
		return to
	}
	return max(from, leg.Limit)
}

func minutes(cal *calendar.Table, from, to clock.Instant) int64 {
	return cal.MinutesBetween(from.Time(), to.Time())
}

// overlaps lists what each consulted office had, within the account.
func (l *Ledger) overlaps(life []Snapshot, cal Calendars) {
	if len(life) == 0 {
		return
	}
	for _, c := range life[len(life)-1].Consultations {
		o := Overlap{Office: c.Office, From: c.Asked, To: c.Answered}
		if !c.Answered.Set() || c.Answered > l.To {
			o.To = l.To
		}
		if o.To <= o.From {
			continue
		}
		o.Minutes = minutes(cal(o.To), o.From, o.To)
		if o.To > c.Limit {
			o.Over = minutes(cal(o.To), c.Limit, o.To)
		}
		for _, x := range l.Charges {
			if from, to := max(x.From, c.Limit), min(x.To, o.To); x.Office == c.Office && x.Step == "consult" && from < to {
				o.Charged += minutes(cal(x.To), from, to)
			}
		}
		l.Overlaps = append(l.Overlaps, o)
	}
}

// By sums the account by holder, steps together, in the order of their first charge.
func (l Ledger) By() []Charge {
	var out []Charge
	for _, c := range l.Charges {
		c.Step = ""
		i := slices.IndexFunc(out, func(x Charge) bool { return x.Holder == c.Holder })
		if i < 0 {
			out = append(out, c)
			continue
		}
		out[i].Minutes, out[i].Over, out[i].To, out[i].Running = out[i].Minutes+c.Minutes, out[i].Over+c.Over, c.To, c.Running
	}
	return out
}
