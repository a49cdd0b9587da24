package posting

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/access"
	"motcua/db"
	"motcua/event"
	"motcua/procedure"
)

var differences = room[Difference]{kind: kindDifference,
	key:     func(t *Difference) (*string, *int64) { return &t.ID, &t.Seq },
	subject: Difference.Subject,
	read: func(ctx context.Context, on db.DBTX, id string) (int64, string, error) {
		r, err := New(on).DifferenceByID(ctx, id)
		return r.Seq, r.Doc, err
	},
	insert: func(tx db.Tx, t Difference, doc string) error {
		return New(tx).InsertDifference(tx.Ctx, InsertDifferenceParams{ID: t.ID, Code: t.Code, IsOpen: flagOf(!t.Settled.At.Set()), FoundOn: t.Found.Day(), Seq: t.Seq, Doc: doc})
	},
	update: func(tx db.Tx, t Difference, doc string, was int64) (int64, error) {
		return New(tx).UpdateDifference(tx.Ctx, UpdateDifferenceParams{ID: t.ID, IsOpen: flagOf(!t.Settled.At.Set()), Seq: t.Seq, Doc: doc, Was: was})
	},
}

// runs is the subject of the events of comparisons.
const runs = "national-comparison"

// Compare compares the city's catalogue with a national export (CK-1): what differs is
// listed once, what no longer differs is closed, what was worked off comes back only when
// one of the two sides changed.
func (s *Store) Compare(ctx context.Context, who access.Who, export []procedure.Version) (Comparison, error) {
	if _, err := s.Procedures.Refresh(ctx); err != nil {
		return Comparison{}, err
	}
	found := Compare(s.Procedures.All(), export, s.Today())
	var out Comparison
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		if err := access.May(who, "compare", s.Of(s.City())); err != nil {
			return err
		}
		m, err := s.moment(who)
		if err != nil {
			return err
		}
		out = Comparison{Day: s.Today(), At: m.done(), Ours: inForce(s.Procedures.All(), s.Today()), Theirs: inForce(export, s.Today())}
		return s.compare(tx, m, found, &out)
	})
	return out, err
}

func inForce(all []procedure.Version, day string) int {
	codes := map[string]bool{}
	for _, v := range all {
		if v.InForce(day) {
			codes[v.NationalCode()] = true
		}
	}
	return len(codes)
}

func (s *Store) compare(tx db.Tx, m Moment, found []Difference, out *Comparison) error {
	still := map[string]bool{}
	for _, d := range found {
		*map[Apart]*int{OnlyNational: &out.OnlyNational, OnlyCity: &out.OnlyCity, Differing: &out.Differing}[d.Apart]++
		last, known, err := s.lastOf(tx, d.Code)
		if err != nil {
			return err
		}
		still[d.Code] = known && last.Print == d.Print
		if still[d.Code] {
			continue
		}
		if known && !last.Settled.At.Set() {
			if err := s.gone(tx, m, last); err != nil {
				return err
			}
		}
		d.ID = s.IDs.New()
		if _, err := carry(s, tx, m, Difference{}, doing[Difference]{room: differences, id: d.ID, act: Note{Difference: d}}); err != nil {
			return err
		}
		still[d.Code] = true
		out.New++
	}
	rows, err := New(tx).OpenDifferences(tx.Ctx, listMost)
	if err != nil {
		return fmt.Errorf("posting: %w", err)
	}
	for _, r := range rows {
		d, err := differences.of(r.Seq, r.Doc)
		if err != nil {
			return err
		}
		if still[d.Code] {
			continue
		}
		if err := s.gone(tx, m, d); err != nil {
			return err
		}
		out.Gone++
	}
	return s.keepComparison(tx, m, *out)
}

func (s *Store) lastOf(tx db.Tx, code string) (Difference, bool, error) {
	rows, err := New(tx).DifferencesOf(tx.Ctx, code)
	if err != nil || len(rows) == 0 {
		return Difference{}, false, err
	}
	d, err := differences.of(rows[0].Seq, rows[0].Doc)
	// One that a comparison closed itself is raised anew when it comes back.
	return d, err == nil && d.Outcome != Gone, err
}

// gone closes a difference that is no more; the comparison does it, not the one who asked
// for it.
func (s *Store) gone(tx db.Tx, m Moment, d Difference) error {
	m.Who = access.Clockwork
	_, err := carry(s, tx, m, d, doing[Difference]{room: differences, id: d.ID, act: WorkOff{Outcome: Gone}})
	return err
}

func (s *Store) keepComparison(tx db.Tx, m Moment, c Comparison) error {
	doc, err := json.Marshal(c)
	if err != nil {
		return err
	}
	last, err := New(tx).Comparisons(tx.Ctx, 1)
	if err != nil {
		return fmt.Errorf("posting: %w", err)
	}
	n := int64(1)
	if len(last) > 0 && last[0].Day == c.Day {
		n = last[0].N + 1
	}
	err = New(tx).PutComparison(tx.Ctx, PutComparisonParams{Day: c.Day, N: n, Doc: string(doc)})
	if db.IsUnique(err) {
		return db.ErrStale
	}
	if err != nil {
		return fmt.Errorf("posting: %w", err)
	}
	w := m.Who
	return s.Log.Note(tx, event.Event{Kind: kindComparison, Subject: runs, Act: "compare", At: int64(m.Now), Recorded: int64(m.Now), Body: string(doc),
		Office: w.Office, Official: w.Official, Post: w.Post, Behalf: w.Behalf, Channel: w.Channel, Request: w.Request})
}

// WorkOff ends a difference with an outcome and why.
func (s *Store) WorkOff(ctx context.Context, who access.Who, id string, act WorkOff) (Difference, error) {
	var out Difference
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		var err error
		out, err = do(s, tx, who, doing[Difference]{room: differences, id: id, act: act})
		return err
	})
	return out, err
}

// Difference gives one to the city's control office.
func (s *Store) Difference(ctx context.Context, who access.Who, id string) (Difference, error) {
	d, err := differences.one(ctx, s.DB.Read(), id)
	if err != nil {
		return d, err
	}
	return d, access.May(who, access.See, d.Subject())
}

// Differences are those that are open, by code, and the newest that ended.
func (s *Store) Differences(ctx context.Context, who access.Who, ended int) (open, done []Difference, err error) {
	if err := access.May(who, access.See, s.Of(s.City())); err != nil {
		return nil, nil, err
	}
	q := New(s.DB.Read())
	rows, err := q.OpenDifferences(ctx, listMost)
	if err != nil {
		return nil, nil, fmt.Errorf("posting: %w", err)
	}
	for _, r := range rows {
		d, err := differences.of(r.Seq, r.Doc)
		if err != nil {
			return nil, nil, err
		}
		open = append(open, d)
	}
	past, err := q.SettledDifferences(ctx, int32(ended))
	if err != nil {
		return nil, nil, fmt.Errorf("posting: %w", err)
	}
	for _, r := range past {
		d, err := differences.of(r.Seq, r.Doc)
		if err != nil {
			return nil, nil, err
		}
		done = append(done, d)
	}
	return open, done, nil
}

// Runs are the newest comparisons.
func (s *Store) Runs(ctx context.Context, most int) ([]Comparison, error) {
	rows, err := New(s.DB.Read()).Comparisons(ctx, int32(most))
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	out := make([]Comparison, len(rows))
	for i, r := range rows {
		if err := json.Unmarshal([]byte(r.Doc), &out[i]); err != nil {
			return nil, fmt.Errorf("posting: stored comparison: %w", err)
		}
	}
	return out, nil
}
