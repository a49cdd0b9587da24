package gateway_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"motcua/clock"
	"motcua/gateway"
	"motcua/notice"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

var noon = time.Date(2019, 6, 3, 12, 0, 0, 0, clock.Zone)

func simulator(t *testing.T) *gateway.Simulator {
	t.Helper()
	s, err := gateway.NewSimulator(clock.Fixed(noon))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

const (
	subject = "Hồ sơ 000.00.01.H29-190603-0001 đã được tiếp nhận, hẹn trả kết quả thứ Hai, 10/6/2019 lúc 17 giờ 00"
	body    = "Hồ sơ đã được tiếp nhận.\n.Dòng bắt đầu bằng dấu chấm.\nƯớc ứ ự ẵ ặ"
)

func TestAMailArrivesAsItWasWritten(t *testing.T) {
	s := simulator(t)
	proof, err := s.Relay().SendMail(context.Background(), notice.Mail{Key: "k1", To: "mau@example.org", Subject: subject, Body: body, Date: noon})
	if err != nil || !strings.Contains(proof, "sim-1") {
		t.Fatalf("proof %q, %v", proof, err)
	}
	got := s.To("mau@example.org")
	if len(got) != 1 || got[0].Subject != subject || got[0].Body != body || got[0].Key != "k1" || !got[0].At.Equal(noon) {
		t.Errorf("arrived: %+v", got)
	}
}

func TestATextArrivesOnceHoweverOftenItIsSent(t *testing.T) {
	s := simulator(t)
	text := notice.Text{Key: "k1", To: "0900000123", Body: body}
	first, err := s.Centre().SendText(context.Background(), text)
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.Centre().SendText(context.Background(), text)
	if err != nil || again != first {
		t.Errorf("the second time: proof %q, want %q (%v)", again, first, err)
	}
	if got := s.All(); len(got) != 1 || got[0].Times != 2 || got[0].Body != body {
		t.Errorf("arrived: %+v", got)
	}
}

func TestWhatMayPassAndWhatNeverWill(t *testing.T) {
	both := func(s *gateway.Simulator, key string) map[string]error {
		_, a := s.Relay().SendMail(context.Background(), notice.Mail{Key: key, To: "x@example.org", Subject: "s", Body: "b", Date: noon})
		_, b := s.Centre().SendText(context.Background(), notice.Text{Key: key, To: "x@example.org", Body: "b"})
		return map[string]error{"mail": a, "text": b}
	}
	for _, row := range []struct {
		name    string
		faults  gateway.Faults
		fails   bool
		forEver bool
		arrived int
	}{
		{"all is well", gateway.Faults{}, false, false, 2},
		{"down for a moment", gateway.Faults{Fail: 2}, true, false, 0},
		{"taken, but the answer is lost", gateway.Faults{Lose: 2}, true, false, 2},
		{"no such address", gateway.Faults{Refuse: "x@example.org"}, true, true, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := simulator(t)
			s.Set(row.faults)
			for what, err := range both(s, "k") {
				if (err != nil) != row.fails || errors.Is(err, notice.ErrRefused) != row.forEver {
					t.Errorf("%s: %v", what, err)
				}
				if err != nil && strings.Contains(err.Error(), "example.org") {
					t.Errorf("%s: the error repeats the address: %v", what, err)
				}
			}
			if n := len(s.All()); n != row.arrived {
				t.Errorf("%d arrived, want %d", n, row.arrived)
			}
			s.Set(gateway.Faults{})
			for what, err := range both(s, "k") {
				if err != nil {
					t.Errorf("%s, tried again: %v", what, err)
				}
			}
			if n := len(s.All()); n != 2 {
				t.Errorf("%d arrived in the end, want one mail and one text", n)
			}
		})
	}
}

func TestASlowGatewayIsGivenUpInTime(t *testing.T) {
	s := simulator(t)
	s.Set(gateway.Faults{Slow: 3 * time.Second})
	r, c := s.Relay(), s.Centre()
	r.Timeout, c.Timeout = 100*time.Millisecond, 100*time.Millisecond
	began := time.Now()
	if _, err := r.SendMail(context.Background(), notice.Mail{Key: "k", To: "x@example.org", Subject: "s", Body: "b", Date: noon}); err == nil || errors.Is(err, notice.ErrRefused) {
		t.Errorf("mail: %v", err)
	}
	if _, err := c.SendText(context.Background(), notice.Text{Key: "k", To: "0900000123", Body: "b"}); err == nil || errors.Is(err, notice.ErrRefused) {
		t.Errorf("text: %v", err)
	}
	if d := time.Since(began); d > 2*time.Second {
		t.Errorf("gave up after %s", d)
	}
}

func TestAHeaderCannotBeInjected(t *testing.T) {
	s := simulator(t)
	for _, m := range []notice.Mail{{Key: "k", To: "x@example.org\r\nBcc: y@example.org", Subject: "s"}, {Key: "k", To: "x@example.org", Subject: "s\nBcc: y@example.org"}} {
		if _, err := s.Relay().SendMail(context.Background(), m); !errors.Is(err, notice.ErrRefused) {
			t.Errorf("%q: %v", m.To+m.Subject, err)
		}
	}
}

func TestATokenIsNotSentInTheClear(t *testing.T) {
	c := gateway.Centre{URL: "http://sms.example.org/", Token: "secret"}
	if _, err := c.SendText(context.Background(), notice.Text{Key: "k", To: "0900000123", Body: "b"}); err == nil || !strings.Contains(err.Error(), "https") {
		t.Errorf("%v", err)
	}
	r := simulator(t).Relay()
	r.TLS = "required"
	if _, err := r.SendMail(context.Background(), notice.Mail{Key: "k", To: "x@example.org", Subject: "s", Date: noon}); err == nil || !strings.Contains(err.Error(), "STARTTLS") {
		t.Errorf("%v", err)
	}
}

func TestAnAnswerWithoutIdProvesNothing(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) }))
	defer srv.Close()
	if _, err := (gateway.Centre{URL: srv.URL}).SendText(context.Background(), notice.Text{Key: "k", To: "1", Body: "b"}); err == nil {
		t.Error("a message without proof counted as sent")
	}
}

// tlsRelay is a relay that offers STARTTLS and asks for a password.
func tlsRelay(t *testing.T) (gateway.Relay, chan string) {
	t.Helper()
	web := httptest.NewTLSServer(http.NotFoundHandler()) // lends its certificate
	t.Cleanup(web.Close)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	took := make(chan string, 1)
	srv := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &locked{conn: c, took: took}, nil }))
	srv.TLSConfig = &tls.Config{Certificates: web.TLS.Certificates}
	go func() { _ = srv.Serve(l) }()
	t.Cleanup(func() { srv.Close() })
	pool := x509.NewCertPool()
	pool.AddCert(web.Certificate())
	return gateway.Relay{Addr: l.Addr().String(), From: "motcua@motcua.test", User: "motcua", Password: "right", TLS: "required", Roots: &tls.Config{RootCAs: pool}}, took
}

// locked takes mail only after a sign-in inside TLS.
type locked struct {
	conn   *smtp.Conn
	took   chan string
	signed bool
}

func (l *locked) AuthMechanisms() []string { return []string{sasl.Plain} }
func (l *locked) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "motcua" || password != "right" {
			return errors.New("wrong")
		}
		l.signed = true
		return nil
	}), nil
}
func (l *locked) Mail(string, *smtp.MailOptions) error {
	if _, ok := l.conn.TLSConnectionState(); !ok || !l.signed {
		return smtp.ErrAuthRequired
	}
	return nil
}
func (l *locked) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (l *locked) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	l.took <- string(raw)
	return err
}
func (l *locked) Reset()        {}
func (l *locked) Logout() error { return nil }

func TestThePasswordGoesThroughSTARTTLSOnly(t *testing.T) {
	r, took := tlsRelay(t)
	m := notice.Mail{Key: "k9", To: "x@example.org", Subject: "Hồ sơ", Body: "Nội dung", Date: noon}
	if _, err := r.SendMail(context.Background(), m); err != nil {
		t.Fatal(err)
	}
	if raw := <-took; !strings.Contains(raw, "Message-Id: <k9@motcua.test>") || !strings.Contains(raw, "Auto-Submitted: auto-generated") {
		t.Errorf("the relay got:\n%s", raw)
	}
	r.Roots = nil // a certificate nobody vouches for
	if _, err := r.SendMail(context.Background(), m); err == nil {
		t.Error("a relay with an unknown certificate got the password")
	}
}
