package draft

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
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

// Store keeps what is not filed yet, and turns it into dossiers through their store.
type Store struct {
	Dossiers *dossier.Store
}

// Save saves on every step; the first save makes the draft.
func (s *Store) Save(ctx context.Context, d Draft) (Draft, error) {
	if d.Person == "" {
		return d, refusal.Forbidden("Đăng nhập để lưu và nộp hồ sơ trực tuyến.")
	}
	if d.ID == "" {
		d.ID = s.Dossiers.IDs.New()
	}
	d.Saved = clock.At(s.Dossiers.Civil.Now())
	err := s.Dossiers.DB.Update(ctx, func(tx db.Tx) error {
		n, err := New(tx).PutDraft(tx.Ctx, PutDraftParams{ID: d.ID, Person: d.Person, Procedure: d.Procedure, Step: d.Step, Data: d.Data, SavedAt: int64(d.Saved)})
		if err == nil && n == 0 {
			return refusal.Conflict("Bản nháp này đã được nộp. Xem hồ sơ trong mục “Hồ sơ của tôi”.")
		}
		return err
	})
	return d, err
}

// Of gives a person's own draft.
func (s *Store) Of(ctx context.Context, person, id string) (Draft, error) {
	r, err := New(s.Dossiers.DB.Read()).DraftByID(ctx, DraftByIDParams{ID: id, Person: person})
	if db.IsMissing(err) {
		return Draft{}, refusal.Missing("Không tìm thấy bản nháp này.")
	}
	if err != nil {
		return Draft{}, fmt.Errorf("draft: %w", err)
	}
	return draftFrom(r), nil
}

// AllOf lists a person's open drafts, newest first.
func (s *Store) AllOf(ctx context.Context, person string, most int) ([]Draft, error) {
	rows, err := New(s.Dossiers.DB.Read()).DraftsOf(ctx, DraftsOfParams{Person: person, Most: int32(most)})
	if err != nil {
		return nil, fmt.Errorf("draft: %w", err)
	}
	out := make([]Draft, len(rows))
	for i, r := range rows {
		out[i] = draftFrom(r)
	}
	return out, nil
}

// Drop throws a draft away.
func (s *Store) Drop(ctx context.Context, person, id string) error {
	return s.Dossiers.DB.Update(ctx, func(tx db.Tx) error {
		_, err := New(tx).DropDraft(tx.Ctx, DropDraftParams{ID: id, Person: person})
		return err
	})
}

func draftFrom(r DossierDraft) Draft {
	return Draft{ID: r.ID, Person: r.Person, Procedure: r.Procedure, Step: r.Step, Data: r.Data, Dossier: r.Dossier, Saved: clock.Instant(r.SavedAt)}
}

// File files a draft, its id being the key: the dossier, its files (move gives
// those of the draft to the dossier), what follows at once (the form filled in) and the end
// of the draft are one transaction.
func (s *Store) File(ctx context.Context, who access.Who, act dossier.File, move func(tx db.Tx, from string, to dossier.Dossier) error, then ...dossier.Act) (dossier.Dossier, error) {
	var d dossier.Dossier
	err := s.Dossiers.DB.Update(ctx, func(tx db.Tx) error {
		var err error
		if d, err = s.Dossiers.DoTx(tx, who, dossier.Key{}, act); err != nil {
			return err
		}
		if err := move(tx, act.Key, d); err != nil {
			return err
		}
		for _, next := range then {
			if d.Seq > 1 { // the same filing once more
				break
			}
			if d, err = s.Dossiers.DoTx(tx, who, dossier.Key{Home: d.Home, ID: d.ID}, next); err != nil {
				return err
			}
		}
		if err := New(tx).CloseDraft(tx.Ctx, CloseDraftParams{Dossier: d.Code, ID: act.Key}); err != nil {
			return fmt.Errorf("draft: %w", err)
		}
		return nil
	})
	return d, err
}

// DoOnce runs the act a form stands for and finds its dossier when the same form
// comes again: two presses, one dossier. Form.Owner keeps keys of different people apart;
// a key of somebody else is refused, and so is another content under the same key: it
// would be lost without a word.
func (s *Store) DoOnce(ctx context.Context, who access.Who, form Form, act dossier.Act) (dossier.Dossier, error) {
	var out dossier.Dossier
	mark, err := contentMark(act)
	if err != nil {
		return out, err
	}
	err = s.Dossiers.DB.Update(ctx, func(tx db.Tx) error {
		q := New(tx)
		n, err := q.PutDraft(tx.Ctx, PutDraftParams{ID: form.Key, Person: form.Owner, Step: mark, Data: "{}", SavedAt: int64(clock.At(s.Dossiers.Civil.Now()))})
		if err != nil {
			return fmt.Errorf("draft: %w", err)
		}
		if n == 0 {
			out, err = s.done(tx, form, mark)
			return err
		}
		if out, err = s.Dossiers.DoTx(tx, who, dossier.Key{}, act); err != nil {
			return err
		}
		return q.CloseDraft(tx.Ctx, CloseDraftParams{Dossier: out.Code, ID: form.Key})
	})
	if err == nil {
		s.Dossiers.Remember(out)
	}
	return out, err
}

// Form is one drawn form: its key, and whose it is.
type Form struct{ Key, Owner string }

// contentMark names what a form says: the act, and a hash over all that was typed.
func contentMark(act dossier.Act) (string, error) {
	all := []any{act}
	if p, ok := act.(interface{ Private() any }); ok {
		all = append(all, p.Private())
	}
	switch a := act.(type) {
	case dossier.Receive:
		all = append(all, a.Papers)
	case dossier.Refuse:
		all = append(all, a.Papers)
	case dossier.RequestSupplement:
		all = append(all, a.Brought.Papers)
	}
	raw, err := json.Marshal(all)
	if err != nil {
		return "", fmt.Errorf("draft: %w", err)
	}
	return fmt.Sprintf("%s %x", act.Name(), sha256.Sum256(raw)), nil
}

func (s *Store) done(tx db.Tx, form Form, mark string) (dossier.Dossier, error) {
	was, err := New(tx).DraftByID(tx.Ctx, DraftByIDParams{ID: form.Key, Person: form.Owner})
	if db.IsMissing(err) {
		return dossier.Dossier{}, refusal.Conflict("Biểu mẫu này đã hết hiệu lực. Mở lại biểu mẫu và nhập lại.")
	}
	if err != nil {
		return dossier.Dossier{}, fmt.Errorf("draft: %w", err)
	}
	if was.Step != mark {
		return dossier.Dossier{}, refusal.Conflict("Biểu mẫu này đã được dùng để lập hồ sơ " + was.Dossier + " với nội dung khác. Nội dung vừa nhập chưa được lưu: mở biểu mẫu mới và nhập lại nếu đây là hồ sơ khác.")
	}
	return s.Dossiers.FindTx(tx, was.Dossier)
}
