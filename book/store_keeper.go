package book

import (
	"context"
	"fmt"
	"slices"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
)

// Keeper is another room that numbers papers by office and year. Its books are read
// like the others and locked with them; it refuses numbers of a locked year itself
// (StillOpen).
type Keeper struct {
	Kinds []string
	// Hold makes whoever draws a number of the year now wait for the lock, and puts in
	// order what a locked year may not leave open.
	Hold func(tx db.Tx, who access.Who, home string, year int) error
	// Volumes lists the books of an office by year.
	Volumes func(ctx context.Context, on db.DBTX, home string) ([]Dated, error)
	// Lines reads a book from its first number to its last.
	Lines func(ctx context.Context, on db.DBTX, of Volumed, yield func(Line) error) error
}

// Dated is a book with its year.
type Dated struct {
	Year int
	Volume
}

// Volumed names one book.
type Volumed struct {
	Home, Kind string
	Year       int
}

// Made is a line as a keeper gives it: a void number has no dossier and no moment that
// counts, since its reason may still be told better later.
func Made(n int64, dossier string, at clock.Instant) Line {
	if dossier == "" {
		at = 0
	}
	return Line{N: n, Dossier: dossier, At: at}
}

// keeps reports whether the book is one of the keeper's.
func (k Keeper) keeps(kind string) bool {
	return slices.Contains(k.Kinds, kind)
}

func (k Keeper) sum(ctx context.Context, on db.DBTX, of Volumed) (Closing, error) {
	c := NewCloser(of.Home, of.Kind, of.Year)
	if err := k.Lines(ctx, on, of, c.Add); err != nil {
		return Closing{}, err
	}
	return c.Close(), nil
}

// Sum is a book of any room summed up.
func (s *Store) Sum(ctx context.Context, on db.DBTX, of Volumed) (Closing, error) {
	for _, k := range s.Also {
		if k.keeps(of.Kind) {
			return k.sum(ctx, on, of)
		}
	}
	return Sum(ctx, on, of.Home, of.Kind, of.Year)
}

// Has reports whether a number of the book was ever given.
func (s *Store) Has(ctx context.Context, of Volumed) (bool, error) {
	for _, k := range s.Also {
		if !k.keeps(of.Kind) {
			continue
		}
		all, err := k.Volumes(ctx, s.DB.Read(), of.Home)
		return slices.ContainsFunc(all, func(v Dated) bool { return v.Year == of.Year && v.Kind == of.Kind }), err
	}
	lines, err := New(s.DB.Read()).BookLines(ctx, BookLinesParams{Home: of.Home, Kind: of.Kind, Year: int64(of.Year), Most: 1})
	if err != nil {
		return false, fmt.Errorf("book: %w", err)
	}
	return len(lines) > 0, nil
}

// closeAlso holds and sums up the books of the other rooms; one without a number is none.
func (s *Store) closeAlso(tx db.Tx, who access.Who, home string, year int) ([]Closing, error) {
	var out []Closing
	for _, k := range s.Also {
		if err := k.Hold(tx, who, home, year); err != nil {
			return nil, err
		}
		for _, kind := range k.Kinds {
			c, err := k.sum(tx.Ctx, tx, Volumed{home, kind, year})
			if err != nil {
				return nil, err
			}
			if c.Count > 0 {
				out = append(out, c)
			}
		}
	}
	return out, nil
}
