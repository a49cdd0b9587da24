package session

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/alexedwards/scs/v2"

	"motcua/clock"
	"motcua/db"
)

// Sessions is the sessions of one server.
type Sessions struct {
	*Store
	scs *scs.SessionManager
}

// NewSessions gives the sessions kept in d. secure is true whenever people reach the server
// over TLS, also behind a proxy: the cookie is then __Host-motcua and Secure. On
// plain loopback HTTP browsers refuse such a cookie, so it is motcua without both.
// fail answers when the database does not (page.Answer with a frame).
func NewSessions(d *db.DB, wall clock.Clock, secure bool, fail func(http.ResponseWriter, *http.Request, error)) *Sessions {
	m := scs.New()
	store := NewStore(d, wall)
	m.Store = store
	m.Codec = plain{}
	m.HashTokenInStore = true
	m.Lifetime = Lifetime
	m.ErrorFunc = fail
	m.Cookie = scs.SessionCookie{Name: "motcua", Path: "/", HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode}
	if secure {
		m.Cookie.Name = "__Host-motcua"
	}
	return &Sessions{Store: store, scs: m}
}

// Load is the middleware that reads the session of a request and writes it back
// when it changed.
func (s *Sessions) Load(next http.Handler) http.Handler {
	return s.scs.LoadAndSave(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), loadedKey{}, true)))
	}))
}

type loadedKey struct{}

// SignIn makes the session that of who, under a new id (an id planted before the
// sign-in opens nothing), and forgets what was kept before.
func (s *Sessions) SignIn(ctx context.Context, who Identity) error {
	if who.Nobody() || who.Official != "" && who.Person != "" {
		return fmt.Errorf("session: sign in as an official or as a person, not as %+v", who)
	}
	if err := s.scs.Clear(ctx); err != nil {
		return fmt.Errorf("session: sign in: %w", err)
	}
	if err := s.scs.RenewToken(ctx); err != nil {
		return fmt.Errorf("session: sign in: %w", err)
	}
	who.signed = clock.Micros(s.wall.Now())
	s.put(ctx, who)
	return nil
}

// Take lets the signed-in official act in another of their posts, or for another
// post under a delegation. Rights change, so the id does too; the twelve hours go on.
func (s *Sessions) Take(ctx context.Context, post, behalf string) error {
	who := s.Of(ctx)
	if who.Official == "" {
		return fmt.Errorf("session: only an official who is signed in takes a post")
	}
	if err := s.scs.RenewToken(ctx); err != nil {
		return fmt.Errorf("session: take a post: %w", err)
	}
	who.Post, who.Behalf = post, behalf
	s.put(ctx, who)
	return nil
}

func (s *Sessions) put(ctx context.Context, who Identity) {
	for k, v := range map[string]string{keyOfficial: who.Official, keyPerson: who.Person, keyPost: who.Post, keyBehalf: who.Behalf,
		keyFrom: who.From, keySigned: strconv.FormatInt(who.signed, 10)} {
		s.scs.Put(ctx, k, v)
	}
}

// Of is who is signed in; Nobody() when nobody is, and before the session was read:
// a request may be answered earlier, for its size, its origin or a database at rest.
func (s *Sessions) Of(ctx context.Context) Identity {
	if ctx.Value(loadedKey{}) == nil {
		return Identity{}
	}
	return identityFrom(func(k string) string { return s.scs.GetString(ctx, k) })
}

// Since is when the person signed in; zero when nobody is.
func (s *Sessions) Since(ctx context.Context) time.Time { return clock.FromMicros(s.Of(ctx).signed) }

// SignOut ends the session and takes the cookie away.
func (s *Sessions) SignOut(ctx context.Context) error {
	if err := s.scs.Destroy(ctx); err != nil {
		return fmt.Errorf("session: sign out: %w", err)
	}
	return nil
}

// Keep holds a text for the next requests of this session (the page to come back
// to after signing in).
func (s *Sessions) Keep(ctx context.Context, name, text string) { s.scs.Put(ctx, "kept."+name, text) }

// Kept gives the text back and forgets it; "" when there is none.
func (s *Sessions) Kept(ctx context.Context, name string) string {
	return s.scs.PopString(ctx, "kept."+name)
}
