package parts

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
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

// Every page of the gallery must hold as a page: what CSP forbids is not there, ids are
// one of a kind, every field has its name, every anchor its target.
func TestGalleryPagesHold(t *testing.T) {
	for _, s := range Gallery() {
		doc := parse(t, write(t, s))
		ids := map[string]int{}
		for n := range doc.Descendants() {
			if id := attr(n, "id"); id != "" {
				ids[id]++
			}
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: <%s> has inline %s", s.Name, n.Data, a.Key)
				}
			}
		}
		for id, times := range ids {
			if times > 1 {
				t.Errorf("%s: id %s stands %d times", s.Name, id, times)
			}
		}
		labelled := map[string]bool{}
		for _, l := range all(doc, "label", "") {
			labelled[attr(l, "for")] = true
		}
		for _, tag := range []string{"input", "textarea", "select"} {
			for _, f := range all(doc, tag, "") {
				if attr(f, "type") != "hidden" && !labelled[attr(f, "id")] && attr(f, "aria-label") == "" {
					t.Errorf("%s: field %s has no name", s.Name, attr(f, "name"))
				}
				for id := range strings.FieldsSeq(attr(f, "aria-describedby")) {
					if ids[id] == 0 {
						t.Errorf("%s: field %s is described by a missing %s", s.Name, attr(f, "name"), id)
					}
				}
			}
		}
		for _, a := range all(doc, "a", "") {
			to, isAnchor := strings.CutPrefix(attr(a, "href"), "#f-")
			if isAnchor && ids["f-"+to] == 0 {
				t.Errorf("%s: the error summary leads to a missing field %s", s.Name, to)
			}
		}
		if n := len(all(doc, "h1", "")); n != 1 {
			t.Errorf("%s: %d first headings", s.Name, n)
		}
	}
}

// One filled button a page: the eye must not choose.
func TestGalleryPagesHaveAtMostOneFilledButton(t *testing.T) {
	for _, s := range Gallery() {
		filled := 0
		for _, tag := range []string{"button", "a"} {
			for _, b := range all(parse(t, write(t, s)), tag, "govuk-button") {
				if !strings.Contains(attr(b, "class"), "mc-button--plain") {
					filled++
				}
			}
		}
		if filled > 1 {
			t.Errorf("%s: %d filled buttons", s.Name, filled)
		}
	}
}

// Whatever sentence a template of any audience translates stands in the catalogue, word
// for word: taking it apart does not count.
func TestEverySentenceOfTheTemplatesIsTranslated(t *testing.T) {
	said := regexp.MustCompile(`(?:page\.)?T\(ctx, "([^"]+)"`)
	for _, pattern := range []string{"*.templ", "../*.templ", "../../*/*.templ", "../../leader/*/*.templ"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range names {
			if strings.HasPrefix(name, "gallery") {
				continue
			}
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range said.FindAllSubmatch(raw, -1) {
				sentence := string(m[1])
				if _, ok := page.English(sentence); !ok {
					t.Errorf("%s: no English for %q", name, sentence)
				}
			}
		}
	}
	for name, w := range states {
		for _, sentence := range []string{w.citizen, w.official} {
			if _, ok := page.English(sentence); !ok {
				t.Errorf("state %s: no English for %q", name, sentence)
			}
		}
	}
}
