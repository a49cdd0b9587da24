package payment_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/payment"
	"motcua/refusal"
)

const withFee = "2.001019" // Chứng thực di chúc: 50.000 đồng

func TestSET11AQuarterIsThreeMonthsAndReadsBack(t *testing.T) {
	for _, c := range []struct {
		at, text, words, since, until string
	}{
		{"2019-06-03", "2019-2", "Quý 2 năm 2019", "2019-04-01", "2019-07-01"},
		{"2019-12-31", "2019-4", "Quý 4 năm 2019", "2019-10-01", "2020-01-01"},
		{"2020-01-01", "2020-1", "Quý 1 năm 2020", "2020-01-01", "2020-04-01"},
	} {
		at, err := time.ParseInLocation("2006-01-02", c.at, clock.Zone)
		if err != nil {
			t.Fatal(err)
		}
		q := payment.QuarterOf(at)
		since, until := q.Span()
		if q.String() != c.text || q.Vietnamese() != c.words || since.Time().Format("2006-01-02") != c.since || until.Time().Format("2006-01-02") != c.until {
			t.Errorf("%s: %s %s – %s", c.at, q, since.Time(), until.Time())
		}
		if back, ok := payment.ParseQuarter(c.text); !ok || back != q || q.Next(1).Next(-1) != q {
			t.Errorf("%s does not read back", c.text)
		}
	}
	for _, bad := range []string{"", "2019", "2019-0", "2019-5", "2019-11", "abcd-1", "1999-1", "2019-2x"} {
		if q, ok := payment.ParseQuarter(bad); ok {
			t.Errorf("%q is no quarter, read as %v", bad, q)
		}
	}
}

func TestSET11EveryGroundHasItsProofItsRuleAndItsMark(t *testing.T) {
	seen := map[string]bool{}
	for _, g := range payment.Grounds() {
		if g.Key == "" || seen[g.Key] || g.Name == "" || g.Proof == "" || g.Rule != "SET-11" || g.Mark != "design" || g.Percent < 1 || g.Percent > 100 {
			t.Errorf("%+v", g)
		}
		seen[g.Key] = true
		if cut := g.Cut(50_001); cut < 50_001*g.Percent/100 || cut > 50_001 {
			t.Errorf("%s cuts %d of 50.001", g.Key, cut)
		}
	}
	if len(seen) == 0 {
		t.Error("no grounds")
	}
}

func TestSET11TheBookAgreesWithTheRowsAndItsNumbersHaveNoGap(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := dossiertest.Given(t, d)
		s := &payment.Store{DB: d, Dossiers: c.Dossiers}
		ctx, desk, head := context.Background(), c.Who("reception", c.Ward), c.Who("onestop_head", c.Ward)
		const n = 8
		all := make([]dossier.Dossier, n)
		for i := range all {
			all[i] = c.In(dossier.Completed, withFee)
		}
		var wg sync.WaitGroup
		for i := range all { // every counter at once, and each button pressed twice
			for range 2 {
				wg.Go(func() {
					_, err := s.Pay(ctx, desk, dossiertest.Key(all[i]), "cash")
					var r *refusal.Refusal
					if err != nil && !errors.As(err, &r) {
						t.Error(err)
					}
				})
			}
		}
		wg.Wait()
		if _, err := s.Refund(ctx, head, dossiertest.Key(all[0]), 20_000, "transfer", "Thu nhầm do lỗi của cơ quan"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Refund(ctx, head, dossiertest.Key(all[0]), 40_000, "transfer", "Thu nhầm do lỗi của cơ quan"); err == nil {
			t.Error("more went back than was taken")
		}
		q := payment.QuarterOf(c.Civil.Now())
		sums, err := s.Sums(ctx, c.Ward, q)
		if err != nil || fmt.Sprint(sums) != "[{fee cash 8 400000} {refund transfer 1 20000}]" {
			t.Errorf("%v %v", sums, err)
		}
		numbers := map[int64]bool{}
		var p payment.Page
		for p.Most = 3; ; { // read in pages as the desk does
			orders, err := s.Book(ctx, c.Ward, q, p)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range orders {
				if o.Kind == payment.Fee {
					numbers[o.Number] = true
				}
				p.After, p.Kind, p.Number = o.At, o.Kind, o.Number
			}
			if len(orders) < 3 {
				break
			}
		}
		for i := range int64(n) {
			if !numbers[i+1] {
				t.Errorf("receipt %d is missing of %v", i+1, numbers)
			}
		}
		var paid, back int64
		for _, x := range all {
			x = c.Opened(x)
			paid, back = paid+x.FeePaid, back+x.FeeBack
		}
		if paid != 400_000 || back != 20_000 {
			t.Errorf("the rows say %d taken, %d back", paid, back)
		}
		err = d.Update(ctx, func(tx db.Tx) error {
			_, err := tx.ExecContext(ctx, "UPDATE fee_order SET amount = 1")
			return err
		})
		if err == nil {
			t.Error("what was receipted could be changed")
		}
	})
}
