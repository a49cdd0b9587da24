package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"motcua/clock"

	_ "modernc.org/sqlite" // the driver: the only one that binds $2 by number (docs/decisions/0001)
)

// Bounds of one merged commit.
const (
	batchMost = 256
	lingerMax = 1500 * time.Microsecond // how long a commit waits for those who usually come along
)

func liteDSN(path, extra string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?_pragma=busy_timeout(15000)&_pragma=foreign_keys(1)&_pragma=synchronous(FULL)" + extra
}

func openSQLite(ctx context.Context, rawurl, path string) (*DB, error) {
	if err := ensureFolder(path); err != nil {
		return nil, err
	}
	w, err := sql.Open("sqlite", liteDSN(path, "&_pragma=journal_mode(WAL)&_pragma=cache_size(-65536)&_pragma=wal_autocheckpoint(8000)&_txlock=immediate"))
	if err != nil {
		return nil, fmt.Errorf("db: %w", err)
	}
	w.SetMaxOpenConns(1)
	conn, err := w.Conn(ctx)
	if err != nil {
		w.Close()
		return nil, fmt.Errorf("db: cannot open %s as a SQLite database: %w; check the path and its rights, or name another with MOTCUA_DB", path, err)
	}
	r, err := sql.Open("sqlite", liteDSN(path, "&_pragma=query_only(1)&_pragma=cache_size(-16384)"))
	if err != nil {
		w.Close()
		return nil, fmt.Errorf("db: %w", err)
	}
	r.SetMaxOpenConns(8)
	r.SetMaxIdleConns(8)
	stmts := newStmtCache(r)
	d := &DB{engine: SQLite, url: rawurl, path: path, read: r, reader: stmts, stmts: stmts}
	d.lite = newCommitter(w, conn, &d.stats)
	if err := d.Ping(ctx); err != nil {
		d.Close()
		return nil, fmt.Errorf("db: %s cannot be read as a SQLite database: %w; check the file, or name another with MOTCUA_DB", path, err)
	}
	return d, nil
}

// committer owns the one writing connection of SQLite and merges the changes
// that wait into one durable commit, a SAVEPOINT each, so that one that fails
// does not undo its neighbours (docs/decisions/0002).
type committer struct {
	db       *sql.DB
	conn     *sql.Conn
	cache    *stmtCache
	tx       Tx
	queue    chan *member
	quit     chan struct{}
	done     chan struct{}
	once     sync.Once
	stats    *Stats
	waiting  atomic.Int64 // members handed in and not yet answered
	expected float64      // how many usually wait together, decaying
}

type member struct {
	fn  func(Tx) error
	err error
	ok  chan struct{}
}

func newCommitter(db *sql.DB, conn *sql.Conn, stats *Stats) *committer {
	c := &committer{db: db, conn: conn, cache: newStmtCache(conn), queue: make(chan *member, 4*batchMost),
		quit: make(chan struct{}), done: make(chan struct{}), stats: stats}
	// No Done channel: the driver starts a watcher for each statement otherwise.
	c.tx = Tx{DBTX: c.cache, Ctx: context.Background()}
	go c.run()
	return c
}

var errClosed = errors.New("db: closed")

func (c *committer) update(fn func(Tx) error) error {
	m := &member{fn: fn, ok: make(chan struct{})}
	c.waiting.Add(1)
	defer c.waiting.Add(-1)
	select {
	case c.queue <- m:
	case <-c.quit:
		return errClosed
	}
	select {
	case <-m.ok:
		return m.err
	case <-c.done:
		// The committer answers all it took before it ends.
		select {
		case <-m.ok:
			return m.err
		default:
			return errClosed
		}
	}
}

func (c *committer) close() {
	c.once.Do(func() { close(c.quit) })
	<-c.done
	c.cache.close()
	c.conn.Close()
	c.db.Close()
}

func (c *committer) run() {
	defer close(c.done)
	for {
		select {
		case m := <-c.queue:
			c.batch(m)
		case <-c.quit:
			for {
				select {
				case m := <-c.queue:
					c.batch(m)
				default:
					return
				}
			}
		}
	}
}

// batch runs first and all who wait behind it in one commit.
func (c *committer) batch(first *member) {
	if err := c.exec("BEGIN IMMEDIATE"); err != nil {
		first.err = fmt.Errorf("db: begin: %w", err)
		close(first.ok)
		return
	}
	members := make([]*member, 0, 16)
	lost := false
	for m := first; m != nil && !lost; m = c.next(len(members)) {
		members = append(members, m)
		lost = c.member(m)
	}
	if !lost {
		if err := c.exec("COMMIT"); err != nil {
			lost = true
		}
	}
	if lost {
		_ = c.exec("ROLLBACK") // fails when SQLite has already rolled back
		c.alone(members)
	} else {
		c.stats.commits.Add(1)
		c.stats.changes.Add(int64(len(members)))
	}
	for _, m := range members {
		close(m.ok)
	}
	c.expected = max(float64(len(members)), c.expected*0.9)
}

// next gives another waiting member, or nil when it is time to commit. It lingers
// shortly for those who usually come along: their answers are on the way back to
// people who will press again, and one fsync for many is what makes a busy
// morning bearable. A lone writer never waits.
func (c *committer) next(have int) *member {
	if have >= batchMost {
		return nil
	}
	select {
	case m := <-c.queue:
		return m
	default:
	}
	if float64(have) >= c.expected*0.5 {
		return nil
	}
	t := time.NewTimer(lingerMax)
	defer t.Stop()
	select {
	case m := <-c.queue:
		return m
	case <-t.C:
		c.expected *= 0.7
		return nil
	}
}

// member runs one change inside its SAVEPOINT. It reports true when the outer
// transaction is gone and every member must be tried alone.
func (c *committer) member(m *member) (lost bool) {
	if err := c.exec("SAVEPOINT m"); err != nil {
		return true
	}
	if m.err = call(m.fn, c.tx); m.err != nil {
		if err := c.exec("ROLLBACK TO m"); err != nil {
			return true
		}
	}
	return c.exec("RELEASE m") != nil
}

// alone gives each member of a lost commit a transaction of its own.
func (c *committer) alone(members []*member) {
	for _, m := range members {
		m.err = c.single(m.fn)
	}
}

func (c *committer) single(fn func(Tx) error) error {
	if err := c.exec("BEGIN IMMEDIATE"); err != nil {
		return fmt.Errorf("db: begin: %w", err)
	}
	if err := call(fn, c.tx); err != nil {
		_ = c.exec("ROLLBACK")
		return err
	}
	if err := c.exec("COMMIT"); err != nil {
		_ = c.exec("ROLLBACK")
		return fmt.Errorf("db: commit: %w", err)
	}
	c.stats.commits.Add(1)
	c.stats.changes.Add(1)
	return nil
}

func (c *committer) exec(q string) error {
	_, err := c.cache.ExecContext(c.tx.Ctx, q)
	return err
}

// call runs fn and turns a panic into an error, so that one bad change cannot
// take its neighbours or the committer with it.
func call(fn func(Tx) error, tx Tx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("db: panic in a change: %v\n%s", p, debug.Stack())
		}
	}()
	return fn(tx)
}

// backoff waits before a retry; it is here so that only one place sleeps.
func backoff(n int) { clock.Sleep(nil, time.Duration(n*n)*2*time.Millisecond) }
