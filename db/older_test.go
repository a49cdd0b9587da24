package db_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"motcua/db"
	"motcua/db/dbtest"
	"motcua/migrations"
)

// older makes a database as a program of that version left it.
func older(t *testing.T, engine, dsn string, version int64, rows ...string) {
	t.Helper()
	dialect, driver := goose.DialectSQLite3, "sqlite"
	if engine == "postgres" {
		dialect, driver = goose.DialectPostgres, "pgx"
	}
	on, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer on.Close()
	fsys, err := migrations.For(engine)
	if err != nil {
		t.Fatal(err)
	}
	p, err := goose.NewProvider(dialect, on, fsys)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(context.Background(), version); err != nil {
		t.Fatal(err)
	}
	for _, q := range rows {
		if _, err := on.Exec(q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
}

// A database with a life behind it gets new keys and loses nothing: the rows, what is
// unique, and that nobody changes them.
func TestAnOlderDatabaseKeepsItsRows(t *testing.T) {
	rows := []string{
		`INSERT INTO event (id, home, kind, subject, seq, act, ver, at, recorded, office, step, official, post, behalf, channel, request, body, secret, salt, leaf_hash)
			VALUES ('e1', 'h', 'dossier', 'd1', 1, 'receive', 1, 10, 11, 'o', 's', 'of', 'p', 'b', 'c', 'r', '{"set":{}}', 'x', 'y', 'z'),
			('e2', 'h', 'dossier', 'd1', 2, 'lapse', 1, 20, 21, '', '', '', '', '', '', '', '{}', '', '', 'w'), ('e3', 'i', 'dossier', 'd1', 1, 'receive', 1, 10, 11, '', '', '', '', '', '', '', '{}', '', '', 'v')`,
		`INSERT INTO dossier_applicant (home, dossier, name, folded, phone, email, address, id_no) VALUES ('h', 'd1', 'Lê Thị Ánh', 'le thi anh', '1', '2', '3', '4')`,
		`INSERT INTO dossier_appointment (home, dossier, n, kind, due_at, limit_end, made_at, made_by, reason) VALUES ('h', 'd1', 1, 'first', 5, 6, 7, 'by', 'why'), ('h', 'd1', 2, 'apology', 8, 9, 10, 'by', 'why')`,
	}
	path := filepath.Join(t.TempDir(), "older.db")
	pg := dbtest.EmptyPostgresURL(t)
	for name, u := range map[string]string{"sqlite": "sqlite://" + path, "postgres": pg} {
		t.Run(name, func(t *testing.T) {
			older(t, name, strings.TrimPrefix(u, "sqlite://"), 203, rows...)
			ctx := context.Background()
			d, err := db.Open(ctx, u)
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			if n, err := d.Migrate(ctx); err != nil || n == 0 {
				t.Fatalf("%d migrations: %v", n, err)
			}
			for q, want := range map[string]string{
				`SELECT id || home || kind || subject || seq || act || ver || at || recorded || office || step || official || post || behalf || channel || request || body || secret || salt || leaf_hash
					FROM event WHERE home = 'h' AND subject = 'd1' ORDER BY seq`: `e1hdossierd11receive11011osofpbcr{"set":{}}xyz e2hdossierd12lapse12021{}w`,
				`SELECT count(*) || '' FROM event`: "3",
				`SELECT home || dossier || name || folded || phone || email || address || id_no FROM dossier_applicant`:                          "hd1Lê Thị Ánhle thi anh1234",
				`SELECT home || dossier || n || kind || due_at || limit_end || made_at || made_by || reason FROM dossier_appointment ORDER BY n`: "hd11first567bywhy hd12apology8910bywhy",
			} {
				if got := strings.Join(texts(t, d, q), " "); got != want {
					t.Errorf("%s\ngives %s\nwant  %s", q, got, want)
				}
			}
			for q, why := range map[string]string{
				`INSERT INTO event SELECT 'e9', home, kind, subject, seq, act, ver, at, recorded, office, step, official, post, behalf, channel, request, body, secret, salt, leaf_hash FROM event WHERE id = 'e1'`: "the second event of a number",
				`INSERT INTO dossier_applicant SELECT * FROM dossier_applicant`:                                                            "the second applicant",
				`INSERT INTO dossier_appointment SELECT home, dossier, 1, 'second', 0, 0, 0, '', '' FROM dossier_appointment WHERE n = 1`:  "the second appointment of a number",
				`INSERT INTO dossier_appointment SELECT home, dossier, 3, 'apology', 0, 0, 0, '', '' FROM dossier_appointment WHERE n = 1`: "the second appointment by apology",
			} {
				if err := exec(d, q); !db.IsUnique(err) {
					t.Errorf("%s: %v", why, err)
				}
			}
			frozen(t, d, `UPDATE event SET body = '' WHERE id = 'e1'`)
			frozen(t, d, `DELETE FROM event WHERE id = 'e1'`)
			frozen(t, d, `UPDATE dossier_appointment SET due_at = 99`)
			frozen(t, d, `DELETE FROM dossier_appointment`)
			if name == "sqlite" {
				frozen(t, d, `INSERT OR REPLACE INTO event SELECT * FROM event WHERE id = 'e1'`)
			}
		})
	}
}
