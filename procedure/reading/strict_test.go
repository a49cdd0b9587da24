package reading_test

import (
	"strings"
	"testing"

	"motcua/procedure/reading"
)

// A key in another case or written twice is no field of the file: both are refused with
// their line, as an unknown one is.
func TestAKeyOfTheCatalogueIsWrittenOnceAndExactly(t *testing.T) {
	type file struct {
		Code string `json:"code"`
		Name string `json:"name_vi"`
	}
	for _, c := range []struct {
		says, text, field, why string
		line                   int
	}{
		{"another case", "{\n\"Code\": \"1\"}", "Code", `đúng là "code"`, 2},
		{"twice", "{\"code\": \"1\",\n\"name_vi\": \"a\",\n\"code\": \"2\"}", "code", "hai lần", 3},
		{"unknown", "{\"cod\": \"1\"}", "cod", "không biết mục này", 0},
		{"more behind", "{\"code\": \"1\"} {}", "", "dữ liệu thừa", 1},
	} {
		var into file
		err := reading.Strict([]byte(c.text), &into)
		if err == nil {
			t.Errorf("%s is taken: %+v", c.says, into)
			continue
		}
		bad := reading.Explain(err)
		bad.Line = reading.LineOf([]byte(c.text), err)
		if bad.Field != c.field || bad.Line != c.line || !strings.Contains(bad.Why, c.why) {
			t.Errorf("%s: %+v", c.says, bad)
		}
	}
	var into file
	if err := reading.Strict([]byte(`{"code": "1", "name_vi": "a"}`), &into); err != nil || into.Name != "a" {
		t.Errorf("a right file: %v %+v", err, into)
	}
}
