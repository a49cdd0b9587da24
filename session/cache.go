package session

import (
	"sync"
	"time"
)

// fresh is how long this process believes what it read: another server's "end this
// session" takes effect here after this time at most, our own at once.
const fresh = 2 * time.Second

// cacheMost bounds the memory: about 30 MB of sessions.
const cacheMost = 50_000

type entry struct {
	data    []byte
	seen    time.Time
	expires time.Time
	read    time.Time // when the row was read from the database
}

// cache answers the session check of each request without the database. Tokens
// nobody has are not remembered, so that guessing fills no memory.
type cache struct {
	mu   sync.RWMutex
	rows map[string]entry
	gen  uint64 // grows with each drop
}

func newCache() *cache { return &cache{rows: map[string]entry{}} }

// get gives the entry when it is fresh, and the generation put has to name: what
// was read before somebody ended a session must not come back after it.
func (c *cache) get(hash string, now time.Time) (e entry, gen uint64, ok bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	e, ok = c.rows[hash]
	age := now.Sub(e.read)
	return e, c.gen, ok && age >= 0 && age < fresh
}

func (c *cache) put(hash string, e entry, gen uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.gen != gen {
		return
	}
	if len(c.rows) >= cacheMost {
		clear(c.rows) // the next requests read their rows again
	}
	c.rows[hash] = e
}

func (c *cache) drop(hash string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.gen++
	delete(c.rows, hash)
}
