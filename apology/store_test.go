package apology_test

import (
	"context"
	"testing"

	"motcua/apology"
	"motcua/apology/apologytest"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/dossier/ending"
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
