package ledger

import (
	"context"
	"encoding/hex"
	"fmt"

	"motcua/db"

	"golang.org/x/mod/sumdb/tlog"
)

// pageHashes is how many stored hashes of the tree one row holds: the array of
// stored hashes only grows, so a batch rewrites its last page and adds new ones.
const pageHashes = 256

// pages reads and writes the array of stored hashes.
type pages struct {
	ctx   context.Context
	q     *Queries
	cache map[int64][]byte
	dirty map[int64]bool
}

func newPages(ctx context.Context, on db.DBTX) *pages {
	return &pages{ctx: ctx, q: New(on), cache: map[int64][]byte{}, dirty: map[int64]bool{}}
}

func (p *pages) page(n int64) ([]byte, error) {
	if b, ok := p.cache[n]; ok {
		return b, nil
	}
	b, err := p.q.Page(p.ctx, n)
	if err != nil && !db.IsMissing(err) {
		return nil, fmt.Errorf("ledger: page %d: %w", n, err)
	}
	p.cache[n] = b
	return b, nil
}

// ReadHashes serves tlog.
func (p *pages) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		b, err := p.page(x / pageHashes)
		if err != nil {
			return nil, err
		}
		at := int(x%pageHashes) * tlog.HashSize
		if at+tlog.HashSize > len(b) {
			return nil, fmt.Errorf("ledger: stored hash %d is missing", x)
		}
		copy(out[i][:], b[at:])
	}
	return out, nil
}

// add appends the stored hashes of leaf number n.
func (p *pages) add(n int64, leaf tlog.Hash) error {
	hashes, err := tlog.StoredHashesForRecordHash(n, leaf, p)
	if err != nil {
		return fmt.Errorf("ledger: leaf %d: %w", n, err)
	}
	at := tlog.StoredHashIndex(0, n)
	for i, h := range hashes {
		x := at + int64(i)
		b, err := p.page(x / pageHashes)
		if err != nil {
			return err
		}
		if want := int(x%pageHashes) * tlog.HashSize; len(b) != want {
			return fmt.Errorf("ledger: page %d holds %d bytes, want %d", x/pageHashes, len(b), want)
		}
		p.cache[x/pageHashes] = append(b[:len(b):len(b)], h[:]...)
		p.dirty[x/pageHashes] = true
	}
	return nil
}

func (p *pages) flush(ctx context.Context) error {
	for n := range p.dirty {
		if err := p.q.PutPage(ctx, PutPageParams{N: n, Hashes: p.cache[n]}); err != nil {
			return fmt.Errorf("ledger: page %d: %w", n, err)
		}
	}
	return nil
}

func parseHash(s string) (tlog.Hash, error) {
	var h tlog.Hash
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != tlog.HashSize {
		return h, fmt.Errorf("ledger: %q is not a hash", s)
	}
	copy(h[:], b)
	return h, nil
}
