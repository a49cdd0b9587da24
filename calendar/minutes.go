package calendar

import "time"

// WorkingDayMinutes is one working day in hour-based sums: 08 working hours (DL-1).
const WorkingDayMinutes = 8 * 60

// position is the number of counting minutes between base and the moment t; it
// stands still outside office time. Seconds are dropped.
func (t *Table) position(at time.Time) int64 {
	d, m := split(at)
	if i := int64(d) - int64(t.base); uint64(i) < uint64(len(t.opens)) {
		return int64(t.opens[i]) + int64(t.shapes[t.class[i]].elapsed(m))
	}
	r := t.rank(d)
	s := t.shape(d)
	if !s.counts {
		return t.before(r)
	}
	return t.before(r-1) + int64(s.elapsed(m))
}

// moment is the earliest moment whose position is p.
func (t *Table) moment(p int64) time.Time {
	total := int64(t.start[len(t.nth)])
	var o int64
	switch {
	case p > 0 && p <= total:
		o = int64(t.bucket[(p-1)>>bucketBits])
		for int64(t.start[o+1]) < p {
			o++
		}
	default:
		o = t.outside(p, total)
	}
	d := t.at(o)
	return d.At(t.shape(d).reach(int(p - t.before(o))))
}

// outside finds the ordinal of the day on which position p is reached when that
// day lies beyond the table, where only the week's pattern is known.
func (t *Table) outside(p, total int64) int64 {
	o := int64(0)
	if p > total {
		p -= total
		o = int64(len(t.nth))
	}
	o += floorDiv(p-1, t.weekMinutes) * t.weekDays
	rest := floorMod(p-1, t.weekMinutes) + 1
	for i := int64(1); t.minutesTo[i] < rest; i++ {
		o++
	}
	return o
}

// AddMinutes gives the earliest moment at which the given counting minutes of
// office time have passed since from (DL-1, CAL-7): 60 minutes from 16:30 end at
// 08:00 of the next working day, 30 minutes from 16:30 at 17:00 of the same. With
// minutes = 0 it is Open(from). Negative minutes go back.
func (t *Table) AddMinutes(from time.Time, minutes int) time.Time {
	if minutes == 0 {
		return t.Open(from)
	}
	return t.moment(t.position(from) + int64(minutes))
}

// MinutesBetween counts the office minutes from a to b, negative when b is before
// a; nights, weekends, holidays and the midday break count nothing.
func (t *Table) MinutesBetween(a, b time.Time) int64 { return t.position(b) - t.position(a) }

// Open gives at itself, to the minute, when it lies inside counting office time
// (the closing minute included), else the next opening (DL-3).
func (t *Table) Open(at time.Time) time.Time {
	d, m := split(at)
	if s := t.shape(d); s.counts {
		if in, ok := inside(s.counting, m); ok {
			return d.At(in)
		}
	}
	d = t.Add(d, 1)
	return d.At(t.Opening(d))
}

// Close gives the moment office time ends on the working day d (DL-7).
func (t *Table) Close(d Date) time.Time { return d.At(t.Closing(d)) }

// Receiving tells whether a counter takes dossiers at this moment, also on a day
// that does not count (CAL-7).
func (t *Table) Receiving(at time.Time) bool {
	d, m := split(at)
	in, ok := inside(t.shape(d).received, m)
	return ok && in == m
}
