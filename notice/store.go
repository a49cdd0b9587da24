package notice

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"motcua/clock"
	"motcua/db"
)

// Store keeps messages.
type Store struct {
	DB    *db.DB
	Civil clock.Clock // stands on the row as the moment of sending
	Wall  clock.Clock // when the row was handed to the jobs
	Mail  Mailer
	SMS   SMS
	// Died is told, in the transaction that gives a message up, so that somebody
	// can be asked to reach the person another way. May be nil.
	Died func(tx db.Tx, n Notice) error
}

// handedAgain is how long a message may stand unfinished after it was handed to
// the jobs before it is handed over again: its job may have been lost with a
// crash. A job that still waits is not doubled.
const handedAgain = 2 * time.Hour

// Put writes messages that are not there yet and says how many were new.
func Put(tx db.Tx, ms []Message) (fresh int, err error) {
	q := New(tx)
	for _, m := range ms {
		m = m.clean()
		n, err := q.InsertNotice(tx.Ctx, InsertNoticeParams{ID: m.ID(), Home: m.Home, Dossier: m.Dossier, EventID: m.Event, Kind: m.Kind,
			Channel: string(m.Channel), Recipient: m.To, Address: m.Address, Subject: m.Subject, Body: m.Body, CreatedAt: int64(m.Created)})
		if err != nil {
			return fresh, fmt.Errorf("notice: %w", err)
		}
		fresh += int(n)
	}
	return fresh, nil
}

// Hand gives messages that no job has to insert, grouped by channel, and notes
// that they were handed over. A crash in between hands them over twice, which the
// jobs' uniqueness makes harmless.
func (s *Store) Hand(ctx context.Context, insert func(ctx context.Context, kind string, ids ...string) error) (int, error) {
	const most = 500
	now := s.Wall.Now()
	rows, err := New(s.DB.Read()).Unqueued(ctx, UnqueuedParams{Before: clock.Micros(now.Add(-handedAgain)), Most: most})
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	by := map[string][]string{}
	all := make([]string, len(rows))
	for i, r := range rows {
		by[r.Channel] = append(by[r.Channel], r.ID)
		all[i] = r.ID
	}
	for _, c := range []Channel{BySMS, ByEmail} {
		if len(by[string(c)]) == 0 {
			continue
		}
		if err := insert(ctx, string(c), by[string(c)]...); err != nil {
			return 0, err
		}
	}
	ids, err := json.Marshal(all)
	if err != nil {
		return 0, err
	}
	err = s.DB.Update(ctx, func(tx db.Tx) error {
		return New(tx).MarkQueued(tx.Ctx, MarkQueuedParams{At: clock.Micros(now), Ids: string(ids)})
	})
	return len(rows), err
}

// OfDossier lists what was sent about a dossier, oldest first.
func (s *Store) OfDossier(ctx context.Context, home, dossier string) ([]Notice, error) {
	return notices(New(s.DB.Read()).OfDossier(ctx, OfDossierParams{Home: home, Dossier: dossier}))
}

// DeadSince lists messages that never arrived, composed since the civil moment.
func (s *Store) DeadSince(ctx context.Context, since time.Time, most int) ([]Notice, error) {
	return notices(New(s.DB.Read()).DeadSince(ctx, DeadSinceParams{Since: clock.Micros(since), Most: int32(most)}))
}

// Backlog says how many messages are not finished and when the oldest of them was
// composed (civil; the zero time when none).
func (s *Store) Backlog(ctx context.Context) (int, time.Time, error) {
	r, err := New(s.DB.Read()).Backlog(ctx)
	return int(r.N), clock.FromMicros(r.Oldest), err
}

// Erase removes address and text of a dossier's messages to its applicant; that
// and when they were sent stays. What was not sent yet is not sent any more.
func Erase(tx db.Tx, home, dossier string) error {
	_, err := New(tx).Erase(tx.Ctx, EraseParams{Home: home, Dossier: dossier, Recipient: Applicant})
	if err != nil {
		return fmt.Errorf("notice: %w", err)
	}
	return nil
}

func notices(rows []NoticeRecord, err error) ([]Notice, error) {
	if err != nil {
		return nil, fmt.Errorf("notice: %w", err)
	}
	out := make([]Notice, len(rows))
	for i, r := range rows {
		out[i] = fromRow(r)
	}
	return out, nil
}

func fromRow(r NoticeRecord) Notice {
	return Notice{ID: r.ID, State: State(r.State), Tries: int(r.Tries), Sent: clock.Instant(r.SentAt), Proof: r.Proof, Error: r.Error,
		Message: Message{Home: r.Home, Dossier: r.Dossier, Event: r.EventID, Kind: r.Kind, Channel: Channel(r.Channel), To: r.Recipient,
			Address: r.Address, Subject: r.Subject, Body: r.Body, Created: clock.Instant(r.CreatedAt)}}
}
