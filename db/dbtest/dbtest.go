package dbtest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"motcua/clock"
	"motcua/db"
	"motcua/migrations"
)

// Each runs fn on a fresh database of each engine.
func Each(t *testing.T, fn func(t *testing.T, d *db.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { fn(t, Postgres(t)) })
}

// SQLite gives a fresh, migrated SQLite database.
func SQLite(t testing.TB) *db.DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "motcua.db")
	copyTemplate(t, path)
	return open(t, "sqlite://"+path)
}

// Postgres gives a fresh, migrated PostgreSQL database, dropped at the end.
func Postgres(t testing.TB) *db.DB {
	t.Helper()
	return open(t, PostgresURL(t))
}

// PostgresURL makes a fresh, migrated database and gives its address.
func PostgresURL(t testing.TB) string {
	t.Helper()
	return fresh(t, true)
}

// EmptyPostgresURL makes a fresh database without any table.
func EmptyPostgresURL(t testing.TB) string {
	t.Helper()
	return fresh(t, false)
}

func fresh(t testing.TB, migrated bool) string {
	t.Helper()
	base := os.Getenv("MOTCUA_TEST_PG")
	if base == "" {
		t.Fatal("these tests need a real PostgreSQL: run them through `make test`, or `scripts/with-postgres.sh go test ./…`, or set MOTCUA_TEST_PG=postgres://…/postgres")
	}
	admin := mustSQL(t, base)
	defer admin.Close()
	tmpl := "template0"
	if migrated {
		tmpl = template(t, admin, base)
	}
	name := fmt.Sprintf("t_%d_%d_%d", os.Getpid(), clock.Wall().Now().UnixNano(), serial.Add(1))
	mustExec(t, admin, "CREATE DATABASE "+name+" TEMPLATE "+tmpl)
	t.Cleanup(func() {
		a := mustSQL(t, base)
		defer a.Close()
		mustExec(t, a, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
	})
	return withName(t, base, name)
}

var serial atomic.Int64

func open(t testing.TB, u string) *db.DB {
	t.Helper()
	d, err := db.Open(context.Background(), u)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// copyTemplate migrates one SQLite file for each schema and copies it from then
// on: migrating for each test costs more than most tests.
func copyTemplate(t testing.TB, path string) {
	t.Helper()
	dir := filepath.Join(os.TempDir(), "motcua-test-"+schemaHash(t))
	file := filepath.Join(dir, "template.db")
	if _, err := os.Stat(file); err != nil {
		tmp := filepath.Join(t.TempDir(), "template.db")
		d, err := db.Open(context.Background(), "sqlite://"+tmp)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Migrate(context.Background()); err != nil {
			t.Fatal(err)
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(tmp)
		if err != nil {
			t.Fatal(err)
		}
		part := fmt.Sprintf("%s.%d", file, os.Getpid())
		if err := os.WriteFile(part, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(part, file); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// template makes, once for each schema, the database the others are cloned from.
func template(t testing.TB, admin *sql.DB, base string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	name := "motcua_tmpl_" + schemaHash(t)
	conn, err := admin.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock(20190603)"); err != nil {
		t.Fatal(err)
	}
	defer conn.ExecContext(ctx, "SELECT pg_advisory_unlock(20190603)")
	var there bool
	if err := conn.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate)", name).Scan(&there); err != nil {
		t.Fatal(err)
	}
	if there {
		return name
	}
	mustExec(t, admin, "DROP DATABASE IF EXISTS "+name)
	mustExec(t, admin, "CREATE DATABASE "+name)
	d, err := db.Open(ctx, withName(t, base, name))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	d.Close()
	mustExec(t, admin, "ALTER DATABASE "+name+" IS_TEMPLATE true")
	return name
}

func schemaHash(t testing.TB) string {
	t.Helper()
	h := sha256.New()
	for _, engine := range []string{"postgres", "sqlite"} {
		fsys, err := migrations.For(engine)
		if err != nil {
			t.Fatal(err)
		}
		names, err := fs.Glob(fsys, "*.sql")
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range names {
			data, err := fs.ReadFile(fsys, n)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(h, "%s %d\n", n, len(data))
			h.Write(data)
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}

func withName(t testing.TB, base, name string) string {
	t.Helper()
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + strings.TrimPrefix(name, "/")
	return u.String()
}

func mustSQL(t testing.TB, u string) *sql.DB {
	t.Helper()
	s, err := sql.Open("pgx", u)
	if err != nil {
		t.Fatal(err)
	}
	s.SetMaxOpenConns(2)
	return s
}

func mustExec(t testing.TB, s *sql.DB, q string) {
	t.Helper()
	if _, err := s.Exec(q); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
}
