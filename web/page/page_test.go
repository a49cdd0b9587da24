package page

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"motcua/refusal"
)

var testKey = bytes.Repeat([]byte("k"), 32)

// site is a small server of pages; its log is kept for reading.
func site(t *testing.T, h http.HandlerFunc) (http.Handler, *bytes.Buffer) {
	t.Helper()
	log := new(bytes.Buffer)
	wrap, err := Prepare(Options{Key: testKey, Log: slog.New(slog.NewTextHandler(log, nil)), Number: func() string { return "A17" }})
	if err != nil {
		t.Fatal(err)
	}
	return Headers(wrap(h)), log
}

func get(h http.Handler, path string, with ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", path, nil)
	for _, w := range with {
		w(r)
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	return rec
}

func text(s string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, templ.EscapeString(s))
		return err
	})
}

func TestAnswerTurnsErrorsIntoPages(t *testing.T) {
	rows := []struct {
		says   string
		err    error
		status int
		shows  string
	}{
		{"a rule says no", refusal.Rule("REC-2", "", "Hồ sơ còn thiếu giấy tờ."), 422, "Hồ sơ còn thiếu giấy tờ."},
		{"not there and not yours look the same", refusal.Missing("Không có hồ sơ này."), 404, "Không tìm thấy"},
		{"seen, but not yours to do", refusal.Forbidden("Việc này của người ký."), 403, "Việc này của người ký."},
		{"somebody was faster", refusal.Conflict("Xin xem lại."), 409, "Hồ sơ vừa được người khác cập nhật"},
		{"come again later", refusal.Busy("Xin thử lại sau."), 503, "Xin thử lại sau."},
		{"tried too often", refusal.TooMany("Xin chờ 60 phút.", time.Hour), 429, "Xin chờ 60 phút."},
		{"a wrapped refusal is still one", errors.Join(errors.New("x"), refusal.Missing("Không có.")), 404, "Không có."},
		{"a body too large", &http.MaxBytesError{Limit: 10_000_000}, 413, "10 MB"},
		{"anything else gets a number", errors.New("pq: secret table"), 500, "A17"},
	}
	for _, row := range rows {
		h, log := site(t, func(w http.ResponseWriter, r *http.Request) {
			Answer(w, r, NewFrame(r, Citizen, "Hồ sơ"), row.err)
		})
		rec := get(h, "/x")
		body := rec.Body.String()
		if rec.Code != row.status || !strings.Contains(body, row.shows) {
			t.Errorf("%s: %d, %q not on the page", row.says, rec.Code, row.shows)
		}
		if strings.Contains(body, "secret") {
			t.Errorf("%s: internal words on the page", row.says)
		}
		if wait, want := rec.Header().Get("Retry-After"), map[int]string{429: "3600", 503: "60"}[row.status]; wait != want {
			t.Errorf("%s: a machine is told to come again after %q", row.says, wait)
		}
		if row.status == 500 && (!strings.Contains(log.String(), "secret") || !strings.Contains(log.String(), "A17")) {
			t.Errorf("%s: not logged whole: %s", row.says, log)
		}
		if row.status != 500 && log.Len() > 0 {
			t.Errorf("%s: a refusal is no failure to log", row.says)
		}
	}
}

func TestPanicAndBrokenTemplateBecomeACalmPage(t *testing.T) {
	h, log := site(t, func(http.ResponseWriter, *http.Request) { panic("nil map") })
	if rec := get(h, "/"); rec.Code != 500 || !strings.Contains(rec.Body.String(), "A17") || !strings.Contains(log.String(), "nil map") {
		t.Errorf("panic: %d %s", rec.Code, log)
	}
	h, _ = site(t, func(w http.ResponseWriter, r *http.Request) {
		Render(w, r, 200, templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
			_, _ = io.WriteString(w, "nửa trang")
			return errors.New("broken")
		}))
	})
	if rec := get(h, "/"); rec.Code != 500 || strings.Contains(rec.Body.String(), "nửa trang") {
		t.Errorf("half a page was sent: %d", rec.Code)
	}
}

func TestHeadersForbidInline(t *testing.T) {
	h, _ := site(t, func(w http.ResponseWriter, r *http.Request) {
		Render(w, r, 200, In(NewFrame(r, Official, "Việc"), text("x")))
	})
	rec := get(h, "/")
	csp := rec.Header().Get("Content-Security-Policy")
	if !strings.Contains(csp, "script-src 'self'") || !strings.Contains(csp, "style-src 'self'") || !strings.Contains(csp, "frame-ancestors 'none'") || strings.Contains(csp, "unsafe") {
		t.Errorf("policy: %s", csp)
	}
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin", "Cache-Control": "private, no-store",
	} {
		if got := rec.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if regexp.MustCompile(`(?i)<style|\sstyle=|\son[a-z]+=|<script(?:[^>]*)>[^<]`).MatchString(rec.Body.String()) {
		t.Error("inline style or script in the shell")
	}
}

func TestFlashIsShownOnceAndCannotBeForged(t *testing.T) {
	h, _ := site(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/do" {
			Redirect(w, r, r.URL.Query().Get("to"), Flash{Text: "Đã tiếp nhận hồ sơ <7>."})
			return
		}
		Render(w, r, 200, In(NewFrame(r, Citizen, "Hồ sơ"), text("thân trang")))
	})
	sent := get(h, "/do?to=/list")
	if sent.Code != 303 || sent.Header().Get("Location") != "/list" {
		t.Fatalf("redirect: %d %s", sent.Code, sent.Header().Get("Location"))
	}
	cookie := sent.Result().Cookies()[0]
	page := get(h, "/list", func(r *http.Request) { r.AddCookie(cookie) })
	if !strings.Contains(page.Body.String(), "Đã tiếp nhận hồ sơ &lt;7&gt;.") {
		t.Error("the sentence is not on the next page")
	}
	if gone := page.Result().Cookies(); len(gone) != 1 || gone[0].MaxAge >= 0 {
		t.Error("the cookie was not taken away")
	}
	forged := *cookie
	forged.Value = "e30" + cookie.Value[3:]
	if strings.Contains(get(h, "/list", func(r *http.Request) { r.AddCookie(&forged) }).Body.String(), "mc-note") {
		t.Error("a forged sentence was shown")
	}
	for _, away := range []string{"//evil.example", "https://evil.example", "/\\evil.example"} {
		if to := get(h, "/do?to="+away).Header().Get("Location"); to != "/" {
			t.Errorf("redirect leads away: %s", to)
		}
	}
}

func TestLanguage(t *testing.T) {
	if err := Translations(); err != nil {
		t.Fatal(err)
	}
	h, _ := site(t, func(w http.ResponseWriter, r *http.Request) {
		Render(w, r, 200, In(Frame{Title: "Không dịch được câu này", Path: "/x", Query: "q=a", SignIn: "/in"}, text(T(r.Context(), "Nhiều nhất %d ký tự", 5))))
	})
	vi := get(h, "/x?q=a").Body.String()
	if !strings.Contains(vi, `<html lang="vi"`) || !strings.Contains(vi, "Đăng nhập") || !strings.Contains(vi, "lang=en") {
		t.Error("Vietnamese is the first language and offers English")
	}
	rec := get(h, "/x?lang=en")
	en := rec.Body.String()
	if !strings.Contains(en, `<html lang="en"`) || !strings.Contains(en, "Sign in") || !strings.Contains(en, "At most 5 characters") {
		t.Error("English was asked for")
	}
	if !strings.Contains(en, "Không dịch được câu này") {
		t.Error("a sentence without translation stays Vietnamese")
	}
	if c := rec.Result().Cookies(); len(c) != 1 || c[0].Value != "en" {
		t.Error("the choice is remembered")
	}
}

func TestShell(t *testing.T) {
	n := int64(1234)
	f := Frame{
		Title: "Việc của tôi", Audience: Official, Service: "Bàn tiếp nhận", Path: "/viec/7", Failed: true,
		Nav:      []Item{{Text: "Đầu", Href: "/"}, {Text: "Việc", Href: "/viec", Count: &n}},
		User:     &User{Name: "Trần Thị B", SignOut: "/out"},
		Feedback: Feedback{Office: "UBND Phường", Phone: "02838291234", Email: "a@b.example"},
	}
	var buf bytes.Buffer
	if err := In(f, text("x")).Render(t.Context(), &buf); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"<title>Có lỗi: Việc của tôi – Bàn tiếp nhận – Một Cửa</title>", `href="#main-content"`, "1.234", "tel:02838291234",
		"mailto:a@b.example", `action="/out"`, AssetPath("official.css"),
	} {
		if !strings.Contains(buf.String(), want) {
			t.Errorf("the shell lacks %s", want)
		}
	}
	if got := strings.Count(buf.String(), `aria-current="page"`); got != 1 {
		t.Errorf("%d entries are current", got)
	}
}

// The first visit on a slow line: everything a citizen's page may load, compressed.
func TestCitizenPageWeighsUnder100KB(t *testing.T) {
	set, err := load()
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for logical, name := range set.names {
		if strings.HasPrefix(logical, "official") || logical == "mark.svg" {
			continue
		}
		if gz := set.files[name].gz; gz != nil {
			total += len(gz)
		} else {
			total += len(set.files[name].plain)
		}
	}
	const html = 10_000 // the longest sample page of the gallery, compressed, is well below
	if total+html > 100_000 {
		t.Errorf("a citizen's page weighs %d bytes", total+html)
	}
}

func TestStaticFilesAreCompressedAndKept(t *testing.T) {
	rec := get(Static(), AssetPath("citizen.css"), func(r *http.Request) { r.Header.Set("Accept-Encoding", "br, gzip") })
	if rec.Code != 200 || rec.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(rec.Header().Get("Cache-Control"), "immutable") {
		t.Errorf("%d %v", rec.Code, rec.Header())
	}
	if plain := get(Static(), AssetPath("citizen.css"), func(r *http.Request) { r.Header.Set("Accept-Encoding", "gzip;q=0") }); plain.Header().Get("Content-Encoding") != "" {
		t.Error("a browser that takes no gzip gets none")
	}
	if rec := get(Static(), StaticPrefix+"../README.md"); rec.Code != 404 {
		t.Errorf("a file that was not built: %d", rec.Code)
	}
}

func TestBuiltFilesNameNoForeignFontAndNoForeignHost(t *testing.T) {
	set, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range set.files {
		if bytes.Contains(f.plain, []byte("GDS Transport")) {
			t.Errorf("%s names GDS Transport", name)
		}
		if regexp.MustCompile(`url\(["']?(?:https?:)?//|@import`).Match(f.plain) && strings.HasSuffix(name, ".css") {
			t.Errorf("%s loads from elsewhere", name)
		}
	}
}

func TestLockFileNamesNoRegistry(t *testing.T) {
	root := filepath.Join("..", "..")
	raw, err := os.ReadFile(filepath.Join(root, "package-lock.json"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(raw, []byte(`"resolved"`)) || regexp.MustCompile(`(?i)registry|npmjs`).Match(raw) {
		t.Error("package-lock.json names a registry; npm install with omit-lockfile-registry-resolved=true")
	}
	var p struct {
		DevDependencies map[string]string `json:"devDependencies"`
	}
	raw, err = os.ReadFile(filepath.Join(root, "package.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &p); err != nil {
		t.Fatal(err)
	}
	for name, version := range p.DevDependencies {
		if !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(version) {
			t.Errorf("%s is not pinned: %s", name, version)
		}
	}
}

func TestPrepareRefusesAShortKey(t *testing.T) {
	if _, err := Prepare(Options{Key: []byte("short")}); err == nil {
		t.Error("a short key was taken")
	}
}
