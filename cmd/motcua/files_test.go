package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/city"
	"motcua/paper"
	"motcua/paper/papertest"
)

// Files nothing names are told, and deleted on demand alone; what a row names stays, and
// another database deletes nothing.
func TestFilesNobodyNamesAreToldThenDeleted(t *testing.T) {
	data, ctx := t.TempDir(), context.Background()
	c, err := city.Open(ctx, city.Config{DB: "sqlite://" + filepath.Join(data, "motcua.db"), Data: data, Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	given := paper.Given{Subject: "a-dossier", Paper: "result", Name: "ket-qua.pdf"}
	named := papertest.Keep(t, c.Papers, given, paper.PDF.Name, strings.NewReader("%PDF named"))
	orphan, err := c.Papers.Made(ctx, given, paper.PDF.Name, strings.NewReader("%PDF orphan"))
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	old := time.Now().AddDate(0, 0, -40)
	stored := func(hash string, touch bool) (found bool) {
		err := filepath.WalkDir(data, func(path string, e fs.DirEntry, err error) error {
			if err == nil && e.Name() == hash {
				found = true
				if touch {
					return os.Chtimes(path, old, old)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	if !stored(named.Hash, true) || !stored(orphan.Hash, true) {
		t.Fatal("nothing was stored")
	}
	says := func(want int, sentence string, args ...string) {
		t.Helper()
		code, out, errs := say(t, append([]string{"--data", data, "repair", "files"}, args...)...)
		if (code == 0) != (want == 0) || !strings.Contains(out+errs, sentence) {
			t.Errorf("%v: %d %s%s", args, code, out, errs)
		}
	}
	says(0, "2 tệp đang lưu; 1 tệp không thuộc hồ sơ nào quá 30 ngày.")
	says(1, "--days phải từ 1", "--days", "0", "--delete")
	says(0, "0 tệp không thuộc", "--days", "60", "--delete")
	says(1, "thuộc về một cơ sở dữ liệu khác", "--delete", "--db", "sqlite://"+filepath.Join(t.TempDir(), "other.db"))
	if !stored(named.Hash, false) || !stored(orphan.Hash, false) {
		t.Fatal("a file is gone that was only to be told")
	}
	says(0, "Đã xóa 1 tệp", "--delete")
	if !stored(named.Hash, false) || stored(orphan.Hash, false) {
		t.Error("the wrong file is gone")
	}
	says(0, "0 tệp không thuộc")
}
