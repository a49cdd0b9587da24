package ledger

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"motcua/clock"
	"motcua/db"
	"motcua/event"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Bounds of the sequencer: a leaf gets its index in well under a second.
const (
	sequenceEvery = 250 * time.Millisecond
	sequenceMost  = 4000
	leaseFor      = 10 * time.Second
	// witnessEvery bounds how often a checkpoint is copied to the witness folder.
	witnessEvery = 30 * time.Second
)

// Sequencer gives leaves their index. Several processes may run one: the lease
// lets one work.
type Sequencer struct {
	DB      *db.DB
	Keys    Keys
	Civil   clock.Clock // stands on the checkpoint row
	Wall    clock.Clock
	Holder  string // who asks for the lease
	Witness string // folder outside the data folder, or ""
	Log     *slog.Logger

	off       atomic.Bool // measurement only: the ledger's own cost
	witnessed time.Time
	lastSize  int64
}

// Run sequences until ctx ends, then once more so that nothing acknowledged is
// left without a leaf.
func (s *Sequencer) Run(ctx context.Context) {
	for clock.Sleep(ctx.Done(), sequenceEvery) {
		s.step(ctx)
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	s.witnessed = time.Time{}
	s.step(last)
}

func (s *Sequencer) step(ctx context.Context) {
	for !s.off.Load() {
		n, err := s.Sequence(ctx)
		if err != nil {
			s.Log.Error("ledger: sequencing failed, will try again", "err", err)
			return
		}
		if n < sequenceMost {
			return
		}
	}
}

// Sequence takes one batch of waiting leaves. It returns how many it took; 0 also
// when another process holds the lease.
func (s *Sequencer) Sequence(ctx context.Context) (int, error) {
	if n, oldest, err := event.Backlog(ctx, s.DB.Read()); err != nil || n == 0 && oldest == 0 {
		return 0, err
	}
	taken := 0
	var cp Checkpoint
	var signed []byte
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		taken = 0
		mine, err := s.lease(tx)
		if err != nil || !mine {
			return err
		}
		waiting, err := event.TakePending(tx, sequenceMost)
		if err != nil || len(waiting) == 0 {
			return err
		}
		cp, signed, err = s.extend(tx, waiting)
		taken = len(waiting)
		return err
	})
	if err != nil || taken == 0 {
		return 0, err
	}
	return taken, s.witness(cp, signed)
}

func (s *Sequencer) lease(tx db.Tx) (bool, error) {
	now := s.Wall.Now()
	holder, err := New(tx).TakeLease(tx.Ctx, TakeLeaseParams{Name: "sequencer", Holder: s.Holder,
		Until: clock.Micros(now.Add(leaseFor)), Now: clock.Micros(now)})
	if db.IsMissing(err) {
		return false, nil
	}
	return holder == s.Holder, err
}

// extend writes the leaves, the tree and the checkpoint.
func (s *Sequencer) extend(tx db.Tx, waiting []event.Waiting) (Checkpoint, []byte, error) {
	q := New(tx)
	first, err := q.Size(tx.Ctx)
	if err != nil {
		return Checkpoint{}, nil, fmt.Errorf("ledger: %w", err)
	}
	tree := newPages(tx.Ctx, tx)
	leaves := make([]string, len(waiting)) // hash, then event id
	for i, w := range waiting {
		h, err := parseHash(w.LeafHash)
		if err != nil {
			return Checkpoint{}, nil, err
		}
		if err := tree.add(first+int64(i), h); err != nil {
			return Checkpoint{}, nil, err
		}
		leaves[i] = w.LeafHash + w.ID
	}
	list, err := json.Marshal(leaves)
	if err != nil {
		return Checkpoint{}, nil, err
	}
	if err := q.InsertLeaves(tx.Ctx, InsertLeavesParams{First: first, Leaves: string(list)}); err != nil {
		return Checkpoint{}, nil, fmt.Errorf("ledger: leaves: %w", err)
	}
	if err := tree.flush(tx.Ctx); err != nil {
		return Checkpoint{}, nil, err
	}
	cp := Checkpoint{Size: first + int64(len(waiting))}
	if cp.Root, err = tlog.TreeHash(cp.Size, tree); err != nil {
		return cp, nil, fmt.Errorf("ledger: root: %w", err)
	}
	signed, err := note.Sign(&note.Note{Text: cp.text()}, s.Keys.Signer)
	if err != nil {
		return cp, nil, fmt.Errorf("ledger: signing: %w", err)
	}
	err = q.InsertCheckpoint(tx.Ctx, InsertCheckpointParams{Size: cp.Size, Root: hex.EncodeToString(cp.Root[:]),
		Note: string(signed), At: clock.Micros(s.Civil.Now())})
	return cp, signed, err
}

// witness copies the checkpoint outside the data folder, at most every half
// minute: one file for each, so that an older one is always there to compare.
func (s *Sequencer) witness(cp Checkpoint, signed []byte) error {
	now := s.Wall.Now()
	if s.Witness == "" || now.Sub(s.witnessed) < witnessEvery {
		return nil
	}
	if err := os.MkdirAll(s.Witness, 0o700); err != nil {
		return fmt.Errorf("ledger: witness folder: %w", err)
	}
	name := filepath.Join(s.Witness, fmt.Sprintf("checkpoint-%012d.txt", cp.Size))
	tmp := name + ".part"
	if err := os.WriteFile(tmp, signed, 0o644); err != nil {
		return fmt.Errorf("ledger: witness: %w", err)
	}
	if err := os.Rename(tmp, name); err != nil {
		return fmt.Errorf("ledger: witness: %w", err)
	}
	pub := filepath.Join(s.Witness, "ledger.pub")
	if err := os.WriteFile(pub, []byte(s.Keys.Public+"\n"), 0o644); err != nil {
		return fmt.Errorf("ledger: witness: %w", err)
	}
	s.witnessed = now
	return nil
}

// Switch turns the sequencer off or on. Only the benchmark that measures what the
// ledger costs calls it.
func (s *Sequencer) Switch(on bool) { s.off.Store(!on) }
