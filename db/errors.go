package db

import (
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
)

// The engines' own numbers for what a caller may want to know.
const (
	liteUnique     = 2067
	litePrimaryKey = 1555
	liteForeignKey = 787
	liteTrigger    = 1811
	liteBusy       = 5
)

// IsUnique reports that a row with that key is already there.
func IsUnique(err error) bool {
	if c, ok := liteCode(err); ok {
		return c == liteUnique || c == litePrimaryKey
	}
	return pgState(err) == "23505"
}

// IsForeign reports that a row refers to one that is not there.
func IsForeign(err error) bool {
	if c, ok := liteCode(err); ok {
		return c == liteForeignKey
	}
	return pgState(err) == "23503"
}

// IsFrozen reports that a trigger refused to change what cannot be changed.
func IsFrozen(err error) bool {
	if c, ok := liteCode(err); ok {
		return c == liteTrigger
	}
	return pgState(err) == "P0001"
}

// IsMissing reports that no row was found.
func IsMissing(err error) bool { return errors.Is(err, sql.ErrNoRows) }

func again(err error) bool {
	if c, ok := liteCode(err); ok {
		return c&0xff == liteBusy
	}
	s := pgState(err)
	return s == "40001" || s == "40P01"
}

func liteCode(err error) (int, bool) {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code(), true
	}
	return 0, false
}

func pgState(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
