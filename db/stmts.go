package db

import (
	"context"
	"database/sql"
	"strings"
	"sync"
	"sync/atomic"
)

// Stats are counters kept while running.
type Stats struct {
	changes, commits atomic.Int64
}

// preparer is a *sql.DB or a *sql.Conn.
type preparer interface {
	PrepareContext(context.Context, string) (*sql.Stmt, error)
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

// stmtCache prepares each SQL text once: sqlc's texts are constants, and parsing
// them again would cost SQLite more than running them.
type stmtCache struct {
	on preparer
	mu sync.RWMutex
	m  map[string]prepared
	// wrote says that something other than a SELECT ran since it was last set to
	// false. Only the committer, which is alone with its cache, looks at it.
	wrote bool
	watch bool
}

type prepared struct {
	stmt  *sql.Stmt
	reads bool // a plain SELECT
}

// reads reports that a query text is a plain SELECT; sqlc puts comments in front.
func reads(q string) bool {
	for {
		q = strings.TrimLeft(q, " \t\r\n")
		if !strings.HasPrefix(q, "--") {
			return len(q) >= 6 && strings.EqualFold(q[:6], "SELECT")
		}
		i := strings.IndexByte(q, '\n')
		if i < 0 {
			return false
		}
		q = q[i:]
	}
}

func newStmtCache(on preparer) *stmtCache {
	return &stmtCache{on: on, m: make(map[string]prepared)}
}

func (c *stmtCache) get(q string) (*sql.Stmt, error) {
	c.mu.RLock()
	p, ok := c.m[q]
	c.mu.RUnlock()
	if !ok {
		var err error
		if p, err = c.prepare(q); err != nil {
			return nil, err
		}
	}
	if c.watch && !p.reads {
		c.wrote = true
	}
	return p.stmt, nil
}

func (c *stmtCache) prepare(q string) (prepared, error) {
	// The statement outlives the caller who needed it first.
	s, err := c.on.PrepareContext(context.Background(), q)
	if err != nil {
		return prepared{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if old, ok := c.m[q]; ok {
		s.Close()
		return old, nil
	}
	p := prepared{s, reads(q)}
	c.m[q] = p
	return p, nil
}

func (c *stmtCache) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for q, s := range c.m {
		s.stmt.Close()
		delete(c.m, q)
	}
}

func (c *stmtCache) ExecContext(ctx context.Context, q string, args ...any) (sql.Result, error) {
	s, err := c.get(q)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

func (c *stmtCache) PrepareContext(ctx context.Context, q string) (*sql.Stmt, error) {
	if c.watch {
		c.wrote = true // what it will run cannot be seen from here
	}
	return c.on.PrepareContext(ctx, q)
}

func (c *stmtCache) QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error) {
	s, err := c.get(q)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

func (c *stmtCache) QueryRowContext(ctx context.Context, q string, args ...any) *sql.Row {
	s, err := c.get(q)
	if err != nil {
		c.wrote = c.wrote || c.watch
		// A *sql.Row that carries the error can only be made by asking again.
		return c.on.QueryRowContext(ctx, q, args...)
	}
	// One row is a moment's work: the driver's watcher of the context would cost more
	// than what it could cut short.
	return s.QueryRowContext(context.WithoutCancel(ctx), args...)
}
