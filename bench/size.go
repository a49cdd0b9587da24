package main

import (
	"database/sql"
	"fmt"
	"path/filepath"
)

// size is what a side has kept: with the number of cases it shows that the floor does
// the durable work of the product, and no more of it.
type size struct{ rows, bytes int64 }

// measureSize reads the one database in the folder of a side.
func measureSize(dir string) (size, error) {
	var out size
	found, err := filepath.Glob(filepath.Join(dir, "*.db"))
	if err != nil || len(found) != 1 {
		return out, fmt.Errorf("bench: %d databases in %s: %w", len(found), dir, err)
	}
	db, err := sql.Open("sqlite", "file:"+found[0]+"?_pragma=busy_timeout(15000)&_pragma=query_only(1)")
	if err != nil {
		return out, err
	}
	defer db.Close()
	if err := db.QueryRow("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()").Scan(&out.bytes); err != nil {
		return out, err
	}
	rows, err := db.Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
	if err != nil {
		return out, err
	}
	defer rows.Close()
	var tables []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return out, err
		}
		tables = append(tables, name)
	}
	if err := rows.Err(); err != nil {
		return out, err
	}
	for _, name := range tables {
		var n int64
		if err := db.QueryRow("SELECT count(*) FROM " + name).Scan(&n); err != nil {
			return out, err
		}
		out.rows += n
	}
	return out, nil
}
