package paper

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"motcua/refusal"
)

func folder(t *testing.T) (*Folder, string) {
	t.Helper()
	dir := t.TempDir()
	f, err := OpenFolder(dir)
	must(t, err)
	t.Cleanup(func() { must(t, f.Close()) })
	return f, dir
}

func put(t *testing.T, b Blob, content string) string {
	t.Helper()
	hash, size, err := b.Put(t.Context(), strings.NewReader(content))
	must(t, err)
	if sum := sha256.Sum256([]byte(content)); hash != hex.EncodeToString(sum[:]) || size != int64(len(content)) {
		t.Fatalf("got %s, %d", hash, size)
	}
	return hash
}

func isMissing(err error) bool {
	no, ok := refusal.As(err)
	return ok && no.Kind == refusal.KindMissing
}

func TestContentIsStoredUnderItsHash(t *testing.T) {
	f, dir := folder(t)
	hash := put(t, f, "đơn đề nghị")
	if _, err := os.Stat(filepath.Join(dir, hash[:2], hash[2:4], hash)); err != nil {
		t.Error(err)
	}
	r, err := f.Open(t.Context(), hash)
	must(t, err)
	raw, err := io.ReadAll(r)
	must(t, errors.Join(err, r.Close()))
	if string(raw) != "đơn đề nghị" {
		t.Errorf("got %q", raw)
	}
	if i, err := f.Stat(t.Context(), hash); err != nil || i.Size != int64(len(raw)) || i.Hash != hash {
		t.Errorf("%+v %v", i, err)
	}
	must(t, Intact(t.Context(), f, hash))
	must(t, f.Delete(t.Context(), hash))
	must(t, f.Delete(t.Context(), hash))
	if _, err := f.Open(t.Context(), hash); !isMissing(err) {
		t.Errorf("after Delete: %v", err)
	}
	if _, err := f.Stat(t.Context(), hash); !isMissing(err) {
		t.Errorf("after Delete: %v", err)
	}
}

func TestAHashIsNotAPath(t *testing.T) {
	f, _ := folder(t)
	for _, hash := range []string{"", "..", "../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("z", 64), strings.Repeat("ab", 31)} {
		if _, err := f.Open(t.Context(), hash); !isMissing(err) {
			t.Errorf("%q: %v", hash, err)
		}
		if err := f.Delete(t.Context(), hash); !isMissing(err) {
			t.Errorf("%q: %v", hash, err)
		}
	}
}

func unfinished(t *testing.T, dir string) int {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, newFiles))
	must(t, err)
	return len(entries)
}

func TestABrokenUploadLeavesNothing(t *testing.T) {
	f, dir := folder(t)
	line := errors.New("line broke")
	_, _, err := f.Put(t.Context(), io.MultiReader(strings.NewReader("nửa"), iotest.ErrReader(line)))
	if !errors.Is(err, line) {
		t.Errorf("got %v", err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := f.Put(gone, strings.NewReader("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	must(t, f.List(t.Context(), func(i Info) error { return errors.New("stored: " + i.Hash) }))
	if n := unfinished(t, dir); n != 0 {
		t.Errorf("%d temporary files left", n)
	}
}

func TestWhatACrashLeftBehindIsCleared(t *testing.T) {
	f, dir := folder(t)
	left := filepath.Join(dir, newFiles, "1-1")
	must(t, os.WriteFile(left, []byte("nửa"), 0o600))
	i, err := os.Stat(left)
	must(t, err)
	if n, err := f.ClearUnfinished(i.ModTime()); n != 0 || err != nil {
		t.Errorf("a young upload was cleared: %d %v", n, err)
	}
	if n, err := f.ClearUnfinished(i.ModTime().Add(time.Second)); n != 1 || err != nil {
		t.Errorf("%d %v", n, err)
	}
}

func TestManyStoreTheSameAtOnce(t *testing.T) {
	f, dir := folder(t)
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			if _, _, err := f.Put(context.Background(), strings.NewReader("giống nhau")); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	n := 0
	must(t, f.List(t.Context(), func(Info) error { n++; return nil }))
	if n != 1 || unfinished(t, dir) != 0 {
		t.Errorf("%d contents, %d unfinished", n, unfinished(t, dir))
	}
}

func TestDamageOnDiskIsNoticed(t *testing.T) {
	f, dir := folder(t)
	hash := put(t, f, "đơn đề nghị")
	must(t, os.WriteFile(filepath.Join(dir, hash[:2], hash[2:4], hash), []byte("khác"), 0o600))
	if err := Intact(t.Context(), f, hash); err == nil {
		t.Error("damage was not noticed")
	}
}

func TestSweepDeletesOldOrphansAlone(t *testing.T) {
	f, dir := folder(t)
	used, orphan, young := put(t, f, "có hồ sơ"), put(t, f, "mồ côi"), put(t, f, "mới")
	i, err := f.Stat(t.Context(), young)
	must(t, err)
	now := i.Stored.Add(time.Minute)
	for _, h := range []string{used, orphan} {
		must(t, os.Chtimes(filepath.Join(dir, h[:2], h[2:4], h), now.Add(-48*time.Hour), now.Add(-48*time.Hour)))
	}
	s, err := Sweep(t.Context(), f, func(_ context.Context, h string) (bool, error) { return h == used, nil }, now, 24*time.Hour)
	must(t, err)
	if want := (Swept{Seen: 3, Kept: 1, Young: 1, Deleted: 1, Bytes: int64(len("mồ côi"))}); s != want {
		t.Errorf("got %+v, want %+v", s, want)
	}
	if _, err := f.Stat(t.Context(), orphan); !isMissing(err) {
		t.Error("the orphan is still there")
	}
	for _, h := range []string{used, young} {
		if _, err := f.Stat(t.Context(), h); err != nil {
			t.Error(err)
		}
	}
}

func TestAnOrphanStoredAgainDuringTheSweepStays(t *testing.T) {
	f, dir := folder(t)
	hash := put(t, f, "nộp lại")
	old := time.Unix(1_000_000, 0)
	must(t, os.Chtimes(filepath.Join(dir, hash[:2], hash[2:4], hash), old, old))
	s, err := Sweep(t.Context(), f, func(context.Context, string) (bool, error) {
		put(t, f, "nộp lại") // somebody files the same paper just now
		return false, nil
	}, old.Add(48*time.Hour), 24*time.Hour)
	must(t, err)
	if _, err := f.Stat(t.Context(), hash); err != nil || s.Deleted != 0 {
		t.Errorf("%+v %v", s, err)
	}
}

func TestSweepStopsWhenTheQuestionFails(t *testing.T) {
	f, _ := folder(t)
	hash := put(t, f, "x")
	i, err := f.Stat(t.Context(), hash)
	must(t, err)
	fault := errors.New("database away")
	_, err = Sweep(t.Context(), f, func(context.Context, string) (bool, error) { return false, fault }, i.Stored.Add(time.Hour), time.Minute)
	if !errors.Is(err, fault) {
		t.Errorf("got %v", err)
	}
	if _, err := f.Stat(t.Context(), hash); err != nil {
		t.Error("deleted although nobody knew")
	}
}

func TestFilesAreForTheProgramAlone(t *testing.T) {
	f, dir := folder(t)
	put(t, f, "riêng")
	must(t, filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || p == dir {
			return err
		}
		if i, err := d.Info(); err != nil || i.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v %v", p, i.Mode(), err)
		}
		return nil
	}))
}

func serve(name string, kind Kind, header ...string) *http.Response {
	r := httptest.NewRequest("GET", "/paper/1", nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	Serve(w, r, Served{Name: name, Kind: kind, Hash: "ab", Content: bytes.NewReader([]byte("<script>alert(1)</script>"))})
	return w.Result()
}

func TestStoredFilesGoOutAsAttachmentsInASandbox(t *testing.T) {
	resp := serve("Đơn đề nghị (bản 2).pdf", PDF)
	for name, want := range map[string]string{
		"Content-Type": "application/pdf", "X-Content-Type-Options": "nosniff",
		"Cache-Control": "private, no-store", "Cross-Origin-Resource-Policy": "same-origin",
	} {
		if got := resp.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if csp := resp.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "sandbox") || !strings.Contains(csp, "default-src 'none'") {
		t.Errorf("CSP %q", csp)
	}
	if got := serve("a.html", Kind{MIME: "text/html"}).Header.Get("Content-Type"); got != "application/octet-stream" {
		t.Errorf("an unknown kind goes out as %q", got)
	}
	part := serve("a.pdf", PDF, "Range", "bytes=1-6")
	raw, err := io.ReadAll(part.Body)
	must(t, err)
	if part.StatusCode != http.StatusPartialContent || string(raw) != "script" {
		t.Errorf("%d %q", part.StatusCode, raw)
	}
}

func TestVietnameseNamesSurviveTheHeader(t *testing.T) {
	for _, c := range []struct{ name, plain string }{
		{"Đơn đề nghị.pdf", "Don de nghi.pdf"},
		{"don.pdf", "don.pdf"},
		{"50% & 'x' (1), a+b;c=d.pdf", "50_ & 'x' (1), a+b;c=d.pdf"},
		{"a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"},
	} {
		got := Disposition(c.name)
		kind, params, err := mime.ParseMediaType(got)
		if err != nil || kind != "attachment" || params["filename"] != CleanName(c.name) {
			t.Errorf("%s: %q %v %v", got, kind, params, err)
		}
		if !strings.Contains(got, `filename="`+c.plain+`"`) {
			t.Errorf("%s lacks %q", got, c.plain)
		}
	}
}
