package publication

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/event"
)

// Proof folds the events of everything kept here and names what differs from its row.
func (s *Store) Proof(ctx context.Context) ([]string, error) {
	q := New(s.DB.Read())
	files, err := q.AllFiles(ctx)
	if err != nil {
		return nil, fmt.Errorf("publication: %w", err)
	}
	tasks, err := q.AllTasks(ctx)
	if err != nil {
		return nil, fmt.Errorf("publication: %w", err)
	}
	texts, err := s.Texts(ctx)
	if err != nil {
		return nil, err
	}
	p := proof{s: s, ctx: ctx}
	for _, r := range files {
		p.compare(r.ID, r.Doc, func(all []event.Event) (any, error) { return Fold(all) })
	}
	for _, r := range tasks {
		p.compare(r.ID, r.Doc, func(all []event.Event) (any, error) { return FoldTask(all) })
	}
	for _, t := range texts {
		doc, err := json.Marshal(t)
		if err != nil {
			return nil, err
		}
		p.compare(t.ID, string(doc), func(all []event.Event) (any, error) { return FoldText(all) })
	}
	return p.found, p.err
}

type proof struct {
	s     *Store
	ctx   context.Context
	found []string
	err   error
}

func (p *proof) compare(id, row string, fold func([]event.Event) (any, error)) {
	if p.err != nil {
		return
	}
	events, err := p.s.Events(p.ctx, id)
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
