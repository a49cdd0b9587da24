package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
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
	// lingerMost bounds how long a commit waits for those who usually come along; it
	// never waits longer than a commit itself takes.
	lingerMost = 3 * time.Millisecond
)

// liteDSN names a connection. recursive_triggers lets INSERT OR REPLACE ask the triggers
// that keep a row from being deleted, which it else passes by (docs/house.md 6).
func liteDSN(path, extra string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?_pragma=busy_timeout(15000)&_pragma=foreign_keys(1)&_pragma=recursive_triggers(1)&_pragma=synchronous(FULL)" + extra
}

func openSQLite(ctx context.Context, rawurl, path string) (*DB, error) {
	if err := ensureFolder(path); err != nil {
		return nil, err
	}
	private(path)
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

var making sync.Mutex

// private makes the file, where there is none: it holds personal data, so only its owner
// reads it, and what SQLite puts beside it takes over the same rights. A file that is there
// is not touched: closing one drops every lock this process has on it (POSIX), those of
// another connection too. For the same reason no two make it at once.
func private(path string) {
	making.Lock()
	defer making.Unlock()
	if _, err := os.Stat(path); err == nil {
		return
	}
	// What goes wrong here, opening will say better.
	if f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600); err == nil {
		f.Close()
	}
}

// committer owns the one writing connection of SQLite and merges the changes that
// wait into one durable commit. A change that fails before it wrote anything (a
// refusal, nearly always) simply takes no part. One that fails after writing makes
// the whole batch roll back: its neighbours are committed again without it, and it
// is tried once more by itself (docs/decisions/0002). That is rare, and much cheaper
// than a SAVEPOINT around each of the many that succeed.
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
	waiting  atomic.Int64  // members handed in and not yet answered
	expected float64       // how many usually wait together, decaying
	cost     time.Duration // of a commit, smoothed
	linger   time.Time     // until when the commit in hand waits; zero before it does
	wall     clock.Clock
}

type member struct {
	fn  func(Tx) error
	err error
	ok  chan struct{}
}

func newCommitter(db *sql.DB, conn *sql.Conn, stats *Stats) *committer {
	c := &committer{db: db, conn: conn, cache: newStmtCache(conn), queue: make(chan *member, 4*batchMost),
		quit: make(chan struct{}), done: make(chan struct{}), stats: stats, wall: clock.Wall()}
	c.cache.watch = true
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
	ok := true
	c.linger = time.Time{}
	for m := first; m != nil; m = c.next(len(members)) {
		members = append(members, m)
		if ok = c.member(m); !ok {
			break // asking for another one now would lose it
		}
	}
	if ok {
		at := c.wall.Now()
		ok = c.exec("COMMIT") == nil
		c.cost = (3*c.cost + c.wall.Now().Sub(at)) / 4
	}
	if ok {
		c.stats.commits.Add(1)
		c.stats.changes.Add(int64(len(members)))
	} else {
		_ = c.exec("ROLLBACK") // fails when SQLite has already rolled back
		c.alone(members)
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
	left := c.linger.Sub(c.wall.Now())
	if c.linger.IsZero() {
		left = min(c.cost, lingerMost)
		c.linger = c.wall.Now().Add(left)
	}
	if left <= 0 {
		return nil
	}
	t := time.NewTimer(left)
	defer t.Stop()
	select {
	case m := <-c.queue:
		return m
	case <-t.C:
		return nil
	}
}

// member runs one change in the shared transaction. It reports false when the
// transaction cannot go on: the change failed after it had written.
func (c *committer) member(m *member) (ok bool) {
	c.cache.wrote = false
	m.err = call(m.fn, c.tx)
	return m.err == nil || !c.cache.wrote
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
