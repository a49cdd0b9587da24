package report

import (
	"context"
	"fmt"
	"slices"

	"motcua/dossier"
	"motcua/event"
)

// batch is how many dossiers are folded at a time: memory stays flat however many
// there are.
const batch = 200

// placed is a dossier with the columns of the form it stands in.
type placed struct {
	key    dossier.Key
	at     int64 // of reception: order of the list
	office string
	field  string
	Counts
}

// FormII06a counts the form for the offices from the event history: what was
// recorded by the end of the period's last day, by field and office.
func (s *Store) FormII06a(ctx context.Context, offices []string, p Period) (Form, error) {
	by := map[Row]Counts{}
	for _, office := range offices {
		err := s.walk(ctx, office, p, Mark{}, func(x placed) bool {
			k := Row{Office: x.office, Field: x.field}
			by[k] = by[k].plus(x.Counts)
			return true
		})
		if err != nil {
			return Form{}, err
		}
	}
	f := Form{Period: p, Offices: offices}
	for k, c := range by {
		k.Counts = c
		f.Rows = append(f.Rows, k)
	}
	slices.SortFunc(f.Rows, compareRows)
	cells, err := New(s.DB.Read()).PeriodSums(ctx, PeriodSumsParams{Offices: list(offices), Measures: list([]Measure{Refused}), Since: p.From.String(), Until: p.To.String()})
	if err != nil {
		return Form{}, fmt.Errorf("report: %w", err)
	}
	for _, c := range cells {
		f.Refused += c.N
	}
	return f, nil
}

// Opening names a figure of the form: a column (see Counts.Column) of one office for a
// period. Field "" is every field.
type Opening struct {
	Office string
	Period Period
	Column string
	Field  string
}

// FormList opens a figure of the form: the dossiers it counts, as they stand today, in
// the order of reception.
func (s *Store) FormList(ctx context.Context, o Opening, after Mark, most int) (Page, error) {
	if _, err := (Counts{}).Column(o.Column); err != nil {
		return Page{}, err
	}
	if most <= 0 || most > MostLines {
		most = MostLines
	}
	var found []placed
	err := s.walk(ctx, o.Office, o.Period, after, func(x placed) bool {
		if columns[o.Column](x.Counts) > 0 && (o.Field == "" || x.field == o.Field) {
			found = append(found, x)
		}
		return len(found) < most
	})
	if err != nil || len(found) == 0 {
		return Page{}, err
	}
	return s.lines(ctx, found, most)
}

func (s *Store) lines(ctx context.Context, found []placed, most int) (Page, error) {
	var homes, ids []string
	for _, x := range found {
		homes, ids = append(homes, x.key.Home), append(ids, x.key.ID)
	}
	slices.Sort(homes)
	rows, err := New(s.DB.Read()).KeyLines(ctx, KeyLinesParams{Homes: list(slices.Compact(homes)), Ids: list(ids)})
	if err != nil {
		return Page{}, fmt.Errorf("report: %w", err)
	}
	by := map[string]dossier.Line{}
	for _, r := range rows {
		by[r.ID] = dossier.Line(r)
	}
	var out Page
	for _, id := range ids {
		out.Lines = append(out.Lines, by[id])
	}
	end := found[len(found)-1]
	out.close(most, Mark{At: end.at, ID: end.key.ID})
	return out, nil
}

// walk calls see for each dossier of the office that stands in the form, in the order
// of reception, until see says no.
func (s *Store) walk(ctx context.Context, office string, p Period, after Mark, see func(placed) bool) error {
	q := New(s.DB.Read())
	for {
		rows, err := q.Candidates(ctx, CandidatesParams{Office: office, Since: int64(p.Since()), Until: int64(p.Until()), After: after.At, AfterID: after.ID, Most: batch})
		if err != nil {
			return fmt.Errorf("report: %w", err)
		}
		if len(rows) == 0 {
			return nil
		}
		keys := make([]dossier.Key, len(rows))
		for i, r := range rows {
			keys[i] = dossier.Key{Home: r.Home, ID: r.Subject}
		}
		histories, err := events(ctx, q, keys)
		if err != nil {
			return err
		}
		for i, r := range rows {
			x := placed{key: keys[i], at: r.ReceivedAt}
			counted, err := x.place(histories[keys[i]], p)
			if err != nil {
				return err
			}
			if counted && !see(x) {
				return nil
			}
		}
		end := rows[len(rows)-1]
		after = Mark{At: end.ReceivedAt, ID: end.Subject}
	}
}

// place folds what was recorded before the period and by its end.
func (x *placed) place(history []event.Event, p Period) (bool, error) {
	start, err := dossier.Fold(recordedBefore(history, int64(p.Since())))
	if err != nil {
		return false, err
	}
	end, err := dossier.Fold(recordedBefore(history, int64(p.Until())))
	if err != nil {
		return false, err
	}
	c, counted := Place(start, end, p.Until())
	x.Counts, x.office, x.field = c, end.Competent, end.Field
	return counted, nil
}

// recordedBefore cuts a history at the first event recorded at or after the moment.
func recordedBefore(history []event.Event, at int64) []event.Event {
	for i, e := range history {
		if e.Recorded >= at {
			return history[:i]
		}
	}
	return history
}

// events reads the histories of some dossiers, each in order.
func events(ctx context.Context, q *Queries, keys []dossier.Key) (map[dossier.Key][]event.Event, error) {
	var homes, subjects []string
	for _, k := range keys {
		homes, subjects = append(homes, k.Home), append(subjects, k.ID)
	}
	slices.Sort(homes)
	rows, err := q.EventsOf(ctx, EventsOfParams{Homes: list(slices.Compact(homes)), Subjects: list(subjects)})
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	out := make(map[dossier.Key][]event.Event, len(keys))
	for _, r := range rows {
		k := dossier.Key{Home: r.Home, ID: r.Subject}
		out[k] = append(out[k], event.Event{ID: r.ID, Home: r.Home, Kind: "dossier", Subject: r.Subject, Seq: r.Seq, Act: r.Act, Ver: r.Ver,
			At: r.At, Recorded: r.Recorded, Body: r.Body})
	}
	return out, nil
}
