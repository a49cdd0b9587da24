package gateway

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"motcua/notice"

	"github.com/emersion/go-message/mail"
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// Relay sends e-mail through an SMTP relay.
type Relay struct {
	Addr     string // host:port
	From     string // mailbox of the city, e.g. motcua@…
	FromName string
	User     string // "" when the relay knows us by our address
	Password string
	// TLS: "offered" (default) uses STARTTLS when the relay offers it, "required"
	// refuses to send without, "wrapped" speaks TLS from the first byte (port 465).
	TLS     string
	Roots   *tls.Config   // nil: the machine's certificates
	Timeout time.Duration // of one mail; 0 is 25 s
}

const relayTimeout = 25 * time.Second

// SendMail gives one mail to the relay. The proof is the relay's answer, which
// carries its queue id. The Message-ID is the key, so that a mail repeated after
// a crash is recognised as the same.
func (r Relay) SendMail(ctx context.Context, m notice.Mail) (string, error) {
	raw, err := r.compose(m)
	if err != nil {
		return "", err
	}
	limit := r.Timeout
	if limit == 0 {
		limit = relayTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	c, err := r.dial(ctx)
	if err != nil {
		return "", told("the mail relay does not answer", err)
	}
	defer c.Close()
	if r.User != "" {
		if _, wrapped := c.TLSConnectionState(); !wrapped && !loopback(r.Addr) {
			return "", errors.New("gateway: the mail relay offers no TLS; the password is not sent in the clear")
		}
		if err := c.Auth(sasl.NewPlainClient("", r.User, r.Password)); err != nil {
			return "", told("the mail relay does not accept our sign-in", err)
		}
	}
	return submit(c, r.From, m.To, raw)
}

func submit(c *smtp.Client, from, to string, raw []byte) (string, error) {
	if err := c.Mail(from, nil); err != nil {
		return "", told("the mail relay does not accept our sender", err)
	}
	if err := c.Rcpt(to, nil); err != nil {
		return "", refusedBy("the mail relay does not accept the recipient", err)
	}
	w, err := c.Data()
	if err != nil {
		return "", told("the mail relay takes no data", err)
	}
	if _, err := w.Write(raw); err != nil {
		return "", told("the mail relay broke off", err)
	}
	answer, err := w.CloseWithResponse()
	if err != nil {
		return "", refusedBy("the mail relay did not take the mail", err)
	}
	_ = c.Quit() // the mail is taken; a lost farewell changes nothing
	return "smtp " + answer.StatusText, nil
}

// dial connects, with TLS as asked.
func (r Relay) dial(ctx context.Context) (*smtp.Client, error) {
	host, _, err := net.SplitHostPort(r.Addr)
	if err != nil {
		return nil, err
	}
	cfg := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}
	if r.Roots != nil {
		cfg = r.Roots.Clone()
		cfg.ServerName = host
	}
	conn, err := connect(ctx, r.Addr)
	if err != nil {
		return nil, err
	}
	if r.TLS == "wrapped" {
		return r.greet(smtp.NewClient(tls.Client(conn, cfg)))
	}
	c, err := r.greet(smtp.NewClient(conn))
	if err != nil {
		return nil, err
	}
	offered, _ := c.Extension("STARTTLS")
	if !offered {
		if r.TLS == "required" {
			c.Close()
			return nil, errors.New("the relay offers no STARTTLS")
		}
		return c, nil
	}
	_ = c.Quit() // the library upgrades only at the start of a connection
	if conn, err = connect(ctx, r.Addr); err != nil {
		return nil, err
	}
	return smtp.NewClientStartTLS(conn, cfg)
}

func (r Relay) greet(c *smtp.Client) (*smtp.Client, error) {
	name := "localhost"
	if _, domain, ok := strings.Cut(r.From, "@"); ok {
		name = domain
	}
	if err := c.Hello(name); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// connect opens a connection that breaks when the context ends: the library sets
// deadlines of its own for each command, and a stalling relay would stretch them.
func connect(ctx context.Context, addr string) (net.Conn, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	context.AfterFunc(ctx, func() { conn.Close() })
	return conn, nil
}

func loopback(addr string) bool {
	host, _, _ := net.SplitHostPort(addr)
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// compose writes the mail: UTF-8 subject and text, one part.
func (r Relay) compose(m notice.Mail) ([]byte, error) {
	for _, s := range []string{m.To, m.Subject, r.From} {
		if strings.ContainsAny(s, "\r\n") {
			return nil, fmt.Errorf("gateway: a line break in a header of the mail: %w", notice.ErrRefused)
		}
	}
	_, domain, ok := strings.Cut(r.From, "@")
	if !ok {
		return nil, errors.New("gateway: the city's mailbox has no domain; set the sender of mails")
	}
	var h mail.Header
	h.SetDate(m.Date)
	h.SetAddressList("From", []*mail.Address{{Name: r.FromName, Address: r.From}})
	h.SetAddressList("To", []*mail.Address{{Address: m.To}})
	h.SetSubject(m.Subject)
	h.SetMessageID(m.Key + "@" + domain)
	h.Set("Auto-Submitted", "auto-generated") // no absence notes in return
	h.SetContentType("text/plain", map[string]string{"charset": "utf-8"})
	var b bytes.Buffer
	w, err := mail.CreateSingleInlineWriter(&b, h)
	if err != nil {
		return nil, fmt.Errorf("gateway: %w", err)
	}
	if _, err := w.Write([]byte(m.Body + "\n")); err != nil {
		return nil, fmt.Errorf("gateway: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("gateway: %w", err)
	}
	return b.Bytes(), nil
}

// refusedBy tells a refusal for good (5xx) from one that may pass.
func refusedBy(what string, err error) error {
	var s *smtp.SMTPError
	if errors.As(err, &s) && s.Code >= 500 {
		return fmt.Errorf("gateway: %s (%d): %w", what, s.Code, notice.ErrRefused)
	}
	return told(what, err)
}

// told keeps the code of the relay's answer but not its words, which may repeat
// the address.
func told(what string, err error) error {
	var s *smtp.SMTPError
	if errors.As(err, &s) {
		return fmt.Errorf("gateway: %s (%d)", what, s.Code)
	}
	return fmt.Errorf("gateway: %s: %w", what, err)
}
