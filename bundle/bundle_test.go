package bundle

import (
	"strings"
	"testing"
)

func TestAWrongFileIsToldByLineAndField(t *testing.T) {
	type inner struct {
		Hours int `json:"hours"`
	}
	type file struct {
		Name string `json:"name"`
		Step inner  `json:"step"`
	}
	for _, c := range []struct {
		name, text, field, says string
		line                    int
	}{
		{"a text where a number is meant", "{\n \"name\": \"a\",\n \"step\": {\"hours\": \"8\"}\n}", "step.hours", "đúng kiểu", 3},
		{"a field nobody knows", "{\n \"name\": \"a\",\n \"nmae\": \"b\"\n}", "nmae", "không có trong định dạng", 3},
		{"a comma too many", "{\n \"name\": \"a\",\n}", "", "JSON", 3},
		{"two values", "{\"name\": \"a\"}\n{}", "", "nhiều hơn một", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			var v file
			f := Decode("x.json", []byte(c.text), &v)
			if f == nil || f.Field != c.field || f.Line != c.line || !strings.Contains(f.Sentence, c.says) {
				t.Errorf("%+v, want line %d, field %q, %q", f, c.line, c.field, c.says)
			}
		})
	}
	var v file
	if f := Decode("x.json", []byte(`{"name": "a", "step": {"hours": 8}}`), &v); f != nil || v.Step.Hours != 8 {
		t.Errorf("a right file is refused: %v", f)
	}
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	text, err := JSON(map[string]string{"tên": "Đăng ký <khai sinh>"})
	if err != nil || string(text) != "{\n  \"tên\": \"Đăng ký <khai sinh>\"\n}\n" {
		t.Errorf("%s %v", text, err)
	}
}

func TestFilesUnderAFolder(t *testing.T) {
	f := Files{"a/1.json": nil, "a/b/2.json": nil, "ab/3.json": nil}
	if got := strings.Join(f.Under("a").Paths(), " "); got != "a/1.json a/b/2.json" {
		t.Error(got)
	}
}

func TestAPathLeadsToItsLine(t *testing.T) {
	text := []byte("{\n \"code\": \"1\",\n \"versions\": [\n  {\"a\": 1},\n  {\n   \"limit\": {\"value\": 2,\n    \"unit\": \"x\"}\n  }\n ]\n}\n")
	for path, want := range map[string]int{"code": 2, "versions": 3, "versions[0]": 4, "versions[1]": 5, "versions[1].limit.unit": 7, "versions[1].limit.colour": 6, "versions[9]": 3, "": 1} {
		if got := LineOf(text, path); got != want {
			t.Errorf("%q stands on line %d, want %d", path, got, want)
		}
	}
}

func TestPackedFilesComeBackAndBadOnesAreRefused(t *testing.T) {
	f := Files{"a/1.json": []byte("{}\n"), "b/2.json": []byte("[]\n")}
	data, err := Zip(f)
	if err != nil {
		t.Fatal(err)
	}
	back, bad := Unzip(data)
	if bad != nil || len(back) != 2 || string(back["b/2.json"]) != "[]\n" {
		t.Errorf("%v %v", back, bad)
	}
	if again, _ := Zip(back); string(again) != string(data) {
		t.Error("packing the same files gives other bytes")
	}
	if _, bad := Unzip([]byte("no archive")); bad == nil {
		t.Error("no archive is read as one")
	}
	for _, path := range []string{"../etc/x.json", "/x.json", "a/../x.json", "a\\x.json"} {
		data, err := Zip(Files{path: []byte("{}")})
		if err != nil {
			t.Fatal(err)
		}
		if _, bad := Unzip(data); bad == nil {
			t.Errorf("the path %q is taken", path)
		}
	}
}
