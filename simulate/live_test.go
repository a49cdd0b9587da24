package simulate_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
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
				res, err := simulate.Live(context.Background(), c, simulate.Plan{Seed: seed, From: at("2019-04-10 07:30"), To: at("2019-05-20 17:00"), Dossiers: 120, Check: true, Faults: true, Free: true})
				if err != nil {
					t.Fatal(err)
				}
				if res.Dossiers < 110 || res.Acts < 500 || res.Letters == 0 || res.Days < 40 {
					t.Errorf("%+v: too little happened to prove anything", res)
				}
				for _, fault := range []string{"wrong role", "line lost", "again", "two at once: same hands", "two at once: colleague", "two at once: stop", "two at once: withdraw", "clock jump", "calendar changed"} {
					if res.Faults[fault] == 0 {
						t.Errorf("no %q in forty days: %v", fault, res.Faults)
					}
				}
			})
		}
	}
}

// Races without a gate end in the same history: what was done, when, by whom, in which
// step; only ids may differ.
func TestFreeRacesEndInTheSameHistory(t *testing.T) {
	history := func() []string {
		c := open(t, "sqlite://"+filepath.Join(t.TempDir(), "c.db"), 7)
		res, err := simulate.Live(context.Background(), c, simulate.Plan{Seed: 7, From: at("2019-05-20 07:30"), To: at("2019-05-31 17:00"), Dossiers: 60, Faults: true, Free: true})
		if err != nil {
			t.Fatal(err)
		}
		if res.Faults["two at once: same hands"] == 0 {
			t.Fatal("nobody pressed twice at once: this proves nothing")
		}
		rows, err := c.Store.Read().QueryContext(context.Background(), `SELECT d.code, e.seq, e.at, e.act, e.official, e.step FROM event e
			JOIN dossier d ON d.home = e.home AND d.id = e.subject ORDER BY d.code, e.seq`)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		var out []string
		for rows.Next() {
			var code, seq, at, act, official, step string
			if err := rows.Scan(&code, &seq, &at, &act, &official, &step); err != nil {
				t.Fatal(err)
			}
			out = append(out, strings.Join([]string{code, seq, at, act, official, step}, " "))
		}
		return out
	}
	a, b := history(), history()
	if len(a) < 200 || !slices.Equal(a, b) {
		t.Errorf("the same seed gave %d and %d events, or others", len(a), len(b))
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
