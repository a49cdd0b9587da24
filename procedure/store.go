package procedure

import (
	"context"
	"encoding/json"
	"fmt"
	"sync/atomic"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/event"
	"motcua/refusal"
)

// Store keeps the catalogue. Reads are answered from a copy in memory that every
// change renews; Refresh renews it after a change by another replica.
type Store struct {
	Book *event.Book   // where changes are noted; set by whoever opens the city
	City func() string // the city's office, whose control keeps the catalogue (KS-4)

	db   *db.DB
	ids  *clock.IDs
	copy atomic.Pointer[snapshot]
}

type snapshot struct {
	revision int64
	index    *Index
	broken   []string
}

// origin is what an exchange file says about itself, kept for the next export.
type origin struct {
	Source  string            `json:"source,omitempty"`
	Licence string            `json:"licence,omitempty"`
	Note    string            `json:"note,omitempty"`
	Fields  map[string]string `json:"fields,omitempty"`
}

// NewStore reads the catalogue into memory.
func NewStore(ctx context.Context, d *db.DB, ids *clock.IDs) (*Store, error) {
	s := &Store{db: d, ids: ids}
	return s, s.load(ctx)
}

// Refresh reads the catalogue anew if somebody changed it; changed says so.
func (s *Store) Refresh(ctx context.Context) (changed bool, err error) {
	state, err := New(s.db.Read()).State(ctx)
	if err != nil {
		return false, fmt.Errorf("procedure: %w", err)
	}
	if state.Revision == s.copy.Load().revision {
		return false, nil
	}
	return true, s.load(ctx)
}

func (s *Store) load(ctx context.Context) error {
	q := New(s.db.Read())
	// The revision first: a change between the two reads is then read again by Refresh.
	state, err := q.State(ctx)
	if err != nil {
		return fmt.Errorf("procedure: %w", err)
	}
	rows, err := q.Versions(ctx)
	if err != nil {
		return fmt.Errorf("procedure: %w", err)
	}
	versions, broken := readable(rows)
	s.copy.Store(&snapshot{revision: state.Revision, index: NewIndex(versions), broken: broken})
	return nil
}

// readable gives the versions that can be read, and a sentence for each row that cannot:
// one bad row must not close the city.
func readable(rows []ProcedureVersion) (versions []Version, broken []string) {
	versions = make([]Version, 0, len(rows))
	for _, r := range rows {
		v, bad := fromRow(r)
		if bad != nil {
			broken = append(broken, bad.Error())
			continue
		}
		versions = append(versions, v)
	}
	return versions, broken
}

func fromRow(r ProcedureVersion) (Version, error) {
	v, bad := decode([]byte(r.Body))
	if bad != nil {
		return v, refusal.Conflict(fmt.Sprintf("Phiên bản %d của thủ tục %s lưu trong cơ sở dữ liệu (dòng %s) bị hỏng: %s Người quản trị chạy lệnh \"motcua repair procedures\" rồi thử lại.", r.No, r.Code, r.ID, bad.Why))
	}
	v.ID, v.No = r.ID, int(r.No)
	return v, nil
}

// fromRows reads every row; what goes out as files must be whole.
func fromRows(rows []ProcedureVersion) ([]Version, error) {
	versions := make([]Version, 0, len(rows))
	for _, r := range rows {
		v, err := fromRow(r)
		if err != nil {
			return nil, err
		}
		versions = append(versions, v)
	}
	return versions, nil
}

// Broken names the stored versions that were set aside because they cannot be read.
func (s *Store) Broken() []string { return s.copy.Load().broken }

// Version finds by id; its texts are NFC.
func (s *Store) Version(id string) (Version, bool) { return s.index().Version(id) }

// InForce gives the version of a code in force on the day (KS-9).
func (s *Store) InForce(code, day string) (Version, bool) { return s.index().InForce(code, day) }

// Search gives what fits the query, best first.
func (s *Store) Search(q Query) []Version { return s.index().Search(q) }

// Of gives all versions of a code, oldest first.
func (s *Store) Of(code string) []Version { return s.index().Of(code) }

// All gives every version in the order of import.
func (s *Store) All() []Version { return s.index().All() }

func (s *Store) index() *Index { return s.copy.Load().index }

// Imported counts what an import did.
type Imported struct {
	Added   int // codes that were new
	Changed int // codes that got a further version
	Same    int // records that were there already
}

// Import adds what the file brings that is not there yet, all in one transaction or
// nothing. A record equal to a stored version of its code changes nothing, another
// one becomes the next version; stored versions are never touched (KS-9).
func (s *Store) Import(ctx context.Context, f File) (Imported, error) {
	return s.ImportAs(ctx, access.Who{Machine: true, Channel: "job"}, f)
}

// ImportAs is Import by somebody who answers for it.
func (s *Store) ImportAs(ctx context.Context, who access.Who, f File) (Imported, error) {
	if err := access.May(who, "import", s.subject()); err != nil {
		return Imported{}, err
	}
	var done Imported
	err := s.db.Update(ctx, func(tx db.Tx) error {
		var err error
		done, err = s.importTx(tx, who, f)
		return err
	})
	if err != nil {
		return Imported{}, err
	}
	return done, s.load(ctx)
}

// subject is what access decides about: the catalogue of the city's office.
func (s *Store) subject() access.Subject {
	on := access.Subject{Kind: access.KindProcedure}
	if s.City != nil {
		on.Home = s.City()
	}
	return on
}

// guard holds what files bring into a catalogue that has something already.
func (s *Store) guard(kept int) guard {
	if kept == 0 || s.Book == nil {
		return guard{}
	}
	return guard{today: calendar.DateOf(s.Book.Civil.Now())}
}

// succeed ends the versions an imported one takes the place of.
func succeed(tx db.Tx, row ProcedureVersion, v Version) ([]Logged, error) {
	rows, err := New(tx).VersionsOf(tx.Ctx, row.Code)
	if err != nil {
		return nil, fmt.Errorf("procedure: %w", err)
	}
	p := Publication{Code: row.Code, LastDay: before(row.ValidFrom), By: v.Decision, New: &v}
	for _, r := range rows {
		if r.ValidTo == "" {
			p.Ends = r.ID
		}
	}
	return finish(tx, rows, p)
}

func (s *Store) importTx(tx db.Tx, who access.Who, f File) (Imported, error) {
	q := New(tx)
	state, err := q.State(tx.Ctx)
	if err != nil {
		return Imported{}, fmt.Errorf("procedure: %w", err)
	}
	rows, err := q.Versions(tx.Ctx)
	if err != nil {
		return Imported{}, fmt.Errorf("procedure: %w", err)
	}
	p, made := newPlan(rows), change{}
	if !who.Machine {
		p.guard = s.guard(len(rows))
	}
	for i, v := range f.Versions {
		row, err := p.add(v)
		if err != nil {
			return Imported{}, fmt.Errorf("procedure %d (%s): %w", i+1, v.Code, err)
		}
		if row == nil {
			continue
		}
		if p.guard.today != 0 {
			over, err := succeed(tx, *row, v)
			if err != nil {
				return Imported{}, err
			}
			made.End = append(made.End, over...)
		}
		row.ID = s.ids.New()
		if err := q.PutVersion(tx.Ctx, PutVersionParams(*row)); err != nil {
			return Imported{}, fmt.Errorf("procedure %d (%s): %w", i+1, v.Code, err)
		}
		made.Put = append(made.Put, loggedOf(*row))
	}
	from, err := json.Marshal(origin{Source: f.Source, Licence: f.Licence, Note: f.Note, Fields: f.Fields})
	if err != nil {
		return Imported{}, fmt.Errorf("procedure: %w", err)
	}
	n, err := q.SetState(tx.Ctx, SetStateParams{Origin: string(from), Revision: state.Revision})
	if err != nil {
		return Imported{}, fmt.Errorf("procedure: %w", err)
	}
	if n == 0 {
		return Imported{}, db.ErrStale
	}
	return p.done, s.note(tx, who, "import", made)
}

// plan decides record by record what an import does to the stored versions.
type plan struct {
	bodies map[string]map[int]string // code → number → record
	ended  map[string]bool           // records of versions that got their last day later, as they were before
	order  int64
	done   Imported
	guard  guard
}

func newPlan(rows []ProcedureVersion) *plan {
	p := &plan{bodies: map[string]map[int]string{}, ended: map[string]bool{}}
	for _, r := range rows {
		if v, bad := decode([]byte(r.Body)); bad == nil && v.ValidTo != "" {
			v.ValidTo, v.EndedBy = "", ""
			if before, err := encode(v); err == nil {
				p.ended[string(before)] = true
			}
		}
		p.keep(r.Code, int(r.No), r.Body)
		p.order = max(p.order, r.Ord)
	}
	return p
}

func (p *plan) keep(code string, no int, body string) {
	if p.bodies[code] == nil {
		p.bodies[code] = map[int]string{}
	}
	p.bodies[code][no] = body
}

// add gives the row to insert, or nil when the record is there already.
func (p *plan) add(v Version) (*ProcedureVersion, error) {
	asked := v.No
	v.No = 0 // the number is a column, so that equal records have equal bodies
	record, err := encode(v)
	if err != nil {
		return nil, err
	}
	body, newest := string(record), 0
	for no, stored := range p.bodies[v.Code] {
		newest = max(newest, no)
		if (stored == body || p.ended[body]) && (asked == 0 || asked == no) {
			p.done.Same++
			return nil, nil
		}
	}
	v.No = asked
	if bad := p.guard.fresh(v, newest); bad != nil {
		bad.Code = v.Code
		return nil, bad
	}
	if asked > 0 {
		if _, taken := p.bodies[v.Code][asked]; taken {
			return nil, refusal.Conflict(fmt.Sprintf("Thủ tục %s đã có phiên bản %d với nội dung khác; phiên bản đã công bố không sửa được.", v.Code, asked))
		}
	} else {
		asked = newest + 1
	}
	if newest == 0 {
		p.done.Added++
	} else {
		p.done.Changed++
	}
	p.keep(v.Code, asked, body)
	p.order++
	return &ProcedureVersion{Code: v.Code, No: int64(asked), Ord: p.order, ValidFrom: v.ValidFrom, ValidTo: v.ValidTo, Body: body}, nil
}

// Export gives everything stored, texts exactly as imported, for WriteFile. What the
// newest imported file said of itself goes along.
func (s *Store) Export(ctx context.Context) (File, error) {
	q := New(s.db.Read())
	rows, err := q.Versions(ctx)
	if err != nil {
		return File{}, fmt.Errorf("procedure: %w", err)
	}
	state, err := q.State(ctx)
	if err != nil {
		return File{}, fmt.Errorf("procedure: %w", err)
	}
	versions, err := fromRows(rows)
	if err != nil {
		return File{}, err
	}
	var from origin
	if err := json.Unmarshal([]byte(state.Origin), &from); err != nil {
		return File{}, fmt.Errorf("procedure: origin: %w", err)
	}
	return File{Source: from.Source, Licence: from.Licence, Note: from.Note, Fields: from.Fields, Versions: versions}, nil
}
