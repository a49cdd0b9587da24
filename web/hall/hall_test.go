package hall_test

import (
	"net/http"
	"testing"

	"motcua/web/hall"
	"motcua/web/hall/halltest"
	"motcua/web/page"
)

func TestAPostThatEndedOpensNothing(t *testing.T) {
	var seen string
	x := halltest.Open(t, halltest.Mount{Audience: page.Official, Routes: func(h *hall.Hall) []hall.Route {
		return []hall.Route{{Pattern: "GET /who", Access: "official", Handle: func(w http.ResponseWriter, r *http.Request) error {
			who, err := h.Official(r)
			seen = who.Role
			return err
		}}}
	}})
	c := x.As(x.Who("head", x.Ward))
	if code, _ := x.Get(c, "/who"); code != 200 || seen != "head" {
		t.Fatalf("%d %q", code, seen)
	}
	x.Civil.Set(x.Civil.Now().AddDate(-1, 0, 0)) // before the post began
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if code, _ := x.Get(c, "/who"); code != http.StatusSeeOther {
		t.Errorf("status %d: who holds no post today must sign in", code)
	}
}
