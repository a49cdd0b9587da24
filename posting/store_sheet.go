package posting

import (
	"context"
	"fmt"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
	"motcua/duty"
	"motcua/paper"
	"motcua/refusal"
)

var sheets = room[Sheet]{kind: kindSheet,
	key:     func(t *Sheet) (*string, *int64) { return &t.ID, &t.Seq },
	subject: Sheet.Subject,
	read: func(ctx context.Context, on db.DBTX, id string) (int64, string, error) {
		r, err := New(on).SheetByID(ctx, id)
		return r.Seq, r.Doc, err
	},
	insert: func(tx db.Tx, t Sheet, doc string) error {
		return New(tx).InsertSheet(tx.Ctx, InsertSheetParams{ID: t.ID, Place: t.Place, Office: t.Office, Code: t.Code, Version: t.Version, State: string(t.State), Seq: t.Seq, Doc: doc})
	},
	update: func(tx db.Tx, t Sheet, doc string, was int64) (int64, error) {
		return New(tx).UpdateSheet(tx.Ctx, UpdateSheetParams{ID: t.ID, Place: t.Place, Office: t.Office, Version: t.Version, State: string(t.State), Seq: t.Seq, Doc: doc, Was: was})
	},
}

// Post records that the versions in force of these codes hang at a place, with one photo of
// it; a sheet that was asked for is thereby done. All or none.
func (s *Store) Post(ctx context.Context, who access.Who, place string, codes []string, p *paper.PaperFile) ([]Sheet, error) {
	if len(codes) == 0 {
		return nil, refusal.Rule("CK-7", "codes", "Chọn ít nhất một thủ tục đã treo.")
	}
	if _, err := s.Procedures.Refresh(ctx); err != nil {
		return nil, err
	}
	var out []Sheet
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		out = nil
		at, err := places.one(tx.Ctx, tx, place)
		if err != nil {
			return err
		}
		if err := access.May(who, "post", at.Subject()); err != nil {
			return err
		}
		if at, err = s.hold(tx, place); err != nil {
			return err
		}
		file, err := photo(tx, at.ID, p)
		if err != nil {
			return err
		}
		open, err := s.openAt(tx.Ctx, tx, at.ID)
		if err != nil {
			return err
		}
		for _, code := range codes {
			x, err := s.post(tx, who, open[code], Post{Place: at, Code: code, Photo: file})
			if err != nil {
				return err
			}
			out = append(out, x)
		}
		return nil
	})
	return out, err
}

// post hangs one version: the sheet that was asked for, or a new one.
func (s *Store) post(tx db.Tx, who access.Who, there []Sheet, act Post) (Sheet, error) {
	v, _ := s.Procedures.InForce(act.Code, s.Today())
	act.Sheet.ID = s.IDs.New()
	d := doing[Sheet]{room: sheets, id: act.Sheet.ID, act: act, new: act.Place.Subject()}
	for _, x := range there {
		if x.Version != v.ID {
			continue
		}
		if x.State != Wanted {
			return x, refusal.Rule("CK-7", "codes", "Thủ tục "+act.Code+" đã được ghi nhận treo tại đây. Bỏ chọn thủ tục này.")
		}
		d.id, d.new = x.ID, access.Subject{}
	}
	out, err := do(s, tx, who, d)
	if err != nil {
		return out, err
	}
	if err := s.soon(tx, out); err != nil {
		return out, err
	}
	return out, s.settled(tx, who, out)
}

// soon sets the day the sheet is looked at again when its version already has a last day.
func (s *Store) soon(tx db.Tx, x Sheet) error {
	for _, v := range s.Procedures.Of(x.Code) {
		if v.ID == x.Version && v.ValidTo != "" {
			return s.turn(tx, x.Code, plus(v.ValidTo, 1))
		}
	}
	return nil
}

// TakeDown records that a sheet came down.
func (s *Store) TakeDown(ctx context.Context, who access.Who, id string, p *paper.PaperFile) (Sheet, error) {
	if _, err := s.Procedures.Refresh(ctx); err != nil {
		return Sheet{}, err
	}
	return s.onSheet(ctx, who, id, p, func(file string) Act[Sheet] { return TakeDown{Photo: file} })
}

// Check records that somebody else looked and the sheet is right (CK-7).
func (s *Store) Check(ctx context.Context, who access.Who, id string, p *paper.PaperFile) (Sheet, error) {
	return s.onSheet(ctx, who, id, p, func(file string) Act[Sheet] { return Check{Photo: file} })
}

func (s *Store) onSheet(ctx context.Context, who access.Who, id string, p *paper.PaperFile, act func(photo string) Act[Sheet]) (Sheet, error) {
	var out Sheet
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		was, err := sheets.one(tx.Ctx, tx, id)
		if err != nil {
			return err
		}
		if err := access.May(who, act("").Name(), was.Subject()); err != nil {
			return err
		}
		file, err := photo(tx, was.Place, p)
		if err != nil {
			return err
		}
		if out, err = do(s, tx, who, doing[Sheet]{room: sheets, id: id, act: act(file)}); err != nil {
			return err
		}
		if out.State != Down {
			return nil
		}
		if err := s.settled(tx, who, out); err != nil {
			return err
		}
		return s.again(tx, out)
	})
	return out, err
}

// settled ends what waits for a sheet that was posted, came down or lapsed: its clock, and
// the findings that follow it. What people reported waits for people.
func (s *Store) settled(tx db.Tx, who access.Who, x Sheet) error {
	if err := duty.Cancel(tx, x.ID, overdueKind, s.Civil.Now()); err != nil {
		return err
	}
	rows, err := New(tx).FindingsOfSheet(tx.Ctx, x.ID)
	if err != nil {
		return fmt.Errorf("posting: %w", err)
	}
	m, err := s.moment(who)
	if err != nil {
		return err
	}
	for _, r := range rows {
		f, err := findings.of(r.Seq, r.Doc)
		if err != nil {
			return err
		}
		if f.State != Open || !f.Follows() || x.State == Hanging && f.Wrong != Absent {
			continue
		}
		act := Act[Finding](Settle{Follows: true})
		if x.State == Lapsed {
			act = Overtake{Until: s.over(x)}
		}
		if _, err := carry(s, tx, m, f, doing[Finding]{room: findings, id: f.ID, act: act}); err != nil {
			return err
		}
	}
	return nil
}

// lapse ends the task of a sheet that need not be posted any more.
func (s *Store) lapse(tx db.Tx, who access.Who, x Sheet) (Sheet, error) {
	out, err := do(s, tx, who, doing[Sheet]{room: sheets, id: x.ID, act: Lapse{}})
	if err != nil {
		return out, err
	}
	return out, s.settled(tx, who, out)
}

// openAt are the sheets that hang or are asked for at a place, by code.
func (s *Store) openAt(ctx context.Context, on db.DBTX, place string) (map[string][]Sheet, error) {
	rows, err := New(on).SheetsAt(ctx, SheetsAtParams{Place: place, Most: listMost})
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	out := map[string][]Sheet{}
	for _, r := range rows {
		x, err := sheets.of(r.Seq, r.Doc)
		if err != nil {
			return nil, err
		}
		out[x.Code] = append(out[x.Code], x)
	}
	return out, nil
}

// At lists what hangs and what is asked for at a place, by code.
func (s *Store) At(ctx context.Context, who access.Who, p Place) ([]Sheet, error) {
	if err := access.May(who, access.See, p.Subject()); err != nil {
		return nil, err
	}
	rows, err := New(s.DB.Read()).SheetsAt(ctx, SheetsAtParams{Place: p.ID, Most: listMost})
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	out := make([]Sheet, len(rows))
	for i, r := range rows {
		if out[i], err = sheets.of(r.Seq, r.Doc); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Gone lists the newest sheets that came down at a place.
func (s *Store) Gone(ctx context.Context, who access.Who, p Place, most int) ([]Sheet, error) {
	if err := access.May(who, access.See, p.Subject()); err != nil {
		return nil, err
	}
	rows, err := New(s.DB.Read()).HistoryAt(ctx, HistoryAtParams{Place: p.ID, Most: int32(most)})
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	out := make([]Sheet, len(rows))
	for i, r := range rows {
		if out[i], err = sheets.of(r.Seq, r.Doc); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Sheet gives one sheet to somebody who may see it.
func (s *Store) Sheet(ctx context.Context, who access.Who, id string) (Sheet, error) {
	x, err := sheets.one(ctx, s.DB.Read(), id)
	if err != nil {
		return x, err
	}
	return x, access.May(who, access.See, x.Subject())
}

// Tasks are what an office has to take down and to post.
func (s *Store) Tasks(ctx context.Context, who access.Who, of string) ([]Sheet, error) {
	if err := access.May(who, access.See, s.Of(of)); err != nil {
		return nil, err
	}
	rows, err := New(s.DB.Read()).TasksOf(ctx, TasksOfParams{Offices: s.family(of), Most: listMost})
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	out := make([]Sheet, len(rows))
	for i, r := range rows {
		if out[i], err = sheets.of(r.Seq, r.Doc); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Unposted are the codes an office receives that hang nowhere in it. A screen shows them all:
// a suitable electronic form is posting too (CK-1).
func (s *Store) Unposted(ctx context.Context, who access.Who, of string) ([]string, error) {
	if err := access.May(who, access.See, s.Of(of)); err != nil {
		return nil, err
	}
	up, err := New(s.DB.Read()).CodesPosted(ctx, s.family(of))
	if err != nil {
		return nil, fmt.Errorf("posting: %w", err)
	}
	places, err := s.PlacesOf(ctx, who, of)
	if err != nil {
		return nil, err
	}
	for _, p := range places {
		if p.Open() && p.Kind == Screen {
			return nil, nil
		}
	}
	posted := map[string]bool{}
	for _, code := range up {
		posted[code] = true
	}
	var out []string
	for _, v := range Received(s.Offices(), of, s.Procedures.All(), s.Today()) {
		if !posted[v.Code] {
			out = append(out, v.Code)
		}
	}
	return out, nil
}

// Marked is the sheet of a mark that names a place, if it hangs there on record.
func (s *Store) Marked(ctx context.Context, m Mark) (Sheet, bool, error) {
	p, ok, err := s.PlaceNo(ctx, m.Place)
	if err != nil || !ok {
		return Sheet{}, false, err
	}
	open, err := s.openAt(ctx, s.DB.Read(), p.ID)
	if err != nil {
		return Sheet{}, false, err
	}
	for _, x := range open[m.Code] {
		if x.No == m.No && x.Hangs() {
			return x, true, nil
		}
	}
	return Sheet{}, false, nil
}

func (s *Store) now() clock.Instant { return clock.At(s.Civil.Now()) }
