package duty

import (
	"context"
	"fmt"
	"time"

	"motcua/clock"
	"motcua/db"
)

// Duty is something that becomes due at a civil moment.
type Duty struct {
	Subject string
	Kind    string // late, letter, warn2, online_check, consult:2 …
	Home    string
	Due     time.Time
}

// Set writes the duty, or moves it when it is already there.
func Set(tx db.Tx, d Duty) error {
	err := New(tx).SetDuty(tx.Ctx, SetDutyParams{Subject: d.Subject, Kind: d.Kind, Home: d.Home, DueAt: clock.Micros(d.Due)})
	if err != nil {
		return fmt.Errorf("duty: %w", err)
	}
	return nil
}

// Cancel ends an open duty without its being run; one that is not there is no error.
func Cancel(tx db.Tx, subject, kind string, at time.Time) error {
	err := New(tx).CancelDuty(tx.Ctx, CancelDutyParams{Subject: subject, Kind: kind, DoneAt: clock.Micros(at)})
	if err != nil {
		return fmt.Errorf("duty: %w", err)
	}
	return nil
}

// Due lists up to most open duties that the civil clock has reached, in the order
// in which they fell due. The order is total, so that a simulation replays.
func Due(ctx context.Context, on db.DBTX, now time.Time, most int) ([]Duty, error) {
	rows, err := New(on).Due(ctx, DueParams{Now: clock.Micros(now), Most: int32(most)})
	if err != nil {
		return nil, fmt.Errorf("duty: %w", err)
	}
	out := make([]Duty, len(rows))
	for i, r := range rows {
		out[i] = Duty{Subject: r.Subject, Kind: r.Kind, Home: r.Home, Due: clock.FromMicros(r.DueAt)}
	}
	return out, nil
}

// Claim marks d done and reports whether it was still open and unmoved: of two
// workers only one gets true.
func Claim(tx db.Tx, d Duty, at time.Time) (bool, error) {
	n, err := New(tx).Claim(tx.Ctx, ClaimParams{Subject: d.Subject, Kind: d.Kind, DueAt: clock.Micros(d.Due), DoneAt: clock.Micros(at)})
	if err != nil {
		return false, fmt.Errorf("duty: %w", err)
	}
	return n == 1, nil
}

// Next is the moment of the earliest open duty, or the zero time.
func Next(ctx context.Context, on db.DBTX) (time.Time, error) {
	us, err := New(on).Next(ctx)
	return clock.FromMicros(us), err
}
