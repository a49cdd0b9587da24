package almanac_test

import (
	"testing"

	"motcua/calendar"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
)

// BenchmarkRecount is the count of a change over open dossiers as the program does it:
// rows read from SQLite in the order of their keys, decoded, and each date counted by
// both calendars. The rows are one dossier's, written many times under other keys.
func BenchmarkRecount(b *testing.B) {
	const rows = 20_000
	c, s := joined(b, dbtest.SQLite(b))
	c.In(dossier.InProcess, fiveDays)
	err := c.DB.Update(b.Context(), func(tx db.Tx) error {
		_, err := tx.ExecContext(tx.Ctx, `INSERT INTO dossier
			SELECT home, printf('%s-%07d', id, n), printf('%s-%07d', code, n), printf('%s-%07d', token, n), seq, state, procedure, procedure_name, field, channel, receiving, competent,
				holder, return_at, step, officer, person, is_open, filed_at, received_at, due_at, late_from, promised_at, limit_end, letter_by, apology_at, settled_at, ended_at, returned_at,
				class, class_at, next_what, next_at, json_set(doc, '$.id', printf('%s-%07d', id, n))
			FROM dossier, (WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < ?) SELECT n FROM i)`, rows)
		return err
	})
	fine(b, err)
	after, err := calendar.Civil().Amend("1", []byte("off 2019-06-07 closed Bão"))
	fine(b, err)
	reach := dossier.Running{DueFrom: 1, ReceivedUntil: 1<<63 - 1}
	if n, err := c.Dossiers.CountRunning(b.Context(), reach); err != nil || n != rows+1 {
		b.Fatalf("%d rows, %v", n, err)
	}
	before := s.Of(c.Ward)
	seen, moved := 0, 0
	for b.Loop() {
		for at := (dossier.Key{}); ; {
			list, err := c.Dossiers.NextRunning(b.Context(), reach, at, 1000)
			fine(b, err)
			for _, d := range list {
				if _, ok := dossier.Shift(d, before, after); ok {
					moved++
				}
			}
			if seen += len(list); len(list) < 1000 {
				break
			}
			at = dossier.Key{Home: list[len(list)-1].Home, ID: list[len(list)-1].ID}
		}
	}
	if moved != seen {
		b.Fatalf("%d of %d moved", moved, seen)
	}
	b.ReportMetric(float64(seen)/b.Elapsed().Seconds(), "dossiers/s")
}
