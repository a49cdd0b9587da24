package reception_test

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"testing"

	"motcua/access"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/form/formtest"
	"motcua/web/hall"
	"motcua/web/hall/halltest"
	"motcua/web/trail"
)

// filedAt is a filing of the one citizen of the house.
func filedAt(x *halltest.House, ward string) dossier.Dossier {
	x.T.Helper()
	return x.Must(x.Citizen(), dossier.Dossier{}, dossier.File{Procedure: fiveDays, Receiving: ward, Competent: ward, ReturnAt: ward, Key: "k", Person: x.Citizen().Person,
		Applicant: dossiertest.Applicant(), Papers: []dossier.GivenPaper{{Paper: "p1", Files: []string{"f1"}}}})
}

// textQuestion is a question of a form that is answered in words.
func textQuestion(t *testing.T, typed url.Values) string {
	t.Helper()
	for _, k := range slices.Sorted(maps.Keys(typed)) {
		if typed.Get(k) == "Nội dung mẫu" {
			return k
		}
	}
	t.Fatal("the form asks for no words")
	return ""
}

func TestPRI1AClerkChangesWhatWasDeclaredOnlyWithAReasonAndTheRequest(t *testing.T) {
	x := open(t)
	c, ctx := clerk(x), context.Background()
	d := filedAt(x, x.Ward)
	ver, _ := x.Procedures.Version(d.Version)
	f := x.Hall.Forms.For(ver)
	answers, wrong, err := f.Read(formtest.Typed(f))
	if err != nil || len(wrong) > 0 {
		t.Fatal(wrong, err)
	}
	if err := x.Hall.Declare(ctx, x.Citizen(), dossiertest.Key(d), f, answers, hall.Changed{}); err != nil {
		t.Fatal(err)
	}
	path, typed := at(d)+"/form", formtest.Values(f)
	name := textQuestion(t, typed)
	status, body := x.Get(c, path)
	want(t, status, 200, body, "Lý do sửa tờ khai", "Ảnh chụp đơn đề nghị của người nộp")
	status, body = x.Post(c, path, typed)
	want(t, status, 422, body, "Không có đơn thì không làm việc này thay người nộp.")
	status, body = x.Upload(c, path, typed, "paper", "don.png", halltest.PNG)
	want(t, status, 422, body, "lý do")
	typed.Set("reason", "Người nộp đề nghị sửa địa chỉ ghi nhầm")
	if got := x.Opened(d); got.Declared.Assisted || got.Seq != d.Seq+1 {
		t.Fatalf("a refused change left something: %+v", got.Declared)
	}
	status, body = x.Upload(c, path, typed, "paper", "don.png", halltest.PNG)
	want(t, status, 200, body, "Đã lưu tờ khai nhập thay người nộp.", "Người nộp đề nghị sửa địa chỉ ghi nhầm")
	if got := x.Opened(d); !got.Declared.Assisted || got.Declared.By == "" {
		t.Errorf("the change is not marked (DV-7): %+v", got.Declared)
	}
	typed.Del("reason")
	seq := x.Opened(d).Seq
	status, body = x.Post(c, path, typed)
	want(t, status, 200, body)
	if got := x.Opened(d); got.Seq != seq {
		t.Error("the same answers again are a change")
	}
	typed.Set(name, "Trần Tên Khác")
	typed.Set("reason", "Sửa thêm một lần")
	status, body = x.Post(c, path, typed) // what the applicant declared stays theirs after the first change (PRI-1)
	want(t, status, 422, body, "Không có đơn thì không làm việc này thay người nộp.")
	typed.Del("reason")
	status, body = x.Upload(c, path, typed, "paper", "don.png", halltest.PNG)
	want(t, status, 422, body, "lý do")
}

// A number typed in at a desk opens nobody's papers: only dossiers the clerk may open
// anyway fill the form, and that they were read is recorded.
func TestREC5ADeskIsToldNothingOfDossiersElsewhere(t *testing.T) {
	x := open(t)
	ctx := context.Background()
	elsewhere := filedAt(x, x.Ward)
	ver, _ := x.Procedures.Version(elsewhere.Version)
	f := x.Hall.Forms.For(ver)
	answers, wrong, err := f.Read(formtest.Typed(f))
	if err != nil || len(wrong) > 0 {
		t.Fatal(wrong, err)
	}
	if err := x.Hall.Declare(ctx, x.Citizen(), dossiertest.Key(elsewhere), f, answers, hall.Changed{}); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		sentence string
		who      access.Who
		told     bool
	}{{"the desk of another ward", x.Who("reception", x.Other), false}, {"the desk that has it", x.Who("reception", x.Ward), true}} {
		got, err := trail.Earlier(ctx, x.Hall, row.who, elsewhere.Person)
		if err != nil || (len(got) == 1) != row.told {
			t.Errorf("%s is given %d declarations: %v", row.sentence, len(got), err)
		}
	}
}
