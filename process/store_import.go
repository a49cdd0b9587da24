package process

import (
	"fmt"

	"motcua/clock"
	"motcua/db"
	"motcua/refusal"
)

// importable holds what a file brings to what is kept: a department that is there, and the
// number after the newest. The first versions of a procedure may begin anywhere, since
// numbers of drafts that were given up elsewhere do not travel.
func (s *Store) importable(tx db.Tx, v Version, now clock.Instant) error {
	if _, known := s.Offices().Office(v.Office); !known {
		return refusal.Rule("PRI-9", "office", "Không có cơ quan "+v.Office+": ghi mã của đơn vị soạn quy trình.")
	}
	rows, err := New(tx).OfCode(tx.Ctx, v.Code)
	had, err := versions(rows, err)
	if err != nil {
		return err
	}
	newest, before := 0, false
	for _, x := range had {
		newest = max(newest, x.No)
		before = before || x.State != Approved || x.Decided != now // those of this very import came with it
	}
	if before && v.No != newest+1 {
		return refusal.Rule("PRI-9", "no", fmt.Sprintf("Quy trình của thủ tục %s tiếp theo phải mang số %d.", v.Code, newest+1))
	}
	return nil
}
