package apology_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"

	"motcua/apology"
	"motcua/apology/apologytest"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/dossier/ending"
	"motcua/refusal"
)

const fiveDays = "1.004746"

// A draft nobody needs any more stays in the register as void; one for a dossier that
// settles late is still owed (APO-7, APO-11).
func TestAPO_11_ADraftThatIsNotNeededIsVoid(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		for _, c := range []struct{ settled, want string }{
			{"2019-06-10 10:00", "void"},
			{"2019-06-12 10:00", "draft"},
		} {
			city := dossiertest.Given(t, d)
			city.Log.Follow(apology.Follower())
			letters := apologytest.Letters(city)
			x := city.In(dossier.Signed, fiveDays)
			text := *apologytest.Letter(t, "2019-06-14 17:00").Text
			if _, err := letters.Draft(context.Background(), city.Who("head", city.Ward), dossiertest.Key(x), apology.Late, text); err != nil {
				t.Fatal(err)
			}
			city.To(c.settled)
			x, err := city.Dossiers.Open(context.Background(), dossiertest.Key(x))
			if err != nil {
				t.Fatal(err)
			}
			city.Must(city.Who("reception", city.Ward), x, ending.Complete{})
			dr, there, err := letters.Of(context.Background(), dossiertest.Key(x), apology.Late)
			if err != nil || !there || dr.State != c.want {
				t.Errorf("settled %s: draft is %q (%v), want %q", c.settled, dr.State, err, c.want)
			}
		}
	})
}

// Even a program that forgot every rule cannot store a second letter (APO-7).
func TestAPO_7_TheDatabaseItselfRefusesASecondLetter(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		city := dossiertest.Given(t, d)
		x := city.In(dossier.InProcess, fiveDays)
		if _, err := apologytest.Letters(city).Send(context.Background(), city.Who("head", city.Ward), dossiertest.Key(x), apologytest.Letter(t, "2019-06-14 17:00")); err != nil {
			t.Fatal(err)
		}
		err := d.Update(context.Background(), func(tx db.Tx) error {
			return apology.New(tx).InsertLetter(tx.Ctx, apology.InsertLetterParams{Home: x.Home, Dossier: x.ID, Ground: "late", Office: x.Competent, Number: 99, Year: 2019,
				SentAt: int64(clock.At(city.Civil.Now()))})
		})
		if !db.IsUnique(err) {
			t.Errorf("a second letter past the rules: %v", err)
		}
	})
}

// Eight presses for two papers give one letter each, and the register has no gap (APO-13).
func TestAPO_13_EachPaperHasOneLetterHoweverOftenItIsPressed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		city := dossiertest.Given(t, d)
		x, store, ctx := city.In(dossier.InProcess, fiveDays), apologytest.Letters(city), context.Background()
		var wg sync.WaitGroup
		var sent atomic.Int64
		for i := range 8 {
			wg.Go(func() {
				text := &apology.Text{Why: "Thất lạc khi chuyển giữa hai bộ phận", Status: "Đang thẩm định",
					Loss: apology.Loss{Papers: []string{"Giấy khai sinh", "Sổ hộ khẩu"}[i%2], Office: city.Ward, CostNote: "Không phát sinh chi phí"}}
				for range 20 { // another press may have changed the draft in between: the page is read again
					_, err := store.Send(ctx, city.Who("head", city.Ward), dossiertest.Key(x), apology.Sending{Ground: apology.Lost, Channels: []string{"letter"}, Text: text})
					no, refused := refusal.As(err)
					switch {
					case err == nil:
						sent.Add(1)
						return
					case refused && no.Rule == "APO-13":
						return
					}
				}
				t.Error("APO-13 neither sent nor refused")
			})
		}
		wg.Wait()
		got, err := city.Dossiers.Open(ctx, dossiertest.Key(x))
		if err != nil || sent.Load() != 2 || len(got.Losses) != 2 || got.Losses[0].Ground != "lost" || got.Losses[1].Ground != "lost-2" {
			t.Errorf("APO-13 %d sent, %+v %v", sent.Load(), got.Losses, err)
		}
		book, err := store.Register(ctx, got.Losses[0].Office, 2019)
		if err != nil || len(book.Gaps()) != 0 || book.Totals().Lost != 2 {
			t.Errorf("APO-13 %+v %v", book, err)
		}
		err = d.Update(ctx, func(tx db.Tx) error {
			return apology.New(tx).InsertDraft(tx.Ctx, apology.InsertDraftParams{Home: x.Home, Dossier: x.ID, Ground: "lost-3", Office: x.Competent, Number: 99, Year: 2019, Papers: "Sổ hộ khẩu"})
		})
		if !db.IsUnique(err) {
			t.Errorf("APO-13 a second letter about the same paper past the rules: %v", err)
		}
	})
}
