// Package db opens the database, migrates it and runs transactions. It is the
// only package that knows which engine runs (with job, which hands the same
// connection to River).
//
// Everybody else calls Update for a change, Read for a look, and Still for several looks at
// one moment. A closure given
// to Update may run more than once and under another caller's commit, so it has
// no effect outside its Tx. Nobody is answered before the commit is on disk.
//
// Tables: none of its own. Start at Open, then sqlite.go (the committer) and
// postgres.go.
package db
