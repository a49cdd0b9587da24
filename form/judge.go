package form

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
)

// Answers are what was answered, as the JSON the schema judges. Its values are text,
// json.Number, bool, []any and map[string]any and nothing else.
type Answers map[string]any

// Problem is a sentence about one answer; Path is where it stands: "children.0.name".
type Problem struct{ Path, Sentence string }

// compiled keeps the schemas by the hash of their form: a city has some hundred.
var compiled sync.Map

func (f Form) compile() (*jsonschema.Schema, error) {
	id := f.Hash()
	if s, ok := compiled.Load(id); ok {
		return s.(*jsonschema.Schema), nil
	}
	text, err := json.Marshal(f.Schema())
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat() // formats say nothing otherwise
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("form:"+id, doc); err != nil {
		return nil, err
	}
	s, err := c.Compile("form:" + id)
	if err != nil {
		return nil, fmt.Errorf("form: the schema of %q: %w", f.Title, err)
	}
	compiled.Store(id, s)
	return s, nil
}

// Judge holds answers to the schema of the form and says what is wrong in sentences.
func (f Form) Judge(a Answers) ([]Problem, error) {
	s, err := f.compile()
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	err = s.Validate(doc)
	var wrong *jsonschema.ValidationError
	switch {
	case err == nil:
		return nil, nil
	case !errors.As(err, &wrong):
		return nil, err
	}
	var out []Problem
	f.leaves(wrong, &out)
	f.inOrder(out)
	return out, nil
}

// leaves walks to the errors that say something about one place.
func (f Form) leaves(e *jsonschema.ValidationError, out *[]Problem) {
	for _, c := range e.Causes {
		f.leaves(c, out)
	}
	if len(e.Causes) > 0 {
		return
	}
	if k, ok := e.ErrorKind.(*kind.Required); ok {
		for _, key := range k.Missing {
			f.note(out, append(slices.Clone(e.InstanceLocation), key), e.ErrorKind)
		}
		return
	}
	f.note(out, e.InstanceLocation, e.ErrorKind)
}

func (f Form) note(out *[]Problem, at []string, k jsonschema.ErrorKind) {
	path := strings.Join(at, ".")
	if slices.ContainsFunc(*out, func(p Problem) bool { return p.Path == path }) {
		return
	}
	field, ok := f.At(path)
	if !ok {
		field = Field{Label: "Câu trả lời", Type: Text}
	}
	*out = append(*out, Problem{Path: path, Sentence: sentence(field, k)})
}

// At finds the field a path leads to; numbers of rows are passed over.
func (f Form) At(path string) (Field, bool) {
	level, found := f.Fields(), Field{}
	ok := false
	for _, key := range strings.Split(path, ".") {
		if _, err := strconv.Atoi(key); err == nil && ok {
			continue
		}
		i := slices.IndexFunc(level, func(x Field) bool { return x.Key == key })
		if i < 0 {
			return found, false
		}
		found, ok = level[i], true
		level = found.Inner()
	}
	return found, ok
}

// sentence says what to do about a wrong answer.
func sentence(f Field, k jsonschema.ErrorKind) string {
	name := lower(f.Label)
	switch x := k.(type) {
	case *kind.Required, *kind.MinLength:
		return missing(f)
	case *kind.MaxLength:
		return fmt.Sprintf("%s: nhiều nhất %d ký tự; đang có %d.", f.Label, x.Want, x.Got)
	case *kind.MinItems:
		if f.Type == Group {
			return fmt.Sprintf("%s: cần ít nhất %d dòng. Bấm “Thêm” để thêm dòng.", f.Label, x.Want)
		}
		return missing(f)
	case *kind.MaxItems:
		return tooMany(f, x.Want)
	case *kind.Minimum:
		return fmt.Sprintf("%s phải từ %d trở lên.", f.Label, max(f.Least, 0))
	case *kind.Maximum:
		return fmt.Sprintf("%s không quá %d.", f.Label, f.Most)
	case *kind.Const:
		return "Đánh dấu vào ô “" + f.Label + "” để tiếp tục."
	case *kind.Enum:
		return "Chọn " + name + " trong các mục đã nêu."
	case *kind.Pattern, *kind.Format:
		return shape(f)
	}
	return "Xem lại " + name + "."
}

func tooMany(f Field, most int) string {
	return fmt.Sprintf("%s: nhiều nhất %d dòng. Bỏ bớt dòng thừa.", f.Label, most)
}

func missing(f Field) string {
	name := lower(f.Label)
	switch f.Type {
	case Choice, Several:
		return "Chọn " + name + "."
	case Yes:
		return "Đánh dấu vào ô “" + f.Label + "” để tiếp tục."
	case Upload:
		return "Tải lên tệp: " + name + "."
	case Group:
		return f.Label + ": cần ít nhất một dòng. Bấm “Thêm” để thêm dòng."
	}
	return "Nhập " + name + "."
}

func shape(f Field) string {
	switch f.Type {
	case Date:
		return f.Label + ": nhập ngày, tháng, năm có thật, ví dụ 06/5/2019."
	case Email:
		return "Nhập địa chỉ thư điện tử dạng ten@noi.vn."
	case Phone:
		return "Số điện thoại gồm 10 hoặc 11 chữ số, bắt đầu bằng 0."
	case IDNo:
		return "Số giấy tờ tùy thân gồm 9 hoặc 12 chữ số, hoặc số hộ chiếu."
	case TaxNo:
		return "Mã số thuế gồm 10 chữ số, hoặc 10 chữ số và 3 chữ số sau dấu gạch."
	case Money:
		return f.Label + ": nhập bằng chữ số, dấu chấm chỉ để tách từng nhóm ba số, ví dụ 1.250.000."
	case Number:
		return f.Label + ": nhập bằng chữ số, dấu chấm chỉ để tách từng nhóm ba số, dấu phẩy trước phần lẻ, ví dụ 1.250 hoặc 56,5."
	}
	return "Xem lại " + lower(f.Label) + "."
}

// inOrder puts problems in the order of the questions.
func (f Form) inOrder(all []Problem) {
	rank := map[string]int{}
	for i, x := range f.Fields() {
		rank[x.Key] = i
	}
	slices.SortStableFunc(all, func(a, b Problem) int {
		x, y := strings.Split(a.Path, "."), strings.Split(b.Path, ".")
		if d := rank[x[0]] - rank[y[0]]; d != 0 {
			return d
		}
		return f.deeper(x, y)
	})
}

// deeper compares two paths under one question: rows by number, then by the inner order.
func (f Form) deeper(x, y []string) int {
	top, ok := f.Field(x[0])
	if !ok {
		return 0
	}
	x, y = x[1:], y[1:]
	if top.Type == Group && len(x) > 0 && len(y) > 0 {
		n, _ := strconv.Atoi(x[0])
		m, _ := strconv.Atoi(y[0])
		if n != m {
			return n - m
		}
		x, y = x[1:], y[1:]
	}
	if len(x) == 0 || len(y) == 0 {
		return len(x) - len(y)
	}
	inner := top.Inner()
	at := func(key string) int { return slices.IndexFunc(inner, func(f Field) bool { return f.Key == key }) }
	return at(x[0]) - at(y[0])
}
