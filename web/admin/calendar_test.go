package admin_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"motcua/calendar"
	"motcua/dossier"
	"motcua/dossier/decision"
)

const fiveDays = "1.004746" // Thủ tục đăng ký lại kết hôn

var changePath = regexp.MustCompile(`/admin/calendar/([0-9a-f-]{36})/confirm`)

func TestCAL_6_TheCalendarIsChangedAfterALook(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, fiveDays)
	for _, path := range []string{"/admin", "/admin/calendar", "/admin/calendar/new", "/admin/settings", "/admin/officials", "/admin/offices"} {
		if code, body := x.Get(x.c, path); code != 200 || strings.Count(body, "<h1") != 1 {
			t.Errorf("%s: %d, %d headings", path, code, strings.Count(body, "<h1"))
		}
	}
	form := with([]string{"kind", "off", "name", "Bão số 1", "decision", "12/CĐ-UBND", "reason", "Nghỉ tránh bão theo công điện"}, "day", "2019-06-07")
	if body := x.sent(422, "/admin/calendar/new", form[:6]...); !strings.Contains(wrong(body), "Nhập ngày thay đổi") {
		t.Errorf("without a day: %s", wrong(body))
	}
	body := x.sent(200, "/admin/calendar/new", form...)
	for _, want := range []string{d.Code, "11/6/2019 17:00", "10/6/2019 17:00", "Chưa có gì thay đổi", "off 2019-06-07 closed Bão số 1", "12/CĐ-UBND"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is not in the preview", want)
		}
	}
	if x.Hall.Almanac.Shared().Revision != calendar.Civil().Revision {
		t.Fatal("a look changed the calendar")
	}
	confirm := changePath.FindString(body)
	body = x.sent(200, confirm)
	if !strings.Contains(body, "Lịch đã đổi") || !strings.Contains(body, "Đã áp dụng") || !strings.Contains(body, "Chờ người đứng đầu") {
		t.Error("the confirmation is not said")
	}
	if code, _ := x.Post(x.c, confirm, nil); code != http.StatusConflict {
		t.Errorf("confirmed twice: %d", code)
	}
	after := x.Must(x.Who("reception", x.Ward), dossier.Dossier{}, x.Brought(fiveDays))
	if after.Due <= d.Due {
		t.Error("what is received now does not count with the new calendar")
	}
	if code, body := x.Get(x.c, "/admin/calendar"); code != 200 || !strings.Contains(body, "Bão số 1") || !strings.Contains(body, "Nghỉ tránh bão theo công điện") {
		t.Error("the change does not stand on the calendar's page")
	}
	past := x.events("civil")
	if len(past) != 1 || past[0].Official != x.admin.Official || !strings.Contains(past[0].Body, "12/CĐ-UBND") {
		t.Errorf("%+v", past)
	}
	// A second one is looked at and dropped.
	body = x.sent(200, "/admin/calendar/new", with([]string{"kind", "hours", "week", "T2-T6", "hours", "07:00-11:30 13:30-16:30", "office", x.Ward, "decision", "3/QĐ", "reason", "Giờ mùa hè của phường"}, "day", "2019-07-01")...)
	drop := strings.Replace(changePath.FindString(body), "confirm", "drop", 1)
	if body = x.sent(200, drop); strings.Contains(body, "Giờ mùa hè của phường") {
		t.Error("a dropped change still waits")
	}
	if body := x.sent(422, "/admin/calendar/new", "text", "off 2019-13-01 closed x", "decision", "3/QĐ", "reason", "Giờ mùa hè của phường"); !strings.Contains(body, "Lịch, dòng 1") {
		t.Error("a line that cannot be read is not named")
	}
}

func TestCAL6_TheLimitsBetweenOfficesThatMoveAreShownBeforeAndAfter(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, fiveDays)
	d = x.Must(x.Who("officer", x.Ward), d, decision.Consult{Office: x.Other, Limit: "3wd", Question: "Đề nghị cho ý kiến về hồ sơ"})
	body := x.sent(200, "/admin/calendar/new", with([]string{"kind", "off", "name", "Bão số 1", "decision", "12/CĐ-UBND", "reason", "Nghỉ tránh bão theo công điện"}, "day", "2019-06-05")...)
	for _, want := range []string{"Hạn giữa các cơ quan tính lại", "Hạn trả lời ý kiến", x.Offices.Title(x.Other), "06/6/2019 17:00", "07/6/2019 17:00"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is not in the preview", want)
		}
	}
	if x.Opened(d).Consultations[0].Limit != d.Consultations[0].Limit {
		t.Error("a look moved the limit")
	}
	if body = x.sent(200, changePath.FindString(body)); !strings.Contains(body, "Đã tính lại, đã báo cơ quan") {
		t.Error("the page does not say that the limit has moved")
	}
	after := x.Opened(d)
	if len(after.Relimits) != 1 || after.Consultations[0].Limit != after.Relimits[0].Now || after.Promised != d.Promised {
		t.Errorf("%+v", after.Relimits)
	}
}
