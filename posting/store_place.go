package posting

import (
	"context"
	"fmt"

	"motcua/access"
	"motcua/db"
	"motcua/office"
	"motcua/paper"
	"motcua/refusal"
)

var places = room[Place]{kind: kindPlace,
	key:     func(t *Place) (*string, *int64) { return &t.ID, &t.Seq },
	subject: Place.Subject,
	read: func(ctx context.Context, on db.DBTX, id string) (int64, string, error) {
		r, err := New(on).PlaceByID(ctx, id)
		return r.Seq, r.Doc, err
	},
	insert: func(tx db.Tx, t Place, doc string) error {
		return New(tx).InsertPlace(tx.Ctx, InsertPlaceParams{ID: t.ID, No: int64(t.No), Office: t.Office, IsOpen: flagOf(t.Open()), Seq: t.Seq, Doc: doc})
	},
	update: func(tx db.Tx, t Place, doc string, was int64) (int64, error) {
		return New(tx).UpdatePlace(tx.Ctx, UpdatePlaceParams{ID: t.ID, IsOpen: flagOf(t.Open()), Seq: t.Seq, Doc: doc, Was: was})
	},
}

// NewPlace opens a place of an office (CK-4). ID is given by the page, so that a form
// pressed twice opens one.
func (s *Store) NewPlace(ctx context.Context, who access.Who, p Place) (Place, error) {
	var out Place
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		was, err := places.one(tx.Ctx, tx, p.ID)
		if err == nil {
			out = was
			return access.May(who, "open_place", was.Subject())
		}
		if !missing(err) {
			return err
		}
		on := access.Subject{Kind: access.KindPosting, ID: p.ID, Holder: p.Office, Competent: s.City()}
		if err := access.May(who, "open_place", on); err != nil {
			return err
		}
		n, err := New(tx).NextNumber(tx.Ctx)
		if err != nil {
			return fmt.Errorf("posting: number: %w", err)
		}
		p.No = int(n)
		out, err = do(s, tx, who, doing[Place]{places, p.ID, OpenPlace{Place: p}, on})
		return err
	})
	return out, err
}

// ClosePlace ends a place at which nothing hangs any more; what it was asked to post goes to
// another place of the office.
func (s *Store) ClosePlace(ctx context.Context, who access.Who, id string) error {
	if _, err := s.Procedures.Refresh(ctx); err != nil {
		return err
	}
	return s.DB.Update(ctx, func(tx db.Tx) error {
		was, err := s.hold(tx, id)
		if err != nil {
			return err
		}
		n, err := New(tx).CountHanging(tx.Ctx, id)
		if err != nil {
			return fmt.Errorf("posting: %w", err)
		}
		rest, err := s.others(tx, was)
		if err != nil {
			return err
		}
		rows, err := New(tx).SheetsAt(tx.Ctx, SheetsAtParams{Place: id, Most: listMost})
		if err != nil {
			return fmt.Errorf("posting: %w", err)
		}
		end := ClosePlace{Hanging: int(n)}
		if len(rest) == 0 {
			end.Stranded = len(rows) - int(n)
		}
		if _, err := do(s, tx, who, doing[Place]{room: places, id: id, act: end}); err != nil {
			return err
		}
		for _, r := range rows {
			x, err := sheets.of(r.Seq, r.Doc)
			if err != nil {
				return err
			}
			if err := s.rehome(tx, x, rest); err != nil {
				return err
			}
		}
		return nil
	})
}

// Place gives a place to somebody who may see it.
func (s *Store) Place(ctx context.Context, who access.Who, id string) (Place, error) {
	p, err := places.one(ctx, s.DB.Read(), id)
	if err != nil {
		return p, err
	}
	return p, access.May(who, access.See, p.Subject())
}

// PlaceNo finds a place by the number a mark carries: where a sheet belongs is no secret.
func (s *Store) PlaceNo(ctx context.Context, no int) (Place, bool, error) {
	r, err := New(s.DB.Read()).PlaceByNo(ctx, int64(no))
	if db.IsMissing(err) {
		return Place{}, false, nil
	}
	if err != nil {
		return Place{}, false, fmt.Errorf("posting: %w", err)
	}
	p, err := places.of(r.Seq, r.Doc)
	return p, err == nil, err
}

// PlacesOf are the places of an office, those in use first.
func (s *Store) PlacesOf(ctx context.Context, who access.Who, of string) ([]Place, error) {
	if err := access.May(who, access.See, s.Of(of)); err != nil {
		return nil, err
	}
	rows, err := New(s.DB.Read()).PlacesOf(ctx, s.family(of))
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	var open, closed []Place
	for _, r := range rows {
		p, err := places.of(r.Seq, r.Doc)
		if err != nil {
			return nil, err
		}
		if p.Open() {
			open = append(open, p)
		} else {
			closed = append(closed, p)
		}
	}
	return append(open, closed...), nil
}

// Of is what access decides about when an office's posting as a whole is asked for.
func (s *Store) Of(of string) access.Subject {
	return access.Subject{Kind: access.KindPosting, Holder: of, Competent: s.City()}
}

// Tally is how an office stands.
type Tally struct {
	Office                   string
	Hanging, Wanted, Flagged int64
	Reported, Open           int64
	Days                     int64 // days the open findings have been wrong, together
}

// Tallies are the offices that have places, as they stand, which who may see.
func (s *Store) Tallies(ctx context.Context, who access.Who) ([]Tally, error) {
	q := New(s.DB.Read())
	open, err := q.OpenPlaces(ctx)
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	counts, err := q.CountSheets(ctx)
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	by := map[string]*Tally{}
	for _, r := range open {
		p, err := places.of(r.Seq, r.Doc)
		if err != nil {
			return nil, err
		}
		if at := s.Heir(p.Office); by[at] == nil && access.May(who, access.See, s.Of(at)) == nil {
			by[at] = &Tally{Office: at}
		}
	}
	for _, c := range counts {
		if t := by[s.Heir(c.Office)]; t != nil {
			*map[State]*int64{Wanted: &t.Wanted, Hanging: &t.Hanging, Flagged: &t.Flagged}[State(c.State)] += c.N
		}
	}
	if err := s.tallyFindings(ctx, who, by); err != nil {
		return nil, err
	}
	return s.inOrder(by), nil
}

// inOrder gives tallies in the order of the directory.
func (s *Store) inOrder(by map[string]*Tally) []Tally {
	var out []Tally
	for _, o := range s.Offices().All() {
		if t := by[o.ID]; t != nil {
			out = append(out, *t)
		}
	}
	return out
}

// Bare are the offices that receive procedures and have no place to post them, which who may
// see (CK-1).
func (s *Store) Bare(ctx context.Context, who access.Who) ([]string, error) {
	open, err := New(s.DB.Read()).OpenPlaces(ctx)
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	has, receives := map[string]bool{}, map[string]bool{}
	for _, r := range open {
		p, err := places.of(r.Seq, r.Doc)
		if err != nil {
			return nil, err
		}
		has[s.Heir(p.Office)] = true
	}
	tiers := map[office.Kind]bool{}
	for _, v := range s.Procedures.All() {
		if tier := TierOf(v); !v.InForce(s.Today()) || tier != "" && tiers[tier] {
			continue // the offices of a tier receive alike
		} else if tier != "" {
			tiers[tier] = true
		}
		for _, o := range Receivers(s.Offices(), v, s.Today()) {
			receives[o.ID] = true
		}
	}
	var out []string
	for _, o := range s.Offices().On(s.Today()) {
		if receives[o.ID] && !has[o.ID] && access.May(who, access.See, s.Of(o.ID)) == nil {
			out = append(out, o.ID)
		}
	}
	return out, nil
}

// PhotoKinds are what a photo may be.
var PhotoKinds = []paper.Kind{paper.JPEG, paper.PNG, paper.HEIC}

// photo names a staged photo in the transaction of what it proves.
func photo(tx db.Tx, subject string, f *paper.PaperFile) (string, error) {
	if f == nil {
		return "", nil
	}
	for _, k := range PhotoKinds {
		if f.Kind == k.Name {
			x := *f
			x.Subject = subject
			if err := paper.AddTx(tx, x); err != nil {
				return "", fmt.Errorf("posting: %w", err)
			}
			return x.ID, nil
		}
	}
	return "", refusal.Rule("CK-7", "photo", "Tệp phải là ảnh JPEG, PNG hoặc HEIC.")
}
