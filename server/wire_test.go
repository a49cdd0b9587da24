package server

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/clock"
	"motcua/db/dbtest"
	"motcua/refusal"
	"motcua/session"
)

var errSignIn = refusal.Forbidden("Vui lòng đăng nhập.")

// start lets s serve on a real port until the test ends.
func start(t *testing.T, s *Server) string {
	t.Helper()
	if err := s.Listen(); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stopped := make(chan error, 1)
	go func() { stopped <- s.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-stopped; err != nil {
			t.Error(err)
		}
	})
	return s.Addr()
}

// Headers and bodies that drip in are cut off, and meanwhile others are served.
func TestDrippingIsCutOff(t *testing.T) {
	s, _ := build(t, nil)
	s.http.ReadHeaderTimeout, s.http.ReadTimeout = 300*time.Millisecond, 300*time.Millisecond
	addr := start(t, s)
	for name, first := range map[string]string{
		"header": "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
		"body":   "POST /act HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n",
	} {
		var open []net.Conn
		for range 50 {
			c, err := net.Dial("tcp", addr)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			fmt.Fprint(c, first)
			open = append(open, c)
		}
		res, err := http.Get("http://" + addr + "/")
		if err != nil || res.StatusCode != 200 {
			t.Fatalf("%s: others are not served: %v", name, err)
		}
		res.Body.Close()
		for _, c := range open {
			if err := c.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(io.Discard, c); err != nil && !strings.Contains(err.Error(), "reset") {
				t.Errorf("a dripping %s is still open: %v", name, err)
			}
		}
	}
}

// certificate writes a self-signed pair for 127.0.0.1.
func certificate(t *testing.T) (cert, key string, pool *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "thử"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, about, about, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, kind string, b []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: b}), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	pool = x509.NewCertPool()
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool.AddCert(parsed)
	return write("cert.pem", "CERTIFICATE", der), write("key.pem", "PRIVATE KEY", raw), pool
}

func TestTLS(t *testing.T) {
	cert, key, pool := certificate(t)
	s, _ := build(t, func(c *Config) { c.TLSCert, c.TLSKey = cert, key })
	addr := start(t, s)
	client := func(most uint16) *http.Client {
		return &http.Client{Transport: &http.Transport{ForceAttemptHTTP2: true, DisableKeepAlives: true,
			TLSClientConfig: &tls.Config{RootCAs: pool, MaxVersion: most}}}
	}
	res, err := client(tls.VersionTLS13).Get("https://" + addr + "/")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != 200 || res.ProtoMajor != 2 || res.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("%s %v", res.Proto, res.Header)
	}
	if res, err := client(tls.VersionTLS11).Get("https://" + addr + "/"); err == nil {
		res.Body.Close()
		t.Error("TLS 1.1 was spoken")
	}
	cfg, _ := config()
	cfg.TLSCert, cfg.TLSKey = key, cert
	if _, err := New(cfg, nil); err == nil || !strings.Contains(err.Error(), "chứng thư TLS") {
		t.Error(err)
	}
}

// A request with two lengths is read differently by a proxy and by us: it is refused.
func TestTwoLengthsAreRefused(t *testing.T) {
	s, _ := build(t, nil)
	addr := start(t, s)
	c, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprint(c, "POST /act HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 9\r\n\r\nabc")
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil || res.StatusCode != 400 {
		t.Errorf("%v %v", res, err)
	}
}

// The whole of a sign-in through the chain: the cookie of a server behind a proxy,
// the guard that reads the session, the end of the post.
func TestSignInThroughTheChain(t *testing.T) {
	d := dbtest.SQLite(t)
	wall := clock.Wall()
	sessions := session.NewSessions(d, wall, true, func(_ http.ResponseWriter, _ *http.Request, err error) { t.Error(err) })
	cfg, _ := config()
	cfg.Behind = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	cfg.Session = sessions.Load
	cfg.Guard = func(r *http.Request, access string) error {
		if sessions.Of(r.Context()).Official == "" {
			return errSignIn
		}
		return nil
	}
	s, err := New(cfg, []Route{
		{Pattern: "POST /in", Access: Anyone, Handler: func(_ http.ResponseWriter, r *http.Request) error {
			return sessions.SignIn(r.Context(), session.Identity{Official: "lan", From: r.RemoteAddr})
		}},
		{Pattern: "GET /desk", Access: "official", Handler: func(w http.ResponseWriter, r *http.Request) error {
			_, err := io.WriteString(w, sessions.Of(r.Context()).From)
			return err
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	through := func(r *http.Request) {
		r.RemoteAddr = "10.0.0.1:7"
		r.Header.Set(forwarded, "203.0.113.7")
	}
	if w := ask(s, "GET", "/desk", nil, through); w.Code != 403 {
		t.Errorf("nobody: %d", w.Code)
	}
	in := ask(s, "POST", "/in", bytes.NewReader(nil), through)
	cookies := in.Result().Cookies()
	if in.Code != 200 || len(cookies) != 1 || cookies[0].Name != "__Host-motcua" {
		t.Fatalf("%d %v", in.Code, cookies)
	}
	with := func(r *http.Request) { through(r); r.AddCookie(cookies[0]) }
	if w := ask(s, "GET", "/desk", nil, with); w.Code != 200 || w.Body.String() != "203.0.113.7:0" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if _, err := sessions.EndForOfficial(context.Background(), "lan"); err != nil {
		t.Fatal(err)
	}
	if w := ask(s, "GET", "/desk", nil, with); w.Code != 403 {
		t.Errorf("after the end of the post: %d", w.Code)
	}
}
