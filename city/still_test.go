package city_test

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"testing"

	"motcua/access"
	"motcua/city"
	"motcua/db/dbtest"
	"motcua/office"
	"motcua/posting"
	"motcua/publication"
)

// CK-6: people who act while the rows are held against the log are no forgers: what they make
// meanwhile is neither a row without events nor events without a row.
func TestCK_6_ARunningCityIsNotAccused(t *testing.T) {
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			dir, ctx := t.TempDir(), context.Background()
			cfg := city.Config{DB: "sqlite://" + filepath.Join(dir, "city.db"), Data: filepath.Join(dir, "data"), Log: slog.New(slog.DiscardHandler)}
			if engine == "postgres" {
				cfg.DB = dbtest.PostgresURL(t)
			}
			c, err := city.Open(ctx, cfg)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if err := c.Furnish(ctx); err != nil {
				t.Fatal(err)
			}
			stop, done := make(chan struct{}), make(chan error, 1)
			go func() { done <- busy(ctx, c, stop) }()
			for range 30 {
				rows, err := c.Postings.Proof(ctx)
				texts, bad := c.Publications.Proof(ctx)
				if err != nil || bad != nil || len(rows)+len(texts) > 0 {
					t.Errorf("accused: %v %v %v %v", rows, texts, err, bad)
					break
				}
			}
			close(stop)
			if err := <-done; err != nil {
				t.Fatal(err)
			}
		})
	}
}

// busy reports what hangs wrongly and moves the day of a text of law, until it is stopped.
func busy(ctx context.Context, c *city.City, stop chan struct{}) error {
	ward, today := "", c.Postings.Today()
	for _, o := range c.Offices.Tree().On(today) {
		if o.Kind == office.Commune {
			ward = o.ID
		}
	}
	head := access.Who{Official: "head", Post: "head", Office: ward, Role: "head", Channel: "page"}
	control := access.Who{Official: "control", Post: "control", Office: c.Publications.City(), Role: "control", Channel: "page"}
	place := c.IDs.New()
	if _, err := c.Postings.NewPlace(ctx, head, posting.Place{ID: place, Office: ward, Kind: posting.Board, Name: "Sảnh"}); err != nil {
		return err
	}
	for n := 0; ; n++ {
		select {
		case <-stop:
			return nil
		default:
		}
		found := posting.Finding{ID: c.IDs.New(), Office: ward, Place: place, Wrong: posting.Unreadable}
		if _, err := c.Postings.Report(ctx, access.Who{Channel: "page"}, found, "Bị tủ che", nil); err != nil {
			return err
		}
		text := publication.Watch{State: publication.TextNew, Law: publication.Legal{Number: "98/2019/TT-VD", Name: "Thông tư ví dụ", Issued: "2019-05-20", Effect: fmt.Sprintf("2019-08-%02d", 1+n%28)}}
		if _, _, err := c.Publications.Note(ctx, control, publication.Watching{Watch: text}); err != nil {
			return err
		}
	}
}
