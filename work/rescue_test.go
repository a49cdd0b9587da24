package work_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/gateway"
	"motcua/job"
	"motcua/notice"
)

// TestMain lets the test binary be the process that is killed while it delivers.
func TestMain(m *testing.M) {
	if url := os.Getenv("MOTCUA_RESCUE_CHILD"); url != "" {
		if err := deliverer(url, os.Getenv("MOTCUA_RESCUE_CENTRE")); err != nil {
			fmt.Fprintln(os.Stderr, "child:", err)
			os.Exit(1)
		}
		select {}
	}
	os.Exit(m.Run())
}

// shortly are the kinds of delivery, which count as left by a crash after seconds.
func shortly(box *notice.Store) []job.Kind {
	kinds := box.Kinds()
	for i := range kinds {
		kinds[i].Timeout = 2 * time.Second
	}
	return kinds
}

// deliverer is a process that sends what lies ready.
func deliverer(url, centre string) error {
	d, err := db.Open(context.Background(), url)
	if err != nil {
		return err
	}
	box := &notice.Store{DB: d, Civil: clock.Fixed(monday), Wall: clock.Wall(), SMS: gateway.Centre{URL: centre, Sender: "MOTCUA"}}
	jobs, err := job.Open(d, job.Options{Log: quiet}, shortly(box)[:1]...)
	if err != nil {
		return err
	}
	return jobs.Start(context.Background())
}

// stuck passes a message on to the centre and keeps the first answer for itself.
type stuck struct {
	centre  string
	once    sync.Once
	arrived chan struct{}
}

// ServeHTTP passes on.
func (s *stuck) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	req, err := http.NewRequest(r.Method, s.centre, bytes.NewReader(body))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	req.Header = r.Header
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	first := false
	s.once.Do(func() { first = true })
	if first {
		close(s.arrived)
		<-r.Context().Done()
		return
	}
	w.Header().Set("Content-Type", resp.Header.Get("Content-Type"))
	w.WriteHeader(resp.StatusCode)
	_, _ = io.Copy(w, resp.Body) // the sender may be gone
}

// A process killed in the middle of sending, after the message centre took the message
// and before it could note so: another process sends it again under the same key, and
// the citizen has one message.
func TestAMessageWhoseSenderWasKilledArrivesOnce(t *testing.T) {
	for engine, at := range map[string]string{"sqlite": "sqlite://" + filepath.Join(t.TempDir(), "c.db"), "postgres": dbtest.PostgresURL(t)} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			d, err := db.Open(context.Background(), at)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { d.Close() })
			if _, err := d.Migrate(context.Background()); err != nil {
				t.Fatal(err)
			}
			killedWhileSending(t, d, at)
		})
	}
}

func killedWhileSending(t *testing.T, d *db.DB, at string) {
	c := given(t, d)
	wire := &stuck{centre: c.sim.Centre().URL, arrived: make(chan struct{})}
	srv := httptest.NewServer(wire)
	t.Cleanup(srv.Close)
	c.box.SMS = gateway.Centre{URL: srv.URL, Sender: "MOTCUA"}
	jobs, err := job.Open(d, job.Options{Log: quiet}, shortly(c.box)...)
	if err != nil {
		t.Fatal(err)
	}
	c.tell.Jobs = jobs
	x := c.In(dossier.Received, fiveDays)
	c.told(x) // composed, and laid ready

	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), "MOTCUA_RESCUE_CHILD="+at, "MOTCUA_RESCUE_CENTRE="+srv.URL)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-wire.arrived:
	case <-time.After(30 * time.Second):
		t.Error("the process sent nothing")
	}
	_ = cmd.Process.Kill() // SIGKILL
	_ = cmd.Wait()         // it was killed: that is the point
	sms := pick(c.told(x), "received", notice.BySMS)
	if len(sms) != 1 || sms[0].State == notice.Sent {
		t.Fatalf("the message must not count as sent: %+v", sms)
	}

	if err := jobs.Start(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := jobs.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
	for range 900 {
		if sms = pick(c.told(x), sms[0].Kind, notice.BySMS); sms[0].State == notice.Sent {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	got := c.sim.To("0900000123")
	if sms[0].State != notice.Sent || sms[0].Tries != 2 || len(got) != 1 || got[0].Times != 2 {
		t.Errorf("the message: %+v; at the phone: %+v", sms[0], got)
	}
}
