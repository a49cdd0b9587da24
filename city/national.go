package city

import (
	"context"
	"fmt"
	"time"

	"motcua/access"
	"motcua/clock"
)

// compareEvery is the wall time between two looks at whether a day began on which the
// catalogue was not compared yet.
const compareEvery = time.Minute

// compareDaily compares the catalogue with the national database once a day (CK-1).
func (c *City) compareDaily(ctx context.Context) {
	if c.National == nil {
		return
	}
	for more := true; more; more = clock.Sleep(ctx.Done(), compareEvery) {
		if _, err := c.CompareToday(ctx); err != nil && ctx.Err() == nil {
			c.Log.Error("city: cannot compare the catalogue with the national database, will try again", "err", err)
		}
	}
}

// CompareToday compares unless that was done today; done says so.
func (c *City) CompareToday(ctx context.Context) (done bool, err error) {
	runs, err := c.Postings.Runs(ctx, 1)
	if err != nil || c.National == nil || len(runs) > 0 && runs[0].Day == c.Postings.Today() {
		return false, err
	}
	export, err := c.National(ctx)
	if err != nil {
		return false, fmt.Errorf("the national export: %w", err)
	}
	_, err = c.Postings.Compare(ctx, access.Clockwork, export)
	return err == nil, err
}
