package city_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/account"
	"motcua/city"
	"motcua/clock"
	"motcua/db"
	"motcua/duty"
	"motcua/gateway"
	"motcua/office"
	"motcua/session"

	"github.com/chromedp/chromedp"
)

// walkPassword opens the accounts of the officials of the walk.
const walkPassword = "đèn biển xanh ngắt"

// walk is a whole city with its pages, deliveries and clock, a browser in front of
// it, and people who use nothing but the pages.
type walk struct {
	*testing.T // of the part being walked
	whole      *testing.T
	c          *city.City
	ward       office.Office
	base       string // http://127.0.0.1:port
	sim        *gateway.Simulator
	browser    context.Context
	axe        string // the script that judges pages
	shots      string // folder for screenshots, "" for none
	faults     *faults
	pages      int
}

// faults hears what the city logs as an error: a walk in which nobody sees a fault
// but the log does has failed too.
type faults struct {
	mu  sync.Mutex
	log bytes.Buffer
}

func (f *faults) Write(b []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.log.Write(b)
}

func (f *faults) text() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.log.String()
}

// openWalk opens the city on Monday 3 June 2019, 08:00, and the browser.
func openWalk(t *testing.T) *walk {
	t.Helper()
	script, err := os.ReadFile(filepath.Join("..", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal("axe-core is missing: run scripts/need.sh, then npm ci --ignore-scripts")
	}
	w := &walk{T: t, whole: t, axe: string(script), shots: os.Getenv("MOTCUA_SHOTS"), faults: &faults{}}
	dir := t.TempDir()
	log := slog.New(slog.NewTextHandler(w.faults, &slog.HandlerOptions{Level: slog.LevelError}))
	w.c, err = city.Open(context.Background(), city.Config{DB: "sqlite://" + filepath.Join(dir, "city.db"), Data: filepath.Join(dir, "data"),
		Civil: clock.Fixed(time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone)), Log: log})
	w.must(err)
	t.Cleanup(func() { w.c.Close() })
	w.must(w.c.Furnish(context.Background()))
	w.staff()
	w.serve()
	w.browser = openBrowser(t)
	return w
}

func (w *walk) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// part walks one part of the story under its own name; the parts build on each other.
func (w *walk) part(name string, f func()) {
	w.Helper()
	ok := w.whole.Run(name, func(t *testing.T) {
		w.T = t
		defer func() { w.T = w.whole }()
		f()
		if s := w.faults.text(); s != "" {
			t.Errorf("the city logged faults:\n%s", s)
		}
	})
	if !ok {
		w.FailNow()
	}
}

// staff gives the first ward of the directory its people, each with an account.
func (w *walk) staff() {
	for _, o := range w.c.Offices.Tree().On("2019-06-03") {
		if o.Kind == office.Commune {
			w.ward = o
			break
		}
	}
	var ch office.Change
	people := []struct {
		login, name, title string
		role               office.Role
	}{
		{"motcua", "Lê Thị Thu", "Công chức Tư pháp – Hộ tịch", office.Reception}, {"chuyenvien", "Phạm Văn Bình", "Công chức Tư pháp – Hộ tịch", office.Officer},
		{"lanhdao", "Nguyễn Thị Minh", "Chủ tịch", office.Head},
	}
	hash, err := session.NewHasher(clock.NewIDs(w.c.Wall)).Hash(context.Background(), walkPassword)
	w.must(err)
	for _, p := range people {
		ch.Officials = append(ch.Officials, office.Official{ID: p.login, Name: p.name, Title: p.title, Phone: "02800000000", Email: p.login + "@motcua.example"})
		ch.Posts = append(ch.Posts, office.Post{ID: "post-" + p.login, Official: p.login, Office: w.ward.ID, Role: p.role, From: "2019-01-06"})
	}
	w.must(w.c.Offices.Save(context.Background(), ch))
	w.must(w.c.Store.Update(context.Background(), func(tx db.Tx) error {
		for _, p := range people {
			if _, err := w.c.Accounts.CreateTx(tx, p.login, hash, account.Owner{Official: p.login}, w.c.Civil.Now()); err != nil {
				return err
			}
		}
		return nil
	}))
}

// serve puts the city on a free port, with its deliveries and its sequencer running.
func (w *walk) serve() {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	w.must(err)
	addr := ln.Addr().String()
	w.must(ln.Close())
	w.base = "http://" + addr
	w.sim, err = gateway.NewSimulator(w.c.Civil)
	w.must(err)
	srv, _, err := w.c.Serve(city.Serving{Addr: addr, Mail: w.sim.Relay(), SMS: w.sim.Centre()})
	w.must(err)
	w.must(srv.Listen())
	ctx, stop := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := srv.Run(ctx); err != nil {
			fmt.Fprintln(w.faults, err)
		}
	})
	wg.Go(func() { w.c.Run(ctx) })
	w.Cleanup(func() {
		stop()
		wg.Wait()
		w.sim.Close()
	})
}

// openBrowser starts one Chromium with a profile of its own.
func openBrowser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Fatal("Chromium is missing and this test is never skipped: run scripts/need.sh")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.UserDataDir(t.TempDir()))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(alloc)
	t.Cleanup(end)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// to moves the civil clock, doing on the way what falls due.
func (w *walk) to(text string) {
	w.Helper()
	t, err := time.ParseInLocation("2006-01-02 15:04", text, clock.Zone)
	w.must(err)
	ctx := context.Background()
	for {
		next, err := duty.Next(ctx, w.c.Store.Read())
		w.must(err)
		if next.IsZero() || next.After(t) {
			break
		}
		if next.After(w.c.Civil.Now()) {
			w.c.Civil.Set(next)
		}
		_, err = w.c.Desk.Tick(ctx, w.c.Civil.Now())
		w.must(err)
	}
	w.c.Civil.Set(t)
}

// message waits for a text message to a phone that has all the words.
func (w *walk) message(phone string, words ...string) {
	w.Helper()
	var got []gateway.Delivered
	for range 100 {
		got = w.sim.To(phone)
		for _, d := range got {
			if d.Channel == "sms" && holds(d.Body, words) == "" {
				return
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	w.Fatalf("no message to %s says %q; delivered: %+v", phone, words, got)
}

// holds names the first word that is missing.
func holds(text string, words []string) string {
	for _, x := range words {
		if !strings.Contains(text, x) {
			return x
		}
	}
	return ""
}

// run gives a program's output for bytes on a file.
func (w *walk) run(raw []byte, name string, args ...string) string {
	w.Helper()
	file := filepath.Join(w.TempDir(), "in.pdf")
	w.must(os.WriteFile(file, raw, 0o600))
	path, err := exec.LookPath(name)
	if err != nil {
		w.Fatalf("%s is missing and this test is never skipped: run scripts/need.sh", name)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = file
		}
	}
	out, err := exec.Command(path, args...).CombinedOutput()
	if err != nil {
		w.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

var _ io.Writer = (*faults)(nil)
