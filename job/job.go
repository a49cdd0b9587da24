package job

import (
	"context"
	"fmt"
	"time"

	"motcua/clock"

	"github.com/riverqueue/river"
)

// Job is one try of one delivery.
type Job struct {
	ID      string // of the row that says what to deliver
	Attempt int    // 1 is the first
	Most    int    // the last attempt
}

// Last reports that nothing will be tried after this attempt fails.
func (j Job) Last() bool { return j.Attempt >= j.Most }

// Kind is a kind of delivery with a queue of its own, so that a slow message
// centre does not hold up the mail.
type Kind struct {
	Name     string // sms, email …: small letters
	Do       func(ctx context.Context, j Job) error
	Workers  int           // at once in this process; 0 is 8
	Timeout  time.Duration // of one attempt, wall time; 0 is 30 s
	Attempts int           // 0 is 14: about six hours with Backoff
}

// Backoff is the wall time between a failed attempt and the next: 15 s, doubled
// each time, at most one hour.
func Backoff(attempt int) time.Duration {
	const first, most = 15 * time.Second, time.Hour
	if attempt < 1 {
		attempt = 1
	}
	if attempt > 8 { // 15 s · 2⁸ is above the hour
		return most
	}
	return min(first<<(attempt-1), most)
}

// Never says that another attempt cannot help: a number that does not exist, a
// mailbox that is refused.
func Never(err error) error { return river.JobCancel(err) }

// args is what stands in River's row: no personal value.
type args struct {
	What string `json:"what"`
	ID   string `json:"id"`
}

// Kind names River's one kind; What tells ours apart.
func (args) Kind() string { return "deliver" }

// worker gives River's jobs to the kinds.
type worker struct {
	river.WorkerDefaults[args]
	kinds   map[string]Kind
	backoff func(attempt int) time.Duration
	wall    clock.Clock
}

func (w *worker) Timeout(j *river.Job[args]) time.Duration { return w.kinds[j.Args.What].Timeout }

func (w *worker) NextRetry(j *river.Job[args]) time.Time {
	return w.wall.Now().Add(w.backoff(j.Attempt))
}

func (w *worker) Work(ctx context.Context, j *river.Job[args]) error {
	k, ok := w.kinds[j.Args.What]
	if !ok {
		return fmt.Errorf("job: nobody here delivers %q", j.Args.What)
	}
	return k.Do(ctx, Job{ID: j.Args.ID, Attempt: j.Attempt, Most: j.MaxAttempts})
}
