package form

import (
	"context"
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

// Store keeps the forms. What is asked is answered from a copy in memory; Refresh renews
// it after a change by another process.
type Store struct {
	DB    *db.DB
	Book  event.Book
	IDs   *clock.IDs
	Civil clock.Clock

	Procedures *procedure.Store
	Offices    func() *office.Tree
	Empty      func() bool // nobody is in post yet: the machine may bring what another city published

	copy atomic.Pointer[kept]
}

type kept struct {
	n       int64
	of      map[string][]Version // by procedure, oldest first
	shipped map[string]Form
	names   map[string]string // of the shipped procedures, folded
}

// Kind is the kind of event subjects of this room; a subject is a procedure's code.
const Kind = "form"

// Load reads the forms; call it once before anything else.
func (s *Store) Load(ctx context.Context) error {
	q := New(s.DB.Read())
	n, err := q.CountVersions(ctx)
	if err != nil {
		return fmt.Errorf("form: %w", err)
	}
	rows, err := q.Versions(ctx)
	if err != nil {
		return fmt.Errorf("form: %w", err)
	}
	shipped, err := Shipped()
	if err != nil {
		return err
	}
	k := &kept{n: n, of: map[string][]Version{}, shipped: shipped, names: map[string]string{}}
	procedures, err := procedure.Shipped()
	if err != nil {
		return err
	}
	for _, v := range procedures {
		k.names[v.Code] = plainName(v.Name)
	}
	for _, r := range rows {
		f, err := Parse(r.Body)
		if err != nil {
			return fmt.Errorf("form: version %s: %w", r.ID, err)
		}
		if f.Title == "" && len(f.Sections) == 0 {
			return fmt.Errorf("form: version %s: the stored form is empty", r.ID)
		}
		k.of[r.Procedure] = append(k.of[r.Procedure], Version{ID: r.ID, Procedure: r.Procedure, No: int(r.No), ValidFrom: r.ValidFrom, Note: r.Note, Author: r.Author,
			Made: clock.Instant(r.MadeAt), Form: f})
	}
	s.copy.Store(k)
	return nil
}

// Refresh reads the forms anew if there is a newer version; changed says so.
func (s *Store) Refresh(ctx context.Context) (changed bool, err error) {
	n, err := New(s.DB.Read()).CountVersions(ctx)
	if err != nil {
		return false, fmt.Errorf("form: %w", err)
	}
	if n == s.copy.Load().n {
		return false, nil
	}
	return true, s.Load(ctx)
}

func (s *Store) today() string { return calendar.DateOf(s.Civil.Now()).String() }

// For gives the form of a procedure as it is asked today: the published one, else the
// shipped one, else one built from its papers.
func (s *Store) For(v procedure.Version) Form { return s.On(v, s.today()) }

// On gives the form of a procedure as it is asked on a day. A form serves the life of the
// procedure it was published for, and asks for no paper the version does not (PRI-1).
func (s *Store) On(v procedure.Version, day string) Form {
	f, _ := s.pick(v, day)
	return f
}

func (s *Store) pick(v procedure.Version, day string) (Form, Origin) {
	k := s.copy.Load()
	l := lifeOf(s.Procedures.Of(v.Code), v)
	mine := slices.DeleteFunc(slices.Clone(k.of[v.Code]), func(x Version) bool { return !l.has(x.ValidFrom) })
	if x, ok := Pick(mine, day); ok {
		if f := x.Form.asking(v); len(f.Fields()) > 0 {
			return f, Published
		}
	} else if x, ok := k.shipped[v.Code]; ok && l.first.No <= 1 && plainName(l.first.Name) == k.names[v.Code] {
		return x.asking(v), Ours
	}
	return General(v), Built
}

// Origin of a form.
type Origin string

// The origins.
const (
	Published Origin = "published"
	Ours      Origin = "shipped"
	Built     Origin = "general"
)

// OriginOf says where the form that is asked today comes from.
func (s *Store) OriginOf(v procedure.Version) Origin {
	_, from := s.pick(v, s.today())
	return from
}

// Of gives the published versions of a procedure's form, oldest first.
func (s *Store) Of(code string) []Version {
	return append([]Version(nil), s.copy.Load().of[code]...)
}

// Named finds the form a dossier was filled in from.
func (s *Store) Named(ctx context.Context, hash string) (Form, error) {
	body, err := New(s.DB.Read()).BodyByHash(ctx, hash)
	if db.IsMissing(err) {
		return Form{}, refusal.Missing("Không tìm thấy mẫu tờ khai này.")
	}
	if err != nil {
		return Form{}, fmt.Errorf("form: %w", err)
	}
	return Parse(body)
}

// KeepTx keeps what a form says in the transaction that uses it.
func (s *Store) KeepTx(tx db.Tx, f Form) error {
	if err := New(tx).KeepBody(tx.Ctx, KeepBodyParams{Hash: f.Hash(), Body: f.Text()}); err != nil {
		return fmt.Errorf("form: %w", err)
	}
	return nil
}

// May asks whether somebody prescribes what filings ask: the control office of the city.
func (s *Store) May(who access.Who) error {
	on := access.Subject{Kind: access.KindForm}
	if o, ok := s.Offices().City(s.today()); ok && !(who.Machine && s.Empty != nil && s.Empty()) {
		on.Home = o.ID
	}
	return access.May(who, "edit", on)
}

// Publish makes the next version of a form and ends the working copy.
func (s *Store) Publish(ctx context.Context, who access.Who, p Publishing) (Version, error) {
	var v Version
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		var err error
		v, err = s.PublishTx(tx, who, p)
		return err
	})
	if err != nil {
		return v, err
	}
	return v, s.Load(ctx)
}

// PublishTx is Publish inside a transaction of the caller, who calls Refresh after its commit.
func (s *Store) PublishTx(tx db.Tx, who access.Who, p Publishing) (Version, error) {
	if err := s.May(who); err != nil {
		return Version{}, err
	}
	if err := s.askable(&p); err != nil {
		return Version{}, err
	}
	v, err := s.writeTx(tx, who, p, s.copy.Load().of[p.Procedure], s.today())
	if err != nil {
		return v, err
	}
	if _, err := New(tx).DropDraft(tx.Ctx, p.Procedure); err != nil {
		return v, fmt.Errorf("form: %w", err)
	}
	return v, nil
}

// askable holds a form against the version of the procedure in force on its first day.
func (s *Store) askable(p *Publishing) error {
	if p.ValidFrom == "" {
		return nil // told by apply
	}
	v, ok := s.Procedures.InForce(p.Procedure, p.ValidFrom)
	if !ok {
		return refusal.Invalid("valid_from", "Thủ tục không có hiệu lực trong ngày bắt đầu dùng tờ khai. Chọn ngày khác.")
	}
	if wrong := p.Form.Against(v); len(wrong) > 0 {
		return refusal.Rule("PRI-1", "form", wrong[0].Sentence)
	}
	p.since = lifeOf(s.Procedures.Of(v.Code), v).first.ValidFrom
	return nil
}

// writeTx writes the version that follows those before; today is the first day it may be
// asked on, "" any.
func (s *Store) writeTx(tx db.Tx, who access.Who, p Publishing, before []Version, today string) (Version, error) {
	v, err := p.apply(before, today)
	if err != nil {
		return v, err
	}
	q := New(tx)
	last, err := q.LastNo(tx.Ctx, p.Procedure)
	if err != nil {
		return v, fmt.Errorf("form: %w", err)
	}
	if int(last) != len(before) {
		return v, refusal.Conflict("Tờ khai vừa được người khác công bố. Tải lại trang để xem phiên bản mới nhất.")
	}
	v.ID, v.Author, v.Made = s.IDs.New(), who.Official, clock.At(s.Civil.Now())
	if err := s.KeepTx(tx, v.Form); err != nil {
		return v, err
	}
	err = q.InsertVersion(tx.Ctx, InsertVersionParams{ID: v.ID, Procedure: v.Procedure, No: int64(v.No), ValidFrom: v.ValidFrom, Hash: v.Form.Hash(), Note: v.Note,
		Author: v.Author, MadeAt: int64(v.Made)})
	if db.IsUnique(err) {
		return v, db.ErrStale
	}
	if err != nil {
		return v, fmt.Errorf("form: %w", err)
	}
	return v, s.Book.Write(tx, event.Event{Kind: Kind, Subject: "form:" + v.Procedure, Act: "publish", Office: who.Office, Official: who.Official, Post: who.Post,
		Channel: who.Channel, Request: who.Request}, v, nil)
}

// Rows gives the published versions as they stand in the database, for comparing.
func (s *Store) Rows(ctx context.Context, code string) ([]Version, error) {
	if err := s.Load(ctx); err != nil {
		return nil, err
	}
	return s.Of(code), nil
}

// Events gives what happened to the form of a procedure.
func (s *Store) Events(ctx context.Context, code string) ([]event.Event, error) {
	return event.Load(ctx, s.DB.Read(), event.Directory, "form:"+code)
}
