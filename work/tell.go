package work

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"motcua/access"
	"motcua/apology"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/dossier/letters"
	"motcua/event"
	"motcua/job"
	"motcua/ledger"
	"motcua/notice"
)

// cursor is the name under which the leaf index is followed.
const cursor = "notice"

const (
	followMost = 300
	// oldMost is how long after its legal moment an event is still told: somebody
	// who connects a gateway to a full database must not wake the whole city.
	oldMost = 7 * 24 * time.Hour
)

// Teller turns events into messages and hands them to the delivery jobs. Several
// processes may run one: a message has one id however often it is composed.
type Teller struct {
	DB       *db.DB
	Civil    clock.Clock
	Dossiers *dossier.Store
	Letters  *apology.Store
	Notices  *notice.Store
	Jobs     *job.Client // nil: composed here, delivered by another process
	People   People
	Links    Links
	Log      *slog.Logger
}

// Step follows the log to its end and hands over what was composed.
func (t *Teller) Step(ctx context.Context) error {
	for {
		n, err := t.Follow(ctx)
		if err != nil {
			return err
		}
		if n < followMost {
			break
		}
	}
	if t.Jobs == nil {
		return nil
	}
	_, err := t.Notices.Hand(ctx, t.Jobs.Insert)
	return err
}

// Follow composes the messages of the next events in leaf order and gives how many
// events it passed. Messages and cursor move in one transaction.
func (t *Teller) Follow(ctx context.Context) (int, error) {
	events, idx, err := ledger.Next(ctx, t.DB.Read(), cursor, followMost)
	if err != nil || len(events) == 0 {
		return 0, err
	}
	var ms []notice.Message
	trails := map[string][]event.Event{}
	oldest := clock.At(t.Civil.Now().Add(-oldMost))
	for _, e := range events {
		if e.Kind != "dossier" || !tells(e) || clock.Instant(e.At) < oldest {
			continue
		}
		s, err := t.story(ctx, e, trails)
		if err != nil {
			return 0, err
		}
		ms = append(ms, s.Messages()...)
	}
	err = t.DB.Update(ctx, func(tx db.Tx) error {
		if _, err := notice.Put(tx, ms); err != nil {
			return err
		}
		return ledger.Move(tx, cursor, idx)
	})
	return len(events), err
}

// SkipAll moves the cursor to the end of the log without telling anybody: for a
// database that was filled by an import or a simulation.
func (t *Teller) SkipAll(ctx context.Context) error {
	n, err := ledger.New(t.DB.Read()).Size(ctx)
	if err != nil {
		return fmt.Errorf("work: %w", err)
	}
	return t.DB.Update(ctx, func(tx db.Tx) error { return ledger.Move(tx, cursor, n) })
}

// story collects what the messages of an event need: the dossier as it was when
// the event happened, however far behind this follower is.
func (t *Teller) story(ctx context.Context, e event.Event, trails map[string][]event.Event) (Story, error) {
	key := dossier.Key{Home: e.Home, ID: e.Subject}
	trail, ok := trails[e.Subject]
	if !ok {
		var err error
		if trail, err = t.Dossiers.Trail(ctx, key); err != nil {
			return Story{}, err
		}
		trails[e.Subject] = trail
	}
	if int64(len(trail)) < e.Seq {
		return Story{}, fmt.Errorf("work: event %d of %s is in the log but not in its trail", e.Seq, e.Subject)
	}
	s := Story{Event: trail[e.Seq-1], People: t.People, Links: t.Links, Offices: t.Dossiers.Offices(), Calendar: t.Dossiers.Calendar(e.Home)}
	s.Said = dossier.Saying(s.Event)
	var err error
	if s.Dossier, err = dossier.Fold(trail[:e.Seq]); err != nil {
		return s, err
	}
	if s.Applicant, err = t.Dossiers.Applicant(ctx, key); err != nil {
		return s, err
	}
	if m, err := t.Dossiers.MomentOf(access.Clockwork, s.Dossier); err == nil {
		if last, ok := s.Dossier.CloseOn(m); ok {
			s.Closes = last.Vietnamese()
		}
	}
	if g := groundOf(s.Event); g != "" {
		s.Letter, err = t.letter(ctx, key, g)
	}
	return s, err
}

// groundOf says which letter an event sent; "" for every other event.
func groundOf(e event.Event) apology.Ground {
	switch e.Act {
	case "apologise":
		return apology.Late
	case "apologise_lost":
		var given struct {
			Act letters.ApologiseLost `json:"act"`
		}
		if json.Unmarshal([]byte(e.Body), &given) == nil {
			return apology.Ground(given.Act.Ground)
		}
	}
	return ""
}

// letter reads the sent letter. It is written in the transaction of its event, so
// it is there.
func (t *Teller) letter(ctx context.Context, key dossier.Key, g apology.Ground) (Letter, error) {
	dr, there, err := t.Letters.Of(ctx, key, g)
	if err != nil {
		return Letter{}, err
	}
	sent, frozen, err := t.Letters.SentOf(ctx, key, g)
	if err != nil {
		return Letter{}, err
	}
	if !there || !frozen {
		return Letter{}, fmt.Errorf("work: %s was apologised for without a letter", key.ID)
	}
	return Letter{Text: dr.Text, Ground: g, Number: int(sent.Number), Office: sent.Office, Channels: sent.Channels}, nil
}

// Died asks the head to reach the applicant another way when an apology by SMS
// could not be delivered (APO-5): notice.Store.Died.
func (t *Teller) Died(tx db.Tx, n notice.Notice) error {
	if n.Kind != kindApology || n.Channel != notice.BySMS {
		return nil
	}
	d, err := t.Dossiers.OpenTx(tx, dossier.Key{Home: n.Home, ID: n.Dossier})
	if err != nil {
		return err
	}
	s := Story{Event: event.Event{ID: n.Event, Home: n.Home, Subject: n.Dossier, At: int64(clock.At(t.Civil.Now()))}, Dossier: d,
		People: t.People, Links: t.Links, Offices: t.Dossiers.Offices(), Calendar: t.Dossiers.Calendar(n.Home)}
	_, err = notice.Put(tx, s.undelivered())
	return err
}
