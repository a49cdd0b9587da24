package citizen_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"motcua/dossier"
	"motcua/web/citizen"
	"motcua/web/hall/halltest"
	"motcua/web/page"
)

const (
	birth   = "1.001193" // at a commune, online
	longest = "1.013823" // title of 299 letters
)

// house is a test city with the citizens' pages.
type house struct {
	*halltest.House
	c *http.Client // signed in as the applicant
}

func open(t *testing.T) house {
	t.Helper()
	x := halltest.Open(t, halltest.Mount{Audience: page.Citizen, Routes: citizen.Routes})
	return house{x, x.As(x.Citizen())}
}

// get fetches as the applicant and demands the status.
func (x house) get(path string, want int) *html.Node {
	x.T.Helper()
	return x.as(x.c, path, want)
}

func (x house) as(c *http.Client, path string, want int) *html.Node {
	x.T.Helper()
	code, body := x.Get(c, path)
	if code != want {
		x.T.Fatalf("GET %s: %d, want %d: %s", path, code, want, text(main(parse(body))))
	}
	return parse(body)
}

func (x house) post(path string, form url.Values, want int) *html.Node {
	x.T.Helper()
	code, body := x.Post(x.c, path, form)
	if code != want {
		x.T.Fatalf("POST %s: %d, want %d: %s", path, code, want, text(main(parse(body))))
	}
	return parse(body)
}

// file is what an upload sends.
type file struct {
	field, name string
	body        []byte
}

func (x house) upload(path string, want int, files ...file) *html.Node {
	x.T.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for _, f := range files {
		w, err := m.CreateFormFile(f.field, f.name)
		if err != nil {
			x.T.Fatal(err)
		}
		if _, err := w.Write(f.body); err != nil {
			x.T.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		x.T.Fatal(err)
	}
	resp, err := x.c.Post(x.Server.URL+path, m.FormDataContentType(), &b)
	if err != nil {
		x.T.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		x.T.Fatal(err)
	}
	if resp.StatusCode != want {
		x.T.Fatalf("POST %s: %d, want %d: %s", path, resp.StatusCode, want, text(main(parse(string(body)))))
	}
	return parse(string(body))
}

// pdf is a whole, empty one-page document.
func pdf() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range []string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"} {
		at = append(at, b.Len())
		b.WriteString(string(rune('1'+i)) + " 0 obj\n" + o + "\nendobj\n")
	}
	xref := b.Len()
	b.WriteString("xref\n0 4\n0000000000 65535 f \n")
	for _, n := range at {
		b.WriteString(pad(n) + " 00000 n \n")
	}
	b.WriteString("trailer << /Size 4 /Root 1 0 R >>\nstartxref\n" + strings.TrimLeft(pad(xref), "0") + "\n%%EOF\n")
	return b.Bytes()
}

func pad(n int) string {
	s := ""
	for range 10 {
		s = string(rune('0'+n%10)) + s
		n /= 10
	}
	return s
}

func mine(d dossier.Dossier) string { return "/mine/" + url.PathEscape(d.Code) }

func parse(body string) *html.Node {
	n, err := html.Parse(strings.NewReader(body))
	if err != nil {
		panic(err) // the parser mends anything; only a broken reader fails
	}
	return n
}

// all finds elements by "tag", "#id", ".class" or "tag[attr=value]".
func all(n *html.Node, selector string) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && fits(d, selector) {
			out = append(out, d)
		}
	}
	return out
}

func fits(n *html.Node, selector string) bool {
	switch {
	case strings.HasPrefix(selector, "#"):
		return attr(n, "id") == selector[1:]
	case strings.HasPrefix(selector, "."):
		return strings.Contains(" "+attr(n, "class")+" ", " "+selector[1:]+" ")
	}
	tag, rest, found := strings.Cut(selector, "[")
	if !found {
		return n.Data == tag
	}
	name, value, _ := strings.Cut(strings.TrimSuffix(rest, "]"), "=")
	return n.Data == tag && attr(n, name) == value
}

func one(t testing.TB, n *html.Node, selector string) *html.Node {
	t.Helper()
	found := all(n, selector)
	if len(found) == 0 {
		t.Fatalf("no %s in: %s", selector, text(main(n)))
	}
	return found[0]
}

func main(n *html.Node) *html.Node {
	if found := all(n, "main"); len(found) > 0 {
		return found[0]
	}
	return n
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

var spaces = regexp.MustCompile(`\s+`)

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.TrimSpace(spaces.ReplaceAllString(b.String(), " "))
}

func says(t testing.TB, n *html.Node, sentences ...string) {
	t.Helper()
	got := text(main(n))
	for _, s := range sentences {
		if !strings.Contains(got, s) {
			t.Errorf("the page does not say %q: %s", s, got)
		}
	}
}

func hides(t testing.TB, n *html.Node, secrets ...string) {
	t.Helper()
	got := text(n)
	for _, s := range secrets {
		if strings.Contains(got, s) {
			t.Errorf("the page must not say %q: %s", s, got)
		}
	}
}
