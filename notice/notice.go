package notice

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"motcua/clock"
	"motcua/fold"
)

// Channel is how a message reaches somebody.
type Channel string

// The channels a gateway delivers.
const (
	BySMS   Channel = "sms"
	ByEmail Channel = "email"
)

// State is where a message stands, drawn in doc.go.
type State string

// The states of a message.
const (
	Waiting State = "waiting"
	Sending State = "sending"
	Sent    State = "sent"
	Failed  State = "failed"
	Dead    State = "dead"
)

// Vietnamese is the state on officials' pages.
func (s State) Vietnamese() string {
	return map[State]string{Waiting: "Chờ gửi", Sending: "Đang gửi", Sent: "Đã gửi", Failed: "Chưa gửi được, sẽ gửi lại", Dead: "Không gửi được"}[s]
}

// Applicant is the recipient of a dossier's messages to its applicant; officials
// are named by their id.
const Applicant = "applicant"

// Message is one thing to tell one person because of one event.
type Message struct {
	Home, Dossier string
	Event         string // id of the event that causes it
	Kind          string // received, apologise, warn …
	Channel       Channel
	To            string // Applicant, or the id of an official
	Address       string // phone number or mailbox at the time of composing
	Subject       string // e-mail only
	Body          string
	Created       clock.Instant // civil
}

// ID names the message for ever: the same event, kind, channel and recipient give
// the same id, so that composing twice changes nothing and a gateway that keeps
// ids sends once.
func (m Message) ID() string {
	h := sha256.Sum256([]byte(strings.Join([]string{m.Event, m.Kind, string(m.Channel), m.To}, "\x00")))
	return hex.EncodeToString(h[:16])
}

// clean brings the texts into the one Unicode form people's phones expect.
func (m Message) clean() Message {
	m.Subject = strings.Join(strings.Fields(fold.NFC(m.Subject)), " ")
	m.Body = strings.TrimSpace(fold.NFC(m.Body))
	m.Address = strings.TrimSpace(m.Address)
	return m
}

// Notice is the row of a message.
type Notice struct {
	ID string
	Message
	State State
	Tries int
	Sent  clock.Instant // civil; 0 while not sent
	Proof string        // what the gateway answered: its id of the message
	Error string        // of the last failed attempt
}
