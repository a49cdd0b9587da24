package server

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"motcua/clock"
	"motcua/web/page"
)

// The time-outs of a connection. A header that drips in is cut off after five
// seconds; a body has a minute, and longer the more a route lets in.
const (
	headerTime = 5 * time.Second
	readTime   = 60 * time.Second
	writeTime  = 90 * time.Second
	idleTime   = 75 * time.Second
	stopTime   = 20 * time.Second
	headerMost = 32 << 10 // bytes
	bodyMost   = 1 << 20  // bytes, for routes that name no limit
	slowest    = 64 << 10 // bytes a second an upload must come in with
)

// Route is one line of the map of an audience.
type Route struct {
	Pattern string // as http.ServeMux reads it: "POST /officer/dossiers/{code}/supplement"
	Access  string // who may come: "anyone", or what Config.Guard reads; required
	Limit   int64  // bytes of body; 0 is 1 MiB
	Handler func(http.ResponseWriter, *http.Request) error
}

// Anyone is the access line of pages that need no sign-in.
const Anyone = "anyone"

// Config is what a server needs. Key, IDs and Wall are required, and Guard as soon
// as one route is not for anyone.
type Config struct {
	Addr    string         // host:port; port 0 takes a free one
	Behind  []netip.Prefix // proxies that end TLS and whose X-Forwarded-For is believed
	Watch   []netip.Prefix // who reads /readyz and /metrics besides loopback
	Hosts   []string       // names the server answers to, without port; empty is any
	TLSCert string         // files in PEM
	TLSKey  string

	Key     []byte // signs page cookies, 32 bytes or more
	IDs     *clock.IDs
	Wall    clock.Clock
	Log     *slog.Logger
	Session func(http.Handler) http.Handler            // loads the session; nil for none
	Guard   func(r *http.Request, access string) error // nil lets pass, a refusal is shown
	Answer  func(http.ResponseWriter, *http.Request, error)
	Frame   func(*http.Request) page.Frame // around answers to errors

	Ready  []Check
	Gauges []Gauge
}

// Secure says whether people reach the server over TLS: cookies are then __Host-
// and Secure.
func (c Config) Secure() bool { return c.TLSCert != "" || len(c.Behind) > 0 }

// Server is ready to listen.
type Server struct {
	cfg     Config
	mux     *http.ServeMux
	routes  map[string]Route
	http    *http.Server
	ln      net.Listener
	met     *metrics
	closing atomic.Bool
	unready atomic.Pointer[string] // why it was not ready when last asked; "" it was
}

// New checks the configuration and the routes and builds the chain. Its errors are
// sentences for whoever starts the server.
func New(cfg Config, routes []Route) (*Server, error) {
	if err := cfg.check(); err != nil {
		return nil, err
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	cfg.Log = slog.New(withRequest{cfg.Log.Handler()})
	if cfg.Frame == nil {
		cfg.Frame = func(r *http.Request) page.Frame { return page.NewFrame(r, page.Citizen, "") }
	}
	if cfg.Answer == nil {
		frame := cfg.Frame
		cfg.Answer = func(w http.ResponseWriter, r *http.Request, err error) { page.Answer(w, r, frame(r), err) }
	}
	s := &Server{cfg: cfg, mux: http.NewServeMux(), routes: map[string]Route{}, met: newMetrics(cfg.Gauges)}
	if err := s.mount(routes); err != nil {
		return nil, err
	}
	handler, err := s.chain()
	if err != nil {
		return nil, err
	}
	s.http = &http.Server{
		Handler: handler, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		MaxHeaderBytes: headerMost, ErrorLog: slog.NewLogLogger(cfg.Log.Handler(), slog.LevelDebug),
	}
	if cfg.TLSCert != "" {
		pair, err := tls.LoadX509KeyPair(cfg.TLSCert, cfg.TLSKey)
		if err != nil {
			return nil, fmt.Errorf("không đọc được chứng thư TLS (%s, %s): %w", cfg.TLSCert, cfg.TLSKey, err)
		}
		s.http.TLSConfig = &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}
	}
	return s, nil
}

func (c Config) check() error {
	host, _, err := net.SplitHostPort(c.Addr)
	switch {
	case err != nil:
		return fmt.Errorf("địa chỉ %q không hợp lệ; viết dạng máy:cổng, ví dụ 127.0.0.1:8080", c.Addr)
	case (c.TLSCert == "") != (c.TLSKey == ""):
		return errors.New("TLS cần cả hai tệp: chứng thư (--tls-cert) và khóa riêng (--tls-key)")
	case !c.Secure() && !loopback(host):
		return fmt.Errorf("không phục vụ HTTP không mã hóa tại %s vì máy khác có thể đọc được dữ liệu; "+
			"dùng --tls-cert và --tls-key, hoặc --behind-proxy với địa chỉ của proxy, hoặc chỉ nghe tại 127.0.0.1", c.Addr)
	case c.IDs == nil || c.Wall == nil:
		return errors.New("server: Config needs IDs and Wall")
	}
	return nil
}

func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.Unmap().IsLoopback()
}

// mount puts the routes on the mux; what ServeMux says by panicking becomes an error.
func (s *Server) mount(routes []Route) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("server: routes: %v", v)
		}
	}()
	for _, r := range routes {
		switch {
		case r.Handler == nil:
			return fmt.Errorf("server: the route %q has no handler", r.Pattern)
		case strings.TrimSpace(r.Access) == "":
			return fmt.Errorf("server: the route %q has no access line; say who may come (%q for everybody)", r.Pattern, Anyone)
		case r.Access != Anyone && s.cfg.Guard == nil:
			return fmt.Errorf("server: the route %q is for %q and Config has no Guard", r.Pattern, r.Access)
		}
		s.routes[r.Pattern] = r
		s.mux.Handle(r.Pattern, s.serve(r))
	}
	s.mux.Handle("GET "+page.StaticPrefix, page.Static())
	s.mux.HandleFunc("GET /healthz", s.health)
	s.mux.HandleFunc("GET /readyz", s.ready)
	s.mux.Handle("GET /metrics", s.watchers(s.met.handler()))
	return nil
}

// serve asks the guard, runs the handler and answers its error. A reader who went
// away is answered by nobody.
func (s *Server) serve(route Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var err error
		if route.Access != Anyone {
			err = s.cfg.Guard(r, route.Access)
		}
		if err == nil {
			err = route.Handler(w, r)
		}
		if err != nil && (r.Context().Err() == nil || !errors.Is(err, context.Canceled)) {
			s.cfg.Answer(w, r, err)
		}
	})
}

// Handler is the whole chain, for tests.
func (s *Server) Handler() http.Handler { return s.http.Handler }

// Listen takes the port.
func (s *Server) Listen() error {
	ln, err := listen(s.cfg.Addr)
	if err != nil {
		return err
	}
	s.ln = ln
	return nil
}

// Free reports whether the port can be taken now, with the sentence for whoever starts
// the server when it cannot: before long work is begun for nothing.
func Free(addr string) error {
	ln, err := listen(addr)
	if err != nil {
		return err
	}
	return ln.Close()
}

func listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		_, port, _ := net.SplitHostPort(addr)
		return nil, fmt.Errorf("cổng %s đang được dùng bởi chương trình khác (có thể Một Cửa đã chạy rồi); "+
			"dừng chương trình đó hoặc chọn cổng khác, ví dụ --addr 127.0.0.1:8081", port)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("không được phép nghe tại %s; chọn cổng từ 1024 trở lên hoặc cấp quyền cho chương trình", addr)
	case err != nil:
		return nil, fmt.Errorf("không nghe được tại %s: %w", addr, err)
	}
	return ln, nil
}

// Addr is where the server listens, after Listen.
func (s *Server) Addr() string { return s.ln.Addr().String() }

// Run serves until ctx is done, then takes no new connection, lets requests finish
// for up to 20 s, and returns. An error says that some had to be cut off.
func (s *Server) Run(ctx context.Context) error {
	if s.ln == nil {
		if err := s.Listen(); err != nil {
			return err
		}
	}
	failed := make(chan error, 1)
	go func() {
		if s.http.TLSConfig != nil {
			failed <- s.http.ServeTLS(s.ln, "", "")
			return
		}
		failed <- s.http.Serve(s.ln)
	}()
	select {
	case err := <-failed:
		return fmt.Errorf("server: %w", err)
	case <-ctx.Done():
	}
	s.closing.Store(true)
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	if err := s.http.Shutdown(last); err != nil {
		return errors.Join(fmt.Errorf("server: requests were cut off after %s: %w", stopTime, err), s.http.Close())
	}
	return nil
}
