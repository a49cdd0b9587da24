package procedure_test

import (
	"bytes"
	"context"
	"reflect"
	"testing"

	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/procedure"
	"motcua/refusal"
)

func open(t *testing.T, d *db.DB) *procedure.Store {
	t.Helper()
	s, err := procedure.NewStore(context.Background(), d, clock.NewIDs(clock.Wall()))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func importFile(t *testing.T, s *procedure.Store, f procedure.File) procedure.Imported {
	t.Helper()
	done, err := s.Import(context.Background(), f)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func TestExportWritesWhatImportRead(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := open(t, d)
		f := read(t, outside)
		f.Versions[0].Name = "Cấp ba\u0309n sao" // published in pieces
		if done := importFile(t, s, f); done != (procedure.Imported{Added: 2}) {
			t.Errorf("first import: %+v", done)
		}
		back, err := s.Export(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if a, b := write(t, f), write(t, back); a != b {
			t.Errorf("the export differs from what was imported:\n%s\n%s", a, b)
		}
		if done := importFile(t, s, back); done != (procedure.Imported{Same: 2}) {
			t.Errorf("importing the export changes something: %+v", done)
		}
		if v, ok := s.InForce("1.000001", "2019-06-03"); !ok || v.Name != "Cấp bản sao" || v.ID == "" || v.No != 1 {
			t.Errorf("pages get composed text and an id: %+v", v)
		}
	})
}

func TestAChangedRecordBecomesTheNextVersion(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, f := open(t, d), read(t, outside)
		importFile(t, s, f)
		old, _ := s.InForce("1.000001", "2019-06-03")
		f.Versions[0].Channels[0].Limit = &procedure.Limit{Value: 9, Unit: procedure.WorkingDays}
		f.Versions[0].ValidFrom = "2019-07-01"
		if done := importFile(t, s, f); done != (procedure.Imported{Changed: 1, Same: 1}) {
			t.Errorf("second import: %+v", done)
		}
		still, _ := s.InForce("1.000001", "2019-06-30")
		next, _ := s.InForce("1.000001", "2019-07-01")
		kept, _ := s.Version(old.ID)
		if still.ID != old.ID || next.No != 2 || !reflect.DeepEqual(kept, old) {
			t.Errorf("KS-9: before %s/%d, then %s/%d; a dossier of June keeps its version", still.ID, still.No, next.ID, next.No)
		}
		both, err := s.Export(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if done := importFile(t, s, both); done != (procedure.Imported{Same: 3}) {
			t.Errorf("importing both versions again changes something: %+v", done)
		}
		both.Versions[2].Name = "Tên khác"
		_, err = s.Import(context.Background(), both)
		if r, ok := refusal.As(err); !ok || r.Kind != refusal.KindConflict || len(s.All()) != 3 {
			t.Errorf("a published version was overwritten: %v", err)
		}
	})
}

func TestAnotherReplicaSeesTheChangeAfterRefresh(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		here, there := open(t, d), open(t, d)
		importFile(t, here, read(t, outside))
		if len(there.All()) != 0 {
			t.Error("the copy of the other replica changed by itself")
		}
		if changed, err := there.Refresh(context.Background()); err != nil || !changed || len(there.All()) != 2 {
			t.Errorf("refresh: %v %v, %d versions", changed, err, len(there.All()))
		}
		if changed, err := there.Refresh(context.Background()); err != nil || changed {
			t.Errorf("nothing changed, but refresh says %v %v", changed, err)
		}
	})
}

func TestTheShippedCatalogueSurvivesTheDatabase(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, f := open(t, d), procedure.File{Source: "x", Versions: shippedVersions(t)}
		importFile(t, s, f)
		back, err := s.Export(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal([]byte(write(t, back)), []byte(write(t, f))) {
			t.Error("the shipped catalogue comes back changed")
		}
		if got := s.Search(procedure.Query{Text: "khai sinh", Day: procedure.DemoDay}); len(got) == 0 || got[0].ID == "" {
			t.Errorf("search after import: %v", names(got))
		}
	})
}
