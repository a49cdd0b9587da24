package payment

import (
	"context"
	"fmt"

	"motcua/access"
	"motcua/book"
	"motcua/clock"
	"motcua/db"
)

// Keeper gives the books of money to the lock of a year: receipts, exemptions, refunds
// and costs of an office are numbered without gap by year (SET-11).
func (s *Store) Keeper() book.Keeper {
	return book.Keeper{Kinds: []string{Fee, Exempt, Refund, Cost}, Hold: hold, Volumes: shelf, Lines: lines}
}

func hold(tx db.Tx, _ access.Who, home string, year int) error {
	for _, kind := range []string{Fee, Exempt, Refund, Cost} {
		if err := New(tx).HoldSeries(tx.Ctx, HoldSeriesParams{Office: home, Kind: kind, Year: int64(year)}); err != nil {
			return fmt.Errorf("payment: %w", err)
		}
	}
	return nil
}

func shelf(ctx context.Context, on db.DBTX, home string) ([]book.Dated, error) {
	rows, err := New(on).Volumes(ctx, home)
	if err != nil {
		return nil, fmt.Errorf("payment: %w", err)
	}
	out := make([]book.Dated, len(rows))
	for i, r := range rows {
		out[i] = book.Dated{Year: int(r.Year), Volume: book.Volume{Kind: r.Kind, Count: r.N, First: r.First, Last: r.Last, Newest: clock.Instant(r.Newest)}}
	}
	return out, nil
}

// chunk is how many lines are read at a time.
const chunk = 1000

func lines(ctx context.Context, on db.DBTX, of book.Volumed, yield func(book.Line) error) error {
	last := int64(0)
	for {
		rows, err := New(on).YearLines(ctx, YearLinesParams{Office: of.Home, Kind: of.Kind, Year: int64(of.Year), After: last, Most: chunk})
		if err != nil {
			return fmt.Errorf("payment: %w", err)
		}
		for _, r := range rows {
			if err := yield(book.Made(r.Number, r.Dossier, clock.Instant(r.At))); err != nil {
				return err
			}
			last = r.Number
		}
		if len(rows) < chunk {
			return nil
		}
	}
}
