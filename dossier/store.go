package dossier

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/event"
	"motcua/fold"
	"motcua/law"
	"motcua/office"
	"motcua/procedure"
	"motcua/refusal"
)

// Key names a dossier. The zero Key is one that does not exist yet.
type Key struct{ Home, ID string }

// Store is the only place where transaction, permission, row, event and followers
// of a dossier meet.
type Store struct {
	DB    *db.DB
	Log   *event.Log
	IDs   *clock.IDs
	Civil clock.Clock
	// What lies below, as looked up in memory.
	Version  func(id string) (procedure.Version, bool)
	InForce  func(code, day string) (procedure.Version, bool)
	Offices  func() *office.Tree
	Calendar func(officeID string) *calendar.Table
	// Fresh, where given, lets Calendar know what other processes have committed.
	Fresh func(db.Tx) error

	held held
}

// Do runs one act in a transaction of its own, together with what stands or falls with it
// – the row of a paper made for it –, and returns the dossier after it.
func (s *Store) Do(ctx context.Context, who access.Who, key Key, act Act, also ...func(db.Tx) error) (Dossier, error) {
	var d Dossier
	ready, ahead := s.ahead(who, key, act)
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		if ahead {
			ahead = false // once: a rerun finds another row
			d = ready.after
			if err := s.keep(tx, ready.m, ready.change); !errors.Is(err, db.ErrStale) {
				return db.Then(tx, err, also...) // stale is told before anything is written
			}
		}
		var err error
		d, err = s.DoTx(tx, who, key, act)
		return db.Then(tx, err, also...)
	})
	if err == nil {
		s.held.put(d) // committed: every later reader of this event sees just this
	}
	return d, err
}

// prepared is an act worked out before its transaction.
type prepared struct {
	m Moment
	change
}

// ahead works an act out before the transaction, which then only writes: the one
// writing connection is where acts queue. The row's number of the newest event, which
// every change of a row names, tells whether somebody was faster; then, and for all that
// needs a number drawn or is refused, the act runs inside as ever.
func (s *Store) ahead(who access.Who, key Key, act Act) (prepared, bool) {
	before, ok := s.held.last(key.ID)
	if !ok || needs(before, act) != (Draw{}) || before.Home != key.Home || before.State.starts() {
		return prepared{}, false
	}
	m, c, err := s.decide(who, before, act, nil)
	if err == nil {
		err = c.encode()
	}
	return prepared{m, c}, err == nil
}

// DoTx runs one act inside a transaction of the caller: load, permission, rule,
// row, event, followers, duties.
func (s *Store) DoTx(tx db.Tx, who access.Who, key Key, act Act) (Dossier, error) {
	if f, ok := act.(File); ok {
		if d, found, err := s.filedBefore(tx, who, f); err != nil || found {
			return d, err
		}
	}
	before, err := s.load(tx.Ctx, tx, key)
	if err != nil {
		return before, err
	}
	if err := s.fresh(tx, before); err != nil {
		return before, err
	}
	m, c, err := s.decide(who, before, act, func(m *Moment) error { return s.draw(tx, before, act, m) })
	if err != nil {
		return before, err
	}
	return c.after, s.keep(tx, m, c)
}

// decide is permission and rule; draw, where given, draws the numbers in between.
func (s *Store) decide(who access.Who, before Dossier, act Act, draw func(*Moment) error) (Moment, change, error) {
	m, err := s.moment(who, before, act)
	if err != nil {
		return m, change{}, err
	}
	if err := access.May(who, act.Name(), subjectOf(before, act)); err != nil {
		return m, change{}, err
	}
	if draw != nil {
		if err := draw(&m); err != nil {
			return m, change{}, err
		}
	}
	after, err := act.Apply(before, m)
	if err != nil {
		return m, change{}, err
	}
	after.Seq = before.Seq + 1
	after.next = nextMilestone(before, after, m, act)
	return m, change{before: before, after: after, act: act}, nil
}

// change is what one act did.
type change struct {
	before, after Dossier
	act           Act
	doc, body     string // as written: the row's document, and the event's body
}

// encode writes out what the row and the event will hold, once.
func (c *change) encode() (err error) {
	if c.doc == "" {
		c.doc, c.body, err = written(c.act, c.before, c.after)
	}
	return err
}

// filedBefore finds the dossier an idempotency key already stands for.
func (s *Store) filedBefore(tx db.Tx, who access.Who, f File) (Dossier, bool, error) {
	r, err := New(tx).KeyByFiling(tx.Ctx, f.Key)
	if db.IsMissing(err) {
		return Dossier{}, false, nil
	}
	if err != nil {
		return Dossier{}, false, fmt.Errorf("dossier: %w", err)
	}
	d, err := s.load(tx.Ctx, tx, Key{r.Home, r.Dossier})
	if err == nil && (d.Person != f.Person || access.May(who, access.See, d.Subject()) != nil) {
		return Dossier{}, false, refusal.Missing("Phiên nộp hồ sơ này không dùng được. Vui lòng mở lại thủ tục và nộp lại.")
	}
	return d, err == nil, err
}

// load reads a dossier. The row's number of the newest event tells whether the
// decoded form is already at hand: what a dossier is at an event never changes.
func (s *Store) load(ctx context.Context, on db.DBTX, key Key) (Dossier, error) {
	if key.ID == "" {
		return Dossier{}, nil
	}
	if s.held.has(key.ID) {
		r, err := New(on).MarkByID(ctx, MarkByIDParams{Home: key.Home, ID: key.ID})
		if err == nil {
			if d, ok := s.held.at(key.ID, r.Seq); ok && d.Home == key.Home {
				return d, nil
			}
		} else if !db.IsMissing(err) {
			return Dossier{}, fmt.Errorf("dossier: %w", err)
		}
	}
	r, err := New(on).DossierByID(ctx, DossierByIDParams{Home: key.Home, ID: key.ID})
	if db.IsMissing(err) {
		return Dossier{}, missing()
	}
	if err != nil {
		return Dossier{}, fmt.Errorf("dossier: %w", err)
	}
	var d Dossier
	if err := json.Unmarshal([]byte(r.Doc), &d); err != nil {
		return d, fmt.Errorf("dossier: %s: %w", key.ID, err)
	}
	d.Seq, d.next = r.Seq, Milestone{r.NextWhat, clock.Instant(r.NextAt)}
	return d, nil
}

// moment collects what the act may know. The law is chosen by the date of
// reception; a dossier not received yet looks at today.
func (s *Store) moment(who access.Who, d Dossier, act Act) (Moment, error) {
	now := s.Civil.Now()
	m := Moment{Now: clock.At(now), Who: who, Offices: s.Offices()}
	day := calendar.DateOf(now).String()
	home, version, filed := d.Home, d.Version, day
	if d.State == None {
		c, ok := act.(creator)
		if !ok {
			return m, missing()
		}
		o := c.origin()
		home = o.receiving
		if o.signed.Set() { // by post the record's day decides (REC-11)
			filed = calendar.DateOf(o.signed.Time()).String()
		}
		if err := o.known(m.Offices, day); err != nil {
			return m, err
		}
		v, ok := s.InForce(o.procedure, filed)
		if !ok {
			return m, refusal.Rule("KS-9", "procedure", "Thủ tục này không có hiệu lực trong ngày hôm nay: đã bị bãi bỏ, thay thế, hoặc chưa đến ngày áp dụng. Vui lòng chọn lại thủ tục.")
		}
		m.Version = v
	} else {
		v, ok := s.Version(version)
		if !ok {
			return m, fmt.Errorf("dossier: procedure version %s of %s is not in the catalogue", version, d.Code)
		}
		m.Version = v
		if d.State == Filed { // reception decides, and comes yet
			filed = calendar.DateOf(m.receiving(d).Time()).String()
			if now, ok := s.InForce(d.Procedure, filed); ok {
				m.Version = now
			}
		}
	}
	m.Calendar = s.Calendar(home)
	today, err := law.At(day)
	if err != nil {
		return m, refusal.Rule("KS-9", "", err.Error())
	}
	if d.ReceivedAt.Set() {
		filed = calendar.DateOf(d.ReceivedAt.Time()).String()
	}
	m.Today = today
	var kept bool
	if m.Profile, kept = law.ByID(d.Profile); !kept { // what the event of reception names comes first
		if m.Profile, err = law.At(filed); err != nil {
			return m, refusal.Rule("KS-9", "", err.Error())
		}
	}
	return m, nil
}

// subjectOf is what access decides about; for a dossier that begins it is the act's
// own offices.
func subjectOf(d Dossier, act Act) access.Subject {
	if d.State != None {
		return d.Subject()
	}
	s := access.Subject{Kind: "dossier"}
	if c, ok := act.(creator); ok {
		o := c.origin()
		s.Home, s.Receiving, s.Holder, s.Competent = o.receiving, o.receiving, o.receiving, o.competent
	}
	if f, ok := act.(File); ok {
		s.Person = f.Person
	}
	return s
}

// keep writes the row, what hangs on it, and the event.
func (s *Store) keep(tx db.Tx, m Moment, c change) error {
	if err := c.encode(); err != nil {
		return err
	}
	if err := s.row(tx, m, c); err != nil {
		return err
	}
	if err := s.parts(tx, m, c); err != nil {
		return err
	}
	if err := s.duty(tx, m, c); err != nil {
		return err
	}
	return s.append(tx, m, c)
}

func (s *Store) row(tx db.Tx, m Moment, c change) error {
	d, q := c.after, New(tx)
	letterBy := int64(0)
	if l, ok := Letters(d, m); ok {
		letterBy = clock.Micros(l.Latest)
	}
	lateFrom := int64(d.LateFrom)
	if lateFrom == 0 {
		lateFrom = math.MaxInt64 // the clock does not run: last in every list, never late
	}
	apology, classAt := int64(0), int64(0)
	if d.Apology != nil {
		apology = int64(d.Apology.Sent)
	}
	if d.Class != "" {
		classAt = int64(max(d.SettledAt, d.EndedAt))
	}
	if c.before.State == None {
		return q.InsertDossier(tx.Ctx, InsertDossierParams{Home: d.Home, ID: d.ID, Code: d.Code, Token: d.Token, Seq: d.Seq, State: string(d.State),
			Procedure: d.Procedure, ProcedureName: d.ProcedureName, Field: d.Field, Channel: int64(d.Channel), Receiving: d.Receiving,
			Competent: d.Competent, Holder: d.Holder, ReturnAt: d.ReturnAt, Step: d.Step, Officer: d.Officer, Person: d.Person, IsOpen: d.Open(),
			FiledAt: int64(d.FiledAt), ReceivedAt: int64(d.ReceivedAt), DueAt: int64(d.Due), LateFrom: lateFrom, PromisedAt: int64(d.Promised),
			LimitEnd: int64(d.LimitEnd), LetterBy: letterBy, ApologyAt: apology, SettledAt: int64(d.SettledAt), EndedAt: int64(d.EndedAt),
			ReturnedAt: int64(d.ReturnedAt), Class: string(d.Class), ClassAt: classAt, NextWhat: d.next.What, NextAt: int64(d.next.At), Doc: c.doc})
	}
	n, err := s.update(tx, c, columns{letterBy, lateFrom, apology, classAt})
	if err != nil {
		return fmt.Errorf("dossier: %w", err)
	}
	if n == 0 {
		return db.ErrStale // somebody was faster: run the closure again on the new row
	}
	return nil
}

// columns are those of the row that are worked out from the dossier.
type columns struct {
	letterBy, lateFrom, apology, classAt int64
}

// update changes the row, naming only columns that can have changed: SQLite rewrites
// every index a named column stands in, changed or not.
func (s *Store) update(tx db.Tx, c change, x columns) (int64, error) {
	q, d, was := New(tx), c.after, c.before
	there := d.Receiving == was.Receiving && d.Competent == was.Competent && d.ReturnAt == was.ReturnAt && d.FiledAt == was.FiledAt &&
		d.ReceivedAt == was.ReceivedAt && d.Apology == was.Apology && d.Version == was.Version && d.ReturnedAt == was.ReturnedAt
	open := there && d.Class == was.Class && d.SettledAt == was.SettledAt && d.EndedAt == was.EndedAt && d.Open() == was.Open()
	runs := open && d.LateFrom == was.LateFrom
	switch {
	case runs && d.State == was.State && d.Officer == was.Officer && d.Target == was.Target && len(d.Recounts) == len(was.Recounts):
		return q.TouchDossier(tx.Ctx, TouchDossierParams{Seq: d.Seq, Holder: d.Holder, Step: d.Step, DueAt: int64(d.Due), PromisedAt: int64(d.Promised),
			LimitEnd: int64(d.LimitEnd), NextWhat: d.next.What, NextAt: int64(d.next.At), Doc: c.doc, Home: d.Home, ID: d.ID, Was: was.Seq})
	case runs:
		return q.HandDossier(tx.Ctx, HandDossierParams{Seq: d.Seq, State: string(d.State), Holder: d.Holder, Step: d.Step, Officer: d.Officer,
			DueAt: int64(d.Due), PromisedAt: int64(d.Promised), LimitEnd: int64(d.LimitEnd), LetterBy: x.letterBy,
			NextWhat: d.next.What, NextAt: int64(d.next.At), Doc: c.doc, Home: d.Home, ID: d.ID, Was: was.Seq})
	case open:
		return q.MoveDossier(tx.Ctx, MoveDossierParams{Seq: d.Seq, State: string(d.State), Holder: d.Holder, Step: d.Step, Officer: d.Officer,
			DueAt: int64(d.Due), LateFrom: x.lateFrom, PromisedAt: int64(d.Promised), LimitEnd: int64(d.LimitEnd), LetterBy: x.letterBy,
			NextWhat: d.next.What, NextAt: int64(d.next.At), Doc: c.doc, Home: d.Home, ID: d.ID, Was: was.Seq})
	case there:
		return q.EndDossier(tx.Ctx, EndDossierParams{Seq: d.Seq, State: string(d.State), Holder: d.Holder, Step: d.Step, Officer: d.Officer, IsOpen: d.Open(),
			DueAt: int64(d.Due), LateFrom: x.lateFrom, PromisedAt: int64(d.Promised), LimitEnd: int64(d.LimitEnd), LetterBy: x.letterBy,
			SettledAt: int64(d.SettledAt), EndedAt: int64(d.EndedAt), Class: string(d.Class), ClassAt: x.classAt,
			NextWhat: d.next.What, NextAt: int64(d.next.At), Doc: c.doc, Home: d.Home, ID: d.ID, Was: was.Seq})
	}
	return q.UpdateDossier(tx.Ctx, UpdateDossierParams{Seq: d.Seq, State: string(d.State), ProcedureName: d.ProcedureName, Field: d.Field, Receiving: d.Receiving, Competent: d.Competent,
		Holder: d.Holder, ReturnAt: d.ReturnAt, Step: d.Step, Officer: d.Officer, IsOpen: d.Open(), FiledAt: int64(d.FiledAt),
		ReceivedAt: int64(d.ReceivedAt), DueAt: int64(d.Due), LateFrom: x.lateFrom, PromisedAt: int64(d.Promised), LimitEnd: int64(d.LimitEnd),
		LetterBy: x.letterBy, ApologyAt: x.apology, SettledAt: int64(d.SettledAt), EndedAt: int64(d.EndedAt), ReturnedAt: int64(d.ReturnedAt),
		Class: string(d.Class), ClassAt: x.classAt, NextWhat: d.next.What, NextAt: int64(d.next.At), Doc: c.doc, Home: d.Home, ID: d.ID, Was: c.before.Seq})
}

// parts writes what stands beside the row: applicant, appointments, consultations,
// books, the filing key.
func (s *Store) parts(tx db.Tx, m Moment, c change) error {
	q, d := New(tx), c.after
	if p, ok := givenApplicant(c.act); ok && c.before.State == None {
		if err := q.InsertApplicant(tx.Ctx, InsertApplicantParams{Home: d.Home, Dossier: d.ID, Name: p.Name, Folded: fold.Fold(p.Name),
			Phone: digits(p.Phone), Email: p.Email, Address: p.Address, IDNo: p.IDNo}); err != nil {
			return fmt.Errorf("dossier: applicant: %w", err)
		}
	}
	for i := len(c.before.Appointments); i < len(d.Appointments); i++ {
		a := d.Appointments[i]
		if err := q.InsertAppointment(tx.Ctx, InsertAppointmentParams{Home: d.Home, Dossier: d.ID, N: int64(i + 1), Kind: string(a.Kind),
			DueAt: int64(a.Due), LimitEnd: int64(a.LimitEnd), MadeAt: int64(a.Made), MadeBy: a.By, Reason: a.Reason}); err != nil {
			return fmt.Errorf("dossier: appointment: %w", err)
		}
	}
	for i, k := range d.Consultations {
		if i < len(c.before.Consultations) && c.before.Consultations[i] == k {
			continue
		}
		if err := q.PutConsultation(tx.Ctx, PutConsultationParams{Home: d.Home, Dossier: d.ID, N: int64(k.N), Office: k.Office,
			LimitAt: int64(k.Limit), AnsweredAt: int64(k.Answered)}); err != nil {
			return fmt.Errorf("dossier: consultation: %w", err)
		}
	}
	for _, p := range d.Parts() {
		if slices.Contains(c.before.Parts(), p) {
			continue
		}
		if err := q.PutPart(tx.Ctx, PutPartParams{Home: d.Home, Dossier: d.ID, Office: p.Office, Since: int64(p.Since)}); err != nil {
			return fmt.Errorf("dossier: part: %w", err)
		}
	}
	if err := books(tx, m, c); err != nil {
		return err
	}
	if f, ok := c.act.(File); ok {
		err := q.InsertFiling(tx.Ctx, InsertFilingParams{Key: f.Key, Home: d.Home, Dossier: d.ID})
		if db.IsUnique(err) {
			return db.ErrStale // the other press of the button won: find its dossier
		}
		return err
	}
	return nil
}

func givenApplicant(act Act) (Applicant, bool) {
	switch a := act.(type) {
	case File:
		return a.Applicant, true
	case Receive:
		if a.Applicant != nil {
			return *a.Applicant, true
		}
	case Refuse:
		if a.Applicant != nil {
			return *a.Applicant, true
		}
	case RequestSupplement:
		if a.Brought != nil {
			return *a.Brought.Applicant, true
		}
	}
	return Applicant{}, false
}

type secretive interface{ Private() any }

// append writes the event; Before and After ride along for followers.
func (s *Store) append(tx db.Tx, m Moment, c change) error {
	e := event.Event{Home: c.after.Home, Kind: "dossier", Subject: c.after.ID, Seq: c.after.Seq, Act: c.act.Name(), Ver: actVersion,
		At: int64(m.Now), Recorded: int64(m.Now), Office: m.Who.Office, Step: c.after.Step, Official: m.Who.Official, Post: m.Who.Post,
		Behalf: m.Who.Behalf, Channel: m.Who.Channel, Request: m.Who.Request, Body: c.body, Before: c.before, After: c.after}
	if p, ok := c.act.(secretive); ok {
		if v := p.Private(); v != nil {
			raw, err := json.Marshal(v)
			if err != nil {
				return fmt.Errorf("dossier: %w", err)
			}
			if string(raw) != "{}" {
				e.Private = string(raw)
			}
		}
	}
	_, err := s.Log.Append(tx, e)
	return err
}
