package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Engine names the database program behind a DB.
type Engine string

// The two engines.
const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

// DBTX is what sqlc's generated queries run on.
type DBTX interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	PrepareContext(context.Context, string) (*sql.Stmt, error)
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

// Tx is one change in progress. Ctx is the context its statements run under: it
// belongs to the commit, not to the caller, so that a caller who goes away
// cannot tear a commit shared with others.
type Tx struct {
	DBTX
	Ctx context.Context
}

// DB is an open database.
type DB struct {
	engine Engine
	url    string
	path   string // SQLite file
	lite   *committer
	read   *sql.DB
	reader DBTX       // read with statements prepared once
	stmts  *stmtCache // SQLite only: pgx keeps its own
	pool   *pgxpool.Pool
	write  *sql.DB // PostgreSQL: read and write share it
	stats  Stats
	still  bool // a view of one moment (Still)
}

// ErrStale tells Update that a row was changed by somebody else between reading
// and claiming it; the closure is run again on fresh data.
var ErrStale = errors.New("db: row changed meanwhile")

// Open opens (and for SQLite creates) the database at rawurl:
// sqlite:///absolute/or/./relative/path, or postgres://….
// It does not migrate.
func Open(ctx context.Context, rawurl string) (*DB, error) {
	switch {
	case strings.HasPrefix(rawurl, "sqlite://"):
		path := strings.TrimPrefix(rawurl, "sqlite://")
		// sqlite:///./var/x.db and sqlite:///var/x.db both read as people mean them.
		if strings.HasPrefix(path, "/./") {
			path = path[1:]
		}
		return openSQLite(ctx, rawurl, path)
	case strings.HasPrefix(rawurl, "postgres://"), strings.HasPrefix(rawurl, "postgresql://"):
		return openPostgres(ctx, rawurl)
	case rawurl == "":
		return nil, errors.New("db: no database named; set MOTCUA_DB to sqlite:///path/to/file.db or postgres://…")
	case !strings.Contains(rawurl, "://"):
		return openSQLite(ctx, "sqlite://"+rawurl, rawurl)
	}
	u, err := url.Parse(rawurl)
	scheme := "?"
	if err == nil {
		scheme = u.Scheme
	}
	return nil, fmt.Errorf("db: cannot use %q; MOTCUA_DB must begin with sqlite:// or postgres://", scheme)
}

// Describe names the engine and its version as it gives it, for people who run it.
func (d *DB) Describe(ctx context.Context) (string, error) {
	ask := "SELECT 'SQLite ' || sqlite_version()"
	if d.engine == Postgres {
		ask = "SELECT version()"
	}
	var name string
	err := d.read.QueryRowContext(ctx, ask).Scan(&name)
	return name, err
}

// Engine says which engine runs. Only db, job, migrations' tests and cmd may ask.
func (d *DB) Engine() Engine { return d.engine }

// Path is the SQLite file, or "" on PostgreSQL.
func (d *DB) Path() string { return d.path }

// Pool is the PostgreSQL pool, for River; nil on SQLite.
func (d *DB) Pool() *pgxpool.Pool { return d.pool }

// Read gives a handle for queries outside a change.
func (d *DB) Read() DBTX { return d.reader }

// Close waits for changes in progress and closes the database.
func (d *DB) Close() error {
	if d.lite != nil {
		d.lite.close()
	}
	if d.stmts != nil {
		d.stmts.close()
	}
	err := d.read.Close()
	if d.pool != nil {
		d.pool.Close()
	}
	return err
}

// Then runs the further steps of a transaction whose first part gave err; the first error
// ends it.
func Then(tx Tx, err error, steps ...func(Tx) error) error {
	for _, step := range steps {
		if err != nil {
			return err
		}
		err = step(tx)
	}
	return err
}

// Update runs fn in one durable transaction and returns after the commit. An
// error of fn undoes what fn did and is returned as it is. fn must use tx.Ctx,
// may be run again, and must have no effect outside tx.
func (d *DB) Update(ctx context.Context, fn func(tx Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	switch {
	case d.still:
		return errStill
	case d.lite != nil:
		return d.lite.update(fn)
	}
	return d.updatePostgres(fn)
}

// Ping checks that the database answers; /readyz asks.
func (d *DB) Ping(ctx context.Context) error {
	var one int
	return d.reader.QueryRowContext(ctx, "SELECT 1").Scan(&one)
}

// Stats counts commits and the changes they carried: the ratio is the group
// commit at work.
func (d *DB) Stats() (changes, commits int64) {
	return d.stats.changes.Load(), d.stats.commits.Load()
}

func ensureFolder(path string) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("db: cannot make the folder of the database: %w; choose another with MOTCUA_DB or MOTCUA_DATA", err)
	}
	return nil
}
