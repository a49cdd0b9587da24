package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"motcua/clock"

	"github.com/emersion/go-message/mail"
	"github.com/emersion/go-smtp"
)

// Simulator is a mail relay and a message centre on the loopback, with a memory
// in place of phones: for the demonstration and for tests.
type Simulator struct {
	Outbox
	civil  clock.Clock
	mail   *smtp.Server
	text   *http.Server
	relay  string
	centre string
	axis   string

	mu     sync.Mutex
	faults Faults
	n      int
}

// Faults is what goes wrong next.
type Faults struct {
	Fail   int           // so many requests are answered "try later"
	Lose   int           // so many are delivered, but the answer is lost
	Refuse string        // this address does not exist
	Slow   time.Duration // each answer takes so long (wall time)
}

// NewSimulator opens both on free ports of the loopback. The clock stands on what
// is delivered.
func NewSimulator(civil clock.Clock) (*Simulator, error) {
	s := &Simulator{civil: civil}
	ml, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("gateway: %w", err)
	}
	tl, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		ml.Close()
		return nil, fmt.Errorf("gateway: %w", err)
	}
	s.relay, s.centre = ml.Addr().String(), "http://"+tl.Addr().String()+"/messages"
	s.mail = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &mailSession{sim: s}, nil }))
	s.mail.Domain = "motcua.test"
	s.mail.EnableSMTPUTF8 = true
	s.mail.ErrorLog = log.New(io.Discard, "", 0) // lost connections are asked for here
	mux := http.NewServeMux()
	mux.HandleFunc("POST /messages", s.takeText)
	mux.HandleFunc("GET /registers/{register}", s.answerHeld)
	s.axis = "http://" + tl.Addr().String() + "/registers"
	s.text = &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second, ErrorLog: log.New(io.Discard, "", 0)}
	go func() { _ = s.mail.Serve(ml) }()
	go func() { _ = s.text.Serve(tl) }()
	return s, nil
}

// Relay gives a sender through the simulated relay.
func (s *Simulator) Relay() Relay {
	return Relay{Addr: s.relay, From: "motcua@motcua.test", FromName: "Bộ phận một cửa"}
}

// Centre gives a sender through the simulated message centre.
func (s *Simulator) Centre() Centre { return Centre{URL: s.centre, Sender: "MOTCUA"} }

// Set changes what goes wrong.
func (s *Simulator) Set(f Faults) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = f
}

// Close ends both.
func (s *Simulator) Close() error { return errors.Join(s.mail.Close(), s.text.Close()) }

// outcome is what becomes of one request.
type outcome int

const (
	deliver outcome = iota
	later           // not delivered, may be tried again
	lose            // delivered, but the sender does not learn it
	refuse          // never
)

// next decides by the faults, and numbers the message.
func (s *Simulator) next(done <-chan struct{}, to string) (outcome, int) {
	s.mu.Lock()
	f := &s.faults
	s.n++
	n, what, slow := s.n, deliver, f.Slow
	switch {
	case f.Refuse != "" && f.Refuse == to:
		what = refuse
	case f.Fail > 0:
		f.Fail--
		what = later
	case f.Lose > 0:
		f.Lose--
		what = lose
	}
	s.mu.Unlock()
	if slow > 0 {
		clock.Sleep(done, slow)
	}
	return what, n
}

func (s *Simulator) takeText(w http.ResponseWriter, r *http.Request) {
	var q textRequest
	if err := json.NewDecoder(io.LimitReader(r.Body, answerMost)).Decode(&q); err != nil || q.Key == "" || q.To == "" || q.Text == "" {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	what, n := s.next(r.Context().Done(), q.To)
	switch what {
	case refuse:
		http.Error(w, "no such number", http.StatusUnprocessableEntity)
		return
	case later:
		http.Error(w, "try later", http.StatusServiceUnavailable)
		return
	}
	proof := s.take(Delivered{Channel: "sms", Key: q.Key, To: q.To, Body: q.Text, Proof: fmt.Sprintf("sim-%d", n), At: s.civil.Now()})
	if what == lose {
		panic(http.ErrAbortHandler) // the connection breaks without an answer
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(textAnswer{ID: proof})
}

// mailSession is one conversation with the simulated relay.
type mailSession struct {
	sim  *Simulator
	to   string
	what outcome
	n    int
}

// Mail begins.
func (m *mailSession) Mail(string, *smtp.MailOptions) error { return nil }

// Rcpt names the recipient; one a mail is enough here.
func (m *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	m.to = to
	m.what, m.n = m.sim.next(context.Background().Done(), to)
	switch m.what {
	case refuse:
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such mailbox"}
	case later:
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "try later"}
	}
	return nil
}

// Data takes the mail; the answer is the proof.
func (m *mailSession) Data(r io.Reader) error {
	d, err := readMail(r)
	if err != nil {
		return &smtp.SMTPError{Code: 554, Message: "cannot be read"}
	}
	d.Channel, d.To, d.At, d.Proof = "email", m.to, m.sim.civil.Now(), fmt.Sprintf("sim-%d", m.n)
	proof := m.sim.take(d)
	if m.what == lose {
		return &smtp.SMTPError{Code: 451, Message: "answer lost"}
	}
	return &smtp.SMTPError{Code: 250, EnhancedCode: smtp.EnhancedCode{2, 0, 0}, Message: "queued as " + proof}
}

func readMail(r io.Reader) (Delivered, error) {
	mr, err := mail.CreateReader(r)
	if err != nil {
		return Delivered{}, err
	}
	var d Delivered
	if d.Subject, err = mr.Header.Subject(); err != nil {
		return d, err
	}
	id, err := mr.Header.MessageID()
	if err != nil {
		return d, err
	}
	d.Key, _, _ = strings.Cut(id, "@")
	p, err := mr.NextPart()
	if err != nil {
		return d, err
	}
	body, err := io.ReadAll(p.Body)
	d.Body = strings.TrimSpace(strings.ReplaceAll(string(body), "\r\n", "\n"))
	return d, err
}

// Reset forgets the conversation so far.
func (m *mailSession) Reset() { m.to = "" }

// Logout ends it.
func (m *mailSession) Logout() error { return nil }
