package payment_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/book"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/payment"
	"motcua/refusal"
)

// SET-11: the book of receipts is locked with the year; who draws a number at that moment
// comes before the lock and is counted by it, or after it and gets none.
func TestSET11NoReceiptEntersALockedYear(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := dossiertest.Given(t, d)
		s := &payment.Store{DB: d, Dossiers: c.Dossiers}
		ctx, desk := context.Background(), c.Who("reception", c.Ward)
		const n = 6
		all := make([]dossier.Dossier, n)
		for i := range all {
			all[i] = c.In(dossier.Completed, withFee)
		}
		if _, err := s.Pay(ctx, desk, dossiertest.Key(all[0]), "cash"); err != nil {
			t.Fatal(err)
		}
		// The desk's clock stands in the old year, the head's in the new one.
		books := &book.Store{DB: d, Log: c.Log, Civil: clock.Fixed(time.Date(2020, 1, 2, 8, 0, 0, 0, clock.Zone)), Also: []book.Keeper{s.Keeper()}}
		var wg sync.WaitGroup
		for _, x := range all[1:] {
			wg.Go(func() {
				_, err := s.Pay(ctx, desk, dossiertest.Key(x), "cash")
				if no, ok := refusal.As(err); err != nil && (!ok || !strings.Contains(no.Sentence, "Sổ năm 2019 đã khóa")) {
					t.Error(err)
				}
			})
		}
		wg.Go(func() {
			if _, err := books.Lock(ctx, c.Who("head", c.Ward), c.Ward, 2019); err != nil {
				t.Error(err)
			}
		})
		wg.Wait()
		y, err := books.Of(ctx, c.Ward, 2019)
		if err != nil || y.Lock == nil {
			t.Fatal(err)
		}
		now, err := books.Sum(ctx, d.Read(), book.Volumed{Home: c.Ward, Kind: book.Fee, Year: 2019})
		if err != nil || now.Count < 1 || now != closing(y, book.Fee) {
			t.Errorf("locked %+v, now %+v %v", closing(y, book.Fee), now, err)
		}
		for _, x := range all {
			if x = c.Opened(x); x.FeePaid == 0 {
				if _, err := s.Pay(ctx, desk, dossiertest.Key(x), "cash"); err == nil {
					t.Error("a receipt of a locked year")
				}
			}
		}
		err = d.Update(ctx, func(tx db.Tx) error { // even a program that forgot the rule
			return payment.New(tx).InsertOrder(tx.Ctx, payment.InsertOrderParams{Home: c.Ward, Dossier: "x", N: 1, Kind: payment.Fee, Office: c.Ward, Year: 2019, Number: 99})
		})
		if err == nil || !strings.Contains(err.Error(), "frozen") {
			t.Errorf("past the rules: %v", err)
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
