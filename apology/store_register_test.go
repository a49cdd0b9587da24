package apology_test

import (
	"context"
	"testing"

	"motcua/apology"
	"motcua/apology/apologytest"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/dossier/ending"
	"motcua/refusal"
)

// The letter carries a number of the office that holds the dossier and causes the lateness,
// wherever it was received (APO-1, APO-4).
func TestAPO_4_TheOfficeThatHoldsTheDossierSignsUnderItsOwnNumber(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		city := dossiertest.Given(t, d)
		letters, ctx := apologytest.Letters(city), context.Background()
		brought := city.Brought(fiveDays)
		brought.Competent = city.District
		x := city.Must(city.Who("reception", city.Ward), dossier.Dossier{}, brought)
		x = city.Must(city.Who("head", city.District), x, dossier.Assign{Officer: "officer@" + city.District, Office: city.District})
		if x.Causing() != city.District {
			t.Fatalf("the letter is prepared at %s", x.Causing())
		}
		send := apologytest.Letter(t, "2019-06-14 17:00")
		if _, err := letters.Draft(ctx, city.Who("officer", city.District), dossiertest.Key(x), apology.Late, *send.Text); err != nil {
			t.Fatal(err)
		}
		// Still the ward's to receive, not to apologise for.
		if _, err := letters.Send(ctx, city.Who("head", city.Ward), dossiertest.Key(x), send); err == nil {
			t.Error("the head of the receiving office signs for the office that is late")
		}
		after, err := letters.Send(ctx, city.Who("head", city.District), dossiertest.Key(x), send)
		if err != nil || after.Apology.Office != city.District || !after.Apology.Told.Set() {
			t.Fatalf("%+v %v", after.Apology, err)
		}
		b, err := letters.Register(ctx, city.District, 2019)
		if err != nil || len(b.Lines) != 1 || b.Lines[0].State != "sent" || b.Lines[0].Letter.Receiving != city.Ward {
			t.Errorf("%+v %v", b, err)
		}
	})
}

func TestAPO_11_AVoidNumberStaysVoid(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		void := apology.InsertVoidParams{Office: "o", Year: 2019, Number: 1, Home: "h", Dossier: "d", Code: "c", Why: "Hồ sơ đã chuyển", At: 1, ByWhom: "x"}
		var n int64
		draw := func(tx db.Tx) (err error) {
			n, err = apology.New(tx).NextNumber(tx.Ctx, apology.NextNumberParams{Office: "o", Year: 2019})
			return err
		}
		if err := d.Update(ctx, draw); err != nil || n != 1 {
			t.Fatalf("%d %v", n, err)
		}
		if err := d.Update(ctx, func(tx db.Tx) error { return apology.New(tx).InsertVoid(tx.Ctx, void) }); err != nil {
			t.Fatal(err)
		}
		for _, sql := range []string{"UPDATE apology_void SET why = ''", "DELETE FROM apology_void"} {
			if err := d.Update(ctx, func(tx db.Tx) error { _, err := tx.ExecContext(tx.Ctx, sql); return err }); err == nil {
				t.Errorf("%s went through", sql)
			}
		}
		if err := d.Update(ctx, draw); err != nil || n != 2 {
			t.Errorf("the number is given again: %d", n)
		}
		if err := d.Update(ctx, func(tx db.Tx) error { return apology.New(tx).InsertVoid(tx.Ctx, void) }); !db.IsUnique(err) {
			t.Errorf("void twice: %v", err)
		}
	})
}

// A letter is not sent for a dossier that waits for its applicant or was closed (APO-16).
func TestAPO_16_NoLetterWhileTheClockStandsOrAfterTheEnd(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		city := dossiertest.Given(t, d)
		head, officer := city.Who("head", city.Ward), city.Who("officer", city.Ward)
		waiting := city.Must(officer, city.In(dossier.InProcess, fiveDays), dossier.RequestSupplement{Reason: "Giấy tờ chưa đúng mẫu quy định",
			Lines: []dossier.SupplementLine{{Paper: "p1", What: "Nộp bản rõ nét"}}})
		gone := city.Must(city.Citizen(), city.In(dossier.InProcess, fiveDays), ending.Withdraw{})
		for _, x := range []dossier.Dossier{waiting, gone} {
			_, err := apologytest.Letters(city).Send(context.Background(), head, dossiertest.Key(x), apologytest.Letter(t, "2019-06-14 17:00"))
			if _, ok := refusal.As(err); !ok {
				t.Errorf("%s: %v", x.State, err)
			}
			if m, err := city.Dossiers.MomentOf(head, x); err != nil {
				t.Fatal(err)
			} else if _, runs := dossier.Letters(x, m); runs && x.State == dossier.Supplementing {
				t.Error("a letter is due while the applicant has to supplement")
			}
		}
	})
}
