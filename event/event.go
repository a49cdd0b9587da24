package event

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

	"golang.org/x/mod/sumdb/tlog"
)

// Event is the envelope. Instants are microseconds since 1970 UTC.
type Event struct {
	ID       string // UUIDv7
	Home     string // receiving office at reception: first part of every large key
	Kind     string // what the subject is: dossier, procedure, office …
	Subject  string // id of the subject
	Seq      int64  // 1, 2, 3 … within the subject
	Act      string // imperative verb: receive, sign …
	Ver      int64  // version of the act's body
	At       int64  // legal moment
	Recorded int64  // moment it was entered; later than At for late-entered acts
	Office   string // office of the one who acted
	Step     string // step of the internal process
	Official string // official or person who acted; "" for the machine
	Post     string // post held while acting
	Behalf   string // on whose behalf (delegation, authorised person)
	Channel  string // page, api, offline, job
	Request  string // request id
	Body     string // JSON: what was decided
	Secret   string // commitment to Private: hex SHA-256(salt ‖ private), or ""
	Salt     string // hex, random: hides the leaf from guessing
	LeafHash string // hex, hash of the leaf: tlog.RecordHash(salt ‖ canonical)

	Private string `json:"-"` // JSON of personal values, kept in event_private

	// Before and After ride along for followers and are not stored: the subject's
	// row as it was and as it is.
	Before, After any `json:"-"`
}

// Canonical is the byte form the leaf is computed from: each field with its
// length in front, in the order of the struct, so that no two events share one.
func (e *Event) Canonical() []byte {
	b := make([]byte, 0, 512+len(e.Body))
	text := func(s string) {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	num := func(n int64) { b = binary.AppendVarint(b, n) }
	b = append(b, "motcua/event/1\n"...)
	text(e.ID)
	text(e.Home)
	text(e.Kind)
	text(e.Subject)
	num(e.Seq)
	text(e.Act)
	num(e.Ver)
	num(e.At)
	num(e.Recorded)
	text(e.Office)
	text(e.Step)
	text(e.Official)
	text(e.Post)
	text(e.Behalf)
	text(e.Channel)
	text(e.Request)
	text(e.Body)
	text(e.Secret)
	return b
}

// Leaf computes the hash of the leaf from the event as it stands. An edited
// event gives another leaf than the one in the ledger.
func (e *Event) Leaf() string {
	data := append([]byte(e.Salt), e.Canonical()...)
	h := tlog.RecordHash(data)
	return hex.EncodeToString(h[:])
}

// Commit is the salted commitment to a personal text.
func Commit(salt, private string) string {
	h := sha256.Sum256([]byte(salt + "\n" + private))
	return hex.EncodeToString(h[:])
}
