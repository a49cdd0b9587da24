package officer_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/office"
)

// Any office in force can be chosen, without a script: a part of its name is enough, and
// when it fits several these are offered.
func TestSET3AnyOfficeIsFoundByAPartOfItsName(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, fiveDays)
	c := mine(x)
	_, form := x.Get(c, at(d)+"/consult")
	names := all(parse(t, form), "option", "value", x.Offices.Title(x.Other))
	if len(names) != 1 || len(all(parse(t, form), "input", "list", "agencies")) != 3 {
		t.Fatalf("%d suggestions of the far commune", len(names))
	}
	if n, want := strings.Count(form, "<option value="), len(x.Offices.On("2019-06-03"))-1; n != want {
		t.Errorf("%d offices are suggested, %d are in force beside the own", n, want)
	}
	if near, far := strings.Index(form, `value="`+x.Offices.Title(x.District)), strings.Index(form, `value="`+x.Offices.Title(x.Other)); near > far {
		t.Error("the own district does not stand before a far commune")
	}
	far, _ := x.Offices.Office(x.Other)
	ask := url.Values{"office": {"không có nơi này"}, "limit": {"2"}, "limit2": {"2"}, "limit3": {"2"}, "reason": {"Đề nghị cho ý kiến về hồ sơ"}}
	status, body := x.Post(c, at(d)+"/consult", ask)
	want(t, status, 422, body, "Không có cơ quan nào đang hoạt động khớp")
	ask.Set("office", "phuong")
	status, body = x.Post(c, at(d)+"/consult", ask)
	want(t, status, 422, body, "40 cơ quan gần nhất", "Các cơ quan khớp với tên đã ghi")
	if len(all(parse(t, body), "input", "value", "phuong")) != 1 {
		t.Error("what was typed is lost")
	}
	ask.Set("office", "Phường 1") // a name of many
	status, body = x.Post(c, at(d)+"/consult", ask)
	want(t, status, 422, body, "cơ quan khớp với tên này. Chọn một cơ quan")
	for _, never := range []string{">Phường 12, ", ">Phường Bến Nghé, Quận 1<"} {
		if strings.Contains(body, never) {
			t.Errorf("“Phường 1” offers %s", never)
		}
	}
	var picked office.Office
	for _, o := range x.Offices.On("2019-06-03") {
		if o.Kind == office.Commune && strings.TrimLeft(strings.TrimPrefix(o.Place, "Phường "), "0") == "1" && o.ID != x.Ward {
			picked = o
		}
	}
	ask.Set("office-pick", picked.ID)
	status, body = x.Post(c, at(d)+"/consult", ask)
	want(t, status, 200, body, "Đã gửi yêu cầu lấy ý kiến")
	// An old pick does not stand against a newly typed name; a whole title means one office.
	ask.Set("office", x.Offices.Title(far.ID))
	status, body = x.Post(c, at(d)+"/consult", ask)
	want(t, status, 200, body, "Đã gửi yêu cầu lấy ý kiến")
	got := x.Opened(d).Consultations
	if len(got) != 2 || got[0].Office != picked.ID || got[1].Office != far.ID {
		t.Errorf("%+v", got)
	}
}

func TestSET4AChainGoesToAnyOfficeByName(t *testing.T) {
	x := open(t)
	d := assigned(x)
	c := mine(x)
	form := url.Values{"office": {"moi truong"}, "work": {"measure"}, "limit": {"2"}}
	status, body := x.Post(c, at(d)+"/forward", form)
	if status != 200 {
		t.Fatalf("%d: %s", status, text(parse(t, body)))
	}
	o, _ := x.Offices.Office(x.Opened(d).Holder)
	if o.Kind != office.Department || !strings.Contains(o.Place, "Môi trường") {
		t.Errorf("it went to %s", o.Place)
	}
}
