package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"motcua/city"
	"motcua/procedure"
)

// A folder of configuration holds regular files of a sensible size: a link would read what
// lies elsewhere, a pipe would wait for ever. Each is refused with its name and what to do,
// and nothing changes.
func TestAFolderOfConfigurationHoldsRegularFilesAlone(t *testing.T) {
	here := t.TempDir()
	call := func(t *testing.T, args ...string) (int, string) {
		t.Helper()
		var out, errs strings.Builder
		done := make(chan int, 1)
		go func() { done <- run(append([]string{"--data", here}, args...), &out, &errs) }()
		select {
		case code := <-done:
			return code, out.String() + errs.String()
		case <-time.After(60 * time.Second):
			t.Fatalf("%v hangs", args)
		}
		return 0, ""
	}
	catalogue := filepath.Join(t.TempDir(), "catalogue.json")
	shipped, err := procedure.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(catalogue)
	if err != nil {
		t.Fatal(err)
	}
	if err := procedure.WriteFile(f, procedure.File{Source: "thử", Versions: shipped[:3]}); err != nil {
		t.Fatal(err)
	}
	f.Close()
	if code, said := call(t, "import", "procedures", catalogue); code != 0 {
		t.Fatal(said)
	}
	one := filepath.Join("procedures", shipped[0].Code+".json")
	secret := filepath.Join(t.TempDir(), "secret.json")
	if err := os.WriteFile(secret, []byte(`{"password": "x"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range brokenFolders(one, secret) {
		t.Run(c.says, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "in")
			if code, said := call(t, "config", "export", dir); code != 0 {
				t.Fatal(said)
			}
			if err := c.breaks(dir); err != nil {
				t.Fatal(err)
			}
			for _, do := range []string{"diff", "import"} {
				code, said := call(t, "config", do, dir)
				if code == 0 || !strings.Contains(said, filepath.ToSlash(c.path)) || !strings.Contains(said, c.want) || !strings.Contains(said, "chưa có gì thay đổi") || strings.Contains(said, "password") {
					t.Errorf("%s: exit %d: %s", do, code, said)
				}
			}
			after := filepath.Join(t.TempDir(), "out")
			if code, said := call(t, "config", "export", after); code != 0 {
				t.Fatal(said)
			}
			if code, said := call(t, "config", "diff", after); code != 0 || !strings.Contains(said, "Không có gì khác") {
				t.Errorf("%d %s", code, said)
			}
			if got, err := os.ReadDir(filepath.Join(after, "procedures")); err != nil || len(got) != 4 {
				t.Errorf("%d files in the catalogue (%v)", len(got), err)
			}
		})
	}
}

type brokenFolder struct {
	says, path, want string
	breaks           func(dir string) error
}

// brokenFolders are the ways to spoil an exported folder, one is a file of it.
func brokenFolders(one, secret string) []brokenFolder {
	return []brokenFolder{
		{"a link to a file elsewhere", one, "liên kết", func(dir string) error {
			return replaced(filepath.Join(dir, one), func(p string) error { return os.Symlink(secret, p) })
		}},
		{"a link to nowhere", "procedures/9.999999.json", "liên kết", func(dir string) error {
			return os.Symlink("nowhere", filepath.Join(dir, "procedures", "9.999999.json"))
		}},
		{"a link in place of a folder", "procedures", "liên kết", func(dir string) error {
			if err := os.Rename(filepath.Join(dir, "procedures"), filepath.Join(dir, "real")); err != nil {
				return err
			}
			return os.Symlink("real", filepath.Join(dir, "procedures"))
		}},
		{"a link to a folder inside one", "procedures/more", "liên kết", func(dir string) error {
			return os.Symlink(filepath.Dir(secret), filepath.Join(dir, "procedures", "more"))
		}},
		{"a pipe", one, "tệp thường", func(dir string) error {
			return replaced(filepath.Join(dir, one), func(p string) error { return syscall.Mkfifo(p, 0o600) })
		}},
		{"a file in place of a folder", "procedures", "thư mục", func(dir string) error {
			if err := os.RemoveAll(filepath.Join(dir, "procedures")); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(dir, "procedures"), []byte("{}"), 0o600)
		}},
		{"a file without an end", one, "lớn hơn", func(dir string) error { return os.Truncate(filepath.Join(dir, one), 1<<33) }},
		{"a key in another case", one, `đúng là "sector"`, func(dir string) error { return changedKey(filepath.Join(dir, one), `"sector"`, `"Sector"`) }},
		{"a key twice", one, "hai lần", func(dir string) error {
			return changedKey(filepath.Join(dir, one), `"sector"`, `"sector": "Đất đai", "sector"`)
		}},
	}
}

func replaced(path string, by func(string) error) error {
	if err := os.Remove(path); err != nil {
		return err
	}
	return by(path)
}

func changedKey(path, from, to string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return os.WriteFile(path, []byte(strings.Replace(string(text), from, to, 1)), 0o600)
}

// Into an empty database nothing comes of a folder that is refused, not even the shipped
// offices.
func TestARefusedFolderLeavesAnEmptyDatabaseEmpty(t *testing.T) {
	here, dir := t.TempDir(), t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "procedures"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/hostname", filepath.Join(dir, "procedures", "1.000001.json")); err != nil {
		t.Fatal(err)
	}
	var out, errs strings.Builder
	if code := run([]string{"--data", here, "config", "import", dir}, &out, &errs); code == 0 || !strings.Contains(errs.String(), "procedures/1.000001.json") {
		t.Fatalf("%d %s", code, errs.String())
	}
	if n := officesIn(t, here); n != 0 {
		t.Errorf("%d offices were furnished for a folder that was refused", n)
	}
}

func officesIn(t *testing.T, data string) int {
	t.Helper()
	c, err := city.Open(context.Background(), city.Config{DB: "sqlite://" + filepath.Join(data, "motcua.db"), Data: data, Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	return len(c.Offices.Tree().All())
}
