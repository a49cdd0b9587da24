package posting

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/event"
)

// Proof folds the events of everything kept here and names what differs from its row.
func (s *Store) Proof(ctx context.Context) ([]string, error) {
	q := New(s.DB.Read())
	var found []string
	check := func(id, row string, made any, err error) error {
		if err != nil {
			return err
		}
		doc, err := json.Marshal(made)
		if err == nil && string(doc) != row {
			found = append(found, fmt.Sprintf("%s: row %s, events %s", id, row, doc))
		}
		return err
	}
	of := func(id string) []event.Event {
		all, err := s.Events(ctx, id)
		if err != nil {
			found = append(found, id+": "+err.Error())
		}
		return all
	}
	ps, err := q.AllPlaces(ctx)
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	for _, r := range ps {
		made, err := FoldPlace(of(r.ID))
		if err := check(r.ID, r.Doc, made, err); err != nil {
			return nil, err
		}
	}
	ss, err := q.AllSheets(ctx)
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	for _, r := range ss {
		made, err := FoldSheet(of(r.ID))
		if err := check(r.ID, r.Doc, made, err); err != nil {
			return nil, err
		}
	}
	fs, err := q.AllFindings(ctx)
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	for _, r := range fs {
		made, err := FoldFinding(of(r.ID))
		if err := check(r.ID, r.Doc, made, err); err != nil {
			return nil, err
		}
	}
	ds, err := q.AllDifferences(ctx)
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	for _, r := range ds {
		made, err := FoldDifference(of(r.ID))
		if err := check(r.ID, r.Doc, made, err); err != nil {
			return nil, err
		}
	}
	return found, nil
}
