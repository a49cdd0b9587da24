package intake

import (
	"context"
	"fmt"

	"motcua/calendar"
	"motcua/clock"
)

// Measure is how a desk did over some days, both ends included. Each number is the
// length of the list it opens.
type Measure struct {
	From, To   calendar.Date
	Checks     []Mark // dossiers that waited at the desk and were taken up
	Slow       []Mark // … later than the check is due (REC-4)
	Requests   []Mark // requests for supplement
	Late       []Mark // … after day 03 or in the last 20 % of the time (law.md 12.5)
	Violations []Mark // … second ones that were not the applicant's fault (PRI-6)
	Lines      int64  // lines of all requests
	Bases      int64  // … that rest on a legal basis and not on a paper of the list
	Answers    map[Answer]int64
}

// marksMost is how many marks one look reads: a desk that has more in a period looks at
// a shorter one.
const marksMost = 20_000

// Measure reads the marks of a desk.
func (s *Store) Measure(ctx context.Context, office string, from, to calendar.Date) (Measure, error) {
	m := Measure{From: from, To: to, Answers: map[Answer]int64{}}
	since, until := int64(clock.At(from.At(0))), int64(clock.At((to + 1).At(0)))
	q := New(s.DB.Read())
	rows, err := q.Marks(ctx, MarksParams{Home: office, Since: since, Until: until, Most: marksMost})
	if err != nil {
		return m, fmt.Errorf("intake: %w", err)
	}
	for _, r := range rows {
		m.add(mark(r))
	}
	answers, err := q.Lookups(ctx, LookupsParams{Home: office, Since: since, Until: until})
	for _, a := range answers {
		m.Answers[Answer(a.Answer)] = a.N
	}
	return m, err
}

func mark(r IntakeMark) Mark {
	return Mark{Home: r.Home, Kind: r.Kind, At: clock.Instant(r.At), Dossier: r.Dossier, Seq: r.Seq, Code: r.Code, Competent: r.Competent, Slow: r.Slow, Violates: r.Violates,
		Lines: r.Lines, Bases: r.Bases}
}

func (m *Measure) add(x Mark) {
	if x.Kind == Check {
		m.Checks = append(m.Checks, x)
		if x.Slow {
			m.Slow = append(m.Slow, x)
		}
		return
	}
	m.Requests, m.Lines, m.Bases = append(m.Requests, x), m.Lines+x.Lines, m.Bases+x.Bases
	if x.Slow {
		m.Late = append(m.Late, x)
	}
	if x.Violates {
		m.Violations = append(m.Violations, x)
	}
}

// AllMarks reads every mark: for a recount from the events.
func (s *Store) AllMarks(ctx context.Context) ([]Mark, error) {
	rows, err := New(s.DB.Read()).AllMarks(ctx)
	if err != nil {
		return nil, fmt.Errorf("intake: %w", err)
	}
	out := make([]Mark, len(rows))
	for i, r := range rows {
		out[i] = mark(r)
	}
	return out, nil
}
