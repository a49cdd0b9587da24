package calendar

import (
	"math"
	"slices"
	"strings"
)

// Amend gives the calendar after a change of it (CAL-6): the lines of Parse, each
// replacing what t says of the same date, and "usual DATE" taking it back. A year that
// was provisional may be declared known, and the next year be added. The label names
// the change in Table.Revision, which also carries a fingerprint of everything before.
func (t *Table) Amend(label string, data []byte) (*Table, error) {
	p := t.plan.clone()
	if err := (&reader{plan: p, amends: true}).all(data); err != nil {
		return nil, err
	}
	if p.bare == "" {
		p.bare = t.Revision
	}
	p.revision = p.bare + "/" + label + "-" + fingerprint(append([]byte(t.Revision+"\n"), data...))
	return build(p), nil
}

// announce declares a year within an amendment: the notice for it has come.
func (r *reader) announce(y int, rest []string) error {
	known := Year{Year: y, Known: rest[1] == "known", Source: strings.Join(rest[2:], " ")}
	years := r.plan.years
	at := slices.IndexFunc(years, func(x Year) bool { return x.Year == y })
	next := years[len(years)-1].Year + 1
	switch {
	case at < 0 && y != next:
		return r.fail("Khai báo các năm liên tiếp, tăng dần", "năm %d không tiếp theo năm %d", y, next-1)
	case at >= 0 && years[at].Known && !known.Known:
		return r.fail("Bỏ dòng này: năm đã công bố không trở lại tạm tính", "năm %d đã được công bố", y)
	case at < 0:
		years, at = append(years, known), len(years)
	}
	if at > 0 && known.Known && !years[at-1].Known {
		return r.fail("Hoàn thiện năm trước rồi mới khai báo known cho năm này", "năm %d đứng sau một năm còn tạm tính", y)
	}
	years[at], r.plan.years = known, years
	return nil
}

// usual takes back what was said of a date.
func (r *reader) usual(rest []string) error {
	if len(rest) != 1 {
		return r.fail("Viết: usual 2019-04-29", "dòng usual cần đúng một ngày")
	}
	d, err := r.date(rest[0])
	if err != nil {
		return err
	}
	f, said := r.plan.facts[d]
	_, received := r.plan.receiveOn[d]
	if !said && !received || f.line > 0 {
		return r.fail("Bỏ dòng này, hoặc sửa lại ngày", "ngày %s đang theo đúng nếp của tuần", d)
	}
	delete(r.plan.facts, d)
	delete(r.plan.receiveOn, d)
	return nil
}

// eachWeek sets the hours of weekdays: of every pattern, or of a new one from a day.
func (r *reader) eachWeek(rest []string, of func(*era) *[7][]Span) error {
	from, dated := Date(0), false
	if n := len(rest); n > 2 && rest[n-2] == "from" {
		var err error
		if from, err = r.date(rest[n-1]); err != nil {
			return err
		}
		rest, dated = rest[:n-2], true
	}
	days, spans, err := r.weekly(rest)
	if err != nil {
		return err
	}
	p := r.plan
	if dated {
		if n := len(p.eras); n > 0 && p.eras[n-1].from > from {
			return r.fail("Chọn ngày không trước lần đổi giờ gần nhất", "giờ làm việc đã được đổi từ ngày %s", p.eras[n-1].from)
		} else if n == 0 || p.eras[n-1].from < from {
			next := p.newest()
			next.from = from
			p.eras = append(p.eras, next)
		}
		for _, i := range days {
			of(&p.eras[len(p.eras)-1])[i] = spans
		}
		return nil
	}
	first := era{weekly: p.weekly, receive: p.receive}
	for _, i := range days {
		of(&first)[i] = spans
		for n := range p.eras {
			of(&p.eras[n])[i] = spans
		}
	}
	p.weekly, p.receive = first.weekly, first.receive
	return nil
}

// pairs checks after an amendment that no day is worked for a day that is not off any
// more.
func (r *reader) pairs() error {
	if !r.amends {
		return nil
	}
	for _, d := range sortedDates(r.plan.facts) {
		f := r.plan.facts[d]
		if f.kind != Exchanged || !f.paired {
			continue
		}
		if other, said := r.plan.facts[f.partner]; !said || other.kind != Swapped {
			return r.fail("Thêm dòng: usual "+d.String(), "ngày %s được làm bù cho %s, mà ngày đó không còn nghỉ hoán đổi", d, f.partner)
		}
	}
	return nil
}

// Always is the last day of a difference without end.
const Always Date = math.MaxInt32

// Differ gives the first and last day on which two calendars say different hours; ok is
// false when they say the same. A difference of the week's pattern has no end.
func Differ(a, b *Table) (first, last Date, ok bool) {
	from, to := min(a.base, b.base), max(a.end, b.end)
	for d := from; d < to; d++ {
		if a.shape(d).key() == b.shape(d).key() {
			continue
		}
		if !ok {
			first, ok = d, true
		}
		last = d
	}
	for i := range 7 {
		if d := to + Date(i); a.shape(d).key() != b.shape(d).key() {
			if !ok {
				first, ok = to, true
			}
			last = Always
		}
	}
	return first, last, ok
}
