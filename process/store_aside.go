package process

import (
	"context"
	"maps"
	"slices"
	"sync"

	"motcua/db"
)

// aside are the rows of drafts that could not be read, by id with the reason. One bad row
// must not take the others from everybody: lists go on without it, and whoever runs the city
// is told. A row of an approved version is no such thing: dossiers follow it, so Load fails.
type aside struct {
	mu   sync.Mutex
	rows map[string]string
}

// readable gives the versions that can be read and notes the rows that cannot.
func (a *aside) readable(rows []ProcessVersion) []Version {
	a.mu.Lock()
	defer a.mu.Unlock()
	out := make([]Version, 0, len(rows))
	for _, r := range rows {
		v, err := fromRow(r)
		if err == nil {
			delete(a.rows, r.ID)
			out = append(out, v)
			continue
		}
		if a.rows == nil {
			a.rows = map[string]string{}
		}
		a.rows[r.ID] = err.Error()
	}
	return out
}

func (a *aside) forget(id string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.rows, id)
}

func (a *aside) all() map[string]string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return maps.Clone(a.rows)
}

// Broken names the stored versions that were set aside because they cannot be read, as those
// rows are now.
func (s *Store) Broken(ctx context.Context) ([]string, error) {
	for id := range s.aside.all() {
		r, err := New(s.DB.Read()).ByID(ctx, id)
		switch {
		case db.IsMissing(err):
			s.aside.forget(id)
		case err != nil:
			return nil, err
		default:
			s.aside.readable([]ProcessVersion{r})
		}
	}
	return slices.Sorted(maps.Values(s.aside.all())), nil
}
