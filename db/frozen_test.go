package db_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"motcua/db"
	"motcua/db/dbtest"
)

// strings of the first column.
func texts(t *testing.T, d *db.DB, q string, args ...any) (out []string) {
	t.Helper()
	rows, err := d.Read().QueryContext(context.Background(), q, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

func exec(d *db.DB, q string) error {
	return d.Update(context.Background(), func(tx db.Tx) error { _, err := tx.ExecContext(tx.Ctx, q); return err })
}

// frozen fails unless the statement was stopped by the table's own guard.
func frozen(t *testing.T, d *db.DB, q string) {
	t.Helper()
	if err := exec(d, q); err == nil || !strings.Contains(err.Error(), "is frozen") {
		t.Errorf("%s: %v", q, err)
	}
}

// What is guarded line by line is guarded as a whole too: whatever table is frozen, now
// or by a later migration.
func TestWhatIsFrozenOnPostgreSQLCannotBeEmptied(t *testing.T) {
	d := dbtest.Postgres(t)
	tables := texts(t, d, "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid WHERE proname = 'frozen' ORDER BY 1")
	if len(tables) < 16 {
		t.Fatalf("only %v", tables)
	}
	for _, table := range tables {
		frozen(t, d, "TRUNCATE "+table)
		frozen(t, d, "TRUNCATE "+table+" CASCADE")
	}
}

func TestWhatIsFrozenOnSQLiteCannotBeReplaced(t *testing.T) {
	d := dbtest.SQLite(t)
	tables := texts(t, d, "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_delete' ORDER BY 1")
	if len(tables) < 16 {
		t.Fatalf("only %v", tables)
	}
	for _, table := range tables {
		columns := texts(t, d, "SELECT name FROM pragma_table_info($1) ORDER BY cid", table)
		values := texts(t, d, "SELECT CASE type WHEN 'TEXT' THEN '''' || $1 || '''' ELSE '1' END FROM pragma_table_info($1) ORDER BY cid", table)
		put := fmt.Sprintf("INTO %s (%s) VALUES (%s)", table, strings.Join(columns, ", "), strings.Join(values, ", "))
		if err := exec(d, "INSERT "+put); err != nil {
			t.Fatalf("a first line of %s: %v", table, err)
		}
		frozen(t, d, "INSERT OR REPLACE "+put)
		frozen(t, d, "REPLACE "+put)
		frozen(t, d, "UPDATE "+table+" SET "+columns[0]+" = "+values[0])
		frozen(t, d, "DELETE FROM "+table)
	}
}
