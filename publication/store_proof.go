package publication

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/db"
	"motcua/event"
)

// Proof folds the events of everything kept here and names what differs from its row. Rows
// and events are read at one moment.
func (s *Store) Proof(ctx context.Context) (found []string, err error) {
	err = s.DB.Still(ctx, func(view *db.DB) error {
		p := proof{on: view.Read(), ctx: ctx}
		err := p.all()
		found = p.found
		return err
	})
	return found, err
}

func (p *proof) all() error {
	q := New(p.on)
	files, err := q.AllFiles(p.ctx)
	if err != nil {
		return fmt.Errorf("publication: %w", err)
	}
	tasks, err := q.AllTasks(p.ctx)
	if err != nil {
		return fmt.Errorf("publication: %w", err)
	}
	texts, err := q.AllTexts(p.ctx)
	if err != nil {
		return fmt.Errorf("publication: %w", err)
	}
	for _, r := range files {
		p.compare(r.ID, r.Doc, func(all []event.Event) (any, error) { return Fold(all) })
	}
	for _, r := range tasks {
		p.compare(r.ID, r.Doc, func(all []event.Event) (any, error) { return FoldTask(all) })
	}
	for _, r := range texts {
		p.compare(r.ID, r.Doc, func(all []event.Event) (any, error) { return FoldText(all) })
	}
	return p.err
}

type proof struct {
	on    db.DBTX
	ctx   context.Context
	found []string
	err   error
}

func (p *proof) compare(id, row string, fold func([]event.Event) (any, error)) {
	if p.err != nil {
		return
	}
	events, err := event.Load(p.ctx, p.on, event.Directory, id)
	if err != nil {
		p.err = err
		return
	}
	made, err := fold(events)
	if err != nil {
		p.err = err
		return
	}
	doc, err := json.Marshal(made)
	if err != nil {
		p.err = err
		return
	}
	if string(doc) != row {
		p.found = append(p.found, fmt.Sprintf("%s: row %s, events %s", id, row, doc))
	}
}
