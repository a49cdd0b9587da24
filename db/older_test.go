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

// lived is what the older program left.
var lived = []string{
	`INSERT INTO event (id, home, kind, subject, seq, act, ver, at, recorded, office, step, official, post, behalf, channel, request, body, secret, salt, leaf_hash)
			VALUES ('e1', 'h', 'dossier', 'd1', 1, 'receive', 1, 10, 11, 'o', 's', 'of', 'p', 'b', 'c', 'r', '{"set":{}}', 'x', 'y', 'z'),
			('e2', 'h', 'dossier', 'd1', 2, 'lapse', 1, 20, 21, '', '', '', '', '', '', '', '{}', '', '', 'w'), ('e3', 'i', 'dossier', 'd1', 1, 'receive', 1, 10, 11, '', '', '', '', '', '', '', '{}', '', '', 'v')`,
	`INSERT INTO dossier_applicant (home, dossier, name, folded, phone, email, address, id_no) VALUES ('h', 'd1', 'Lê Thị Ánh', 'le thi anh', '1', '2', '3', '4')`,
	`INSERT INTO dossier_appointment (home, dossier, n, kind, due_at, limit_end, made_at, made_by, reason) VALUES ('h', 'd1', 1, 'first', 5, 6, 7, 'by', 'why'), ('h', 'd1', 2, 'apology', 8, 9, 10, 'by', 'why')`,
	`INSERT INTO event_pending (event_id, recorded, leaf_hash) VALUES ('e2', 21, 'w'), ('e1', 11, 'z')`,
	`INSERT INTO event_private (event_id, salt, body) VALUES ('e1', 's', '{"name":"Ánh"}')`,
	`INSERT INTO leaf (idx, event_id, hash) VALUES (1, 'e3', 'v'), (0, 'e0', 'u')`,
	`INSERT INTO duty (subject, kind, home, due_at, done_at) VALUES ('d1', 'k', 'h', 5, 0), ('d0', 'k', 'h', 6, 7)`,
	`INSERT INTO dossier_series (home, name, period, n) VALUES ('h', 'receipt', '2019', 41), ('a', 'code', '2019-06-03', 1)`,
	`INSERT INTO book_year (home, year, seq, locked_at, doc) VALUES ('h', 2018, 1, 9, '{}')`,
	`INSERT INTO dossier_book (home, kind, year, n, dossier, issued_at, dossier_home) VALUES ('h', 'receipt', 2019, 41, 'd1', 7, 'h'), ('h', 'receipt', 2019, 40, 'd0', 6, '')`,
	`INSERT INTO intake_mark (home, kind, at, dossier, seq, code, competent, slow, violates, lines, bases) VALUES ('h', 'receive', 7, 'd1', 1, 'c', 'o', TRUE, FALSE, 2, 3)`,
	`INSERT INTO rollup_cell (office, day, measure, procedure, channel, n) VALUES ('o', '2019-06-03', 'received', 'p', 1, 5)`,
	`INSERT INTO rollup_open (office, hour, procedure, letter, n) VALUES ('o', 8, 'p', 0, 4)`,
}

// A database with a life behind it gets new keys, on SQLite, and loses nothing: the rows,
// what is unique, the indexes, and that nobody changes them.
func TestAnOlderDatabaseKeepsItsRows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "older.db")
	pg := dbtest.EmptyPostgresURL(t)
	for name, u := range map[string]string{"sqlite": "sqlite://" + path, "postgres": pg} {
		t.Run(name, func(t *testing.T) {
			older(t, name, strings.TrimPrefix(u, "sqlite://"), 203, lived...)
			ctx := context.Background()
			d, err := db.Open(ctx, u)
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			if n, err := d.Migrate(ctx); err != nil || n == 0 && name == "sqlite" {
				t.Fatalf("%d migrations: %v", n, err)
			}
			for q, want := range map[string]string{
				`SELECT id || home || kind || subject || seq || act || ver || at || recorded || office || step || official || post || behalf || channel || request || body || secret || salt || leaf_hash
					FROM event WHERE home = 'h' AND subject = 'd1' ORDER BY seq`: `e1hdossierd11receive11011osofpbcr{"set":{}}xyz e2hdossierd12lapse12021{}w`,
				`SELECT count(*) || '' FROM event`: "3",
				`SELECT home || dossier || name || folded || phone || email || address || id_no FROM dossier_applicant`:                           "hd1Lê Thị Ánhle thi anh1234",
				`SELECT home || dossier || n || kind || due_at || limit_end || made_at || made_by || reason FROM dossier_appointment ORDER BY n`:  "hd11first567bywhy hd12apology8910bywhy",
				`SELECT event_id || recorded || leaf_hash FROM event_pending ORDER BY recorded`:                                                   "e111z e221w",
				`SELECT event_id || salt || body FROM event_private`:                                                                              `e1s{"name":"Ánh"}`,
				`SELECT idx || event_id || hash FROM leaf ORDER BY idx`:                                                                           "0e0u 1e3v",
				`SELECT subject || kind || home || due_at || done_at FROM duty ORDER BY subject`:                                                  "d0kh67 d1kh50",
				`SELECT home || name || period || n FROM dossier_series ORDER BY home`:                                                            "acode2019-06-031 hreceipt201941",
				`SELECT home || kind || year || n || dossier || issued_at || dossier_home FROM dossier_book ORDER BY n`:                           "hreceipt201940d06 hreceipt201941d17h",
				`SELECT home || kind || at || dossier || seq || code || competent || lines || bases FROM intake_mark WHERE slow AND NOT violates`: "hreceive7d11co23",
				`SELECT office || day || measure || procedure || channel || n FROM rollup_cell`:                                                   "o2019-06-03receivedp15",
				`SELECT office || hour || procedure || letter || n FROM rollup_open`:                                                              "o8p04",
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
				`INSERT INTO leaf (idx, event_id, hash) VALUES (7, 'e3', 'v')`:                                                             "the second leaf of an event",
				`INSERT INTO leaf (idx, event_id, hash) VALUES (1, 'e7', 'v')`:                                                             "the second leaf of a place",
				`INSERT INTO event_private (event_id, salt, body) VALUES ('e1', '', '')`:                                                   "what is private said twice",
				`INSERT INTO dossier_book SELECT home, kind, year, n, 'd7', 1, '' FROM dossier_book`:                                       "the second line of a number",
			} {
				if err := exec(d, q); !db.IsUnique(err) {
					t.Errorf("%s: %v", why, err)
				}
			}
			if name == "sqlite" {
				const want = "dossier_namesakes dossier_one_apology duty_due event_board"
				if got := strings.Join(texts(t, d, `SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
					AND tbl_name IN ('event', 'leaf', 'duty', 'dossier_applicant', 'dossier_appointment', 'dossier_book') ORDER BY name`), " "); got != want {
					t.Errorf("indexes %s, want %s", got, want)
				}
			}
			frozen(t, d, `UPDATE event SET body = '' WHERE id = 'e1'`)
			frozen(t, d, `DELETE FROM event WHERE id = 'e1'`)
			frozen(t, d, `UPDATE dossier_appointment SET due_at = 99`)
			frozen(t, d, `DELETE FROM dossier_appointment`)
			frozen(t, d, `INSERT INTO dossier_book (home, kind, year, n, dossier, issued_at, dossier_home) VALUES ('h', 'receipt', 2018, 99, 'd1', 7, 'h')`)
			for _, table := range []string{"leaf", "dossier_book", "intake_mark"} {
				frozen(t, d, `DELETE FROM `+table)
			}
			frozen(t, d, `UPDATE leaf SET hash = ''`)
			frozen(t, d, `UPDATE dossier_book SET n = n + 100`)
			frozen(t, d, `UPDATE intake_mark SET lines = 0`)
			if name == "sqlite" {
				for _, table := range []string{"event", "leaf", "dossier_book", "dossier_appointment", "intake_mark"} {
					frozen(t, d, `INSERT OR REPLACE INTO `+table+` SELECT * FROM `+table)
				}
			}
		})
	}
}
