package leader_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/almanac"
	"motcua/dossier"
	"motcua/web/leader/leadertest"
)

// changed puts a change of the calendar in force and writes the review lists.
func (x house) changed(lines string) {
	x.T.Helper()
	ctx, s := context.Background(), x.Hall.Almanac
	d, err := s.Draft(ctx, x.Who("admin", x.District), almanac.Change{Lines: lines, Reason: "Nghỉ tránh bão theo công điện", Decision: "12/CĐ-UBND"})
	if err == nil {
		d, err = s.Finish(ctx, d.ID, func(almanac.Draft) {})
	}
	if err == nil {
		_, err = s.Confirm(ctx, x.Who("admin", x.District), d.ID)
	}
	if err == nil {
		_, err = s.Finish(ctx, d.ID, func(almanac.Draft) {})
	}
	if err != nil {
		x.T.Fatal(err)
	}
}

func TestCAL_6_TheHeadWorksTheReviewListOff(t *testing.T) {
	x := open(t)
	a, b := x.In(dossier.InProcess, leadertest.FiveDays), x.In(dossier.Received, leadertest.FiveDays)
	head := x.Head()
	if code, body := x.Get(head, "/leader/calendar"); code != 200 || !strings.Contains(body, "Không có hồ sơ nào chờ quyết định") {
		t.Fatalf("an empty list: %d", code)
	}
	x.changed("off 2019-06-10 closed Bão số 1")
	if _, body := x.Get(head, "/leader"); !strings.Contains(body, "Ngày hẹn cần rà soát sau đổi lịch") {
		t.Error("the morning page does not lead there")
	}
	_, body := x.Get(head, "/leader/calendar")
	for _, want := range []string{a.Code, b.Code, "10/6/2019 17:00", "11/6/2019 17:00", "12/CĐ-UBND", "phải xong trước"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is not on the list", want)
		}
	}
	if strings.Contains(body, "value=\"earlier\"") {
		t.Error("an earlier date is offered where the new calendar gives a later one")
	}
	for sentence, form := range map[string]url.Values{"nothing ticked": {"decision": {"keep"}}, "nothing decided": {"code": {a.Code}}, "a later date as an earlier one": {"code": {a.Code}, "decision": {"earlier"}}} {
		if code, body := x.Post(head, "/leader/calendar", form); code != http.StatusUnprocessableEntity || !strings.Contains(body, "govuk-error-summary") {
			t.Errorf("%s: %d", sentence, code)
		}
	}
	if code, body := x.Post(head, "/leader/calendar", url.Values{"code": {a.Code}, "decision": {"keep"}, "reason": {"Đã bố trí đủ người"}}); code != 200 || strings.Contains(body, ">"+a.Code) || !strings.Contains(body, b.Code) {
		t.Errorf("%d: the decided one must go, the other stay", code)
	}
	if d := x.Now(a); d.Recounts[0].Decision != "keep" || d.Due != a.Due {
		t.Errorf("%+v", d.Recounts)
	}
	if code, body := x.Post(head, "/leader/calendar", url.Values{"code": {a.Code}, "decision": {"keep"}}); code != http.StatusUnprocessableEntity || !strings.Contains(body, a.Code+": ") {
		t.Errorf("decided twice: %d", code)
	}
	if _, body := x.Get(head, "/leader/dossiers/"+a.Code); !strings.Contains(body, "Quyết định về ngày hẹn sau khi đổi lịch") {
		t.Error("the decision is not in the timeline")
	}
	other := x.As(x.Who("head", x.Other))
	if _, body := x.Get(other, "/leader/calendar"); strings.Contains(body, b.Code) {
		t.Error("the list of another office shows it")
	}
	if code, _ := x.Post(other, "/leader/calendar", url.Values{"code": {b.Code}, "decision": {"keep"}}); code != http.StatusUnprocessableEntity {
		t.Errorf("the head of another office decides: %d", code)
	}
}
