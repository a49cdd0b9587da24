package office

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"motcua/db"
	"motcua/duty"
)

// Store keeps offices and people. Reads are answered from a copy in memory that every
// change renews; Refresh renews it after a change by another replica.
type Store struct {
	db   *db.DB
	copy atomic.Pointer[snapshot]
}

type snapshot struct {
	State
	revision   int64
	byOfficial map[string][]Post
	byOffice   map[string][]Post
	received   map[string][]Delegation // by receiving post
}

// NewStore reads offices and people into memory.
func NewStore(ctx context.Context, d *db.DB) (*Store, error) {
	s := &Store{db: d}
	return s, s.load(ctx)
}

// Refresh reads everything anew if somebody changed it; changed says so.
func (s *Store) Refresh(ctx context.Context) (changed bool, err error) {
	revision, err := New(s.db.Read()).Revision(ctx)
	if err != nil {
		return false, fmt.Errorf("office: %w", err)
	}
	if revision == s.copy.Load().revision {
		return false, nil
	}
	return true, s.load(ctx)
}

func (s *Store) load(ctx context.Context) error {
	q := New(s.db.Read())
	// The revision first: a change between the two reads is then read again by Refresh.
	revision, err := q.Revision(ctx)
	if err != nil {
		return fmt.Errorf("office: %w", err)
	}
	state, err := readState(ctx, q)
	if err != nil {
		return err
	}
	snap := &snapshot{State: state, revision: revision, byOfficial: map[string][]Post{}, byOffice: map[string][]Post{}, received: map[string][]Delegation{}}
	for _, id := range sorted(state.Posts) {
		p := state.Posts[id]
		snap.byOfficial[p.Official] = append(snap.byOfficial[p.Official], p)
		snap.byOffice[p.Office] = append(snap.byOffice[p.Office], p)
	}
	for _, id := range sorted(state.Delegations) {
		d := state.Delegations[id]
		snap.received[d.To] = append(snap.received[d.To], d)
	}
	s.copy.Store(snap)
	return nil
}

func sorted[T any](m map[string]T) []string {
	set := make(map[string]bool, len(m))
	for k := range m {
		set[k] = true
	}
	return keys(set)
}

func readState(ctx context.Context, q *Queries) (State, error) {
	units, err := readUnits(ctx, q)
	if err != nil {
		return State{}, fmt.Errorf("office: %w", err)
	}
	links, err := q.Successions(ctx)
	if err != nil {
		return State{}, fmt.Errorf("office: %w", err)
	}
	s := State{Officials: map[string]Official{}, Posts: map[string]Post{}, Delegations: map[string]Delegation{}}
	for _, r := range links {
		s.Successions = append(s.Successions, Succession{Old: r.OldOffice, New: r.NewOffice, On: r.OnDay, Lead: r.Lead != 0})
	}
	if s.Tree, err = NewTree(units, s.Successions); err != nil {
		return State{}, fmt.Errorf("office: stored offices: %w", err)
	}
	officials, err := q.Officials(ctx)
	if err != nil {
		return State{}, fmt.Errorf("office: %w", err)
	}
	for _, r := range officials {
		s.Officials[r.ID] = Official(r)
	}
	posts, err := q.Posts(ctx)
	if err != nil {
		return State{}, fmt.Errorf("office: %w", err)
	}
	for _, r := range posts {
		s.Posts[r.ID] = Post{ID: r.ID, Official: r.Official, Office: r.Office, Role: Role(r.Role), From: r.ValidFrom, To: r.ValidTo, Room: r.Room}
	}
	delegations, err := q.Delegations(ctx)
	if err != nil {
		return State{}, fmt.Errorf("office: %w", err)
	}
	for _, r := range delegations {
		s.Delegations[r.ID] = Delegation{ID: r.ID, From: r.FromPost, To: r.ToPost, Begin: r.BeginDay, End: r.EndDay, Scope: r.Scope, Form: r.Form,
			Revoked: r.Revoked, Number: r.Number, Reason: r.Reason}
	}
	return s, nil
}

func readUnits(ctx context.Context, q *Queries) ([]Office, error) {
	rows, err := q.Units(ctx)
	if err != nil {
		return nil, err
	}
	codes, err := q.Codes(ctx)
	if err != nil {
		return nil, err
	}
	of := map[string][]Code{}
	for _, c := range codes {
		of[c.Office] = append(of[c.Office], Code{Value: c.Value, From: c.ValidFrom, To: c.ValidTo})
	}
	desks, err := q.Desks(ctx)
	if err != nil {
		return nil, err
	}
	at := map[string][]Desk{}
	for _, k := range desks {
		at[k.Office] = append(at[k.Office], Desk{At: k.AtOffice, From: k.FromDay})
	}
	out := make([]Office, len(rows))
	for i, r := range rows {
		out[i] = Office{ID: r.ID, Kind: Kind(r.Kind), Place: r.Place, Parent: r.Parent, GSO: r.Gso, Codes: of[r.ID], Desks: at[r.ID],
			Hours: r.Hours, Phone: r.Phone, ValidFrom: r.ValidFrom, ValidTo: r.ValidTo}
	}
	return out, nil
}

// Tree is the city as known now; it never changes under its reader.
func (s *Store) Tree() *Tree { return s.copy.Load().Tree }

// ByCode finds the office that goes, or last went, by a code on the day (CODE-5).
func (s *Store) ByCode(code, day string) (Office, bool) { return s.Tree().ByCode(code, day) }

// Office finds by id.
func (s *Store) Office(id string) (Office, bool) { return s.Tree().Office(id) }

// Official finds by id.
func (s *Store) Official(id string) (Official, bool) {
	o, ok := s.copy.Load().Officials[id]
	return o, ok
}

// Officials gives everybody, ordered by id.
func (s *Store) Officials() []Official {
	all := s.copy.Load().Officials
	out := make([]Official, 0, len(all))
	for _, o := range all {
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b Official) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// Post finds by id, whether held today or not.
func (s *Store) Post(id string) (Post, bool) {
	p, ok := s.copy.Load().Posts[id]
	return p, ok
}

// PostsOf gives the posts an official holds on the day.
func (s *Store) PostsOf(official, day string) []Post {
	return PostsOn(s.copy.Load().byOfficial[official], day)
}

// Staff gives the posts held at an office on the day; with roles, only those.
func (s *Store) Staff(office, day string, roles ...Role) []Post {
	return slices.DeleteFunc(PostsOn(s.copy.Load().byOffice[office], day), func(p Post) bool {
		return len(roles) > 0 && !slices.Contains(roles, p.Role)
	})
}

// Delegations gives what a post has received that holds on the day for the act; an
// empty act gives those without a narrower scope.
func (s *Store) Delegations(post, act, day string) []Delegation {
	return slices.DeleteFunc(slices.Clone(s.copy.Load().received[post]), func(d Delegation) bool { return !d.On(day, act) })
}

// Save checks and writes a change in one transaction.
func (s *Store) Save(ctx context.Context, c Change) error {
	if err := s.db.Update(ctx, func(tx db.Tx) error { return s.SaveTx(tx, c) }); err != nil {
		return err
	}
	return s.load(ctx)
}

// SaveTx is Save inside a transaction of the caller, who calls Refresh after its commit.
func (s *Store) SaveTx(tx db.Tx, c Change) error {
	q := New(tx)
	// Touching the counter first makes two changes at once queue here on PostgreSQL.
	if err := q.Touch(tx.Ctx); err != nil {
		return fmt.Errorf("office: %w", err)
	}
	state, err := readState(tx.Ctx, q)
	if err != nil {
		return err
	}
	if _, err := state.Apply(c); err != nil {
		return err
	}
	if err := write(tx.Ctx, q, c); err != nil {
		return fmt.Errorf("office: %w", err)
	}
	for _, day := range c.Days() {
		if err := duty.Set(tx, duty.Duty{Subject: day.String(), Kind: DutyKind, Due: day.At(0)}); err != nil {
			return err
		}
	}
	return nil
}

// DutyKind is the duty of a day on which offices go over to others or counters move:
// open dossiers are carried over then. Its subject is the day.
const DutyKind = "reorganise"

func write(ctx context.Context, q *Queries, c Change) error {
	for _, o := range c.Offices {
		if err := writeOffice(ctx, q, o); err != nil {
			return err
		}
	}
	for _, l := range c.Successions {
		lead := int64(0)
		if l.Lead {
			lead = 1
		}
		if err := q.PutSuccession(ctx, PutSuccessionParams{OldOffice: l.Old, NewOffice: l.New, OnDay: l.On, Lead: lead}); err != nil {
			return err
		}
	}
	for _, o := range c.Officials {
		if err := q.PutOfficial(ctx, PutOfficialParams(o)); err != nil {
			return err
		}
	}
	for _, p := range c.Posts {
		if err := q.PutPost(ctx, PutPostParams{ID: p.ID, Official: p.Official, Office: p.Office, Role: string(p.Role), ValidFrom: p.From, ValidTo: p.To, Room: p.Room}); err != nil {
			return err
		}
	}
	for _, d := range c.Delegations {
		err := q.PutDelegation(ctx, PutDelegationParams{ID: d.ID, FromPost: d.From, ToPost: d.To, BeginDay: d.Begin, EndDay: d.End, Scope: d.Scope, Form: d.Form,
			Revoked: d.Revoked, Number: d.Number, Reason: d.Reason})
		if err != nil {
			return err
		}
	}
	return nil
}

func writeOffice(ctx context.Context, q *Queries, o Office) error {
	err := q.PutUnit(ctx, PutUnitParams{ID: o.ID, Kind: string(o.Kind), Place: o.Place, Parent: o.Parent, Gso: o.GSO, Hours: o.Hours, Phone: o.Phone, ValidFrom: o.ValidFrom, ValidTo: o.ValidTo})
	if err != nil {
		return err
	}
	if err := q.DropCodes(ctx, o.ID); err != nil {
		return err
	}
	for _, c := range o.Codes {
		if err := q.PutCode(ctx, PutCodeParams{Office: o.ID, Value: c.Value, ValidFrom: c.From, ValidTo: c.To}); err != nil {
			return err
		}
	}
	if err := q.DropDesks(ctx, o.ID); err != nil {
		return err
	}
	for _, k := range o.Desks {
		if err := q.PutDesk(ctx, PutDeskParams{Office: o.ID, AtOffice: k.At, FromDay: k.From}); err != nil {
			return err
		}
	}
	return nil
}
