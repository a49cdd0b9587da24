package notice_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/job"
	"motcua/notice"
)

var noon = time.Date(2019, 6, 3, 12, 0, 0, 0, clock.Zone)

// centre is a message centre that answers what it is told to.
type centre struct {
	took   []notice.Text
	answer error
	proof  string
}

func (c *centre) SendText(_ context.Context, t notice.Text) (string, error) {
	c.took = append(c.took, t)
	return c.proof, c.answer
}

func given(d *db.DB, c *centre) *notice.Store {
	return &notice.Store{DB: d, Civil: clock.Fixed(noon), Wall: clock.Fixed(noon), SMS: c}
}

func text(event string) notice.Message {
	return notice.Message{Home: "h", Dossier: "d", Event: event, Kind: "received", Channel: notice.BySMS, To: notice.Applicant, Address: "0900000123",
		Body: "Hô\u0300 sơ đã được tiếp nhận. ", Created: clock.At(noon)} // typed decomposed
}

func put(t *testing.T, d *db.DB, ms ...notice.Message) (fresh int) {
	t.Helper()
	if err := d.Update(context.Background(), func(tx db.Tx) error {
		var err error
		fresh, err = notice.Put(tx, ms)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return fresh
}

func only(t *testing.T, s *notice.Store) notice.Notice {
	t.Helper()
	ns, err := s.OfDossier(context.Background(), "h", "d")
	if err != nil || len(ns) != 1 {
		t.Fatalf("%d messages (%v)", len(ns), err)
	}
	return ns[0]
}

func TestAMessageIsStoredOnceHoweverOftenItIsComposed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := given(d, &centre{})
		if n := put(t, d, text("e1"), text("e1")); n != 1 {
			t.Errorf("%d were new, want 1", n)
		}
		changed := text("e1")
		changed.Body = "Nội dung khác"
		if n := put(t, d, changed); n != 0 {
			t.Error("a message was composed twice for one event")
		}
		if n := only(t, s); n.Body != "Hồ sơ đã được tiếp nhận." || n.State != notice.Waiting || n.ID != text("e1").ID() {
			t.Errorf("%+v", n)
		}
	})
}

func TestTheLifeOfAMessage(t *testing.T) {
	first, last := job.Job{Attempt: 1, Most: 3}, job.Job{Attempt: 3, Most: 3}
	refused := fmt.Errorf("no such number: %w", notice.ErrRefused)
	for _, row := range []struct {
		name   string
		job    job.Job
		answer error
		state  notice.State
		died   int
		sends  int // by a second, late job for the same message
	}{
		{"is sent with its proof", first, nil, notice.Sent, 0, 1},
		{"fails and may be tried again", first, errors.New("down"), notice.Failed, 0, 2},
		{"is given up with the last attempt", last, errors.New("down"), notice.Dead, 1, 1},
		{"is given up at once when the number does not exist", first, refused, notice.Dead, 1, 1},
	} {
		t.Run(row.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				c := &centre{answer: row.answer, proof: "p1"}
				s := given(d, c)
				died := 0
				s.Died = func(tx db.Tx, n notice.Notice) error {
					died++
					_, err := notice.Put(tx, []notice.Message{text("told")})
					return err
				}
				put(t, d, text("e1"))
				j := row.job
				j.ID = text("e1").ID()
				if err := s.Deliver(context.Background(), j); (err != nil) != (row.answer != nil) {
					t.Errorf("the job hears %v", err)
				}
				ns, err := s.OfDossier(context.Background(), "h", "d")
				if err != nil {
					t.Fatal(err)
				}
				n := ns[slices.IndexFunc(ns, func(n notice.Notice) bool { return n.Event == "e1" })]
				if n.State != row.state || n.Tries != 1 || died != row.died || len(ns) != 1+row.died {
					t.Errorf("%+v, died %d", n, died)
				}
				if (n.State == notice.Sent) != (n.Proof == "p1" && n.Sent == clock.At(noon)) {
					t.Errorf("proof %q at %v", n.Proof, n.Sent.Time())
				}
				_ = s.Deliver(context.Background(), j)
				if len(c.took) != row.sends || c.took[0].Key != j.ID {
					t.Errorf("after a second job the centre was asked %d times, want %d", len(c.took), row.sends)
				}
			})
		})
	}
}

func TestACrashBetweenSendingAndNotingSendsUnderTheSameKey(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		put(t, d, text("e1"))
		crash := &centre{proof: "p1"}
		ctx, cancel := context.WithCancel(context.Background())
		s := given(d, crash)
		s.SMS = panics{crash}
		func() {
			defer func() { _ = recover() }()
			_ = s.Deliver(ctx, job.Job{ID: text("e1").ID(), Attempt: 1, Most: 3})
		}()
		cancel()
		if n := only(t, s); n.State != notice.Sending {
			t.Fatalf("after the crash it stands as %s", n.State)
		}
		s.SMS = crash
		if err := s.Deliver(context.Background(), job.Job{ID: text("e1").ID(), Attempt: 2, Most: 3}); err != nil {
			t.Fatal(err)
		}
		if n := only(t, s); n.State != notice.Sent || len(crash.took) != 2 || crash.took[0].Key != crash.took[1].Key {
			t.Errorf("%s, asked with %v", n.State, crash.took)
		}
	})
}

// panics takes the message and dies before it can answer.
type panics struct{ c *centre }

func (p panics) SendText(ctx context.Context, t notice.Text) (string, error) {
	_, _ = p.c.SendText(ctx, t)
	panic("the process dies")
}

func TestHandingOverIsRepeatedOnlyAfterALongTime(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := given(d, &centre{})
		wall := clock.Fixed(noon)
		s.Wall = wall
		put(t, d, text("e1"), text("e2"))
		var got []string
		insert := func(_ context.Context, kind string, ids ...string) error { got = append(got, ids...); return nil }
		hand := func(want int) {
			t.Helper()
			got = nil
			if n, err := s.Hand(context.Background(), insert); err != nil || n != want || len(got) != want {
				t.Errorf("handed over %d (%d ids), want %d: %v", n, len(got), want, err)
			}
		}
		if _, err := s.Hand(context.Background(), func(context.Context, string, ...string) error { return errors.New("no jobs") }); err == nil {
			t.Error("a failed hand-over went unnoticed")
		}
		hand(2)
		hand(0)
		if err := s.Deliver(context.Background(), job.Job{ID: text("e1").ID(), Attempt: 1, Most: 3}); err != nil {
			t.Fatal(err)
		}
		wall.Advance(3 * time.Hour) // the other job was lost with its process
		hand(1)
		if n, oldest, err := s.Backlog(context.Background()); n != 1 || !oldest.Equal(noon) || err != nil {
			t.Errorf("backlog %d since %v (%v)", n, oldest, err)
		}
	})
}

func TestErasingKeepsTheFactAndDropsThePerson(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := &centre{proof: "p1"}
		s := given(d, c)
		put(t, d, text("e1"), text("e2"))
		if err := s.Deliver(context.Background(), job.Job{ID: text("e1").ID(), Attempt: 1, Most: 3}); err != nil {
			t.Fatal(err)
		}
		if err := d.Update(context.Background(), func(tx db.Tx) error { return notice.Erase(tx, "h", "d") }); err != nil {
			t.Fatal(err)
		}
		ns, err := s.OfDossier(context.Background(), "h", "d")
		if err != nil || len(ns) != 2 {
			t.Fatal(ns, err)
		}
		for _, n := range ns {
			if n.Address+n.Body+n.Subject != "" {
				t.Errorf("left behind: %+v", n)
			}
			if (n.Event == "e1") != (n.State == notice.Sent && n.Proof == "p1") {
				t.Errorf("%s stands as %s", n.Event, n.State)
			}
		}
		if err := s.Deliver(context.Background(), job.Job{ID: text("e2").ID(), Attempt: 1, Most: 3}); err != nil || len(c.took) != 1 {
			t.Errorf("an erased message was sent: %v, %v", c.took, err)
		}
		dead, err := s.DeadSince(context.Background(), noon.Add(-time.Hour), 10)
		if err != nil || len(dead) != 1 {
			t.Errorf("%d dead (%v)", len(dead), err)
		}
	})
}
