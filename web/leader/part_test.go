package leader_test

import (
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/web/leader/leadertest"
)

func TestSET4TheHeadOfAnOfficeThatPassedADossierOnLooksAtItsPart(t *testing.T) {
	x := open(t)
	d := x.Must(x.Who("reception", x.Ward), dossier.Dossier{}, x.Brought(leadertest.FiveDays))
	d = x.Must(x.Who("reception", x.Ward), d, dossier.Forward{Legs: []dossier.Leg{{Office: x.Other, Work: dossier.Verify, Limit: "1wd"}}})
	there := x.As(x.Who("head", x.Other))
	d = x.Must(x.Who("head", x.Other), d, dossier.Forward{Note: "Đã kiểm tra thực tế tại địa chỉ"})
	at := "/leader/dossiers/" + d.Code
	code, body := x.Get(there, at)
	if code != 200 || !strings.Contains(body, "Phần việc của cơ quan đã xong") || !strings.Contains(body, "Đã kiểm tra thực tế tại địa chỉ") || strings.Contains(body, "Phân công") {
		t.Errorf("%d", code)
	}
	if code, body := x.Get(there, "/leader/passed"); code != 200 || !strings.Contains(body, d.Code) {
		t.Errorf("the list: %d", code)
	}
	if code, body := x.Get(there, "/leader"); code != 200 || !strings.Contains(body, `href="/leader/passed"`) {
		t.Errorf("no way to the list: %d", code)
	}
	if code, _ := x.Get(there, at+"/control.pdf"); code != 200 {
		t.Errorf("the control slip: %d", code)
	}
	for _, path := range []string{"/forward", "/stop", "/sign", "/files/x", "/stop.pdf"} {
		if code, _ := x.Get(there, at+path); code != 404 {
			t.Errorf("%s: %d", path, code)
		}
	}
	for _, who := range []struct{ role, office string }{{"head", x.District}, {"control", x.Other}} {
		if code, _ := x.Get(x.As(x.Who(who.role, who.office)), at); code != 404 {
			t.Errorf("%s without a part: %d", who.role, code)
		}
	}
	d = x.Must(x.Who("head", x.Ward), d, dossier.Forward{Legs: []dossier.Leg{{Office: x.Other, Work: dossier.Measure, Limit: "1wd"}}}) // back again: the whole dossier
	if code, body := x.Get(there, at); code != 200 || strings.Contains(body, "Phần việc của cơ quan đã xong") {
		t.Errorf("handed the dossier again: %d", code)
	}
}
