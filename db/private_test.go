package db_test

import (
	"context"
	"database/sql"
	"os"
	process "os/exec"
	"path/filepath"
	"strings"
	"testing"

	"motcua/db"
)

// The file holds personal data, wherever its name leads.
func TestADatabaseIsItsOwnersAlone(t *testing.T) {
	plain := filepath.Join(t.TempDir(), "m.db")
	target, link := filepath.Join(t.TempDir(), "disk.db"), filepath.Join(t.TempDir(), "m.db")
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	for path, file := range map[string]string{plain: plain, link: target} {
		d, err := db.Open(context.Background(), "sqlite://"+path)
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		if _, err := d.Migrate(context.Background()); err != nil {
			t.Fatal(err)
		}
		for _, suffix := range []string{"", "-wal", "-shm"} {
			info, err := os.Stat(file + suffix)
			if err != nil || info.Mode().Perm()&0o077 != 0 {
				t.Errorf("%s: %v %v", file+suffix, info.Mode(), err)
			}
		}
	}
}

// Opening a database a second time leaves the locks of the first alone: another process
// that wants to write in between is refused.
func TestOpeningAgainDropsNoLock(t *testing.T) {
	const asked = "MOTCUA_TEST_WRITE_TO"
	if path := os.Getenv(asked); path != "" { // the other process
		other, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(200)")
		if err == nil {
			_, err = other.Exec("CREATE TABLE intruder (id INTEGER)")
		}
		if err == nil {
			t.Fatal("wrote")
		}
		t.Log(err)
		return
	}
	path := filepath.Join(t.TempDir(), "m.db")
	first, err := sql.Open("sqlite", "file:"+path) // with the locks of a rollback journal, as while the log is switched on
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	first.SetMaxOpenConns(1)
	for _, q := range []string{"CREATE TABLE one (id INTEGER)", "BEGIN EXCLUSIVE"} {
		if _, err := first.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	db.Private(path) // as opening it again does first
	cmd := process.Command(os.Args[0], "-test.run=^TestOpeningAgainDropsNoLock$", "-test.v")
	cmd.Env = append(os.Environ(), asked+"="+path)
	if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "locked") {
		t.Errorf("%v %s", err, out)
	}
}
