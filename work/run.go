package work

import (
	"context"
	"errors"
	"sync"
	"time"

	"motcua/clock"
)

const (
	lookEvery  = time.Second // wall time between two looks at what is due
	tellEvery  = 500 * time.Millisecond
	countEvery = 10 * time.Second // a dossier that moves on in a row is counted once
	endMost    = 15 * time.Second // for jobs in hand when the process ends
)

// Run does what is due and tells people, until ctx ends; then it finishes what is
// in hand. A failure is logged and tried again: nothing here ends the process.
func (d *Desk) Run(ctx context.Context) error {
	if d.Tell != nil && d.Tell.Jobs != nil {
		if err := d.Tell.Jobs.Start(context.WithoutCancel(ctx)); err != nil {
			return err
		}
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		for clock.Sleep(ctx.Done(), lookEvery) {
			// Tick's own failures are logged duty by duty.
			if _, err := d.Tick(ctx, d.Civil.Now()); errors.Is(err, errLook) && ctx.Err() == nil {
				d.log().Error("work: will try again", "err", err)
			}
		}
	})
	if d.Tell != nil {
		wg.Go(func() {
			for clock.Sleep(ctx.Done(), tellEvery) {
				if err := d.Tell.Step(ctx); err != nil && ctx.Err() == nil {
					d.log().Error("work: cannot tell people, will try again", "err", err)
				}
			}
		})
	}
	if d.Count != nil {
		wg.Go(func() {
			for clock.Sleep(ctx.Done(), countEvery) {
				if err := d.Count(ctx); err != nil && ctx.Err() == nil {
					d.log().Error("work: cannot bring figures up to date, will try again", "err", err)
				}
			}
		})
	}
	wg.Wait()
	return d.end(ctx)
}

// end tells once more what was acknowledged meanwhile and stops the deliveries.
func (d *Desk) end(ctx context.Context) error {
	if d.Tell == nil {
		return nil
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), endMost)
	defer cancel()
	err := d.Tell.Step(last)
	if d.Tell.Jobs != nil {
		err = errors.Join(err, d.Tell.Jobs.Stop(last))
	}
	return err
}
