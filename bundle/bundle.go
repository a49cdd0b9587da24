package bundle

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Files are readable texts by slash-separated path, e.g. "procedures/1.004746.json".
type Files map[string][]byte

// Paths gives the paths in order.
func (f Files) Paths() []string {
	out := make([]string, 0, len(f))
	for p := range f {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}

// Under gives the files below a folder, with their whole paths.
func (f Files) Under(folder string) Files {
	out := Files{}
	for p, text := range f {
		if strings.HasPrefix(p, folder+"/") {
			out[p] = text
		}
	}
	return out
}

// Kind says what a set of files would do to one thing.
type Kind string

// The kinds of change.
const (
	Added   Kind = "added"
	Changed Kind = "changed"
	Removed Kind = "removed"
)

// Change is one thing that would be different.
type Change struct {
	Path  string
	Kind  Kind
	Title string // as a person calls it, in Vietnamese
	Lines []Line // what differs, field by field
}

// Line is one field that differs.
type Line struct{ Field, Before, After string }

// Fault is one thing that is wrong with a file. Line counts from 1; 0 when the whole
// file is meant.
type Fault struct {
	Path     string
	Line     int
	Field    string
	Sentence string // for the person, in Vietnamese
}

// Error is the fault as a line of a report.
func (f Fault) Error() string {
	where := f.Path
	if f.Line > 0 {
		where = fmt.Sprintf("%s, dòng %d", where, f.Line)
	}
	if f.Field != "" {
		where += ", trường " + f.Field
	}
	return where + ": " + f.Sentence
}

// JSON writes a value the way every file of a bundle is written: two spaces, fields in
// the order of the type, accents as they are, a newline at the end.
func JSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}

// Decode reads a file strictly into v: an unknown field, a wrong type, a second value,
// or a key in another case or written twice is a fault with its line.
func Decode(path string, text []byte, v any) *Fault {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	err := d.Decode(v)
	if err == nil && d.More() {
		return &Fault{Path: path, Line: lineAt(text, d.InputOffset()), Sentence: "Tệp có nhiều hơn một giá trị."}
	}
	if err == nil {
		if bad := Keys(text, v); bad != nil {
			return &Fault{Path: path, Line: bad.Line, Field: bad.Field, Sentence: bad.Why}
		}
		return nil
	}
	out := &Fault{Path: path, Line: lineAt(text, d.InputOffset())}
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		out.Line, out.Sentence = lineAt(text, syntax.Offset), "Tệp không phải JSON hợp lệ: "+syntax.Error()+"."
	case errors.As(err, &wrong):
		out.Line, out.Field = lineAt(text, wrong.Offset), wrong.Field
		out.Sentence = "Giá trị không đúng kiểu: cần " + wrong.Type.String() + ", tệp ghi " + wrong.Value + "."
	default:
		field, ok := strings.CutPrefix(err.Error(), "json: unknown field ")
		if !ok {
			out.Sentence = "Không đọc được tệp: " + err.Error() + "."
			break
		}
		out.Field = strings.Trim(field, `"`)
		if at := bytes.Index(text, []byte(field)); at >= 0 {
			out.Line = lineAt(text, int64(at))
		}
		out.Sentence = "Trường này không có trong định dạng. Kiểm tra chính tả hoặc bỏ dòng này."
	}
	return out
}

func lineAt(text []byte, offset int64) int {
	return 1 + bytes.Count(text[:min(max(offset, 0), int64(len(text)))], []byte("\n"))
}
