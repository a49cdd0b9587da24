package dossier

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
	"motcua/refusal"
)

// Draft is what a citizen has typed so far. Its id is the idempotency key of the
// filing: pressing twice, or on two devices, gives one dossier.
type Draft struct {
	ID        string
	Person    string
	Procedure string
	Step      string // question to come back to
	Data      string // JSON of the answers
	Dossier   string // code once it was filed
	Saved     clock.Instant
}

// SaveDraft saves on every step; the first save makes the draft.
func (s *Store) SaveDraft(ctx context.Context, d Draft) (Draft, error) {
	if d.Person == "" {
		return d, refusal.Forbidden("Đăng nhập để lưu và nộp hồ sơ trực tuyến.")
	}
	if d.ID == "" {
		d.ID = s.IDs.New()
	}
	d.Saved = clock.At(s.Civil.Now())
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		n, err := New(tx).PutDraft(tx.Ctx, PutDraftParams{ID: d.ID, Person: d.Person, Procedure: d.Procedure, Step: d.Step, Data: d.Data, SavedAt: int64(d.Saved)})
		if err == nil && n == 0 {
			return refusal.Conflict("Bản nháp này đã được nộp. Xem hồ sơ trong mục “Hồ sơ của tôi”.")
		}
		return err
	})
	return d, err
}

// DraftOf gives a person's own draft.
func (s *Store) DraftOf(ctx context.Context, person, id string) (Draft, error) {
	r, err := New(s.DB.Read()).DraftByID(ctx, DraftByIDParams{ID: id, Person: person})
	if db.IsMissing(err) {
		return Draft{}, refusal.Missing("Không tìm thấy bản nháp này.")
	}
	if err != nil {
		return Draft{}, fmt.Errorf("dossier: %w", err)
	}
	return draftFrom(r), nil
}

// DraftsOf lists a person's open drafts, newest first.
func (s *Store) DraftsOf(ctx context.Context, person string, most int) ([]Draft, error) {
	rows, err := New(s.DB.Read()).DraftsOf(ctx, DraftsOfParams{Person: person, Most: int32(most)})
	if err != nil {
		return nil, fmt.Errorf("dossier: %w", err)
	}
	out := make([]Draft, len(rows))
	for i, r := range rows {
		out[i] = draftFrom(r)
	}
	return out, nil
}

// DropDraft throws a draft away.
func (s *Store) DropDraft(ctx context.Context, person, id string) error {
	return s.DB.Update(ctx, func(tx db.Tx) error {
		_, err := New(tx).DropDraft(tx.Ctx, DropDraftParams{ID: id, Person: person})
		return err
	})
}

func draftFrom(r DossierDraft) Draft {
	return Draft{ID: r.ID, Person: r.Person, Procedure: r.Procedure, Step: r.Step, Data: r.Data, Dossier: r.Dossier, Saved: clock.Instant(r.SavedAt)}
}

// FileDraft files a draft, its id being the key: the dossier, its files (move gives
// those of the draft to the dossier) and the end of the draft are one transaction.
func (s *Store) FileDraft(ctx context.Context, who access.Who, act File, move func(tx db.Tx, from, to string) error) (Dossier, error) {
	var d Dossier
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		var err error
		if d, err = s.DoTx(tx, who, Key{}, act); err != nil {
			return err
		}
		if err := move(tx, act.Key, d.ID); err != nil {
			return err
		}
		if err := New(tx).CloseDraft(tx.Ctx, CloseDraftParams{Dossier: d.Code, ID: act.Key}); err != nil {
			return fmt.Errorf("dossier: %w", err)
		}
		return nil
	})
	return d, err
}

// DoOnce runs the act a form stands for and finds its dossier when the same form
// comes again: two presses, one dossier. owner keeps keys of different people apart;
// a key of somebody else is refused, and so is another content under the same key: it
// would be lost without a word.
func (s *Store) DoOnce(ctx context.Context, who access.Who, form Form, act Act) (Dossier, error) {
	var out Dossier
	mark, err := contentMark(act)
	if err != nil {
		return out, err
	}
	err = s.DB.Update(ctx, func(tx db.Tx) error {
		q := New(tx)
		n, err := q.PutDraft(tx.Ctx, PutDraftParams{ID: form.Key, Person: form.Owner, Step: mark, Data: "{}", SavedAt: int64(clock.At(s.Civil.Now()))})
		if err != nil {
			return fmt.Errorf("dossier: %w", err)
		}
		if n == 0 {
			out, err = s.done(tx, form, mark)
			return err
		}
		if out, err = s.DoTx(tx, who, Key{}, act); err != nil {
			return err
		}
		return q.CloseDraft(tx.Ctx, CloseDraftParams{Dossier: out.Code, ID: form.Key})
	})
	if err == nil {
		s.held.put(out)
	}
	return out, err
}

// Form is one drawn form: its key, and whose it is.
type Form struct{ Key, Owner string }

// contentMark names what a form says: the act, and a hash over all that was typed.
func contentMark(act Act) (string, error) {
	all := []any{act}
	if p, ok := act.(secretive); ok {
		all = append(all, p.Private())
	}
	switch a := act.(type) {
	case Receive:
		all = append(all, a.Papers)
	case Refuse:
		all = append(all, a.Papers)
	case RequestSupplement:
		all = append(all, a.Brought.Papers)
	}
	raw, err := json.Marshal(all)
	if err != nil {
		return "", fmt.Errorf("dossier: %w", err)
	}
	return fmt.Sprintf("%s %x", act.Name(), sha256.Sum256(raw)), nil
}

func (s *Store) done(tx db.Tx, form Form, mark string) (Dossier, error) {
	q := New(tx)
	was, err := q.DraftByID(tx.Ctx, DraftByIDParams{ID: form.Key, Person: form.Owner})
	if db.IsMissing(err) {
		return Dossier{}, refusal.Conflict("Biểu mẫu này đã hết hiệu lực. Mở lại biểu mẫu và nhập lại.")
	}
	if err != nil {
		return Dossier{}, fmt.Errorf("dossier: %w", err)
	}
	if was.Step != mark {
		return Dossier{}, refusal.Conflict("Biểu mẫu này đã được dùng để lập hồ sơ " + was.Dossier + " với nội dung khác. Nội dung vừa nhập chưa được lưu: mở biểu mẫu mới và nhập lại nếu đây là hồ sơ khác.")
	}
	k, err := q.KeyByCode(tx.Ctx, was.Dossier)
	if err != nil {
		return Dossier{}, fmt.Errorf("dossier: %w", err)
	}
	return s.load(tx.Ctx, tx, Key{k.Home, k.ID})
}
