package leader_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"motcua/dossier"
	"motcua/web/leader/leadertest"
)

// figures gives each number of a board page: address → the count, which a share names
// beneath its per cent.
func figures(body string) map[string]string {
	out := map[string]string{}
	for _, a := range leadertest.All(body, "mc-number") {
		value, under := "", ""
		for n := range a.Descendants() {
			switch {
			case n.Type != html.ElementNode:
			case leadertest.Attr(n, "class") == "mc-number__value":
				value = leadertest.Text(n)
			case leadertest.Attr(n, "class") == "mc-number__of":
				under = leadertest.Text(n)
			}
		}
		if strings.Contains(value, "%") || value == "–" {
			value = under
		}
		out[leadertest.Attr(a, "href")] = value + " "
	}
	return out
}

// busy brings dossiers of every sort into two wards and lets time pass.
func (x house) busy() {
	x.T.Helper()
	x.In(dossier.Returned, leadertest.FiveDays)
	d := x.In(dossier.InProcess, leadertest.FiveDays)
	x.In(dossier.Received, leadertest.FiveDays)
	x.In(dossier.Proposed, leadertest.FiveDays)
	s := x.In(dossier.InProcess, leadertest.FiveDays)
	x.Must(x.Who("head", x.Ward), s, dossier.Stop{Cause: "applicant", Reason: "Người nộp đề nghị", Paper: "request"})
	other := x.Brought(leadertest.FiveDays)
	other.Receiving, other.Competent, other.ReturnAt = x.Other, x.Other, x.Other
	x.Must(x.Who("reception", x.Other), dossier.Dossier{}, other)
	x.To("2019-06-13 09:40")
	if code, _ := x.Post(x.Head(), "/leader/dossiers/"+d.Code+"/letter", leadertest.LetterForm("send", "0")); code != http.StatusOK {
		x.T.Fatal(code)
	}
}

func TestEveryNumberOpensExactlyWhatItCounts(t *testing.T) {
	x := open(t)
	x.busy()
	for _, row := range []struct {
		role, office string
		received     int
	}{{"head", x.Ward, 5}, {"inspector", x.District, 5}, {"control", x.Hall.Offices.Tree().All()[0].ID, 6}} {
		c := x.As(x.Who(row.role, row.office))
		code, body := x.Get(c, "/leader/board")
		if code != http.StatusOK || !strings.Contains(body, "Tính đến 09 giờ 40") {
			t.Fatalf("%s: %d, or no moment is printed", row.role, code)
		}
		found := figures(body)
		if len(found) < 20 {
			t.Fatalf("%s: %d figures", row.role, len(found))
		}
		for href, of := range found {
			var n int
			if _, err := fmt.Sscanf(of, "%d", &n); err != nil {
				t.Fatalf("%q: %v", of, err)
			}
			code, page := x.Get(c, href)
			if code != http.StatusOK || leadertest.Rows(page, "rows") != n {
				t.Errorf("%s %s: says %d, lists %d (%d)", row.role, href, n, leadertest.Rows(page, "rows"), code)
			}
			if strings.Contains(href, "/received?") && n != row.received {
				t.Errorf("%s: received %d, want %d", row.role, n, row.received)
			}
		}
	}
}

func TestABoardLooksAtTheOfficeAndDaysAskedFor(t *testing.T) {
	x := open(t)
	x.busy()
	city := x.As(x.Who("control", x.Hall.Offices.Tree().All()[0].ID))
	for _, row := range []struct{ sentence, query, list, want string }{
		{"one ward alone", "?office=" + x.Other, "received", "1 "},
		{"the days before anything happened", "?from=01/5/2019&to=31/5/2019", "received", "0 "},
		{"late now, whatever the days", "?from=01/5/2019&to=31/5/2019", "open_late", "4 "},
	} {
		_, body := x.Get(city, "/leader/board"+row.query)
		said := ""
		for href, of := range figures(body) {
			if strings.HasPrefix(href, "/leader/board/"+row.list+"?") {
				said = of
			}
		}
		if !strings.HasPrefix(said, row.want) {
			t.Errorf("%s: %q", row.sentence, said)
		}
	}
	if code, body := x.Get(city, "/leader/board?from=30/6/2019&to=01/6/2019"); code != http.StatusUnprocessableEntity || !strings.Contains(body, "Ngày kết thúc") {
		t.Errorf("days the wrong way round: %d", code)
	}
	if code, _ := x.Get(city, "/leader/board/received"); code != http.StatusOK {
		t.Errorf("a list without days is this period's: %d", code)
	}
	if code, _ := x.Get(city, "/leader/board/khac?from=2019-06-01&to=2019-06-30"); code != http.StatusNotFound {
		t.Errorf("a list nobody has: %d", code)
	}
}

// A leader above may count a dossier without being let into it.
func TestCountingADossierIsNotReadingIt(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Received, leadertest.FiveDays)
	_, body := x.Get(x.As(x.Who("head", x.District)), "/leader/board/received?from=2019-06-01&to=2019-06-30&office="+x.Ward)
	if leadertest.Rows(body, "rows") != 1 || !strings.Contains(body, d.Code) {
		t.Fatal("the district counts its wards' dossiers")
	}
	if strings.Contains(body, "Nguyễn Thị Mẫu") || leadertest.Find(body, "href", "/leader/dossiers/"+d.Code) != nil {
		t.Error("the applicant's name or the dossier is open to who may not see it")
	}
}

// What a list shows, its reader may open: the scope of a list and the question asked of
// one dossier agree.
func TestEveryLineOfAListOpens(t *testing.T) {
	x := open(t)
	x.busy()
	for _, role := range []string{"head", "onestop_head"} {
		c := x.As(x.Who(role, x.Ward))
		_, body := x.Get(c, "/leader")
		lines := 0
		for _, row := range leadertest.All(body, "govuk-link") {
			if href := leadertest.Attr(row, "href"); strings.HasPrefix(href, "/leader/dossiers/") {
				lines++
				if code, _ := x.Get(c, href); code != http.StatusOK {
					t.Errorf("%s: %s is listed and answers %d", role, href, code)
				}
			}
		}
		if lines < 4 {
			t.Errorf("%s: only %d lines", role, lines)
		}
	}
}
