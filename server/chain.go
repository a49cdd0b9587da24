package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"motcua/refusal"
	"motcua/web/page"
)

// The headers the chain writes into a request for the rooms below; what a stranger
// put there is thrown away.
const (
	RequestHeader = "X-Request-Id"
	forwarded     = "X-Forwarded-For"
)

const otherSite = "Yêu cầu này được gửi từ một trang web khác nên không được thực hiện. Vui lòng mở lại trang của Một Cửa và làm lại từ đầu."

// chain builds the middleware, outermost first. The order is part of the safety:
//
//  1. measure       status, time and the one line in the log, whatever happens below
//  2. recover       a panic anywhere below ends in an answer with a number
//  3. request id    ours, never the caller's
//  4. real address  X-Forwarded-For only from trusted proxies; strangers are turned away
//  5. headers       before anything can answer, so that refusals carry them too
//  6. page          language, flash, calm pages
//  7. body limit    of the route, before anybody reads
//  8. cross origin  unsafe methods from other sites end here
//  9. session       only now is the database asked
func (s *Server) chain() (http.Handler, error) {
	pages, err := page.Prepare(page.Options{Key: s.cfg.Key, Secure: s.cfg.Secure(), Log: s.cfg.Log, Number: s.number})
	if err != nil {
		return nil, err
	}
	session := s.cfg.Session
	if session == nil {
		session = func(next http.Handler) http.Handler { return next }
	}
	layers := []func(http.Handler) http.Handler{
		s.measure, s.rescue, s.identify, s.locate, s.headers, pages, s.limit, s.crossOrigin, session,
	}
	handler := http.Handler(http.HandlerFunc(s.dispatch))
	for _, layer := range slices.Backward(layers) {
		handler = layer(handler)
	}
	return handler, nil
}

// dispatch gives addresses nobody owns a calm page; a wrong method keeps the mux's
// answer with its Allow line.
func (s *Server) dispatch(w http.ResponseWriter, r *http.Request) {
	if !readable(r.URL) {
		page.NotFound(s.cfg.Frame).ServeHTTP(w, r)
		return
	}
	h, pattern := s.mux.Handler(r)
	if pattern != "" {
		s.mux.ServeHTTP(w, r)
		return
	}
	probe := &silent{header: http.Header{}}
	h.ServeHTTP(probe, r)
	if probe.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", probe.header.Get("Allow"))
		http.Error(w, "Địa chỉ này không nhận cách gửi "+r.Method+".", http.StatusMethodNotAllowed)
		return
	}
	page.NotFound(s.cfg.Frame).ServeHTTP(w, r)
}

// readable reports that an address is text. No browser sends anything else, and one
// of the two databases refuses to look for it.
func readable(u *url.URL) bool {
	query, err := url.QueryUnescape(u.RawQuery)
	if err != nil {
		query = "" // it reads as empty where it is used
	}
	return utf8.ValidString(u.Path) && utf8.ValidString(query) && !strings.ContainsRune(u.Path+query, 0)
}

// silent hears what the mux would say of an address it does not own.
type silent struct {
	header http.Header
	status int
}

func (s *silent) Header() http.Header         { return s.header }
func (s *silent) Write(b []byte) (int, error) { return len(b), nil }
func (s *silent) WriteHeader(status int)      { s.status = status }

func (s *Server) number() string { return strings.ToUpper(s.cfg.IDs.Token()[:8]) }

type seenKey struct{}

// seen is what the log line says of a request; layers below fill it in.
type seen struct{ id, pattern string }

func (s *Server) measure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from := s.cfg.Wall.Now()
		_, pattern := s.mux.Handler(r)
		about := &seen{id: s.cfg.IDs.New(), pattern: pattern}
		rec := &recorder{ResponseWriter: w}
		r = r.WithContext(context.WithValue(r.Context(), seenKey{}, about))
		defer func() {
			took := s.cfg.Wall.Now().Sub(from)
			s.met.count(r.Method, about.pattern, rec.code(), took)
			s.cfg.Log.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("method", known(r.Method)),
				slog.String("route", about.pattern), slog.Int("status", rec.code()), slog.Float64("ms", float64(took.Microseconds())/1000))
		}()
		next.ServeHTTP(rec, r)
	})
}

// rescue is the last net: pages have their own with a better page.
func (s *Server) rescue(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(v)
			}
			number := s.number()
			s.cfg.Log.ErrorContext(r.Context(), "panic", "number", number, "error", fmt.Sprint(v), "stack", string(debug.Stack()))
			http.Error(w, "Hệ thống gặp trục trặc. Xin thử lại sau ít phút. Số ghi nhận: "+number, http.StatusInternalServerError)
		}()
		next.ServeHTTP(w, r)
	})
}

func (s *Server) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Context().Value(seenKey{}).(*seen).id
		r.Header.Set(RequestHeader, id)
		w.Header().Set(RequestHeader, id)
		next.ServeHTTP(w, r)
	})
}

// locate finds who is really asking and writes it into RemoteAddr. On a server
// behind a proxy, plain requests that did not come through it are turned away.
func (s *Server) locate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		peer, ok := address(r.RemoteAddr)
		if !ok {
			http.Error(w, "Không rõ địa chỉ gửi.", http.StatusBadRequest)
			return
		}
		trusted := within(s.cfg.Behind, peer)
		if len(s.cfg.Behind) > 0 && !trusted && r.TLS == nil && !peer.IsLoopback() {
			http.Error(w, "Máy chủ này chỉ nhận yêu cầu qua cổng vào của thành phố.", http.StatusForbidden)
			return
		}
		if len(s.cfg.Hosts) > 0 && !slices.Contains(s.cfg.Hosts, hostOf(r.Host)) && !watching(r.URL.Path) {
			http.Error(w, "Máy chủ này không phục vụ tên miền được yêu cầu.", http.StatusMisdirectedRequest)
			return
		}
		if trusted {
			peer = s.client(peer, r.Header.Values(forwarded))
		}
		r.RemoteAddr = netip.AddrPortFrom(peer, 0).String()
		next.ServeHTTP(w, r)
	})
}

// client walks X-Forwarded-For from its end, where our own proxies wrote, to the
// first address that is none of them. What stands before it may be invented.
func (s *Server) client(peer netip.Addr, lines []string) netip.Addr {
	hops := strings.Split(strings.Join(lines, ","), ",")
	for _, hop := range slices.Backward(hops) {
		a, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			return peer
		}
		peer = a.Unmap()
		if !within(s.cfg.Behind, peer) {
			return peer
		}
	}
	return peer
}

func (s *Server) headers(next http.Handler) http.Handler {
	next = page.Headers(next)
	if !s.cfg.Secure() {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Strict-Transport-Security", "max-age=31536000")
		next.ServeHTTP(w, r)
	})
}

func (s *Server) limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		most := int64(bodyMost)
		if route, ok := s.routes[r.Context().Value(seenKey{}).(*seen).pattern]; ok && route.Limit > 0 {
			most = route.Limit
		}
		if r.ContentLength > most {
			w.Header().Set("Connection", "close")
			s.cfg.Answer(w, r, &http.MaxBytesError{Limit: most})
			return
		}
		if most > bodyMost {
			s.patience(w, most)
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		next.ServeHTTP(w, r)
	})
}

// patience gives a large upload the time its size needs at the slowest speed we
// put up with. A connection that cannot be given it keeps the usual minute.
func (s *Server) patience(w http.ResponseWriter, most int64) {
	until := s.cfg.Wall.Now().Add(readTime + time.Duration(most/slowest)*time.Second)
	c := http.NewResponseController(w)
	if err := errors.Join(c.SetReadDeadline(until), c.SetWriteDeadline(until.Add(writeTime-readTime))); err != nil {
		s.cfg.Log.Debug("deadline", "error", err.Error())
	}
}

func (s *Server) crossOrigin(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := protection.Check(r); err != nil {
			s.cfg.Answer(w, r, refusal.Forbidden(otherSite))
			return
		}
		next.ServeHTTP(w, r)
	})
}
