package apology_test

import (
	"context"
	"strings"
	"testing"

	"motcua/apology"
	"motcua/apology/apologytest"
	"motcua/book"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/dossier/ending"
	"motcua/refusal"
)

// APO-11: in a locked register every number is a letter that was sent, or void with its
// reason; a draft goes on under a number of the new year.
func TestAPO_11_ALockedRegisterHoldsLettersAndVoidNumbersOnly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, c := context.Background(), dossiertest.Given(t, d)
		c.Log.Follow(apology.Follower())
		letters, head := apologytest.Letters(c), c.Who("head", c.Ward)
		sent, draft, void := c.In(dossier.InProcess, fiveDays), c.In(dossier.InProcess, fiveDays), c.In(dossier.Signed, fiveDays)
		late := c.In(dossier.InProcess, fiveDays)
		if _, err := letters.Send(ctx, head, dossiertest.Key(sent), apologytest.Letter(t, "2019-06-14 17:00")); err != nil {
			t.Fatal(err)
		}
		text := *apologytest.Letter(t, "2020-01-31 17:00").Text
		for _, x := range []dossier.Dossier{draft, void} {
			if _, err := letters.Draft(ctx, head, dossiertest.Key(x), apology.Late, text); err != nil {
				t.Fatal(err)
			}
		}
		c.Must(c.Who("reception", c.Ward), void, ending.Complete{})
		c.To("2020-01-02 09:00")
		books := &book.Store{DB: d, Log: c.Log, Civil: c.Civil, Also: []book.Keeper{letters.Keeper()}}
		y, err := books.Lock(ctx, head, c.Ward, 2019)
		if err != nil {
			t.Fatal(err)
		}
		of := book.Volumed{Home: c.Ward, Kind: book.Apology, Year: 2019}
		was, err := books.Sum(ctx, d.Read(), of)
		if err != nil || was.Count != 3 || was.Voids != 2 || was != closing(y, book.Apology) {
			t.Fatalf("%+v %+v %v", was, y.Lock.Books, err)
		}
		dr, _, err := letters.Of(ctx, dossiertest.Key(draft), apology.Late)
		if err != nil || dr.State != "draft" || dr.Year != 2020 || dr.Number != 1 {
			t.Fatalf("%+v %v", dr, err)
		}
		if _, err := letters.Send(ctx, head, dossiertest.Key(draft), apology.Sending{Channels: []string{"letter"}, Version: dr.Version - 1}); err == nil {
			t.Error("signed under the number it had when it was read")
		}
		if _, err := letters.Send(ctx, head, dossiertest.Key(draft), apology.Sending{Channels: []string{"letter"}, Version: dr.Version}); err != nil {
			t.Error(err)
		}
		// One that was void is needed after all: it goes on under a number of this year, and
		// the locked register stays as it was locked.
		if err := d.Update(ctx, func(tx db.Tx) error {
			_, err := apology.New(tx).Reopen(tx.Ctx, apology.ReopenParams{Home: void.Home, Dossier: void.ID, Ground: "late"})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if dr, err = letters.Draft(ctx, head, dossiertest.Key(void), apology.Late, text); err != nil || dr.Year != 2020 || dr.Number != 2 {
			t.Errorf("%+v %v", dr, err)
		}
		if now, err := books.Sum(ctx, d.Read(), of); err != nil || now != was {
			t.Errorf("the locked register changed: %+v, was %+v %v", now, was, err)
		}
		err = d.Update(ctx, func(tx db.Tx) error {
			return apology.New(tx).InsertLetter(tx.Ctx, apology.InsertLetterParams{Home: c.Ward, Dossier: "x", Ground: "late", Office: c.Ward, Number: 99, Year: 2019})
		})
		if err == nil || !strings.Contains(err.Error(), "frozen") {
			t.Errorf("past the rules: %v", err)
		}
		c.Civil.Set(c.Civil.Now().AddDate(0, 0, -3))
		if _, err := letters.Draft(ctx, head, dossiertest.Key(late), apology.Late, text); err == nil {
			t.Error("a number of a locked year")
		} else if no, ok := refusal.As(err); !ok || !strings.Contains(no.Sentence, "Sổ năm 2019 đã khóa") {
			t.Error(err)
		}
	})
}

func closing(y book.Year, kind string) (out book.Closing) {
	for _, c := range y.Lock.Books {
		if c.Kind == kind {
			out = c
		}
	}
	return out
}
