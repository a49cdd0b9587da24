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

// VB-13: what is named with an act – the signed paper – stands or falls with it: a process
// that dies, or a row that cannot be written, leaves neither.
func TestVB_13_APaperStandsOrFallsWithItsAct(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c, ctx, broken := dossiertest.Given(t, d), context.Background(), errors.New("the row of the paper")
		x := c.In(dossier.Received, fiveDays)
		who, calls := c.Who("head", c.Ward), 0
		assign := dossier.Assign{Officer: c.Who("officer", c.Ward).Official, Office: c.Ward}
		for _, held := range []bool{false, true} { // the act worked out inside, and before its transaction
			if held {
				if _, err := c.Dossiers.Open(ctx, dossiertest.Key(x)); err != nil {
					t.Fatal(err)
				}
			}
			_, err := c.Dossiers.Do(ctx, who, dossiertest.Key(x), assign, func(db.Tx) error { calls++; return broken })
			if !errors.Is(err, broken) {
				t.Fatalf("%v", err)
			}
			row, err := c.Dossiers.Open(ctx, dossiertest.Key(x))
			if err != nil || row.Seq != x.Seq || row.State != x.State {
				t.Fatalf("the act stands without its paper: %v %+v", err, row.State)
			}
			folded(t, c, x)
		}
		done, err := c.Dossiers.Do(ctx, who, dossiertest.Key(x), assign, func(db.Tx) error { calls++; return nil })
		if err != nil || done.Seq != x.Seq+1 || calls < 3 {
			t.Fatalf("%v seq %d after %d, %d calls", err, done.Seq, x.Seq, calls)
		}
		folded(t, c, done)
	})
}
