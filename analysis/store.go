package analysis

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/event"
	"motcua/ledger"
)

// Store keeps the ended spans of every account and reads figures from them.
type Store struct {
	DB       *db.DB
	Calendar Calendars // the city's civil calendar, as it was
	// Fresh, where given, lets Calendar know what other processes have committed.
	Fresh func(context.Context) error
}

// cursor is the name under which the log is followed.
const cursor = "analysis"

const followMost = 1000

// Follow brings the spans up to the end of the log. Several processes may run it: a
// span is one row however often it is found.
func (s *Store) Follow(ctx context.Context) error {
	for {
		events, idx, err := ledger.Next(ctx, s.DB.Read(), cursor, followMost)
		if err != nil || len(events) == 0 {
			return err
		}
		if err := s.fresh(ctx); err != nil { // after the events: each change among them is known
			return err
		}
		if err := s.keep(ctx, events, idx); err != nil {
			return err
		}
		if len(events) < followMost {
			return nil
		}
	}
}

func (s *Store) fresh(ctx context.Context) error {
	if s.Fresh == nil {
		return nil
	}
	return s.Fresh(ctx)
}

// keep writes what ended by the events, with the cursor's move.
func (s *Store) keep(ctx context.Context, events []event.Event, idx int64) error {
	var order []dossier.Key
	at := map[dossier.Key][]event.Event{}
	var all, again [][]SpanRecord
	for _, e := range events {
		if e.Kind == "calendar" && e.Act == "amend" {
			more, err := s.since(ctx, e)
			if err != nil {
				return err
			}
			again = append(again, more...)
			continue
		}
		if e.Kind != "dossier" {
			continue
		}
		key := dossier.Key{Home: e.Home, ID: e.Subject}
		if len(at[key]) == 0 {
			order = append(order, key)
		}
		at[key] = append(at[key], e)
	}
	for _, key := range order {
		spans, err := s.ended(ctx, key, at[key])
		if err != nil {
			return err
		}
		if len(spans) > 0 {
			all = append(all, spans)
		}
	}
	return s.DB.Update(ctx, func(tx db.Tx) error {
		for _, spans := range all {
			if err := add(tx, spans); err != nil {
				return err
			}
		}
		for _, spans := range again {
			for _, x := range spans {
				if err := New(tx).PutSpan(tx.Ctx, PutSpanParams(x)); err != nil {
					return fmt.Errorf("analysis: span: %w", err)
				}
			}
		}
		return ledger.Move(tx, cursor, idx)
	})
}

// since are the spans of every dossier of which one ended after a change of the calendar
// and was counted before the change was known here.
func (s *Store) since(ctx context.Context, e event.Event) ([][]SpanRecord, error) {
	var b struct {
		Made int64 `json:"made"`
	}
	if err := json.Unmarshal([]byte(e.Body), &b); err != nil {
		return nil, fmt.Errorf("analysis: event %s: %w", e.ID, err)
	}
	if b.Made == 0 {
		b.Made = e.At
	}
	keys, err := New(s.DB.Read()).EndedSince(ctx, b.Made)
	if err != nil {
		return nil, fmt.Errorf("analysis: %w", err)
	}
	var out [][]SpanRecord
	for _, k := range keys {
		spans, err := s.spans(ctx, dossier.Key{Home: k.Home, ID: k.Dossier})
		if err != nil {
			return nil, err
		}
		out = append(out, spans)
	}
	return out, nil
}

// add writes the spans of a dossier that are not there yet: the ended ones never
// change, so only the tail is new.
func add(tx db.Tx, spans []SpanRecord) error {
	q := New(tx)
	n, err := q.SpansKept(tx.Ctx, SpansKeptParams{Home: spans[0].Home, Dossier: spans[0].Dossier})
	if err != nil {
		return fmt.Errorf("analysis: %w", err)
	}
	for _, x := range spans[min(int(n), len(spans)):] {
		if err := q.InsertSpan(tx.Ctx, InsertSpanParams(x)); err != nil {
			return fmt.Errorf("analysis: span: %w", err)
		}
	}
	return nil
}

// ended works out the ended spans of a dossier some of whose events are at hand. They are
// all there are when they begin with the first and none is missing: what comes later ends
// more spans, and changes none of these.
func (s *Store) ended(ctx context.Context, key dossier.Key, at []event.Event) ([]SpanRecord, error) {
	for i, e := range at {
		if e.Seq != int64(i+1) {
			return s.spans(ctx, key)
		}
	}
	return s.of(key, at)
}

// spans reads the events of a dossier and works out its ended spans.
func (s *Store) spans(ctx context.Context, key dossier.Key) ([]SpanRecord, error) {
	events, err := event.Facts(ctx, s.DB.Read(), key.Home, key.ID)
	if err != nil {
		return nil, err
	}
	return s.of(key, events)
}

// of works out the ended spans of a dossier from its events.
func (s *Store) of(key dossier.Key, events []event.Event) ([]SpanRecord, error) {
	life, err := Snapshots(events)
	if err != nil || len(life) == 0 {
		return nil, err
	}
	last := life[len(life)-1]
	var out []SpanRecord
	for i, c := range Account(life, s.Calendar, last.At).Charges {
		if c.Running {
			break
		}
		out = append(out, SpanRecord{Home: key.Home, Dossier: key.ID, N: int64(i + 1), Kind: string(c.Kind), Office: c.Office, Step: c.Step,
			Lead: leadAt(life, c.From), Since: int64(c.From), Until: int64(c.To), Minutes: c.Minutes, Over: c.Over})
	}
	return out, nil
}

// leadAt is the office that decided when a span began: a dossier whose office goes over
// to another leaves its past where it was.
func leadAt(life []Snapshot, at clock.Instant) string {
	lead := life[0].Competent
	for _, s := range life {
		if s.At > at {
			break
		}
		lead = s.Competent
	}
	return lead
}

// Compare holds the spans against the events alone: what differs, or "".
func (s *Store) Compare(ctx context.Context) (string, error) {
	if err := s.fresh(ctx); err != nil {
		return "", err
	}
	q := New(s.DB.Read())
	for after := ""; ; {
		births, err := q.Subjects(ctx, SubjectsParams{After: after, Most: followMost})
		if err != nil {
			return "", fmt.Errorf("analysis: %w", err)
		}
		if len(births) == 0 {
			return "", nil
		}
		for _, b := range births {
			want, err := s.spans(ctx, dossier.Key{Home: b.Home, ID: b.Subject})
			if err != nil {
				return "", err
			}
			got, err := q.SpansOf(ctx, SpansOfParams{Home: b.Home, Dossier: b.Subject})
			if err != nil {
				return "", fmt.Errorf("analysis: %w", err)
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				return fmt.Sprintf("spans of %s are %v, the events say %v", b.Subject, got, want), nil
			}
		}
		after = births[len(births)-1].ID
	}
}

// Held is what an office had in a period: spans that ended in it.
type Held struct {
	Office    string
	Dossiers  int64
	Minutes   int64
	Over      int64 // beyond its own limits
	ForOthers int64 // of dossiers another office leads
}

// Held sums by office for the days from … to before.
func (s *Store) Held(ctx context.Context, offices []string, from, before clock.Instant) ([]Held, error) {
	ids, err := json.Marshal(offices)
	if err != nil {
		return nil, fmt.Errorf("analysis: %w", err)
	}
	rows, err := New(s.DB.Read()).HeldSums(ctx, HeldSumsParams{Offices: string(ids), Since: int64(from), Before: int64(before)})
	if err != nil {
		return nil, fmt.Errorf("analysis: held: %w", err)
	}
	out := make([]Held, len(rows))
	for i, r := range rows {
		out[i] = Held{r.Office, r.Dossiers, r.Minutes, r.Over, r.ForOthers}
	}
	return out, nil
}

// Mark is where a page of a list ended.
type Mark struct {
	At int64
	ID string
	N  int64
}

// HeldLine is one ended span with its dossier.
type HeldLine struct {
	dossier.Line
	HeldStep     string
	Since, Until clock.Instant
	Minutes      int64
	Over         int64
}

// Lines opens the sum of one office: its spans that ended in the period, oldest first,
// and the mark to go on from when there are more.
func (s *Store) Lines(ctx context.Context, office string, from, before clock.Instant, after Mark, most int) ([]HeldLine, *Mark, error) {
	rows, err := New(s.DB.Read()).HeldLines(ctx, HeldLinesParams{Office: office, Since: int64(from), Before: int64(before),
		After: after.At, AfterID: after.ID, AfterN: after.N, Most: int32(most + 1)})
	if err != nil {
		return nil, nil, fmt.Errorf("analysis: list: %w", err)
	}
	var next *Mark
	if len(rows) > most {
		rows = rows[:most]
		last := rows[most-1]
		next = &Mark{last.Until, last.Line.ID, last.N}
	}
	out := make([]HeldLine, len(rows))
	for i, r := range rows {
		out[i] = HeldLine{dossier.Line(r.Line), r.HeldStep, clock.Instant(r.Since), clock.Instant(r.Until), r.Minutes, r.Over}
	}
	return out, next, nil
}
