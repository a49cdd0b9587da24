package db

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	pgConnsMost  = 24
	pgTriesMost  = 5
	pgTxDeadline = 30 * time.Second // wall time after which a change is given up
)

func openPostgres(ctx context.Context, rawurl string) (*DB, error) {
	cfg, err := pgxpool.ParseConfig(rawurl)
	if err != nil {
		return nil, fmt.Errorf("db: the address of PostgreSQL cannot be read: %w; MOTCUA_DB looks like postgres://user:password@host:5432/name", err)
	}
	if cfg.MaxConns < pgConnsMost {
		cfg.MaxConns = pgConnsMost
	}
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("db: %w", err)
	}
	sdb := stdlib.OpenDBFromPool(pool)
	d := &DB{engine: Postgres, url: rawurl, read: sdb, write: sdb, pool: pool, reader: sdb}
	if err := sdb.PingContext(ctx); err != nil {
		d.Close()
		return nil, fmt.Errorf("db: PostgreSQL does not answer: %w; start it, or name another with MOTCUA_DB", err)
	}
	return d, nil
}

// updatePostgres runs fn at READ COMMITTED. PostgreSQL groups commits by itself;
// a serialization failure, a deadlock or a row changed meanwhile runs the whole
// closure again on fresh data.
func (d *DB) updatePostgres(fn func(Tx) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), pgTxDeadline)
	defer cancel()
	for n := 1; ; n++ {
		err := d.oncePostgres(ctx, fn)
		if err == nil {
			return nil
		}
		if n >= pgTriesMost || !(errors.Is(err, ErrStale) || again(err)) {
			return err
		}
		backoff(n)
	}
}

func (d *DB) oncePostgres(ctx context.Context, fn func(Tx) error) error {
	tx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("db: begin: %w", err)
	}
	if err := call(fn, Tx{DBTX: tx, Ctx: ctx}); err != nil {
		_ = tx.Rollback()
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("db: commit: %w", err)
	}
	d.stats.commits.Add(1)
	d.stats.changes.Add(1)
	return nil
}
