package work_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/apology/apologytest"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/duty"
	"motcua/work"
)

var (
	quiet  = slog.New(slog.NewTextHandler(io.Discard, nil))
	monday = time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone)
)

// due writes duties: name and minutes after monday, kind "test".
func due(t *testing.T, d *db.DB, kind string, at map[string]int) {
	t.Helper()
	if err := d.Update(context.Background(), func(tx db.Tx) error {
		for subject, minutes := range at {
			if err := duty.Set(tx, duty.Duty{Subject: subject, Kind: kind, Home: "h", Due: monday.Add(time.Duration(minutes) * time.Minute)}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestTickDoesWhatIsDueInItsOrderAndOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		due(t, d, "test", map[string]int{"c": 30, "a": 10, "b": 20, "b2": 20, "tomorrow": 24 * 60})
		var order []string
		desk := &work.Desk{DB: d, Log: quiet, Duties: map[string]work.Doer{"test": func(tx db.Tx, one duty.Duty) error {
			order = append(order, one.Subject)
			if one.Subject == "a" { // makes something due that lies before the rest
				return duty.Set(tx, duty.Duty{Subject: "after a", Kind: "test:2", Home: "h", Due: one.Due.Add(time.Minute)})
			}
			return nil
		}}}
		ran, err := desk.Tick(context.Background(), monday.Add(time.Hour))
		if got := strings.Join(order, ","); err != nil || ran != 5 || got != "a,b,b2,c,after a" {
			t.Errorf("%d ran: %s (%v)", ran, got, err)
		}
		if ran, err := desk.Tick(context.Background(), monday.Add(time.Hour)); ran != 0 || err != nil {
			t.Errorf("the second tick at the same moment ran %d (%v)", ran, err)
		}
	})
}

func TestAFailingDutyStaysDueAndBlocksNobody(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		at := map[string]int{}
		for i := range 450 { // more than one look reads
			at[fmt.Sprintf("bad%03d", i)] = i % 7
		}
		at["good"] = 60
		due(t, d, "test", at)
		due(t, d, "unheard-of", map[string]int{"x": 1})
		broken := true
		desk := &work.Desk{DB: d, Log: quiet, Duties: map[string]work.Doer{"test": func(tx db.Tx, one duty.Duty) error {
			if _, err := tx.ExecContext(tx.Ctx, "INSERT INTO setting (name, value) VALUES ($1, 'done')", one.Subject); err != nil {
				return err
			}
			if broken && one.Subject != "good" {
				return errors.New("out of order")
			}
			return nil
		}}}
		ran, err := desk.Tick(context.Background(), monday.Add(2*time.Hour))
		if ran != 1 || err == nil || desk.Failing() != 451 {
			t.Fatalf("ran %d, failing %d, %v", ran, desk.Failing(), err)
		}
		if n := settings(t, d); n != 1 {
			t.Errorf("%d rows: what a failed duty wrote must be undone with its claim", n)
		}
		broken = false
		if ran, err := desk.Tick(context.Background(), monday.Add(2*time.Hour)); ran != 450 || err == nil || desk.Failing() != 1 {
			t.Errorf("after the repair: ran %d, failing %d, %v", ran, desk.Failing(), err)
		}
	})
}

func settings(t *testing.T, d *db.DB) (n int) {
	t.Helper()
	if err := d.Read().QueryRowContext(context.Background(), "SELECT count(*) FROM setting").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestADutyThatFallsDueAgainAtOnceDoesNotGoRoundForEver(t *testing.T) {
	d := dbtest.SQLite(t)
	due(t, d, "test", map[string]int{"a": 0})
	desk := &work.Desk{DB: d, Log: quiet, Duties: map[string]work.Doer{"test": func(tx db.Tx, one duty.Duty) error { return duty.Set(tx, one) }}}
	if ran, err := desk.Tick(context.Background(), monday); ran != 1 || err == nil {
		t.Errorf("ran %d, %v", ran, err)
	}
}

func TestTwoDesksAtOnceDoEachThingOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		at := map[string]int{}
		for i := range 120 {
			at[fmt.Sprint("d", i)] = i % 5
		}
		due(t, d, "test", at)
		var wg sync.WaitGroup
		var mu sync.Mutex
		total := 0
		for range 4 {
			desk := &work.Desk{DB: d, Log: quiet, Duties: map[string]work.Doer{"test": func(tx db.Tx, one duty.Duty) error {
				_, err := tx.ExecContext(tx.Ctx, "INSERT INTO setting (name, value) VALUES ($1, 'done')", one.Subject)
				return err
			}}}
			wg.Go(func() {
				ran, err := desk.Tick(context.Background(), monday.Add(time.Hour))
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				total += ran
				mu.Unlock()
			})
		}
		wg.Wait()
		if n := settings(t, d); n != 120 || total != 120 {
			t.Errorf("%d rows by %d runs, want 120 by 120", n, total)
		}
	})
}

// The clock of real dossiers through the desk: reminded, late, escalated.
func TestAPO_12_TheCalendarAloneBringsADossierToTheHead(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := dossiertest.Given(t, d)
		x := c.In(dossier.InProcess, fiveDays)
		desk := &work.Desk{DB: d, Log: quiet, Duties: map[string]work.Doer{dossier.DutyKind: c.Dossiers.Work}}
		moves := func(moment string) {
			t.Helper()
			to, err := time.ParseInLocation("2006-01-02 15:04", moment, clock.Zone)
			if err != nil {
				t.Fatal(err)
			}
			for c.Civil.Now().Before(to) {
				c.Civil.Advance(time.Hour)
				if _, err := desk.Tick(context.Background(), c.Civil.Now()); err != nil {
					t.Fatal(err)
				}
			}
		}
		moves("2019-06-10 16:00")
		if _, err := apologytest.Letters(c).Send(context.Background(), c.Who("head", c.Ward), dossiertest.Key(x), apologytest.Letter(t, "2019-06-14 17:00")); err != nil {
			t.Fatal(err)
		}
		moves("2019-06-15 01:00")
		row, err := c.Dossiers.Open(context.Background(), dossiertest.Key(x))
		if err != nil || !row.LapsedAt.Set() || row.Missed || !row.EscalatedAt.Set() || row.Reminded == "" {
			t.Errorf("lapsed %v missed %v escalated %v reminded %q (%v)", row.LapsedAt.Time(), row.Missed, row.EscalatedAt.Time(), row.Reminded, err)
		}
	})
}
