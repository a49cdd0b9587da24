package page

import (
	"bytes"
	"errors"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"motcua/refusal"

	"motcua/clock"
)

func read(t *testing.T, v url.Values) *Form {
	t.Helper()
	r := httptest.NewRequest("POST", "/", strings.NewReader(v.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	f, err := ReadForm(httptest.NewRecorder(), r, 0)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFormCleansWhatIsTyped(t *testing.T) {
	decomposed := norm.NFD.String("  Nguyễn \t Thị\u200b Ánh\x00 ")
	f := read(t, url.Values{"name": {decomposed}, "why": {"một\r\n  hai  \r\n\r\n"}})
	if got := f.Text("name", 50); got != "Nguyễn Thị Ánh" {
		t.Errorf("a name is NFC, trimmed, without hidden characters: %q", got)
	}
	if got := f.Lines("why", 50); got != "một\n  hai" {
		t.Errorf("lines keep their breaks: %q", got)
	}
	if f.Problems.Any() {
		t.Errorf("nothing is wrong here: %v", f.Problems)
	}
}

// A form in another charset is refused whole: with its letters dropped, a name would be
// somebody else's.
func TestFormRefusesWhatIsNotUTF8(t *testing.T) {
	const plain = "application/x-www-form-urlencoded"
	parts := func(disposition, value string) string {
		return "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + value + "\r\n--b--\r\n"
	}
	for _, row := range []struct {
		says, kind, body string
		refused          bool
	}{
		{"a name in UTF-8 is read", plain, "name=Tr%C3%B6ger", false},
		{"a name in Latin-1 is not", plain, "name=Tr%F6ger", true},
		{"nor as a raw byte", plain, "name=Tr\xf6ger", true},
		{"nor the name of a field", plain, "n%F6=1", true},
		{"nor in a form with files", "multipart/form-data; boundary=b", parts(`name="name"`, "Tr\xf6ger"), true},
		{"nor the name of a file", "multipart/form-data; boundary=b", parts("name=\"f\"; filename=\"Tr\xf6ger.pdf\"", "x"), true},
		{"a form with files in UTF-8 is read", "multipart/form-data; boundary=b", parts(`name="f"; filename="Đơn.pdf"`, "x"), false},
	} {
		r := httptest.NewRequest("POST", "/", strings.NewReader(row.body))
		r.Header.Set("Content-Type", row.kind)
		f, err := ReadForm(httptest.NewRecorder(), r, 0)
		no, refused := refusal.As(err)
		if refused != row.refused || refused && !strings.Contains(no.Sentence, "UTF-8") {
			t.Errorf("%s: %v", row.says, err)
		}
		if err == nil && row.kind == plain && f.Text("name", 50) != "Tröger" {
			t.Errorf("%s: %q", row.says, f.Text("name", 50))
		}
	}
}

func TestFormFindsProblems(t *testing.T) {
	rows := []struct {
		says  string
		typed url.Values
		read  func(*Form)
		field string
	}{
		{"too long", url.Values{"a": {strings.Repeat("ễ", 11)}}, func(f *Form) { f.Text("a", 10) }, "a"},
		{"missing", url.Values{"a": {"  "}}, func(f *Form) { f.Need("a", 10, "Nhập tên.") }, "a"},
		{"not a number", url.Values{"a": {"mười"}}, func(f *Form) { f.Int("a", 0, 9) }, "a"},
		{"number too large", url.Values{"a": {"10"}}, func(f *Form) { f.Int("a", 0, 9) }, "a"},
		{"31 February", url.Values{"a-day": {"31"}, "a-month": {"2"}, "a-year": {"2019"}}, func(f *Form) { f.Date("a") }, "a"},
		{"half a date", url.Values{"a-day": {"31"}}, func(f *Form) { f.Date("a") }, "a"},
		{"a choice nobody offered", url.Values{"a": {"root"}}, func(f *Form) { f.Choice("a", "yes", "no") }, "a"},
	}
	for _, r := range rows {
		f := read(t, r.typed)
		r.read(f)
		if f.Problems.At(r.field) == "" {
			t.Errorf("%s: no problem was found", r.says)
		}
	}
}

func TestFormReadsTypedValues(t *testing.T) {
	f := read(t, url.Values{
		"n": {"1.234"}, "d-day": {"6"}, "d-month": {"5"}, "d-year": {"2019"}, "one": {"06/5/2019"}, "iso": {"2019-05-06"},
		"c": {"yes"}, "m": {"b", "x", "a"}, "on": {"1"},
	})
	if n, ok := f.Int("n", 0, 2000); !ok || n != 1234 {
		t.Errorf("a point groups thousands: %d", n)
	}
	for _, name := range []string{"d", "one", "iso"} {
		if d, ok := f.Date(name); !ok || d.String() != "2019-05-06" {
			t.Errorf("date %s: %s", name, d)
		}
	}
	if _, ok := f.Date("none"); ok {
		t.Error("a date nobody typed is no date")
	}
	if f.Choice("c", "yes", "no") != "yes" || !f.Bool("on") || f.Bool("off") {
		t.Error("choice and check box")
	}
	if got := f.Many("m", "a", "b", "c"); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("only offered values, in the offered order: %v", got)
	}
	if f.Problems.Any() {
		t.Errorf("nothing is wrong here: %v", f.Problems)
	}
}

func TestFormIsBounded(t *testing.T) {
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	part, err := m.CreateFormFile("paper", "a.pdf")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write(bytes.Repeat([]byte("x"), 5000))
	_ = m.Close()
	for limit, fits := range map[int64]bool{1000: false, 100_000: true} {
		r := httptest.NewRequest("POST", "/", bytes.NewReader(body.Bytes()))
		r.Header.Set("Content-Type", m.FormDataContentType())
		f, err := ReadForm(httptest.NewRecorder(), r, limit)
		if fits {
			if err != nil || len(f.Files("paper")) != 1 {
				t.Errorf("a file within the limit is read: %v", err)
			}
			continue
		}
		var tooLarge *http.MaxBytesError
		if !errors.As(err, &tooLarge) || StatusOf(err) != http.StatusRequestEntityTooLarge {
			t.Errorf("a body above the limit: %v", err)
		}
	}
}

func TestProblemsTakeOverRefusals(t *testing.T) {
	var p Problems
	if !p.Refused(refusal.Rule("REC-2", "papers", "Đánh dấu giấy tờ đã nhận.")) || p.At("papers") == "" || p[0].Rule != "REC-2" {
		t.Errorf("a rule's refusal belongs to its field: %v", p)
	}
	if p.Refused(refusal.Missing("Không tìm thấy.")) || p.Refused(errors.New("disk")) {
		t.Error("what a form cannot show goes to Answer")
	}
}

func TestAKeyOfAFormIsAnIDOrNothing(t *testing.T) {
	good := "016b1c3e-5c00-7000-8123-456789abcdef"
	for key, want := range map[string]string{good: good, " " + good + " ": good, "": "", strings.Repeat("0", 36): "", "../../../../../../../../etc/passwd-xx": ""} {
		f := read(t, url.Values{"id": {key}})
		got, again := f.Key("id"), f.Key("id")
		if got != again || clock.IsID(got) != (want != "") || got != "" && got == want || f.Problems.Any() != (want == "") {
			t.Errorf("%q is read as %q: %v", key, got, f.Problems)
		}
	}
}
