package procedure

import (
	"context"
	"strings"
	"testing"
	"time"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/event"
	"motcua/refusal"
)

// furnished is a store with the first shipped procedures and a log of its own.
func furnished(t *testing.T, d *db.DB) (*Store, []Version) {
	t.Helper()
	civil := clock.Fixed(time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone))
	ids := clock.SeededIDs(civil, 1)
	s, err := NewStore(context.Background(), d, ids)
	if err != nil {
		t.Fatal(err)
	}
	s.Book = &event.Book{Log: event.NewLog(ids), Civil: civil}
	vs, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Import(context.Background(), File{Source: "test", Versions: vs[:3]}); err != nil {
		t.Fatal(err)
	}
	return s, vs[:3]
}

func carriedOut(s *Store, d *db.DB, all ...Publication) error {
	return d.Update(context.Background(), func(tx db.Tx) error {
		_, err := s.PublishTx(tx, access.Who{Official: "k", Office: "c", Role: "control"}, all)
		return err
	})
}

// KS-9: a version is in force for a day at least. A second decision on the day the first
// one takes effect is refused before anything is written, and the catalogue still opens.
func TestKS_9_AVersionDoesNotEndBeforeItBegan(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s, vs := furnished(t, d)
		a, _ := s.InForce(vs[0].Code, "2019-06-03")
		next := a
		next.Name, next.ID, next.No, next.ValidFrom = "Tên đã sửa", "", 0, "2019-06-03"
		if err := carriedOut(s, d, Publication{Code: a.Code, Ends: a.ID, LastDay: "2019-06-02", New: &next}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Refresh(ctx); err != nil {
			t.Fatal(err)
		}
		b, _ := s.InForce(a.Code, "2019-06-03")
		no, refused := refusal.As(carriedOut(s, d, Publication{Code: a.Code, Ends: b.ID, LastDay: "2019-06-02"}))
		if !refused || no.Rule != "KS-9" {
			t.Errorf("ended before it began: %v", no)
		}
		again, err := NewStore(ctx, d, s.ids)
		if err != nil {
			t.Fatalf("the catalogue does not open any more: %v", err)
		}
		if v, ok := again.InForce(a.Code, "2019-06-03"); !ok || v.ID != b.ID || v.ValidTo != "" {
			t.Errorf("%+v", v)
		}
	})
}

// One row nobody can read does not close the city: the others are served, the row is
// named, and a last day before the first is mended under the name of whoever answers.
func TestABadRowIsSetAsideNamedAndRepaired(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s, vs := furnished(t, d)
		v := vs[0]
		v.Code, v.ValidFrom, v.ValidTo = "1.999001", "2019-06-03", "2019-06-02"
		body, err := encode(v)
		if err != nil {
			t.Fatal(err)
		}
		bad := ProcedureVersion{ID: "row-1", Code: v.Code, No: 1, Ord: 900, ValidFrom: v.ValidFrom, ValidTo: v.ValidTo, Body: string(body)}
		lost := ProcedureVersion{ID: "row-2", Code: "1.999002", No: 1, Ord: 901, Body: "{"}
		err = d.Update(ctx, func(tx db.Tx) error {
			for _, r := range []ProcedureVersion{bad, lost} {
				if err := New(tx).PutVersion(tx.Ctx, PutVersionParams(r)); err != nil {
					return err
				}
			}
			if err := New(tx).Touch(tx.Ctx); err != nil {
				return err
			}
			return s.note(tx, access.Who{Machine: true}, "import", change{Put: []Logged{loggedOf(bad), loggedOf(lost)}})
		})
		if err != nil {
			t.Fatal(err)
		}
		if s, err = NewStore(ctx, d, s.ids); err != nil {
			t.Fatalf("one bad row closes the city: %v", err)
		}
		s.City = func() string { return "c" }
		s.Book = &event.Book{Log: event.NewLog(s.ids), Civil: clock.Fixed(time.Date(2019, 6, 4, 8, 0, 0, 0, clock.Zone))}
		if len(s.All()) != 3 || len(s.Broken()) != 2 || !strings.Contains(s.Broken()[0], "1.999001") || !strings.Contains(s.Broken()[0], "row-1") {
			t.Errorf("%d versions, broken %v", len(s.All()), s.Broken())
		}
		if _, err := s.Export(ctx); err == nil {
			t.Error("an export leaves a version out and says nothing")
		}
		keeper := access.Who{Official: "k", Office: "c", Role: "control", Channel: "offline"}
		mended, err := s.Repair(ctx, keeper)
		if err != nil || len(mended) != 1 || !strings.Contains(mended[0], "1.999001") {
			t.Fatalf("%v %v", mended, err)
		}
		if v, ok := s.InForce("1.999001", "2019-06-03"); !ok || v.ValidTo != "2019-06-03" || len(s.Broken()) != 1 {
			t.Errorf("%+v %v", v, s.Broken())
		}
		if wrong, err := s.Unlogged(ctx); err != nil || len(wrong) > 0 {
			t.Errorf("the repair is not in the log: %v %v", wrong, err)
		}
		if mended, err := s.Repair(ctx, keeper); err != nil || len(mended) != 0 {
			t.Errorf("repaired twice: %v %v", mended, err)
		}
	})
}
