package posting

import (
	"context"

	"motcua/access"
	"motcua/db"
	"motcua/paper"
)

var findings = room[Finding]{kind: kindFinding,
	key:     func(t *Finding) (*string, *int64) { return &t.ID, &t.Seq },
	subject: Finding.Subject,
	read: func(ctx context.Context, on db.DBTX, id string) (int64, string, error) {
		r, err := New(on).FindingByID(ctx, id)
		return r.Seq, r.Doc, err
	},
	insert: func(tx db.Tx, t Finding, doc string) error {
		return New(tx).InsertFinding(tx.Ctx, InsertFindingParams{ID: t.ID, Office: t.Office, State: string(t.State), Sheet: t.Sheet, FoundOn: t.Found.Day(), Seq: t.Seq, Doc: doc})
	},
	update: func(tx db.Tx, t Finding, doc string, was int64) (int64, error) {
		return New(tx).UpdateFinding(tx.Ctx, UpdateFindingParams{ID: t.ID, State: string(t.State), Seq: t.Seq, Doc: doc, Was: was})
	},
}

// Find records what somebody saw at a place, with a photo of it (CK-2, CK-7). The id is
// given by the page.
func (s *Store) Find(ctx context.Context, who access.Who, f Finding, said string, p *paper.PaperFile) (Finding, error) {
	var out Finding
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		was, err := findings.one(tx.Ctx, tx, f.ID)
		if err == nil { // pressed twice
			out = was
			return access.May(who, "find", was.Subject())
		}
		if !missing(err) {
			return err
		}
		at, err := places.one(tx.Ctx, tx, f.Place)
		if err != nil {
			return err
		}
		if err := access.May(who, "find", at.Subject()); err != nil {
			return err
		}
		x := f
		if x.Photo, err = photo(tx, f.ID, p); err != nil {
			return err
		}
		x.By, x.Office = ByOfficial, at.Office
		if x.Sheet, x.Version, err = s.hanging(tx, at.ID, x.Code); err != nil {
			return err
		}
		out, err = do(s, tx, who, doing[Finding]{findings, f.ID, Find{Finding: x, Said: said}, at.Subject()})
		return err
	})
	return out, err
}

// hanging is the sheet of a code at a place; a stale one before the others.
func (s *Store) hanging(tx db.Tx, place, code string) (sheet, version string, err error) {
	open, err := s.openAt(tx.Ctx, tx, place)
	if err != nil {
		return "", "", err
	}
	for _, x := range open[code] {
		if x.Hangs() && (sheet == "" || x.State == Flagged) {
			sheet, version = x.ID, x.Version
		}
	}
	return sheet, version, nil
}

// Report takes in what a passer-by says (CK-6): no account, no name. The mark, if there is
// one, says which sheet; the id is given by the page, which counts tries by address: nobody is
// refused for what he reports.
func (s *Store) Report(ctx context.Context, who access.Who, f Finding, said string, p *paper.PaperFile) (Finding, error) {
	var out Finding
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		was, err := findings.one(tx.Ctx, tx, f.ID)
		if err == nil {
			out = was
			return nil
		}
		if !missing(err) {
			return err
		}
		m, err := s.moment(access.Who{Channel: who.Channel, Request: who.Request})
		if err != nil {
			return err
		}
		x := f
		if x.Photo, err = photo(tx, f.ID, p); err != nil {
			return err
		}
		out, err = carry(s, tx, m, Finding{}, doing[Finding]{room: findings, id: f.ID, act: Report{Finding: x, Said: said}})
		return err
	})
	return out, err
}

// Judge takes a report over, or dismisses a finding with a reason.
func (s *Store) Judge(ctx context.Context, who access.Who, id string, act Act[Finding]) (Finding, error) {
	var out Finding
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		was, err := findings.one(tx.Ctx, tx, id)
		if err != nil {
			return err
		}
		d := doing[Finding]{room: findings, id: id, act: act}
		if _, is := act.(Confirm); !is || !was.Follows() {
			out, err = do(s, tx, who, d)
			return err
		}
		x, err := sheets.one(tx.Ctx, tx, was.Sheet)
		if err != nil {
			return err
		}
		d.act = Confirm{Since: x.Ended}
		if out, err = do(s, tx, who, d); err != nil || x.State != Down {
			return err
		}
		// It came down before anybody looked: it was wrong, until that day.
		m, err := s.moment(who)
		if err != nil {
			return err
		}
		out, err = carry(s, tx, m, out, doing[Finding]{room: findings, id: id, act: Settle{Follows: true, Until: x.Down.Day()}})
		return err
	})
	return out, err
}

// Settle records that a finding was put right, with a photo.
func (s *Store) Settle(ctx context.Context, who access.Who, id, how string, p *paper.PaperFile) (Finding, error) {
	var out Finding
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		was, err := findings.one(tx.Ctx, tx, id)
		if err != nil {
			return err
		}
		if err := access.May(who, "settle", was.Subject()); err != nil {
			return err
		}
		file, err := photo(tx, id, p)
		if err != nil {
			return err
		}
		out, err = do(s, tx, who, doing[Finding]{room: findings, id: id, act: Settle{Photo: file, How: how}})
		return err
	})
	return out, err
}

// Finding gives one finding to somebody who may see it.
func (s *Store) Finding(ctx context.Context, who access.Who, id string) (Finding, error) {
	f, err := findings.one(ctx, s.DB.Read(), id)
	if err != nil {
		return f, err
	}
	return f, access.May(who, access.See, f.Subject())
}
