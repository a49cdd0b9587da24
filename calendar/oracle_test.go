package calendar

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// naive is the calendar as anybody would write it first: it reads the shipped text
// and the office's text again by itself and walks from day to day.
type naive struct {
	off, on  map[Date]bool
	hours    map[Date][]Span
	weekly   []Span
	counting []bool // one for each day from origin
	origin   Date
}

func newNaive(t testing.TB, weekly []Span, texts ...string) *naive {
	n := &naive{off: map[Date]bool{}, on: map[Date]bool{}, hours: map[Date][]Span{}, weekly: weekly}
	for _, text := range texts {
		for _, line := range strings.Split(text, "\n") {
			w := strings.Fields(line)
			if len(w) < 2 {
				continue
			}
			switch w[0] {
			case "off":
				d := date(t, w[1])
				n.off[d], n.on[d] = true, false
			case "work", "half":
				d := date(t, w[1])
				n.off[d], n.on[d] = false, true
				if len(w) > 2 && strings.Contains(w[2], ":") {
					n.hours[d] = readSpans(t, w[2])
				}
			}
		}
	}
	n.origin = Make(2001, 1, 1)
	for d := n.origin; d < Make(2061, 1, 1); d++ {
		n.counting = append(n.counting, n.works(d))
	}
	return n
}

func readSpans(t testing.TB, word string) []Span {
	a, err1 := time.Parse("15:04", word[:5])
	b, err2 := time.Parse("15:04", word[6:])
	if err1 != nil || err2 != nil {
		t.Fatalf("hours %q", word)
	}
	return []Span{{a.Hour()*60 + a.Minute(), b.Hour()*60 + b.Minute()}}
}

// works asks the maps for one day.
func (n *naive) works(d Date) bool {
	if n.on[d] {
		return true
	}
	w := d.Weekday()
	return w != time.Saturday && w != time.Sunday && !n.off[d]
}

func (n *naive) add(d Date, days int) Date {
	for days > 0 {
		d++
		if n.counting[d-n.origin] {
			days--
		}
	}
	return d
}

func (n *naive) spans(d Date) []Span {
	if !n.counting[d-n.origin] {
		return nil
	}
	if s, ok := n.hours[d]; ok {
		return s
	}
	return n.weekly
}

func (n *naive) addMinutes(d Date, minute, minutes int) (Date, int) {
	for {
		for _, s := range n.spans(d) {
			from := max(s.From, minute)
			if left := s.To - from; left > 0 {
				if minutes <= left {
					return d, from + minutes
				}
				minutes -= left
			}
		}
		d, minute = d+1, 0
	}
}

var (
	civilHours  = []Span{{450, 690}, {780, 1020}}
	officeHours = []Span{{420, 690}, {810, 1020}}
)

// TestP6_TablesEqualTheNaiveLoop compares a million random dates of 2001–2060, far
// beyond the published years on both sides, for the civil calendar with its swapped
// days and for an office with half days, days of its own and a Saturday counter.
func TestP6_TablesEqualTheNaiveLoop(t *testing.T) {
	rnd := rand.New(rand.NewPCG(2019, 324))
	pairs := []struct {
		table *Table
		naive *naive
	}{
		{Civil(), newNaive(t, civilHours, string(civilText))},
		{office(t), newNaive(t, officeHours, string(civilText), offices)},
	}
	for i := range 1_000_000 {
		p := pairs[i&1]
		d := Make(2001, 1, 1) + Date(rnd.IntN(21_500))
		n := 1 + rnd.IntN(60)
		want := p.naive.add(d, n)
		if got := p.table.Add(d, n); got != want {
			t.Fatalf("%s + %d = %s, the loop says %s (%s)", d, n, got, want, p.table.Name)
		}
		if got := p.table.Between(d, want); got != n {
			t.Fatalf("from %s to %s = %d, the loop says %d", d, want, got, n)
		}
		if p.table.Working(d) != p.naive.counting[d-p.naive.origin] {
			t.Fatalf("%s counts = %v", d, p.table.Working(d))
		}
	}
}

func TestP6_MinutesEqualTheNaiveLoop(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1008, 2019))
	pairs := []struct {
		table *Table
		naive *naive
	}{
		{Civil(), newNaive(t, civilHours, string(civilText))},
		{office(t), newNaive(t, officeHours, string(civilText), offices)},
	}
	for i := range 200_000 {
		p := pairs[i&1]
		d, m, n := Make(2001, 1, 1)+Date(rnd.IntN(21_500)), rnd.IntN(1440), 1+rnd.IntN(4800)
		wd, wm := p.naive.addMinutes(d, m, n)
		if got := p.table.AddMinutes(d.At(m), n); !got.Equal(wd.At(wm)) {
			t.Fatalf("%s + %d min = %s, the loop says %s (%s)", d.At(m), n, got, wd.At(wm), p.table.Name)
		}
		if got := p.table.MinutesBetween(d.At(m), wd.At(wm)); got != int64(n) {
			t.Fatalf("from %s to %s = %d min, the loop says %d", d.At(m), wd.At(wm), got, n)
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	civil, slow := Civil(), newNaive(b, civilHours, string(civilText))
	from := date(b, "2019-01-28")
	for _, c := range []struct {
		name string
		n    int
	}{{"5", 5}, {"15", 15}, {"60", 60}} {
		b.Run("table/"+c.name, func(b *testing.B) {
			b.ReportAllocs()
			i := Date(0)
			for b.Loop() {
				sink = civil.Add(from+i&511, c.n)
				i++
			}
		})
		b.Run("naive/"+c.name, func(b *testing.B) {
			b.ReportAllocs()
			i := Date(0)
			for b.Loop() {
				d := from + i&511
				for left := c.n; left > 0; {
					d++
					if slow.works(d) {
						left--
					}
				}
				sink = d
				i++
			}
		})
	}
}

func BenchmarkMinutes(b *testing.B) {
	civil := Civil()
	from := at(b, "2019-01-28 16:10")
	b.Run("add", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sinkTime = civil.AddMinutes(from, 28*60)
		}
	})
	to := at(b, "2019-05-04 09:00")
	b.Run("between", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			sinkInt = civil.MinutesBetween(from, to)
		}
	})
}

var (
	sink     Date
	sinkTime time.Time
	sinkInt  int64
)
