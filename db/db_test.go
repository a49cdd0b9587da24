package db_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"motcua/db"
	"motcua/db/dbtest"
)

func put(tx db.Tx, name, value string) error {
	_, err := tx.ExecContext(tx.Ctx, "INSERT INTO setting (name, value) VALUES ($2, $1)", value, name)
	return err
}

func count(t *testing.T, d *db.DB) int {
	t.Helper()
	var n int
	if err := d.Read().QueryRowContext(context.Background(), "SELECT count(*) FROM setting").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// 64 writers, 8 cancelled mid-batch, one constraint failure, one panic: exactly
// the other 54 are stored (docs/house.md 6).
func TestUpdateKeepsNeighboursOfAFailure(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		if err := d.Update(context.Background(), func(tx db.Tx) error { return put(tx, "taken", "1") }); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		errs := make([]error, 64)
		for i := range 64 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				ctx, cancel := context.WithCancel(context.Background())
				defer cancel()
				if i < 8 {
					cancel()
				}
				errs[i] = d.Update(ctx, func(tx db.Tx) error {
					if err := put(tx, fmt.Sprint("n", i), "x"); err != nil {
						return err
					}
					switch i {
					case 8:
						return put(tx, "taken", "2")
					case 9:
						panic("a bug")
					}
					return nil
				})
			}()
		}
		wg.Wait()
		for i, err := range errs {
			switch {
			case i < 8 && !errors.Is(err, context.Canceled):
				t.Errorf("writer %d was cancelled before it began: %v", i, err)
			case i == 8 && !db.IsUnique(err):
				t.Errorf("writer 8 must hit the key: %v", err)
			case i == 9 && (err == nil || !strings.Contains(err.Error(), "a bug")):
				t.Errorf("writer 9 must report its panic: %v", err)
			case i > 9 && err != nil:
				t.Errorf("writer %d: %v", i, err)
			}
		}
		if n := count(t, d); n != 55 {
			t.Errorf("%d rows stored, want the one before and 54", n)
		}
	})
}

func TestUpdateMergesCommits(t *testing.T) {
	d := dbtest.SQLite(t)
	var wg sync.WaitGroup
	for w := range 32 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 25 {
				if err := d.Update(context.Background(), func(tx db.Tx) error { return put(tx, fmt.Sprint(w, "-", i), "x") }); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	wg.Wait()
	changes, commits := d.Stats()
	if changes != 800 || commits*4 > changes {
		t.Errorf("%d changes in %d commits: 32 writers must share commits at least four to one", changes, commits)
	}
}

func TestUpdateNumbersArgumentsByName(t *testing.T) {
	// The trap of two SQLite drivers: $2, $1 bound by order of appearance.
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		if err := d.Update(context.Background(), func(tx db.Tx) error { return put(tx, "key", "value") }); err != nil {
			t.Fatal(err)
		}
		var v string
		if err := d.Read().QueryRowContext(context.Background(), "SELECT value FROM setting WHERE name = 'key'").Scan(&v); err != nil || v != "value" {
			t.Fatalf("%q %v", v, err)
		}
	})
}

func TestUpdateRunsAgainOnStale(t *testing.T) {
	d := dbtest.Postgres(t)
	n := 0
	err := d.Update(context.Background(), func(tx db.Tx) error {
		if n++; n < 3 {
			return db.ErrStale
		}
		return put(tx, "third", "time")
	})
	if err != nil || n != 3 || count(t, d) != 1 {
		t.Fatalf("err %v after %d tries", err, n)
	}
}

// Three processes starting together: one applies, the others find nothing left.
func TestMigrateIsSafeWhenThreeStartAtOnce(t *testing.T) {
	urls := map[string]string{"sqlite": "sqlite://" + filepath.Join(t.TempDir(), "m.db"), "postgres": dbtest.EmptyPostgresURL(t)}
	for name, u := range urls {
		t.Run(name, func(t *testing.T) {
			var wg sync.WaitGroup
			applied := make([]int, 3)
			for i := range 3 {
				wg.Add(1)
				go func() {
					defer wg.Done()
					d, err := db.Open(context.Background(), u)
					if err != nil {
						t.Error(err)
						return
					}
					defer d.Close()
					if applied[i], err = d.Migrate(context.Background()); err != nil {
						t.Error(err)
					}
					if ok, err := d.Migrated(context.Background()); err != nil || !ok {
						t.Errorf("migrated %v %v", ok, err)
					}
				}()
			}
			wg.Wait()
			busy := 0
			for _, n := range applied {
				if n > 0 {
					busy++
				}
			}
			if busy != 1 {
				t.Errorf("applied %v: exactly one process must have worked", applied)
			}
		})
	}
}

func TestFrozenTablesRefuse(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		if err := d.Update(ctx, func(tx db.Tx) error {
			_, err := tx.ExecContext(tx.Ctx, `INSERT INTO leaf (idx, event_id, hash) VALUES (0, 'e', 'h')`)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		for _, q := range []string{"UPDATE leaf SET hash = 'x'", "DELETE FROM leaf"} {
			err := d.Update(ctx, func(tx db.Tx) error { _, err := tx.ExecContext(tx.Ctx, q); return err })
			if !db.IsFrozen(err) {
				t.Errorf("%s: %v", q, err)
			}
		}
	})
}

func TestOpenSaysWhatToDo(t *testing.T) {
	dir := t.TempDir()
	bad := filepath.Join(dir, "not-a-database.db")
	if err := os.WriteFile(bad, []byte(strings.Repeat("this is not a database\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for u, want := range map[string]string{
		"":                                   "MOTCUA_DB",
		"mysql://x/y":                        "must begin with sqlite:// or postgres://",
		"sqlite://" + bad:                    "MOTCUA_DB",
		"sqlite:///proc/none/x.db":           "MOTCUA_D",
		"postgres://nobody@127.0.0.1:1/none": "does not answer",
	} {
		d, err := db.Open(context.Background(), u)
		if err == nil {
			d.Close()
			t.Errorf("%q opened", u)
			continue
		}
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want a sentence with %q", u, err, want)
		}
	}
}

// A still view shows one moment: what is committed after its first read is not in it, and
// nothing is written through it.
func TestAStillViewIsOfOneMoment(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		write := func(name string) {
			t.Helper()
			if err := d.Update(ctx, func(tx db.Tx) error { return put(tx, name, "1") }); err != nil {
				t.Fatal(err)
			}
		}
		write("before")
		err := d.Still(ctx, func(view *db.DB) error {
			first := count(t, view)
			write("meanwhile")
			if again := count(t, view); first != 1 || again != 1 {
				t.Errorf("%d, then %d", first, again)
			}
			if err := view.Update(ctx, func(tx db.Tx) error { return put(tx, "through it", "1") }); err == nil {
				t.Error("written through a view")
			}
			return view.Still(ctx, func(same *db.DB) error {
				if n := count(t, same); n != 1 {
					t.Errorf("a view of a view: %d", n)
				}
				return nil
			})
		})
		if err != nil || count(t, d) != 2 {
			t.Errorf("%v, %d afterwards", err, count(t, d))
		}
	})
}
