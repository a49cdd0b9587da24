package session_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/session"
)

// Of two codes asked for in one moment one is good: what is read out at a desk opens one
// thing once.
func TestOneCodeAtATime(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, wall := context.Background(), clock.Wall()
		one := session.NewOneTime(d, wall, clock.NewIDs(wall))
		for n := range 20 {
			purpose := fmt.Sprint("verify ", n)
			var codes [2]string
			var errs [2]error
			var wg sync.WaitGroup
			for i := range codes {
				wg.Go(func() { codes[i], errs[i] = one.IssueCode(ctx, purpose, time.Hour) })
			}
			wg.Wait()
			good := 0
			for i, c := range codes {
				if errs[i] != nil {
					t.Fatal(errs[i])
				}
				if d.Update(ctx, one.Spending(purpose, session.WithCode(purpose, c))) == nil {
					good++
				}
			}
			if good != 1 {
				t.Fatalf("round %d: %d codes are good", n, good)
			}
		}
	})
}
