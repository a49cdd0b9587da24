package report

import (
	"cmp"
	"math"
	"slices"

	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
)

// Measure is what a leaf cell counts.
type Measure string

// The measures. Early, OnTime and Late are the classes of form II.06a at the day a
// dossier was settled or ended; the others count at the day their act happened.
const (
	Received   Measure = "received"
	Early      Measure = "early"
	OnTime     Measure = "on_time"
	Late       Measure = "late"
	NoLetter   Measure = "no_letter"   // ended late and still without its letter (APO-7)
	Apologised Measure = "apologised"  // letters sent, at the day of the letter
	FalseAlarm Measure = "false_alarm" // a letter went out and the result was on time (APO-19)
	Refused    Measure = "refused"     // at the desk, before reception (REC-2)
	Returned   Measure = "returned"
	Withdrawn  Measure = "withdrawn" // after reception
	Stopped    Measure = "stopped"   // after reception
	Supplement Measure = "supplement"
	Escalated  Measure = "escalated" // second missed date (APO-12)
	Missed     Measure = "missed"    // the appointment passed without result and without letter (APO-2)
)

// Measures lists them all.
var Measures = []Measure{Received, Early, OnTime, Late, NoLetter, Apologised, FalseAlarm, Refused, Returned, Withdrawn, Stopped, Supplement, Escalated, Missed}

// Cell is one leaf of the roll-ups: N dossiers of a procedure and channel at the
// competent office on a civil day YYYY-MM-DD.
type Cell struct {
	Office    string
	Day       string
	Measure   Measure
	Procedure string
	Channel   int
	N         int64
}

// Open is the number of open dossiers that are late from some moment within an
// hour on. Hour is its first microsecond, or Never while the clock stands still.
type Open struct {
	Office    string
	Hour      int64
	Procedure string
	Letter    bool // the letter of apology has gone out
	N         int64
}

// Never is the hour of dossiers that cannot become late: their clock stands still.
const Never = math.MaxInt64

const hour = 3_600_000_000

// HourOf gives the first microsecond of the hour a moment stands in.
func HourOf(at clock.Instant) int64 { return int64(at) - int64(at)%hour }

// trace is all a dossier's cells follow from: when it is the same before and after
// an act, the act moved no figure.
type trace struct {
	office, procedure                            string
	channel                                      int
	open, missed, falseAlarm                     bool
	state                                        dossier.State
	class                                        dossier.Class
	lateFrom, received, settled, ended, returned clock.Instant
	letter, lapsed, escalated                    clock.Instant
	supplements                                  int
}

func traceOf(d *dossier.Dossier) trace {
	t := trace{office: d.Competent, procedure: d.Procedure, channel: d.Channel, open: d.State.Open(), missed: d.Missed, falseAlarm: d.FalseAlarm,
		class: d.Class, lateFrom: d.LateFrom, received: d.ReceivedAt, settled: d.SettledAt, ended: d.EndedAt, returned: d.ReturnedAt,
		lapsed: d.LapsedAt, escalated: d.EscalatedAt, supplements: len(d.Supplements)}
	switch d.State {
	case dossier.Refused, dossier.Withdrawn, dossier.Stopped:
		t.state = d.State
	case dossier.Supplementing: // open, and counted open only once received
		t.open = d.ReceivedAt.Set()
	}
	if d.Apology != nil {
		t.letter = d.Apology.Sent
	}
	if t.open && !t.lateFrom.Set() {
		t.lateFrom = Never
	}
	return t
}

// Change is what an act does to the figures, sorted by key, without zeros.
type Change struct {
	Cells []Cell
	Open  []Open
}

// Between gives the change of the cells from one state of a dossier to the next: the
// cells it stands in afterwards less those it stood in before.
func Between(before, after *dossier.Dossier) Change {
	b, a := traceOf(before), traceOf(after)
	if a == b {
		return Change{}
	}
	var c Change
	c.count(before, b, -1)
	c.count(after, a, +1)
	c.settle()
	return c
}

// count adds sign for each cell the dossier stands in.
func (c *Change) count(d *dossier.Dossier, t trace, sign int64) {
	add := func(m Measure, at clock.Instant) {
		if at.Set() {
			c.Cells = append(c.Cells, Cell{Office: t.office, Day: dayOf(at), Measure: m, Procedure: t.procedure, Channel: t.channel, N: sign})
		}
	}
	add(Received, t.received)
	add(Returned, t.returned)
	add(Apologised, t.letter)
	add(Escalated, t.escalated)
	for i := range d.Supplements {
		add(Supplement, d.Supplements[i].Asked)
	}
	if t.missed {
		add(Missed, t.lapsed)
	}
	if t.falseAlarm {
		add(FalseAlarm, t.settled)
	}
	if end := max(t.settled, t.ended); t.class != "" {
		add(Measure(t.class), end)
		if t.class == dossier.Late && !t.letter.Set() {
			add(NoLetter, end)
		}
	}
	switch {
	case t.state == dossier.Refused:
		add(Refused, t.ended)
	case t.state == dossier.Withdrawn && t.received.Set():
		add(Withdrawn, t.ended)
	case t.state == dossier.Stopped && t.received.Set():
		add(Stopped, t.ended)
	}
	if t.open {
		h := int64(Never)
		if t.lateFrom != Never {
			h = HourOf(t.lateFrom)
		}
		c.Open = append(c.Open, Open{Office: t.office, Hour: h, Procedure: t.procedure, Letter: t.letter.Set(), N: sign})
	}
}

func dayOf(at clock.Instant) string { return calendar.DateOf(at.Time()).String() }

// settle sorts by key, adds up what is the same and drops what comes to nothing.
func (c *Change) settle() {
	slices.SortFunc(c.Cells, compareCells)
	cells := c.Cells[:0]
	for _, x := range c.Cells {
		if n := len(cells); n > 0 && compareCells(cells[n-1], x) == 0 {
			cells[n-1].N += x.N
		} else {
			cells = append(cells, x)
		}
	}
	c.Cells = slices.DeleteFunc(cells, func(x Cell) bool { return x.N == 0 })
	slices.SortFunc(c.Open, compareOpen)
	open := c.Open[:0]
	for _, x := range c.Open {
		if n := len(open); n > 0 && compareOpen(open[n-1], x) == 0 {
			open[n-1].N += x.N
		} else {
			open = append(open, x)
		}
	}
	c.Open = slices.DeleteFunc(open, func(x Open) bool { return x.N == 0 })
}

// compareCells is the key order in which cells are written, so that two acts at the
// same time never wait for each other in a circle.
func compareCells(a, b Cell) int {
	return cmp.Or(cmp.Compare(a.Office, b.Office), cmp.Compare(a.Measure, b.Measure), cmp.Compare(a.Channel, b.Channel),
		cmp.Compare(a.Day, b.Day), cmp.Compare(a.Procedure, b.Procedure))
}

func compareOpen(a, b Open) int {
	return cmp.Or(cmp.Compare(a.Office, b.Office), cmp.Compare(a.Hour, b.Hour), cmp.Compare(a.Procedure, b.Procedure), cmp.Compare(one(a.Letter), one(b.Letter)))
}

func one(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
