package db_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"testing"

	"motcua/db"
	"motcua/db/dbtest"
)

// The role that runs the program reads and writes rows; what guards the log belongs to
// the role that migrates (docs/house.md 6).
func TestRunRoleChangesRowsAndNothingElse(t *testing.T) {
	ctx := context.Background()
	owner := dbtest.EmptyPostgresURL(t)
	open := func(t *testing.T, u string) *db.DB {
		t.Helper()
		d, err := db.Open(ctx, u)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	d := open(t, owner)
	defer d.Close()
	if _, err := d.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	role := fmt.Sprintf("run_%d", os.Getpid())
	exec := func(on *db.DB, q string) error {
		return on.Update(ctx, func(tx db.Tx) error { _, err := tx.ExecContext(tx.Ctx, q); return err })
	}
	if err := d.Grant(ctx, "nobody_"+role); err == nil {
		t.Fatal("a role that is not there was given rights")
	}
	if err := exec(d, "CREATE ROLE "+role+" LOGIN PASSWORD 'x'"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		o := open(t, owner)
		defer o.Close()
		for _, q := range []string{"DROP OWNED BY " + role, "DROP ROLE " + role} {
			if err := exec(o, q); err != nil {
				t.Error(err)
			}
		}
	})
	if err := d.Grant(ctx, role); err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(owner)
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.UserPassword(role, "x")
	run := open(t, u.String())
	defer run.Close()
	if n, err := run.Migrate(ctx); n != 0 || err != nil {
		t.Fatalf("start on a schema that is up to date: %d, %v", n, err)
	}
	if err := exec(run, "INSERT INTO setting (name, value) VALUES ('a', 'b')"); err != nil {
		t.Fatalf("writing a row: %v", err)
	}
	for _, q := range []string{"ALTER TABLE event DISABLE TRIGGER ALL", "DROP TABLE event", "CREATE TABLE mine (a TEXT)", "TRUNCATE event", "ALTER TABLE dossier ADD COLUMN late TEXT"} {
		if err := exec(run, q); err == nil {
			t.Errorf("the running role did: %s", q)
		}
	}
	lite := dbtest.SQLite(t)
	if lite.Grant(ctx, role) == nil {
		t.Error("SQLite has no roles, and Grant said nothing")
	}
}
