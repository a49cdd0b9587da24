package officer_test

import (
	"net/url"
	"testing"

	"motcua/dossier"
	"motcua/dossier/decision"
)

func TestSET10TheOfficerSendsTheSlipTellsTheAmountAndTheSecondDateFollows(t *testing.T) {
	x := open(t)
	c := mine(x)
	d := assigned(x)
	if status, body := x.Get(c, at(d)+"/oblige"); status != 200 || dossier.State(x.Opened(d).State) != dossier.InProcess {
		t.Fatalf("%d %s", status, body)
	}
	d = x.Must(x.Who("officer", x.Ward), d, decision.Examine{Fit: true})
	status, body := x.Get(c, at(d))
	want(t, status, 200, body, "Chuyển cơ quan thuế")
	status, body = x.Post(c, at(d)+"/oblige", nil)
	want(t, status, 422, body, "Nhập tên cơ quan thuế")
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
	want(t, status, 200, body, "17 giờ 00, thứ Hai, 22/7/2019", "Đã xác nhận nghĩa vụ tài chính")
}
