package event

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"motcua/clock"
	"motcua/db"
)

// Follower keeps something of its own in step with the events: it writes only
// its own tables and does no I/O. It runs inside the act's transaction.
type Follower func(tx db.Tx, e Event) error

// Log appends events.
type Log struct {
	ids       *clock.IDs
	followers []Follower
}

// NewLog makes a log that draws ids and salts from ids and calls the followers
// in order. Followers are given once, at start.
func NewLog(ids *clock.IDs, followers ...Follower) *Log {
	return &Log{ids: ids, followers: followers}
}

// Follow adds followers; call it before the first Append only.
func (l *Log) Follow(f ...Follower) { l.followers = append(l.followers, f...) }

// Append writes e with its salt and leaf, its personal part aside, and runs the
// followers. It fills ID, Salt, Secret and LeafHash. A second event with the same
// subject and seq is refused by the database: somebody was faster.
func (l *Log) Append(tx db.Tx, e Event) (Event, error) {
	if e.ID == "" {
		e.ID = l.ids.New()
	}
	e.Salt = hex.EncodeToString(l.ids.Bytes(16))
	q := New(tx)
	if e.Private != "" {
		salt := hex.EncodeToString(l.ids.Bytes(16))
		e.Secret = Commit(salt, e.Private)
		if err := q.InsertPrivate(tx.Ctx, InsertPrivateParams{EventID: e.ID, Salt: salt, Body: e.Private}); err != nil {
			return e, fmt.Errorf("event: private part: %w", err)
		}
	}
	e.LeafHash = e.Leaf()
	if err := q.InsertEvent(tx.Ctx, InsertEventParams{ID: e.ID, Home: e.Home, Kind: e.Kind, Subject: e.Subject, Seq: e.Seq,
		Act: e.Act, Ver: e.Ver, At: e.At, Recorded: e.Recorded, Office: e.Office, Step: e.Step, Official: e.Official,
		Post: e.Post, Behalf: e.Behalf, Channel: e.Channel, Request: e.Request, Body: e.Body, Secret: e.Secret,
		Salt: e.Salt, LeafHash: e.LeafHash}); err != nil {
		if db.IsUnique(err) {
			return e, db.ErrStale
		}
		return e, fmt.Errorf("event: %w", err)
	}
	if err := q.InsertPending(tx.Ctx, InsertPendingParams{EventID: e.ID, Recorded: e.Recorded, LeafHash: e.LeafHash}); err != nil {
		return e, fmt.Errorf("event: %w", err)
	}
	for _, f := range l.followers {
		if err := f(tx, e); err != nil {
			return e, err
		}
	}
	return e, nil
}

// Directory is the home of what happens to the city itself: its offices, people,
// accounts and calendar.
const Directory = "directory"

// Note appends an event of the directory after the newest of its subject. A second
// writer at once is refused by the database and runs again.
func (l *Log) Note(tx db.Tx, e Event) error {
	seq, err := New(tx).LastSeq(tx.Ctx, LastSeqParams{Home: Directory, Subject: e.Subject})
	if err != nil {
		return fmt.Errorf("event: %w", err)
	}
	e.Home, e.Seq, e.Ver = Directory, seq+1, 1
	_, err = l.Append(tx, e)
	return err
}

// Book is where those who keep the directory write what they did, at the civil moment.
type Book struct {
	Log   *Log
	Civil clock.Clock
}

// Writing is Write as a step of somebody else's transaction.
func (b Book) Writing(e Event, body, private any) func(db.Tx) error {
	return func(tx db.Tx) error { return b.Write(tx, e, body, private) }
}

// Write appends e to the directory; body and private are written as JSON, nil is none.
func (b Book) Write(tx db.Tx, e Event, body, private any) error {
	e.At = clock.Micros(b.Civil.Now())
	e.Recorded = e.At
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	e.Body = string(raw)
	if private != nil {
		if raw, err = json.Marshal(private); err != nil {
			return err
		}
		e.Private = string(raw)
	}
	return b.Log.Note(tx, e)
}

// Load reads the events of a subject in order, with their personal parts where
// they have not been erased.
func Load(ctx context.Context, on db.DBTX, home, subject string) ([]Event, error) {
	out, err := Facts(ctx, on, home, subject)
	if err != nil {
		return nil, err
	}
	private, err := New(on).PrivateOfSubject(ctx, PrivateOfSubjectParams{Home: home, Subject: subject})
	if err != nil {
		return nil, fmt.Errorf("event: %w", err)
	}
	by := make(map[string]string, len(private))
	for _, p := range private {
		by[p.EventID] = p.Body
	}
	for i := range out {
		out[i].Private = by[out[i].ID]
	}
	return out, nil
}

// Subjects lists what has events of a kind: for checks of the whole log.
func Subjects(ctx context.Context, on db.DBTX, home, kind string) ([]string, error) {
	out, err := New(on).SubjectsOfKind(ctx, SubjectsOfKindParams{Home: home, Kind: kind})
	if err != nil {
		return nil, fmt.Errorf("event: %w", err)
	}
	return out, nil
}

// Facts reads the events of a subject in order, without their personal parts.
func Facts(ctx context.Context, on db.DBTX, home, subject string) ([]Event, error) {
	rows, err := New(on).OfSubject(ctx, OfSubjectParams{Home: home, Subject: subject})
	if err != nil {
		return nil, fmt.Errorf("event: %w", err)
	}
	out := make([]Event, len(rows))
	for i, r := range rows {
		out[i] = fromRow(r)
	}
	return out, nil
}

// ByIDs reads events in the order of ids; one that is not there is an error,
// because nothing may remove an event.
func ByIDs(ctx context.Context, on db.DBTX, ids []string) ([]Event, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := New(on).ByIDs(ctx, string(list))
	if err != nil {
		return nil, fmt.Errorf("event: %w", err)
	}
	by := make(map[string]EventRecord, len(rows))
	for _, r := range rows {
		by[r.ID] = r
	}
	out := make([]Event, 0, len(ids))
	for _, id := range ids {
		r, ok := by[id]
		if !ok {
			return out, fmt.Errorf("event: %s is missing from the log", id)
		}
		out = append(out, fromRow(r))
	}
	return out, nil
}

// Waiting is a leaf that has no index yet.
type Waiting struct{ ID, LeafHash string }

// TakePending removes up to most waiting leaves from the queue and gives them,
// oldest first. The ledger calls it in the transaction that gives them an index.
func TakePending(tx db.Tx, most int) ([]Waiting, error) {
	q := New(tx)
	rows, err := q.Pending(tx.Ctx, int32(most))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	ids := make([]string, len(rows))
	out := make([]Waiting, len(rows))
	for i, r := range rows {
		ids[i] = r.EventID
		out[i] = Waiting{ID: r.EventID, LeafHash: r.LeafHash}
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	n, err := q.DropPending(tx.Ctx, string(list))
	if err != nil {
		return nil, fmt.Errorf("event: %w", err)
	}
	if n != int64(len(rows)) {
		return nil, db.ErrStale
	}
	return out, nil
}

// Backlog says how many events have no leaf index yet and when the oldest of
// them was recorded (0 when none).
func Backlog(ctx context.Context, on db.DBTX) (n, oldest int64, err error) {
	r, err := New(on).OldestPending(ctx)
	return r.N, r.Recorded, err
}

// Total is the number of events in the log.
func Total(ctx context.Context, on db.DBTX) (int64, error) { return New(on).Count(ctx) }

func fromRow(r EventRecord) Event {
	return Event{ID: r.ID, Home: r.Home, Kind: r.Kind, Subject: r.Subject, Seq: r.Seq, Act: r.Act, Ver: r.Ver, At: r.At,
		Recorded: r.Recorded, Office: r.Office, Step: r.Step, Official: r.Official, Post: r.Post, Behalf: r.Behalf,
		Channel: r.Channel, Request: r.Request, Body: r.Body, Secret: r.Secret, Salt: r.Salt, LeafHash: r.LeafHash}
}
