package admin_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

var (
	forward = regexp.MustCompile(`rel="next"[^>]* href="([^"]+)"`)
	linked  = regexp.MustCompile(`<a class="govuk-link" href="(/admin/offices/[^"/?]+)"`)
)

// A list of the whole city stands on pages that a phone can read, and its own links lead
// through all of it.
func TestTheListOfOfficesGoesOnByPages(t *testing.T) {
	x := open(t)
	want, seen, at := len(x.Hall.Offices.Tree().On(x.Hall.Today())), map[string]bool{}, "/admin/offices"
	for at != "" {
		code, body := x.Get(x.c, at)
		if code != http.StatusOK {
			t.Fatalf("%s: %d", at, code)
		}
		rows := linked.FindAllStringSubmatch(body, -1)
		if len(rows) > 25 {
			t.Fatalf("%s: %d rows", at, len(rows))
		}
		for _, r := range rows {
			if seen[r[1]] {
				t.Fatalf("%s stands twice", r[1])
			}
			seen[r[1]] = true
		}
		at = ""
		if m := forward.FindStringSubmatch(body); m != nil {
			at = html.UnescapeString(m[1])
		}
	}
	if len(seen) != want {
		t.Errorf("%d offices on the pages, %d in force", len(seen), want)
	}
}

func TestADistrictFindsItsWardsAndTheTabKeepsTheWords(t *testing.T) {
	x := open(t)
	ward, _ := x.Hall.Offices.Office(x.Ward)
	_, body := x.Get(x.c, "/admin/offices?q="+x.escaped(ward.Parent))
	if !strings.Contains(body, `href="/admin/offices/`+x.Ward+`"`) || !strings.Contains(body, "kind=commune&amp;q=") {
		t.Error("the ward is not found by its district, or the tabs lose what was searched for")
	}
}

func (x house) escaped(office string) string {
	o, _ := x.Hall.Offices.Office(office)
	return url.QueryEscape(o.Place)
}
