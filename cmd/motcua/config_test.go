package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/procedure"
)

// TestConfigurationIsExportedComparedAndImported goes the way of an administrator: out to
// files, an edit, the difference, back in.
func TestConfigurationIsExportedComparedAndImported(t *testing.T) {
	here, there := t.TempDir(), t.TempDir()
	catalogue := filepath.Join(t.TempDir(), "catalogue.json")
	shipped, err := procedure.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(catalogue)
	if err != nil {
		t.Fatal(err)
	}
	if err := procedure.WriteFile(f, procedure.File{Source: "thử", Versions: shipped[:5]}); err != nil {
		t.Fatal(err)
	}
	f.Close()
	call := func(want int, data string, args ...string) (string, string) {
		t.Helper()
		var out, errs strings.Builder
		if code := run(append([]string{"--data", data}, args...), &out, &errs); code != want {
			t.Fatalf("%v: exit %d: %s%s", args, code, out.String(), errs.String())
		}
		return out.String(), errs.String()
	}
	call(0, here, "import", "procedures", catalogue)
	first, second := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	call(0, here, "config", "export", first)
	if out, _ := call(0, here, "config", "diff", first); !strings.Contains(out, "Không có gì khác") {
		t.Errorf("its own files differ: %s", out)
	}
	call(0, there, "config", "import", first)
	call(0, there, "config", "export", second)
	one := filepath.Join("procedures", shipped[0].Code+".json")
	a, errA := os.ReadFile(filepath.Join(first, one))
	b, errB := os.ReadFile(filepath.Join(second, one))
	if errA != nil || errB != nil || string(a) != string(b) {
		t.Errorf("export, import, export is not byte-equal (%v %v)", errA, errB)
	}
	wrong := strings.Replace(string(a), `"version": 1`, `"version": 7`, 1)
	if err := os.WriteFile(filepath.Join(second, one), []byte(wrong), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, errs := call(1, there, "config", "import", second); !strings.Contains(errs, "dòng ") || !strings.Contains(errs, "trường versions[0]") {
		t.Errorf("a wrong file is refused without line or field: %s", errs)
	}
	if err := os.WriteFile(filepath.Join(second, "procedures", "stray.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	call(1, there, "config", "export", second)
}
