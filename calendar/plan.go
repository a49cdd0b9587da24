package calendar

import (
	"maps"
	"math"
	"slices"
)

// Year is one declared year of a calendar. A known year has the Prime Minister's
// notice behind it; a year that is not known is provisional (CAL-6).
type Year struct {
	Year   int
	Known  bool
	Source string
}

// fact is one dated line of a calendar.
type fact struct {
	kind    Kind
	name    string
	partner Date
	paired  bool
	spans   []Span // of a shortened day, or of a worked day with its own hours
	line    int    // where it was said; 0 when it came from the parent
}

// plan is a calendar as written: what Parse reads and build turns into a Table.
type plan struct {
	name, revision string
	weekly         [7][]Span // counting hours, Monday first
	receive        [7][]Span // further hours that only receive
	eras           []era     // later patterns of the week, oldest first (CAL-7)
	facts          map[Date]fact
	receiveOn      map[Date][]Span
	years          []Year
	bare           string // revision before the first amendment
}

// era is the pattern of the week from a day on: office hours change without changing
// what was counted before.
type era struct {
	from            Date
	weekly, receive [7][]Span
}

// pattern is that of the week of a day.
func (p *plan) pattern(d Date) era {
	for _, e := range slices.Backward(p.eras) {
		if e.from <= d {
			return e
		}
	}
	return era{weekly: p.weekly, receive: p.receive}
}

// newest is the pattern no later one follows; it holds beyond the table.
func (p *plan) newest() era { return p.pattern(math.MaxInt32) }

func (p *plan) clone() *plan {
	c := *p
	c.facts = make(map[Date]fact, len(p.facts))
	for d, f := range p.facts {
		f.line = 0 // an office's file may speak again about a date of its parent
		c.facts[d] = f
	}
	c.receiveOn = maps.Clone(p.receiveOn)
	c.eras, c.years = slices.Clone(p.eras), slices.Clone(p.years)
	return &c
}

// usual is the hours of an ordinary working day, used for a Saturday worked in
// exchange: those of the day it replaces, else of the first working weekday.
func (p *plan) usual(d Date, f fact) []Span {
	if f.paired {
		if s := p.pattern(f.partner).weekly[f.partner.fromMonday()]; len(s) > 0 {
			return s
		}
	}
	for _, s := range p.pattern(d).weekly {
		if len(s) > 0 {
			return s
		}
	}
	return nil
}

// shapeOf resolves one date: a fact of the date beats the pattern of the week.
func (p *plan) shapeOf(d Date) shape {
	week, now := d.fromMonday(), p.pattern(d)
	counting, receiving := now.weekly[week], now.receive[week]
	f, dated := p.facts[d]
	if dated {
		counting = f.spans
		switch {
		case !f.kind.Counts():
			counting, receiving = nil, nil // closed means the counter too
		case len(counting) == 0:
			counting = p.usual(d, f)
		case f.kind == Shortened:
			receiving = nil
		}
	}
	if own, ok := p.receiveOn[d]; ok {
		receiving = own
	}
	return newShape(len(counting) > 0, counting, receiving)
}

// reach gives the first and last date the table must hold singly; beyond them
// the pattern of the week alone is true.
func (p *plan) reach() (first, last Date) {
	first, last = Make(p.years[0].Year, 1, 1), Make(p.years[len(p.years)-1].Year+1, 1, 1)
	for d := range p.facts {
		first, last = min(first, d), max(last, d+1)
	}
	for d := range p.receiveOn {
		first, last = min(first, d), max(last, d+1)
	}
	for _, e := range p.eras {
		first, last = min(first, e.from), max(last, e.from)
	}
	return first, last
}
