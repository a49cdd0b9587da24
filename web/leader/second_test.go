package leader_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/web/leader/leadertest"
)

func TestPRI6ASecondRequestNeedsTheHeadsLeaveWithItsReason(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, leadertest.FiveDays)
	at := "/leader/dossiers/" + d.Code
	if _, body := x.Get(x.Head(), at); strings.Contains(body, "Cho phép yêu cầu bổ sung lần hai") {
		t.Error("there is nothing to allow before a first request")
	}
	officer, ask := x.Who("officer", x.Ward), dossier.RequestSupplement{Reason: "Giấy tờ chưa đúng mẫu quy định", Lines: []dossier.SupplementLine{{Paper: "p1", What: "Nộp lại"}}}
	d = x.Must(officer, d, ask)
	d = x.Must(x.Citizen(), d, dossier.Supply{Papers: []dossier.GivenPaper{{Paper: "p1", Originals: 1}}})
	if _, body := x.Get(x.Head(), at); !strings.Contains(body, at+"/second") {
		t.Error("the head has no way to the leave")
	}
	if code, body := x.Get(x.Head(), at+"/second"); code != 200 || !strings.Contains(body, "Nộp lại") {
		t.Errorf("%d: the first request is not shown", code)
	}
	code, body := x.Post(x.Head(), at+"/second", url.Values{"reason": {"ngắn"}})
	if code != 422 || !strings.Contains(body, "Chọn vì sao phải yêu cầu lần hai.") {
		t.Errorf("%d", code)
	}
	code, body = x.Post(x.Head(), at+"/second", url.Values{"fault": {"office"}, "reason": {"ngắn"}})
	if code != 422 || !strings.Contains(body, "Ghi rõ lý do") {
		t.Errorf("%d", code)
	}
	if code, _ = x.Post(x.As(x.Who("onestop_head", x.Ward)), at+"/second", url.Values{"fault": {"office"}, "reason": {"Người thụ lý kiểm tra chưa kỹ"}}); code == 200 {
		t.Error("the one-stop head allows a second request")
	}
	code, body = x.Post(x.Head(), at+"/second", url.Values{"fault": {"office"}, "reason": {"Người thụ lý kiểm tra chưa kỹ"}})
	if code != 200 || !strings.Contains(body, "Đã cho phép yêu cầu bổ sung lần hai.") {
		t.Errorf("%d", code)
	}
	d = x.Must(officer, x.Now(d), ask)
	if s := d.Supplements[1]; !s.Violates() {
		t.Errorf("the office's own fault is not counted: %+v", s)
	}
}
