package dossier_test

import (
	"context"
	"errors"
	"testing"

	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
)

// TestFilingADraft holds that dossier, files and draft go together or not at all.
func TestFilingADraft(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		c := dossiertest.Given(t, d)
		me := c.Citizen()
		draft, err := c.Dossiers.SaveDraft(ctx, dossier.Draft{Person: me.Person, Procedure: "1.001193", Step: "check", Data: "{}"})
		if err != nil {
			t.Fatal(err)
		}
		act := dossier.File{Procedure: "1.001193", Receiving: c.Ward, Competent: c.Ward, ReturnAt: c.Ward, Key: draft.ID, Person: me.Person, Applicant: dossiertest.Applicant()}
		broken := errors.New("the files cannot be moved")
		if _, err := c.Dossiers.FileDraft(ctx, me, act, func(db.Tx, string, string) error { return broken }); !errors.Is(err, broken) {
			t.Fatalf("%v", err)
		}
		if left, err := c.Dossiers.DraftOf(ctx, me.Person, draft.ID); err != nil || left.Dossier != "" {
			t.Fatalf("the draft stays open when the filing failed: %+v %v", left, err)
		}
		var first dossier.Dossier
		for i := range 2 {
			moved := ""
			x, err := c.Dossiers.FileDraft(ctx, me, act, func(_ db.Tx, from, to string) error { moved = from + " " + to; return nil })
			if err != nil || moved != draft.ID+" "+x.ID {
				t.Fatalf("%q %v", moved, err)
			}
			if i == 0 {
				first = x
			} else if x.ID != first.ID {
				t.Error("CODE-5 the same draft twice is the same dossier")
			}
		}
		if closed, err := c.Dossiers.DraftOf(ctx, me.Person, draft.ID); err != nil || closed.Dossier != first.Code || closed.Data != "{}" {
			t.Errorf("the draft is closed: %+v %v", closed, err)
		}
		if open, err := c.Dossiers.DraftsOf(ctx, me.Person, 10); err != nil || len(open) != 0 {
			t.Errorf("a closed draft is not listed: %v %v", open, err)
		}
	})
}
