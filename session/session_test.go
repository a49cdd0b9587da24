package session_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/refusal"
	"motcua/session"
)

func addr(s string) netip.Addr { return netip.MustParseAddr(s) }

var start = time.Date(2026, 11, 23, 7, 30, 0, 0, clock.Zone)

// counter is a server with one session and a wall clock that stands still.
type counter struct {
	t        *testing.T
	db       *db.DB
	wall     *clock.Civil
	sessions *session.Sessions
	handler  http.Handler
	cookie   *http.Cookie
}

func newCounter(t *testing.T, d *db.DB, secure bool) *counter {
	c := &counter{t: t, db: d, wall: clock.Fixed(start)}
	c.sessions = session.NewSessions(d, c.wall, secure, func(w http.ResponseWriter, _ *http.Request, err error) { t.Error(err); w.WriteHeader(500) })
	mux := http.NewServeMux()
	do := func(path string, f func(context.Context) error) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			if err := f(r.Context()); err != nil {
				http.Error(w, err.Error(), http.StatusTeapot)
			}
		})
	}
	do("/in", func(ctx context.Context) error {
		return c.sessions.SignIn(ctx, session.Identity{Official: "lan", Post: "p1", From: "10.0.0.7"})
	})
	do("/citizen", func(ctx context.Context) error { return c.sessions.SignIn(ctx, session.Identity{Person: "an"}) })
	do("/both", func(ctx context.Context) error {
		return c.sessions.SignIn(ctx, session.Identity{Person: "an", Official: "lan"})
	})
	do("/post", func(ctx context.Context) error { return c.sessions.Take(ctx, "p2", "head") })
	do("/out", c.sessions.SignOut)
	do("/keep", func(ctx context.Context) error { c.sessions.Keep(ctx, "back", "/officer"); return nil })
	mux.HandleFunc("/kept", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, c.sessions.Kept(r.Context(), "back"))
	})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		if _, err := c.sessions.EndForOfficial(context.Background(), "lan"); err != nil {
			t.Error(err)
		}
		c.sessions.Keep(r.Context(), "back", "/revived")
	})
	mux.HandleFunc("/who", func(w http.ResponseWriter, r *http.Request) {
		who := c.sessions.Of(r.Context())
		io.WriteString(w, strings.Join([]string{who.Official, who.Person, who.Post, who.Behalf}, "|"))
	})
	c.handler = c.sessions.Load(mux)
	return c
}

// visit sends the cookie held and keeps the one that comes back.
func (c *counter) visit(path string) (string, *http.Cookie) {
	c.t.Helper()
	r := httptest.NewRequest("GET", path, nil)
	if c.cookie != nil {
		r.AddCookie(c.cookie)
	}
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	var set *http.Cookie
	for _, k := range w.Result().Cookies() {
		set = k
		c.cookie = k
		if k.MaxAge < 0 {
			c.cookie = nil
		}
	}
	return w.Body.String(), set
}

func (c *counter) expect(when, path, want string) {
	c.t.Helper()
	if got, _ := c.visit(path); got != want {
		c.t.Errorf("%s: %s gave %q, want %q", when, path, got, want)
	}
}

func TestSessionLivesAndEnds(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := newCounter(t, d, true)
		c.expect("nobody yet", "/who", "|||")
		c.visit("/in")
		c.expect("signed in", "/who", "lan||p1|")
		c.wall.Advance(29 * time.Minute)
		c.expect("29 minutes later", "/who", "lan||p1|")
		c.wall.Advance(29 * time.Minute)
		c.expect("a click keeps it alive", "/who", "lan||p1|")
		c.wall.Advance(30 * time.Minute)
		c.expect("half an hour without a click", "/who", "|||")

		c.visit("/in")
		for range 35 {
			c.wall.Advance(20 * time.Minute)
			c.expect("clicking all day", "/who", "lan||p1|")
		}
		c.visit("/post")
		c.expect("another post", "/who", "lan||p2|head")
		c.wall.Advance(20 * time.Minute)
		c.expect("twelve hours are the end, new post or not", "/who", "|||")
	})
}

func TestSessionCookie(t *testing.T) {
	d := dbtest.SQLite(t)
	_, k := newCounter(t, d, true).visit("/in")
	if k.Name != "__Host-motcua" || !k.Secure || !k.HttpOnly || k.SameSite != http.SameSiteLaxMode || k.Path != "/" || k.Domain != "" || !k.Expires.IsZero() {
		t.Errorf("over TLS: %v", k)
	}
	_, k = newCounter(t, d, false).visit("/in")
	if k.Name != "motcua" || k.Secure || !k.HttpOnly {
		t.Errorf("on loopback: %v", k)
	}
}

func TestSessionIdChangesWithRights(t *testing.T) {
	c := newCounter(t, dbtest.SQLite(t), true)
	c.visit("/keep")
	planted := c.cookie
	c.visit("/in")
	if c.cookie.Value == planted.Value {
		t.Fatal("an id planted before the sign-in must not be that of the session")
	}
	signedIn := c.cookie
	c.cookie = planted
	c.expect("the planted id", "/who", "|||")
	c.cookie = signedIn
	c.visit("/post")
	if c.cookie.Value == signedIn.Value {
		t.Error("a new post needs a new id")
	}
	c.cookie = signedIn
	c.expect("the id of the old post", "/who", "|||")
}

func TestSignedOutIsOver(t *testing.T) {
	c := newCounter(t, dbtest.SQLite(t), true)
	c.visit("/in")
	old := c.cookie
	c.visit("/out")
	if c.cookie != nil {
		t.Error("the cookie stays")
	}
	c.cookie = old
	c.expect("replay after signing out", "/who", "|||")
}

func TestNobodyIsTwoPersons(t *testing.T) {
	c := newCounter(t, dbtest.SQLite(t), true)
	if body, _ := c.visit("/both"); !strings.Contains(body, "as an official or as a person") {
		t.Error(body)
	}
	if body, _ := c.visit("/post"); !strings.Contains(body, "only an official") {
		t.Error(body)
	}
	c.visit("/in")
	c.visit("/citizen")
	c.expect("the official is gone", "/who", "|an||")
}

func TestKeptIsReadOnce(t *testing.T) {
	c := newCounter(t, dbtest.SQLite(t), true)
	c.visit("/keep")
	c.expect("first", "/kept", "/officer")
	c.expect("second", "/kept", "")
}

// The end of a post ends its sessions, everywhere, and no request under way brings
// one back.
func TestSessionEndsWithThePost(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		here, there := newCounter(t, d, true), newCounter(t, d, true)
		here.visit("/in")
		there.cookie = here.cookie
		there.expect("the other server", "/who", "lan||p1|")
		there.visit("/citizen")
		citizen := there.cookie
		there.cookie = here.cookie
		here.visit("/in")
		there.cookie = here.cookie
		there.expect("the other server", "/who", "lan||p1|")

		n, err := here.sessions.EndForOfficial(ctx, "lan")
		if err != nil || n == 0 {
			t.Fatalf("%d ended, %v", n, err)
		}
		here.expect("at once here", "/who", "|||")
		there.wall.Advance(2 * time.Second)
		there.expect("after two seconds there", "/who", "|||")
		there.cookie = citizen
		there.expect("a citizen goes on", "/who", "|an||")
		if n, err := here.sessions.EndForOfficial(ctx, ""); n != 0 || err != nil {
			t.Errorf("no official: %d ended, %v", n, err)
		}

		here.visit("/in")
		old := here.cookie
		here.visit("/slow")
		here.cookie = old
		here.expect("a request that began before the end", "/who", "|||")
		if n, err := here.sessions.EndForPerson(ctx, "an"); n != 1 || err != nil {
			t.Errorf("%d of the citizen ended, %v", n, err)
		}
	})
}

func TestSessionsAreListedAndRevoked(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		a, b := newCounter(t, d, true), newCounter(t, d, true)
		a.visit("/in")
		b.visit("/in")
		open, err := a.sessions.OfOfficial(ctx, "lan")
		if err != nil || len(open) != 2 || open[0].From != "10.0.0.7" || !open[0].Created.Equal(start) || open[0].Post != "p1" {
			t.Fatalf("%+v %v", open, err)
		}
		for _, o := range open {
			if strings.Contains(o.ID, a.cookie.Value) || strings.Contains(o.ID, b.cookie.Value) {
				t.Error("the table holds a token")
			}
			if err := a.sessions.DeleteCtx(ctx, o.ID); err != nil {
				t.Fatal(err)
			}
		}
		a.expect("revoked", "/who", "|||")
		if open, err = a.sessions.OfOfficial(ctx, "lan"); err != nil || len(open) != 0 {
			t.Errorf("%+v %v", open, err)
		}
		a.wall.Advance(session.Lifetime)
		if gone, err := a.sessions.Sweep(ctx); err != nil || gone != 2 {
			t.Errorf("%d swept, %v", gone, err)
		}
	})
}

func TestThrottle(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		wall := clock.Fixed(start)
		th := session.NewThrottle(d, wall)
		tries := func(n int, keys ...session.Key) (allowed int, last error) {
			for range n {
				if last = th.Allow(ctx, keys...); last == nil {
					allowed++
				}
			}
			return
		}
		code := session.Code("H29.12-261123-0001")
		n, err := tries(8, code)
		no, refused := refusal.As(err)
		if n != 5 || !refused || no.Kind != refusal.KindTooMany || !strings.Contains(no.Sentence, "thử lại sau 60 phút") {
			t.Errorf("REC-5 five guesses of a code in an hour: %d allowed, %v", n, err)
		}
		if n, err := tries(1, session.Code("H29.12-261123-0002")); n != 1 {
			t.Errorf("another code has its own count: %v", err)
		}
		wall.Advance(time.Hour)
		if n, _ := tries(1, code); n != 1 {
			t.Error("the window passed and the code is still locked")
		}

		account := session.Account("lan")
		tries(9, account)
		if err := th.Succeeded(ctx, account); err != nil {
			t.Fatal(err)
		}
		if n, _ := tries(12, account); n != 10 {
			t.Errorf("after a good password ten more, not %d", n)
		}

		spray := session.Spray(addr("2001:db8:1:2::1"))
		if n, _ := tries(20, spray); n != 20 {
			t.Errorf("%d", n)
		}
		if n, _ := tries(20, session.Spray(addr("2001:db8:1:2:ffff::9"))); n != 10 {
			t.Errorf("spraying over codes from one network: %d more allowed, want 10", n)
		}
		if n, _ := tries(1, session.Spray(addr("2001:db8:1:3::1"))); n != 1 {
			t.Error("the next network is another")
		}

		// A ward behind one router signs in: good tries leave nothing behind.
		address := session.Address(addr("::ffff:10.1.2.3"))
		for i := range 300 {
			if err := th.Allow(ctx, address); err != nil {
				t.Fatalf("good sign-in %d: %v", i, err)
			}
			if err := th.Succeeded(ctx, address); err != nil {
				t.Fatal(err)
			}
		}
		if n, _ := tries(250, session.Address(addr("10.1.2.3"))); n != 200 {
			t.Errorf("%d bad tries from one address", n)
		}
	})
}

func TestOneTime(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		wall := clock.Fixed(start)
		one := session.NewOneTime(d, wall, clock.SeededIDs(wall, 1))
		spend := func(purpose, token string) bool {
			err := d.Update(ctx, func(tx db.Tx) error { return one.Spend(tx, purpose, token) })
			if _, refused := refusal.As(err); err != nil && !refused {
				t.Fatal(err)
			}
			return err == nil
		}
		issue := func() string {
			token, err := one.Issue(ctx, "admin", time.Hour)
			if err != nil {
				t.Fatal(err)
			}
			return token
		}
		token := issue()
		if spend("password", token) {
			t.Error("opens something else")
		}
		if spend("admin", "guess") || !spend("admin", " "+token+"\n") || spend("admin", token) {
			t.Error("a token opens one thing once")
		}
		late := issue()
		wall.Advance(time.Hour)
		if spend("admin", late) {
			t.Error("opens after its time")
		}
	})
}

func BenchmarkSessionCheck(b *testing.B) {
	d := dbtest.SQLite(b)
	s := session.NewSessions(d, clock.Wall(), true, func(_ http.ResponseWriter, _ *http.Request, err error) { b.Error(err) })
	in := s.Load(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if err := s.SignIn(r.Context(), session.Identity{Official: "lan", Post: "p"}); err != nil {
			b.Error(err)
		}
	}))
	w := httptest.NewRecorder()
	in.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	r := httptest.NewRequest("GET", "/", nil)
	r.AddCookie(w.Result().Cookies()[0])
	check := s.Load(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if s.Of(r.Context()).Official != "lan" {
			b.Fatal("not signed in")
		}
	}))
	b.ReportAllocs()
	for b.Loop() {
		check.ServeHTTP(httptest.NewRecorder(), r)
	}
}
