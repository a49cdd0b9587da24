// Package dbtest gives tests of other packages a real, migrated database on each
// engine: a SQLite file in the test's own folder and a PostgreSQL database cloned
// from a template made once for each schema.
//
// Owns no tables. Start at Each.
package dbtest
