package city_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"motcua/city"
	"motcua/db"
	"motcua/db/dbtest"
)

// diary is a log that is read while it is written.
type diary struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write notes.
func (d *diary) Write(b []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.text.Write(b)
}

func (d *diary) said() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.text.String()
}

// brokenRows are rows as a bad disk or a strange hand leaves them. closes says that a city
// refuses to open over one: without it dossiers would follow other rules than were approved.
var brokenRows = []struct {
	says, check, names string
	closes             bool
	sql                []string
}{
	{"a version of a procedure cut off", "catalogue", "9.999001", false, procedureRow(`{"code": "9.999001", "name_vi`)},
	{"a version of a procedure that is nothing", "catalogue", "9.999001", false, procedureRow(`null`)},
	{"a version of a procedure that is a list", "catalogue", "9.999001", false, procedureRow(`[]`)},
	{"a version of a procedure without content", "catalogue", "9.999001", false, procedureRow(``)},
	{"an approved process cut off", "renewal", "broken-process", true, processRow(`{"id": "broken-process", "code`)},
	{"an approved process that is nothing", "renewal", "broken-process", true, processRow(`null`)},
	{"a form cut off", "renewal", "broken-form", true, formRow(`{"title": `)},
	{"a form that is nothing", "renewal", "broken-form", true, formRow(`null`)},
}

func procedureRow(body string) []string {
	return []string{`INSERT INTO procedure_version (id, code, no, ord, valid_from, valid_to, body) VALUES ('broken', '9.999001', 1, 999999, '2019-01-06', '', '` + body + `')`,
		`UPDATE procedure_state SET revision = revision + 1`}
}

func processRow(doc string) []string {
	return []string{`INSERT INTO process_version (id, code, no, seq, state, since, doc) VALUES ('broken-process', '1.001193', 99, 1, 'approved', '2019-01-06', '` + doc + `')`}
}

func formRow(body string) []string {
	return []string{`INSERT INTO form_body (hash, body) VALUES ('h', '` + body + `')`,
		`INSERT INTO form_version (id, procedure, no, valid_from, hash, note, author, made_at) VALUES ('broken-form', '1.001193', 99, '2019-01-06', 'h', '', '', 0)`}
}

// A row that cannot be read: the program says that it is not ready, with the row in its log
// and on the page of those who run it, and it neither panics nor goes on in silence.
func TestABrokenRowIsNotReadyWithItsReason(t *testing.T) {
	for _, engine := range []string{"sqlite", "postgres"} {
		for _, row := range brokenRows {
			t.Run(engine+"/"+row.says, func(t *testing.T) {
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
				ask := readyOf(t, c)
				if code, said := ask("127.0.0.1:9"); code != 200 {
					t.Fatalf("a whole city: %d %s", code, said)
				}
				if err := c.Store.Update(ctx, func(tx db.Tx) error {
					for _, q := range row.sql {
						if _, err := tx.ExecContext(tx.Ctx, q); err != nil {
							return err
						}
					}
					return nil
				}); err != nil {
					t.Fatal(err)
				}
				_, renewed := c.Renew(ctx)
				if (renewed != nil) != row.closes {
					t.Errorf("renewal: %v", renewed)
				}
				notReady(t, ask, row.check, row.names)
				if !strings.Contains(log.said(), row.names) || !strings.Contains(log.said(), "not ready") {
					t.Errorf("the log does not say why: %s", log.said())
				}
				if err := c.Close(); err != nil {
					t.Fatal(err)
				}
				again, err := city.Open(ctx, cfg)
				if row.closes {
					if err == nil || !strings.Contains(err.Error(), row.names) {
						t.Errorf("opened over %s: %v", row.says, err)
					}
					return
				}
				if err != nil {
					t.Fatalf("one bad row closes the city: %v", err)
				}
				defer again.Close()
				notReady(t, readyOf(t, again), row.check, row.names)
			})
		}
	}
}

// readyOf asks a city whether it is ready, as somebody at an address.
func readyOf(t *testing.T, c *city.City) func(from string) (int, string) {
	t.Helper()
	srv, _, err := c.Serve(city.Serving{Addr: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	return func(from string) (int, string) {
		r, w := httptest.NewRequest("GET", "/readyz", nil), httptest.NewRecorder()
		r.RemoteAddr = from
		srv.Handler().ServeHTTP(w, r)
		return w.Code, fmt.Sprint(w.Body)
	}
}

func notReady(t *testing.T, ask func(string) (int, string), check, names string) {
	t.Helper()
	if code, said := ask("127.0.0.1:9"); code != 503 || !strings.Contains(said, check+": ") || !strings.Contains(said, names) {
		t.Errorf("%d %s, want 503 with %s and %s", code, said, check, names)
	}
	if code, said := ask("203.0.113.7:9"); code != 503 || strings.Contains(said, names) {
		t.Errorf("a stranger learns %d %s", code, said)
	}
}
