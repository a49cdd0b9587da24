package reception_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/dossier"
)

func TestFWD1TheDeskForwardsWhatItReceived(t *testing.T) {
	x := open(t)
	x.To("2019-06-03 15:10")
	first, second := x.In(dossier.Received, fiveDays), x.In(dossier.Received, fiveDays)
	c := clerk(x)
	status, body := x.Get(c, "/desk?tab=received")
	want(t, status, 200, body, first.Code, second.Code, "04/6/2019 07:30")
	status, body = x.Get(c, at(first)+"/forward")
	want(t, status, 200, body, "Để trống thì hồ sơ đến cơ quan giải quyết:", "Cơ quan kế tiếp (thứ 2)")
	status, body = x.Post(c, at(first)+"/forward", url.Values{})
	want(t, status, 200, body, "Đã chuyển hồ sơ", "Giao nhận giữa các cơ quan", "Thẩm định, giải quyết hồ sơ")
	if strings.Contains(text(parse(t, body)), "Chuyển chậm") {
		t.Error("the same afternoon is in time")
	}
	x.To("2019-06-04 09:00")
	chain := url.Values{"office": {x.District}, "work": {"verify"}, "limit": {"1"}, "office2": {x.Other}, "work2": {"measure"}, "limit2": {""}}
	status, body = x.Post(c, at(second)+"/forward", chain)
	want(t, status, 422, body, "Nêu số ngày làm việc của cơ quan nhận")
	chain.Set("limit2", "2")
	status, body = x.Post(c, at(second)+"/forward", chain)
	want(t, status, 200, body, "Đã chuyển hồ sơ", "Chuyển chậm", "Chưa đến lượt", "Đo đạc, trích lục")
	_, body = x.Get(c, "/desk?tab=received")
	for _, d := range []dossier.Dossier{first, second} {
		if strings.Contains(body, d.Code) {
			t.Errorf("%s waits to be forwarded again", d.Code)
		}
	}
	if status, _ = x.Post(c, at(second)+"/forward", chain); status != 409 {
		t.Errorf("the desk forwards what it does not have any more: %d", status)
	}
}
