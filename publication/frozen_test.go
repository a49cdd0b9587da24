package publication

import (
	"context"
	"strings"
	"testing"

	"motcua/db"
	"motcua/db/dbtest"
)

// KS-4: files, texts and tasks move one act at a time and are never removed.
func TestKS_4_WhatWasDecidedIsNeitherRewrittenNorRemoved(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		exec := func(q string) error {
			return d.Update(context.Background(), func(tx db.Tx) error { _, err := tx.ExecContext(tx.Ctx, q); return err })
		}
		for _, q := range []string{
			"INSERT INTO publication_file (id, state, office, latest, issued_on, is_late, seq, doc) VALUES ('f', 'signed', 'o', '', '', 0, 4, '{}')",
			"INSERT INTO publication_text (id, ord, seq, doc) VALUES ('t', '', 1, '{}')",
			"INSERT INTO publication_task (id, law, code, state, due, seq, doc) VALUES ('k', 'l', 'c', 'open', '', 1, '{}')",
			"INSERT INTO publication_series (year, n) VALUES (2019, 3)",
		} {
			if err := exec(q); err != nil {
				t.Fatal(err)
			}
		}
		for _, q := range []string{
			`UPDATE publication_file SET doc = '{"signature": {"name": "khác"}}'`, "UPDATE publication_file SET id = 'g', seq = 5", "DELETE FROM publication_file",
			"UPDATE publication_text SET doc = '[]'", "DELETE FROM publication_text", "UPDATE publication_task SET state = 'unchanged'", "DELETE FROM publication_task",
			"UPDATE publication_series SET n = 1", "UPDATE publication_series SET n = 3", "DELETE FROM publication_series",
			"TRUNCATE publication_file", "TRUNCATE publication_text", "TRUNCATE publication_task", "TRUNCATE publication_series",
		} {
			if err := exec(q); err == nil || !strings.Contains(err.Error(), "frozen") && !strings.HasPrefix(q, "TRUNCATE") {
				t.Errorf("%s: %v", q, err)
			}
		}
		for _, q := range []string{"UPDATE publication_file SET doc = '[]', seq = 5", "UPDATE publication_series SET n = 4"} {
			if err := exec(q); err != nil {
				t.Errorf("%s: %v", q, err)
			}
		}
	})
}
