package posting

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/event"
	"motcua/law"
	"motcua/office"
	"motcua/procedure"
	"motcua/refusal"
)

// Store keeps places, sheets, findings and differences.
type Store struct {
	DB         *db.DB
	Log        *event.Log
	IDs        *clock.IDs
	Civil      clock.Clock
	Procedures *procedure.Store
	Offices    func() *office.Tree
	Staff      func(office, day string, roles ...office.Role) []office.Post
	Official   func(id string) (office.Official, bool)
	Link       func(path string) string // address of a page in a message; nil: none
}

// listMost bounds what one page reads.
const listMost = 2000

// City is the city's own office, whose control watches over what is posted.
func (s *Store) City() string {
	for _, o := range s.Offices().On(s.Today()) {
		if o.Kind == office.City {
			return o.ID
		}
	}
	return ""
}

// Today is the civil day.
func (s *Store) Today() string { return calendar.DateOf(s.Civil.Now()).String() }

func (s *Store) moment(who access.Who) (Moment, error) {
	p, err := law.At(s.Today())
	if err != nil {
		return Moment{}, refusal.Rule("CK-6", "", err.Error())
	}
	return Moment{Now: clock.At(s.Civil.Now()), Who: who, City: s.City(), Today: p, Of: s.Procedures.Of}, nil
}

// room is how one kind of thing is kept: its row and its events.
type room[T any] struct {
	kind    string
	key     func(t *T) (id *string, seq *int64)
	subject func(T) access.Subject
	read    func(ctx context.Context, on db.DBTX, id string) (seq int64, doc string, err error)
	insert  func(tx db.Tx, t T, doc string) error
	update  func(tx db.Tx, t T, doc string, was int64) (int64, error)
}

func (r room[T]) one(ctx context.Context, on db.DBTX, id string) (T, error) {
	seq, doc, err := r.read(ctx, on, id)
	if err != nil {
		var none T
		if db.IsMissing(err) {
			return none, refusal.Missing("Không tìm thấy mục niêm yết này, hoặc mục không thuộc phạm vi của ông/bà.")
		}
		return none, fmt.Errorf("posting: %w", err)
	}
	return r.of(seq, doc)
}

func (r room[T]) of(seq int64, doc string) (T, error) {
	var t T
	if err := json.Unmarshal([]byte(doc), &t); err != nil {
		return t, fmt.Errorf("posting: stored %s: %w", r.kind, err)
	}
	_, at := r.key(&t)
	*at = seq
	return t, nil
}

// doing is one act on one thing, inside a transaction. New tells what access decides about
// when the act begins the thing.
type doing[T any] struct {
	room room[T]
	id   string
	act  Act[T]
	new  access.Subject
}

// do asks, decides and writes row and event.
func do[T any](s *Store, tx db.Tx, who access.Who, d doing[T]) (T, error) {
	var was T
	m, err := s.moment(who)
	if err != nil {
		return was, err
	}
	on := d.new
	if d.new.Kind == "" {
		if was, err = d.room.one(tx.Ctx, tx, d.id); err != nil {
			return was, err
		}
		on = d.room.subject(was)
	}
	if err := access.May(who, d.act.Name(), on); err != nil {
		return was, err
	}
	return carry(s, tx, m, was, d)
}

// carry writes what was decided, for somebody who was asked before.
func carry[T any](s *Store, tx db.Tx, m Moment, was T, d doing[T]) (T, error) {
	next, act, err := Apply(was, m, d.act)
	if err != nil {
		return was, err
	}
	_, before := d.room.key(&was)
	id, seq := d.room.key(&next)
	*id, *seq = d.id, *before+1
	doc, err := json.Marshal(next)
	if err != nil {
		return was, err
	}
	n := int64(1)
	if *before == 0 {
		err = d.room.insert(tx, next, string(doc))
	} else {
		n, err = d.room.update(tx, next, string(doc), *before)
	}
	switch {
	case db.IsUnique(err) || err == nil && n == 0:
		return was, db.ErrStale
	case err != nil:
		return was, fmt.Errorf("posting: %w", err)
	}
	return next, s.write(tx, m, event.Event{Kind: d.room.kind, Subject: d.id, Seq: *seq, Act: act.Name()}, act)
}

// write appends the event of an act with its free words beside it.
func (s *Store) write(tx db.Tx, m Moment, e event.Event, act any) error {
	body, err := json.Marshal(act)
	if err != nil {
		return err
	}
	if said := saidOf(act); said != nil {
		words, err := json.Marshal(said)
		if err != nil {
			return err
		}
		e.Private = string(words)
	}
	w := m.Who
	e.Home, e.Ver, e.At, e.Recorded, e.Body = event.Directory, 1, int64(m.Now), int64(m.Now), string(body)
	e.Office, e.Official, e.Post, e.Behalf, e.Channel, e.Request = w.Office, w.Official, w.Post, w.Behalf, w.Channel, w.Request
	_, err = s.Log.Append(tx, e)
	return err
}

// Events are what happened to a place, a sheet, a finding or a difference, oldest first.
func (s *Store) Events(ctx context.Context, subject string) ([]event.Event, error) {
	return event.Load(ctx, s.DB.Read(), event.Directory, subject)
}

// missing reports whether an error says that something is not there.
func missing(err error) bool {
	no, ok := refusal.As(err)
	return ok && no.Kind == refusal.KindMissing
}

// Heir is the office that answers today for what an office posted.
func (s *Store) Heir(id string) string {
	if next := s.Offices().Heir(id, s.Today(), ""); next != "" {
		return next
	}
	return id
}

// family is an office with those whose places it answers for today, as the queries take them.
func (s *Store) family(of string) string {
	all := []string{of}
	for _, id := range s.Offices().Former(of, s.Today()) {
		if s.Heir(id) == of {
			all = append(all, id)
		}
	}
	out, err := json.Marshal(all)
	if err != nil {
		return "[]"
	}
	return string(out)
}

func flagOf(is bool) int64 {
	if is {
		return 1
	}
	return 0
}
