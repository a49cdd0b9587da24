package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"
	"time"

	"motcua/calendar"
	"motcua/clock"
	"motcua/deadline"
)

// bench is one session of measurements.
type bench struct {
	seconds, repeats int
	out              io.Writer
}

func median(x []float64) float64 {
	s := slices.Sorted(slices.Values(x))
	return s[len(s)/2]
}

// cases: the product beside the floor, in turn, at 8 and 64 clients.
func (b *bench) cases() error {
	f, err := start(nil, "floor")
	if err != nil {
		return err
	}
	defer f.stop()
	less, err := start(nil, "floor", "bare")
	if err != nil {
		return err
	}
	defer less.stop()
	p, err := start(nil, "city")
	if err != nil {
		return err
	}
	defer p.stop()
	fmt.Fprintf(b.out, "\nWhole cases over HTTP (create, three moves, close: five durable answers)\n")
	fmt.Fprintf(b.out, "%8s %12s %12s %8s %14s %14s %10s %14s\n", "clients", "floor/s", "product/s", "ratio", "floor p50/p99", "product", "CPU ms", "of bare floor")
	sizes := [2]size{}
	for i, s := range []*server{f, p} {
		if sizes[i], err = measureSize(s.dir); err != nil {
			return err
		}
	}
	var done [2]float64 // whole cases of each side, warming included
	for _, n := range []int{8, 64} {
		ts, err := teams(p.url, n)
		if err != nil {
			return err
		}
		fd, ld, pd := againstFloor(f.url, n), againstFloor(less.url, n), againstProduct(p.url, ts)
		warm, err := pd.run(n, 1)
		if err != nil {
			return err
		}
		done[1] += float64(warm.n)
		var ratios, bare, cpu []float64
		var fr, lr, pr rate
		for range b.repeats {
			if fr, err = fd.run(n, b.seconds); err != nil {
				return err
			}
			if lr, err = ld.run(n, b.seconds); err != nil {
				return err
			}
			used := p.cpu()
			if pr, err = pd.run(n, b.seconds); err != nil {
				return err
			}
			done[0], done[1] = done[0]+float64(fr.n), done[1]+float64(pr.n)
			ratios, bare = append(ratios, pr.cases/fr.cases), append(bare, pr.cases/lr.cases)
			cpu = append(cpu, 1000*(p.cpu()-used)/(pr.cases*float64(b.seconds)))
		}
		fmt.Fprintf(b.out, "%8d %12.0f %12.0f %8.2f %6.1f/%5.1f ms %6.1f/%5.1f ms %9.2f %14.2f\n", n, fr.cases, pr.cases, median(ratios),
			ms(fr.p50), ms(fr.p99), ms(pr.p50), ms(pr.p99), median(cpu), median(bare))
	}
	for i, s := range []*server{f, p} {
		now, err := measureSize(s.dir)
		if err != nil {
			return err
		}
		fmt.Fprintf(b.out, "%s keeps of a case: %.1f rows, %.1f KB\n", [2]string{"floor", "product"}[i],
			float64(now.rows-sizes[i].rows)/done[i], float64(now.bytes-sizes[i].bytes)/done[i]/1024)
	}
	fmt.Fprintf(b.out, "product's peak memory: %.0f MiB\n", p.memory())
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// ledger: the same load with the sequencer on and off, in turn.
func (b *bench) ledger() error {
	on, err := start(nil, "city")
	if err != nil {
		return err
	}
	defer on.stop()
	off, err := start(nil, "city", "noledger")
	if err != nil {
		return err
	}
	defer off.stop()
	var ratios []float64
	sides := [2]driver{}
	for i, s := range []*server{on, off} {
		ts, err := teams(s.url, 64)
		if err != nil {
			return err
		}
		sides[i] = againstProduct(s.url, ts)
		if _, err := sides[i].run(64, 1); err != nil {
			return err
		}
	}
	for range b.repeats {
		a, err := sides[0].run(64, b.seconds)
		if err != nil {
			return err
		}
		z, err := sides[1].run(64, b.seconds)
		if err != nil {
			return err
		}
		ratios = append(ratios, a.cases/z.cases)
	}
	fmt.Fprintf(b.out, "\nLedger on against off at 64 clients: %.2f (cost %.0f %%)\n", median(ratios), 100*(1-median(ratios)))
	return nil
}

var straceLine = regexp.MustCompile(`(?m)^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?(?:fsync|fdatasync)$`)

// fsyncs counts what strace sees for each acknowledged act at 64 clients.
func (b *bench) fsyncs() error {
	strace, err := exec.LookPath("strace")
	if err != nil {
		return fmt.Errorf("the fsync count needs strace: apt-get install strace")
	}
	dir, err := os.MkdirTemp("", "motcua-strace-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	table := filepath.Join(dir, "count")
	s, err := start([]string{strace, "-f", "-c", "-o", table, "-e", "trace=fsync,fdatasync"}, "city")
	if err != nil {
		return err
	}
	ts, err := teams(s.url, 64)
	if err != nil {
		s.stop()
		return err
	}
	r, err := againstProduct(s.url, ts).run(64, b.seconds)
	s.stop()
	if err != nil {
		return err
	}
	data, err := os.ReadFile(table)
	if err != nil {
		return err
	}
	total := 0
	for _, m := range straceLine.FindAllStringSubmatch(string(data), -1) {
		n, _ := strconv.Atoi(m[1])
		total += n
	}
	acts := r.cases * float64(b.seconds) * 5
	fmt.Fprintf(b.out, "\nfsyncs counted by strace: %d for %.0f acknowledged acts = %.3f each (start-up and sequencer included)\n", total, acts, float64(total)/acts)
	return nil
}

// arithmetic: deadline beside a loop over a map.
func (b *bench) arithmetic() error {
	cal := calendar.Civil()
	r := rand.New(rand.NewPCG(1, 2))
	base := calendar.Make(2016, time.January, 4)
	var at [256]time.Time
	for i := range at {
		at[i] = (base + calendar.Date(r.IntN(3600))).At(8*60 + r.IntN(500)).In(clock.Zone)
	}
	fmt.Fprintf(b.out, "\nDeadline arithmetic, ns each (allocations)\n")
	for _, text := range []string{"1wd", "5wd", "60wd", "8h"} {
		limit, err := deadline.ParseLimit(text)
		if err != nil {
			return err
		}
		res := testing.Benchmark(func(t *testing.B) {
			for i := 0; t.Loop(); i++ {
				if _, err := deadline.Compute(deadline.Input{Received: at[i&255], Limit: limit, Calendar: cal}); err != nil {
					t.Fatal(err)
				}
			}
		})
		fmt.Fprintf(b.out, "%8s %6.1f (%d)\n", text, float64(res.T.Nanoseconds())/float64(res.N), res.AllocsPerOp())
	}
	return nil
}
