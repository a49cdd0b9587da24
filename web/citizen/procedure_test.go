package citizen_test

import (
	"strings"
	"testing"
)

func TestAProcedureIsFoundInThreeClicks(t *testing.T) {
	x := open(t)
	nobody := x.As(whoNobody)
	home := x.as(nobody, "/", 200) // the first page; then DV-2: search, choose, file
	if action := attr(one(t, home, "form[role=search]"), "action"); action != "/procedures" {
		t.Fatalf("DV-2 the first page searches: %q", action)
	}
	for _, words := range []string{"Thủ tục đăng ký khai sinh", "dang ky khai sinh", "1.001193"} {
		found := x.as(nobody, "/procedures?"+query("q", words), 200)
		if first := all(one(t, found, "#results"), "a")[0]; attr(first, "href") != "/procedures/"+birth {
			t.Errorf("DV-2 %q finds it first, but: %s", words, text(first))
		}
	}
	p := x.as(nobody, "/procedures/"+birth, 200)
	if attr(one(t, p, "form[action=/procedures/"+birth+"/file]"), "method") != "post" {
		t.Error("DV-2 the third click files")
	}
	says(t, p, "Ngay trong ngày tiếp nhận", "5.000 đồng", "1 bản chính", "Căn cứ pháp lý", "suy ra từ thời hạn đã công bố", "Cần đăng nhập")
}

func TestSearchNarrowsAndSaysWhenNothingFits(t *testing.T) {
	x := open(t)
	says(t, x.get("/procedures?q=khongcothutucnay", 200), "0 thủ tục", "Không tìm thấy thủ tục nào", "Xem mọi thủ tục")
	n := x.get("/procedures?"+query("q", "khai sinh", "level", "district", "field", "Hộ tịch"), 200)
	says(t, n, "Đang lọc: Hộ tịch, Quận, huyện")
	for _, a := range all(one(t, n, "#results"), "span[class=mc-sub]") {
		if !strings.Contains(text(a), "Quận, huyện") {
			t.Errorf("DV-1 the list is of one level: %s", text(a))
		}
	}
	if bad := x.get("/procedures?level=galaxy&from=-4", 200); len(all(bad, "#results")) != 1 {
		t.Error("a filter nobody offered is none")
	}
}

func TestTheListHasPages(t *testing.T) {
	x := open(t)
	first := x.get("/procedures", 200)
	if n := len(all(one(t, first, "#results"), "li")); n != 50 {
		t.Fatalf("%d rows on a page", n)
	}
	last := x.get("/procedures?from=100", 200)
	if n := len(all(one(t, last, "#results"), "li")); n == 0 || n >= 50 {
		t.Errorf("%d rows on the last page", n)
	}
}

func TestTheLongestTitleStaysWhole(t *testing.T) {
	x := open(t)
	v, _ := x.Procedures.InForce(longest, "2019-06-03")
	h := one(t, x.get("/procedures/"+longest, 200), "h1")
	if text(h) != v.Name || attr(h, "class") != "govuk-heading-m" {
		t.Errorf("the title is whole and smaller: %s", text(h))
	}
	if listed := text(one(t, x.get("/procedures?q="+longest, 200), "#results")); !strings.Contains(listed, "…") {
		t.Errorf("in a list it is cut: %s", listed)
	}
}

func TestWhatIsNoProcedure(t *testing.T) {
	x := open(t)
	says(t, x.get("/procedures/9.999999", 404), "Không tìm thấy thủ tục này")
}
