package ledger_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/event"
	"motcua/ledger"
)

type city struct {
	d    *db.DB
	log  *event.Log
	seq  *ledger.Sequencer
	keys ledger.Keys
}

func given(t *testing.T, d *db.DB) *city {
	t.Helper()
	keys, err := ledger.LoadKeys(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	civil := clock.Fixed(time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone))
	return &city{d: d, keys: keys, log: event.NewLog(clock.SeededIDs(civil, 7)),
		seq: &ledger.Sequencer{DB: d, Keys: keys, Civil: civil, Wall: clock.Wall(), Holder: "a", Witness: t.TempDir(), Log: slog.Default()}}
}

func (c *city) events(t *testing.T, from, to int) []event.Event {
	t.Helper()
	var out []event.Event
	for i := from; i < to; i++ {
		err := c.d.Update(context.Background(), func(tx db.Tx) error {
			e, err := c.log.Append(tx, event.Event{Home: "000.01.26.H29", Kind: "dossier", Subject: fmt.Sprint("d", i), Seq: 1, Act: "receive", Ver: 1,
				At: int64(i), Recorded: int64(i), Body: fmt.Sprintf(`{"n":%d}`, i), Private: `{"name":"Nguyễn Thị Mẫu"}`})
			out = append(out, e)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func (c *city) sequence(t *testing.T) {
	t.Helper()
	if _, err := c.seq.Sequence(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func (c *city) checkpoint(t *testing.T) []byte {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(c.seq.Witness, "checkpoint-*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no checkpoint reached the witness: %v", err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestLogVerifiesAndReceiptStandsAlone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := given(t, d)
		first := c.events(t, 0, 300)
		c.sequence(t)
		old := c.checkpoint(t)
		c.events(t, 300, 700)
		c.sequence(t)
		rep, err := ledger.Verify(context.Background(), d, c.keys, [][]byte{old})
		if err != nil || rep.Leaves != 700 || rep.Checkpoints != 3 || rep.Pending != 0 {
			t.Fatalf("%+v %v", rep, err)
		}
		receipt, cp, err := c.keys.Receipt(context.Background(), d.Read(), first[17].ID)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(receipt), "Nguyễn") {
			t.Error("a receipt must not carry personal values")
		}
		e, err := ledger.VerifyReceipt(receipt, cp, c.keys.Public)
		if err != nil || e.Subject != "d17" {
			t.Fatalf("%v %v", e, err)
		}
		forged := strings.Replace(string(receipt), `{\"n\":17}`, `{\"n\":18}`, 1)
		if _, err := ledger.VerifyReceipt([]byte(forged), cp, c.keys.Public); err == nil {
			t.Error("a forged receipt passed")
		}
		if _, err := ledger.VerifyReceipt(receipt, old, c.keys.Public); err == nil {
			t.Error("a receipt passed with the checkpoint of another size")
		}
	})
}

func TestErasureKeepsTheLogProvable(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := given(t, d)
		es := c.events(t, 0, 5)
		c.sequence(t)
		if err := d.Update(context.Background(), func(tx db.Tx) error {
			_, err := event.New(tx).Erase(tx.Ctx, es[2].ID)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if _, err := ledger.Verify(context.Background(), d, c.keys, nil); err != nil {
			t.Fatal(err)
		}
		got, err := event.Load(context.Background(), d.Read(), es[2].Home, es[2].Subject)
		if err != nil || got[0].Private != "" || got[0].Secret == "" {
			t.Fatalf("%+v %v", got, err)
		}
	})
}

// The insider owns the file: triggers are dropped, rows edited, and the log is
// rebuilt and signed again with the real key.
func TestInsiderIsFound(t *testing.T) {
	breaks := map[string]struct{ sql, want string }{
		"edits an event":              {"UPDATE event SET body = '{\"n\":999}' WHERE subject = 'd40'", "first bad leaf is 40"},
		"edits an event and its leaf": {"UPDATE event SET leaf_hash = '" + strings.Repeat("ab", 32) + "' WHERE subject = 'd41'", "first bad leaf is 41"},
		"removes an event":            {"DELETE FROM event WHERE subject = 'd42'", "first bad leaf is 42"},
		"removes a leaf":              {"DELETE FROM leaf WHERE idx = 43", "first bad leaf is 43"},
		"swaps two leaves":            {"UPDATE leaf SET idx = CASE idx WHEN 44 THEN -45 WHEN 45 THEN -44 END WHERE idx IN (44, 45); UPDATE leaf SET idx = -idx WHERE idx < 0", "first bad leaf is"},
		"cuts the end":                {"DELETE FROM leaf WHERE idx >= 90", "leaves were removed"},
		"adds an event past the log":  {"INSERT INTO event SELECT 'forged', home, kind, subject, 2, act, ver, at, recorded, office, step, official, post, behalf, channel, request, body, secret, salt, leaf_hash FROM event WHERE subject = 'd1'", "added past the log"},
	}
	for name, b := range breaks {
		t.Run(name, func(t *testing.T) {
			d := dbtest.SQLite(t)
			c := given(t, d)
			c.events(t, 0, 100)
			c.sequence(t)
			insider(t, d, b.sql)
			_, err := ledger.Verify(context.Background(), d, c.keys, nil)
			var f *ledger.Fault
			if !errors.As(err, &f) || !strings.Contains(err.Error(), b.want) {
				t.Fatalf("%v, want a fault with %q", err, b.want)
			}
		})
	}
}

func TestInsiderWhoSignsAgainIsFoundFromAnOlderCheckpoint(t *testing.T) {
	d := dbtest.SQLite(t)
	c := given(t, d)
	c.events(t, 0, 100)
	c.sequence(t)
	old := c.checkpoint(t)
	// Rewrite one event with a fitting leaf, forget the tree, and let the real
	// sequencer build and sign everything again.
	es, err := event.Load(context.Background(), d.Read(), "000.01.26.H29", "d40")
	if err != nil {
		t.Fatal(err)
	}
	e := es[0]
	e.Body = `{"n":"on time"}`
	insider(t, d, fmt.Sprintf("UPDATE event SET body = '%s', leaf_hash = '%s' WHERE subject = 'd40'", e.Body, e.Leaf()),
		"INSERT INTO event_pending SELECT l.event_id, l.idx, e.leaf_hash FROM leaf l JOIN event e ON e.id = l.event_id", "DELETE FROM leaf", "DELETE FROM ledger_page", "DELETE FROM checkpoint")
	c.sequence(t)
	if _, err := ledger.Verify(context.Background(), d, c.keys, nil); err != nil {
		t.Fatalf("the rewritten log is consistent in itself: %v", err)
	}
	_, err = ledger.Verify(context.Background(), d, c.keys, [][]byte{old})
	var f *ledger.Fault
	if !errors.As(err, &f) || !strings.Contains(f.What, "older checkpoint") {
		t.Fatalf("%v, want the older checkpoint to contradict", err)
	}
}

func TestOneSequencerHoldsTheLease(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := given(t, d)
		c.events(t, 0, 10)
		c.sequence(t)
		c.events(t, 10, 20)
		other := &ledger.Sequencer{DB: d, Keys: c.keys, Civil: c.seq.Civil, Wall: c.seq.Wall, Holder: "b", Log: slog.Default()}
		if n, err := other.Sequence(context.Background()); n != 0 || err != nil {
			t.Fatalf("b took %d leaves while a holds the lease: %v", n, err)
		}
		c.sequence(t)
		if rep, err := ledger.Verify(context.Background(), d, c.keys, nil); err != nil || rep.Leaves != 20 {
			t.Fatalf("%+v %v", rep, err)
		}
	})
}

func insider(t *testing.T, d *db.DB, stmts ...string) {
	t.Helper()
	raw, err := sql.Open("sqlite", "file:"+d.Path()+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	for _, q := range append([]string{"DROP TRIGGER event_no_update", "DROP TRIGGER event_no_delete", "DROP TRIGGER leaf_no_update",
		"DROP TRIGGER leaf_no_delete", "DROP TRIGGER checkpoint_no_delete"}, stmts...) {
		if _, err := raw.Exec(q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
}

// Somebody who acts while the log is verified is no forgery: events are added and get their
// leaves all the time.
func TestARunningCityVerifies(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := given(t, d)
		c.events(t, 0, 50)
		c.sequence(t)
		// Each look lets a few more acts in, while it looks: a city as fast as the machine
		// would outgrow any verification.
		more, done := make(chan struct{}, 8), make(chan error, 1)
		go func() {
			n := 50
			for range more {
				err := d.Update(context.Background(), func(tx db.Tx) error {
					_, err := c.log.Append(tx, event.Event{Home: "000.01.26.H29", Kind: "dossier", Subject: fmt.Sprint("d", n), Seq: 1, Act: "receive", Ver: 1, At: int64(n), Recorded: int64(n), Body: "{}"})
					return err
				})
				if n++; err == nil && n%3 == 0 {
					_, err = c.seq.Sequence(context.Background())
				}
				if err != nil {
					done <- err
					for range more {
					}
					return
				}
			}
			done <- nil
		}()
		for range 300 {
			for range cap(more) - len(more) {
				more <- struct{}{}
			}
			if _, err := ledger.Verify(context.Background(), d, c.keys, nil); err != nil {
				t.Errorf("a running city: %v", err)
				break
			}
		}
		close(more)
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	})
}
