package citizen_test

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"motcua/dossier"
	"motcua/event"
	"motcua/form"
)

// TestTheFormIsFiledWithTheDossier: wrong answers stand at their question, rows come and go
// without script, what is right is filed as private values, and the next filing is filled
// with it (DV-8).
func TestTheFormIsFiledWithTheDossier(t *testing.T) {
	x := open(t)
	f := x.begin(birth)
	x.post(f+"/office", url.Values{"office": {x.Ward}}, 200)
	first := x.post(f+"/person", person, 200)
	says(t, first, "Tờ khai đăng ký khai sinh", "Bước 3 trên 6", "Điền sẵn từ tài khoản; sửa nếu không đúng.", "Chỉ trả lời khi “Nơi sinh” là: Cơ sở y tế.")
	if v := attr(boxes(first, "q.applicant.name")[0], "value"); v != "Nguyễn Thị Mẫu" {
		t.Errorf("the name is known: %q", v)
	}
	wrong := x.declaration(birth)
	wrong.Del("q.child_name")
	wrong.Set("q.child_birth-day", "31")
	wrong.Set("q.child_birth-month", "6")
	n := x.post(f+"/form", wrong, 422)
	says(t, one(t, n, ".govuk-error-summary"), "Nhập họ, chữ đệm, tên.", "Ngày, tháng, năm sinh: nhập ngày, tháng, năm có thật, ví dụ 06/5/2019.")
	if attr(boxes(n, "q.child_birth-day")[0], "value") != "31" {
		t.Error("what was typed stays")
	}
	more := x.declaration(birth)
	more.Set("add", "siblings")
	if n := x.post(f+"/form", more, 200); len(boxes(n, "q.siblings.1.name")) != 1 || attr(boxes(n, "q.siblings.0.name")[0], "value") != "Nội dung mẫu" {
		t.Error("a row is added and nothing is lost")
	}
	less := x.declaration(birth)
	less.Set("remove", "siblings.0")
	if n := x.post(f+"/form", less, 200); len(boxes(n, "q.siblings.0.name")) != 0 {
		t.Error("a row is taken out")
	}
	says(t, x.get(f+"/check", 200), "Tờ khai") // not answered: back to it
	x.post(f+"/form", x.declaration(birth), 200)
	x.upload(f+"/papers/p2", 200, file{"file", "Giấy chứng sinh.pdf", pdf()})
	x.post(f+"/papers", nil, 200)
	x.post(f+"/return", url.Values{"return": {"desk"}}, 200)
	says(t, x.get(f+"/check", 200), "Xem tờ khai đã điền", "06/05/1990")
	done := x.post(f+"/submit", nil, 200)
	d := x.filedForm(text(one(t, done, "strong")))
	says(t, x.get("/mine/"+d.Code+"/form", 200), "Người được khai sinh", "Nội dung mẫu", "Sửa tờ khai")
	if code, body := x.Get(x.c, "/mine/"+d.Code+"/form.pdf"); code != 200 || !strings.HasPrefix(body, "%PDF") {
		t.Errorf("the printed form: %d", code)
	}
	mended := x.declaration(birth)
	mended.Set("q.child_name", "Trần Tên Mới")
	says(t, x.post("/mine/"+d.Code+"/form", mended, 200), "Trần Tên Mới")
	again := x.begin(birth)
	x.post(again+"/office", url.Values{"office": {x.Ward}}, 200)
	says(t, x.post(again+"/person", person, 200), "Điền sẵn từ hồ sơ "+d.Code)
}

// boxes are the inputs of a name.
func boxes(n *html.Node, name string) []*html.Node {
	var out []*html.Node
	for _, i := range all(n, "input") {
		if attr(i, "name") == name {
			out = append(out, i)
		}
	}
	return out
}

// filedForm proves that the answers stand beside the event and not in it.
func (x house) filedForm(code string) dossier.Dossier {
	x.T.Helper()
	d, err := x.Dossiers.Find(x.T.Context(), x.Citizen(), code)
	if err != nil || d.Declared == nil || d.Declared.Assisted {
		x.T.Fatalf("%+v %v", d.Declared, err)
	}
	if f, err := x.Hall.Forms.Named(x.T.Context(), d.Declared.Form); err != nil || f.Title != "Tờ khai đăng ký khai sinh" {
		x.T.Errorf("the form it was filled in from: %v", err)
	}
	events, err := event.Load(x.T.Context(), x.DB.Read(), d.Home, d.ID)
	if err != nil {
		x.T.Fatal(err)
	}
	for _, e := range events {
		if strings.Contains(e.Body, "Nội dung mẫu") {
			x.T.Errorf("an answer stands in the body of %s", e.Act)
		}
	}
	if e := events[len(events)-1]; e.Act != "fill_form" || e.Secret == "" || !strings.Contains(e.Private, form.Ticked) && !strings.Contains(e.Private, "Nội dung mẫu") {
		x.T.Errorf("the event commits to the answers: %+v", e)
	}
	folded, err := dossier.Fold(events)
	if err != nil || folded.Declared == nil || *folded.Declared != *d.Declared {
		x.T.Errorf("fold = row: %v", err)
	}
	return d
}
