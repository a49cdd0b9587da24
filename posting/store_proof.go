package posting

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/db"
	"motcua/event"
)

// Proof folds the events of everything kept here and names what differs from its row, is
// listed otherwise than it stands, or is gone. Rows and events are read at one moment.
func (s *Store) Proof(ctx context.Context) (found []string, err error) {
	err = s.DB.Still(ctx, func(view *db.DB) error {
		p := proof{on: view.Read(), ctx: ctx}
		p.all()
		found = p.found
		return p.err
	})
	return found, err
}

func (p *proof) all() {
	q, ctx := New(p.on), p.ctx
	ps, err := q.AllPlaces(ctx)
	for _, r := range ps {
		check(p, kept{r.ID, r.Doc, r.Seq}, FoldPlace, func(x Place) bool { return int64(x.No) == r.No && x.Office == r.Office && flagOf(x.Open()) == r.IsOpen })
	}
	p.gone(kindPlace, err)
	ss, err := q.AllSheets(ctx)
	for _, r := range ss {
		check(p, kept{r.ID, r.Doc, r.Seq}, FoldSheet, func(x Sheet) bool {
			return x.Place == r.Place && x.Office == r.Office && x.Code == r.Code && x.Version == r.Version && string(x.State) == r.State
		})
	}
	p.gone(kindSheet, err)
	fs, err := q.AllFindings(ctx)
	for _, r := range fs {
		check(p, kept{r.ID, r.Doc, r.Seq}, FoldFinding, func(x Finding) bool {
			return x.Office == r.Office && string(x.State) == r.State && x.Sheet == r.Sheet && x.Found.Day() == r.FoundOn
		})
	}
	p.gone(kindFinding, err)
	ds, err := q.AllDifferences(ctx)
	for _, r := range ds {
		check(p, kept{r.ID, r.Doc, r.Seq}, FoldDifference, func(x Difference) bool {
			return x.Code == r.Code && flagOf(!x.Settled.At.Set()) == r.IsOpen && x.Found.Day() == r.FoundOn
		})
	}
	p.gone(kindDifference, err)
}

// kept is a row as it is compared.
type kept struct {
	id, doc string
	seq     int64
}

type proof struct {
	on    db.DBTX
	ctx   context.Context
	seen  map[string]bool // the rows of the kind at hand
	found []string
	err   error
}

// check folds the events of one row; listed tells whether lists find it where it stands.
func check[T any](p *proof, r kept, fold func([]event.Event) (T, error), listed func(T) bool) {
	if p.err != nil {
		return
	}
	if p.seen == nil {
		p.seen = map[string]bool{}
	}
	p.seen[r.id] = true
	events, err := event.Load(p.ctx, p.on, event.Directory, r.id)
	if err != nil {
		p.err = err
		return
	}
	made, err := fold(events)
	if err != nil {
		p.found = append(p.found, r.id+": "+err.Error())
		return
	}
	doc, err := json.Marshal(made)
	if err != nil {
		p.err = err
		return
	}
	if string(doc) != r.doc || !listed(made) || int64(len(events)) != r.seq {
		p.found = append(p.found, fmt.Sprintf("%s: row %s, events %s", r.id, r.doc, doc))
	}
}

// gone names what has events of a kind and no row; err is that of reading the rows.
func (p *proof) gone(kind string, err error) {
	if p.err == nil && err != nil {
		p.err = fmt.Errorf("posting: %w", err)
	}
	if p.err != nil {
		return
	}
	all, err := event.Subjects(p.ctx, p.on, event.Directory, kind)
	for _, id := range all {
		if !p.seen[id] {
			p.found = append(p.found, id+": no row")
		}
	}
	p.seen, p.err = nil, err
}
