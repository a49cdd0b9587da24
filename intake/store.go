package intake

import (
	"context"
	"fmt"
	"strconv"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/event"
	"motcua/office"
	"motcua/refusal"
)

// Store keeps what the desk keeps.
type Store struct {
	DB       *db.DB
	IDs      *clock.IDs
	Civil    clock.Clock
	Dossiers *dossier.Store
	Calendar func(office string) *calendar.Table
	// Staff and Official name the people of an office, for reports without a dossier.
	Staff    func(office, day string, roles ...office.Role) []office.Post
	Official func(id string) (office.Official, bool)
}

// Follower keeps marks, parcels and owed receipts in step with the events of dossiers.
func Follower() event.Follower {
	return func(tx db.Tx, e event.Event) error {
		before, _ := e.Before.(dossier.Dossier)
		after, ok := e.After.(dossier.Dossier)
		if !ok {
			return nil
		}
		q := New(tx)
		for _, m := range Marked(before, after, clock.Instant(e.At)) {
			if err := q.InsertMark(tx.Ctx, InsertMarkParams{Home: m.Home, Kind: m.Kind, At: int64(m.At), Dossier: m.Dossier, Seq: m.Seq, Code: m.Code, Competent: m.Competent,
				Slow: m.Slow, Violates: m.Violates, Lines: m.Lines, Bases: m.Bases}); err != nil {
				return fmt.Errorf("intake: %w", err)
			}
		}
		if before.State == dossier.None && after.Record != nil {
			if err := q.InsertParcel(tx.Ctx, InsertParcelParams{Home: after.Home, Year: int64(after.Record.Signed.Time().Year()), Number: after.Record.Number,
				Dossier: after.ID, Code: after.Code}); err != nil {
				return fmt.Errorf("intake: %w", err)
			}
		}
		if err := wrong(tx, e, before, after); err != nil {
			return err
		}
		return receiptOwed(tx, before, after)
	}
}

// wrong keeps which data the desk said are wrong: the person was told to have them
// corrected with the request itself (REC-10).
func wrong(tx db.Tx, e event.Event, before, after dossier.Dossier) error {
	n := len(after.Supplements)
	if n == len(before.Supplements) {
		return nil
	}
	for i, l := range after.Supplements[n-1].Lines {
		if !l.Wrong {
			continue
		}
		if err := New(tx).InsertLookup(tx.Ctx, InsertLookupParams{Home: after.Home, ID: e.ID + "-" + strconv.Itoa(i), At: e.At, Official: e.Official,
			Procedure: after.Procedure, Paper: l.Paper, Answer: string(Wrong), Dossier: after.ID}); err != nil {
			return fmt.Errorf("intake: %w", err)
		}
	}
	return nil
}

func receiptOwed(tx db.Tx, before, after dossier.Dossier) error {
	was, is := Owes(before), Owes(after)
	switch {
	case was == is:
		return nil
	case is:
		return New(tx).PutOwed(tx.Ctx, PutOwedParams{Home: after.Home, Dossier: after.ID, Code: after.Code, ReceivedAt: int64(after.ReceivedAt)})
	}
	return New(tx).DropOwed(tx.Ctx, DropOwedParams{Home: after.Home, Dossier: after.ID})
}

// atDesk asks whether who works at the desk of the office: what receives may keep its
// records.
func atDesk(who access.Who) error {
	return access.May(who, "receive", access.Subject{Kind: access.KindDossier, Home: who.Office, Receiving: who.Office})
}

// Sign keeps a hand-over record signed with the post; its number is used once a year.
func (s *Store) Sign(ctx context.Context, who access.Who, r Record) (Record, error) {
	if err := atDesk(who); err != nil {
		return r, err
	}
	now := clock.At(s.Civil.Now())
	if err := r.Check(now, s.Since(who.Office)); err != nil {
		return r, err
	}
	r.Home, r.Official = who.Office, who.Official
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		n, err := New(tx).InsertRecord(tx.Ctx, InsertRecordParams{Home: r.Home, Year: int64(r.Year()), Number: r.Number, SignedAt: int64(r.Signed), Carrier: r.Carrier,
			Official: r.Official, MadeAt: int64(now)})
		if err == nil && n == 0 {
			return refusal.Rule("REC-11", "number", "Số biên bản này đã dùng trong năm. Nhập số khác hoặc mở biên bản đã lập.")
		}
		return err
	})
	return r, err
}

// Since is the first day on which a record that can still be used may be signed: the
// working day before today.
func (s *Store) Since(office string) calendar.Date {
	return s.Calendar(office).Previous(calendar.DateOf(s.Civil.Now()) - 1)
}

// Records lists the newest records of the desk signed on or after a day.
func (s *Store) Records(ctx context.Context, office string, since calendar.Date, most int) ([]Record, error) {
	rows, err := New(s.DB.Read()).Records(ctx, RecordsParams{Home: office, Since: int64(clock.At(since.At(0))), Most: int32(most)})
	if err != nil {
		return nil, fmt.Errorf("intake: %w", err)
	}
	out := make([]Record, len(rows))
	for i, r := range rows {
		out[i] = Record{Home: r.Home, Number: r.Number, Signed: clock.Instant(r.SignedAt), Carrier: r.Carrier, Official: r.Official}
	}
	return out, nil
}

// Record gives one record with its dossiers.
func (s *Store) Record(ctx context.Context, office string, year int, number string) (Record, error) {
	q := New(s.DB.Read())
	r, err := q.RecordOf(ctx, RecordOfParams{Home: office, Year: int64(year), Number: number})
	if db.IsMissing(err) {
		return Record{}, refusal.Missing("Không tìm thấy biên bản giao nhận này.")
	}
	if err != nil {
		return Record{}, fmt.Errorf("intake: %w", err)
	}
	out := Record{Home: r.Home, Number: r.Number, Signed: clock.Instant(r.SignedAt), Carrier: r.Carrier, Official: r.Official}
	rows, err := q.Parcels(ctx, ParcelsParams{Home: office, Year: int64(year), Number: number})
	for _, p := range rows {
		out.Parcels = append(out.Parcels, Parcel{p.Dossier, p.Code})
	}
	return out, err
}

// Guide stores guidance given (PRI-4).
func (s *Store) Guide(ctx context.Context, who access.Who, g Guidance) error {
	if err := atDesk(who); err != nil {
		return err
	}
	if err := g.Check(); err != nil {
		return err
	}
	return s.DB.Update(ctx, func(tx db.Tx) error {
		return New(tx).InsertGuidance(tx.Ctx, InsertGuidanceParams{Home: who.Office, ID: s.IDs.New(), At: int64(clock.At(s.Civil.Now())), Official: who.Official,
			Channel: g.Channel, Procedure: g.Procedure, Version: g.Version, Said: g.Said})
	})
}

// Guidances lists the newest guidance of a desk.
func (s *Store) Guidances(ctx context.Context, office string, most int) ([]Guidance, error) {
	rows, err := New(s.DB.Read()).Guidances(ctx, GuidancesParams{Home: office, Most: int32(most)})
	if err != nil {
		return nil, fmt.Errorf("intake: %w", err)
	}
	out := make([]Guidance, len(rows))
	for i, r := range rows {
		out[i] = Guidance{Home: r.Home, At: clock.Instant(r.At), Official: r.Official, Channel: r.Channel, Procedure: r.Procedure, Version: r.Version, Said: r.Said}
	}
	return out, nil
}

// Owed lists the dossiers of a desk that were answered at once and still have no
// receipt, oldest first (REC-6).
func (s *Store) Owed(ctx context.Context, office string, most int) ([]IntakeOwed, error) {
	return New(s.DB.Read()).Owed(ctx, OwedParams{Home: office, Most: int32(most)})
}
