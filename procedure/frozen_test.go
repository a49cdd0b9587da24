package procedure

import (
	"context"
	"strings"
	"testing"

	"motcua/db"
	"motcua/db/dbtest"
)

// KS-9: what was published can be neither changed nor removed, not past the program either;
// a last day is all a version still gets.
func TestKS_9_APublishedVersionIsFrozen(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, vs := furnished(t, d)
		exec := func(q string) error {
			return d.Update(context.Background(), func(tx db.Tx) error { _, err := tx.ExecContext(tx.Ctx, q); return err })
		}
		code := "'" + vs[0].Code + "'"
		for _, q := range []string{
			"UPDATE procedure_version SET body = replace(body, 'a', 'b') WHERE code = " + code,
			"UPDATE procedure_version SET valid_to = '2019-06-30' WHERE code = " + code,
			"UPDATE procedure_version SET valid_from = '2018-01-01' WHERE code = " + code,
			"UPDATE procedure_version SET no = 9 WHERE code = " + code,
			"UPDATE procedure_version SET code = '9.000009' WHERE code = " + code,
			"DELETE FROM procedure_version WHERE code = " + code,
			"DELETE FROM procedure_version",
			"TRUNCATE procedure_version", // SQLite knows no such word
		} {
			if err := exec(q); err == nil || !strings.Contains(err.Error(), "frozen") && !strings.HasPrefix(q, "TRUNCATE") {
				t.Errorf("%s: %v", q, err)
			}
		}
		a, _ := s.InForce(vs[0].Code, "2019-06-03")
		if err := carriedOut(s, d, Publication{Code: a.Code, Ends: a.ID, LastDay: "2019-06-30", By: "1/QĐ"}); err != nil {
			t.Fatalf("the last day: %v", err)
		}
		if err := exec("UPDATE procedure_version SET valid_to = '2020-06-30', body = replace(body, '2019-06-30', '2020-06-30') WHERE code = " + code); err == nil {
			t.Error("a last day is moved")
		}
	})
}
