package publication

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/event"
	"motcua/law"
	"motcua/office"
	"motcua/paper"
	"motcua/procedure"
	"motcua/refusal"
)

// Store keeps files, texts and tasks.
type Store struct {
	DB         *db.DB
	Log        *event.Log
	IDs        *clock.IDs
	Civil      clock.Clock
	Calendar   func() *calendar.Table // the civil one, as it is now
	Procedures *procedure.Store
	Offices    func() *office.Tree
	Staff      func(office, day string, roles ...office.Role) []office.Post
	Official   func(id string) (office.Official, bool)
	Link       func(path string) string // address of a page in a message; nil: none
}

// listMost bounds what one page reads.
const listMost = 1000

// City is the office whose control checks and whose head signs: the Chairman's (KS-4).
func (s *Store) City() string {
	o, _ := s.Offices().City(s.today().String())
	return o.ID
}

func (s *Store) today() calendar.Date { return calendar.DateOf(s.Civil.Now()) }

func (s *Store) moment(who access.Who) (Moment, error) {
	day := s.today().String()
	p, err := law.At(day)
	if err != nil {
		return Moment{}, refusal.Rule("KS-5", "", err.Error())
	}
	return Moment{Now: clock.At(s.Civil.Now()), Who: who, City: s.City(), Today: p, Calendar: s.Calendar(),
		InForce: func(code string) (procedure.Version, bool) { return s.Procedures.InForce(code, day) }, Versions: s.Procedures.Of}, nil
}

// busy finds another file of a procedure that was submitted and is not yet through.
func (s *Store) busy(tx db.Tx, self string) (func(code string) (string, bool), error) {
	by := map[string]string{}
	for _, state := range []State{Checking, Accepted, Signed} {
		rows, err := New(tx).FilesIn(tx.Ctx, FilesInParams{State: string(state), Most: listMost})
		if err != nil {
			return nil, fmt.Errorf("publication: %w", err)
		}
		for _, r := range rows {
			f, err := fileOf(r.Doc, r.Seq)
			if err != nil {
				return nil, err
			}
			for _, x := range f.Items {
				if f.ID != self {
					by[x.Code] = f.Title
				}
			}
		}
	}
	return func(code string) (string, bool) { title, ok := by[code]; return title, ok }, nil
}

// around reads what an act must know beside its file.
func (s *Store) around(tx db.Tx, m *Moment, id string, act Act) (err error) {
	switch act.(type) {
	case Submit:
		if m.Busy, err = s.busy(tx, id); err != nil {
			return err
		}
	case Accept, Sign, Redate:
	default:
		return nil
	}
	m.Listed, err = listed(tx.Ctx, tx)
	return err
}

// Do does an act to a file: permission, rule, row, event, reminders and what follows in
// the catalogue stand in one transaction.
func (s *Store) Do(ctx context.Context, who access.Who, id string, act Act) (File, error) {
	return s.do(ctx, who, id, act, func(db.Tx) error { return nil })
}

// Sign is Do with the signed paper, which was stored but not named: its row is written in the
// transaction of the act, so that neither stands without the other (KS-4).
func (s *Store) Sign(ctx context.Context, who access.Who, id string, act Sign, signed paper.PaperFile) (File, error) {
	act.Signature.File = signed.ID
	return s.do(ctx, who, id, act, paper.Naming(signed))
}

func (s *Store) do(ctx context.Context, who access.Who, id string, act Act, also func(db.Tx) error) (File, error) {
	if _, err := s.Procedures.Refresh(ctx); err != nil {
		return File{}, err
	}
	var out File
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		var err error
		if out, err = s.DoTx(tx, who, id, act); err != nil {
			return err
		}
		return also(tx)
	})
	if err != nil {
		return File{}, err
	}
	_, err = s.Procedures.Refresh(ctx)
	return out, err
}

// DoTx is Do inside a transaction of the caller, who refreshes the catalogue after its
// commit.
func (s *Store) DoTx(tx db.Tx, who access.Who, id string, act Act) (File, error) {
	m, err := s.moment(who)
	if err != nil {
		return File{}, err
	}
	f, err := fileBy(tx, id)
	on := f.Subject()
	if d, begins := act.(Draft); begins && db.IsMissing(err) {
		on, err = access.Subject{Kind: access.KindPublication, ID: d.ID, Holder: who.Office, Competent: m.City}, s.mayDraft(who)
	} else if db.IsMissing(err) {
		err = missing()
	}
	if err != nil {
		return f, err
	}
	if err := access.May(who, act.Name(), on); err != nil {
		return f, err
	}
	if err := s.around(tx, &m, id, act); err != nil {
		return f, err
	}
	next, done, err := Apply(f, m, act)
	if err != nil {
		return f, err
	}
	if x, ok := done.(Sign); ok {
		if done, err = s.publish(tx, who, f, x); err != nil {
			return f, err
		}
		next = done.On(f)
	}
	next.ID, next.Seq = id, f.Seq+1
	if err := keepFile(tx, f, next); err != nil {
		return f, err
	}
	e := event.Event{Kind: kindFile, Subject: id, Seq: next.Seq, Act: done.Name()}
	if err := s.write(tx, m, e, done); err != nil {
		return f, err
	}
	if err := s.remember(tx, next, done); err != nil {
		return f, err
	}
	return next, s.reviews(tx, m, next, done)
}

// mayDraft wants a department: communes and districts publish nothing (KS-4).
func (s *Store) mayDraft(who access.Who) error {
	o, _ := s.Offices().Office(who.Office)
	if o.Kind == office.Department || o.Kind == office.Vertical {
		return nil
	}
	return refusal.Rule("KS-4", "", "Hồ sơ công bố do sở, ban, ngành Thành phố soạn. Đơn vị khác gửi kiến nghị đến sở quản lý lĩnh vực.")
}

// publish draws the number of the decision and carries it out in the catalogue. A number
// that is not the one that was read is taken back with everything else.
func (s *Store) publish(tx db.Tx, who access.Who, f File, x Sign) (Act, error) {
	n, err := New(tx).NextNumber(tx.Ctx, int64(x.Done.At.Time().Year()))
	if err != nil {
		return x, fmt.Errorf("publication: number: %w", err)
	}
	if x.Number != 0 && x.Number != int(n) {
		return x, refusal.Conflict("Số " + two(x.Number) + "/" + x.Symbol + " vừa được cấp cho quyết định khác. Đọc lại rồi ký.")
	}
	x.Number = int(n)
	x.Versions, err = s.Procedures.PublishTx(tx, who, f.Changes(x.On(f).DecisionNumber(), x.From))
	return x, err
}

// Preview is the file as it would stand if it were signed now: with the number, the day and
// the first day in force that the decision to be read and signed says.
func (s *Store) Preview(ctx context.Context, who access.Who, f File) (File, error) {
	m, err := s.moment(who)
	if err != nil {
		return f, err
	}
	if m.Listed, err = listed(ctx, s.DB.Read()); err != nil {
		return f, err
	}
	n, err := New(s.DB.Read()).LastNumber(ctx, int64(m.Now.Time().Year()))
	if err != nil {
		return f, fmt.Errorf("publication: number: %w", err)
	}
	next, _, err := Apply(f, m, Sign{Number: int(n) + 1})
	next.Signed, next.Signature = Done{}, Signature{}
	return next, err
}

// write appends the event of an act with its free words beside it.
func (s *Store) write(tx db.Tx, m Moment, e event.Event, act any) error {
	body, err := json.Marshal(act)
	if err != nil {
		return err
	}
	if said := saidOf(act); said != nil {
		words, err := json.Marshal(said)
		if err != nil {
			return err
		}
		e.Private = string(words)
	}
	w := m.Who
	e.Home, e.Ver, e.At, e.Recorded, e.Body = event.Directory, 1, int64(m.Now), int64(m.Now), string(body)
	e.Office, e.Official, e.Post, e.Behalf, e.Channel, e.Request = w.Office, w.Official, w.Post, w.Behalf, w.Channel, w.Request
	_, err = s.Log.Append(tx, e)
	return err
}

func missing() error {
	return refusal.Missing("Không tìm thấy hồ sơ công bố này, hoặc hồ sơ không thuộc phạm vi của ông/bà.")
}

func fileBy(tx db.Tx, id string) (File, error) {
	r, err := New(tx).FileByID(tx.Ctx, id)
	if err != nil {
		return File{ID: id}, err
	}
	return fileOf(r.Doc, r.Seq)
}

func fileOf(doc string, seq int64) (File, error) {
	var f File
	if err := json.Unmarshal([]byte(doc), &f); err != nil {
		return f, fmt.Errorf("publication: stored file: %w", err)
	}
	f.Seq = seq
	return f, nil
}

// keepFile writes the row; somebody who was faster makes the transaction run again.
func keepFile(tx db.Tx, was, f File) error {
	doc, err := json.Marshal(f)
	if err != nil {
		return err
	}
	issued, late := "", int64(0)
	if day := f.Decided(); !day.IsZero() {
		issued = calendar.DateOf(day).String()
	}
	if f.Late > 0 {
		late = 1
	}
	q := New(tx)
	if was.Seq == 0 {
		err := q.InsertFile(tx.Ctx, InsertFileParams{ID: f.ID, State: string(f.State), Office: f.Office, Latest: f.Latest.Day, IssuedOn: issued, IsLate: late, Seq: f.Seq, Doc: string(doc)})
		if db.IsUnique(err) {
			return db.ErrStale
		}
		return err
	}
	n, err := q.UpdateFile(tx.Ctx, UpdateFileParams{ID: f.ID, State: string(f.State), Latest: f.Latest.Day, IssuedOn: issued, IsLate: late, Seq: f.Seq, Doc: string(doc), Was: was.Seq})
	if err == nil && n == 0 {
		return db.ErrStale
	}
	return err
}
