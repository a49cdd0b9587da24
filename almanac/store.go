package almanac

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/event"
	"motcua/refusal"
)

// Store keeps the changes and answers for every calendar of the city from a copy in
// memory, which Refresh renews after a change by another process.
type Store struct {
	DB       *db.DB
	Book     event.Book
	IDs      *clock.IDs
	Civil    clock.Clock
	Base     *calendar.Table            // the shipped one
	Hours    func(office string) string // hours an office was furnished with
	Places   func() []string            // every office, to try a change on
	Dossiers *dossier.Store
	Log      *slog.Logger

	copy atomic.Pointer[tables]
	past sync.Map // how many changes → *tables: what was in force once never changes
}

// Load reads the changes; call it once before anything else.
func (s *Store) Load(ctx context.Context) error { return s.load(ctx, s.DB.Read()) }

func (s *Store) load(ctx context.Context, on db.DBTX) error {
	rows, err := New(on).Revisions(ctx)
	if err != nil {
		return fmt.Errorf("almanac: %w", err)
	}
	all := make([]Revision, len(rows))
	for i, r := range rows {
		all[i] = Revision{Change: Change{Scope: r.Scope, Lines: r.Lines, Reason: r.Reason, Decision: r.Decision}, N: r.N, ID: r.ID, First: r.FirstDay,
			Author: r.Author, Made: clock.Instant(r.MadeAt)}
	}
	t, err := build(s.Base, all)
	if err != nil {
		return fmt.Errorf("almanac: stored changes: %w", err)
	}
	s.copy.Store(t)
	return nil
}

// Refresh reads the changes anew if there is a newer one; changed says so.
func (s *Store) Refresh(ctx context.Context) (changed bool, err error) {
	return s.refresh(ctx, s.DB.Read())
}

// Fresh is Refresh inside a transaction: a clock about to start must know every change
// that is committed.
func (s *Store) Fresh(tx db.Tx) error {
	_, err := s.refresh(tx.Ctx, tx)
	return err
}

func (s *Store) refresh(ctx context.Context, on db.DBTX) (bool, error) {
	n, err := New(on).Newest(ctx)
	if err != nil {
		return false, fmt.Errorf("almanac: %w", err)
	}
	if n == s.copy.Load().n {
		return false, nil
	}
	return true, s.load(ctx, on)
}

// Shared is the civil calendar as it is now.
func (s *Store) Shared() *calendar.Table { return s.copy.Load().civil }

// Of is the calendar of an office as it is now.
func (s *Store) Of(office string) *calendar.Table { return s.of(s.copy.Load(), office) }

func (s *Store) of(t *tables, office string) *calendar.Table {
	x, err := t.of(office, s.Hours(office))
	if err != nil {
		s.Log.Error("almanac: the hours of an office cannot be read; the civil calendar is used", "office", office, "err", err)
		return t.civil
	}
	return x
}

// SharedAt is the civil calendar as it was at a moment: what ended by then stays counted
// as it was, whatever is said of its days later.
func (s *Store) SharedAt(at clock.Instant) *calendar.Table { return s.at(at).civil }

// OfAt is the calendar of an office as it was at a moment.
func (s *Store) OfAt(office string, at clock.Instant) *calendar.Table {
	return s.of(s.at(at), office)
}

// at are the calendars as they were at a moment.
func (s *Store) at(at clock.Instant) *tables {
	now := s.copy.Load()
	n := now.until(at)
	if n == len(now.all) {
		return now
	}
	if t, ok := s.past.Load(n); ok {
		return t.(*tables)
	}
	t, err := build(s.Base, now.all[:n])
	if err != nil {
		s.Log.Error("almanac: stored changes cannot be read; the calendar of today is used", "changes", n, "err", err)
		return now
	}
	s.past.Store(n, t)
	return t
}

// Revisions are all changes in force, oldest first.
func (s *Store) Revisions() []Revision {
	all := s.copy.Load().all
	return append([]Revision(nil), all...)
}

func subject(scope string) string {
	if scope == "" {
		return "civil"
	}
	return scope
}

func mayEdit(who access.Who) error {
	return access.May(who, "edit", access.Subject{Kind: access.KindCalendar})
}

// try builds every office's calendar after the change, so that none breaks by it.
func (s *Store) try(now *tables, c Change) (*tables, error) {
	next, err := now.with(s.Base, c)
	if err != nil {
		return nil, spoken(err)
	}
	for _, id := range s.Places() {
		if _, err := next.of(id, s.Hours(id)); err != nil {
			return nil, spoken(err)
		}
	}
	return next, nil
}

// Draft begins a change: it is checked, and what it would move is counted from here on
// by Step. Nothing changes yet.
func (s *Store) Draft(ctx context.Context, who access.Who, c Change) (Draft, error) {
	if err := mayEdit(who); err != nil {
		return Draft{}, err
	}
	if err := c.check(); err != nil {
		return Draft{}, err
	}
	if _, err := s.Refresh(ctx); err != nil {
		return Draft{}, err
	}
	now := s.copy.Load()
	next, err := s.try(now, c)
	if err != nil {
		return Draft{}, err
	}
	d := Draft{Change: c, ID: s.IDs.New(), Base: now.n, Author: who.Official, Made: clock.At(s.Civil.Now()), State: Looking}
	if d.Total, err = s.Dossiers.CountRunning(ctx, s.reach(c.Scope, now, next)); err != nil {
		return d, err
	}
	err = s.DB.Update(ctx, func(tx db.Tx) error {
		return New(tx).InsertDraft(tx.Ctx, InsertDraftParams{ID: d.ID, Base: d.Base, Scope: c.Scope, Lines: c.Lines, Reason: c.Reason, Decision: c.Decision,
			Author: d.Author, MadeAt: int64(d.Made), Total: d.Total})
	})
	return d, err
}

// reach is which dossiers a change can move at all: those whose time lies over a day
// that differs.
func (s *Store) reach(scope string, before, after *tables) dossier.Running {
	a, b := before.civil, after.civil
	if scope != "" {
		a, _ = before.of(scope, s.Hours(scope))
		b, _ = after.of(scope, s.Hours(scope))
	}
	first, last, ok := calendar.Differ(a, b)
	r := dossier.Running{Home: scope, DueFrom: clock.At(first.At(0)), ReceivedUntil: 1<<63 - 1}
	if !ok {
		r.ReceivedUntil = 0 // none
	} else if last != calendar.Always {
		r.ReceivedUntil = clock.At((last + 1).At(0))
	}
	return r
}

// One gives a change with how far it has come.
func (s *Store) One(ctx context.Context, id string) (Draft, error) {
	r, err := New(s.DB.Read()).DraftByID(ctx, id)
	if db.IsMissing(err) {
		return Draft{}, refusal.Missing("Không tìm thấy lần đổi lịch này.")
	}
	if err != nil {
		return Draft{}, fmt.Errorf("almanac: %w", err)
	}
	return draftOf(r), nil
}

func draftOf(r PlanRecord) Draft {
	return Draft{Change: Change{Scope: r.Scope, Lines: r.Lines, Reason: r.Reason, Decision: r.Decision}, ID: r.ID, Base: r.Base, Author: r.Author,
		Made: clock.Instant(r.MadeAt), State: State(r.State), Total: r.Total, Scanned: r.Scanned, Moved: r.Moved, Limits: r.Limits, atHome: r.AtHome, atID: r.AtID}
}

// Open are the changes that are looked at, wait or are being carried out.
func (s *Store) Open(ctx context.Context) ([]Draft, error) {
	rows, err := New(s.DB.Read()).Drafts(ctx)
	if err != nil {
		return nil, fmt.Errorf("almanac: %w", err)
	}
	out := make([]Draft, len(rows))
	for i, r := range rows {
		out[i] = draftOf(r)
	}
	return out, nil
}

// Drop gives a change up before it was confirmed.
func (s *Store) Drop(ctx context.Context, who access.Who, id string) error {
	if err := mayEdit(who); err != nil {
		return err
	}
	return s.DB.Update(ctx, func(tx db.Tx) error {
		n, err := New(tx).Drop(tx.Ctx, id)
		if err == nil && n == 0 {
			return refusal.Conflict("Lần đổi lịch này đã được xác nhận hoặc đã bỏ.")
		}
		return err
	})
}

// Confirm puts a change in force: from its commit every clock that starts counts with
// it. The event carries the lines, the decision and the reason; the review lists are
// written from here on by Step.
func (s *Store) Confirm(ctx context.Context, who access.Who, id string) (Revision, error) {
	if err := mayEdit(who); err != nil {
		return Revision{}, err
	}
	if _, err := s.Refresh(ctx); err != nil {
		return Revision{}, err
	}
	d, err := s.One(ctx, id)
	if err != nil {
		return Revision{}, err
	}
	now := s.copy.Load()
	next, err := s.try(now, d.Change)
	if err != nil {
		return Revision{}, err
	}
	reach := s.reach(d.Scope, now, next)
	total, err := s.Dossiers.CountRunning(ctx, reach)
	if err != nil {
		return Revision{}, err
	}
	r := Revision{Change: d.Change, N: d.Base + 1, ID: d.ID, Author: who.Official, Made: clock.At(s.Civil.Now())}
	if reach.ReceivedUntil != 0 {
		r.First = calendar.DateOf(reach.DueFrom.Time()).String()
	}
	if err := s.DB.Update(ctx, func(tx db.Tx) error { return s.confirm(tx, who, r, total) }); err != nil {
		return r, err
	}
	_, err = s.Refresh(ctx)
	return r, err
}

func (s *Store) confirm(tx db.Tx, who access.Who, r Revision, total int64) error {
	q := New(tx)
	n, err := q.Newest(tx.Ctx)
	if err != nil {
		return err
	}
	if n != r.N-1 {
		return refusal.Conflict("Lịch vừa được người khác thay đổi. Bỏ lần này và xem trước lại trên lịch mới nhất.")
	}
	begun, err := q.Begin(tx.Ctx, BeginParams{ID: r.ID, Total: total})
	if err != nil {
		return err
	}
	if begun == 0 {
		return refusal.Conflict("Chỉ xác nhận được khi đã xem trước xong và chưa ai xác nhận hoặc bỏ.")
	}
	err = q.InsertRevision(tx.Ctx, InsertRevisionParams{N: r.N, ID: r.ID, Scope: r.Scope, Lines: r.Lines, Reason: r.Reason, Decision: r.Decision, FirstDay: r.First,
		Author: r.Author, MadeAt: int64(r.Made)})
	if db.IsUnique(err) {
		return db.ErrStale // somebody confirmed at the same moment: look again
	}
	if err != nil {
		return err
	}
	return s.Book.Write(tx, event.Event{Kind: "calendar", Subject: subject(r.Scope), Act: "amend", Office: who.Office, Official: who.Official, Post: who.Post,
		Channel: who.Channel, Request: who.Request}, map[string]any{"n": r.N, "id": r.ID, "lines": r.Lines, "reason": r.Reason, "decision": r.Decision, "first": r.First, "made": r.Made}, nil)
}
