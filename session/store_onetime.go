package session

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"motcua/clock"
	"motcua/db"
	"motcua/refusal"
)

// OneTime issues tokens that open one thing once: the first administrator, a new
// password. Only their hash is stored.
type OneTime struct {
	db   *db.DB
	wall clock.Clock
	ids  *clock.IDs
}

// NewOneTime draws its tokens from ids.
func NewOneTime(d *db.DB, wall clock.Clock, ids *clock.IDs) *OneTime {
	return &OneTime{db: d, wall: wall, ids: ids}
}

// Issue gives a token of 64 hexadecimal digits, good for purpose until ttl has passed. It
// cannot be read again.
func (o *OneTime) Issue(ctx context.Context, purpose string, ttl time.Duration) (string, error) {
	token := hex.EncodeToString(o.ids.Bytes(32))
	err := o.db.Update(ctx, func(tx db.Tx) error {
		return New(tx).Issue(tx.Ctx, IssueParams{Hash: tokenHash(token), Purpose: purpose, Expires: clock.Micros(o.wall.Now().Add(ttl))})
	})
	if err != nil {
		return "", fmt.Errorf("session: one-time token: %w", err)
	}
	return token, nil
}

// IssueCode gives a code of eight digits that somebody reads out to somebody else; who
// spends it passes WithCode as the token. So short a code is to be spent behind a throttle,
// and a new one ends those that were issued for the same purpose before.
func (o *OneTime) IssueCode(ctx context.Context, purpose string, ttl time.Duration) (string, error) {
	b := o.ids.Bytes(8)
	code := fmt.Sprintf("%08d", binary.BigEndian.Uint64(b)%100_000_000)
	until := clock.Micros(o.wall.Now().Add(ttl))
	err := o.db.Update(ctx, func(tx db.Tx) error {
		if err := New(tx).TakeSlot(tx.Ctx, TakeSlotParams{Hash: "slot:" + tokenHash(purpose), Expires: until}); err != nil {
			return err
		}
		if _, err := New(tx).DropOpen(tx.Ctx, purpose); err != nil {
			return err
		}
		return New(tx).Issue(tx.Ctx, IssueParams{Hash: tokenHash(WithCode(purpose, code)), Purpose: purpose, Expires: until})
	})
	if err != nil {
		return "", fmt.Errorf("session: one-time code: %w", err)
	}
	return code, nil
}

// WithCode is the token of a code: alike codes for different things never meet.
func WithCode(purpose, code string) string {
	return purpose + "\x00" + strings.ReplaceAll(code, " ", "")
}

// Spend uses the token up within tx, so that what it opens happens exactly when it
// is spent. One that is unknown, used, too old or for something else is refused
// with the same sentence.
func (o *OneTime) Spend(tx db.Tx, purpose, token string) error {
	n, err := New(tx).Spend(tx.Ctx, SpendParams{Hash: tokenHash(strings.TrimSpace(token)), Purpose: purpose, Now: clock.Micros(o.wall.Now())})
	if err != nil {
		return fmt.Errorf("session: one-time token: %w", err)
	}
	if n != 1 {
		return refusal.Invalid("token", "Mã dùng một lần không đúng, đã dùng hoặc đã hết hạn. Vui lòng tạo mã mới.")
	}
	return nil
}

// Spending is Spend as a step of somebody else's transaction.
func (o *OneTime) Spending(purpose, token string) func(db.Tx) error {
	return func(tx db.Tx) error { return o.Spend(tx, purpose, token) }
}

func tokenHash(token string) string {
	sum := sha256.Sum256([]byte("motcua one-time\x00" + token))
	return hex.EncodeToString(sum[:])
}
