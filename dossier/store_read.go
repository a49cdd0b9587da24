package dossier

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/access"
	"motcua/book"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier/code"
	"motcua/event"
	"motcua/refusal"
)

// Find gives a dossier by its code as typed (CODE-5), if who may see it.
func (s *Store) Find(ctx context.Context, who access.Who, typed string) (Dossier, error) {
	return s.find(ctx, who, typed, access.See)
}

// FindPart gives a dossier in which the office of who had a part that is over.
func (s *Store) FindPart(ctx context.Context, who access.Who, typed string) (Dossier, error) {
	return s.find(ctx, who, typed, "see_part")
}

func (s *Store) find(ctx context.Context, who access.Who, typed, act string) (Dossier, error) {
	r, err := New(s.DB.Read()).MarkByCode(ctx, code.Tidy(typed))
	if db.IsMissing(err) {
		return Dossier{}, missing()
	}
	if err != nil {
		return Dossier{}, fmt.Errorf("dossier: %w", err)
	}
	d, ok := s.held.at(r.ID, r.Seq)
	if !ok {
		if d, err = s.load(ctx, s.DB.Read(), Key{r.Home, r.ID}); err != nil {
			return d, err
		}
	}
	if err := access.May(who, act, d.Subject()); err != nil {
		return Dossier{}, err
	}
	return d, nil
}

// Parted lists what an office, or one that went over to it, has passed on or answered,
// newest first, from a moment and a dossier on.
func (s *Store) Parted(ctx context.Context, who access.Who, since clock.Instant, id string, most int) ([]PartedLinesRow, error) {
	offices, err := json.Marshal(append([]string{who.Office}, who.Former...))
	if err != nil {
		return nil, err
	}
	return New(s.DB.Read()).PartedLines(ctx, PartedLinesParams{Offices: string(offices), Until: int64(since), UntilID: id, Most: int32(most)})
}

// Track gives a dossier to somebody who knows its code and the last four digits
// of the phone (REC-5). The caller throttles.
func (s *Store) Track(ctx context.Context, typed, four string) (Dossier, error) {
	q := New(s.DB.Read())
	r, err := q.KeyByCode(ctx, code.Tidy(typed))
	if db.IsMissing(err) {
		return Dossier{}, missing()
	}
	if err != nil {
		return Dossier{}, fmt.Errorf("dossier: %w", err)
	}
	a, err := q.ApplicantOf(ctx, ApplicantOfParams{Home: r.Home, Dossier: r.ID})
	if db.IsMissing(err) || err == nil && (len(a.Phone) < 4 || a.Phone[len(a.Phone)-4:] != four) {
		return Dossier{}, missing()
	}
	if err != nil {
		return Dossier{}, fmt.Errorf("dossier: %w", err)
	}
	return s.load(ctx, s.DB.Read(), Key{r.Home, r.ID})
}

// ByToken gives the dossier whose receipt carries the token. What may be shown of
// it without sign-in is the page's business (REC-5: code and degree of completion).
func (s *Store) ByToken(ctx context.Context, token string) (Dossier, error) {
	r, err := New(s.DB.Read()).KeyByToken(ctx, token)
	if db.IsMissing(err) {
		return Dossier{}, missing()
	}
	if err != nil {
		return Dossier{}, fmt.Errorf("dossier: %w", err)
	}
	return s.load(ctx, s.DB.Read(), Key{r.Home, r.ID})
}

// Open gives a dossier by key without asking who: for upper rooms that have asked.
func (s *Store) Open(ctx context.Context, key Key) (Dossier, error) {
	return s.load(ctx, s.DB.Read(), key)
}

// OpenTx is Open inside a transaction.
func (s *Store) OpenTx(tx db.Tx, key Key) (Dossier, error) { return s.load(tx.Ctx, tx, key) }

// FindTx gives a dossier by its exact code inside a transaction, without asking who.
func (s *Store) FindTx(tx db.Tx, exact string) (Dossier, error) {
	k, err := New(tx).KeyByCode(tx.Ctx, exact)
	if err != nil {
		return Dossier{}, fmt.Errorf("dossier: %w", err)
	}
	return s.load(tx.Ctx, tx, Key{k.Home, k.ID})
}

// Applicant gives the personal values, if they have not been erased.
func (s *Store) Applicant(ctx context.Context, key Key) (Applicant, error) {
	a, err := New(s.DB.Read()).ApplicantOf(ctx, ApplicantOfParams{Home: key.Home, Dossier: key.ID})
	if db.IsMissing(err) {
		return Applicant{}, nil
	}
	if err != nil {
		return Applicant{}, fmt.Errorf("dossier: %w", err)
	}
	return Applicant{Name: a.Name, Phone: a.Phone, Email: a.Email, Address: a.Address, IDNo: a.IDNo}, nil
}

// Trail gives the events of a dossier, oldest first, with their erasable parts.
func (s *Store) Trail(ctx context.Context, key Key) ([]event.Event, error) {
	return event.Load(ctx, s.DB.Read(), key.Home, key.ID)
}

// Saying reads the erasable text of an event of a dossier.
func Saying(e event.Event) Said {
	var s Said
	if e.Private != "" && json.Unmarshal([]byte(e.Private), &s) != nil {
		return Said{}
	}
	return s
}

// MomentOf gives the plain values rules need about a dossier now: for previews.
func (s *Store) MomentOf(who access.Who, d Dossier) (Moment, error) { return s.moment(who, d, nil) }

// MomentFor is MomentOf for a dossier that does not exist yet, at an office.
func (s *Store) MomentFor(who access.Who, receiving, competent, procedureCode string) (Moment, error) {
	return s.moment(who, Dossier{}, Receive{Receiving: receiving, Competent: competent, Procedure: procedureCode})
}

// VoidCode draws the next code of an office and records it as void for ever: a
// preprinted receipt that was spoiled, a block that was not used (CODE-1).
// The key of the form makes two presses one code.
func (s *Store) VoidCode(ctx context.Context, who access.Who, home, why, form string) (string, error) {
	if err := access.May(who, "void_code", access.Subject{Kind: "dossier", Home: home, Receiving: home, Holder: home}); err != nil {
		return "", err
	}
	var code string
	books := book.Store{DB: s.DB, Log: s.Log, Civil: s.Civil}
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		m := Moment{Now: clock.At(s.Civil.Now()), Offices: s.Offices()}
		err := books.Pressed(tx, home, form)
		if err != nil {
			return err
		}
		if code, err = s.drawCode(tx, home, &m); err != nil {
			return err
		}
		return books.VoidCode(tx, who, home, code, why, form)
	})
	return code, err
}

// Keys lists every dossier: for checks of the whole city.
func (s *Store) Keys(ctx context.Context) ([]Key, error) {
	rows, err := New(s.DB.Read()).Keys(ctx)
	if err != nil {
		return nil, fmt.Errorf("dossier: %w", err)
	}
	out := make([]Key, len(rows))
	for i, r := range rows {
		out[i] = Key{r.Home, r.ID}
	}
	return out, nil
}

// Running says which open dossiers with a running clock are meant: of one home or all,
// whose appointment is not before a moment and which were received before another.
type Running struct {
	Home                   string
	DueFrom, ReceivedUntil clock.Instant
}

// CountRunning says how many there are.
func (s *Store) CountRunning(ctx context.Context, r Running) (int64, error) {
	return New(s.DB.Read()).CountOpen(ctx, CountOpenParams{Home: r.Home, DueFrom: int64(max(r.DueFrom, 1)), ReceivedUntil: int64(r.ReceivedUntil)})
}

// NextRunning gives the next of them in the order of their keys.
func (s *Store) NextRunning(ctx context.Context, r Running, after Key, most int) ([]Dossier, error) {
	rows, err := New(s.DB.Read()).OpenDocs(ctx, OpenDocsParams{Home: r.Home, DueFrom: int64(max(r.DueFrom, 1)), ReceivedUntil: int64(r.ReceivedUntil),
		AfterHome: after.Home, AfterID: after.ID, Most: int32(most)})
	if err != nil {
		return nil, fmt.Errorf("dossier: %w", err)
	}
	out := make([]Dossier, len(rows))
	for i, row := range rows {
		if err := json.Unmarshal([]byte(row.Doc), &out[i]); err != nil {
			return nil, fmt.Errorf("dossier: %s: %w", row.ID, err)
		}
		out[i].Seq = row.Seq
	}
	return out, nil
}

// NoteRead records that an official opened the dossier with its personal values.
// Citizens looking at their own leave no trace.
func (s *Store) NoteRead(ctx context.Context, who access.Who, key Key) error {
	if who.Official == "" {
		return nil
	}
	return s.DB.Update(ctx, func(tx db.Tx) error {
		return New(tx).InsertRead(tx.Ctx, InsertReadParams{Home: key.Home, Dossier: key.ID, Official: who.Official, Post: who.Post, Office: who.Office,
			ReadAt: int64(clock.At(s.Civil.Now()))})
	})
}

// ReadFilter narrows what was read; the zero values narrow nothing but the time.
type ReadFilter struct {
	Since, Until   clock.Instant
	Official, Code string
}

// Reads lists who looked at dossiers received in the scope of who, newest first.
func (s *Store) Reads(ctx context.Context, who access.Who, f ReadFilter, most int) ([]ReadsRow, error) {
	homes, err := json.Marshal(access.ScopeOf(who, access.KindDossier).Offices)
	if err != nil {
		return nil, err
	}
	return New(s.DB.Read()).Reads(ctx, ReadsParams{Homes: string(homes), Since: int64(f.Since), Until: int64(f.Until), Official: f.Official, Code: f.Code, Most: int32(most)})
}

func missing() error {
	return refusal.Missing("Không tìm thấy hồ sơ này, hoặc hồ sơ không thuộc phạm vi của ông/bà.")
}
