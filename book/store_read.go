package book

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
)

// Shelf is the books of one year as a page shows them.
type Shelf struct {
	Year
	Books []Volume
}

// Volume is one book of a year.
type Volume struct {
	Kind                      string
	Count, Voids, First, Last int64
	Newest                    clock.Instant
}

// Shelves lists the books of an office, newest year first.
func (s *Store) Shelves(ctx context.Context, who access.Who, home string) ([]Shelf, error) {
	if err := access.May(who, access.See, access.Subject{Kind: access.KindBook, Holder: home}); err != nil {
		return nil, err
	}
	q := New(s.DB.Read())
	rows, err := q.Shelves(ctx, home)
	if err != nil {
		return nil, fmt.Errorf("book: %w", err)
	}
	years, err := q.YearsOf(ctx, home)
	if err != nil {
		return nil, fmt.Errorf("book: %w", err)
	}
	var out []Shelf
	at := func(of int) *Shelf {
		i := slices.IndexFunc(out, func(x Shelf) bool { return x.Year.Year == of })
		if i < 0 {
			out = append(out, Shelf{Year: Year{Home: home, Year: of}})
			i = len(out) - 1
		}
		return &out[i]
	}
	for _, r := range rows {
		x := at(int(r.Year))
		x.Books = append(x.Books, Volume{Kind: r.Kind, Count: r.N, Voids: r.Voids, First: r.First, Last: r.Last, Newest: clock.Instant(r.Newest)})
	}
	for _, k := range s.Also {
		more, err := k.Volumes(ctx, s.DB.Read(), home)
		if err != nil {
			return nil, err
		}
		for _, v := range more {
			x := at(v.Year)
			x.Books = append(x.Books, v.Volume)
		}
	}
	for _, r := range years {
		y, err := decode(r.Seq, r.Doc)
		if err != nil {
			return nil, err
		}
		at(y.Year).Year = y
	}
	slices.SortFunc(out, func(a, b Shelf) int { return b.Year.Year - a.Year.Year })
	for _, x := range out {
		slices.SortFunc(x.Books, func(a, b Volume) int { return place(a.Kind) - place(b.Kind) })
	}
	return out, nil
}

// Of gives the row of one year.
func (s *Store) Of(ctx context.Context, home string, of int) (Year, error) {
	return year(ctx, s.DB.Read(), home, of)
}

// Spoiled is a void number with its reason.
type Spoiled struct {
	Void
	Reason string
}

// Spoiled lists the void numbers of a year: of the books by number, then the codes.
func (s *Store) Spoiled(ctx context.Context, home string, of int) ([]Spoiled, error) {
	q := New(s.DB.Read())
	books, err := q.BookVoids(ctx, BookVoidsParams{Home: home, Year: int64(of)})
	if err != nil {
		return nil, fmt.Errorf("book: %w", err)
	}
	var out []Spoiled
	for _, r := range books {
		out = append(out, Spoiled{Void{Kind: r.Kind, N: r.N, At: clock.Instant(r.VoidAt), By: r.VoidBy}, r.Reason})
	}
	codes, err := q.Voids(ctx, VoidsParams{Home: home, Since: clock.Micros(dayOf(of, 1, 1)), Until: clock.Micros(dayOf(of+1, 1, 1))})
	if err != nil {
		return nil, fmt.Errorf("book: %w", err)
	}
	for _, r := range codes {
		out = append(out, Spoiled{Void{Kind: Code, Code: r.Code, At: clock.Instant(r.VoidAt), By: r.VoidBy}, r.Reason})
	}
	return out, nil
}

// Waiting reports whether the books of the year before now wait for their lock: it is
// proposed from the first working day of the new year on.
func (s *Store) Waiting(ctx context.Context, cal *calendar.Table, home string) (of int, waits bool, err error) {
	now := clock.At(s.Civil.Now())
	of = now.Time().Year() - 1
	if !Proposed(cal, of, now) {
		return of, false, nil
	}
	n, err := New(s.DB.Read()).Unlocked(ctx, UnlockedParams{Home: home, Period: strconv.Itoa(of), Year: int64(of)})
	if err != nil {
		return of, false, fmt.Errorf("book: %w", err)
	}
	return of, n > 0, nil
}
