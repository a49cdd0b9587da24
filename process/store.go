package process

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync/atomic"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/event"
	"motcua/office"
	"motcua/procedure"
	"motcua/refusal"
)

// Store keeps the processes. What is approved is answered for from memory; Refresh renews
// it after an approval by another process.
type Store struct {
	DB         *db.DB
	Log        *event.Log
	IDs        *clock.IDs
	Civil      clock.Clock
	Procedures *procedure.Store
	Offices    func() *office.Tree
	Empty      func() bool // nobody is in post yet: the machine may bring what another city approved

	copy  atomic.Pointer[approved]
	aside aside
}

// approved are all approved versions by code, oldest first. n is how many: none is ever
// removed, so another number is another state.
type approved struct {
	n  int64
	by map[string][]Version
}

// Load reads what is approved, and looks whether the others can be read; call it once before
// anything else.
func (s *Store) Load(ctx context.Context) error {
	rows, err := New(s.DB.Read()).InState(ctx, string(Approved))
	if err != nil {
		return fmt.Errorf("process: %w", err)
	}
	c := &approved{n: int64(len(rows)), by: map[string][]Version{}}
	for _, r := range rows {
		v, err := fromRow(r)
		if err != nil {
			return err
		}
		c.by[v.Code] = append(c.by[v.Code], v)
	}
	others, err := New(s.DB.Read()).Unapproved(ctx)
	if err != nil {
		return fmt.Errorf("process: %w", err)
	}
	s.aside.readable(others)
	s.copy.Store(c)
	return nil
}

// Refresh reads anew if something was approved; changed says so.
func (s *Store) Refresh(ctx context.Context) (changed bool, err error) {
	n, err := New(s.DB.Read()).CountApproved(ctx)
	if err != nil {
		return false, fmt.Errorf("process: %w", err)
	}
	if n == s.copy.Load().n {
		return false, nil
	}
	return true, s.Load(ctx)
}

func fromRow(r ProcessVersion) (Version, error) {
	var v Version
	if err := json.Unmarshal([]byte(r.Doc), &v); err != nil {
		return v, fmt.Errorf("process: %s: %w", r.ID, err)
	}
	if v.ID != r.ID || v.Code != r.Code {
		return v, fmt.Errorf("process: %s: the stored version is not the one of its row", r.ID)
	}
	v.Seq = r.Seq
	return v, nil
}

// InForce is the approved version for a version of a procedure that counts on the day; of
// several the one that began last (PRI-9).
func (s *Store) InForce(v procedure.Version, day string) (Version, bool) {
	best, found := Version{}, false
	for _, x := range s.copy.Load().by[v.Code] {
		if x.Of == v.No && x.Since() <= day && (!found || x.Since() >= best.Since()) {
			best, found = x, true
		}
	}
	return best, found
}

// For is the approved process of a version of a procedure on the day a dossier was
// received, as dossiers read it. A dossier keeps it: what is approved later counts for
// later days only (KS-9).
func (s *Store) For(v procedure.Version, day string) (procedure.Process, bool) {
	x, ok := s.InForce(v, day)
	if !ok {
		return procedure.Process{}, false
	}
	return x.Process.Plain(), true
}

// Graph is the process a dossier received on the day follows: the approved one, or the
// one derived from the limit.
func (s *Store) Graph(v procedure.Version, kind procedure.ChannelKind, day string) (p Process, is bool) {
	if x, ok := s.InForce(v, day); ok {
		return x.Process, true
	}
	return From(v.ProcessFor(kind)), false
}

// Attached gives the version with its approved process of the day, where there is one.
func (s *Store) Attached(v procedure.Version, day string) procedure.Version {
	if p, ok := s.For(v, day); ok {
		v.Process = &p
	}
	return v
}

// ConfiguredSince is the first day from the given one on, on which a process of the
// procedure was approved: the end of the department's clock after a publication (KS-8).
func (s *Store) ConfiguredSince(code, day string) (on string, ok bool) {
	for _, x := range s.copy.Load().by[code] {
		at := calendar.DateOf(x.Decided.Time()).String()
		if at >= day && (!ok || at < on) {
			on, ok = at, true
		}
	}
	return on, ok
}

// One finds a version.
func (s *Store) One(ctx context.Context, id string) (Version, error) {
	return one(ctx, s.DB.Read(), id)
}

func one(ctx context.Context, on db.DBTX, id string) (Version, error) {
	r, err := New(on).ByID(ctx, id)
	if db.IsMissing(err) {
		return Version{}, refusal.Missing("Không tìm thấy quy trình này.")
	}
	if err != nil {
		return Version{}, fmt.Errorf("process: %w", err)
	}
	return fromRow(r)
}

// Of lists all versions of a procedure's process that can be read, oldest first.
func (s *Store) Of(ctx context.Context, code string) ([]Version, error) {
	rows, err := New(s.DB.Read()).OfCode(ctx, code)
	return s.listed(rows, err)
}

// In lists all versions in a state that can be read.
func (s *Store) In(ctx context.Context, state State) ([]Version, error) {
	rows, err := New(s.DB.Read()).InState(ctx, string(state))
	return s.listed(rows, err)
}

// listed gives the versions of a list that can be read.
func (s *Store) listed(rows []ProcessVersion, err error) ([]Version, error) {
	if err != nil {
		return nil, fmt.Errorf("process: %w", err)
	}
	return s.aside.readable(rows), nil
}

// versions reads every row; what a new number is counted from must be whole.

func versions(rows []ProcessVersion, err error) ([]Version, error) {
	if err != nil {
		return nil, fmt.Errorf("process: %w", err)
	}
	out := make([]Version, 0, len(rows))
	for _, r := range rows {
		v, err := fromRow(r)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// Subject is what access decides about: the city's office, whose controllers decide, and
// the department that drafts. An office that is no department is none of them (PRI-9).
func (s *Store) Subject(who access.Who, v Version) access.Subject {
	out := access.Subject{Kind: access.KindProcess, ID: v.ID, Holder: v.Office}
	if v.State == None {
		out.Holder = who.Office
	}
	if !s.departs(out.Holder) {
		out.Holder = ""
	}
	if o, ok := s.Offices().City(s.today()); ok && !(who.Machine && s.Empty != nil && s.Empty()) {
		out.Home = o.ID
	}
	return out
}

// departs reports whether an office is a department, which drafts processes.
func (s *Store) departs(id string) bool {
	o, ok := s.Offices().Office(id)
	return ok && (o.Kind == office.Department || o.Kind == office.Vertical)
}

// May asks whether somebody may do an act to a version.
func (s *Store) May(who access.Who, act string, v Version) error {
	return access.May(who, act, s.Subject(who, v))
}

// Drafts reports whether somebody may draft processes at all (PRI-9).
func (s *Store) Drafts(who access.Who) bool { return s.May(who, "draft", Version{}) == nil }

func (s *Store) today() string { return calendar.DateOf(s.Civil.Now()).String() }

// Known finds an office in force today.
func (s *Store) Known(id string) (string, bool) {
	o, ok := s.Offices().Office(id)
	if !ok || !o.InForce(s.today()) {
		return "", false
	}
	return s.Offices().Title(id), true
}

// Target is the version of the procedure a process is for.
func (s *Store) Target(v Version) (procedure.Version, error) {
	all := s.Procedures.Of(v.Code)
	i := slices.IndexFunc(all, func(x procedure.Version) bool { return x.No == v.Of })
	if i < 0 {
		return procedure.Version{}, refusal.Missing("Không tìm thấy phiên bản thủ tục của quy trình này.")
	}
	return all[i], nil
}

// Begin drafts a version for a version of a procedure.
func (s *Store) Begin(ctx context.Context, who access.Who, target procedure.Version, from Process) (Version, error) {
	return s.BeginOnce(ctx, who, "", target, from)
}

// BeginOnce is Begin under an id the form was given, so that a form pressed twice begins
// one draft.
func (s *Store) BeginOnce(ctx context.Context, who access.Who, id string, target procedure.Version, from Process) (Version, error) {
	var v Version
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		if was, err := one(tx.Ctx, tx, id); err == nil {
			if v = was; v.Drafter != who.Official || v.Code != target.Code {
				return refusal.Conflict("Biểu mẫu này đã được dùng. Tải lại trang rồi soạn.")
			}
			return nil
		}
		n, err := New(tx).NewestNo(tx.Ctx, target.Code)
		if err != nil {
			return fmt.Errorf("process: %w", err)
		}
		v, err = s.do(tx, who, Version{ID: id, Of: target.No, Code: target.Code}, Draft{Code: target.Code, No: int(n) + 1, Process: from})
		return err
	})
	return v, err
}

// Do runs one act on a version.
func (s *Store) Do(ctx context.Context, who access.Who, id string, act Act) (Version, error) {
	var v Version
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		before, err := one(tx.Ctx, tx, id)
		if err != nil {
			return err
		}
		v, err = s.do(tx, who, before, act)
		return err
	})
	if err == nil && v.State == Approved {
		err = s.Load(ctx)
	}
	return v, err
}

// do is permission, rule, row and event.
func (s *Store) do(tx db.Tx, who access.Who, before Version, act Act) (Version, error) {
	if err := s.May(who, act.Name(), before); err != nil {
		return before, err
	}
	target, err := s.Target(before)
	if err != nil {
		return before, err
	}
	return s.write(tx, who, before, act, target)
}

// doFor is do for a version of a procedure that is written in the same transaction.
func (s *Store) doFor(tx db.Tx, who access.Who, before Version, act Act, target procedure.Version) (Version, error) {
	if err := s.May(who, act.Name(), before); err != nil {
		return before, err
	}
	return s.write(tx, who, before, act, target)
}

func (s *Store) write(tx db.Tx, who access.Who, before Version, act Act, target procedure.Version) (Version, error) {
	m := Moment{Now: clock.At(s.Civil.Now()), Today: s.today(), Who: who, For: target, Known: s.Known}
	if x, imports := act.(Import); imports {
		if err := s.importable(tx, x.Version, m.Now); err != nil {
			return before, err
		}
	}
	after, err := act.Apply(before, m)
	if err != nil {
		return before, err
	}
	if after.ID == "" {
		after.ID = s.IDs.New()
	}
	after.Seq = before.Seq + 1
	if err := keep(tx, before, after); err != nil {
		return before, err
	}
	b, said := body(act, after)
	var private any
	if said != (Said{}) {
		private = said
	}
	e := event.Event{Kind: "process", Subject: after.ID, Act: act.Name(), Office: who.Office, Official: who.Official, Post: who.Post, Behalf: who.Behalf,
		Channel: who.Channel, Request: who.Request, Before: before, After: after}
	return after, event.Book{Log: s.Log, Civil: s.Civil}.Write(tx, e, b, private)
}

func keep(tx db.Tx, before, after Version) error {
	doc, err := json.Marshal(after)
	if err != nil {
		return fmt.Errorf("process: %w", err)
	}
	since := ""
	if after.State == Approved {
		since = after.Since()
	}
	if before.State == None {
		err := New(tx).PutVersion(tx.Ctx, PutVersionParams{ID: after.ID, Code: after.Code, No: int64(after.No), Seq: after.Seq, State: string(after.State),
			Since: since, Doc: string(doc)})
		if db.IsUnique(err) {
			return db.ErrStale // another draft took the number: look again
		}
		return err
	}
	n, err := New(tx).MoveVersion(tx.Ctx, MoveVersionParams{ID: after.ID, Seq: after.Seq, State: string(after.State), Since: since, Doc: string(doc), Was: before.Seq})
	if err == nil && n == 0 {
		return db.ErrStale
	}
	if err != nil {
		return fmt.Errorf("process: %w", err)
	}
	return nil
}

// Trail is what was done to a version, oldest first.
func (s *Store) Trail(ctx context.Context, id string) ([]event.Event, error) {
	return event.Load(ctx, s.DB.Read(), event.Directory, id)
}
