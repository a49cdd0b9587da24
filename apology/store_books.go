package apology

import (
	"context"
	"fmt"

	"motcua/access"
	"motcua/book"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/refusal"
)

// Keeper gives the registers of letters to the lock of a year (APO-11).
func (s *Store) Keeper() book.Keeper {
	return book.Keeper{Kinds: []string{book.Apology}, Hold: s.hold, Volumes: shelf, Lines: lines}
}

// next draws a number of an office's register; a locked year gives none.
func next(tx db.Tx, office string, year int64) (int64, error) {
	n, err := New(tx).NextNumber(tx.Ctx, NextNumberParams{Office: office, Year: year})
	if err != nil {
		return 0, fmt.Errorf("apology: %w", err)
	}
	return n, book.StillOpen(tx, office, int(year)) // asked after the draw: a lock made meanwhile is seen
}

const (
	movedOn    = "Hồ sơ đã chuyển đến cơ quan khác giải quyết"
	yearLocked = "Khóa sổ năm khi thư chưa gửi; thư mang số của năm gửi"
)

// outgrown says why a draft can no longer keep its number; "" while it can.
func outgrown(tx db.Tx, d dossier.Dossier, old Draft) (string, error) {
	if old.Office != d.Causing() {
		return movedOn, nil
	}
	err := book.StillOpen(tx, old.Office, old.Year)
	if _, refused := refusal.As(err); refused {
		return yearLocked, nil
	}
	return "", err
}

type moving struct {
	who access.Who
	why string
	now clock.Instant
}

// move gives a draft a number of today's year in the register of the office that has the
// dossier; the old number is void in its own.
func (s *Store) move(tx db.Tx, d dossier.Dossier, old Draft, m moving) error {
	q, office, year := New(tx), d.Causing(), int64(m.now.Time().Year())
	n, err := next(tx, office, year)
	if err != nil {
		return err
	}
	changed, err := q.MoveDraft(tx.Ctx, MoveDraftParams{Office: office, Number: n, Year: year, Home: d.Home, Dossier: d.ID, Ground: string(old.Ground), Was: old.Version})
	if err == nil && changed == 0 || db.IsUnique(err) {
		return db.ErrStale
	}
	if err == nil {
		err = q.InsertVoid(tx.Ctx, InsertVoidParams{Office: old.Office, Year: int64(old.Year), Number: int64(old.Number), Home: d.Home, Dossier: d.ID, Code: d.Code,
			Why: m.why, At: int64(m.now), ByWhom: m.who.Official})
	}
	if err != nil {
		return fmt.Errorf("apology: %w", err)
	}
	return nil
}

// hold keeps further numbers of the year back and takes every draft that was not sent
// into this year's register: in a locked register each number is a letter or void.
func (s *Store) hold(tx db.Tx, who access.Who, home string, year int) error {
	q := New(tx)
	if err := q.HoldSeries(tx.Ctx, HoldSeriesParams{Office: home, Year: int64(year)}); err != nil {
		return fmt.Errorf("apology: %w", err)
	}
	now := clock.At(s.Dossiers.Civil.Now())
	if now.Time().Year() <= year {
		return nil // the lock itself is refused: the year goes on
	}
	rows, err := q.Unsent(tx.Ctx, UnsentParams{Office: home, Year: int64(year)})
	if err != nil {
		return fmt.Errorf("apology: %w", err)
	}
	for _, r := range rows {
		if r.State != "draft" {
			continue
		}
		d, err := s.Dossiers.OpenTx(tx, dossier.Key{Home: r.Home, ID: r.Dossier})
		if err != nil {
			return err
		}
		if err := s.move(tx, d, drafted(r), moving{who, yearLocked, now}); err != nil {
			return err
		}
	}
	return nil
}

func shelf(ctx context.Context, on db.DBTX, home string) ([]book.Dated, error) {
	rows, err := New(on).Volumes(ctx, home)
	if err != nil {
		return nil, fmt.Errorf("apology: %w", err)
	}
	out := make([]book.Dated, len(rows))
	for i, r := range rows {
		out[i] = book.Dated{Year: int(r.Year), Volume: book.Volume{Kind: book.Apology, Count: r.N, Voids: r.Voids, First: r.First, Last: r.Last, Newest: clock.Instant(r.Newest)}}
	}
	return out, nil
}

func lines(ctx context.Context, on db.DBTX, of book.Volumed, yield func(book.Line) error) error {
	b, err := letterBook(ctx, on, of.Home, of.Year)
	if err != nil {
		return err
	}
	for _, l := range b.Lines {
		id, at := "", clock.Instant(0)
		if l.State != "void" {
			id, at = l.Letter.Dossier, clock.Instant(l.Letter.SentAt)
		}
		if err := yield(book.Made(int64(l.Number), id, at)); err != nil {
			return err
		}
	}
	return nil
}
