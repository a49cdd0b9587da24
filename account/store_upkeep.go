package account

import (
	"context"
	"fmt"

	"motcua/access"
	"motcua/db"
	"motcua/event"
	"motcua/refusal"
)

// OfOfficial gives the accounts of an official, locked ones too.
func (s *Store) OfOfficial(ctx context.Context, official string) ([]Account, error) {
	rows, err := New(s.DB.Read()).AccountsOfOfficial(ctx, official)
	if err != nil {
		return nil, fmt.Errorf("account: %w", err)
	}
	return rows, nil
}

// State is how an official's account stands, for lists.
type State struct {
	Login  string
	Locked bool
}

// Officials gives the account of every official who has one.
func (s *Store) Officials(ctx context.Context) (map[string]State, error) {
	rows, err := New(s.DB.Read()).Officials(ctx)
	if err != nil {
		return nil, fmt.Errorf("account: %w", err)
	}
	out := make(map[string]State, len(rows))
	for _, r := range rows {
		out[r.Official] = State{Login: r.Login, Locked: r.Disabled}
	}
	return out, nil
}

func mayEdit(who access.Who) error {
	return access.May(who, "edit", access.Subject{Kind: access.KindAccount})
}

// Lock closes or opens the account of an official. Nobody locks themselves out, or
// opens what another administrator has closed to them.
func (s *Store) Lock(ctx context.Context, b event.Book, who access.Who, id string, locked bool) error {
	if err := mayEdit(who); err != nil {
		return err
	}
	return s.DB.Update(ctx, func(tx db.Tx) error {
		a, err := New(tx).AccountByID(tx.Ctx, id)
		switch {
		case db.IsMissing(err) || err == nil && a.Official == "":
			return refusal.Missing("Không tìm thấy tài khoản công chức này.")
		case err != nil:
			return fmt.Errorf("account: %w", err)
		case a.Official == who.Official:
			return refusal.Invalid("account", "Không tự khóa hoặc mở tài khoản của chính mình. Đề nghị một người quản trị khác thực hiện.")
		}
		n, err := New(tx).SetDisabled(tx.Ctx, SetDisabledParams{Disabled: locked, ID: id})
		if err != nil {
			return fmt.Errorf("account: %w", err)
		}
		if n == 0 {
			return refusal.Conflict("Tài khoản đã ở trạng thái này; người khác có thể vừa thay đổi.")
		}
		act := "unlock"
		if locked {
			act = "lock"
		}
		return s.note(tx, b, who, act, a.Official, id)
	})
}

// Invited writes down that an official was handed a link for an account, or for a new
// password (act); the caller issues it. Nobody hands one to themselves.
func (s *Store) Invited(ctx context.Context, b event.Book, who access.Who, act, official string) error {
	if err := mayEdit(who); err != nil {
		return err
	}
	if official == who.Official {
		return refusal.Invalid("account", "Không tự cấp liên kết cho chính mình. Đổi mật khẩu ở trang Tài khoản.")
	}
	return s.DB.Update(ctx, func(tx db.Tx) error { return s.note(tx, b, who, act, official, "") })
}

func (s *Store) note(tx db.Tx, b event.Book, who access.Who, act, official, id string) error {
	return b.Write(tx, event.Event{Kind: "account", Subject: official, Act: act, Office: who.Office, Official: who.Official, Post: who.Post, Channel: who.Channel,
		Request: who.Request}, map[string]string{"account": id}, nil)
}
