package city_test

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"motcua/access"
	"motcua/city"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/office"
	"motcua/procedure"
	"motcua/process"
)

// PRI-9: a draft of a process that cannot be read closes neither the city nor the list: the
// others stand on it, the city says that it is not ready and names the row, and it is ready
// again as soon as the row is mended.
func TestPRI_9_ABrokenDraftIsSetAside(t *testing.T) {
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			dir, ctx, log := t.TempDir(), context.Background(), &diary{}
			cfg := city.Config{DB: "sqlite://" + filepath.Join(dir, "city.db"), Data: filepath.Join(dir, "data"), Log: slog.New(slog.NewTextHandler(log, nil))}
			if engine == "postgres" {
				cfg.DB = dbtest.PostgresURL(t)
			}
			c, err := city.Open(ctx, cfg)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Furnish(ctx); err != nil {
				t.Fatal(err)
			}
			bad, good := submitted(t, c, "1.001193"), submitted(t, c, "1.004746")
			whole := ""
			if err := c.Store.Read().QueryRowContext(ctx, `SELECT doc FROM process_version WHERE id = $1`, bad.ID).Scan(&whole); err != nil {
				t.Fatal(err)
			}
			writes(t, c, bad.ID, "{}")
			standing := func(c *city.City) {
				t.Helper()
				if all, err := c.Processes.In(ctx, process.Submitted); err != nil || len(all) != 1 || all[0].ID != good.ID {
					t.Errorf("the list: %v %v", all, err)
				}
				notReady(t, readyOf(t, c), "processes", bad.ID)
			}
			standing(c)
			if err := c.Close(); err != nil {
				t.Fatal(err)
			}
			again, err := city.Open(ctx, cfg)
			if err != nil {
				t.Fatalf("one bad draft closes the city: %v", err)
			}
			defer again.Close()
			if !strings.Contains(log.said(), "set aside") || !strings.Contains(log.said(), bad.ID) {
				t.Errorf("the log does not say why: %s", log.said())
			}
			ask := readyOf(t, again)
			notReady(t, ask, "processes", bad.ID) // before anybody opened the list
			standing(again)
			writes(t, again, bad.ID, whole)
			if code, said := ask("127.0.0.1:9"); code != 200 {
				t.Errorf("put right: %d %s", code, said)
			}
		})
	}
}

// writes puts a text into the row of a version past the program.
func writes(t *testing.T, c *city.City, id, doc string) {
	t.Helper()
	err := c.Store.Update(context.Background(), func(tx db.Tx) error {
		_, err := tx.ExecContext(tx.Ctx, `UPDATE process_version SET doc = $1 WHERE id = $2`, doc, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// submitted drafts the process that is derived for a procedure and submits it.
func submitted(t *testing.T, c *city.City, code string) process.Version {
	t.Helper()
	ctx, today := context.Background(), c.Postings.Today()
	who := access.Who{Official: "lan", Post: "lan", Role: "officer", Channel: "page"}
	for _, o := range c.Offices.Tree().On(today) {
		if o.Kind == office.Department {
			who.Office = o.ID
		}
	}
	target, ok := c.Procedures.InForce(code, today)
	if !ok {
		t.Fatalf("%s is not in force", code)
	}
	v, err := c.Processes.Begin(ctx, who, target, process.From(target.ProcessFor(procedure.InPerson)))
	if err == nil {
		v, err = c.Processes.Do(ctx, who, v.ID, process.Submit{})
	}
	if err != nil {
		t.Fatal(err)
	}
	return v
}
