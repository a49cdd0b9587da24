package process

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// FileMost bounds a file that is read, in bytes; nodesMost and depthMost what is in it.
const (
	FileMost  = 1 << 20
	nodesMost = 20000
	depthMost = 40
)

// FileError is what is wrong with a file, and where.
type FileError struct {
	Line     int
	Sentence string
}

func (e *FileError) Error() string { return fmt.Sprintf("Dòng %d: %s", e.Line, e.Sentence) }

func wrong(line int, format string, args ...any) *FileError {
	return &FileError{line, fmt.Sprintf(format, args...)}
}

// element is one element of a file with the line it begins on.
type element struct {
	xml.Name
	attrs map[string]string // those without a namespace
	kids  []*element
	text  string
	line  int
}

func (e *element) attr(name string) string { return e.attrs[name] }

// all gives the children of a name of the BPMN model.
func (e *element) all(name string) []*element {
	var out []*element
	for _, k := range e.kids {
		if k.Space == nsModel && k.Local == name {
			out = append(out, k)
		}
	}
	return out
}

// readXML reads a file into elements: bounded, UTF-8, without document type, entities
// of its own or processing instructions.
func readXML(data []byte) (*element, *FileError) {
	if len(data) > FileMost {
		return nil, wrong(1, "Tệp lớn hơn 1 MB. Tệp BPMN của một quy trình nhỏ hơn nhiều; kiểm tra lại tệp.")
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	line := func() int { n, _ := d.InputPos(); return n }
	var root *element
	var open []*element
	for n := 0; ; n++ {
		at := line()
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, wrong(line(), "Tệp không phải XML hợp lệ (%s).", strings.TrimPrefix(err.Error(), "XML syntax error on "))
		}
		if n > nodesMost {
			return nil, wrong(at, "Tệp có quá nhiều phần tử.")
		}
		switch t := t.(type) {
		case xml.Directive:
			return nil, wrong(at, "Tệp có khai báo kiểu tài liệu (DOCTYPE) nên không được nhận. Bỏ khai báo này.")
		case xml.ProcInst:
			if t.Target != "xml" || len(open) > 0 || root != nil {
				return nil, wrong(at, "Tệp có chỉ thị xử lý <?%s?> nên không được nhận. Bỏ chỉ thị này.", t.Target)
			}
		case xml.StartElement:
			e := &element{Name: t.Name, attrs: map[string]string{}, line: line()}
			for _, a := range t.Attr {
				if a.Name.Space == "" {
					e.attrs[a.Name.Local] = a.Value
				}
			}
			switch {
			case len(open) >= depthMost:
				return nil, wrong(e.line, "Tệp lồng nhau quá sâu.")
			case len(open) > 0:
				open[len(open)-1].kids = append(open[len(open)-1].kids, e)
			case root != nil:
				return nil, wrong(e.line, "Tệp có hơn một phần tử gốc.")
			default:
				root = e
			}
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += string(t)
			}
		}
	}
	if root == nil && len(bytes.TrimSpace(data)) > 0 {
		return nil, wrong(1, "Tệp không phải XML hợp lệ.")
	}
	if root == nil {
		return nil, wrong(1, "Tệp trống.")
	}
	return root, nil
}
