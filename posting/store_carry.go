package posting

import (
	"fmt"
	"slices"

	"motcua/access"
	"motcua/db"
	"motcua/office"
)

// hold gives a place as it stands once everybody else who closes a place of the office that
// answers for it, posts there or is asked to, is through: what the office has to post may
// hang on that one place, whichever row is read.
func (s *Store) hold(tx db.Tx, id string) (Place, error) {
	p, err := places.one(tx.Ctx, tx, id)
	if err != nil {
		return p, err
	}
	if err := New(tx).Touch(tx.Ctx, "office:"+s.Heir(p.Office)); err != nil {
		return p, fmt.Errorf("posting: %w", err)
	}
	return places.one(tx.Ctx, tx, id)
}

// sheetsHeld are the sheets of a procedure as they stand once everybody else at their offices
// is through: in one order, so that two turns, or a turn and a closing, never wait for each other.
func (s *Store) sheetsHeld(tx db.Tx, code string) ([]SheetsOfCodeRow, error) {
	rows, err := New(tx).SheetsOfCode(tx.Ctx, code)
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	var at []string
	for _, r := range rows {
		x, err := sheets.of(r.Seq, r.Doc)
		if err != nil {
			return nil, err
		}
		at = append(at, "office:"+s.Heir(x.Office))
	}
	slices.Sort(at)
	for _, name := range slices.Compact(at) {
		if err := New(tx).Touch(tx.Ctx, name); err != nil {
			return nil, fmt.Errorf("posting: %w", err)
		}
	}
	if rows, err = New(tx).SheetsOfCode(tx.Ctx, code); err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	return rows, nil
}

// others are the open places of the office that answers for a place, without it.
func (s *Store) others(tx db.Tx, p Place) ([]Place, error) {
	rows, err := New(tx).PlacesOf(tx.Ctx, s.family(s.Heir(p.Office)))
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	var out []Place
	for _, r := range rows {
		x, err := places.of(r.Seq, r.Doc)
		if err != nil {
			return nil, err
		}
		if x.Open() && x.ID != p.ID {
			out = append(out, x)
		}
	}
	return out, nil
}

// rehome gives what a closed place was asked to post to the next place of the office that
// has not got it: the duty is the office's (CK-1), its day and its findings go with it. It
// ends only where the version hangs or is asked for at every other place, or a screen shows it.
func (s *Store) rehome(tx db.Tx, x Sheet, rest []Place) error {
	m, err := s.moment(access.Clockwork)
	if err != nil {
		return err
	}
	for _, p := range rest {
		if p.Kind == Screen {
			continue
		}
		open, err := s.openAt(tx.Ctx, tx, p.ID)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(open[x.Code], func(y Sheet) bool { return y.Version == x.Version }) {
			continue
		}
		_, err = carry(s, tx, m, x, doing[Sheet]{room: sheets, id: x.ID, act: Move{Place: p}})
		return err
	}
	_, err = s.lapse(tx, access.Clockwork, x)
	return err
}

// again asks for a version in force that came down and hangs nowhere else in an office that
// receives it: from today, since until today it hung.
func (s *Store) again(tx db.Tx, x Sheet) error {
	v, there := s.Procedures.InForce(x.Code, s.Today())
	at := s.Heir(x.Office)
	if !there || v.ID != x.Version || !slices.ContainsFunc(Receivers(s.Offices(), v, s.Today()), func(o office.Office) bool { return o.ID == at }) {
		return nil
	}
	p, err := s.hold(tx, x.Place)
	if err != nil || !p.Open() {
		return err
	}
	rest, err := s.others(tx, p)
	if err != nil || slices.ContainsFunc(rest, func(p Place) bool { return p.Kind == Screen }) {
		return err
	}
	rows, err := New(tx).SheetsOfCode(tx.Ctx, x.Code)
	if err != nil {
		return fmt.Errorf("posting: %w", err)
	}
	for _, r := range rows {
		y, err := sheets.of(r.Seq, r.Doc)
		if err != nil {
			return err
		}
		if y.Version == v.ID && s.Heir(y.Office) == at {
			return nil
		}
	}
	_, err = s.ask(tx, p, v, s.Today())
	return err
}

// over is the first day a version need not be posted any more: when it ended, or today.
func (s *Store) over(x Sheet) string {
	if st := StandingOf(s.Procedures.Of(x.Code), x.Version, s.Today()); st.Ended != "" {
		return st.Ended
	}
	return s.Today()
}
