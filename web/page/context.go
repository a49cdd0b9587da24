package page

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
)

// Options of the middleware. Key signs the flash cookie and must have 32 bytes or
// more. Secure names cookies with __Host- and marks them Secure: true whenever people
// reach the server over TLS, also behind a proxy. Number gives the number of a
// logged error; nil counts from one.
type Options struct {
	Key    []byte
	Secure bool
	Log    *slog.Logger
	Number func() string
}

// asked is what the pages of one request share.
type asked struct {
	opts    *Options
	lang    string
	flash   *Flash
	shown   bool // the shell drew the flash; Render then takes the cookie away
	partial bool // htmx asked for a piece of a page
}

type askedKey struct{}

// Prepare returns the middleware every page needs below it: language, flash, and the
// net under a panicking handler. It fails when the key is too short to sign with.
func Prepare(o Options) (func(http.Handler) http.Handler, error) {
	if len(o.Key) < 32 {
		return nil, errors.New("page: the key that signs cookies needs 32 bytes")
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Number == nil {
		var n atomic.Int64
		o.Number = func() string { return fmt.Sprintf("%06d", n.Add(1)) }
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			a := &asked{opts: &o, lang: chooseLanguage(w, r, o.Secure), partial: r.Header.Get("HX-Request") == "true"}
			a.flash = readFlash(r, &o)
			r = r.WithContext(context.WithValue(r.Context(), askedKey{}, a))
			defer rescue(w, r)
			next.ServeHTTP(w, r)
		})
	}, nil
}

func from(ctx context.Context) *asked {
	a, _ := ctx.Value(askedKey{}).(*asked)
	return a
}

// Partial tells whether the browser's script asked for a piece of the page only
// (search as you type, the next rows); the handler then renders the piece alone.
func Partial(r *http.Request) bool {
	a := from(r.Context())
	return a != nil && a.partial
}

// NewFrame starts a frame for the request: path and query filled in.
func NewFrame(r *http.Request, audience Audience, title string) Frame {
	return Frame{Title: title, Audience: audience, Path: r.URL.Path, Query: r.URL.RawQuery}
}

// Cookie names: __Host- binds a cookie to this very host and to TLS.
func cookieName(name string, secure bool) string {
	if secure {
		return "__Host-" + name
	}
	return name
}

func newCookie(name, value string, secure bool, age int) *http.Cookie {
	return &http.Cookie{
		Name: cookieName(name, secure), Value: value, Path: "/", MaxAge: age,
		Secure: secure, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
}

// local accepts an address within this server only, so that a redirect can never
// lead away.
func local(addr string) bool {
	return strings.HasPrefix(addr, "/") && !strings.HasPrefix(addr, "//") && !strings.ContainsAny(addr, "\\\r\n\t")
}

// Local returns addr when it is an address within this server, else otherwise.
func Local(addr, otherwise string) string {
	if local(addr) {
		return addr
	}
	return otherwise
}
