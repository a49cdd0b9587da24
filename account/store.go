package account

import (
	"context"
	"fmt"
	"strings"
	"time"

	"motcua/clock"
	"motcua/db"
	"motcua/fold"
	"motcua/refusal"
)

// Store keeps accounts.
type Store struct {
	DB  *db.DB
	IDs *clock.IDs
}

// Login folds what was typed as a sign-in name: people type capitals and spaces.
func Login(s string) string { return strings.ReplaceAll(fold.Fold(s), " ", "") }

// ByLogin finds an account that may sign in.
func (s *Store) ByLogin(ctx context.Context, login string) (a Account, found bool, err error) {
	a, err = New(s.DB.Read()).AccountByLogin(ctx, Login(login))
	if db.IsMissing(err) {
		return Account{}, false, nil
	}
	if err != nil {
		return Account{}, false, fmt.Errorf("account: %w", err)
	}
	return a, !a.Disabled, nil
}

// ByID finds an account that may still be used.
func (s *Store) ByID(ctx context.Context, id string) (a Account, found bool, err error) {
	a, err = New(s.DB.Read()).AccountByID(ctx, id)
	if db.IsMissing(err) {
		return Account{}, false, nil
	}
	if err != nil {
		return Account{}, false, fmt.Errorf("account: %w", err)
	}
	return a, !a.Disabled, nil
}

// Owner says whose account is made.
type Owner struct{ Official, Person string }

// CreateTx makes an account; a login that is taken is refused.
func (s *Store) CreateTx(tx db.Tx, login, hash string, of Owner, at time.Time) (string, error) {
	login = Login(login)
	if len(login) < 3 || len(login) > 100 {
		return "", refusal.Invalid("login", "Tên đăng nhập cần từ 3 đến 100 ký tự.")
	}
	id := s.IDs.New()
	err := New(tx).InsertAccount(tx.Ctx, InsertAccountParams{ID: id, Login: login, Hash: hash, Official: of.Official, Person: of.Person, CreatedAt: clock.Micros(at)})
	if db.IsUnique(err) {
		return "", refusal.Conflict("Tên đăng nhập này đã có người dùng. Hãy đăng nhập hoặc chọn tên khác.")
	}
	if err != nil {
		return "", fmt.Errorf("account: %w", err)
	}
	return id, nil
}

// Create is CreateTx in a transaction of its own, together with what an account is made
// with: the person it belongs to, the one-time token it costs. All of it stands, or none.
func (s *Store) Create(ctx context.Context, login, hash string, of Owner, at time.Time, with func(db.Tx) error) (id string, err error) {
	err = s.DB.Update(ctx, func(tx db.Tx) error {
		if err := with(tx); err != nil {
			return err
		}
		id, err = s.CreateTx(tx, login, hash, of, at)
		return err
	})
	return id, err
}

// SetHash replaces the password hash.
func (s *Store) SetHash(ctx context.Context, id, hash string) error {
	return s.DB.Update(ctx, func(tx db.Tx) error {
		_, err := New(tx).SetHash(tx.Ctx, SetHashParams{Hash: hash, ID: id})
		return err
	})
}

// Renew replaces the password hash together with what that costs: the one-time token.
func (s *Store) Renew(ctx context.Context, id, hash string, with func(db.Tx) error) error {
	return s.DB.Update(ctx, func(tx db.Tx) error {
		if err := with(tx); err != nil {
			return err
		}
		_, err := New(tx).SetHash(tx.Ctx, SetHashParams{Hash: hash, ID: id})
		return err
	})
}

// HasOfficial reports whether an official has an account.
func (s *Store) HasOfficial(ctx context.Context, official string) (bool, error) {
	n, err := New(s.DB.Read()).OfOfficial(ctx, official)
	return n > 0, err
}
