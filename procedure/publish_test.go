package procedure

import (
	"context"
	"testing"
	"time"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/refusal"
)

// KS-3, KS-9: a decision ends a version and begins the next; nothing else is touched, and
// an older file imported again brings nothing back.
func TestKS_9_ADecisionEndsAVersionAndBeginsTheNext(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s, err := NewStore(ctx, d, clock.SeededIDs(clock.Fixed(time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone)), 1))
		if err != nil {
			t.Fatal(err)
		}
		vs, err := Shipped()
		if err != nil {
			t.Fatal(err)
		}
		file := File{Source: "test", Versions: vs[:3]}
		if _, err := s.Import(ctx, file); err != nil {
			t.Fatal(err)
		}
		a, _ := s.InForce(vs[0].Code, "2019-06-03")
		b, _ := s.InForce(vs[1].Code, "2019-06-03")
		next := a
		next.Name, next.ID, next.No, next.ValidFrom = "Tên đã sửa", "", 0, "2019-07-01"
		decision := []Publication{{Code: a.Code, Ends: a.ID, LastDay: "2019-06-30", New: &next}, {Code: b.Code, Ends: b.ID, LastDay: "2019-06-30"}}
		publish := func() error {
			err := d.Update(ctx, func(tx db.Tx) error {
				_, err := s.PublishTx(tx, access.Who{}, decision)
				return err
			})
			if err != nil {
				return err
			}
			_, err = s.Refresh(ctx)
			return err
		}
		if err := publish(); err != nil {
			t.Fatal(err)
		}
		if v, ok := s.InForce(a.Code, "2019-06-30"); !ok || v.ID != a.ID || v.Name != a.Name || v.ValidTo != "2019-06-30" {
			t.Errorf("the day before: %+v", v)
		}
		if v, ok := s.InForce(a.Code, "2019-07-01"); !ok || v.No != 2 || v.Name != "Tên đã sửa" {
			t.Errorf("the first day: %+v", v)
		}
		if _, ok := s.InForce(b.Code, "2019-07-01"); ok {
			t.Error("an abolished procedure is in force")
		}
		if v, ended := Ended(s.Of(b.Code), b.Code, "2019-07-01"); !ended || v.ID != b.ID {
			t.Errorf("%+v %v", v, ended)
		}
		if _, ended := Ended(s.Of(a.Code), a.Code, "2019-07-01"); ended {
			t.Error("a procedure that goes on is taken for abolished")
		}
		no, refused := refusal.As(publish())
		if !refused || no.Kind != refusal.KindConflict {
			t.Errorf("the same decision twice: %v", no)
		}
		if done, err := s.Import(ctx, file); err != nil || done.Same != 3 || done.Changed != 0 {
			t.Errorf("the older file again: %+v %v", done, err)
		}
	})
}
