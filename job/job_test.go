package job_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"motcua/db"
	"motcua/db/dbtest"
	"motcua/job"
)

// tally counts what was done, by id.
type tally struct {
	mu   sync.Mutex
	seen map[string]int
}

func (c *tally) add(id string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.seen == nil {
		c.seen = map[string]int{}
	}
	c.seen[id]++
	return c.seen[id]
}

func (c *tally) of(id string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.seen[id]
}

func (c *tally) total() (n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, v := range c.seen {
		n += v
	}
	return n
}

var quick = job.Options{Backoff: func(int) time.Duration { return 10 * time.Millisecond }, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}

func open(t *testing.T, d *db.DB, kinds ...job.Kind) *job.Client {
	t.Helper()
	c, err := job.Open(d, quick, kinds...)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := c.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
	return c
}

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 2000 {
		if ok() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("waited in vain: " + what)
}

func TestEachJobIsDoneOnceByTwoProcesses(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		var done tally
		k := job.Kind{Name: "sms", Do: func(_ context.Context, j job.Job) error { done.add(j.ID); return nil }}
		a, b := open(t, d, k), open(t, d, k)
		var ids []string
		for i := range 60 {
			ids = append(ids, fmt.Sprint("n", i))
		}
		for _, c := range []*job.Client{a, b} { // both ask for all: the second changes nothing
			if err := c.Insert(context.Background(), "sms", ids...); err != nil {
				t.Fatal(err)
			}
		}
		until(t, "60 jobs", func() bool { return done.total() >= 60 })
		time.Sleep(200 * time.Millisecond)
		for _, id := range ids {
			if done.of(id) != 1 {
				t.Errorf("%s was done %d times", id, done.of(id))
			}
		}
	})
}

func TestAFailedJobIsTriedAgainAndGivenUpAtTheEnd(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		var tries tally
		var mu sync.Mutex
		last := map[string]int{}
		c := open(t, d, job.Kind{Name: "sms", Attempts: 3, Do: func(_ context.Context, j job.Job) error {
			n := tries.add(j.ID)
			if j.Attempt != n || j.Most != 3 {
				t.Errorf("attempt %d of %d, want %d of 3", j.Attempt, j.Most, n)
			}
			if j.Last() {
				mu.Lock()
				last[j.ID]++
				mu.Unlock()
			}
			switch j.ID {
			case "second time":
				if n == 2 {
					return nil
				}
			case "no such number":
				return job.Never(errors.New("no such number"))
			}
			return errors.New("gateway down")
		}})
		if err := c.Insert(context.Background(), "sms", "second time", "no such number", "always down"); err != nil {
			t.Fatal(err)
		}
		until(t, "all given up or done", func() bool { return tries.of("always down") == 3 && tries.of("second time") == 2 })
		time.Sleep(200 * time.Millisecond)
		if n := tries.of("always down"); n != 3 {
			t.Errorf("a job that always fails was tried %d times, want 3", n)
		}
		if n := tries.of("no such number"); n != 1 {
			t.Errorf("a job that can never work was tried %d times, want 1", n)
		}
		mu.Lock()
		defer mu.Unlock()
		if last["always down"] != 1 || len(last) != 1 {
			t.Errorf("told it is the last attempt: %v", last)
		}
	})
}

func TestInsertOfAnUnknownKindIsAnError(t *testing.T) {
	c, err := job.Open(dbtest.SQLite(t), quick, job.Kind{Name: "sms", Do: func(context.Context, job.Job) error { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Insert(context.Background(), "telegraph", "x"); err == nil {
		t.Error("a kind nobody delivers was taken")
	}
}

func TestBackoffDoublesUpToAnHour(t *testing.T) {
	for attempt, want := range map[int]time.Duration{0: 15 * time.Second, 1: 15 * time.Second, 2: 30 * time.Second, 8: 32 * time.Minute, 9: time.Hour, 60: time.Hour} {
		if got := job.Backoff(attempt); got != want {
			t.Errorf("after attempt %d: %s, want %s", attempt, got, want)
		}
	}
}
