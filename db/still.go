package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

var errStill = errors.New("db: a still view is for reading")

// Still runs fn on a view of the database as it stands at one moment: whatever is committed
// meanwhile does not show in it, so that two reads cannot contradict each other. The view
// only reads; a view of a view is the same one. fn must not keep it.
func (d *DB) Still(ctx context.Context, fn func(view *DB) error) error {
	if d.still {
		return fn(d)
	}
	how := &sql.TxOptions{ReadOnly: true} // SQLite's snapshot begins with the first read
	if d.engine == Postgres {
		how.Isolation = sql.LevelRepeatableRead
	}
	tx, err := d.read.BeginTx(ctx, how)
	if err != nil {
		return fmt.Errorf("db: begin: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	return fn(&DB{engine: d.engine, url: d.url, path: d.path, read: d.read, reader: tx, still: true})
}
