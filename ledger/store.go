package ledger

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/db"
	"motcua/event"
	"motcua/refusal"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Receipt proves to anybody, without the database, that an event is in the log.
type Receipt struct {
	Event     event.Event `json:"event"`
	Index     int64       `json:"index"`
	Size      int64       `json:"size"`
	Proof     []tlog.Hash `json:"proof"`
	PublicKey string      `json:"public_key"`
}

// Receipt makes the proof of an event against the newest checkpoint and gives
// that checkpoint, signed. An event younger than a second may have none yet.
func (k Keys) Receipt(ctx context.Context, on db.DBTX, eventID string) (receipt, checkpoint []byte, err error) {
	q := New(on)
	leaf, err := q.LeafOf(ctx, eventID)
	if db.IsMissing(err) {
		return nil, nil, refusal.Missing("Chứng cứ của sự kiện này chưa có trong sổ. Vui lòng tải lại sau vài giây.")
	}
	if err != nil {
		return nil, nil, fmt.Errorf("ledger: %w", err)
	}
	row, err := q.LatestCheckpoint(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("ledger: %w", err)
	}
	events, err := event.ByIDs(ctx, on, []string{eventID})
	if err != nil {
		return nil, nil, err
	}
	proof, err := tlog.ProveRecord(row.Size, leaf.Idx, newPages(ctx, on))
	if err != nil {
		return nil, nil, fmt.Errorf("ledger: proof: %w", err)
	}
	receipt, err = json.MarshalIndent(Receipt{Event: events[0], Index: leaf.Idx, Size: row.Size, Proof: proof, PublicKey: k.Public}, "", " ")
	return receipt, []byte(row.Note), err
}

// VerifyReceipt checks a receipt against a checkpoint file, without a database.
// The receipt names the key; trusted, when given, must be the same.
func VerifyReceipt(receipt, checkpoint []byte, trusted string) (event.Event, error) {
	var r Receipt
	if err := json.Unmarshal(receipt, &r); err != nil {
		return event.Event{}, fmt.Errorf("ledger: the receipt cannot be read: %w", err)
	}
	if trusted != "" && trusted != r.PublicKey {
		return event.Event{}, fmt.Errorf("ledger: the receipt names another key than the trusted one")
	}
	v, err := note.NewVerifier(r.PublicKey)
	if err != nil {
		return event.Event{}, fmt.Errorf("ledger: the receipt names no usable key: %w", err)
	}
	cp, err := ParseCheckpoint(checkpoint, v)
	if err != nil {
		return event.Event{}, err
	}
	if cp.Size != r.Size {
		return event.Event{}, fmt.Errorf("ledger: the receipt belongs to a checkpoint of %d leaves, this one has %d", r.Size, cp.Size)
	}
	h, err := parseHash(r.Event.Leaf())
	if err != nil {
		return event.Event{}, err
	}
	if err := tlog.CheckRecord(r.Proof, cp.Size, cp.Root, r.Index, h); err != nil {
		return event.Event{}, fmt.Errorf("ledger: the event of this receipt is not in the log of the checkpoint: %w", err)
	}
	return r.Event, nil
}

// Place is where an event stands in the ledger; ok is false while the sequencer has not
// given it its place yet.
func Place(ctx context.Context, on db.DBTX, eventID string) (idx int64, ok bool, err error) {
	leaf, err := New(on).LeafOf(ctx, eventID)
	if db.IsMissing(err) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, fmt.Errorf("ledger: place of %s: %w", eventID, err)
	}
	return leaf.Idx, true, nil
}

// Next gives the events behind the cursor name, in leaf order, at most most, and
// the index to move the cursor to when they are dealt with.
func Next(ctx context.Context, on db.DBTX, name string, most int) ([]event.Event, int64, error) {
	q := New(on)
	at, err := q.Cursor(ctx, name)
	if err != nil && !db.IsMissing(err) {
		return nil, 0, fmt.Errorf("ledger: cursor %s: %w", name, err)
	}
	rows, err := q.Leaves(ctx, LeavesParams{FromIdx: at, Most: int32(most)})
	if err != nil || len(rows) == 0 {
		return nil, at, err
	}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.EventID
	}
	events, err := event.ByIDs(ctx, on, ids)
	return events, rows[len(rows)-1].Idx + 1, err
}

// Move records that everything before idx was dealt with under this name.
func Move(tx db.Tx, name string, idx int64) error {
	return New(tx).MoveCursor(tx.Ctx, MoveCursorParams{Name: name, Idx: idx})
}

// Head is the size of the newest checkpoint and when it was signed; 0 before the first.
func Head(ctx context.Context, on db.DBTX) (size, at int64, err error) {
	c, err := New(on).LatestCheckpoint(ctx)
	if db.IsMissing(err) {
		return 0, 0, nil
	}
	return c.Size, c.At, err
}
