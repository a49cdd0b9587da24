//go:build soak

package simulate_test

import (
	"context"
	"os"
	"strconv"
	"testing"
	"time"

	"motcua/city"
	"motcua/clock"
	"motcua/dossier"
	"motcua/law"
	"motcua/office"
	"motcua/simulate"
)

// number reads an environment variable, or gives the usual value.
func number(t *testing.T, name string, usual int) int {
	t.Helper()
	s := os.Getenv(name)
	if s == "" {
		return usual
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// The city lives from Decree 61 to today: every profile of law, codes turned round, the
// districts gone, the Centre opened, with faults all the way. A failure names its seed:
// MOTCUA_SEED=n go test -tags soak ./simulate -run Years replays its history (races are free here, so not every id).
// MOTCUA_SOAK_DOSSIERS, MOTCUA_SOAK_FROM and MOTCUA_SOAK_TO (YYYY-MM-DD) make it shorter.
func TestYears(t *testing.T) {
	seed := uint64(number(t, "MOTCUA_SEED", 2018))
	dossiers := number(t, "MOTCUA_SOAK_DOSSIERS", 3000)
	from, to := at("2018-06-21 07:30"), at("2026-11-20 17:00")
	for name, end := range map[string]*time.Time{"MOTCUA_SOAK_FROM": &from, "MOTCUA_SOAK_TO": &to} {
		if s := os.Getenv(name); s != "" {
			*end = at(s + end.Format(" 15:04"))
		}
	}
	for name, url := range engines {
		t.Run(name, func(t *testing.T) {
			c := open(t, url(t), seed)
			began := time.Now()
			plan := simulate.Plan{Seed: seed, From: from, To: to, Dossiers: dossiers, Check: true, Whole: 90, Faults: true, Free: true}
			plan.Progress = func(done, total int) {
				if done%500 == 0 {
					t.Logf("%s: %d of %d dossiers, %s, %s", name, done, total, c.Civil.Now().Format(time.DateOnly), time.Since(began).Round(time.Second))
				}
			}
			res, err := simulate.Live(context.Background(), c, plan)
			t.Logf("%s, seed %d, %s: %+v", name, seed, time.Since(began).Round(time.Second), res)
			if err != nil {
				t.Fatal(err)
			}
			if res.Letters == 0 || res.Faults["clock jump"] == 0 || res.Dossiers < dossiers*9/10 {
				t.Error("too little happened to prove anything")
			}
			lived(t, c, from, to)
		})
	}
}

// lived: dossiers were received under every profile of the years, and the districts' end
// and the Centre carried open ones over.
func lived(t *testing.T, c *city.City, from, to time.Time) {
	t.Helper()
	profiles, moved, days := map[string]int{}, 0, map[string]bool{}
	keys, err := c.Dossiers.Keys(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range keys {
		events, err := c.Dossiers.Trail(context.Background(), k)
		if err != nil {
			t.Fatal(err)
		}
		d, err := dossier.Fold(events)
		if err != nil {
			t.Fatal(err)
		}
		profiles[d.Profile]++
		for _, e := range events {
			if e.Act == "transfer" {
				moved++
				days[clock.Instant(e.At).Time().Format(time.DateOnly)] = true
			}
		}
	}
	for _, p := range law.Profiles() {
		if p.From <= to.Format(time.DateOnly) && (p.To == "" || p.To >= from.Format(time.DateOnly)) && profiles[p.ID] == 0 {
			t.Errorf("no dossier was received under %s: %v", p.ID, profiles)
		}
	}
	t.Logf("received under %v; %d carried over on %v", profiles, moved, days)
	if moved == 0 && from.Before(at(office.TwoTierDay+" 00:00")) && to.After(at(office.CentreDay+" 00:00")) {
		t.Error("the end of the districts carried nothing over")
	}
}
