package hall_test

import (
	"net/http"
	"testing"
	"time"

	"motcua/clock"
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

// law.md 11: what a page prints goes by the law of the day it is printed.
func TestPagesReadTheLawOfTheDay(t *testing.T) {
	for day, want := range map[string][3]string{
		"2018-11-20": {"hcmc-2018", "", ""}, "2019-02-18": {"hcmc-2019", " (Mẫu 02)", " (Mẫu 05)"},
		"2025-07-15": {"hcmc-2025-07", " (Mẫu 02)", " (Mẫu 05)"}, "2026-10-05": {"hcmc-2026", " (Mẫu 02)", " (Mẫu 06)"}, "2015-01-05": {},
	} {
		at, err := time.ParseInLocation(time.DateOnly, day, clock.Zone)
		if err != nil {
			t.Fatal(err)
		}
		h := &hall.Hall{Civil: clock.Fixed(at)}
		if got := [3]string{h.Law().ID, h.FormLabel("supplement"), h.FormLabel("control")}; got != want {
			t.Errorf("%s: %q, want %q", day, got, want)
		}
		if h.FormLabel("") != "" {
			t.Errorf("%s: no form has the label %q", day, h.FormLabel(""))
		}
	}
}
