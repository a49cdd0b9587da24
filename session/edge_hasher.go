package session

import (
	"context"
	"sync/atomic"
	"unicode/utf8"

	"motcua/clock"
	"motcua/refusal"
)

// The queue in front of hashing: two at once (the rest of the machine serves
// pages), and no more waiting than are done in two seconds.
const (
	hashAtOnce  = 2
	hashWaiting = 160
)

// Hasher makes and checks password hashes, a few at a time. At half past seven a
// whole city signs in: whoever would wait too long is told so at once.
type Hasher struct {
	slots   chan struct{}
	waiting atomic.Int64
	most    int64
	ids     *clock.IDs
	nobody  phc // checked for accounts that do not exist, so that they take as long
}

// NewHasher gives the queue; salts come from ids.
func NewHasher(ids *clock.IDs) *Hasher { return newHasher(ids, hashAtOnce, hashWaiting) }

func newHasher(ids *clock.IDs, atOnce, waiting int) *Hasher {
	return &Hasher{slots: make(chan struct{}, atOnce), most: int64(waiting), ids: ids,
		nobody: phc{memory: memoryKiB, passes: passes, lanes: lanes, salt: ids.Bytes(saltLen), key: ids.Bytes(keyLen)}}
}

// Hash gives the PHC string of a new password. Never call it inside a transaction.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	if err := h.enter(ctx); err != nil {
		return "", err
	}
	defer h.leave()
	return hash(password, h.ids.Bytes(saltLen)), nil
}

// Check compares a password with a stored hash; stored is "" when there is no such
// account, which takes the same time and says no. It gives refusal.Busy when too
// many wait already.
func (h *Hasher) Check(ctx context.Context, stored, password string) (bool, error) {
	p, known := h.nobody, stored != ""
	if known {
		var err error
		if p, err = parse(stored); err != nil {
			return false, err
		}
	}
	if utf8.RuneCountInString(password) > 4*longestText { // accents may be typed as signs of their own
		password, known = "", false
	}
	if err := h.enter(ctx); err != nil {
		return false, err
	}
	defer h.leave()
	return p.matches(password) && known, nil
}

// Waiting is how many stand in the queue now, for the metrics.
func (h *Hasher) Waiting() int64 { return h.waiting.Load() }

func (h *Hasher) enter(ctx context.Context) error {
	select {
	case h.slots <- struct{}{}:
		return nil
	default:
	}
	if h.waiting.Add(1) > h.most {
		h.waiting.Add(-1)
		return refusal.Busy("Nhiều người đang đăng nhập cùng lúc. Vui lòng thử lại sau ít giây.")
	}
	defer h.waiting.Add(-1)
	select {
	case h.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *Hasher) leave() { <-h.slots }
