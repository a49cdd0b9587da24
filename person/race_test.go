package person_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/person"
	"motcua/refusal"
)

// Two desks that verify one account in one moment as two people: one of them is told (REC-5).
func TestREC_5_OneAccountIsVerifiedAsOnePerson(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, s := context.Background(), person.NewStore(d, clock.NewIDs(clock.Wall()))
		for n := range 20 {
			lan, err := s.Save(ctx, person.Person{Kind: person.Citizen, Name: "Nguyễn Thị Lan", Phone: "0901234567"}, at)
			if err != nil {
				t.Fatal(err)
			}
			seen := [2]person.Seen{{Person: lan.ID, Name: "Nguyễn Thị Lan", Number: fmt.Sprintf("0791900%05d", n), By: "o-1"}, {Person: lan.ID, Name: "Trần Văn Khác", Number: fmt.Sprintf("0791901%05d", n), By: "o-2"}}
			var errs [2]error
			var wg sync.WaitGroup
			for i, x := range seen {
				wg.Go(func() { errs[i] = s.Verify(ctx, x, at) })
			}
			wg.Wait()
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("round %d: %v, %v", n, errs[0], errs[1])
			}
			for i, err := range errs {
				if err != nil && kindOf(err) != refusal.KindConflict {
					t.Fatal(err)
				}
				if now, _ := s.Find(ctx, lan.ID); err == nil && now.Number != seen[i].Number {
					t.Fatalf("verified as %s, stored as %s", seen[i].Number, now.Number)
				}
			}
		}
		minh, err := s.Save(ctx, person.Person{Kind: person.Citizen, Name: "Đỗ Văn Đức"}, at)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range []struct {
			name string
			ok   bool
		}{{"Đỗ Văn Đức", true}, {"ĐỖ VĂN ĐỨC", true}, {"do van duc", false}, {"Đồ Vân Dục", false}} {
			if err := s.Verify(ctx, person.Seen{Person: minh.ID, Name: row.name, Number: "079190200001", By: "o-1"}, at); (err == nil) != row.ok {
				t.Errorf("verified again as %s: %v", row.name, err)
			}
		}
	})
}
