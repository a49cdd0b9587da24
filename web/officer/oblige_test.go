package officer_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/dossier/decision"
)

func TestSET10TheOfficerSendsTheSlipTellsTheAmountAndTheSecondDateFollows(t *testing.T) {
	x := open(t)
	c := mine(x)
	if status, body := x.Get(c, at(x.In(dossier.InProcess, fiveDays))); status != 200 || strings.Contains(body, "Chuyển cơ quan thuế") {
		t.Errorf("%d: a marriage is offered to the tax office", status)
	}
	other := x.In(dossier.InProcess, fiveDays)
	status, body := x.Post(c, at(other)+"/oblige", url.Values{"office": {"Chi cục Thuế Quận 1"}, "slip": {"15/PCTT"}})
	want(t, status, 422, body, "không có nghĩa vụ tài chính")
	status, body = x.Get(c, at(other)+"/oblige")
	want(t, status, 200, body, "không có nghĩa vụ tài chính phải chờ cơ quan thuế")
	d := x.Must(x.Who("head", x.Ward), x.In(dossier.Received, "1.012787"), dossier.Assign{Officer: x.Who("officer", x.Ward).Official, Office: x.Ward})
	if status, body := x.Get(c, at(d)+"/oblige"); status != 200 || dossier.State(x.Opened(d).State) != dossier.InProcess {
		t.Fatalf("%d %s", status, body)
	}
	d = x.Must(x.Who("officer", x.Ward), d, decision.Examine{Fit: true})
	status, body = x.Get(c, at(d))
	want(t, status, 200, body, "Chuyển cơ quan thuế")
	status, body = x.Get(c, at(d)+"/oblige")
	want(t, status, 200, body, "Chọn cơ quan thuế", "Cục Thuế Thành phố Hồ Chí Minh", "Chi cục Thuế Quận 1", "Chi cục Thuế huyện Củ Chi")
	status, body = x.Post(c, at(d)+"/oblige", nil)
	want(t, status, 422, body, "Chọn cơ quan thuế nhận phiếu")
	status, body = x.Post(c, at(d)+"/oblige", url.Values{"office": {"Chi cục Thuế Quận 1"}, "slip": {"15/PCTT"}})
	want(t, status, 200, body, "Tạm dừng – chờ nghĩa vụ tài chính", "Lần hẹn thứ nhất", "Trước hạn", "phiếu số 15/PCTT", "Chi cục Thuế Quận 1")
	status, body = x.Post(c, at(d)+"/tell", url.Values{"amount": {"5.000.000"}, "notice": {"12/TB"}, "where": {"Kho bạc Nhà nước Quận 1"}})
	want(t, status, 422, body, "hạn nộp")
	status, body = x.Post(c, at(d)+"/tell", url.Values{"amount": {"5.000.000"}, "notice": {"12/TB"}, "where": {"Kho bạc Nhà nước Quận 1"}, "pay_by-day": {"20"}, "pay_by-month": {"7"}, "pay_by-year": {"2019"}})
	want(t, status, 200, body, "5.000.000 đồng", "Kho bạc Nhà nước Quận 1", "Cơ quan thuế đã xác nhận")
	x.To("2019-07-15 09:00")
	status, body = x.Post(c, at(d)+"/confirm", nil)
	want(t, status, 422, body, "số giấy xác nhận")
	status, body = x.Post(c, at(d)+"/confirm", url.Values{"paper": {"20/XN"}})
	want(t, status, 200, body, "17 giờ 00, thứ Năm, 08/8/2019", "Đã xác nhận nghĩa vụ tài chính")
}
