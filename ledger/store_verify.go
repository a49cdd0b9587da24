package ledger

import (
	"context"
	"encoding/hex"
	"fmt"

	"motcua/db"
	"motcua/event"

	"golang.org/x/mod/sumdb/tlog"
)

const verifyBatch = 2000

// Report is the outcome of a verification.
type Report struct {
	Leaves      int64 // leaves checked
	Checkpoints int64 // checkpoints whose root and signature were checked
	Pending     int64 // events still waiting for an index
	Oldest      int64 // when the oldest of those was recorded, microseconds
}

// Fault is the first thing found wrong. Leaf is -1 when it is not about one leaf.
type Fault struct {
	Leaf  int64
	What  string
	Event string
}

// Error names the leaf and what is wrong with it.
func (f *Fault) Error() string {
	if f.Leaf < 0 {
		return "verify: " + f.What
	}
	return fmt.Sprintf("verify: first bad leaf is %d (event %s): %s", f.Leaf, f.Event, f.What)
}

// Verify recomputes every leaf from its event, the tree from the leaves and every
// checkpoint from the tree. older, if given, are signed checkpoints from outside:
// the log must still contain each of them. It returns a *Fault for the first thing
// that does not hold. Everything is read at one moment: people go on acting meanwhile.
func Verify(ctx context.Context, d *db.DB, keys Keys, older [][]byte) (Report, error) {
	v := verifier{ctx: ctx, keys: keys, roots: map[int64]tlog.Hash{}}
	err := d.Still(ctx, func(view *db.DB) error {
		v.on = view.Read()
		if err := v.wanted(older); err != nil {
			return err
		}
		if err := v.leaves(); err != nil {
			return err
		}
		return v.totals()
	})
	return v.report, err
}

type verifier struct {
	ctx    context.Context
	on     db.DBTX
	keys   Keys
	report Report
	marks  []mark              // checkpoints to meet, by size
	roots  map[int64]tlog.Hash // not used after marks are met
	tree   memoryTree
}

type mark struct {
	size  int64
	root  tlog.Hash
	where string
}

// wanted collects the checkpoints of the database and those from outside.
func (v *verifier) wanted(older [][]byte) error {
	rows, err := New(v.on).Checkpoints(v.ctx)
	if err != nil {
		return fmt.Errorf("ledger: %w", err)
	}
	for _, r := range rows {
		cp, err := ParseCheckpoint([]byte(r.Note), v.keys.Verifiers...)
		if err != nil {
			return &Fault{Leaf: -1, What: fmt.Sprintf("checkpoint of %d leaves: %v", r.Size, err)}
		}
		if cp.Size != r.Size || hex.EncodeToString(cp.Root[:]) != r.Root {
			return &Fault{Leaf: -1, What: fmt.Sprintf("checkpoint row of %d leaves does not say what its note says", r.Size)}
		}
		v.marks = append(v.marks, mark{cp.Size, cp.Root, "a checkpoint of this database"})
	}
	for i, o := range older {
		cp, err := ParseCheckpoint(o, v.keys.Verifiers...)
		if err != nil {
			return &Fault{Leaf: -1, What: fmt.Sprintf("outside checkpoint %d: %v", i+1, err)}
		}
		v.marks = append(v.marks, mark{cp.Size, cp.Root, "an older checkpoint kept outside"})
	}
	return nil
}

func (v *verifier) leaves() error {
	bySize := map[int64][]mark{}
	var most int64
	for _, m := range v.marks {
		bySize[m.size] = append(bySize[m.size], m)
		most = max(most, m.size)
	}
	q := New(v.on)
	for at := int64(0); ; {
		rows, err := q.Leaves(v.ctx, LeavesParams{FromIdx: at, Most: verifyBatch})
		if err != nil {
			return fmt.Errorf("ledger: %w", err)
		}
		if len(rows) == 0 {
			break
		}
		if err := v.batch(at, rows, bySize); err != nil {
			return err
		}
		at += int64(len(rows))
	}
	if most > v.report.Leaves {
		return &Fault{Leaf: v.report.Leaves, What: fmt.Sprintf("the log ends here, but a checkpoint speaks of %d leaves: leaves were removed", most)}
	}
	return nil
}

func (v *verifier) batch(at int64, rows []LeafRecord, bySize map[int64][]mark) error {
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.EventID
	}
	events, missing := event.ByIDs(v.ctx, v.on, ids)
	for i, r := range rows {
		n := at + int64(i)
		if r.Idx != n {
			return &Fault{Leaf: n, Event: r.EventID, What: "a leaf is missing before the next one"}
		}
		if i >= len(events) {
			return &Fault{Leaf: n, Event: r.EventID, What: missing.Error()}
		}
		if got := events[i].Leaf(); got != r.Hash || got != events[i].LeafHash {
			return &Fault{Leaf: n, Event: r.EventID, What: "the event does not give the hash that stands in the ledger: it was changed after it was written"}
		}
		h, err := parseHash(r.Hash)
		if err != nil {
			return &Fault{Leaf: n, Event: r.EventID, What: err.Error()}
		}
		if err := v.tree.add(h); err != nil {
			return err
		}
		v.report.Leaves++
		for _, m := range bySize[v.report.Leaves] {
			root, err := v.tree.root()
			if err != nil {
				return err
			}
			if root != m.root {
				return &Fault{Leaf: n, Event: r.EventID, What: "the leaves up to here do not give the root of " + m.where + ": the log was rewritten at or before this leaf"}
			}
			v.report.Checkpoints++
		}
	}
	return nil
}

func (v *verifier) totals() error {
	total, err := event.Total(v.ctx, v.on)
	if err != nil {
		return err
	}
	n, oldest, err := event.Backlog(v.ctx, v.on)
	if err != nil {
		return err
	}
	v.report.Pending, v.report.Oldest = n, oldest
	if total != v.report.Leaves+n {
		return &Fault{Leaf: -1, What: fmt.Sprintf("%d events, but %d leaves and %d waiting: an event was added past the log", total, v.report.Leaves, n)}
	}
	return nil
}

// memoryTree keeps only the right edge of the tree: enough to give every root.
type memoryTree struct {
	n     int64
	edges []edge
}

type edge struct {
	level int
	hash  tlog.Hash
}

func (t *memoryTree) add(leaf tlog.Hash) error {
	t.edges = append(t.edges, edge{0, leaf})
	for k := len(t.edges); k >= 2 && t.edges[k-1].level == t.edges[k-2].level; k = len(t.edges) {
		h := tlog.NodeHash(t.edges[k-2].hash, t.edges[k-1].hash)
		t.edges = append(t.edges[:k-2], edge{t.edges[k-2].level + 1, h})
	}
	t.n++
	return nil
}

func (t *memoryTree) root() (tlog.Hash, error) {
	if len(t.edges) == 0 {
		return tlog.TreeHash(0, nil)
	}
	h := t.edges[len(t.edges)-1].hash
	for i := len(t.edges) - 2; i >= 0; i-- {
		h = tlog.NodeHash(t.edges[i].hash, h)
	}
	return h, nil
}
