package forms_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/form"
	"motcua/web/control"
	"motcua/web/control/forms"
	"motcua/web/hall/halltest"
	"motcua/web/page"
)

const one = "/control/forms/1.004746"

func open(t *testing.T) (x *halltest.House, city, ward *http.Client) {
	t.Helper()
	x = halltest.Open(t, halltest.Mount{Audience: page.Official, Routes: control.Routes}, halltest.Mount{Audience: page.Official, Routes: forms.Routes})
	top, ok := x.Hall.Offices.Tree().City("2019-06-03")
	if !ok {
		t.Fatal("no city")
	}
	return x, x.As(x.Who("control", top.ID)), x.As(x.Who("control", x.Ward))
}

func wants(t *testing.T, what string, code int, body string, status int, says ...string) {
	t.Helper()
	if code != status {
		t.Errorf("%s: status %d, want %d", what, code, status)
	}
	for _, s := range says {
		if !strings.Contains(body, s) {
			t.Errorf("%s does not say %q", what, s)
		}
	}
}

// TestPRI_1_OnlyTheControlOfficeOfTheCityWorksOnForms: others read, and are offered nothing
// they may not do.
func TestPRI_1_OnlyTheControlOfficeOfTheCityWorksOnForms(t *testing.T) {
	x, city, ward := open(t)
	code, body := x.Get(ward, one)
	wants(t, "the page for a ward", code, body, 200, "do bộ phận kiểm soát thủ tục hành chính của Thành phố")
	if strings.Contains(body, "Soạn tờ khai") || strings.Contains(body, "Nhập từ tệp") {
		t.Error("a ward is offered what it may not do")
	}
	code, _ = x.Post(ward, one+"/begin", nil)
	wants(t, "a ward begins", code, "", 403)
	code, body = x.Post(city, one+"/begin", nil)
	wants(t, "the city begins", code, body, 200, "Thêm câu hỏi")
	for _, path := range []string{"/edit", "/question?at=0.0.-1", "/preview", "/publish"} {
		code, _ = x.Get(ward, one+path)
		wants(t, "a ward at "+path, code, "", 403)
		code, _ = x.Get(city, one+path)
		wants(t, "the city at "+path, code, "", 200)
	}
	code, body = x.Get(ward, one+"/file")
	wants(t, "a ward downloads what is asked", code, body, 200, "Tờ khai đăng ký lại kết hôn")
}

// TestPRI_1_AFileIsAskedUnderThePublishedNameOnly: the question takes the name of its paper,
// and a paper that is not on the list is refused at its field and at the publication.
func TestPRI_1_AFileIsAskedUnderThePublishedNameOnly(t *testing.T) {
	x, city, _ := open(t)
	if code, _ := x.Post(city, one+"/begin", nil); code != 200 {
		t.Fatal(code)
	}
	v, _ := x.Hall.Procedures.InForce("1.004746", "2019-06-03")
	paper := form.Papers(v)[0]
	code, body := x.Post(city, one+"/question", url.Values{"at": {"0.0.-1"}, "label": {"Sổ đỏ gốc"}, "type": {"file"}, "paper": {"p99"}, "required": {"yes"}})
	wants(t, "a paper nobody published", code, body, 422, "không có trong thành phần hồ sơ đã công bố")
	code, body = x.Post(city, one+"/question", url.Values{"at": {"0.0.-1"}, "label": {"Sổ đỏ gốc"}, "type": {"file"}, "paper": {paper.Key}})
	wants(t, "a published one", code, body, 200)
	if strings.Contains(body, "Sổ đỏ gốc") {
		t.Error("a published paper is asked for under another name")
	}
	code, body = x.Post(city, one+"/publish", url.Values{"valid_from-day": {"10"}, "valid_from-month": {"6"}, "valid_from-year": {"2019"}, "note": {"Gửi kèm bản sao"}})
	wants(t, "the publication", code, body, 200, "Đã công bố tờ khai")
}

// PRI-1: of two who work on one form the later is told: a question opened before the other
// saved, and a button pressed on an old page, change nothing.
func TestPRI_1_AnOldPageChangesNoQuestion(t *testing.T) {
	x, city, _ := open(t)
	if code, _ := x.Post(city, one+"/begin", nil); code != 200 {
		t.Fatal(code)
	}
	rev := func(body string) string {
		t.Helper()
		_, rest, ok := strings.Cut(body, `name="rev" value="`)
		if !ok {
			t.Fatal("the form carries no state")
		}
		rest, _, _ = strings.Cut(rest, `"`)
		return rest
	}
	_, body := x.Get(city, one+"/question?at=0.0.-1")
	opened := rev(body)
	ask := func(label, rev string) url.Values {
		return url.Values{"at": {"0.0.-1"}, "label": {label}, "type": {"text"}, "rev": {rev}}
	}
	code, body := x.Post(city, one+"/question", ask("Câu của người thứ nhất", opened))
	wants(t, "the first", code, body, 200, "Câu của người thứ nhất")
	code, body = x.Post(city, one+"/question", ask("", opened))
	wants(t, "a mistake", code, body, 422, "Ghi câu hỏi")
	code, body = x.Post(city, one+"/question", ask("Câu của người thứ hai", rev(body)))
	wants(t, "mended", code, body, 422, "vừa được người khác sửa", "Câu của người thứ hai")
	code, body = x.Post(city, one+"/edit", url.Values{"do": {"remove"}, "at": {"0.0.-1"}, "rev": {opened}})
	wants(t, "an old button", code, body, 422, "vừa được người khác sửa", "Câu của người thứ nhất")
	code, body = x.Post(city, one+"/edit", url.Values{"do": {"remove"}, "at": {"0.0.-1"}, "rev": {rev(body)}})
	wants(t, "the button of the page as it is", code, body, 200)
	if strings.Contains(body, "Câu của người thứ nhất") {
		t.Error("nothing was removed")
	}
}
