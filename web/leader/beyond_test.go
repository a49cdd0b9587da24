package leader_test

import (
	"bytes"
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"motcua/dossier"
	"motcua/intake"
	"motcua/paper"
	"motcua/web/leader/leadertest"
)

func TestPRI2TheControlOfficeReadsWhatWasDemandedBeyondTheList(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Received, leadertest.FiveDays)
	control := x.Who("control", x.District)
	c := x.As(control)
	if code, body := x.Get(c, "/leader/beyond"); code != 200 || !strings.Contains(body, "Chưa có phản ánh nào") {
		t.Errorf("empty: %d", code)
	}
	if err := x.Hall.Intake.ReportBeyond(context.Background(), d.Token, "Bị yêu cầu nộp thêm đơn có xác nhận"); err != nil {
		t.Fatal(err)
	}
	if code, body := x.Get(c, "/leader/beyond"); code != 200 || !strings.Contains(body, d.Code) || !strings.Contains(body, "Bị yêu cầu nộp thêm đơn có xác nhận") {
		t.Errorf("full: %d", code)
	}
	for _, role := range []string{"head", "onestop_head", "officer"} {
		if code, _ := x.Get(x.As(x.Who(role, x.Ward)), "/leader/beyond"); code == 200 {
			t.Errorf("PRI-2 %s of the office concerned reads it", role)
		}
	}
	raw := pdf(t, "Phiếu")
	staged, err := x.Hall.Papers.Stage(t.Context(), paper.Given{Paper: "evidence", Name: "phiếu viết tay.pdf"}, bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Hall.Intake.ReportBeyond(t.Context(), d.Token, "Bị yêu cầu nộp thêm một đơn nữa", staged); err != nil {
		t.Fatal(err)
	}
	_, body := x.Get(c, "/leader/beyond")
	_, rest, ok := strings.Cut(body, `href="/leader/beyond/`)
	href, _, _ := strings.Cut(rest, `"`)
	if !ok || !strings.Contains(body, "phiếu viết tay.pdf") {
		t.Fatalf("PRI-2 the list leads to no file")
	}
	for says, row := range map[string]struct {
		role, office, address string
		want                  int
	}{
		"the control office above reads it":   {"control", x.District, "/leader/beyond/" + href, 200},
		"another control office does not":     {"control", x.Other, "/leader/beyond/" + href, 404},
		"the head of the office does not":     {"head", x.Ward, "/leader/beyond/" + href, 404},
		"the desk does not":                   {"reception", x.Ward, "/leader/beyond/" + href, 404},
		"it is no file of the dossier either": {"control", x.District, "/leader/dossiers/" + d.Code + "/files/" + href[strings.LastIndex(href, "/")+1:], 404},
	} {
		if code, _ := x.Get(x.As(x.Who(row.role, row.office)), row.address); code != row.want {
			t.Errorf("PRI-2 %s: %d", says, code)
		}
	}
	above := control
	above.Below = []string{x.Ward}
	reads, err := x.Dossiers.Reads(t.Context(), above, dossier.ReadFilter{Until: 1 << 62}, 10)
	if err != nil || len(reads) == 0 || reads[0].Official != control.Official {
		t.Errorf("PRI-2 the look is on record: %+v %v", reads, err)
	}
}

func TestPRI2ReportsAreCountedPerOffice(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Received, leadertest.FiveDays)
	if err := x.Hall.Intake.ReportBeyond(t.Context(), d.Token, "Bị yêu cầu nộp thêm đơn có xác nhận"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := x.Hall.Intake.ReportDemand(t.Context(), intake.Demand{Office: x.Ward, Procedure: "1.001193", Named: "Trần Văn Mẫu", Said: "Bị trả về vì thiếu ảnh chân dung"}); err != nil {
			t.Fatal(err)
		}
	}
	c := x.As(x.Who("control", x.District))
	_, body := x.Get(c, "/leader/beyond")
	_, counts, _ := strings.Cut(body, `id="counts"`)
	counts, _, _ = strings.Cut(counts, "</table>")
	row := regexp.MustCompile(`\s*(<[^>]*>\s*)+`).ReplaceAllString(counts, "|")
	if want := x.Hall.Offices.Tree().Title(x.Ward) + "|3|1|2|"; !strings.Contains(row, want) || !strings.Contains(body, "Trần Văn Mẫu") {
		t.Errorf("PRI-2 the count does not say %q: %s", want, row)
	}
	if _, body := x.Get(c, "/leader/beyond?since-day=1&since-month=1&since-year=2018&until-day=31&until-month=12&until-year=2018"); !strings.Contains(body, "Không có phản ánh nào trong kỳ") {
		t.Error("PRI-2 another period counts the same reports")
	}
}

func TestPRI2ManyReportsOfOneDossierStandOnOneLineAndOpen(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Received, leadertest.FiveDays)
	for range 6 {
		if err := x.Hall.Intake.ReportBeyond(t.Context(), d.Token, "Bị yêu cầu nộp thêm đơn có xác nhận"); err != nil {
			t.Fatal(err)
		}
	}
	c := x.As(x.Who("control", x.District))
	_, body := x.Get(c, "/leader/beyond")
	_, rows, _ := strings.Cut(body, `id="rows"`)
	if n := strings.Count(rows, "Bị yêu cầu nộp thêm đơn có xác nhận"); n != 3 || !strings.Contains(rows, "Và 3 phản ánh khác") {
		t.Errorf("PRI-2 %d reports stand one by one, or the rest is not counted", n)
	}
	_, rest, _ := strings.Cut(rows, `href="/leader/beyond?`)
	href, _, _ := strings.Cut(rest, `"`)
	_, body = x.Get(c, "/leader/beyond?"+strings.ReplaceAll(href, "&amp;", "&"))
	_, rows, _ = strings.Cut(body, `id="rows"`)
	if n := strings.Count(rows, "Bị yêu cầu nộp thêm đơn có xác nhận"); n != 6 || strings.Contains(rows, "phản ánh khác") {
		t.Errorf("PRI-2 an open dossier shows %d of 6", n)
	}
}

// A flood of made-up reports about one office hides no report about another: the list has
// further pages, an office's reports stand alone, and a group opens alone and whole.
func TestPRI2AFloodHidesNoReport(t *testing.T) {
	x := open(t)
	const honest, rubbish = "Bị trả về vì thiếu ảnh chân dung", "Một phản ánh không có thật"
	put := func(at, said string) {
		if err := x.Hall.Intake.ReportDemand(t.Context(), intake.Demand{Office: at, Procedure: "1.001193", Said: said}); err != nil {
			t.Fatal(err)
		}
	}
	day := x.Civil.Now()
	x.Civil.Set(day.Add(time.Minute))
	put(x.District, honest)
	for i := range 9 {
		x.Civil.Set(day.AddDate(0, 0, i).Add(time.Hour))
		for range 40 {
			put(x.Ward, rubbish)
		}
	}
	c := x.As(x.Who("control", x.District))
	link := func(body, mark string) string {
		m := regexp.MustCompile(`href="(/leader/beyond\?[^"]*` + mark + `[^"]*)"`).FindStringSubmatch(body)
		if m == nil {
			return ""
		}
		return strings.ReplaceAll(m[1], "&amp;", "&")
	}
	next := regexp.MustCompile(`rel="next"[^>]*href="([^"]+)"`)
	walk := func(at string) (pages, real, made int) {
		for at != "" {
			code, body := x.Get(c, at)
			if code != 200 {
				t.Fatalf("%s: %d", at, code)
			}
			_, rows, _ := strings.Cut(body, `id="rows"`)
			real, made, pages = real+strings.Count(rows, honest), made+strings.Count(rows, rubbish), pages+1
			m := next.FindStringSubmatch(body)
			if at = ""; m != nil {
				at = strings.ReplaceAll(m[1], "&amp;", "&")
			}
		}
		return pages, real, made
	}
	if pages, n, made := walk("/leader/beyond"); n != 1 || made != 9*30 || pages != (9*31+1+24)/25 {
		t.Errorf("PRI-2 on %d pages: the report %d times, %d others", pages, n, made)
	}
	_, first := x.Get(c, "/leader/beyond")
	if _, n, made := walk(link(first, "office="+x.District)); n != 1 || made != 0 {
		t.Errorf("PRI-2 an office's own: %d and %d others", n, made)
	}
	if pages, n, made := walk(link(first, "open=")); n != 0 || made != 40 || pages != 2 {
		t.Errorf("PRI-2 a group on %d pages: %d and %d others", pages, n, made)
	}
	_, alone := x.Get(c, link(first, "office="+x.District))
	if title := x.Hall.Offices.Tree().Title(x.District); !strings.Contains(alone, "Chỉ phản ánh về: "+title) || !strings.Contains(alone, "Tất cả phản ánh trong kỳ") {
		t.Error("PRI-2 the page does not say that it shows one office's reports")
	}
}
