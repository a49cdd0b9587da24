package almanac

import (
	"sync"

	"motcua/calendar"
)

// cache keeps calendars that were built; many offices share one. A calendar takes tens
// of milliseconds, so of many that ask at once one builds it and the others wait.
type cache struct {
	m sync.Map // key → func() (*calendar.Table, error), which builds once
}

func (c *cache) get(key string, build func() (*calendar.Table, error)) (*calendar.Table, error) {
	if f, ok := c.m.Load(key); ok {
		return f.(func() (*calendar.Table, error))()
	}
	f, _ := c.m.LoadOrStore(key, sync.OnceValues(build))
	return f.(func() (*calendar.Table, error))()
}
