package inspector_test

import (
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"motcua/access"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/web/hall/halltest"
	"motcua/web/inspector"
	"motcua/web/page"
	"motcua/web/trail"
)

const fiveDays = "1.004746" // Thủ tục đăng ký lại kết hôn

func open(t *testing.T) *halltest.House {
	t.Helper()
	return halltest.Open(t, halltest.Mount{Audience: page.Official, Routes: inspector.Routes})
}

func TestTheFullTrailStandsOnThePage(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Returned, fiveDays)
	code, body := x.Get(x.As(x.Who("inspector", x.Ward)), "/inspector/dossiers/"+d.Code)
	if code != http.StatusOK {
		t.Fatalf("status %d", code)
	}
	trailed, err := x.Dossiers.Trail(t.Context(), dossiertest.Key(d))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range trailed {
		if table := events(body); !strings.Contains(table, trail.ActWords(e.Act)) || !strings.Contains(table, e.LeafHash[:12]) {
			t.Errorf("event %d (%s) or its leaf is missing", e.Seq, e.Act)
		}
	}
	for _, want := range []string{"01/KQ", d.Profile, "(từ 06/01/2019 đến 14/9/2020)", d.Calendar, "Trước hạn", "Nguyễn Thị Mẫu", "Ngày hẹn thứ 1", "đang ghi"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	if n := strings.Count(body, "method=\"post\""); n > 1 { // signing out stands on every page
		t.Errorf("%d forms: an inspector acts on nothing", n)
	}
}

func TestOnlyTheInspectorOfTheAreaReadsIt(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Received, fiveDays)
	city := x.Hall.Offices.Tree().All()[0].ID
	for _, row := range []struct {
		sentence string
		who      access.Who
		want     int
	}{
		{"of the ward", x.Who("inspector", x.Ward), 200},
		{"of its district", x.Who("inspector", x.District), 200},
		{"of the city", x.Who("inspector", city), 200},
		{"of another ward", x.Who("inspector", x.Other), 404},
		{"a head has other pages", x.Who("head", x.Ward), 404},
		{"control has other pages", x.Who("control", x.Ward), 404},
	} {
		c := x.As(row.who)
		if code, _ := x.Get(c, "/inspector/dossiers/"+d.Code); code != row.want {
			t.Errorf("%s: %d", row.sentence, code)
		}
		if code, _ := x.Get(c, "/inspector?code="+d.Code); code != row.want {
			t.Errorf("%s, by search: %d", row.sentence, code)
		}
	}
	if code, body := x.Get(x.As(x.Who("inspector", x.Ward)), "/inspector?code=khong-co"); code != 404 || !strings.Contains(body, "value=\"khong-co\"") {
		t.Errorf("a code nobody has: %d", code)
	}
}

func TestALateDossierShowsItsViolation(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, fiveDays)
	x.To("2019-06-13 09:00")
	_, body := x.Get(x.As(x.Who("inspector", x.Ward)), "/inspector/dossiers/"+d.Code)
	if !strings.Contains(body, "không có thư xin lỗi (APO-7)") {
		t.Error("the missing letter is not said")
	}
	if table := events(body); !strings.Contains(table, "Quá hạn") || !strings.Contains(table, "Hệ thống") {
		t.Errorf("the machine's own act is not in %q", table)
	}
}

// events is the text of the table of events.
func events(body string) string {
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		return ""
	}
	var out strings.Builder
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "id" && a.Val == "events" {
				for x := range n.Descendants() {
					if x.Type == html.TextNode {
						out.WriteString(x.Data + " ")
					}
				}
			}
		}
	}
	return out.String()
}
