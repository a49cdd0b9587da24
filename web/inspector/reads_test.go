package inspector_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/dossier/dossiertest"
)

var onward = regexp.MustCompile(`rel="next"[^>]* href="([^"]+)"`)

// Readings of one moment break over two pages; each stands once and none is lost.
func TestReadingsGoOnByPages(t *testing.T) {
	x := open(t)
	var all []dossier.Dossier
	for range 20 {
		all = append(all, x.In(dossier.Received, fiveDays))
	}
	for _, role := range []string{"reception", "officer", "head"} {
		for _, d := range all {
			if err := x.Dossiers.NoteRead(t.Context(), x.Who(role, x.Ward), dossiertest.Key(d)); err != nil {
				t.Fatal(err)
			}
		}
	}
	c, at, pages, shown := x.As(x.Who("inspector", x.Ward)), "/inspector/reads", 0, map[string]int{}
	for at != "" {
		code, body := x.Get(c, at)
		if code != http.StatusOK || pages > 5 {
			t.Fatalf("%s: %d", at, code)
		}
		pages++
		for _, d := range all {
			shown[d.Code] += strings.Count(body, `href="/inspector/dossiers/`+d.Code+`"`)
		}
		at = ""
		if m := onward.FindStringSubmatch(body); m != nil {
			at = html.UnescapeString(m[1])
		}
	}
	if pages != 3 {
		t.Errorf("%d pages of 60 readings", pages)
	}
	for code, n := range shown {
		if n != 3 {
			t.Errorf("%s stands %d times, read by three", code, n)
		}
	}
}
