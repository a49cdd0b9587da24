package simulate

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"motcua/city"
	"motcua/clock"
	"motcua/dossier"
	"motcua/paper"
	"motcua/process"
	"motcua/publication"
)

// demonstration is a day of life to which the demonstration's own things are added.
func demonstration(t *testing.T) *world {
	t.Helper()
	return living(t, 1, 3)
}

// living is a life of some days with the demonstration's draft.
func living(t *testing.T, days, dossiers int) *world {
	t.Helper()
	ctx, dir := context.Background(), t.TempDir()
	from := time.Date(2019, time.May, 27, 7, 30, 0, 0, clock.Zone)
	c, err := city.Open(ctx, city.Config{DB: "sqlite://" + filepath.Join(dir, "c.db"), Data: filepath.Join(dir, "data"), Seed: 3, Civil: clock.Fixed(from), Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	sample, err := sampleDraft(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	w, err := live(ctx, c, Plan{Seed: 3, From: from, To: from.AddDate(0, 0, days), Dossiers: dossiers, Draft: sample.Hash})
	if err == nil {
		err = w.attach(sample)
	}
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// sound holds every row against its events.
func sound(t *testing.T, w *world) {
	t.Helper()
	if _, err := w.c.Sequencer.Sequence(w.ctx); err != nil {
		t.Fatal(err)
	}
	if err := Check(w.ctx, w.c, w.c.Civil.Now()); err != nil {
		t.Error(err)
	}
}

// CK-7: the demonstration shows boards that hang, and every row is the fold of its events.
func TestCK_7_TheDemonstrationHasBoards(t *testing.T) {
	w := demonstration(t)
	c, ctx := w.c, w.ctx
	if err := w.hang(); err != nil {
		t.Fatal(err)
	}
	district, _ := c.Offices.Office(w.cast.wards[0].Parent)
	all, err := c.Postings.Tallies(ctx, w.cast.posts[district.Parent]["control"][0])
	if err != nil || len(all) != 3 {
		t.Fatalf("%v %v", all, err)
	}
	found, err := c.Postings.Proof(ctx)
	if err != nil || len(found) > 0 {
		t.Errorf("rows differ from their events: %v %v", found, err)
	}
	sound(t, w)
}

// KS-4: the demonstration shows decisions on their way, reviews a changed text causes, and a
// process that waits.
func TestKS_4_TheDemonstrationHasDecisionsOnTheirWay(t *testing.T) {
	w := demonstration(t)
	if err := w.prepare(); err != nil {
		t.Fatal(err)
	}
	control := w.cast.posts[w.c.Publications.City()]["control"][0]
	for state, want := range map[publication.State]int{publication.Checking: 1, publication.Accepted: 1, publication.Drafting: 0} {
		if all, err := w.c.Publications.In(w.ctx, control, state); err != nil || len(all) != want {
			t.Errorf("%s: %d files, want %d: %v", state, len(all), want, err)
		}
	}
	if tasks, err := w.c.Publications.OpenTasks(w.ctx, control); err != nil || len(tasks) < 5 {
		t.Errorf("%d reviews: %v", len(tasks), err)
	}
	if all, err := w.c.Processes.In(w.ctx, process.Submitted); err != nil || len(all) != 1 {
		t.Errorf("%d processes wait: %v", len(all), err)
	}
	if found, err := w.c.Publications.Proof(w.ctx); err != nil || len(found) > 0 {
		t.Errorf("rows differ from their events: %v %v", found, err)
	}
	sound(t, w)
}

// VB-13: what waits for a signature in the demonstration can be read and signed.
func TestVB_13_WhatWaitsForASignatureHasItsDraft(t *testing.T) {
	w := living(t, 12, 80)
	waiting := 0
	keys, err := w.c.Dossiers.Keys(w.ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range keys {
		d, err := w.c.Dossiers.Open(w.ctx, k)
		if err != nil {
			t.Fatal(err)
		}
		files, err := w.c.Papers.Of(w.ctx, d.ID)
		if err != nil {
			t.Fatal(err)
		}
		if d.State != dossier.Proposed {
			if len(files) > 0 {
				t.Errorf("%s, %s, has files", d.Code, d.State)
			}
			continue
		}
		waiting++
		if len(files) != 1 || files[0].Hash != d.Proposal.File || files[0].Kind != paper.PDF.Name {
			t.Errorf("%s waits without its draft: %+v", d.Code, files)
			continue
		}
		c, err := w.c.Papers.Blobs.Open(w.ctx, files[0].Hash)
		if err != nil {
			t.Fatal(err)
		}
		c.Close()
	}
	if waiting == 0 {
		t.Fatal("nothing waits: the life is too short to show anything")
	}
	sound(t, w)
}
