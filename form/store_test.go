package form

import (
	"context"
	"reflect"
	"strings"
	"testing"
	"time"

	"motcua/access"
	"motcua/bundle"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/event"
	"motcua/office"
	"motcua/procedure"
	"motcua/refusal"
)

var control = access.Who{Official: "kiem-soat", Post: "post-1", Office: "UBND", Role: "control", Channel: "page"}

const code = "1.001193"

func given(t *testing.T, d *db.DB) (*Store, *clock.Civil) {
	t.Helper()
	civil := clock.Fixed(time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone))
	ids := clock.SeededIDs(civil, 7)
	tree, err := office.NewTree([]office.Office{{ID: "UBND", Kind: office.City, Place: "Ủy ban nhân dân Thành phố", ValidFrom: "2018-01-01"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &Store{DB: d, Book: event.Book{Log: event.NewLog(ids), Civil: civil}, IDs: ids, Civil: civil, Procedures: catalogueIn(t, d, shipped(t)), Offices: func() *office.Tree { return tree }}
	if err := s.Load(context.Background()); err != nil {
		t.Fatal(err)
	}
	return s, civil
}

func shipped(t *testing.T) procedure.Version {
	t.Helper()
	all, err := procedure.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range all {
		if v.Code == code {
			return v
		}
	}
	t.Fatal("no " + code)
	return procedure.Version{}
}

// TestVersionsByDate: published forms are asked from their day on, the events fold to the
// rows, and nothing that was published changes.
func TestVersionsByDate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s, civil := given(t, d)
		v := shipped(t)
		first := s.For(v)
		if s.OriginOf(v) != Ours || first.Title != "Tờ khai đăng ký khai sinh" {
			t.Fatalf("%s %q", s.OriginOf(v), first.Title)
		}
		w, err := s.Begin(ctx, control, v)
		if err != nil || w.Form.Text() != first.Text() {
			t.Fatal(err)
		}
		w.Form.Title = "Tờ khai mới"
		if err := s.Save(ctx, control, w); err != nil {
			t.Fatal(err)
		}
		if err := s.Save(ctx, control, w); !isConflict(err) {
			t.Errorf("the second of two savers is told: %v", err)
		}
		p := Publishing{Procedure: code, Form: w.Form, ValidFrom: "2019-06-10", Note: "Theo thông tư mới"}
		if _, err := s.Publish(ctx, access.Who{Official: "x", Post: "p", Office: "W", Role: "officer"}, p); err == nil {
			t.Error("an officer publishes nothing")
		}
		for _, wrong := range []Publishing{{Procedure: code, Form: w.Form, ValidFrom: "2019-06-02", Note: "x"}, {Procedure: code, Form: w.Form, ValidFrom: "2019-06-10", Note: " "}, {Procedure: code, Form: Form{}, ValidFrom: "2019-06-10", Note: "x"}} {
			if _, err := s.Publish(ctx, control, wrong); err == nil {
				t.Errorf("published: %+v", wrong)
			}
		}
		one, err := s.Publish(ctx, control, p)
		if err != nil || one.No != 1 {
			t.Fatal(one, err)
		}
		if _, err := s.Publish(ctx, control, p); err == nil {
			t.Error("nothing new is nothing to publish")
		}
		if s.For(v).Text() != first.Text() || s.On(v, "2019-06-10").Title != "Tờ khai mới" {
			t.Error("the new form begins on its day")
		}
		civil.Set(time.Date(2019, 6, 10, 8, 0, 0, 0, clock.Zone))
		if _, err := s.Publish(ctx, control, Publishing{Procedure: code, Form: first, ValidFrom: "2019-06-10", Note: "Quay lại mẫu cũ"}); err != nil {
			t.Fatal(err)
		}
		if s.For(v).Text() != first.Text() {
			t.Error("an earlier version can be taken up again")
		}
		if back, err := s.Named(ctx, w.Form.Hash()); err != nil || back.Text() != w.Form.Text() {
			t.Errorf("what was published stays to be found: %v", err)
		}
		events, err := s.Events(ctx, code)
		if err != nil {
			t.Fatal(err)
		}
		folded, err := Fold(events)
		rows, err2 := s.Rows(ctx, code)
		if err != nil || err2 != nil || len(rows) != 2 || !reflect.DeepEqual(folded, rows) {
			t.Errorf("fold = rows: %v %v\n%+v\n%+v", err, err2, folded, rows)
		}
		frozen(t, d)
		travels(t, s)
	})
}

func isConflict(err error) bool {
	no, ok := refusal.As(err)
	return ok && no.Kind == refusal.KindConflict
}

func frozen(t *testing.T, d *db.DB) {
	t.Helper()
	for _, sql := range []string{"UPDATE form_version SET note = 'x'", "DELETE FROM form_version", "UPDATE form_body SET body = '{}'", "DELETE FROM form_body"} {
		if err := d.Update(context.Background(), func(tx db.Tx) error { _, err := tx.ExecContext(tx.Ctx, sql); return err }); err == nil {
			t.Errorf("%s went through", sql)
		}
	}
}

// travels: files leave, come back without a difference, and a wrong one is refused whole.
func travels(t *testing.T, s *Store) {
	t.Helper()
	ctx := context.Background()
	p := Part{s}
	files, err := p.Export(ctx)
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	if changes, faults, err := p.Check(ctx, files); err != nil || len(changes)+len(faults) > 0 {
		t.Errorf("what left comes back as it was: %v %v %v", changes, faults, err)
	}
	other, _ := given(t, dbtest.SQLite(t))
	if changes, faults, err := (Part{other}).Check(ctx, files); err != nil || len(faults) > 0 || len(changes) != 1 || changes[0].Kind != bundle.Added {
		t.Fatalf("%v %v %v", changes, faults, err)
	}
	if err := (Part{other}).Apply(ctx, control, files); err != nil {
		t.Fatal(err)
	}
	again, err := Part{other}.Export(ctx)
	if err != nil || string(again[path(code)]) != string(files[path(code)]) {
		t.Errorf("export, import, export: %v", err)
	}
	bad := bundle.Files{path(code): files[path(code)], path("1.004746"): []byte("{\n \"procedure\": \"1.004746\",\n \"versions\": [{}]\n}")}
	_, faults, err := p.Check(ctx, bad)
	if err != nil || len(faults) != 1 || !strings.Contains(faults[0].Error(), "1.004746") {
		t.Errorf("%v %v", faults, err)
	}
	changed := bundle.Files{path(code): []byte(strings.Replace(string(files[path(code)]), "Tờ khai mới", "Tờ khai khác", 1))}
	if err := p.Apply(ctx, control, changed); err == nil || !strings.Contains(err.Error(), "không sửa được") {
		t.Errorf("a published version is changed: %v", err)
	}
}

// catalogue is a catalogue of these versions in a database of its own.
func catalogue(t *testing.T, versions ...procedure.Version) *procedure.Store {
	t.Helper()
	return catalogueIn(t, dbtest.SQLite(t), versions...)
}

func catalogueIn(t *testing.T, d *db.DB, versions ...procedure.Version) *procedure.Store {
	t.Helper()
	s, err := procedure.NewStore(context.Background(), d, clock.SeededIDs(clock.Fixed(time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone)), 9))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Import(context.Background(), procedure.File{Versions: versions}); err != nil {
		t.Fatal(err)
	}
	return s
}
