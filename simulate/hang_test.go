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
)

// CK-7: the demonstration shows boards that hang, and every row is the fold of its events.
func TestCK_7_TheDemonstrationHasBoards(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	from := time.Date(2019, time.May, 27, 7, 30, 0, 0, clock.Zone)
	c, err := city.Open(ctx, city.Config{DB: "sqlite://" + filepath.Join(dir, "c.db"), Data: filepath.Join(dir, "data"), Seed: 3, Civil: clock.Fixed(from), Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	w, err := live(ctx, c, Plan{Seed: 3, From: from, To: from.AddDate(0, 0, 1), Dossiers: 3})
	if err != nil {
		t.Fatal(err)
	}
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
	if _, err := c.Sequencer.Sequence(ctx); err != nil {
		t.Fatal(err)
	}
	if err := Check(ctx, c, c.Civil.Now()); err != nil {
		t.Error(err)
	}
}
