package posting

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/access"
)

// Anybody may report, without a name and as often as he likes. So a list is chosen by the
// reader's offices before anything is cut, pages hold ids until they are shown, and only what
// an official or the clock stands behind is read whole.

// readable are those of some offices which who may see, as the queries take them.
func (s *Store) readable(who access.Who, offices []string) (string, error) {
	out := []string{}
	for _, id := range offices {
		if access.May(who, access.See, s.Of(id)) == nil {
			out = append(out, id)
		}
	}
	b, err := json.Marshal(out)
	return string(b), err
}

// under are the offices of some for which an office answers today; "" is all.
func (s *Store) under(of string, offices []string) []string {
	var out []string
	for _, id := range offices {
		if of == "" || s.Heir(id) == of {
			out = append(out, id)
		}
	}
	return out
}

// Waiting are the ids of the findings and reports about an office that wait and that who may
// see: findings before reports, oldest first. "" is every office.
func (s *Store) Waiting(ctx context.Context, who access.Who, of string) ([]string, error) {
	q := New(s.DB.Read())
	counts, err := q.CountFindings(ctx)
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	var offices []string
	for _, c := range counts {
		offices = append(offices, c.Office)
	}
	in, err := s.readable(who, s.under(of, offices))
	if err != nil {
		return nil, err
	}
	ids, err := q.WaitingIDs(ctx, in)
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	return ids, nil
}

// Found is what was found in a period about the offices who may see (CK-6).
type Found struct {
	Offices  []string  // those that answer today for what was found or reported
	IDs      []string  // findings and reports about the office asked for, newest first
	Verified []Finding // what somebody verified or the clock counted, about every office
}

// FoundIn gives what was found in a period; the ids are those of one office, or "" of all.
func (s *Store) FoundIn(ctx context.Context, who access.Who, since, until, of string) (Found, error) {
	q, out := New(s.DB.Read()), Found{}
	counts, err := q.CountFound(ctx, CountFoundParams{Since: since, Until: until})
	if err != nil {
		return out, fmt.Errorf("posting: %w", err)
	}
	var offices []string
	has := map[string]bool{}
	for _, c := range counts {
		offices = append(offices, c.Office)
		has[s.Heir(c.Office)] = has[s.Heir(c.Office)] || access.May(who, access.See, s.Of(c.Office)) == nil
	}
	for _, o := range s.Offices().All() {
		if has[o.ID] {
			out.Offices = append(out.Offices, o.ID)
		}
	}
	one, err := s.readable(who, s.under(of, offices))
	if err != nil {
		return out, err
	}
	all, err := s.readable(who, offices)
	if err != nil {
		return out, err
	}
	if out.IDs, err = q.FoundIDs(ctx, FoundIDsParams{Offices: one, Since: since, Until: until}); err != nil {
		return out, fmt.Errorf("posting: %w", err)
	}
	rows, err := q.VerifiedIn(ctx, VerifiedInParams{Offices: all, Since: since, Until: until})
	if err != nil {
		return out, fmt.Errorf("posting: %w", err)
	}
	for _, r := range rows {
		f, err := findings.of(r.Seq, r.Doc)
		if err != nil {
			return out, err
		}
		out.Verified = append(out.Verified, f)
	}
	return out, nil
}

// Findings gives findings by their ids, in that order, without those who may not see.
func (s *Store) Findings(ctx context.Context, who access.Who, ids []string) ([]Finding, error) {
	names, err := json.Marshal(append([]string{}, ids...))
	if err != nil {
		return nil, err
	}
	rows, err := New(s.DB.Read()).FindingsOf(ctx, string(names))
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	by := map[string]Finding{}
	for _, r := range rows {
		if by[r.ID], err = findings.of(r.Seq, r.Doc); err != nil {
			return nil, err
		}
	}
	var out []Finding
	for _, id := range ids {
		if f, ok := by[id]; ok && access.May(who, access.See, f.Subject()) == nil {
			out = append(out, f)
		}
	}
	return out, nil
}

// tallyFindings adds what waits at the offices who may see.
func (s *Store) tallyFindings(ctx context.Context, who access.Who, by map[string]*Tally) error {
	q := New(s.DB.Read())
	counts, err := q.CountFindings(ctx)
	if err != nil {
		return fmt.Errorf("posting: %w", err)
	}
	at := func(of string) *Tally {
		id := s.Heir(of)
		if by[id] == nil {
			by[id] = &Tally{Office: id}
		}
		return by[id]
	}
	var offices []string
	for _, c := range counts {
		if access.May(who, access.See, s.Of(c.Office)) != nil {
			continue
		}
		if offices = append(offices, c.Office); FindingState(c.State) == Reported {
			at(c.Office).Reported += c.N
		} else {
			at(c.Office).Open += c.N
		}
	}
	in, err := s.readable(who, offices)
	if err != nil {
		return err
	}
	rows, err := q.OpenFindings(ctx, in)
	if err != nil {
		return fmt.Errorf("posting: %w", err)
	}
	for _, r := range rows {
		f, err := findings.of(r.Seq, r.Doc)
		if err != nil {
			return err
		}
		at(f.Office).Days += int64(f.Late(s.Today()))
	}
	return nil
}
