package parts

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"motcua/web/page"
)

// write renders a sample, and keeps it as a file beside the built assets when
// GALLERY_DIR is set, so that it can be looked at in a browser.
func write(t *testing.T, s Sample) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := page.In(s.Frame, s.Body).Render(t.Context(), &buf); err != nil {
		t.Fatalf("%s: %v", s.Name, err)
	}
	if dir := os.Getenv("GALLERY_DIR"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, s.Name+".html"), buf.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return buf.Bytes()
}

func TestGalleryTmp(t *testing.T) { for _, s := range Gallery() { write(t, s) } }
