package citizen_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestPRI5EveryPageOfASampleSaysSo(t *testing.T) {
	x := open(t)
	says(t, x.get("/procedures/"+birth, 200), "Xem tờ khai mẫu đã điền")
	code, body := x.Get(x.c, "/procedures/"+birth+"/sample.pdf")
	if code != 200 || !strings.HasPrefix(body, "%PDF") {
		t.Fatalf("%d", code)
	}
	path := filepath.Join(t.TempDir(), "mau.pdf")
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimRight(string(text), "\f\n"), "\f")
	for i, p := range pages {
		if first, _, _ := strings.Cut(strings.TrimSpace(p), "\n"); strings.TrimSpace(first) != "MẪU" {
			t.Errorf("PRI-5 page %d of %d begins with %q", i+1, len(pages), first)
		}
	}
	if len(pages) < 2 || !strings.Contains(string(text), "Tờ khai đăng ký khai sinh") {
		t.Errorf("%d pages of\n%s", len(pages), text)
	}
	if code, _ := x.Get(x.c, "/procedures/9.999999/sample.pdf"); code != 404 {
		t.Errorf("a procedure nobody knows: %d", code)
	}
}
