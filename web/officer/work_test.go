package officer_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

var onward = regexp.MustCompile(`rel="next"[^>]* href="([^"]+)"`)

// The work list goes on after its last row and comes back to its beginning.
func TestTheWorkListGoesOnByPages(t *testing.T) {
	x := open(t)
	want := map[string]int{}
	for range 53 {
		want[assigned(x).Code] = 0
	}
	c, at, pages := mine(x), "/officer", 0
	for at != "" {
		code, body := x.Get(c, at)
		if code != http.StatusOK || pages > 3 {
			t.Fatalf("%s: %d", at, code)
		}
		pages++
		if strings.Contains(body, `rel="first"`) != (pages > 1) || !strings.Contains(body, `<span class="mc-count">53</span>`) {
			t.Errorf("page %d: the way back to the top, or the count of the tab", pages)
		}
		for one := range want {
			want[one] += strings.Count(body, `<a class="govuk-link" href="/officer/dossiers/`+one+`"`)
		}
		at = ""
		if m := onward.FindStringSubmatch(body); m != nil {
			at = html.UnescapeString(m[1])
		}
	}
	for one, n := range want {
		if n != 1 {
			t.Errorf("%s stands %d times", one, n)
		}
	}
	if pages != 2 {
		t.Errorf("%d pages of 53", pages)
	}
}
