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
