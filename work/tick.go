package work

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"motcua/clock"
	"motcua/db"
	"motcua/duty"
)

// Doer does one due thing inside the transaction that claimed it. It may be run
// again and has no effect outside tx.
type Doer func(tx db.Tx, due duty.Duty) error

// Counter follows the log and keeps figures in step; what it has seen once it may see
// again.
type Counter func(ctx context.Context) error

// Desk does what is due. Several processes may run one over the same database:
// the claim lets one of them do each thing.
type Desk struct {
	DB     *db.DB
	Civil  clock.Clock     // what the duties look at
	Duties map[string]Doer // by the kind of duty, up to its first colon
	Log    *slog.Logger
	Tell   *Teller // nil: nobody is told (a simulation without letters)
	Count  Counter // nil: figures that follow the log stand still

	mu      sync.Mutex
	failing map[duty.Duty]int // how often each has failed in a row
}

// lookMost is how many due things one look reads.
const lookMost = 200

// Tick claims and does everything due at the civil moment now, in the order in
// which it fell due, one transaction each, until nothing is due; what it does may
// make more due. One that fails stays due, does not hold up the others and is
// named in the error; it is tried again by the next Tick.
func (d *Desk) Tick(ctx context.Context, now time.Time) (ran int, err error) {
	failed := map[duty.Duty]error{}
	once := map[duty.Duty]bool{}
	for {
		due, err := duty.Due(ctx, d.DB.Read(), now, lookMost+len(failed))
		if err != nil {
			return ran, fmt.Errorf("%w: %w", errLook, err)
		}
		done := 0
		for _, one := range due {
			if failed[one] != nil {
				continue
			}
			if err := ctx.Err(); err != nil {
				return ran, err
			}
			var mine bool
			err := fmt.Errorf("work: %s of %s fell due again at the same moment", one.Kind, one.Subject)
			if !once[one] { // else it would go round for ever
				mine, err = d.do(ctx, one, now)
			}
			d.note(one, err)
			switch {
			case err != nil:
				failed[one] = err
			case mine:
				once[one] = true
				ran++
			}
			done++
		}
		if done == 0 {
			d.forget(failed)
			return ran, joined(failed)
		}
	}
}

// errLook is a Tick that could not even see what is due.
var errLook = errors.New("work: cannot look at what is due")

// do claims one duty and does it: both or neither.
func (d *Desk) do(ctx context.Context, one duty.Duty, now time.Time) (mine bool, err error) {
	kind, _, _ := strings.Cut(one.Kind, ":")
	doer := d.Duties[kind]
	if doer == nil {
		return false, fmt.Errorf("work: nobody does duties of kind %q", one.Kind)
	}
	err = d.DB.Update(ctx, func(tx db.Tx) error {
		var err error
		if mine, err = duty.Claim(tx, one, now); err != nil || !mine {
			return err
		}
		return doer(tx, one)
	})
	if err != nil {
		return false, fmt.Errorf("work: %s of %s: %w", one.Kind, one.Subject, err)
	}
	return mine, nil
}

// note counts failures in a row and logs the first, second, fourth, eighth …:
// a duty that fails every second must be seen, not fill the disk.
func (d *Desk) note(one duty.Duty, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err == nil {
		delete(d.failing, one)
		return
	}
	if d.failing == nil {
		d.failing = map[duty.Duty]int{}
	}
	d.failing[one]++
	if n := d.failing[one]; n&(n-1) == 0 {
		d.log().Error("work: a duty failed and stays due", "kind", one.Kind, "subject", one.Subject, "due", one.Due, "times", n, "err", err)
	}
}

// forget drops the count of what does not fail any more: done by another process,
// moved or cancelled.
func (d *Desk) forget(failed map[duty.Duty]error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for one := range d.failing {
		if failed[one] == nil {
			delete(d.failing, one)
		}
	}
}

// Failing says how many duties failed when last tried: health and metrics show it.
func (d *Desk) Failing() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.failing)
}

func (d *Desk) log() *slog.Logger {
	if d.Log == nil {
		return slog.Default()
	}
	return d.Log
}

func joined(failed map[duty.Duty]error) error {
	var all []error
	for _, err := range failed {
		all = append(all, err)
	}
	return errors.Join(all...)
}
