package city_test

import (
	"context"
	"encoding/json"
	"sync"
	"testing"

	"motcua/db"
	"motcua/dossier"
	"motcua/dossier/declaration"
	"motcua/form"
	"motcua/form/formtest"
	"motcua/web/hall"
)

// TestTheSameFormSavedManyTimesIsOneEvent: pressing again, or eight times at once, notes
// nothing that was not noted; another answer is noted.
func TestTheSameFormSavedManyTimesIsOneEvent(t *testing.T) {
	bothEngines(t, func(t *testing.T, engine string) {
		ctx, j := context.Background(), configured(t, engine)
		v, err := j.version(birthCode)
		fine(t, err)
		f := j.c.Forms.For(v)
		typed := formtest.Typed(f)
		answers := func(name string) form.Answers {
			typed["child_name"] = []string{name}
			a, wrong, err := f.Read(typed)
			if err != nil || len(wrong) > 0 {
				t.Fatal(wrong, err)
			}
			return a
		}
		raw, err := json.Marshal(answers("Trần Văn Một"))
		fine(t, err)
		citizen := j.who("citizen")
		d, err := j.c.Drafts.File(ctx, citizen, j.filing(birthCode).(dossier.File), func(tx db.Tx, _ string, _ dossier.Dossier) error { return j.c.Forms.KeepTx(tx, f) },
			declaration.Fill{Form: f.Hash(), Answers: raw})
		fine(t, err)
		h, key := &hall.Hall{DB: j.c.Store, Forms: j.c.Forms, Dossiers: j.c.Dossiers}, dossier.Key{Home: d.Home, ID: d.ID}
		fillings := func() (n int) {
			events, err := j.c.Dossiers.Trail(ctx, key)
			fine(t, err)
			for _, e := range events {
				if e.Act == declaration.Act {
					n++
				}
			}
			return n
		}
		for _, step := range []struct {
			name string
			want int
		}{{"Trần Văn Một", 1}, {"Trần Văn Hai", 2}, {"Trần Văn Một", 3}} {
			a := answers(step.name)
			var wg sync.WaitGroup
			for range 8 {
				wg.Go(func() { fine(t, h.Declare(ctx, citizen, key, f, a, hall.Changed{})) })
			}
			wg.Wait()
			if got := fillings(); got != step.want {
				t.Errorf("%s: %d fillings, want %d", step.name, got, step.want)
			}
		}
		other := citizen
		other.Person = "binh"
		if err := h.Declare(ctx, other, key, f, answers("Trần Văn Một"), hall.Changed{}); err == nil {
			t.Error("somebody else is told that it is saved")
		}
	})
}
