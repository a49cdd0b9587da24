package session

import (
	"context"
	"fmt"
	"time"

	"motcua/clock"
	"motcua/db"
)

// Store keeps sessions in the table session for alexedwards/scs. What it is given
// as token is already the hash of the token (scs hashes it), so that whoever reads
// the table cannot sign in with what they read.
type Store struct {
	db    *db.DB
	wall  clock.Clock
	cache *cache
}

// NewStore gives a store that measures by wall.
func NewStore(d *db.DB, wall clock.Clock) *Store {
	return &Store{db: d, wall: wall, cache: newCache()}
}

// FindCtx gives the values of a session that is neither over nor ended.
func (s *Store) FindCtx(ctx context.Context, hash string) ([]byte, bool, error) {
	now := s.wall.Now()
	e, gen, ok := s.cache.get(hash, now)
	if !ok {
		row, err := New(s.db.Read()).Find(ctx, hash)
		if db.IsMissing(err) {
			return nil, false, nil
		}
		if err != nil {
			return nil, false, fmt.Errorf("session: find: %w", err)
		}
		e = entry{data: []byte(row.Data), seen: clock.FromMicros(row.Seen), expires: clock.FromMicros(row.Expires), read: now}
	}
	if !open(e.seen, e.expires, now) {
		return nil, false, nil
	}
	if due(e.seen, now) {
		err := s.db.Update(ctx, func(tx db.Tx) error {
			return New(tx).Touch(tx.Ctx, TouchParams{Hash: hash, Now: clock.Micros(now)})
		})
		if err != nil {
			return nil, false, fmt.Errorf("session: touch: %w", err)
		}
		e.seen, ok = now, false
	}
	if !ok {
		s.cache.put(hash, e, gen)
	}
	return e.data, true, nil
}

// CommitCtx writes a session. The limit of its life is counted here, by the wall
// clock from the sign-in (before it, from the first write), and no later write and
// no change of post moves it.
func (s *Store) CommitCtx(ctx context.Context, hash string, data []byte, _ time.Time) error {
	who, err := identityOf(data)
	if err != nil {
		return err
	}
	now := s.wall.Now()
	from := now
	if who.signed != 0 {
		from = clock.FromMicros(who.signed)
	}
	err = s.db.Update(ctx, func(tx db.Tx) error {
		_, err := New(tx).Keep(tx.Ctx, KeepParams{Hash: hash, Official: who.Official, Person: who.Person, Data: string(data),
			Now: clock.Micros(now), Expires: clock.Micros(from.Add(Lifetime))})
		return err
	})
	s.cache.drop(hash)
	if err != nil {
		return fmt.Errorf("session: keep: %w", err)
	}
	return nil
}

// DeleteCtx ends a session. Its row stays, empty, until its life would have been
// over: a request that began before the end cannot write it back.
func (s *Store) DeleteCtx(ctx context.Context, hash string) error {
	err := s.db.Update(ctx, func(tx db.Tx) error {
		_, err := New(tx).End(tx.Ctx, EndParams{Hash: hash, Now: clock.Micros(s.wall.Now())})
		return err
	})
	s.cache.drop(hash)
	if err != nil {
		return fmt.Errorf("session: end: %w", err)
	}
	return nil
}

// Find, Commit and Delete complete scs.Store; scs calls the variants with a context.
func (s *Store) Find(hash string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), hash)
}

// Commit is CommitCtx without a context.
func (s *Store) Commit(hash string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), hash, data, expiry)
}

// Delete is DeleteCtx without a context.
func (s *Store) Delete(hash string) error { return s.DeleteCtx(context.Background(), hash) }

// EndForOfficial ends every session of an official and says how many: a post
// ended, a password changed, the official asked for it.
func (s *Store) EndForOfficial(ctx context.Context, official string) (int, error) {
	return s.end(ctx, func(tx db.Tx) ([]string, error) {
		return New(tx).EndOfOfficial(tx.Ctx, EndOfOfficialParams{Official: official, Now: clock.Micros(s.wall.Now())})
	})
}

// EndForPerson ends every session of a citizen or organisation.
func (s *Store) EndForPerson(ctx context.Context, person string) (int, error) {
	return s.end(ctx, func(tx db.Tx) ([]string, error) {
		return New(tx).EndOfPerson(tx.Ctx, EndOfPersonParams{Person: person, Now: clock.Micros(s.wall.Now())})
	})
}

func (s *Store) end(ctx context.Context, run func(db.Tx) ([]string, error)) (int, error) {
	var ended []string
	err := s.db.Update(ctx, func(tx db.Tx) (err error) {
		ended, err = run(tx)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("session: end: %w", err)
	}
	for _, hash := range ended {
		s.cache.drop(hash)
	}
	return len(ended), nil
}

// OfOfficial lists the open sessions of an official, oldest first.
func (s *Store) OfOfficial(ctx context.Context, official string) ([]Open, error) {
	now := s.wall.Now()
	rows, err := New(s.db.Read()).OpenOfOfficial(ctx, OpenOfOfficialParams{Official: official, Now: clock.Micros(now), Idle: clock.Micros(now.Add(-Idle))})
	return listed(rows, err)
}

// OfPerson lists the open sessions of a citizen, oldest first.
func (s *Store) OfPerson(ctx context.Context, person string) ([]Open, error) {
	now := s.wall.Now()
	rows, err := New(s.db.Read()).OpenOfPerson(ctx, OpenOfPersonParams{Person: person, Now: clock.Micros(now), Idle: clock.Micros(now.Add(-Idle))})
	return listed(rows, err)
}

func listed(rows []SessionRecord, err error) ([]Open, error) {
	if err != nil {
		return nil, fmt.Errorf("session: list: %w", err)
	}
	out := make([]Open, len(rows))
	for i, r := range rows {
		who, err := identityOf([]byte(r.Data))
		if err != nil {
			return nil, err
		}
		out[i] = Open{ID: r.Hash, From: who.From, Post: who.Post, Created: clock.FromMicros(r.Created), Seen: clock.FromMicros(r.Seen)}
	}
	return out, nil
}

// Sweep removes sessions, throttle windows and one-time tokens that are long over
// and says how many rows went.
func (s *Store) Sweep(ctx context.Context) (int64, error) {
	now := s.wall.Now()
	var gone int64
	err := s.db.Update(ctx, func(tx db.Tx) error {
		q := New(tx)
		gone = 0
		sessions, err := q.SweepSessions(tx.Ctx, clock.Micros(now))
		if err != nil {
			return err
		}
		windows, err := q.SweepThrottles(tx.Ctx, clock.Micros(now.Add(-longest)))
		if err != nil {
			return err
		}
		tokens, err := q.SweepOneTime(tx.Ctx, clock.Micros(now))
		gone = sessions + windows + tokens
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("session: sweep: %w", err)
	}
	return gone, nil
}
