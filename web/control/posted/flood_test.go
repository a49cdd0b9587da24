package posted_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/access"
	"motcua/posting"
	"motcua/web/hall/halltest"
)

// CK-6: a flood of made-up reports about one office hides neither a report about another nor
// what an inspector or the clock found, and no figure drops.
func TestCK_6_AFloodOfReportsHidesNothing(t *testing.T) {
	x := open(t)
	place := x.place("board")
	report := func(of string, wrong posting.Wrong) {
		if _, err := x.Hall.Postings.Report(t.Context(), access.Who{Channel: "page"}, posting.Finding{ID: x.IDs.New(), Office: of, Wrong: wrong}, "Bị tủ che", nil); err != nil {
			t.Fatal(err)
		}
	}
	const flood = 2_010
	for range flood {
		report(x.Ward, posting.Unreadable)
	}
	x.to("2019-06-05")
	report(x.Other, posting.NoFeedback)
	find := place + "/find"
	status, body := x.Upload(x.inspect, find, url.Values{"id": {idIn(t, x.wants(x.inspect, find, 200))}, "wrong": {"incomplete"}}, "photo", "a.png", halltest.PNG)
	x.holds(find, status, body, 200)
	x.to("2019-06-07")

	all, err := x.Hall.Postings.Tallies(t.Context(), x.control())
	by := map[string]posting.Tally{}
	for _, one := range all {
		by[one.Office] = one
	}
	if ward, far := by[x.Ward], by[x.Other]; err != nil || ward.Reported != flood || ward.Open != 1 || ward.Days != 2 || far.Reported != 1 || far.Open != 0 {
		t.Errorf("CK-6 %+v %+v %v", by[x.Ward], by[x.Other], err)
	}
	noFeedback, incomplete, rubbish := posting.NoFeedback.Vietnamese(), posting.Incomplete.Vietnamese(), posting.Unreadable.Vietnamese()
	list := func(body, id string) string {
		_, body, _ = strings.Cut(body, `id="`+id+`"`)
		body, _, _ = strings.Cut(body, "</table>")
		return body
	}
	if rows := list(x.wants(x.check, "/control/posting/offices/"+x.Other, 200), "findings"); strings.Count(rows, noFeedback) != 1 {
		t.Errorf("CK-6 the other office's report is not listed: %s", text("<main"+rows))
	}
	body = x.wants(x.check, "/control/posting/offices/"+x.Ward, 200, "1–25 trong 2.011 phát hiện")
	if rows := list(body, "findings"); strings.Count(rows, incomplete) != 1 || strings.Count(rows, rubbish) != 24 {
		t.Error("CK-6 what the inspector found does not stand first")
	}
	m := regexp.MustCompile(`rel="next"[^>]*href="([^"]+)"`).FindStringSubmatch(body)
	if m == nil {
		t.Fatal("CK-6 no further page")
	}
	next, _, _ := strings.Cut(strings.ReplaceAll(m[1], "&amp;", "&"), "#")
	x.wants(x.check, next, 200, "26–50 trong 2.011 phát hiện")
	const year = "/control/posting/findings?since-day=1&since-month=1&since-year=2019&until-day=31&until-month=12&until-year=2019"
	body = x.wants(x.check, year, 200, "1–25 trong 2.012 phát hiện", x.Hall.Offices.Tree().Title(x.Other))
	if strings.Count(list(body, "counts"), x.Hall.Offices.Tree().Title(x.Ward)) != 1 {
		t.Error("CK-6 what was verified is not counted")
	}
	if rows := list(x.wants(x.check, year+"&office="+url.QueryEscape(x.Other), 200, "1 phát hiện"), "list"); strings.Count(rows, noFeedback) != 1 || strings.Contains(rows, rubbish) {
		t.Error("CK-6 one office's findings do not stand alone")
	}
	if body := x.wants(x.inspect, year, 200); !strings.Contains(body, "2.012 phát hiện") {
		t.Error("CK-6 the inspector reads another list")
	}
	ids, err := x.Hall.Postings.Waiting(t.Context(), x.Who("head", x.Other), "")
	if err != nil || len(ids) != 1 {
		t.Errorf("CK-6 the head of the other office is given %d: %v", len(ids), err)
	}
	own, err := x.Hall.Postings.FoundIn(t.Context(), x.Who("head", x.Other), "2019-01-01", "2019-12-31", x.Ward)
	if err != nil || len(own.IDs)+len(own.Verified) != 0 || len(own.Offices) != 1 {
		t.Errorf("CK-6 the head of another office reads %+v %v", own, err)
	}
}
