package report

import (
	"context"
	"fmt"

	"motcua/db"
	"motcua/dossier"
)

// Recount gives all cells from the events alone: each dossier is folded from its
// history and counted where it stands. The stored cells take no part.
func (s *Store) Recount(ctx context.Context) (Change, error) { return recount(ctx, New(s.DB.Read())) }

func recount(ctx context.Context, q *Queries) (Change, error) {
	all := tally{map[Cell]int64{}, map[Open]int64{}}
	for after := ""; ; {
		births, err := q.Subjects(ctx, SubjectsParams{After: after, Most: batch})
		if err != nil {
			return Change{}, fmt.Errorf("report: %w", err)
		}
		if len(births) == 0 {
			return all.change(), nil
		}
		keys := make([]dossier.Key, len(births))
		for i, b := range births {
			keys[i] = dossier.Key{Home: b.Home, ID: b.Subject}
		}
		histories, err := events(ctx, q, keys)
		if err != nil {
			return Change{}, err
		}
		for _, k := range keys {
			d, err := dossier.Fold(histories[k])
			if err != nil {
				return Change{}, err
			}
			all.add(&d)
		}
		after = births[len(births)-1].ID
	}
}

// tally adds up cells; its keys carry N = 0. It grows with the cells, not with the
// dossiers.
type tally struct {
	cells map[Cell]int64
	open  map[Open]int64
}

func (t tally) add(d *dossier.Dossier) {
	var c Change
	c.count(d, traceOf(d), +1)
	for _, x := range c.Cells {
		n := x.N
		x.N = 0
		t.cells[x] += n
	}
	for _, x := range c.Open {
		n := x.N
		x.N = 0
		t.open[x] += n
	}
}

func (t tally) change() Change {
	var c Change
	for x, n := range t.cells {
		x.N = n
		c.Cells = append(c.Cells, x)
	}
	for x, n := range t.open {
		x.N = n
		c.Open = append(c.Open, x)
	}
	c.settle()
	return c
}

// Stored gives the cells as the follower keeps them.
func (s *Store) Stored(ctx context.Context) (Change, error) { return stored(ctx, New(s.DB.Read())) }

func stored(ctx context.Context, q *Queries) (Change, error) {
	var all Change
	cells, err := q.LeafCells(ctx)
	if err != nil {
		return all, fmt.Errorf("report: %w", err)
	}
	open, err := q.OpenCells(ctx)
	if err != nil {
		return all, fmt.Errorf("report: %w", err)
	}
	for _, c := range cells {
		all.Cells = append(all.Cells, Cell{Office: c.Office, Day: c.Day, Measure: Measure(c.Measure), Procedure: c.Procedure, Channel: int(c.Channel), N: c.N})
	}
	for _, o := range open {
		all.Open = append(all.Open, Open{Office: o.Office, Hour: o.Hour, Procedure: o.Procedure, Letter: o.Letter == 1, N: o.N})
	}
	all.settle() // the engines may collate texts in another order
	return all, nil
}

// Compare counts again and gives what the stored cells have too much (N > 0) or too
// little (N < 0); an empty Change says that every figure is proved. Acts that commit
// while it reads show as differences: run it when nothing else writes, or on a copy.
func (s *Store) Compare(ctx context.Context) (Change, error) {
	have, err := s.Stored(ctx)
	if err != nil {
		return have, err
	}
	want, err := s.Recount(ctx)
	if err != nil {
		return want, err
	}
	return have.less(want), nil
}

func (c Change) less(d Change) Change {
	out := Change{Cells: append([]Cell(nil), c.Cells...), Open: append([]Open(nil), c.Open...)}
	for _, x := range d.Cells {
		x.N = -x.N
		out.Cells = append(out.Cells, x)
	}
	for _, x := range d.Open {
		x.N = -x.N
		out.Open = append(out.Open, x)
	}
	out.settle()
	return out
}

// Empty reports that nothing is in the change.
func (c Change) Empty() bool { return len(c.Cells) == 0 && len(c.Open) == 0 }

// Rebuild counts again and puts the result in the place of the stored cells, in one
// transaction: after an upgrade that counts something new. Run it while nothing else
// writes.
func (s *Store) Rebuild(ctx context.Context) error {
	all, err := s.Recount(ctx)
	if err != nil {
		return err
	}
	return s.DB.Update(ctx, func(tx db.Tx) error {
		q := New(tx)
		if err := q.ClearCells(tx.Ctx); err != nil {
			return fmt.Errorf("report: %w", err)
		}
		if err := q.ClearOpen(tx.Ctx); err != nil {
			return fmt.Errorf("report: %w", err)
		}
		return write(tx, all)
	})
}
