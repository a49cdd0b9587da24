package session

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"motcua/clock"
	"motcua/db"
)

// Throttle counts tries in the database, so that all servers count together.
type Throttle struct {
	db   *db.DB
	wall clock.Clock
}

// NewThrottle gives a throttle that measures by wall.
func NewThrottle(d *db.DB, wall clock.Clock) *Throttle { return &Throttle{db: d, wall: wall} }

// Allow counts one try against every key and refuses (refusal.TooMany, with the
// minutes to wait) when one has had too many. The try is counted before it is
// made: a thousand guesses at once are a thousand tries.
func (t *Throttle) Allow(ctx context.Context, keys ...Key) error {
	now := t.wall.Now()
	var wait time.Duration
	over := false
	err := t.db.Update(ctx, func(tx db.Tx) error {
		wait, over = 0, false
		for _, k := range inOrder(keys) {
			row, err := New(tx).Try(tx.Ctx, TryParams{Name: k.Name, Now: clock.Micros(now), Over: clock.Micros(now.Add(-k.Per))})
			if err != nil {
				return err
			}
			if row.Tries > k.Most {
				over = true
				wait = max(wait, clock.FromMicros(row.Since).Add(k.Per).Sub(now))
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("session: throttle: %w", err)
	}
	if over {
		return tooMany(wait)
	}
	return nil
}

// Succeeded says that the try was good: it is no longer counted. What belongs to
// one person (account, code) starts from nothing; an address gets this one try
// back, so that one good password does not hide many bad ones.
func (t *Throttle) Succeeded(ctx context.Context, keys ...Key) error {
	err := t.db.Update(ctx, func(tx db.Tx) error {
		for _, k := range inOrder(keys) {
			give := New(tx).Forgive
			if strings.HasPrefix(k.Name, "account:") || strings.HasPrefix(k.Name, "code:") {
				give = New(tx).Reset
			}
			if err := give(tx.Ctx, k.Name); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("session: throttle: %w", err)
	}
	return nil
}

// inOrder sorts the keys, so that two servers never lock each other's rows crosswise.
func inOrder(keys []Key) []Key {
	return slices.SortedFunc(slices.Values(keys), func(a, b Key) int { return strings.Compare(a.Name, b.Name) })
}
