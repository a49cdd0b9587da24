package publish_test

import (
	"net/url"
	"strings"
	"testing"
)

// accepted brings a file of one abolished procedure before the Chairman.
func (x house) accepted(code string) string {
	x.T.Helper()
	file := x.begin()
	x.does(x.officer, file+"/items", url.Values{"kind": {"abolished"}, "code": {code}}, 200, "hết hiệu lực khi quyết định")
	x.submits(file)
	x.checks(file, url.Values{"do": {"accept"}}, 200, "Đã chấp nhận")
	return file
}

// KS-4: what will not be signed is given up on a page, with a reason everybody reads.
func TestKS_4_AnAcceptedFileIsGivenUpOnItsPage(t *testing.T) {
	x := open(t)
	file := x.accepted("1.004746")
	for _, c := range []struct {
		who  string
		body string
	}{{"the Chairman", x.sees(x.chair, file)}, {"control", x.sees(x.check, file)}} {
		if !strings.Contains(c.body, file+"/give-up") {
			t.Errorf("%s finds no way to give up", c.who)
		}
	}
	if code, _ := x.Get(x.head, file+"/give-up"); code != 403 {
		t.Errorf("the department gives up: %d", code)
	}
	x.sees(x.chair, file+"/give-up", "Thôi ban hành quyết định này", "Lý do")
	x.does(x.chair, file+"/give-up", url.Values{"reason": {"thôi"}}, 422, "ít nhất 10 ký tự")
	x.does(x.chair, file+"/give-up", url.Values{"reason": {"Văn bản đã bị thay thế"}}, 200, "Đã thôi ban hành")
	x.sees(x.officer, file, "Đã bỏ", "Văn bản đã bị thay thế")
}

// KS-1: two papers with one key are told at the paper, while it is drafted.
func TestKS_1_TwoPapersWithOneKeyAreRefusedAtTheField(t *testing.T) {
	x := open(t)
	file := x.begin()
	x.does(x.officer, file+"/items", url.Values{"kind": {"amended"}, "code": {"1.001193"}}, 200, "Soạn nội dung")
	item := file + "/items/1.001193"
	form := fields(x.sees(x.officer, item))
	form.Set("key-1", form.Get("key-0"))
	x.does(x.officer, item, form, 422, `href="#f-paper-1"`)
}

// KS-4: a page that was opened before the department changed the file accepts nothing, and
// of two who edit one procedure the second is told.
func TestKS_4_AnOldPageDecidesNothing(t *testing.T) {
	x := open(t)
	file := x.begin()
	x.does(x.officer, file+"/items", url.Values{"kind": {"amended"}, "code": {"1.001193"}}, 200, "Soạn nội dung")
	item := file + "/items/1.001193"
	mine, theirs := fields(x.sees(x.officer, item)), fields(x.sees(x.officer, item))
	mine["none"], theirs["none"] = []string{"forms", "conditions", "fee"}, []string{"forms", "conditions", "fee"}
	mine.Set("steps", "Các bước do người thứ nhất soạn")
	theirs.Set("steps", "Các bước do người thứ hai soạn")
	x.does(x.officer, item, mine, 200, "Đã lưu")
	body := x.does(x.officer, item, theirs, 422, "người khác vừa sửa")
	if !strings.Contains(body, "Các bước do người thứ hai soạn") {
		t.Error("what was typed is lost")
	}
	x.submits(file)
	old := fields(x.sees(x.check, file+"/check"))
	x.checks(file, url.Values{"do": {"back"}, "remark": {"Cần ghi rõ nơi nộp hồ sơ"}}, 200, "Đã trả lại")
	again := fields(x.sees(x.officer, item))
	again.Set("steps", "Các bước người kiểm soát chưa đọc")
	x.does(x.officer, item, again, 200, "Đã lưu")
	x.submits(file)
	old.Set("do", "accept")
	x.does(x.check, file+"/check", old, 422, "kể từ khi mở trang")
	x.does(x.check, file+"/check", url.Values{"do": {"accept"}}, 422, "kể từ khi mở trang")
	x.checks(file, url.Values{"do": {"accept"}}, 200, "Đã chấp nhận")
}

// KS-4: a form that comes back with a mistake of its own keeps the edition it was opened with,
// so that the mended one still finds what a colleague did meanwhile.
func TestKS_4_AMendedMistakeOverwritesNobody(t *testing.T) {
	x := open(t)
	file := x.begin()
	x.does(x.officer, file+"/items", url.Values{"kind": {"amended"}, "code": {"1.001193"}}, 200, "Soạn nội dung")
	item := file + "/items/1.001193"
	edit := func(steps string) url.Values {
		v := fields(x.sees(x.officer, item))
		v["none"] = []string{"forms", "conditions", "fee"}
		v.Set("steps", steps)
		return v
	}
	mine, theirs := edit("Các bước do người thứ nhất soạn"), edit("Các bước do người thứ hai soạn")
	x.does(x.officer, item, mine, 200, "Đã lưu")
	limit, unit := theirs.Get("limit-0"), theirs.Get("unit-0")
	theirs.Set("limit-0", "abc")
	theirs.Set("unit-0", "wd")
	body := x.does(x.officer, item, theirs, 422, "Nhập thời hạn bằng số")
	theirs.Set("edition", fields(body).Get("edition"))
	theirs.Set("limit-0", limit)
	theirs.Set("unit-0", unit)
	x.does(x.officer, item, theirs, 422, "người khác vừa sửa")
	if body := x.sees(x.officer, item); !strings.Contains(body, "người thứ nhất") {
		t.Error("overwritten")
	}

	x.submits(file)
	old := fields(x.sees(x.check, file+"/check"))
	x.checks(file, url.Values{"do": {"back"}, "remark": {"Cần ghi rõ nơi nộp hồ sơ"}}, 200, "Đã trả lại")
	x.does(x.officer, item, edit("Các bước người kiểm soát chưa đọc"), 200, "Đã lưu")
	x.submits(file)
	old.Set("do", "accept")
	old.Set("remark", "Ghi nhầm")
	body = x.does(x.check, file+"/check", old, 422, "mà lại chấp nhận")
	old.Set("edition", fields(body).Get("edition"))
	old.Del("remark")
	x.does(x.check, file+"/check", old, 422, "kể từ khi mở trang")
}
