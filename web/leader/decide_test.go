package leader_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/web/leader/leadertest"
	"motcua/web/trail"
)

// SET-7: the head approves now and gives the signature to a deputy, who needs no other
// writing for this one result and signs "KT.".
func TestSET7_AHeadDecidesAndADeputySigns(t *testing.T) {
	x := open(t)
	d := x.drafted("ket-qua.pdf", pdf(t, "a"))
	head, deputy, path := x.Head(), x.As(x.Who("deputy_head", x.Ward)), "/leader/dossiers/"+d.Code
	_, body := x.Get(head, path+"/sign")
	option := leadertest.Find(body, "value", x.Who("deputy_head", x.Ward).Official)
	if option == nil || leadertest.Find(body, "action", path+"/decide") == nil {
		t.Fatal("the page offers no deputy to sign")
	}
	if code, _ := x.Get(deputy, path+"/sign"); code != http.StatusNotFound {
		t.Errorf("a deputy nobody named sees the dossier: %d", code)
	}
	code, body := x.Post(head, path+"/decide", url.Values{"draft": {d.Proposal.File}, "signer": {leadertest.Attr(option, "value")}})
	if code != 200 || !strings.Contains(body, "Đã duyệt đề xuất kết quả và giao") {
		t.Fatalf("%d %s", code, leadertest.Text(leadertest.Find(body, "role", "alert")))
	}
	if _, body = x.Get(head, path); !strings.Contains(body, "Giao ký") || !strings.Contains(body, "Đã duyệt") || !strings.Contains(body, "Năm thời điểm của kết quả") {
		t.Error("the dossier does not say what was decided and who shall sign")
	}
	if _, body = x.Get(head, path+"/sign"); leadertest.Find(body, "action", path+"/decide") != nil {
		t.Error("what was decided is offered to be decided again")
	}
	if _, body = x.Get(head, "/leader/lists/sign"); leadertest.Rows(body, "rows-sign") != 1 || !strings.Contains(body, "Đã duyệt, chờ ký") {
		t.Error("the list does not say that it is decided")
	}
	if _, body = x.Get(deputy, "/leader"); leadertest.Rows(body, "rows-given") != 1 || !strings.Contains(body, d.Code) {
		t.Error("the deputy's page does not show what there is to sign")
	}
	for _, list := range []string{"sign", "late", "unassigned"} {
		if _, body = x.Get(deputy, "/leader/lists/"+list); leadertest.Rows(body, "rows-"+list) != 0 && strings.Contains(body, d.Code) {
			t.Errorf("a deputy without a delegation reads the list %s", list)
		}
	}
	if code, raw := x.Get(deputy, path+"/draft"); code != 200 || raw != string(pdf(t, "a")) {
		t.Errorf("the deputy cannot read the draft: %d", code)
	}
	x.To("2019-06-04 09:00")
	if code, body = x.Post(deputy, path+"/sign", url.Values{"draft": {d.Proposal.File}}); code != 200 {
		t.Fatalf("%d %s", code, leadertest.Text(leadertest.Find(body, "role", "alert")))
	}
	got := x.Now(d)
	if got.Result.Form != "KT." || got.Result.Signer != x.Who("deputy_head", x.Ward).Official || got.Decision.By != x.Who("head", x.Ward).Official || got.DecidedAt >= got.Result.At {
		t.Errorf("%+v %+v", got.Decision, got.Result)
	}
	if _, body = x.Get(deputy, "/leader"); leadertest.Rows(body, "rows-given") != 0 && strings.Contains(body, d.Code) {
		t.Error("signed, and still on the deputy's list")
	}
	if code, _ := x.Post(deputy, path+"/stop", url.Values{"cause": {"authority"}, "reason": {"Dừng theo yêu cầu"}}); code != http.StatusForbidden {
		t.Errorf("who may sign one result does what else a head does: %d", code)
	}
	if _, body = x.Get(head, path); !strings.Contains(leadertest.Text(leadertest.Find(body, "class", "govuk-main-wrapper")), "trình lúc") {
		t.Error("the proof of the decision does not say which proposal")
	}
}

func TestSET7_WhatMayNotBeDecidedIsRefusedAtItsField(t *testing.T) {
	x := open(t)
	d := x.drafted("ket-qua.pdf", pdf(t, "a"))
	path := "/leader/dossiers/" + d.Code
	for _, row := range []struct{ sentence, draft, signer, says string }{
		{"a draft that was changed", "older", "", "thay đổi sau khi mở trang ký"},
		{"a signer who is no deputy of the office", d.Proposal.File, x.Who("officer", x.Ward).Official, "Chọn người ký trong danh sách"},
		{"a deputy of another office", d.Proposal.File, x.Who("deputy_head", x.District).Official, "Chọn người ký trong danh sách"},
	} {
		code, body := x.Post(x.Head(), path+"/decide", url.Values{"draft": {row.draft}, "signer": {row.signer}})
		if code != http.StatusUnprocessableEntity || !strings.Contains(body, row.says) || x.Now(d).Decision != nil {
			t.Errorf("%s: %d", row.sentence, code)
		}
	}
	if code, _ := x.Post(x.Head(), path+"/decide", url.Values{"draft": {d.Proposal.File}}); code != 200 || x.Now(d).State != dossier.Proposed {
		t.Fatalf("%d", code)
	}
	x.Must(x.Who("head", x.Ward), d, decision.SendBack{Reason: "Sửa lại dòng 2"})
	if _, body := x.Get(x.Head(), path); strings.Contains(body, "Giao ký") || x.Now(d).Decision != nil {
		t.Error("what went back is still decided")
	}
	if _, _, n := x.Kept(d, trail.Result); n != 0 {
		t.Error("deciding left a signed file")
	}
}
