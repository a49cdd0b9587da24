package report

import "testing"

func TestEVA8_TheInternalOnTimeShareIsOverWhatWasReceived(t *testing.T) {
	s := newSums()
	for m, n := range map[Measure]int64{Received: 40, Early: 12, OnTime: 6, Late: 2} {
		s.cell(m, 1, n)
	}
	b := s.figures(Filter{})
	for name, want := range map[string][2]int64{"in_time_received": {18, 40}, "in_time": {18, 20}} {
		if x := b.Number(name); !x.Share || x.N != want[0] || x.Of != want[1] {
			t.Errorf("%s is %d of %d (share %v), want %d of %d: report II.06 divides by what was settled, TT 01/2018 Art 30(2)c by what was received", name, x.N, x.Of, x.Share, want[0], want[1])
		}
	}
}
