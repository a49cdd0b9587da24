package rating

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/event"
	"motcua/refusal"
)

// Store keeps ballots.
type Store struct {
	DB       *db.DB
	Dossiers *dossier.Store
	Log      *event.Log
	IDs      *clock.IDs
	Civil    clock.Clock
}

// Vote casts the ballot of somebody's own dossier, once.
func (s *Store) Vote(ctx context.Context, who access.Who, key dossier.Key, v Vote) error {
	return s.cast(ctx, key, v, func(d dossier.Dossier) error { return access.May(who, "rate", d.Subject()) })
}

// VoteByToken casts the ballot printed on the paper of a dossier: whoever holds the
// unguessable token holds the ballot (REC-7).
func (s *Store) VoteByToken(ctx context.Context, token string, v Vote) error {
	d, err := s.Dossiers.ByToken(ctx, token)
	if err != nil {
		return err
	}
	return s.cast(ctx, dossier.Key{Home: d.Home, ID: d.ID}, v, func(dossier.Dossier) error { return nil })
}

func (s *Store) cast(ctx context.Context, key dossier.Key, v Vote, may func(dossier.Dossier) error) error {
	if err := v.Check(); err != nil {
		return err
	}
	v = v.tidy()
	return s.DB.Update(ctx, func(tx db.Tx) error {
		d, err := s.Dossiers.OpenTx(tx, key)
		if err != nil {
			return err
		}
		if err := may(d); err != nil {
			return err
		}
		if !Open(d) {
			return refusal.Rule("REC-7", "", "Phiếu đánh giá mở khi hồ sơ được trả kết quả, bị từ chối tiếp nhận hoặc được yêu cầu bổ sung.")
		}
		return s.keep(tx, d, v)
	})
}

func (s *Store) keep(tx db.Tx, d dossier.Dossier, v Vote) error {
	q, now := New(tx), s.Civil.Now()
	day := calendar.DateOf(now).String()
	n, err := q.TakeBallot(tx.Ctx, TakeBallotParams{Home: d.Home, Dossier: d.ID, Day: day})
	if err != nil {
		return fmt.Errorf("rating: %w", err)
	}
	if n == 0 {
		return refusal.Conflict("Hồ sơ này đã được đánh giá. Mỗi hồ sơ được đánh giá một lần.")
	}
	// The id is random and carries no moment, so that votes cannot be laid beside
	// the dossiers by their order (EVA-7).
	row := InsertVoteParams{Home: d.Home, ID: s.IDs.Token(), Day: day, Competent: d.Competent, Officer: d.Officer, Procedure: d.Procedure, Field: d.Field,
		Channel: int64(d.Channel), Level: int64(v.Level), Speed: int64(v.Speed), Contacts: int64(v.Contacts), Agencies: int64(v.Agencies), Attitude: int64(v.Attitude)}
	if err := q.InsertVote(tx.Ctx, row); err != nil {
		return fmt.Errorf("rating: %w", err)
	}
	if v.Said != "" {
		if err := q.InsertSaid(tx.Ctx, InsertSaidParams{Home: d.Home, ID: row.ID, Body: v.Said}); err != nil {
			return fmt.Errorf("rating: %w", err)
		}
	}
	return s.append(tx, row, now.UnixMicro())
}

// body is what the event says: what was voted about whom, never by whom and
// nothing of what was written.
type body struct {
	Competent string `json:"competent"`
	Officer   string `json:"officer"`
	Procedure string `json:"procedure"`
	Channel   int64  `json:"channel"`
	Level     int64  `json:"level"`
	Speed     int64  `json:"speed"`
	Contacts  int64  `json:"contacts"`
	Agencies  int64  `json:"agencies"`
	Attitude  int64  `json:"attitude"`
}

func (s *Store) append(tx db.Tx, r InsertVoteParams, at int64) error {
	b, err := json.Marshal(body{r.Competent, r.Officer, r.Procedure, r.Channel, r.Level, r.Speed, r.Contacts, r.Agencies, r.Attitude})
	if err != nil {
		return fmt.Errorf("rating: %w", err)
	}
	_, err = s.Log.Append(tx, event.Event{Home: r.Home, Kind: "rating", Subject: r.ID, Seq: 1, Act: "vote", Ver: 1, At: at, Recorded: at,
		Office: r.Competent, Channel: "page", Body: string(b)})
	return err
}

// Voted reports whether the ballot of a dossier was used.
func (s *Store) Voted(ctx context.Context, key dossier.Key) (bool, error) {
	_, err := New(s.DB.Read()).BallotOf(ctx, BallotOfParams{Home: key.Home, Dossier: key.ID})
	if db.IsMissing(err) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("rating: %w", err)
	}
	return true, nil
}

// Period is a span of civil days, both ends included.
type Period struct{ Since, Until string }

// Count sums the votes about each of the offices over a period (EVA-6); offices
// nobody voted about are not listed.
func (s *Store) Count(ctx context.Context, offices []string, p Period) ([]TallyRow, error) {
	list, err := json.Marshal(offices)
	if err != nil {
		return nil, fmt.Errorf("rating: %w", err)
	}
	rows, err := New(s.DB.Read()).Tally(ctx, TallyParams{Offices: string(list), Since: p.Since, Until: p.Until})
	if err != nil {
		return nil, fmt.Errorf("rating: %w", err)
	}
	return rows, nil
}

// Words lists what the dissatisfied wrote about an office, newest day first.
func (s *Store) Words(ctx context.Context, office string, p Period, most int) ([]SaidRow, error) {
	rows, err := New(s.DB.Read()).Said(ctx, SaidParams{Competent: office, Since: p.Since, Until: p.Until, Most: int32(most)})
	if err != nil {
		return nil, fmt.Errorf("rating: %w", err)
	}
	return rows, nil
}

// EraseTx takes a text away; the vote stays.
func EraseTx(tx db.Tx, home, id string) error {
	_, err := New(tx).EraseSaid(tx.Ctx, EraseSaidParams{Home: home, ID: id})
	return err
}
