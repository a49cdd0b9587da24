package report_test

import (
	"context"
	"reflect"
	"testing"

	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/report"
)

// law.md 5.2: the invariants of form II.06a over two periods of random acts, and an old
// period that gives the same figures when it is counted again later.
func TestFormII06aHoldsItsInvariants(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newLife(t, d, 5)
		q2, q3 := report.QuarterOf(2019, 2), report.QuarterOf(2019, 3)
		for l.acts() < 330 && l.Civil.Now().Before(q2.Until().Time()) {
			l.step()
		}
		if l.Civil.Now().Before(q2.Until().Time()) {
			l.To("2019-06-15 00:00")
		}
		first := form(t, l, q2)
		for n := l.acts(); l.acts() < n+200 && l.Civil.Now().Before(q3.Until().Time()); {
			l.step()
		}
		again, second := form(t, l, q2), form(t, l, q3)
		if !reflect.DeepEqual(first, again) {
			t.Errorf("counted again later, the period gives other figures:\n%+v\n%+v", first.Total(), again.Total())
		}
		carried(t, first, second)
		if c := first.Total(); c.Pending() == 0 || c.Settled() == 0 || c.Online == 0 || c.Direct == 0 || first.Refused == 0 {
			t.Errorf("the period proves little: %+v, refused %d", c, first.Refused)
		}
		if c := second.Total(); c.Late == 0 || c.Withdrew == 0 || c.Stopped == 0 {
			t.Errorf("the second period proves little: %+v", c)
		}
		opensColumns(t, l, second)
		sameAsBoard(t, l, second)
	})
}

func form(t *testing.T, l *life, p report.Period) report.Form {
	t.Helper()
	f, err := l.store.FormII06a(context.Background(), l.offices(), p)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range append(append(append([]report.Row{}, f.Rows...), f.ByField()...), f.ByOffice()...) {
		if r.Received() != r.Settled()+r.Pending() {
			t.Errorf("%s: (3) = %d, (7) = %d, (11) = %d in %+v", p.Key(), r.Received(), r.Settled(), r.Pending(), r)
		}
	}
	var fields, offices report.Counts
	for _, r := range f.ByField() {
		fields = add(fields, r.Counts)
	}
	for _, r := range f.ByOffice() {
		offices = add(offices, r.Counts)
	}
	if fields != offices || fields != f.Total() {
		t.Errorf("totals by field %+v, by office %+v", fields, offices)
	}
	return f
}

func add(a, b report.Counts) report.Counts {
	x, y := reflect.ValueOf(&a).Elem(), reflect.ValueOf(b)
	for i := range x.NumField() {
		x.Field(i).SetInt(x.Field(i).Int() + y.Field(i).Int())
	}
	return a
}

// carried: (6) of a period is (11) of the one before, line by line.
func carried(t *testing.T, before, after report.Form) {
	t.Helper()
	pending := map[report.Row]int64{}
	for _, r := range before.Rows {
		if n := r.Pending(); n > 0 {
			pending[report.Row{Office: r.Office, Field: r.Field}] = n
		}
	}
	for _, r := range after.Rows {
		k := report.Row{Office: r.Office, Field: r.Field}
		if pending[k] != r.Carried {
			t.Errorf("%+v: (11) was %d, (6) is %d", k, pending[k], r.Carried)
		}
		delete(pending, k)
	}
	if len(pending) > 0 {
		t.Errorf("open at the end of one period and gone from the next: %v", pending)
	}
}

// opensColumns: each figure of the form opens the dossiers it counts.
func opensColumns(t *testing.T, l *life, f report.Form) {
	for _, r := range f.Rows {
		for _, col := range []string{"3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "rejected", "withdrawn", "stopped", "waiting"} {
			want, err := r.Column(col)
			if err != nil {
				t.Fatal(err)
			}
			var got int64
			for after := (report.Mark{}); ; {
				p, err := l.store.FormList(context.Background(), report.Opening{Office: r.Office, Period: f.Period, Column: col, Field: r.Field}, after, 5)
				if err != nil {
					t.Fatal(err)
				}
				for _, x := range p.Lines {
					if x.Competent != r.Office || x.Field != r.Field || x.ID == "" {
						t.Errorf("column (%s) of %s opens %+v", col, r.Field, x)
					}
				}
				got += int64(len(p.Lines))
				if p.Next == nil {
					break
				}
				after = *p.Next
			}
			if got != want {
				t.Errorf("column (%s) of %s says %d and opens %d", col, r.Field, want, got)
			}
		}
	}
}

// sameAsBoard: the board of the period's days and the form, counted on two ways, agree on
// what was received and settled.
func sameAsBoard(t *testing.T, l *life, f report.Form) {
	b := agrees(t, l.store, report.Filter{Offices: l.offices(), From: f.Period.From, To: f.Period.To, Now: clock.At(l.Civil.Now())})
	c := f.Total()
	for name, n := range map[string]int64{"received": c.Online + c.Direct, "received_online": c.Online, "early": c.Early, "on_time": c.OnTime, "late": c.Late,
		"settled": c.Settled(), "withdrawn": c.Withdrew, "stopped": c.Stopped, "refused": f.Refused} {
		if b.Number(name).N != n {
			t.Errorf("%s: the board says %d, the form %d", name, b.Number(name).N, n)
		}
	}
}
