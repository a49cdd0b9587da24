package report

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/db"
	"motcua/dossier"
	"motcua/event"
)

// Store reads figures and the lists behind them.
type Store struct{ DB *db.DB }

// Follower keeps the leaf cells in step, in the act's own transaction: at most one
// upsert for each cell that moves, none for an act that moves no figure. Register it
// last, so that cells are the last thing an act touches.
func Follower() event.Follower {
	return func(tx db.Tx, e event.Event) error {
		if e.Kind != "dossier" {
			return nil
		}
		before, ok := e.Before.(dossier.Dossier)
		after, ok2 := e.After.(dossier.Dossier)
		if !ok || !ok2 {
			return fmt.Errorf("report: event %s of a dossier came without its rows", e.ID)
		}
		return write(tx, Between(&before, &after))
	}
}

func write(tx db.Tx, c Change) error {
	q := New(tx)
	for _, x := range c.Cells {
		if err := q.AddCell(tx.Ctx, AddCellParams{Office: x.Office, Day: x.Day, Measure: string(x.Measure), Procedure: x.Procedure,
			Channel: int64(x.Channel), N: x.N}); err != nil {
			return fmt.Errorf("report: cell: %w", err)
		}
	}
	for _, x := range c.Open {
		if err := q.AddOpen(tx.Ctx, AddOpenParams{Office: x.Office, Hour: x.Hour, Procedure: x.Procedure, Letter: one(x.Letter), N: x.N}); err != nil {
			return fmt.Errorf("report: open: %w", err)
		}
	}
	return nil
}

// Sweep removes the hours nothing is open in any more; they mean nothing and only
// make boards slower. Once a day is enough. It gives the number removed.
func (s *Store) Sweep(ctx context.Context) (removed int64, err error) {
	err = s.DB.Update(ctx, func(tx db.Tx) error {
		removed, err = New(tx).SweepOpen(tx.Ctx)
		return err
	})
	return removed, err
}

// Board gives the figures of all offices of the filter together.
func (s *Store) Board(ctx context.Context, f Filter) (Board, error) {
	by, err := s.sums(ctx, f)
	if err != nil {
		return Board{}, err
	}
	all := newSums()
	for _, x := range by {
		all.join(x)
	}
	return all.figures(f), nil
}

// Boards gives a board for each office of the filter, in its order, with two queries
// for all of them.
func (s *Store) Boards(ctx context.Context, f Filter) ([]Board, error) {
	by, err := s.sums(ctx, f)
	if err != nil {
		return nil, err
	}
	out := make([]Board, 0, len(f.Offices))
	for _, id := range f.Offices {
		x := by[id]
		if x == nil {
			x = newSums()
		}
		one := f
		one.Offices = []string{id}
		out = append(out, x.figures(one))
	}
	return out, nil
}

func (s *Store) sums(ctx context.Context, f Filter) (map[string]*sums, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	q, offices := New(s.DB.Read()), list(f.Offices)
	out := map[string]*sums{}
	at := func(office string) *sums {
		if out[office] == nil {
			out[office] = newSums()
		}
		return out[office]
	}
	cells, err := q.PeriodSums(ctx, PeriodSumsParams{Offices: offices, Measures: list(Measures), Since: f.From.String(), Until: f.To.String()})
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	for _, c := range cells {
		at(c.Office).cell(Measure(c.Measure), int(c.Channel), c.N)
	}
	open, err := q.OpenSums(ctx, OpenSumsParams{Offices: offices, Never: Never, Hour: HourOf(f.Now), Now: int64(f.Now)})
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	for _, o := range open {
		at(o.Office).open.add(opens{n: o.N, waiting: o.Waiting, late: o.Late, bare: o.Bare})
	}
	return out, nil
}

// list writes values as the queries take lists.
func list[T any](values []T) string {
	if len(values) == 0 {
		return "[]"
	}
	b, err := json.Marshal(values)
	if err != nil {
		panic(err) // strings and numbers always encode
	}
	return string(b)
}

// Mark is where a list goes on: after the line that sorts there. The zero Mark is
// the beginning.
type Mark struct {
	At int64
	ID string
}

// Page is one page of a list. Next is nil on the last one.
type Page struct {
	Lines []dossier.Line
	Next  *Mark
}

func (p *Page) close(most int, last Mark) {
	if len(p.Lines) == most && most > 0 {
		p.Next = &last
	}
}
