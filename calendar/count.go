package calendar

import "time"

// Working tells whether d counts as a working day for a limit. A day on which a
// counter merely receives does not (CAL-7).
func (t *Table) Working(d Date) bool { return t.shape(d).counts }

// Add gives the n-th working day after d, d itself not counted (DL-2). n = 0 is d
// when it counts, else the next working day; n < 0 goes back the same way.
func (t *Table) Add(d Date, n int) Date {
	r := t.rank(d)
	switch {
	case n > 0:
		return t.at(r + int64(n) - 1)
	case t.Working(d):
		return t.at(r - 1 + int64(n))
	default:
		return t.at(r + int64(n))
	}
}

// Between counts the working days after a up to and including b; it is negative
// when b lies before a. Between(d, Add(d, n)) = n for every n > 0.
func (t *Table) Between(a, b Date) int { return int(t.rank(b) - t.rank(a)) }

// Next is d when it counts, else the next working day (DL-2: a period that ends on
// a day off ends with the next working day).
func (t *Table) Next(d Date) Date { return t.Add(d, 0) }

// Previous is d when it counts, else the last working day before it (APO-3).
func (t *Table) Previous(d Date) Date { return t.at(t.rank(d) - 1) }

// Opening and Closing give the first and last office minute of a counting day, in
// minutes after midnight; both are 0 on a day that does not count.
func (t *Table) Opening(d Date) int { return t.shape(d).opening }

// Closing is described with Opening.
func (t *Table) Closing(d Date) int { return t.shape(d).closing }

// Provisional tells that d lies outside the published years, so that holidays not
// yet announced may still move it (CAL-6).
func (t *Table) Provisional(d Date) bool { return d < t.knownFrom || d > t.knownTo }

// ProvisionalAt is Provisional for the civil day of a moment.
func (t *Table) ProvisionalAt(at time.Time) bool {
	s := at.Unix()
	return s < t.knownBegin || s >= t.knownEnd
}

// Known gives the first and last published year.
func (t *Table) Known() (first, last int) { return t.knownFrom.Year(), t.knownTo.Year() }

// Day tells everything known of a date. It allocates; the sums do not use it.
func (t *Table) Day(d Date) Day {
	s := t.shape(d)
	day := Day{Date: d, Hours: s.counting, Receiving: s.received, Provisional: t.Provisional(d)}
	f, ok := t.plan.facts[d]
	switch {
	case ok:
		day.Kind, day.Name, day.Partner, day.HasPartner = f.kind, f.name, f.partner, f.paired
	case !s.counts:
		day.Kind = Weekend
	}
	return day
}

// Notable lists the days of [from, to] that differ from the pattern of the week:
// weekdays off, worked Saturdays, shortened days.
func (t *Table) Notable(from, to Date) []Day {
	var out []Day
	for d := from; d <= to; d++ {
		f, ok := t.plan.facts[d]
		if !ok {
			continue
		}
		if usual := t.shapes[t.week[d.fromMonday()]].counts; usual != f.kind.Counts() || f.kind == Shortened {
			out = append(out, t.Day(d))
		}
	}
	return out
}
