package city_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/access"
	"motcua/city"
	"motcua/clock"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/event"
	"motcua/ledger"
	"motcua/office"
)

// TestMain lets the test binary be the process that is killed.
func TestMain(m *testing.M) {
	if url := os.Getenv("MOTCUA_CRASH_CHILD"); url != "" {
		child(url, os.Getenv("MOTCUA_CRASH_DATA"), os.Getenv("MOTCUA_CRASH_RUN"))
		return
	}
	os.Exit(m.Run())
}

func crashCity(url, data string) (*city.City, error) {
	return city.Open(context.Background(), city.Config{DB: url, Data: data, Civil: clock.Fixed(time.Date(2019, 6, 3, 9, 0, 0, 0, clock.Zone)),
		Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
}

// child files and signs under load and writes a line for each answer it was given,
// until it is killed.
func child(url, data, run string) {
	c, err := crashCity(url, data)
	if err != nil {
		fmt.Println("error", err)
		return
	}
	go c.Run(context.Background())
	var mu sync.Mutex
	say := func(words ...any) {
		mu.Lock()
		defer mu.Unlock()
		fmt.Println(words...)
	}
	ward := firstWard(c)
	for w := range 8 {
		go file(c, ward, fmt.Sprint(run, "-", w), say)
		go sign(c, ward, fmt.Sprint("officer-", w), say)
	}
	select {}
}

func firstWard(c *city.City) string {
	for _, o := range c.Offices.Tree().On("2019-06-03") {
		if o.Kind == office.Commune {
			return o.ID
		}
	}
	panic("no ward")
}

func anApplicant() dossier.Applicant {
	return dossier.Applicant{Name: "Trần Văn An", Phone: "0100000123"}
}

func file(c *city.City, ward, name string, say func(...any)) {
	for n := 0; ; n++ {
		key := fmt.Sprint(name, "-", n)
		d, err := c.Dossiers.Do(context.Background(), access.Who{Person: "an", Channel: "page"}, dossier.Key{}, dossier.File{Procedure: "1.004746",
			Receiving: ward, Competent: ward, ReturnAt: ward, Key: key, Person: "an", Applicant: anApplicant()})
		if err != nil {
			say("error", err)
			return
		}
		say("filed", key, d.ID, d.Code)
	}
}

func sign(c *city.City, ward, officer string, say func(...any)) {
	ctx := context.Background()
	who := func(role, id string) access.Who {
		return access.Who{Official: id, Office: ward, Role: role, Channel: "page"}
	}
	a := anApplicant()
	for {
		var d dossier.Dossier
		acts := []struct {
			who access.Who
			act dossier.Act
		}{
			{who("reception", "desk"), dossier.Receive{Procedure: "1.004746", Channel: 1, Receiving: ward, Competent: ward, ReturnAt: ward, Applicant: &a}},
			{who("head", "head"), dossier.Assign{Officer: officer, Office: ward}},
			{who("officer", officer), decision.Examine{Fit: true}},
			{who("officer", officer), decision.Propose{Outcome: dossier.Granted, File: "draft"}},
			{who("head", "head"), decision.Sign{File: "signed", Drafted: "draft", Signature: dossier.Signature{Hash: "h"}}},
		}
		for _, x := range acts {
			var err error
			if d, err = c.Dossiers.Do(ctx, x.who, dossier.Key{Home: d.Home, ID: d.ID}, x.act); err != nil {
				say("error", x.act.Name(), err)
				return
			}
			say("did", d.ID, d.Seq, x.act.Name())
		}
	}
}

// TestKill9LosesNothing kills the process with SIGKILL in the middle of filing and
// signing under load: no acknowledged act may be lost or doubled, and the log must
// verify.
func TestKill9LosesNothing(t *testing.T) {
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			dir := t.TempDir()
			url := "sqlite://" + filepath.Join(dir, "city.db")
			if engine == "postgres" {
				url = dbtest.PostgresURL(t)
			}
			c, err := crashCity(url, filepath.Join(dir, "data"))
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Furnish(context.Background()); err != nil {
				t.Fatal(err)
			}
			c.Close()
			acked := acks{filed: map[string]string{}, done: map[string]int64{}}
			for round := range crashRounds {
				acked.kill(t, url, filepath.Join(dir, "data"), round)
				acked.check(t, url, filepath.Join(dir, "data"))
			}
			t.Logf("%d rounds, %d filings and %d dossiers acknowledged", crashRounds, len(acked.filed), len(acked.done))
		})
	}
}

// acks is what the killed processes had been told.
type acks struct {
	filed map[string]string // key → dossier
	done  map[string]int64  // dossier → newest acknowledged event
	n     int
}

func (a *acks) kill(t *testing.T, url, data string, round int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), "MOTCUA_CRASH_CHILD="+url, "MOTCUA_CRASH_DATA="+data, fmt.Sprint("MOTCUA_CRASH_RUN=", round))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	before := a.n
	timer := time.AfterFunc(30*time.Second, func() { cmd.Process.Kill() })
	enough := 150 + rand.IntN(400) // killed after so many answers, in the middle of the next
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		a.hear(t, strings.Fields(lines.Text()))
		if a.n-before == enough {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	timer.Stop()
	_ = cmd.Wait() // it was killed: that is the point
	if a.n-before < enough {
		t.Fatalf("only %d answers before the process ended by itself", a.n-before)
	}
}

func (a *acks) hear(t *testing.T, w []string) {
	switch {
	case len(w) == 4 && w[0] == "filed":
		a.filed[w[1]] = w[2]
	case len(w) == 4 && w[0] == "did":
		var seq int64
		fmt.Sscan(w[2], &seq)
		a.done[w[1]] = max(a.done[w[1]], seq)
	case len(w) > 0 && w[0] == "error":
		t.Errorf("child: %s", strings.Join(w, " "))
	}
	a.n++
}

func (a *acks) check(t *testing.T, url, data string) {
	t.Helper()
	ctx := context.Background()
	c, err := crashCity(url, data)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	ward := firstWard(c)
	for key, id := range a.filed {
		// The same key again gives the very dossier that was acknowledged.
		d, err := c.Dossiers.Do(ctx, access.Who{Person: "an", Channel: "page"}, dossier.Key{}, dossier.File{Procedure: "1.004746", Receiving: ward,
			Competent: ward, ReturnAt: ward, Key: key, Person: "an", Applicant: anApplicant()})
		if err != nil || d.ID != id {
			t.Fatalf("filing %s was acknowledged as %s and is now %s (%v)", key, id, d.ID, err)
		}
	}
	for id, seq := range a.done {
		events, err := event.Load(ctx, c.Store.Read(), ward, id)
		if err != nil || int64(len(events)) < seq {
			t.Fatalf("dossier %s: %d events, %d were acknowledged (%v)", id, len(events), seq, err)
		}
		folded, err := dossier.Fold(events)
		if err != nil {
			t.Fatal(err)
		}
		row, err := c.Dossiers.Open(ctx, dossier.Key{Home: ward, ID: id})
		if err != nil || !dossier.Equal(folded, row) {
			t.Fatalf("dossier %s is torn: row and events differ (%v)", id, err)
		}
	}
	// The killed process still holds the lease: wait for it to run out.
	for {
		n, oldest, err := event.Backlog(ctx, c.Store.Read())
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 && oldest == 0 {
			break
		}
		if _, err := c.Sequencer.Sequence(ctx); err != nil {
			t.Fatal(err)
		}
		clock.Sleep(nil, 200*time.Millisecond)
	}
	if _, err := ledger.Verify(ctx, c.Store, c.Keys, nil); err != nil {
		t.Fatal(err)
	}
	if diff, err := c.Reports.Compare(ctx); err != nil || !diff.Empty() {
		t.Fatalf("roll-ups after the kill: %+v %v", diff, err)
	}
}
