package almanac

import (
	"sync"

	"motcua/calendar"
)

// cache keeps calendars that were built; many offices share one.
type cache struct {
	mu sync.RWMutex
	m  map[string]*calendar.Table
}

func (c *cache) get(key string) (*calendar.Table, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	t, ok := c.m[key]
	return t, ok
}

func (c *cache) put(key string, t *calendar.Table) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.m == nil {
		c.m = map[string]*calendar.Table{}
	}
	c.m[key] = t
}
