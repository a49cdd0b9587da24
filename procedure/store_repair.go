package procedure

import (
	"context"
	"fmt"

	"motcua/access"
	"motcua/db"
	"motcua/procedure/reading"
)

// Repair gives every stored version whose last day stands before its first one that first
// day as its last, and names what it did. A version in force for no day cannot be what a
// decision said, and dossiers received under it keep it; the log says who mended it.
func (s *Store) Repair(ctx context.Context, who access.Who) (mended []string, err error) {
	if err := access.May(who, "import", s.subject()); err != nil {
		return nil, err
	}
	err = s.db.Update(ctx, func(tx db.Tx) error {
		mended, err = s.repair(tx, who)
		return err
	})
	if err != nil {
		return nil, err
	}
	return mended, s.load(ctx)
}

func (s *Store) repair(tx db.Tx, who access.Who) (mended []string, err error) {
	rows, err := New(tx).Versions(tx.Ctx)
	if err != nil {
		return nil, fmt.Errorf("procedure: %w", err)
	}
	var made change
	for _, r := range rows {
		if r.ValidTo == "" || r.ValidTo >= r.ValidFrom {
			continue
		}
		var kept record
		if err := reading.Strict([]byte(r.Body), &kept); err != nil {
			continue // named by Broken
		}
		whole, err := endRow(tx, r, Version{ValidTo: r.ValidFrom, EndedBy: kept.EndedBy})
		if err != nil {
			return nil, err
		}
		made.Mend = append(made.Mend, loggedOf(whole))
		mended = append(mended, fmt.Sprintf("%s, phiên bản %d: ngày cuối còn hiệu lực %s sửa thành %s", r.Code, r.No, civilDay(r.ValidTo), civilDay(r.ValidFrom)))
	}
	if len(mended) == 0 {
		return nil, nil
	}
	if err := New(tx).Touch(tx.Ctx); err != nil {
		return nil, fmt.Errorf("procedure: %w", err)
	}
	return mended, s.note(tx, who, "repair", made)
}
