package almanac

import (
	"context"
	"errors"
	"fmt"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/dossier/carry"
	"motcua/event"
	"motcua/refusal"
)

// How many dossiers are counted, and how many changed, in one transaction.
const (
	lookAtOnce  = 1000
	applyAtOnce = 200
)

// Work takes every open change one step further and says whether anything is left.
func (s *Store) Work(ctx context.Context) (more bool, err error) {
	open, err := s.Open(ctx)
	if err != nil {
		return false, err
	}
	for _, d := range open {
		if !d.Running() {
			continue
		}
		next, err := s.Step(ctx, d.ID)
		if err != nil {
			return false, err
		}
		more = more || next.Running()
	}
	return more, nil
}

// Finish takes one change to the end of what it is at, telling how far it has come.
func (s *Store) Finish(ctx context.Context, id string, told func(Draft)) (Draft, error) {
	for {
		d, err := s.Step(ctx, id)
		if err != nil || !d.Running() {
			return d, err
		}
		told(d)
	}
}

// Step counts the next dossiers of a change. Several processes may step: the cursor in
// the row lets only one of them pass.
func (s *Store) Step(ctx context.Context, id string) (Draft, error) {
	d, err := s.One(ctx, id)
	if err != nil || !d.Running() {
		return d, err
	}
	if _, err := s.Refresh(ctx); err != nil {
		return d, err
	}
	before, after, err := s.both(d)
	if err != nil {
		return d, err
	}
	most := lookAtOnce
	if d.State == Applying {
		most = applyAtOnce
	}
	rows, err := s.Dossiers.NextRunning(ctx, s.reach(d.Scope, before, after), dossier.Key{Home: d.atHome, ID: d.atID}, most)
	if err != nil {
		return d, err
	}
	moved, err := s.moved(rows, before, after)
	if err != nil {
		return d, err
	}
	err = s.DB.Update(ctx, func(tx db.Tx) error { return s.step(tx, d, rows, moved, len(rows) < most) })
	if err != nil {
		return d, err
	}
	return s.One(ctx, id)
}

// both are the calendars before and after a change.
func (s *Store) both(d Draft) (before, after *tables, err error) {
	now := s.copy.Load()
	var past []Revision
	for _, r := range now.all {
		if r.N <= d.Base {
			past = append(past, r)
		}
	}
	if before = now; d.Base != now.n {
		if before, err = build(s.Base, past); err != nil {
			return nil, nil, err
		}
	}
	after, err = before.with(s.Base, d.Change)
	return before, after, err
}

// shifted is an open dossier with the date the changed calendar gives.
type shifted struct {
	dossier.Dossier
	would  clock.Instant // 0: its date stays
	limits []dossier.Relimit
}

func (s *Store) moved(rows []dossier.Dossier, before, after *tables) ([]shifted, error) {
	now := clock.At(s.Civil.Now())
	var out []shifted
	for _, d := range rows {
		a, err := before.of(d.Home, s.Hours(d.Home))
		if err != nil {
			return nil, err
		}
		b, err := after.of(d.Home, s.Hours(d.Home))
		if err != nil {
			return nil, err
		}
		x := shifted{Dossier: d, limits: carry.Relimits(d, b, now)}
		if would, ok := dossier.Shift(d, a, b); ok {
			x.would = would
		}
		if x.would.Set() || len(x.limits) > 0 {
			out = append(out, x)
		}
	}
	return out, nil
}

// step notes what was found and moves the cursor, or finds that somebody else has.
func (s *Store) step(tx db.Tx, d Draft, rows []dossier.Dossier, moved []shifted, last bool) error {
	q := New(tx)
	p := MoveParams{ID: d.ID, State: string(d.State), Was: string(d.State), WasHome: d.atHome, WasID: d.atID, AtHome: d.atHome, AtID: d.atID,
		Scanned: int64(len(rows))}
	for _, x := range moved {
		p.Limits += int64(len(x.limits))
		if x.would.Set() {
			p.Moved++
		}
	}
	if n := len(rows); n > 0 {
		p.AtHome, p.AtID = rows[n-1].Home, rows[n-1].ID
	}
	if last {
		p.State = string(map[State]State{Looking: Ready, Applying: Applied}[d.State])
	}
	if n, err := q.Move(tx.Ctx, p); err != nil || n == 0 {
		return err // 0: another process took this step
	}
	for _, x := range moved {
		if err := s.note(tx, d, x); err != nil {
			return err
		}
	}
	if last && d.State == Applying {
		if err := q.PassLimits(tx.Ctx, d.ID); err != nil {
			return err
		}
		return q.PassPreview(tx.Ctx, d.ID)
	}
	return nil
}

func (s *Store) note(tx db.Tx, d Draft, x shifted) error {
	if d.State == Looking {
		if err := limits(tx, d.ID, x.Dossier, x.limits, "preview"); err != nil || !x.would.Set() {
			return err
		}
		return New(tx).PutMoved(tx.Ctx, PutMovedParams{Change: d.ID, Home: x.Home, Dossier: x.ID, Code: x.Code, Procedure: x.ProcedureName, Office: x.Competent,
			DueAt: int64(x.Due), WouldAt: int64(x.would), PromisedAt: int64(x.Promised), State: "preview"})
	}
	_, err := s.Dossiers.DoTx(tx, access.Clockwork, dossier.Key{Home: x.Home, ID: x.ID}, carry.Recalculate{Change: d.ID})
	var no *refusal.Refusal
	if errors.As(err, &no) {
		return nil // settled meanwhile, or the new date is the promised one
	}
	return err
}

// limits lists the moved limits of one dossier under a change.
func limits(tx db.Tx, change string, d dossier.Dossier, all []dossier.Relimit, state string) error {
	for _, r := range all {
		if err := New(tx).PutLimit(tx.Ctx, PutLimitParams{Change: change, Home: d.Home, Dossier: d.ID, What: r.What, Code: d.Code, Office: r.Office,
			WasAt: int64(r.Was), NowAt: int64(r.Now), State: state}); err != nil {
			return fmt.Errorf("almanac: %w", err)
		}
	}
	return nil
}

// Follower keeps the review lists in step with the dossiers: a line is open while its
// dossier runs and its head has not decided.
func Follower() event.Follower {
	return func(tx db.Tx, e event.Event) error {
		after, ok := e.After.(dossier.Dossier)
		before, _ := e.Before.(dossier.Dossier)
		if ok && len(after.Relimits) > len(before.Relimits) {
			fresh := after.Relimits[len(before.Relimits):]
			if err := limits(tx, fresh[0].Change, after, fresh, "applied"); err != nil {
				return err
			}
		}
		if !ok || len(after.Recounts) == 0 {
			return nil
		}
		_, waits := after.Review()
		for i, r := range after.Recounts {
			last := i == len(after.Recounts)-1
			if !last && i < len(before.Recounts) && before.Recounts[i] == r {
				continue
			}
			state := "closed"
			if last && waits {
				state = "open"
			}
			err := New(tx).PutMoved(tx.Ctx, PutMovedParams{Change: r.Change, Home: after.Home, Dossier: after.ID, Code: after.Code, Procedure: after.ProcedureName,
				Office: after.Competent, DueAt: int64(r.Due), WouldAt: int64(r.Would), PromisedAt: int64(after.Promised), State: state, Decision: r.Decision,
				DecidedAt: int64(r.Decided), DecidedBy: r.By})
			if err != nil {
				return fmt.Errorf("almanac: %w", err)
			}
		}
		return nil
	}
}

// Affected lists what a change would move or would have moved, by date.
func (s *Store) Affected(ctx context.Context, change string, after Mark, most int) ([]MovedRecord, error) {
	return New(s.DB.Read()).MovedOf(ctx, MovedOfParams{Change: change, After: int64(after.Due), AfterID: after.ID, Most: int32(most)})
}

// Waiting is the review list of an office, by date.
func (s *Store) Waiting(ctx context.Context, office string, after Mark, most int) ([]MovedRecord, error) {
	return New(s.DB.Read()).Waiting(ctx, WaitingParams{Office: office, After: int64(after.Due), AfterID: after.ID, Most: int32(most)})
}

// CountWaiting is the length of the review list of an office.
func (s *Store) CountWaiting(ctx context.Context, office string) (int64, error) {
	return New(s.DB.Read()).CountWaiting(ctx, office)
}

// ByOffice says for each office how many dossiers a change moves and how many wait.
func (s *Store) ByOffice(ctx context.Context, change string) ([]ByOfficeRow, error) {
	return New(s.DB.Read()).ByOffice(ctx, change)
}

// LimitMark is where a list of moved limits goes on.
type LimitMark struct {
	Was      clock.Instant
	ID, What string
}

// Limits lists the limits between offices that a change would move or has moved, by date.
func (s *Store) Limits(ctx context.Context, change string, after LimitMark, most int) ([]LimitRecord, error) {
	return New(s.DB.Read()).LimitsOf(ctx, LimitsOfParams{Change: change, After: int64(after.Was), AfterID: after.ID, AfterWhat: after.What, Most: int32(most)})
}
