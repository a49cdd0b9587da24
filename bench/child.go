package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/pprof"
	"syscall"
	"time"

	"motcua/account"
	"motcua/city"
	"motcua/clock"
	"motcua/db"
	"motcua/office"
	"motcua/session"
)

// child serves one side until it is told to stop.
func child(args []string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	kind, dir := args[0], args[1]
	switch kind {
	case "floor":
		f, err := openFloor(dir)
		if err != nil {
			return err
		}
		f.bare = len(args) > 2 && args[2] == "bare"
		url, end, err := serve(f.handler())
		if err != nil {
			return err
		}
		defer end()
		fmt.Println("serving", url)
		<-ctx.Done()
		return nil
	case "page":
		url, end, err := serve(barePage())
		if err != nil {
			return err
		}
		defer end()
		fmt.Println("serving", url)
		<-ctx.Done()
		return nil
	}
	return product(ctx, dir, len(args) > 2 && args[2] == "noledger")
}

// profile writes a CPU profile where MOTCUA_BENCH_PROFILE says, to find what to mend.
func profile() func() {
	path := os.Getenv("MOTCUA_BENCH_PROFILE")
	if path == "" {
		return func() {}
	}
	f, err := os.Create(path)
	if err == nil {
		err = pprof.StartCPUProfile(f)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench: no profile:", err)
		return func() {}
	}
	return func() { pprof.StopCPUProfile(); f.Close() }
}

const (
	offices  = 8 // wards the load is spread over
	password = "mot-cua-bench"
)

// product is the real server with staff in a few wards.
func product(ctx context.Context, dir string, noLedger bool) error {
	at := time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone)
	c, err := city.Open(ctx, city.Config{DB: "sqlite://" + filepath.Join(dir, "city.db"), Data: filepath.Join(dir, "data"), Civil: clock.Fixed(at),
		Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))})
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.Furnish(ctx); err != nil {
		return err
	}
	if err := hire(ctx, c); err != nil {
		return err
	}
	if noLedger {
		c.Sequencer.Switch(false)
	}
	srv, _, err := c.Serve(city.Serving{Addr: "127.0.0.1:0"})
	if err != nil {
		return err
	}
	if err := srv.Listen(); err != nil {
		return err
	}
	back, stop := context.WithCancel(context.WithoutCancel(ctx))
	done := make(chan struct{})
	go func() { c.Run(back); close(done) }()
	city.Roomy()
	defer profile()()
	fmt.Println("serving", "http://"+srv.Addr())
	err = srv.Run(ctx)
	stop()
	<-done
	changes, commits := c.Store.Stats()
	fmt.Fprintf(os.Stderr, "bench: %d changes in %d commits\n", changes, commits)
	return err
}

func wards(c *city.City) []office.Office { return firstWards(c.Offices.Tree()) }

func firstWards(t *office.Tree) []office.Office {
	var out []office.Office
	for _, o := range t.On("2019-06-03") {
		if o.Kind == office.Commune && len(out) < offices {
			out = append(out, o)
		}
	}
	return out
}

func login(ward int, role office.Role) string { return fmt.Sprintf("b%d.%s", ward, role) }

func hire(ctx context.Context, c *city.City) error {
	hash, err := session.NewHasher(clock.NewIDs(clock.Wall())).Hash(ctx, password)
	if err != nil {
		return err
	}
	var ch office.Change
	for i, w := range wards(c) {
		for _, r := range []office.Role{office.Reception, office.Officer, office.Head} {
			id := login(i, r)
			ch.Officials = append(ch.Officials, office.Official{ID: id, Name: "Công chức " + id, Title: "Chuyên viên"})
			ch.Posts = append(ch.Posts, office.Post{ID: "p-" + id, Official: id, Office: w.ID, Role: r, From: "2019-01-06"})
		}
	}
	if err := c.Offices.Save(ctx, ch); err != nil {
		return err
	}
	return c.Store.Update(ctx, func(tx db.Tx) error {
		for _, o := range ch.Officials {
			if _, err := c.Accounts.CreateTx(tx, o.ID, hash, account.Owner{Official: o.ID}, c.Civil.Now()); err != nil {
				return err
			}
		}
		return nil
	})
}
