package bundle

import (
	"strconv"
	"strings"
	"testing"
)

// A key in another case is taken for the field, and of a key that stands twice the last
// counts, where nobody looks: both are refused where they stand.
func TestAKeyIsWrittenOnceAndExactly(t *testing.T) {
	type inner struct {
		Hours int `json:"hours"`
	}
	type Whole struct {
		Code string `json:"code"`
	}
	type file struct {
		Whole
		Name  string           `json:"name,omitempty"`
		Steps []*inner         `json:"steps"`
		Notes map[string]inner `json:"notes"`
		Any   any              `json:"any"`
		Plain string
	}
	for _, c := range []struct {
		says, text, field, want string
		line                    int
	}{
		{"another case", "{\n \"Name\": \"a\"\n}", "Name", `đúng là "name"`, 2},
		{"another case of an embedded field", "{\"CODE\": \"a\"}", "CODE", `đúng là "code"`, 1},
		{"another case of an untagged field", "{\"plain\": \"a\"}", "plain", `đúng là "Plain"`, 1},
		{"another case inside a list", "{\"steps\": [{\"hours\": 1},\n {\"Hours\": 2}]}", "steps[1].Hours", `đúng là "hours"`, 2},
		{"another case inside a map", "{\"notes\": {\"X\": {\"hourS\": 2}}}", "notes.X.hourS", `đúng là "hours"`, 1},
		{"a long s, which folds to s", "{\"steps\": [], \"ſteps\": []}", "ſteps", `đúng là "steps"`, 1},
		{"twice", "{\"name\": \"a\",\n \"code\": \"1\",\n \"name\": \"b\"}", "name", "hai lần", 3},
		{"twice, once escaped", "{\"name\": \"a\", \"n\\u0061me\": \"b\"}", "name", "hai lần", 1},
		{"twice in a map", "{\"notes\": {\"x\": {\"hours\": 1}, \"x\": {\"hours\": 2}}}", "notes.x", "hai lần", 1},
		{"twice where anything goes", "{\"any\": [1, {\"a\": {\"b\": \"}\\\"\", \"b\": 2}}]}", "any[1].a.b", "hai lần", 1},
	} {
		t.Run(c.says, func(t *testing.T) {
			var v file
			f := Decode("procedures/x.json", []byte(c.text), &v)
			if f == nil || f.Path != "procedures/x.json" || f.Field != c.field || f.Line != c.line || !strings.Contains(f.Sentence, c.want) {
				t.Errorf("%+v, want line %d, field %q, %q", f, c.line, c.field, c.want)
			}
		})
	}
	var v file
	good := `{"code": "1", "name": "đ\"{", "steps": [null, {"hours": 1}], "notes": {"X": {"hours": 1}, "x": {"hours": 2}}, "any": {"A": 1, "a": [true, -1.5e3, ""]}, "Plain": "p"} `
	if f := Decode("x.json", []byte(good), &v); f != nil {
		t.Errorf("a right file is refused: %v", f)
	}
	wide := `{"any": {`
	for i := range 3000 {
		wide += `"k` + strconv.Itoa(i) + `": 1, `
	}
	if f := Decode("x.json", []byte(wide+`"last": 1, "last": 2}}`), &v); f == nil || f.Field != "any.last" {
		t.Errorf("twice among many: %v", f)
	}
}
