package publish_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"motcua/procedure"
)

// KS-1, DV-1: a new procedure says which tier of government does it and how it is served
// online, so that it can be used once it is in force.
func TestKS_1_ANewProcedureCanBeUsed(t *testing.T) {
	x := open(t)
	file := x.begin()
	x.does(x.officer, file+"/items", url.Values{"kind": {"new"}, "code": {"9.999002"}}, 200, "Soạn nội dung")
	item := file + "/items/9.999002"
	form := fields(x.sees(x.officer, item, "Cấp thực hiện", "Dịch vụ công trực tuyến", "Chưa chọn cấp thực hiện"))
	for name, value := range map[string]string{"name": "Thủ tục ví dụ mới", "field": "Hộ tịch", "steps": "Nộp hồ sơ; kiểm tra; trả kết quả", "channel-0": "2", "limit-0": "3", "unit-0": "wd",
		"paper-0": "Tờ khai", "originals-0": "1", "copies-0": "0", "applicants": "Cá nhân", "agency": "Ủy ban nhân dân cấp xã", "results": "Giấy xác nhận", "basis": "05/2019/TT-VD"} {
		form.Set(name, value)
	}
	form["none"] = []string{"forms", "conditions", "fee"}
	form.Set("do", "save")
	x.does(x.officer, item, form, 200, "Chưa chọn mức độ dịch vụ công trực tuyến")
	if _, body := x.Post(x.head, file+"/submit", x.read(x.head, file)); !strings.Contains(body, "Chưa chọn cấp thực hiện") {
		t.Error("a new procedure nobody does is submitted")
	}
	form = fields(x.sees(x.officer, item))
	form["levels"] = []string{"commune", "district"}
	form.Set("service", "3")
	x.does(x.officer, item, form, 200, "Đã lưu")
	form = fields(x.sees(x.officer, item))
	if got := strings.Join(form["levels"], " "); got != "district commune" || form.Get("service") != "3" {
		t.Errorf("the form forgets %q %q", got, form.Get("service"))
	}
	form.Set("service", "4")
	form.Set("service-from-day", "1")
	form.Set("service-from-month", "8")
	form.Set("service-from-year", "2019")
	x.does(x.officer, item, form, 200, "Đã lưu")
	x.submits(file)
	x.checks(file, url.Values{"do": {"accept"}}, 200, "Đã chấp nhận")
	body := x.sees(x.chair, file+"/sign")
	x.does(x.chair, file+"/sign", url.Values{"draft": {hashOf.FindStringSubmatch(body)[1]}}, 200, "Đã ký")
	v, ok := x.Procedures.InForce("9.999002", "2019-07-01")
	if !ok || v.DoneAt() != procedure.Commune || !v.OnlineOn("2019-07-01") || v.ServiceOn("2019-07-31").Level != 3 || v.ServiceOn("2019-08-01").Level != 4 {
		t.Errorf("%v %+v", ok, v)
	}
	found := x.Procedures.Search(procedure.Query{Text: "9.999002", Level: procedure.Commune, Online: true, Day: "2019-07-01"})
	if len(found) != 1 {
		t.Error("no counter of a commune finds it")
	}
	if bad, err := x.Hall.Publications.Proof(context.Background()); err != nil || len(bad) > 0 {
		t.Errorf("%v %v", bad, err)
	}
}
