package server

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/clock"
	"motcua/refusal"
)

// logged is what the server wrote, one JSON line each.
type logged struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logged) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(b)
}

func (l *logged) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func config() (Config, *logged) {
	l := &logged{}
	return Config{
		Addr: "127.0.0.1:0", Key: bytes.Repeat([]byte("k"), 32), IDs: clock.NewIDs(clock.Wall()), Wall: clock.Wall(),
		Log: slog.New(slog.NewJSONHandler(l, nil)),
		Guard: func(r *http.Request, access string) error {
			if r.Header.Get("X-Test-Role") != access {
				return refusal.Forbidden("Chỉ " + access + " mới vào được.")
			}
			return nil
		},
	}, l
}

func routes() []Route {
	say := func(text string) func(http.ResponseWriter, *http.Request) error {
		return func(w http.ResponseWriter, _ *http.Request) error {
			_, err := io.WriteString(w, text)
			return err
		}
	}
	read := func(w http.ResponseWriter, r *http.Request) error {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(w, "%d bytes", len(b))
		return err
	}
	return []Route{
		{Pattern: "GET /{$}", Access: Anyone, Handler: say("home")},
		{Pattern: "GET /dossiers/{code}", Access: Anyone, Handler: say("dossier")},
		{Pattern: "GET /desk", Access: "reception", Handler: say("desk")},
		{Pattern: "POST /act", Access: Anyone, Handler: read},
		{Pattern: "POST /upload", Access: Anyone, Limit: 4 << 20, Handler: read},
		{Pattern: "GET /panic", Access: Anyone, Handler: func(http.ResponseWriter, *http.Request) error { panic("secret detail") }},
		{Pattern: "GET /fault", Access: Anyone, Handler: func(http.ResponseWriter, *http.Request) error { return errors.New("secret detail") }},
		{Pattern: "GET /refused", Access: Anyone, Handler: func(http.ResponseWriter, *http.Request) error {
			return refusal.Rule("REC-2", "", "Chưa đủ giấy tờ.")
		}},
		{Pattern: "GET /from", Access: Anyone, Handler: func(w http.ResponseWriter, r *http.Request) error {
			_, err := fmt.Fprintf(w, "%s %s", r.RemoteAddr, r.Header.Get(RequestHeader))
			return err
		}},
	}
}

func build(t *testing.T, change func(*Config)) (*Server, *logged) {
	t.Helper()
	cfg, l := config()
	if change != nil {
		change(&cfg)
	}
	s, err := New(cfg, routes())
	if err != nil {
		t.Fatal(err)
	}
	return s, l
}

// ask sends one request through the whole chain.
func ask(s *Server, method, target string, body io.Reader, change func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, body)
	r.RemoteAddr = "127.0.0.1:5000"
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

func TestPlainHTTPOffLoopbackIsRefused(t *testing.T) {
	proxy := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	for _, row := range []struct {
		addr   string
		behind []netip.Prefix
		want   string
	}{
		{"127.0.0.1:0", nil, ""}, {"localhost:0", nil, ""}, {"[::1]:0", nil, ""},
		{"0.0.0.0:0", nil, "--behind-proxy"}, {":8080", nil, "--tls-cert"}, {"192.168.1.5:80", nil, "không mã hóa"},
		{"motcua.example.vn:80", nil, "127.0.0.1"}, {"0.0.0.0:0", proxy, ""}, {"8080", nil, "máy:cổng"},
	} {
		cfg, _ := config()
		cfg.Addr, cfg.Behind = row.addr, row.behind
		_, err := New(cfg, nil)
		if row.want == "" && err != nil || row.want != "" && (err == nil || !strings.Contains(err.Error(), row.want)) {
			t.Errorf("%s behind %v: %v", row.addr, row.behind, err)
		}
	}
	cfg, _ := config()
	cfg.TLSCert = "cert.pem"
	if _, err := New(cfg, nil); err == nil || !strings.Contains(err.Error(), "khóa riêng") {
		t.Error("half a TLS pair:", err)
	}
}

func TestRoutesMustSayWhoMayCome(t *testing.T) {
	nothing := func(http.ResponseWriter, *http.Request) error { return nil }
	cfg, _ := config()
	for want, r := range map[string][]Route{
		"no access line": {{Pattern: "GET /x", Handler: nothing}},
		"no handler":     {{Pattern: "GET /x", Access: Anyone}},
		"conflicts":      {{Pattern: "GET /x", Access: Anyone, Handler: nothing}, {Pattern: "GET /x", Access: Anyone, Handler: nothing}},
	} {
		if _, err := New(cfg, r); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q: %v", want, err)
		}
	}
	cfg.Guard = nil
	if _, err := New(cfg, routes()); err == nil || !strings.Contains(err.Error(), "no Guard") {
		t.Error(err)
	}
}

func TestGuardStandsBeforeTheHandler(t *testing.T) {
	s, _ := build(t, nil)
	if w := ask(s, "GET", "/desk", nil, nil); w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "mới vào được") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	w := ask(s, "GET", "/desk", nil, func(r *http.Request) { r.Header.Set("X-Test-Role", "reception") })
	if w.Code != 200 || w.Body.String() != "desk" {
		t.Errorf("%d", w.Code)
	}
}

func TestTimeoutsAreSet(t *testing.T) {
	s, _ := build(t, nil)
	h := s.http
	if h.ReadHeaderTimeout != 5*time.Second || h.ReadTimeout != time.Minute || h.WriteTimeout == 0 || h.IdleTimeout == 0 || h.MaxHeaderBytes != 32<<10 {
		t.Errorf("%+v", h)
	}
}

func TestBodyLimits(t *testing.T) {
	s, _ := build(t, nil)
	for _, row := range []struct {
		path    string
		size    int
		chunked bool
		want    int
	}{
		{"/act", 1 << 20, false, 200}, {"/act", 1<<20 + 1, false, 413}, {"/act", 1<<20 + 1, true, 413},
		{"/upload", 4 << 20, true, 200}, {"/upload", 4<<20 + 1, true, 413}, {"/nowhere", 2 << 20, false, 413},
	} {
		w := ask(s, "POST", row.path, bytes.NewReader(make([]byte, row.size)), func(r *http.Request) {
			if row.chunked {
				r.ContentLength = -1
			}
		})
		if w.Code != row.want {
			t.Errorf("%s with %d bytes (chunked %v): %d, want %d", row.path, row.size, row.chunked, w.Code, row.want)
		}
		if row.want == 413 && (!strings.Contains(w.Body.String(), "<html") || !strings.Contains(w.Body.String(), "quá lớn")) {
			t.Errorf("%s: 413 is not a page: %.80s", row.path, w.Body)
		}
	}
}

func TestCrossOrigin(t *testing.T) {
	s, _ := build(t, nil)
	for _, row := range []struct {
		what, method, path string
		header             map[string]string
		want               int
	}{
		{"another site posts", "POST", "/act", map[string]string{"Sec-Fetch-Site": "cross-site"}, 403},
		{"a neighbour of the same domain posts", "POST", "/act", map[string]string{"Sec-Fetch-Site": "same-site"}, 403},
		{"an old browser from elsewhere posts", "POST", "/act", map[string]string{"Origin": "https://evil.example"}, 403},
		{"no origin at all in a sandbox", "POST", "/act", map[string]string{"Origin": "null"}, 403},
		{"our own page posts", "POST", "/act", map[string]string{"Sec-Fetch-Site": "same-origin"}, 200},
		{"our own page in an old browser", "POST", "/act", map[string]string{"Origin": "http://example.com"}, 200},
		{"a program without such headers", "POST", "/act", nil, 200},
		{"a link from another site", "GET", "/", map[string]string{"Sec-Fetch-Site": "cross-site"}, 200},
	} {
		w := ask(s, row.method, row.path, strings.NewReader("x"), func(r *http.Request) {
			for k, v := range row.header {
				r.Header.Set(k, v)
			}
		})
		if w.Code != row.want {
			t.Errorf("%s: %d, want %d", row.what, w.Code, row.want)
		}
		if row.want == 403 && !strings.Contains(w.Body.String(), "trang web khác") {
			t.Errorf("%s: says %.60s", row.what, w.Body)
		}
	}
}

func TestFailuresAreCalm(t *testing.T) {
	s, l := build(t, nil)
	for _, path := range []string{"/panic", "/fault"} {
		w := ask(s, "GET", path, nil, nil)
		body := w.Body.String()
		if w.Code != 500 || strings.Contains(body, "secret") || !strings.Contains(body, "trục trặc") {
			t.Errorf("%s: %d %.120s", path, w.Code, body)
		}
		number := ""
		for line := range strings.Lines(l.text()) {
			var m map[string]any
			if json.Unmarshal([]byte(line), &m) == nil && m["number"] != nil && strings.Contains(line, path) {
				number, _ = m["number"].(string)
				if m["request"] != w.Header().Get(RequestHeader) || !strings.Contains(line, "secret detail") {
					t.Errorf("%s: the log line misses request id or cause: %s", path, line)
				}
			}
		}
		if len(number) != 8 || !strings.Contains(body, number) {
			t.Errorf("%s: number %q is not on the page", path, number)
		}
	}
	if w := ask(s, "GET", "/refused", nil, nil); w.Code != 422 || !strings.Contains(w.Body.String(), "Chưa đủ giấy tờ.") {
		t.Errorf("%d", w.Code)
	}
	if w := ask(s, "GET", "/nowhere", nil, nil); w.Code != 404 || !strings.Contains(w.Body.String(), "<html") {
		t.Errorf("%d", w.Code)
	}
	if w := ask(s, "GET", "/act", nil, nil); w.Code != 405 || w.Header().Get("Allow") != "POST" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

// A panic in the session layer, outside the pages' own net, has a number too.
func TestPanicInTheChain(t *testing.T) {
	s, l := build(t, func(c *Config) {
		c.Answer = func(http.ResponseWriter, *http.Request, error) { panic("answer broke") }
		c.Session = func(http.Handler) http.Handler {
			return http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("session broke") })
		}
	})
	if w := ask(s, "GET", "/", nil, nil); w.Code != 500 || strings.Contains(w.Body.String(), "broke") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	h := s.rescue(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("outside") }))
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if w.Code != 500 || !strings.Contains(w.Body.String(), "Số ghi nhận: ") || !strings.Contains(l.text(), "outside") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestEveryAnswerCarriesTheHeaders(t *testing.T) {
	s, _ := build(t, func(c *Config) { c.Behind = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")} })
	for _, row := range [][2]string{{"GET", "/"}, {"GET", "/nowhere"}, {"GET", "/panic"}, {"POST", "/act"}} {
		w := ask(s, row[0], row[1], strings.NewReader("x"), func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") })
		for _, h := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Strict-Transport-Security", RequestHeader} {
			if w.Header().Get(h) == "" {
				t.Errorf("%s %s has no %s", row[0], row[1], h)
			}
		}
	}
	s, _ = build(t, nil)
	if ask(s, "GET", "/", nil, nil).Header().Get("Strict-Transport-Security") != "" {
		t.Error("a loopback server must not promise TLS")
	}
}

func TestRealAddress(t *testing.T) {
	s, _ := build(t, func(c *Config) { c.Behind = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")} })
	direct, _ := build(t, nil)
	for _, row := range []struct {
		what    string
		s       *Server
		peer    string
		forward []string
		want    string
	}{
		{"through the proxy", s, "10.0.0.1:9", []string{"203.0.113.7"}, "203.0.113.7:0"},
		{"through two proxies", s, "10.0.0.1:9", []string{"203.0.113.7, 10.0.0.2"}, "203.0.113.7:0"},
		{"an invented first hop", s, "10.0.0.1:9", []string{"127.0.0.1, 203.0.113.7"}, "203.0.113.7:0"},
		{"an invented line before the proxy's", s, "10.0.0.1:9", []string{"127.0.0.1", "203.0.113.7"}, "203.0.113.7:0"},
		{"IPv6", s, "10.0.0.1:9", []string{"2001:db8::7"}, "[2001:db8::7]:0"},
		{"nonsense", s, "10.0.0.1:9", []string{"x"}, "10.0.0.1:0"},
		{"the proxy itself", s, "[::ffff:10.0.0.1]:9", nil, "10.0.0.1:0"},
		{"no proxy is trusted", direct, "127.0.0.1:9", []string{"203.0.113.7"}, "127.0.0.1:0"},
	} {
		w := ask(row.s, "GET", "/from", nil, func(r *http.Request) {
			r.RemoteAddr = row.peer
			r.Header[forwarded] = row.forward
			r.Header.Set(RequestHeader, "forged")
		})
		got, id, _ := strings.Cut(w.Body.String(), " ")
		if got != row.want || id == "forged" || id != w.Header().Get(RequestHeader) {
			t.Errorf("%s: %s, id %s", row.what, got, id)
		}
	}
	if w := ask(s, "GET", "/", nil, func(r *http.Request) { r.RemoteAddr = "203.0.113.7:9" }); w.Code != 403 {
		t.Errorf("past the proxy in plain HTTP: %d", w.Code)
	}
}

func TestHostNames(t *testing.T) {
	s, _ := build(t, func(c *Config) { c.Hosts = []string{"motcua.example.vn"} })
	for host, want := range map[string]int{"motcua.example.vn": 200, "MotCua.example.vn:443": 200, "evil.example": 421, "127.0.0.1:80": 421} {
		if w := ask(s, "GET", "/", nil, func(r *http.Request) { r.Host = host }); w.Code != want {
			t.Errorf("%s: %d, want %d", host, w.Code, want)
		}
	}
}

func TestHealthReadyMetrics(t *testing.T) {
	var behind error
	s, _ := build(t, func(c *Config) {
		c.Watch = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}
		c.Ready = []Check{{"ledger", func(context.Context) error { return behind }}}
		c.Gauges = []Gauge{{"motcua_signin_waiting", "People waiting to sign in.", func() float64 { return 7 }}}
	})
	from := func(addr, forward string) func(*http.Request) {
		return func(r *http.Request) {
			r.RemoteAddr = addr
			if forward != "" {
				r.Header.Set(forwarded, forward)
			}
		}
	}
	here, stranger := from("127.0.0.1:9", ""), from("203.0.113.7:9", "")
	ask(s, "GET", "/dossiers/H29.12-1?token=abc", nil, here)
	ask(s, "BREW", "/", nil, here)
	w := ask(s, "GET", "/metrics", nil, here)
	for _, want := range []string{"motcua_signin_waiting 7", `route="GET /dossiers/{code}"`, "go_goroutines", `method="other"`} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("metrics miss %s", want)
		}
	}
	if strings.Contains(w.Body.String(), "H29.12") {
		t.Error("metrics hold a code")
	}
	if w := ask(s, "GET", "/metrics", nil, from("192.0.2.4:9", "")); w.Code != 200 {
		t.Errorf("the watch network: %d", w.Code)
	}
	if w := ask(s, "GET", "/metrics", nil, stranger); w.Code != 404 {
		t.Errorf("a stranger reads metrics: %d", w.Code)
	}
	if w := ask(s, "GET", "/metrics", nil, from("127.0.0.1:9", "203.0.113.7")); w.Code != 404 {
		t.Errorf("a stranger brought by a proxy on this machine: %d", w.Code)
	}
	if w := ask(s, "GET", "/readyz", nil, stranger); w.Code != 200 {
		t.Errorf("ready: %d", w.Code)
	}
	behind = errors.New("7 s behind")
	if w := ask(s, "GET", "/readyz", nil, here); w.Code != 503 || !strings.Contains(w.Body.String(), "ledger: 7 s behind") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := ask(s, "GET", "/readyz", nil, stranger); w.Code != 503 || strings.Contains(w.Body.String(), "ledger") {
		t.Errorf("a stranger learns why: %s", w.Body)
	}
	if w := ask(s, "GET", "/healthz", nil, stranger); w.Code != 200 {
		t.Errorf("alive: %d", w.Code)
	}
}

func TestLogSaysRouteNotAddress(t *testing.T) {
	s, l := build(t, nil)
	w := ask(s, "GET", "/dossiers/H29.12-261123-0001?phone=0900000000&token=nobody-knows-it", nil, nil)
	var line map[string]any
	if err := json.Unmarshal([]byte(l.text()), &line); err != nil {
		t.Fatal(err, l.text())
	}
	if line["route"] != "GET /dossiers/{code}" || line["status"] != 200.0 || line["method"] != "GET" || line["request"] != w.Header().Get(RequestHeader) || line["ms"] == nil {
		t.Errorf("%v", line)
	}
	if strings.Contains(l.text(), "0900000000") || strings.Contains(l.text(), "nobody-knows-it") || strings.Contains(l.text(), "127.0.0.1") {
		t.Errorf("the log tells too much: %s", l.text())
	}
}

func TestBusyPort(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	_, port, _ := net.SplitHostPort(ln.Addr().String())
	s, _ := build(t, func(c *Config) { c.Addr = ln.Addr().String() })
	if err := s.Run(context.Background()); err == nil || !strings.Contains(err.Error(), "cổng "+port+" đang được dùng") || !strings.Contains(err.Error(), "--addr") {
		t.Error(err)
	}
}

// The stop finishes what was begun and takes nothing new.
func TestGracefulStop(t *testing.T) {
	cfg, _ := config()
	begun, finish := make(chan struct{}), make(chan struct{})
	s, err := New(cfg, []Route{{Pattern: "GET /slow", Access: Anyone, Handler: func(w http.ResponseWriter, _ *http.Request) error {
		close(begun)
		<-finish
		_, err := io.WriteString(w, "done")
		return err
	}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Listen(); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stopped := make(chan error, 1)
	go func() { stopped <- s.Run(ctx) }()
	answer := make(chan string, 1)
	go func() {
		res, err := http.Get("http://" + s.Addr() + "/slow")
		if err != nil {
			answer <- err.Error()
			return
		}
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		answer <- string(b)
	}()
	<-begun
	stop()
	for { // the port closes at once
		c, err := net.Dial("tcp", s.Addr())
		if err != nil {
			break
		}
		c.Close()
		time.Sleep(time.Millisecond)
	}
	if w := ask(s, "GET", "/readyz", nil, nil); w.Code != 503 {
		t.Errorf("ready while stopping: %d", w.Code)
	}
	close(finish)
	if got := <-answer; got != "done" {
		t.Errorf("the request under way got %q", got)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

// A header too large is refused on a real connection, before any handler.
func TestHeaderTooLarge(t *testing.T) {
	s, _ := build(t, nil)
	if err := s.Listen(); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stopped := make(chan error, 1)
	go func() { stopped <- s.Run(ctx) }()
	c, err := net.Dial("tcp", s.Addr())
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(c, "GET / HTTP/1.1\r\nHost: x\r\nX-Big: %s\r\n\r\n", strings.Repeat("a", 64<<10))
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil || res.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("%v %v", res, err)
	}
	c.Close()
	stop()
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}

func BenchmarkChain(b *testing.B) {
	cfg, _ := config()
	cfg.Log = slog.New(slog.DiscardHandler)
	s, err := New(cfg, routes())
	if err != nil {
		b.Fatal(err)
	}
	r := httptest.NewRequest("GET", "/", nil)
	r.RemoteAddr = "127.0.0.1:9"
	b.ReportAllocs()
	for b.Loop() {
		s.Handler().ServeHTTP(httptest.NewRecorder(), r.Clone(context.Background()))
	}
}
