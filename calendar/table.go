package calendar

import "math"

// Table is an immutable calendar with its sums worked out in advance: two look-ups
// answer any question in days, whatever the span. It may be shared freely.
type Table struct {
	Name     string
	Revision string // label of the text and a fingerprint of it; goes into events
	Years    []Year // as declared, ascending; do not change

	plan *plan

	knownFrom, knownTo   Date  // first and last date of the published years
	knownBegin, knownEnd int64 // the same as instants, [begin, end) in Unix seconds

	base, end Date     // both Mondays; single days are held for [base, end)
	class     []uint16 // day → shapes
	upTo      []int32  // counting days in [base, day]
	opens     []int32  // counting minutes before the day
	shapes    []shape

	nth    []Date  // the counting days in order
	start  []int32 // counting minutes before the nth day; one entry more than nth
	bucket []int32 // (minute-1)>>bucketBits → nth to begin looking at

	// The week's newest pattern, true outside [base, end).
	week        [7]uint16 // Monday first → shapes
	weekDays    int64     // counting days in a week
	weekMinutes int64
	daysTo      [8]int64 // counting days in the first i days of a week
	minutesTo   [8]int64 // minutes in the first i counting days of a week
	offset      [7]int64 // the i-th counting day of a week, from Monday
}

const bucketBits = 5 // 32 minutes, a part of eight hours: hardly ever a step from the right day

func build(p *plan) *Table {
	t := &Table{Name: p.name, Revision: p.revision, Years: p.years, plan: p}
	t.knownFrom, t.knownTo = Date(math.MaxInt32), Date(math.MinInt32)
	for _, y := range p.years {
		if y.Known {
			t.knownFrom = min(t.knownFrom, Make(y.Year, 1, 1))
			t.knownTo = max(t.knownTo, Make(y.Year, 12, 31))
		}
	}
	t.knownBegin, t.knownEnd = t.knownFrom.At(0).Unix(), (t.knownTo + 1).At(0).Unix()
	seen := map[string]uint16{}
	t.buildWeek(p, seen)
	t.buildDays(p, seen)
	t.buildMinutes()
	return t
}

func (t *Table) intern(s shape, seen map[string]uint16) uint16 {
	k := s.key()
	i, ok := seen[k]
	if !ok {
		i = uint16(len(t.shapes))
		seen[k] = i
		s.fill()
		t.shapes = append(t.shapes, s)
	}
	return i
}

func (t *Table) buildWeek(p *plan, seen map[string]uint16) {
	last := p.newest()
	for i := range 7 {
		s := newShape(len(last.weekly[i]) > 0, last.weekly[i], last.receive[i])
		t.week[i] = t.intern(s, seen)
		if s.counts {
			t.offset[t.weekDays] = int64(i)
			t.weekDays++
			t.weekMinutes += int64(s.minutes)
			t.minutesTo[t.weekDays] = t.weekMinutes
		}
		t.daysTo[i+1] = t.weekDays
	}
}

func (t *Table) buildDays(p *plan, seen map[string]uint16) {
	first, last := p.reach()
	t.base = first - Date(first.fromMonday())
	t.end = last + Date((7-last.fromMonday())%7)
	n := int(t.end - t.base)
	t.class, t.upTo = make([]uint16, n), make([]int32, n)
	for i := range n {
		d := t.base + Date(i)
		t.class[i] = t.intern(p.shapeOf(d), seen)
		if t.shapes[t.class[i]].counts {
			t.nth = append(t.nth, d)
		}
		t.upTo[i] = int32(len(t.nth))
	}
}

func (t *Table) buildMinutes() {
	t.start = make([]int32, len(t.nth)+1)
	for i, d := range t.nth {
		t.start[i+1] = t.start[i] + int32(t.shape(d).minutes)
	}
	t.opens = make([]int32, len(t.class))
	for i := range t.opens {
		t.opens[i] = t.start[t.upTo[i]]
		if t.shapes[t.class[i]].counts {
			t.opens[i] = t.start[t.upTo[i]-1]
		}
	}
	total := t.start[len(t.nth)]
	t.bucket = make([]int32, (total>>bucketBits)+1)
	o := int32(0)
	for b := range t.bucket {
		for t.start[o+1] <= int32(b)<<bucketBits && int(o) < len(t.nth)-1 {
			o++
		}
		t.bucket[b] = o
	}
}

// shape finds what the sums need of a day, inside the table or by the week.
func (t *Table) shape(d Date) *shape {
	if i := int64(d) - int64(t.base); uint64(i) < uint64(len(t.class)) {
		return &t.shapes[t.class[i]]
	}
	return &t.shapes[t.week[d.fromMonday()]]
}

// rank is the number of counting days in [base, d]; negative before base.
func (t *Table) rank(d Date) int64 {
	i := int64(d) - int64(t.base)
	if uint64(i) < uint64(len(t.upTo)) {
		return int64(t.upTo[i])
	}
	total := int64(0)
	if i >= 0 {
		i -= int64(len(t.upTo))
		total = int64(len(t.nth))
	}
	return total + floorDiv(i+1, 7)*t.weekDays + t.daysTo[floorMod(i+1, 7)]
}

// at is the inverse of rank: the counting day with ordinal o, 0 being the first
// on or after base.
func (t *Table) at(o int64) Date {
	if uint64(o) < uint64(len(t.nth)) {
		return t.nth[o]
	}
	from := int64(t.base)
	if o >= 0 {
		o -= int64(len(t.nth))
		from = int64(t.end)
	}
	return Date(from + floorDiv(o, t.weekDays)*7 + t.offset[floorMod(o, t.weekDays)])
}

// before is the number of counting minutes between base and the day of ordinal o.
func (t *Table) before(o int64) int64 {
	if uint64(o) < uint64(len(t.start)) {
		return int64(t.start[o])
	}
	total := int64(0)
	if o >= 0 {
		o -= int64(len(t.nth))
		total = int64(t.start[len(t.nth)])
	}
	return total + floorDiv(o, t.weekDays)*t.weekMinutes + t.minutesTo[floorMod(o, t.weekDays)]
}
