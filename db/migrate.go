package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"syscall"

	"motcua/migrations"

	"github.com/jackc/pgx/v5"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
)

// Migrate brings the schema up to date, River's tables included, and says how
// many of our migrations it applied. Several processes may start at once: one
// works, the others wait under the same lock and find nothing left to do.
func (d *DB) Migrate(ctx context.Context) (applied int, err error) {
	if d.engine == SQLite {
		return d.migrateSQLite(ctx)
	}
	return d.migratePostgres(ctx)
}

func (d *DB) migrateSQLite(ctx context.Context) (int, error) {
	// SQLite has no session lock, so the processes queue at a file beside it.
	f, err := os.OpenFile(d.path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return 0, fmt.Errorf("db: cannot lock for migration: %w", err)
	}
	defer f.Close()
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		return 0, fmt.Errorf("db: cannot lock for migration: %w", err)
	}
	own, err := sql.Open("sqlite", liteDSN(d.path, "&_pragma=journal_mode(WAL)&_txlock=immediate"))
	if err != nil {
		return 0, err
	}
	defer own.Close()
	own.SetMaxOpenConns(1)
	n, err := up(ctx, goose.DialectSQLite3, own, "sqlite")
	if err != nil {
		return n, err
	}
	m, err := rivermigrate.New(riversqlite.New(own), nil)
	if err != nil {
		return n, fmt.Errorf("db: %w", err)
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return n, fmt.Errorf("db: migrating the job tables: %w", err)
	}
	return n, nil
}

func (d *DB) migratePostgres(ctx context.Context) (int, error) {
	// A role that may only read and write rows starts on a schema that is up to date.
	if done, err := d.upToDate(ctx); err == nil && done {
		return 0, nil
	}
	l, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
	if err != nil {
		return 0, err
	}
	conn, err := d.write.Conn(ctx)
	if err != nil {
		return 0, fmt.Errorf("db: %w", err)
	}
	defer conn.Close()
	if err := l.SessionLock(ctx, conn); err != nil {
		return 0, fmt.Errorf("db: another process has been migrating for five minutes: %w", err)
	}
	defer l.SessionUnlock(context.WithoutCancel(ctx), conn)
	n, err := up(ctx, goose.DialectPostgres, d.write, "postgres")
	if err != nil {
		return n, err
	}
	m, err := rivermigrate.New(riverpgxv5.New(d.pool), nil)
	if err != nil {
		return n, fmt.Errorf("db: %w", err)
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return n, fmt.Errorf("db: migrating the job tables: %w", err)
	}
	return n, nil
}

// upToDate reports whether our tables and River's are those of this program.
func (d *DB) upToDate(ctx context.Context) (bool, error) {
	ours, err := d.Migrated(ctx)
	if err != nil || !ours {
		return false, err
	}
	m, err := rivermigrate.New(riverpgxv5.New(d.pool), nil)
	if err != nil {
		return false, err
	}
	res, err := m.Validate(ctx, nil)
	return err == nil && res.OK, err
}

// Grant lets role read and write rows of every table, and nothing else: no table is its
// own, so it can neither change one nor switch off what guards the event log. The role
// that migrates is the one to call it; PostgreSQL only.
func (d *DB) Grant(ctx context.Context, role string) error {
	if d.engine != Postgres {
		return errors.New("db: SQLite has no roles; the rights of its file are those of the folder")
	}
	name := pgx.Identifier{role}.Sanitize()
	for _, q := range []string{
		"GRANT USAGE ON SCHEMA public TO ",
		"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ",
		"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ",
		"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ",
		"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ",
	} {
		if _, err := d.write.ExecContext(ctx, q+name); err != nil {
			return fmt.Errorf("db: the rights of role %s: %w; create it first: CREATE ROLE %s LOGIN PASSWORD '…'", role, err, name)
		}
	}
	return nil
}

func up(ctx context.Context, dialect goose.Dialect, on *sql.DB, engine string) (int, error) {
	fsys, err := migrations.For(engine)
	if err != nil {
		return 0, err
	}
	p, err := goose.NewProvider(dialect, on, fsys)
	if err != nil {
		return 0, fmt.Errorf("db: the migrations of this program cannot be read: %w", err)
	}
	done, err := p.Up(ctx)
	if err != nil {
		return len(done), fmt.Errorf("db: migration failed, nothing of it was applied: %w", err)
	}
	return len(done), nil
}

// Migrated reports whether the schema is the one this program was built with.
func (d *DB) Migrated(ctx context.Context) (bool, error) {
	dialect, engine := goose.DialectSQLite3, "sqlite"
	if d.engine == Postgres {
		dialect, engine = goose.DialectPostgres, "postgres"
	}
	fsys, err := migrations.For(engine)
	if err != nil {
		return false, err
	}
	on := d.write
	if d.engine == SQLite {
		// The committer holds the only writing connection: look through another.
		own, err := sql.Open("sqlite", liteDSN(d.path, ""))
		if err != nil {
			return false, err
		}
		defer own.Close()
		on = own
	}
	p, err := goose.NewProvider(dialect, on, fsys)
	if err != nil {
		return false, err
	}
	pending, err := p.HasPending(ctx)
	return !pending, err
}
