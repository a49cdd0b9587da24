package report_test

import (
	"context"
	"reflect"
	"sync"
	"testing"
	"time"

	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/demand"
	"motcua/dossier/dossiertest"
	"motcua/event"
	"motcua/refusal"
	"motcua/report"
)

// opened counts a list page by page.
func opened(t *testing.T, s *report.Store, name string, f report.Filter) int64 {
	t.Helper()
	var n int64
	seen := map[string]bool{}
	for after := (report.Mark{}); ; {
		p, err := s.List(context.Background(), name, f, after, 7)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, x := range p.Lines {
			if seen[x.ID] && name != "supplement" {
				t.Errorf("%s: %s stands twice", name, x.Code)
			}
			seen[x.ID] = true
			n++
		}
		if p.Next == nil {
			return n
		}
		after = report.ParseMark(p.Next.Text())
	}
}

// agrees holds every figure against the list it opens.
func agrees(t *testing.T, s *report.Store, f report.Filter) report.Board {
	t.Helper()
	b, err := s.Board(context.Background(), f)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range b.Numbers {
		if got := opened(t, s, n.Name, f); got != n.N {
			t.Errorf("at %s the board says %d %s, its list has %d", f.Now.Time(), n.N, n.Name, got)
		}
		if n.Share && n.Of != b.Number(n.OfName).N {
			t.Errorf("%s: denominator %d is not %s = %d", n.Name, n.Of, n.OfName, b.Number(n.OfName).N)
		}
	}
	return b
}

func proved(t *testing.T, s *report.Store) {
	t.Helper()
	diff, err := s.Compare(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if !diff.Empty() {
		t.Errorf("cells differ from a full recount: %+v", diff)
	}
}

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Never 9 and house 5a: after hundreds of random acts each figure is the length of the
// list it opens, at any minute, and a full recount of the events gives the same cells.
func TestEveryFigureIsTheLengthOfItsList(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newLife(t, d, 1)
		for i := 0; l.acts() < 420; i++ {
			l.step()
			if i%90 != 0 {
				continue
			}
			f := report.Filter{Offices: l.offices(), From: day("2019-06-03"), To: day("2019-12-31"), Now: clock.At(l.Civil.Now())}
			agrees(t, l.store, f)
		}
		l.waitsAtTheDesk()
		proved(t, l.store)
		whole := report.Filter{Offices: l.offices(), From: day("2019-06-01"), To: day("2019-12-31"), Now: clock.At(l.Civil.Now())}
		b := agrees(t, l.store, whole)
		for _, name := range []string{"received", "received_counter", "received_online", "received_post", "early", "late", "open", "apologised", "refused", "withdrawn",
			"stopped", "supplement", "missed", "escalated", "returned", "no_letter", "false_alarm", "on_time"} {
			if b.Number(name).N == 0 {
				t.Errorf("nothing ever moved %s: %v", name, l.done)
			}
		}
		// The clock goes on over several midnights and nobody does anything.
		moved := map[int64]bool{}
		for _, h := range []time.Duration{0, 7 * time.Hour, 24 * time.Hour, 72 * time.Hour, 14 * 24 * time.Hour, 400 * 24 * time.Hour} {
			midnight := time.Date(l.Civil.Now().Year(), l.Civil.Now().Month(), l.Civil.Now().Day()+1, 0, 0, 0, 0, clock.Zone).Add(h)
			for _, us := range []time.Duration{-1, 0, 1} {
				f := whole
				f.Now = clock.At(midnight.Add(us * time.Microsecond))
				moved[agrees(t, l.store, f).Number("open_late").N] = true
			}
		}
		if len(moved) < 2 {
			t.Errorf("open late never grew over midnight: %v", moved)
		}
		parts(t, l, whole, b)
	})
}

// parts: boards by office add up to the board of all, and a board of some days holds
// those days alone.
func parts(t *testing.T, l *life, whole report.Filter, all report.Board) {
	bs, err := l.store.Boards(context.Background(), whole)
	if err != nil || len(bs) != 2 {
		t.Fatalf("%d boards, %v", len(bs), err)
	}
	for _, n := range all.Numbers {
		if got := bs[0].Number(n.Name).N + bs[1].Number(n.Name).N; got != n.N {
			t.Errorf("%s: the offices add up to %d, the board says %d", n.Name, got, n.N)
		}
	}
	var received int64
	for d := whole.From; d <= whole.To; d += 50 {
		f := whole
		f.From, f.To = d, min(d+49, whole.To)
		received += agrees(t, l.store, f).Number("received").N
	}
	if received != all.Number("received").N {
		t.Errorf("windows that touch hold %d received, all days %d", received, all.Number("received").N)
	}
}

func TestTheStoredCellsCanBeThrownAwayAndCountedAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newLife(t, d, 2)
		for l.acts() < 60 {
			l.step()
		}
		ctx := context.Background()
		before, err := l.store.Stored(ctx)
		if err != nil || before.Empty() {
			t.Fatal(err, before)
		}
		spoil := report.New
		if err := d.Update(ctx, func(tx db.Tx) error {
			return spoil(tx).AddCell(tx.Ctx, report.AddCellParams{Office: l.Ward, Day: "2019-06-03", Measure: "late", Procedure: l.codes[0], Channel: 1, N: 3})
		}); err != nil {
			t.Fatal(err)
		}
		diff, err := l.store.Compare(ctx)
		if err != nil || len(diff.Cells) != 1 || diff.Cells[0].N != 3 || len(diff.Open) != 0 {
			t.Errorf("a figure set by hand must show: %+v %v", diff, err)
		}
		if err := l.store.Rebuild(ctx); err != nil {
			t.Fatal(err)
		}
		after, err := l.store.Stored(ctx)
		if err != nil || !reflect.DeepEqual(before, after) {
			t.Errorf("rebuilt cells differ: %v", err)
		}
		proved(t, l.store)
		now := report.Filter{Offices: l.offices(), From: day("2019-06-03"), To: day("2019-06-03"), Now: clock.At(l.Civil.Now())}
		was := agrees(t, l.store, now)
		if n, err := l.store.Sweep(ctx); err != nil {
			t.Fatal(n, err)
		}
		if got := agrees(t, l.store, now); !reflect.DeepEqual(got, was) {
			t.Error("sweeping changed a figure")
		}
	})
}

// House 5a: cells are updated last and in key order, so that many desks at once neither
// lose a figure nor wait for each other in a circle.
func TestManyDesksAtOnceLoseNoFigure(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newLife(t, d, 4)
		var wg sync.WaitGroup
		for w := range 8 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				desk, head := l.Who("reception", l.Ward), l.Who("head", l.Ward)
				for i := range 6 {
					a := l.Brought(l.codes[(w+i)%len(l.codes)])
					x, err := l.Dossiers.Do(context.Background(), desk, dossier.Key{}, a)
					if err == nil {
						_, err = l.Dossiers.Do(context.Background(), head, dossiertest.Key(x), dossier.Stop{Cause: "authority", Reason: "Theo yêu cầu của cơ quan có thẩm quyền.", Demand: &demand.Document{Issuer: "Thanh tra Thành phố", Number: "01/YC-TTTP", Day: "2019-01-07"}})
					}
					if err != nil {
						t.Error(err)
					}
				}
			}()
		}
		wg.Wait()
		proved(t, l.store)
		b := agrees(t, l.store, report.Filter{Offices: l.offices(), From: day("2019-06-03"), To: day("2019-06-03"), Now: clock.At(l.Civil.Now())})
		if b.Number("received").N != 48 || b.Number("stopped").N != 48 || b.Number("open").N != 0 {
			t.Errorf("%d received, %d stopped, %d open", b.Number("received").N, b.Number("stopped").N, b.Number("open").N)
		}
	})
}

func TestListsThatDoNotExistLookLikeMissingPages(t *testing.T) {
	d := dbtest.SQLite(t)
	s := &report.Store{DB: d}
	f := report.Filter{Offices: []string{"g1"}, From: day("2019-06-01"), To: day("2019-06-30"), Now: clock.At(time.Date(2019, 6, 30, 9, 0, 0, 0, clock.Zone))}
	_, err := s.List(context.Background(), "secret", f, report.Mark{}, 10)
	if r, ok := refusal.As(err); !ok || r.Kind != refusal.KindMissing {
		t.Errorf("an unknown list: %v", err)
	}
	if _, err := s.FormList(context.Background(), report.Opening{Office: "g1", Period: report.QuarterOf(2019, 2), Column: "14"}, report.Mark{}, 10); err == nil {
		t.Error("the form has no column 14")
	}
	f.From, f.To = f.To, f.From
	if _, err := s.Board(context.Background(), f); err == nil {
		t.Error("days that end before they begin must be refused")
	}
}

func TestNobodySeesFiguresOfOfficesNotAskedFor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newLife(t, d, 3)
		for l.acts() < 40 {
			l.step()
		}
		for _, offices := range [][]string{nil, {l.District}} {
			f := report.Filter{Offices: offices, From: day("2019-06-01"), To: day("2019-12-31"), Now: clock.At(l.Civil.Now())}
			for _, n := range agrees(t, l.store, f).Numbers {
				if n.N != 0 {
					t.Errorf("%v: %s = %d", offices, n.Name, n.N)
				}
			}
		}
	})
}

func TestAFollowerWithoutTheRowsRefusesTheAct(t *testing.T) {
	d := dbtest.SQLite(t)
	err := d.Update(context.Background(), func(tx db.Tx) error { return report.Follower()(tx, event.Event{Kind: "dossier", ID: "e1"}) })
	if err == nil {
		t.Error("an event without its rows would leave the figures wrong in silence")
	}
	if err := d.Update(context.Background(), func(tx db.Tx) error { return report.Follower()(tx, event.Event{Kind: "procedure"}) }); err != nil {
		t.Error(err)
	}
}

func BenchmarkFollower(b *testing.B) {
	d := dbtest.SQLite(b)
	follow := report.Follower()
	at := clock.At(time.Date(2019, 6, 3, 9, 0, 0, 0, clock.Zone))
	none := dossier.Dossier{}
	after := dossier.Dossier{State: dossier.Received, ReceivedAt: at, Channel: 1, Competent: "g1", Procedure: "1.000894", Due: at, LateFrom: at}
	done := after
	done.State, done.SettledAt, done.Class = dossier.Completed, at, dossier.Early
	quiet := after
	quiet.State = dossier.InProcess
	for _, c := range []struct {
		name          string
		before, after dossier.Dossier
	}{{"receive", none, after}, {"assign", after, quiet}, {"complete", after, done}} {
		b.Run(c.name, func(b *testing.B) {
			e := event.Event{Kind: "dossier", Before: c.before, After: c.after}
			err := d.Update(context.Background(), func(tx db.Tx) error {
				for range b.N {
					if err := follow(tx, e); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
		})
	}
}
