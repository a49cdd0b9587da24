package job

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"time"

	"motcua/clock"
	"motcua/db"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
)

// Bounds of the delivery workers. River fetches at most MaxWorkers jobs each
// FetchCooldown: their quotient is the ceiling.
const (
	workersUsual   = 8
	timeoutUsual   = 30 * time.Second
	attemptsUsual  = 14
	fetchCooldown  = 25 * time.Millisecond
	fetchPoll      = 500 * time.Millisecond
	rescueMargin   = 10 * time.Second // after the longest time-out of its kinds a job counts as left by a crash
	softStop       = 10 * time.Second
	insertMost     = 500
	completedStays = time.Hour // the row of the delivery remembers; River's need not
)

// Options are what a process chooses. The zero value is right for a server.
type Options struct {
	Wall    clock.Clock
	Backoff func(attempt int) time.Duration
	Log     *slog.Logger
}

// Client inserts jobs and, once started, does them.
type Client struct {
	kinds map[string]Kind
	start func(context.Context) error
	stop  func(context.Context) error
	kill  func(context.Context) error
	many  func(context.Context, []river.InsertManyParams) error
	lite  *sql.DB // River's own connection to the SQLite file, or nil
}

// Open prepares River over d. A process that only inserts need not Start.
func Open(d *db.DB, opt Options, kinds ...Kind) (*Client, error) {
	c := &Client{kinds: map[string]Kind{}}
	if opt.Wall == nil {
		opt.Wall = clock.Wall()
	}
	if opt.Backoff == nil {
		opt.Backoff = Backoff
	}
	if opt.Log == nil {
		opt.Log = slog.Default()
	}
	longest := time.Duration(0)
	queues := map[string]river.QueueConfig{}
	for _, k := range kinds {
		k = k.filled()
		if c.kinds[k.Name].Name != "" {
			return nil, fmt.Errorf("job: kind %q is given twice", k.Name)
		}
		c.kinds[k.Name] = k
		longest = max(longest, k.Timeout)
		queues[k.Name] = river.QueueConfig{MaxWorkers: k.Workers}
	}
	if longest == 0 {
		longest = timeoutUsual // a process that only inserts
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, &worker{kinds: c.kinds, backoff: opt.Backoff, wall: opt.Wall})
	cfg := &river.Config{Queues: queues, Workers: workers, Logger: opt.Log, PollOnly: true, FetchCooldown: fetchCooldown, FetchPollInterval: fetchPoll,
		JobTimeout: longest, RescueStuckJobsAfter: longest + rescueMargin, SoftStopTimeout: softStop, CompletedJobRetentionPeriod: completedStays}
	if err := c.connect(d, cfg); err != nil {
		return nil, fmt.Errorf("job: %w", err)
	}
	return c, nil
}

func (k Kind) filled() Kind {
	if k.Workers == 0 {
		k.Workers = workersUsual
	}
	if k.Timeout == 0 {
		k.Timeout = timeoutUsual
	}
	if k.Attempts == 0 {
		k.Attempts = attemptsUsual
	}
	return k
}

// connect gives River the pool on PostgreSQL, and on SQLite one connection of its
// own that takes the write lock at BEGIN and waits for its turn.
func (c *Client) connect(d *db.DB, cfg *river.Config) error {
	if d.Engine() == db.Postgres {
		r, err := river.NewClient(riverpgxv5.New(d.Pool()), cfg)
		if err != nil {
			return err
		}
		bind(c, r)
		return nil
	}
	dsn := "file:" + (&url.URL{Path: d.Path()}).EscapedPath() +
		"?_pragma=busy_timeout(15000)&_pragma=foreign_keys(1)&_pragma=synchronous(NORMAL)&_txlock=immediate"
	lite, err := sql.Open("sqlite", dsn)
	if err != nil {
		return err
	}
	lite.SetMaxOpenConns(1)
	r, err := river.NewClient(riversqlite.New(lite), cfg)
	if err != nil {
		lite.Close()
		return err
	}
	c.lite = lite
	bind(c, r)
	return nil
}

// bind hides which transaction type River's client has.
func bind[T any](c *Client, r *river.Client[T]) {
	c.start, c.stop, c.kill = r.Start, r.Stop, r.StopAndCancel
	c.many = func(ctx context.Context, ps []river.InsertManyParams) error {
		_, err := r.InsertMany(ctx, ps)
		return err
	}
}

// Insert asks for the delivery of each id. One that already waits or is being
// done is left alone, and so is one done a moment ago.
func (c *Client) Insert(ctx context.Context, kind string, ids ...string) error {
	k, ok := c.kinds[kind]
	if !ok {
		return fmt.Errorf("job: there is no kind %q", kind)
	}
	for len(ids) > 0 {
		n := min(len(ids), insertMost)
		ps := make([]river.InsertManyParams, n)
		for i, id := range ids[:n] {
			ps[i] = river.InsertManyParams{Args: args{What: kind, ID: id}, InsertOpts: &river.InsertOpts{Queue: kind, MaxAttempts: k.Attempts,
				UniqueOpts: river.UniqueOpts{ByArgs: true}}}
		}
		if err := c.many(ctx, ps); err != nil {
			return fmt.Errorf("job: inserting %s: %w", kind, err)
		}
		ids = ids[n:]
	}
	return nil
}

// Start does jobs until Stop. The context is the process's: when it ends, the
// jobs in hand are finished as Stop does.
func (c *Client) Start(ctx context.Context) error {
	if len(c.kinds) == 0 {
		return errors.New("job: no kind of delivery was given")
	}
	if err := c.start(ctx); err != nil {
		return fmt.Errorf("job: %w", err)
	}
	return nil
}

// Stop takes no new job, waits for those in hand, and breaks them off when ctx
// ends first: they are tried again by the next process.
func (c *Client) Stop(ctx context.Context) error {
	err := c.stop(ctx)
	if err != nil && ctx.Err() != nil {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), softStop)
		defer cancel()
		err = c.kill(last)
	}
	return errors.Join(err, c.Close())
}

// Close lets go of the database without stopping anything: for a process that
// only inserted.
func (c *Client) Close() error {
	if c.lite == nil {
		return nil
	}
	return c.lite.Close()
}
