package processes_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/process"
)

// sends fills in a form of a version as its page stands.
func (x house) sends(v, path string, form url.Values) (int, string) {
	x.T.Helper()
	out := url.Values{}
	for k, all := range form {
		out[k] = all
	}
	_, body := x.Get(x.drafter, v)
	if m := seenBox.FindStringSubmatch(body); m != nil {
		out.Set("seen", m[1])
	}
	return x.Post(x.drafter, v+path, out)
}

// PRI-9: two who edit the steps of one process: the later is told, loses nothing that was
// typed, and can put both together.
func TestPRI_9_OfTwoWhoEditTheLaterIsTold(t *testing.T) {
	x := open(t)
	v := x.draft()
	_, body := x.Get(x.drafter, v+"/steps/b2")
	m := seenBox.FindStringSubmatch(body)
	if m == nil {
		t.Fatal("the form of a step carries no edition")
	}
	mine, theirs := stepForm("name", "Việc do người thứ nhất ghi", "seen", m[1]), stepForm("name", "Việc do người thứ hai ghi", "seen", m[1])
	if code, body := x.Post(x.drafter, v+"/steps/b2", mine); code != http.StatusOK || !strings.Contains(body, "Đã lưu bước") {
		t.Fatalf("the first: %d", code)
	}
	code, body := x.Post(x.drafter, v+"/steps/b2", theirs)
	if code != http.StatusUnprocessableEntity {
		t.Errorf("the second: %d", code)
	}
	x.says(body, "người khác sửa kể từ khi mở trang", "Việc do người thứ hai ghi")
	steps := func() process.Version {
		t.Helper()
		all, err := x.Hall.Processes.Of(context.Background(), wedding)
		if err != nil {
			t.Fatal(err)
		}
		return all[0]
	}
	if s, _ := steps().Process.Step("b2"); s.Name != "Việc do người thứ nhất ghi" {
		t.Errorf("overwritten: %q", s.Name)
	}
	for _, path := range []string{"/rows", "/submit", "/drop"} {
		for says, seen := range map[string]string{"an old page": m[1], "no edition": ""} {
			before := steps()
			code, body := x.Post(x.drafter, v+path, url.Values{"row": {"b2"}, "do": {"remove"}, "seen": {seen}})
			if after := steps(); code != http.StatusUnprocessableEntity || !strings.Contains(body, "kể từ khi mở trang") || after.Seq != before.Seq {
				t.Errorf("%s with %s: %d", path, says, code)
			}
		}
	}
	theirs.Set("seen", seenBox.FindStringSubmatch(body)[1]) // what the refused form says now
	if code, _ := x.Post(x.drafter, v+"/steps/b2", theirs); code != http.StatusOK {
		t.Errorf("put together and saved: %d", code)
	}
	if code, body := x.sends(v, "/rows", url.Values{"row": {"b2"}, "do": {"add"}}); code != http.StatusOK || !strings.Contains(body, "Đã thêm") {
		t.Errorf("a row: %d", code)
	}
}

// PRI-9: a form that comes back with a mistake of its own still stands on the steps it was
// opened with: what a colleague saved meanwhile is not overwritten by the mended form.
func TestPRI_9_AMendedMistakeOverwritesNobody(t *testing.T) {
	x := open(t)
	v := x.draft()
	_, body := x.Get(x.drafter, v+"/steps/b2")
	opened := seenBox.FindStringSubmatch(body)[1]
	if code, _ := x.Post(x.drafter, v+"/steps/b2", stepForm("name", "Việc của người thứ nhất", "seen", opened)); code != http.StatusOK {
		t.Fatalf("the first: %d", code)
	}
	mine := stepForm("name", "Việc của người thứ hai", "hours", "abc", "seen", opened)
	for range 2 {
		code, body := x.Post(x.drafter, v+"/steps/b2", mine)
		if code != http.StatusUnprocessableEntity || strings.Contains(body, "kể từ khi mở trang") {
			t.Fatalf("a mistake: %d", code)
		}
		mine.Set("seen", seenBox.FindStringSubmatch(body)[1])
	}
	mine.Set("hours", "4")
	code, body := x.Post(x.drafter, v+"/steps/b2", mine)
	if code != http.StatusUnprocessableEntity || !strings.Contains(body, "người khác sửa kể từ khi mở trang") {
		t.Errorf("the mended form is told nothing: %d", code)
	}
	all, err := x.Hall.Processes.Of(context.Background(), wedding)
	if err != nil {
		t.Fatal(err)
	}
	if s, _ := all[0].Process.Step("b2"); s.Name != "Việc của người thứ nhất" {
		t.Errorf("overwritten: %q", s.Name)
	}
	mine.Set("seen", seenBox.FindStringSubmatch(body)[1]) // told: now they have read it
	if code, _ := x.Post(x.drafter, v+"/steps/b2", mine); code != http.StatusOK {
		t.Errorf("after it was told: %d", code)
	}
}

// PRI-9: nor does a control officer who mends a date approve steps they have not read.
func TestPRI_9_AMendedDateApprovesNothingUnread(t *testing.T) {
	x := open(t)
	v := x.draft()
	if code, _ := x.sends(v, "/steps/b2", stepForm()); code != http.StatusOK {
		t.Fatal(code)
	}
	submit := func() {
		t.Helper()
		if code, _ := x.sends(v, "/submit", nil); code != http.StatusOK {
			t.Fatalf("submit: %d", code)
		}
	}
	submit()
	form := x.deciding(v+"/approve", url.Values{"decision": {"1234/QĐ-UBND ngày 03/6/2019"}, "from-day": {"31"}, "from-month": {"6"}, "from-year": {"2019"}})
	if code, _ := x.Post(x.control, v+"/reject", x.deciding(v+"/reject", url.Values{"remark": {"Sửa bước thẩm định"}})); code != http.StatusOK {
		t.Fatalf("reject: %d", code)
	}
	if code, _ := x.sends(v, "/steps/b2", stepForm("name", "Bước chưa ai đọc")); code != http.StatusOK {
		t.Fatalf("edit: %d", code)
	}
	submit()
	code, body := x.Post(x.control, v+"/approve", form)
	if code != http.StatusUnprocessableEntity || strings.Contains(body, "kể từ khi mở trang") {
		t.Fatalf("a day that does not exist: %d", code)
	}
	form.Set("seen", seenBox.FindStringSubmatch(body)[1])
	form.Set("from-day", "10")
	if code, body := x.Post(x.control, v+"/approve", form); code != http.StatusUnprocessableEntity || !strings.Contains(body, "kể từ khi mở trang") {
		t.Errorf("approved unread: %d", code)
	}
}
