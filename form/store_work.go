package form

import (
	"context"
	"fmt"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
	"motcua/procedure"
	"motcua/refusal"
)

// Work is the copy of a form the control office works on; nobody is asked by it yet.
type Work struct {
	Procedure string
	Form      Form
	Rev       int64
	Author    string
	Saved     clock.Instant
}

// Begin opens the working copy of a form, made from the one asked today if there is none.
func (s *Store) Begin(ctx context.Context, who access.Who, v procedure.Version) (Work, error) {
	if err := s.May(who); err != nil {
		return Work{}, err
	}
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		_, err := New(tx).BeginDraft(tx.Ctx, BeginDraftParams{Procedure: v.Code, Body: s.For(v).Text(), Author: who.Official, SavedAt: clock.Micros(s.Civil.Now())})
		return err
	})
	if err != nil {
		return Work{}, fmt.Errorf("form: %w", err)
	}
	return s.Working(ctx, who, v.Code)
}

// Working gives the working copy of a procedure's form.
func (s *Store) Working(ctx context.Context, who access.Who, code string) (Work, error) {
	if err := s.May(who); err != nil {
		return Work{}, err
	}
	r, err := New(s.DB.Read()).DraftByProcedure(ctx, code)
	if db.IsMissing(err) {
		return Work{}, refusal.Missing("Chưa có bản đang soạn của tờ khai này. Bấm “Soạn tờ khai” để bắt đầu.")
	}
	if err != nil {
		return Work{}, fmt.Errorf("form: %w", err)
	}
	f, err := Parse(r.Body)
	return Work{Procedure: r.Procedure, Form: f, Rev: r.Rev, Author: r.Author, Saved: clock.Instant(r.SavedAt)}, err
}

// Save keeps a changed working copy; somebody else's change in between is not lost.
func (s *Store) Save(ctx context.Context, who access.Who, w Work) error {
	if err := s.May(who); err != nil {
		return err
	}
	return s.DB.Update(ctx, func(tx db.Tx) error {
		n, err := New(tx).SaveDraft(tx.Ctx, SaveDraftParams{Body: w.Form.Text(), Author: who.Official, SavedAt: clock.Micros(s.Civil.Now()), Procedure: w.Procedure, Rev: w.Rev})
		if err != nil {
			return fmt.Errorf("form: %w", err)
		}
		if n == 0 {
			return refusal.Conflict("Bản đang soạn vừa được người khác sửa. Tải lại trang rồi làm lại thao tác này.")
		}
		return nil
	})
}

// Drop gives the working copy up.
func (s *Store) Drop(ctx context.Context, who access.Who, code string) error {
	if err := s.May(who); err != nil {
		return err
	}
	return s.DB.Update(ctx, func(tx db.Tx) error {
		_, err := New(tx).DropDraft(tx.Ctx, code)
		return err
	})
}

// Open lists the procedures whose form is being worked on.
func (s *Store) Open(ctx context.Context) (map[string]bool, error) {
	rows, err := New(s.DB.Read()).Drafts(ctx)
	if err != nil {
		return nil, fmt.Errorf("form: %w", err)
	}
	out := map[string]bool{}
	for _, r := range rows {
		out[r.Procedure] = true
	}
	return out, nil
}
