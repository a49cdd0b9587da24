package reading

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"motcua/bundle"
	"motcua/refusal"
)

// BadFile says why a file is refused and where the fault is. Nothing of a refused
// file is applied.
type BadFile struct {
	Line  int    // line of the file, when it is not JSON at all; else 0
	Index int    // place of the procedure in the file, from 1; 0 = the file itself
	Code  string // code of that procedure, when it could be read
	Field string // path of the field, e.g. "channels[2].time.unit"
	Why   string // Vietnamese
}

// Error is the whole sentence a person reads.
func (e *BadFile) Error() string {
	var where []string
	if e.Line > 0 {
		where = append(where, fmt.Sprintf("dòng %d", e.Line))
	}
	if e.Index > 0 {
		place := fmt.Sprintf("thủ tục thứ %d", e.Index)
		if e.Code != "" {
			place += " (mã " + e.Code + ")"
		}
		where = append(where, place)
	}
	if e.Field != "" {
		where = append(where, "mục "+e.Field)
	}
	at := ""
	if len(where) > 0 {
		at = " tại " + strings.Join(where, ", ")
	}
	return "Tệp danh mục thủ tục bị từ chối, không thủ tục nào được ghi. Lỗi" + at + ": " + e.Why
}

// Unwrap lets refusal.As find the sentence.
func (e *BadFile) Unwrap() error { return refusal.Invalid("file", e.Error()) }

// Strict refuses unknown fields (they would be lost), keys in another case or written twice
// (they would be taken for others), and text after the object.
func Strict(data []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("trailing data")
	}
	if bad := bundle.Keys(data, into); bad != nil {
		return bad
	}
	return nil
}

// Explain says in Vietnamese what a decoder did not like.
func Explain(err error) *BadFile {
	var wrong *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	var key *bundle.BadKey
	text := err.Error()
	switch {
	case errors.As(err, &key):
		return &BadFile{Field: key.Field, Why: key.Why}
	case errors.As(err, &wrong):
		return &BadFile{Field: wrong.Field, Why: fmt.Sprintf("giá trị kiểu %s không đọc được; cần kiểu %s.", wrong.Value, wrong.Type)}
	case errors.As(err, &syntax), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return &BadFile{Why: "tệp không phải JSON đầy đủ (" + text + "); tệp có thể bị cắt hoặc hỏng."}
	}
	if _, name, found := strings.Cut(text, "unknown field "); found {
		return &BadFile{Field: strings.Trim(name, `"`), Why: "chương trình không biết mục này nên nếu đọc sẽ làm mất dữ liệu."}
	}
	return &BadFile{Why: "có dữ liệu thừa sau phần danh mục (" + text + ")."}
}

// LineOf is the line an error of a decoder points at; 0 when it does not say.
func LineOf(data []byte, err error) int {
	offset := int64(len(data))
	var wrong *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	var key *bundle.BadKey
	switch {
	case errors.As(err, &key):
		return key.Line
	case errors.As(err, &syntax):
		offset = min(offset, syntax.Offset)
	case errors.As(err, &wrong):
		offset = min(offset, wrong.Offset)
	case strings.Contains(err.Error(), "unknown field"):
		return 0 // the decoder does not say where; the field's name is enough
	}
	return 1 + bytes.Count(data[:offset], []byte("\n"))
}
