package server

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"motcua/web/page"
)

// Check is one condition of being ready: the database answers, the schema is
// current, the ledger is less than five seconds behind.
type Check struct {
	Name string
	Ask  func(context.Context) error
}

// Gauge is one number for the metrics, read when somebody looks.
type Gauge struct {
	Name string // as Prometheus writes names: motcua_signin_waiting
	Help string
	Read func() float64
}

const askTime = 2 * time.Second

// watching are the addresses for those who run the server, not for browsers.
func watching(path string) bool { return path == "/healthz" || path == "/readyz" || path == "/metrics" }

// watcher reports whether r comes from loopback or a watch network, and not from
// whomever a proxy brought: a proxy on this very machine would make the whole
// world loopback.
func (s *Server) watcher(r *http.Request) bool {
	a, ok := address(r.RemoteAddr)
	return ok && r.Header.Get(forwarded) == "" && (a.IsLoopback() || within(s.cfg.Watch, a))
}

func (s *Server) watchers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.watcher(r) {
			page.NotFound(s.cfg.Frame).ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// health says that the process is alive; it asks nothing else, so that a slow
// database does not get the process killed.
func (s *Server) health(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprintln(w, "ok")
}

// ready says whether requests should be sent here. Strangers learn yes or no, watchers which
// check failed.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), askTime)
	defer cancel()
	w.Header().Set("Cache-Control", "no-store")
	var bad []string
	if s.closing.Load() {
		bad = append(bad, "stopping: the server is going down")
	}
	for _, c := range s.cfg.Ready {
		if err := c.ask(ctx); err != nil {
			bad = append(bad, c.Name+": "+err.Error())
		}
	}
	s.tellReady(strings.Join(bad, "; "))
	if len(bad) == 0 {
		fmt.Fprintln(w, "ready")
		return
	}
	w.WriteHeader(http.StatusServiceUnavailable)
	fmt.Fprintln(w, "not ready")
	if s.watcher(r) {
		fmt.Fprintln(w, strings.Join(bad, "\n"))
	}
}

// ask is Ask; a check that panics is a condition that does not hold.
func (c Check) ask(ctx context.Context) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("the check itself failed: %v", v)
		}
	}()
	return c.Ask(ctx)
}

// tellReady logs why the server is not ready, once for each reason, and when it is again.
func (s *Server) tellReady(why string) {
	was := s.unready.Swap(&why)
	switch {
	case was == nil && why == "", was != nil && *was == why:
	case why == "":
		s.cfg.Log.Info("server: ready again")
	default:
		s.cfg.Log.Error("server: not ready", "why", why)
	}
}

type metrics struct {
	registry *prometheus.Registry
	took     *prometheus.HistogramVec
}

func newMetrics(gauges []Gauge) *metrics {
	m := &metrics{registry: prometheus.NewRegistry(), took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "motcua_http_seconds", Help: "Time of requests by route pattern.",
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
	}, []string{"method", "route", "status"})}
	m.registry.MustRegister(m.took, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, g := range gauges {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: g.Name, Help: g.Help}, g.Read))
	}
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

func (m *metrics) count(method, pattern string, status int, took time.Duration) {
	if pattern == "" {
		pattern = "none"
	}
	m.took.WithLabelValues(known(method), pattern, fmt.Sprintf("%dxx", status/100)).Observe(took.Seconds())
}

// known keeps invented methods out of logs and metrics: each would be a new row.
func known(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	}
	return "other"
}

// recorder remembers the status of an answer.
type recorder struct {
	http.ResponseWriter
	status int
}

// WriteHeader notes the first final status.
func (r *recorder) WriteHeader(status int) {
	if r.status == 0 && status >= 200 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

func (r *recorder) code() int {
	if r.status == 0 {
		return http.StatusOK
	}
	return r.status
}

// withRequest adds the request id to every line logged while serving a request.
type withRequest struct{ slog.Handler }

// Handle writes the line.
func (h withRequest) Handle(ctx context.Context, rec slog.Record) error {
	if about, ok := ctx.Value(seenKey{}).(*seen); ok {
		rec.AddAttrs(slog.String("request", about.id))
	}
	return h.Handler.Handle(ctx, rec)
}

// WithAttrs keeps the request id on derived loggers.
func (h withRequest) WithAttrs(a []slog.Attr) slog.Handler {
	return withRequest{h.Handler.WithAttrs(a)}
}

// WithGroup keeps the request id on derived loggers.
func (h withRequest) WithGroup(n string) slog.Handler { return withRequest{h.Handler.WithGroup(n)} }
