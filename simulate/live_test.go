package simulate_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"motcua/city"
	"motcua/clock"
	"motcua/db/dbtest"
	"motcua/simulate"
)

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, clock.Zone)
	if err != nil {
		panic(err)
	}
	return t
}

func open(t testing.TB, url string, seed uint64) *city.City {
	t.Helper()
	dir := t.TempDir()
	c, err := city.Open(context.Background(), city.Config{DB: url, Data: filepath.Join(dir, "data"), Seed: seed, Civil: clock.Fixed(at("2019-03-04 07:30")),
		Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

var engines = map[string]func(t testing.TB) string{
	"sqlite":   func(t testing.TB) string { return "sqlite://" + filepath.Join(t.TempDir(), "c.db") },
	"postgres": func(t testing.TB) string { return dbtest.PostgresURL(t) },
}

// Two seeds live through forty days with holidays and faults in them; every night
// everything that must always be true is true, on both engines.
func TestACityLives(t *testing.T) {
	for name, url := range engines {
		for _, seed := range []uint64{1, 2} {
			t.Run(name, func(t *testing.T) {
				c := open(t, url(t), seed)
				res, err := simulate.Live(context.Background(), c, simulate.Plan{Seed: seed, From: at("2019-04-10 07:30"), To: at("2019-05-20 17:00"), Dossiers: 120, Check: true, Faults: true})
				if err != nil {
					t.Fatal(err)
				}
				if res.Dossiers < 110 || res.Acts < 500 || res.Letters == 0 || res.Days < 40 {
					t.Errorf("%+v: too little happened to prove anything", res)
				}
				for _, fault := range []string{"wrong role", "line lost", "again", "two at once", "clock jump"} {
					if res.Faults[fault] == 0 {
						t.Errorf("no %q in forty days: %v", fault, res.Faults)
					}
				}
			})
		}
	}
}

func TestASeedReplaysByteForByte(t *testing.T) {
	digest := func() string {
		c := open(t, "sqlite://"+filepath.Join(t.TempDir(), "c.db"), 7)
		if _, err := simulate.Live(context.Background(), c, simulate.Plan{Seed: 7, From: at("2019-05-20 07:30"), To: at("2019-05-31 17:00"), Dossiers: 60, Faults: true}); err != nil {
			t.Fatal(err)
		}
		rows, err := c.Store.Read().QueryContext(context.Background(), "SELECT leaf_hash, body FROM event e JOIN leaf l ON l.event_id = e.id ORDER BY l.idx")
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		h := sha256.New()
		n := 0
		for rows.Next() {
			var leaf, body string
			if err := rows.Scan(&leaf, &body); err != nil {
				t.Fatal(err)
			}
			io.WriteString(h, leaf+body)
			n++
		}
		if n < 200 {
			t.Fatalf("only %d events", n)
		}
		return hex.EncodeToString(h.Sum(nil))
	}
	if a, b := digest(), digest(); a != b {
		t.Errorf("the same seed gave two histories: %s, %s", a, b)
	}
}
