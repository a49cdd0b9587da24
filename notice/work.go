package notice

import (
	"context"
	"errors"
	"fmt"

	"motcua/clock"
	"motcua/db"
	"motcua/job"
)

// Kinds are the deliveries the job client does for this store, one queue for each
// channel.
func (s *Store) Kinds() []job.Kind {
	return []job.Kind{{Name: string(BySMS), Do: s.Deliver}, {Name: string(ByEmail), Do: s.Deliver}}
}

// Deliver makes one attempt to send a message. The row is marked before and after,
// outside the sending; a crash in between sends again under the same key.
func (s *Store) Deliver(ctx context.Context, j job.Job) error {
	var row NoticeRecord
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		var err error
		row, err = New(tx).Begin(tx.Ctx, j.ID)
		return err
	})
	if db.IsMissing(err) {
		return nil // sent already, given up, or erased
	}
	if err != nil {
		return fmt.Errorf("notice: %w", err)
	}
	n := fromRow(row)
	proof, sending := s.send(ctx, n)
	// What happened is noted even when the time of the attempt is over.
	noted := s.DB.Update(context.WithoutCancel(ctx), func(tx db.Tx) error { return s.note(tx, n, j, proof, sending) })
	if noted != nil {
		return fmt.Errorf("notice: noting what became of %s: %w", n.ID, noted)
	}
	if errors.Is(sending, ErrRefused) {
		return job.Never(sending)
	}
	return sending
}

func (s *Store) send(ctx context.Context, n Notice) (proof string, err error) {
	switch n.Channel {
	case BySMS:
		return s.SMS.SendText(ctx, Text{Key: n.ID, To: n.Address, Body: n.Body})
	case ByEmail:
		return s.Mail.SendMail(ctx, Mail{Key: n.ID, To: n.Address, Subject: n.Subject, Body: n.Body, Date: s.Civil.Now()})
	}
	return "", fmt.Errorf("notice: no channel %q: %w", n.Channel, ErrRefused)
}

func (s *Store) note(tx db.Tx, n Notice, j job.Job, proof string, sending error) error {
	q := New(tx)
	switch {
	case sending == nil:
		_, err := q.MarkSent(tx.Ctx, MarkSentParams{ID: n.ID, SentAt: clock.Micros(s.Civil.Now()), Proof: proof})
		return err
	case errors.Is(sending, ErrRefused) || j.Last():
		changed, err := q.MarkDead(tx.Ctx, MarkDeadParams{ID: n.ID, Error: sending.Error()})
		if err != nil || changed == 0 || s.Died == nil {
			return err
		}
		return s.Died(tx, n)
	}
	_, err := q.MarkFailed(tx.Ctx, MarkFailedParams{ID: n.ID, Error: sending.Error()})
	return err
}
