package apology

import (
	"context"
	"fmt"
	"strings"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/event"
	"motcua/refusal"
)

// Store keeps letters.
type Store struct {
	DB       *db.DB
	Dossiers *dossier.Store
}

// Draft is the row of a letter that is being written, or was sent.
type Draft struct {
	Text
	Ground  Ground
	Version int64
	State   string // draft, sent, void
	Office  string
	Number  int
	Year    int
	Flags
}

// Suggest gives what a new letter would say before anybody has written anything.
func (s *Store) Suggest(d dossier.Dossier, who access.Who) (Draft, error) {
	m, err := s.Dossiers.MomentOf(who, d)
	if err != nil {
		return Draft{}, err
	}
	dr := Draft{Ground: Late, Office: d.Competent, Text: Text{Status: statusOf(d)}}
	if l, ok := dossier.Letters(d, m); ok {
		dr.Flags = flags(l, m.Now)
	}
	return dr, nil
}

// Of gives the letter of a dossier for a ground, if one was begun.
func (s *Store) Of(ctx context.Context, key dossier.Key, g Ground) (Draft, bool, error) {
	return read(ctx, s.DB.Read(), key, g)
}

func read(ctx context.Context, on db.DBTX, key dossier.Key, g Ground) (Draft, bool, error) {
	r, err := New(on).DraftOf(ctx, DraftOfParams{Home: key.Home, Dossier: key.ID, Ground: string(g)})
	if db.IsMissing(err) {
		return Draft{}, false, nil
	}
	if err != nil {
		return Draft{}, false, fmt.Errorf("apology: %w", err)
	}
	return Draft{Text: Text{Cause: r.Cause, Why: r.Why, Status: r.Status, NewDate: clock.Instant(r.NewDate)}, Ground: g, Version: r.Version, State: r.State,
		Office: r.Office, Number: int(r.Number), Year: int(r.Year), Flags: Flags{By5157: clock.Instant(r.By5157), ByND61: clock.Instant(r.ByNd61), ND61Applies: r.ByNd61 != 0}}, true, nil
}

// Draft writes or rewrites the draft: always a version of the one row. The number
// of the register is given with the first draft and stays with the dossier.
func (s *Store) Draft(ctx context.Context, who access.Who, key dossier.Key, g Ground, t Text) (Draft, error) {
	var out Draft
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		d, err := s.Dossiers.OpenTx(tx, key)
		if err != nil {
			return err
		}
		if err := access.May(who, "draft_letter", d.Subject()); err != nil {
			return err
		}
		out, err = s.draft(tx, who, d, g, t)
		return err
	})
	return out, err
}

func (s *Store) draft(tx db.Tx, who access.Who, d dossier.Dossier, g Ground, t Text) (Draft, error) {
	key := dossier.Key{Home: d.Home, ID: d.ID}
	m, err := s.Dossiers.MomentOf(who, d)
	if err != nil {
		return Draft{}, err
	}
	if err := t.Check(g != Late || d.SettledAt.Set()); err != nil {
		return Draft{}, err
	}
	old, there, err := read(tx.Ctx, tx, key, g)
	if err != nil {
		return Draft{}, err
	}
	if there && old.State == "sent" {
		return Draft{}, second()
	}
	f := Flags{}
	if l, ok := dossier.Letters(d, m); ok {
		f = flags(l, m.Now)
	}
	q := New(tx)
	if there {
		if old.State == "void" {
			if _, err := q.Reopen(tx.Ctx, ReopenParams{Home: d.Home, Dossier: d.ID, Ground: string(g)}); err != nil {
				return Draft{}, fmt.Errorf("apology: %w", err)
			}
			old.Version++
		}
		n, err := q.ChangeDraft(tx.Ctx, ChangeDraftParams{Cause: t.Cause, Why: t.Why, Status: t.Status, NewDate: int64(t.NewDate), By5157: int64(f.By5157),
			ByNd61: int64(f.ByND61), DraftedBy: who.Official, DraftedAt: int64(m.Now), Home: d.Home, Dossier: d.ID, Ground: string(g), Was: old.Version})
		if err == nil && n == 0 {
			return Draft{}, db.ErrStale
		}
		if err != nil {
			return Draft{}, fmt.Errorf("apology: %w", err)
		}
	} else if err := s.begin(tx, who, d, InsertDraftParams{Ground: string(g), Cause: t.Cause, Why: t.Why, Status: t.Status, NewDate: int64(t.NewDate),
		By5157: int64(f.By5157), ByNd61: int64(f.ByND61), DraftedAt: int64(m.Now)}); err != nil {
		return Draft{}, err
	}
	out, _, err := read(tx.Ctx, tx, key, g)
	out.Flags = f
	return out, err
}

// begin inserts the row with its number. Two people beginning at once collide on
// a key; the one who comes second runs again and finds the row.
func (s *Store) begin(tx db.Tx, who access.Who, d dossier.Dossier, p InsertDraftParams) error {
	q := New(tx)
	p.Home, p.Dossier, p.Office, p.DraftedBy = d.Home, d.ID, d.Competent, who.Official
	p.Year = int64(clock.Instant(p.DraftedAt).Time().Year())
	n, err := q.NextNumber(tx.Ctx, NextNumberParams{Office: p.Office, Year: p.Year})
	if err != nil {
		return fmt.Errorf("apology: %w", err)
	}
	p.Number = n
	err = q.InsertDraft(tx.Ctx, p)
	if db.IsUnique(err) {
		return db.ErrStale
	}
	return err
}

func second() error {
	return refusal.Rule("APO-7", "", "Hồ sơ này đã có thư xin lỗi. Mỗi hồ sơ trễ hạn chỉ được thực hiện thư xin lỗi một lần; thư đã gửi không thể thay bằng thư khác.")
}

// Sending is what the head agrees to: the version read, how it goes out, and the
// signature over the rendered letter.
type Sending struct {
	Version   int64    // of the draft that was read and signed; 0 when Text is given at once
	Text      *Text    // write and send in one step
	Channels  []string // letter, sms, in_person (APO-5)
	Form      string   // "" head, KT. deputy under a dated delegation (APO-4)
	File      string   // hash of the stored, signed PDF; "" while none is kept
	Signature dossier.Signature
}

// Send signs and sends the letter: once (APO-7). The dossier's act, the frozen
// letter and the sent mark are one transaction, so of fifty heads pressing at
// once one sends.
func (s *Store) Send(ctx context.Context, who access.Who, key dossier.Key, send Sending) (dossier.Dossier, error) {
	var out dossier.Dossier
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		d, err := s.Dossiers.OpenTx(tx, key)
		if err != nil {
			return err
		}
		if err := access.May(who, "apologise", d.Subject()); err != nil {
			return err
		}
		out, err = s.send(tx, who, d, send)
		return err
	})
	return out, err
}

func (s *Store) send(tx db.Tx, who access.Who, d dossier.Dossier, send Sending) (dossier.Dossier, error) {
	key := dossier.Key{Home: d.Home, ID: d.ID}
	if err := channels(send.Channels); err != nil {
		return d, err
	}
	if send.Text != nil {
		dr, err := s.draft(tx, who, d, Late, *send.Text)
		if err != nil {
			return d, err
		}
		send.Version = dr.Version
	}
	dr, there, err := read(tx.Ctx, tx, key, Late)
	if err != nil {
		return d, err
	}
	switch {
	case !there:
		return d, refusal.Rule("APO-6", "", "Chưa có dự thảo thư xin lỗi.")
	case dr.State == "sent":
		return d, second()
	case dr.Version != send.Version:
		return d, refusal.Conflict("Dự thảo thư đã thay đổi sau khi mở trang ký. Vui lòng tải lại và xem lại trước khi ký.")
	}
	m, err := s.Dossiers.MomentOf(who, d)
	if err != nil {
		return d, err
	}
	l, _ := dossier.Letters(d, m)
	f := flags(l, m.Now)
	after, err := s.Dossiers.DoTx(tx, who, key, dossier.Apologise{Number: dr.Number, NewDate: dr.NewDate, Reason: dr.Cause, LateSent: !f.OK5157})
	if err != nil {
		return d, err
	}
	return after, s.freeze(tx, who, dr, after, send, f)
}

func (s *Store) freeze(tx db.Tx, who access.Who, dr Draft, d dossier.Dossier, send Sending, f Flags) error {
	q := New(tx)
	if n, err := q.MarkSent(tx.Ctx, MarkSentParams{Home: d.Home, Dossier: d.ID, Ground: string(Late), Was: dr.Version}); err != nil || n == 0 {
		if err == nil {
			err = db.ErrStale
		}
		return err
	}
	err := q.InsertLetter(tx.Ctx, InsertLetterParams{Home: d.Home, Dossier: d.ID, Ground: string(Late), Office: dr.Office, Number: int64(dr.Number),
		Year: int64(dr.Year), Cause: dr.Cause, NewDate: int64(dr.NewDate), SentAt: int64(d.Apology.Sent), Signer: who.Official, Form: send.Form,
		Channels: strings.Join(send.Channels, ","), File: send.File, Hash: send.Signature.Hash, Certificate: send.Signature.Certificate,
		Ok5157: f.OK5157, Nd61Applies: f.ND61Applies, OkNd61: f.OKND61})
	if db.IsUnique(err) {
		return second()
	}
	if err != nil {
		return fmt.Errorf("apology: %w", err)
	}
	return nil
}

func channels(cs []string) error {
	if len(cs) == 0 {
		return refusal.Rule("APO-5", "channels", "Chọn ít nhất một hình thức gửi: văn bản, tin nhắn hoặc trực tiếp.")
	}
	for _, c := range cs {
		switch c {
		case "letter", "sms", "in_person":
		default:
			return refusal.Rule("APO-5", "channels", "Hình thức gửi không có trong quy định.")
		}
	}
	return nil
}

// Follower marks a draft void when the dossier came to its end without needing the
// letter: settled in time, withdrawn or stopped. Its number stays in the register as
// void; a dossier that settles late still owes the letter.
func Follower() event.Follower {
	return func(tx db.Tx, e event.Event) error {
		d, ok := e.After.(dossier.Dossier)
		if !ok || d.Apology != nil || d.Class == "" || d.Class == dossier.Late {
			return nil
		}
		if _, err := New(tx).MarkVoid(tx.Ctx, MarkVoidParams{Home: d.Home, Dossier: d.ID, Ground: string(Late)}); err != nil {
			return fmt.Errorf("apology: %w", err)
		}
		return nil
	}
}

// Sent gives the frozen letter of a late dossier.
func (s *Store) Sent(ctx context.Context, key dossier.Key) (LetterRecord, bool, error) {
	r, err := New(s.DB.Read()).LetterOf(ctx, LetterOfParams{Home: key.Home, Dossier: key.ID, Ground: string(Late)})
	if db.IsMissing(err) {
		return r, false, nil
	}
	return r, err == nil, err
}

// Register lists the letters an office sent in a year, by number (APO-11).
func (s *Store) Register(ctx context.Context, office string, year int) ([]LetterRecord, error) {
	return New(s.DB.Read()).Register(ctx, RegisterParams{Office: office, Year: int64(year)})
}
