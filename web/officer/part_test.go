package officer_test

import (
	"net/http"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/dossiertest"
	"motcua/web/hall/halltest"
)

// looksAtItsPart: an office whose part is over reads it and does nothing.
func looksAtItsPart(t *testing.T, x *halltest.House, c *http.Client, d dossier.Dossier) string {
	t.Helper()
	status, body := x.Get(c, at(d))
	want(t, status, 200, body, "Phần việc của cơ quan đã xong", "Giao nhận giữa các cơ quan", "Diễn biến", "Phiếu kiểm soát")
	a := dossiertest.Applicant()
	for _, never := range []string{a.Name, a.Address, a.Phone, "Thành phần hồ sơ", "Tệp điện tử", "<form method=\"post\" action=\"" + at(d)} {
		if strings.Contains(body, never) {
			t.Errorf("the part shows %q", never)
		}
	}
	resp, err := c.Get(x.Server.URL + at(d) + "/control.pdf")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "application/pdf" {
		t.Errorf("the control slip: %d", resp.StatusCode)
	}
	for _, path := range []string{"/forward", "/consult", "/examine", "/answer", "/take", "/supplement", "/propose", "/apology", "/files/x"} {
		if status, _ := x.Get(c, at(d)+path); status != 404 {
			t.Errorf("%s is open to an office whose part is over: %d", path, status)
		}
		if status, _ := x.Post(c, at(d)+path, nil); path != "/files/x" && status != 404 {
			t.Errorf("%s is done by an office whose part is over: %d", path, status)
		}
	}
	return body
}

func TestSET3AnOfficeThatAnsweredLooksAtWhatItSaid(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, fiveDays)
	d = x.Must(x.Who("officer", x.Ward), d, decision.Consult{Office: x.Other, Limit: "2wd", Question: "Thửa đất có thuộc quy hoạch không"})
	there := x.As(x.Who("officer", x.Other))
	status, body := x.Get(there, "/officer/passed")
	want(t, status, 200, body, "Chưa có hồ sơ nào")
	x.To("2019-06-04 09:00")
	d = x.Must(x.Who("officer", x.Other), d, decision.Answer{N: 1, Agrees: true, Opinion: "Phù hợp quy hoạch được duyệt"})
	x.To("2019-06-04 10:00")
	d = x.Must(x.Who("officer", x.Ward), d, decision.Examine{Fit: true, Note: "Lời ghi nội bộ của phường sau khi có ý kiến"})
	body = looksAtItsPart(t, x, there, d)
	for _, says := range []string{"Thửa đất có thuộc quy hoạch không", "Phù hợp quy hoạch được duyệt", "Đồng ý", "Thẩm định"} {
		if !strings.Contains(body, says) {
			t.Errorf("the part does not say %q", says)
		}
	}
	if strings.Contains(body, "Lời ghi nội bộ của phường") {
		t.Error("words of a later step are shown")
	}
	reads, err := dossier.New(x.DB.Read()).ReadsOf(t.Context(), dossier.ReadsOfParams{Home: d.Home, Dossier: d.ID})
	if err != nil || len(reads) == 0 || reads[len(reads)-1].Office != x.Other {
		t.Errorf("the look left no trace: %+v %v", reads, err)
	}
	for _, role := range []string{"officer", "head"} {
		if status, _ := x.Get(x.As(x.Who(role, x.District)), at(d)); status != 404 {
			t.Errorf("%s of an office that had no part: %d", role, status)
		}
	}
}
