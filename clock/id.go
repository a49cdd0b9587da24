package clock

import (
	"bufio"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"io"
	mathrand "math/rand/v2"
	"strings"
	"sync"
	"time"
)

// IDs makes UUIDv7 texts: unguessable, and growing with the clock so that they
// are kind to an index. Within one millisecond a counter keeps the order.
type IDs struct {
	mu    sync.Mutex
	clock Clock
	rand  io.Reader
	last  int64
	seq   uint16
}

// NewIDs draws from the operating system's randomness.
func NewIDs(c Clock) *IDs {
	return &IDs{clock: c, rand: bufio.NewReaderSize(rand.Reader, 4096)}
}

// SeededIDs repeats the same ids for the same seed and clock: simulation only.
func SeededIDs(c Clock, seed uint64) *IDs {
	var key [32]byte
	for i := range 8 {
		key[i] = byte(seed >> (8 * i))
	}
	return &IDs{clock: c, rand: mathrand.NewChaCha8(key)}
}

// New gives the next id as 36 characters.
func (s *IDs) New() string {
	s.mu.Lock()
	ms := s.clock.Now().UnixMilli()
	if ms <= s.last {
		ms = s.last
		s.seq++
		if s.seq > 0xfff {
			s.seq = 0
			ms++
		}
	} else {
		s.seq = 0
	}
	s.last = ms
	seq := s.seq
	var b [16]byte
	s.read(b[8:])
	s.mu.Unlock()
	for i := range 6 {
		b[i] = byte(ms >> (40 - 8*i))
	}
	b[6] = 0x70 | byte(seq>>8)
	b[7] = byte(seq)
	b[8] = b[8]&0x3f | 0x80
	var out [36]byte
	hex.Encode(out[0:8], b[0:4])
	out[8] = '-'
	hex.Encode(out[9:13], b[4:6])
	out[13] = '-'
	hex.Encode(out[14:18], b[6:8])
	out[18] = '-'
	hex.Encode(out[19:23], b[8:10])
	out[23] = '-'
	hex.Encode(out[24:36], b[10:16])
	return string(out[:])
}

// IsID reports whether s is written as New writes: what a form brings back as the name of
// a row is one of ours or none.
func IsID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i, c := range []byte(s) {
		switch i {
		case 8, 13, 18, 23:
			if c != '-' {
				return false
			}
		default:
			if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
				return false
			}
		}
	}
	return s[14] == '7' && strings.IndexByte("89ab", s[19]) >= 0
}

// Derived gives the id that an id brought back by a form stands for: written as New writes,
// with the moment of the form, and for another purpose another one. The sender cannot aim
// it at a row that is there.
func Derived(purpose, id string) string {
	sum := sha256.Sum256([]byte("motcua id\x00" + purpose + "\x00" + id))
	h := hex.EncodeToString(sum[:])
	return id[:15] + h[:3] + "-" + string("89ab"[sum[16]&3]) + h[3:6] + "-" + h[6:18]
}

// Bytes gives n random bytes: salts and unguessable tokens.
func (s *IDs) Bytes(n int) []byte {
	b := make([]byte, n)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.read(b)
	return b
}

// Token gives an unguessable text of 32 hexadecimal digits for links and QR codes.
func (s *IDs) Token() string { return hex.EncodeToString(s.Bytes(16)) }

// read fills b. A machine without randomness cannot issue ids, so it stops here
// instead of handing out guessable ones.
func (s *IDs) read(b []byte) {
	if _, err := io.ReadFull(s.rand, b); err != nil {
		panic("clock: no randomness: " + err.Error())
	}
}

// Sleep waits for d or until done is closed; it reports whether d passed.
func Sleep(done <-chan struct{}, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-done:
		return false
	case <-t.C:
		return true
	}
}

// Random is the operating system's randomness, for libraries that make keys.
func Random() io.Reader { return rand.Reader }
