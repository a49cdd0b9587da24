package officer_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/dossier"
)

func TestSET4AnOfficeOfAChainTakesWorksAndPassesOn(t *testing.T) {
	x := open(t)
	d := assigned(x)
	c := mine(x)
	status, body := x.Get(c, at(d)+"/forward")
	want(t, status, 200, body, "Gõ một phần của tên", "Chọn việc", "Đo đạc, trích lục")
	for _, row := range []struct {
		says string
		form url.Values
	}{
		{"Chọn cơ quan nhận hồ sơ.", url.Values{}},
		{"Chọn việc cơ quan nhận phải làm", url.Values{"office": {x.District}, "limit": {"1"}}},
		{"Nêu số ngày làm việc của cơ quan nhận", url.Values{"office": {x.District}, "work": {"verify"}}},
		{"Nêu số ngày làm việc của cơ quan nhận", url.Values{"office": {x.District}, "work": {"verify"}, "limit": {"61"}}},
	} {
		status, body := x.Post(c, at(d)+"/forward", row.form)
		want(t, status, 422, body, row.says)
	}
	status, body = x.Post(c, at(d)+"/forward", url.Values{"office": {x.District}, "work": {"verify"}, "limit": {"1"}})
	want(t, status, 200, body, "Đã chuyển hồ sơ", "Giao nhận giữa các cơ quan", "Xác minh, kiểm tra thực tế", "04/6/2019 17:00")
	if strings.Contains(text(parse(t, body)), "Trình ký ·") || len(all(parse(t, body), "a", "href", at(d)+"/propose")) != 0 {
		t.Error("the lead proposes while another office has it")
	}

	status, body = x.Post(c, at(d)+"/forward", url.Values{"office": {x.District}, "work": {"verify"}, "limit": {"1"}})
	want(t, status, 409, body, "Có thể người khác vừa xử lý hồ sơ này") // pressed twice

	officer := x.Who("officer", x.District)
	them := x.As(officer)
	status, body = x.Get(them, at(d))
	want(t, status, 200, body, "Phần việc của đơn vị: Xác minh, kiểm tra thực tế", "Xác nhận đã nhận")
	status, body = x.Post(them, at(d)+"/take", nil)
	want(t, status, 200, body, "Đã xác nhận nhận hồ sơ")
	status, body = x.Get(them, at(d)+"/take")
	want(t, status, 200, body, "không còn làm được việc này")
	x.Must(x.Who("head", x.District), d, dossier.Assign{Officer: officer.Official, Office: x.District})
	x.To("2019-06-05 09:00")
	status, body = x.Get(them, at(d)+"/forward")
	want(t, status, 200, body, "Chuyển đến", "Tổng hợp kết quả, trình ký", "Kết quả phần việc của cơ quan")
	status, body = x.Post(them, at(d)+"/forward", url.Values{"reason": {"xong"}})
	want(t, status, 422, body, "Ghi kết quả phần việc của cơ quan")
	status, body = x.Post(them, at(d)+"/forward", url.Values{"reason": {"Đã kiểm tra thực tế tại địa chỉ"}})
	want(t, status, 200, body, "Đã chuyển hồ sơ", "Việc của tôi") // theirs no more
	status, body = x.Get(them, "/officer/passed")
	want(t, status, 200, body, d.Code, "Đang xử lý")
	looksAtItsPart(t, x, them, d)
	status, body = x.Get(c, at(d))
	want(t, status, 200, body, "Ai giữ hồ sơ bao lâu", "Đã kiểm tra thực tế tại địa chỉ", "Quá hạn phần việc", "1 giờ 30 phút", "Tổng")
}

func TestSET3ThreeOfficesAreAskedOnOneForm(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, fiveDays)
	c := mine(x)
	ask := url.Values{"office": {x.District}, "limit": {"1"}, "office2": {x.Other}, "limit2": {"0"}, "office3": {""}, "limit3": {"2"}, "reason": {"Đề nghị cho ý kiến về hồ sơ"}}
	status, body := x.Post(c, at(d)+"/consult", ask)
	want(t, status, 422, body, "Nhập số từ 1 đến 60")
	ask.Set("limit2", "3")
	status, body = x.Post(c, at(d)+"/consult", ask)
	want(t, status, 200, body, "Đã gửi yêu cầu lấy ý kiến", "04/6/2019 17:00", "06/6/2019 17:00")
	x.To("2019-06-05 10:00")
	status, body = x.Get(c, at(d))
	want(t, status, 200, body, "Cho ý kiến quá hạn", "Thời gian lấy ý kiến, tính song song", "Quá hạn trả lời ý kiến")
}
