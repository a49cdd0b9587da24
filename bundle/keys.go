package bundle

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"sync"
)

// BadKey is a key that a reader would take for another: written in another case, or twice.
// Of one that stands twice the last counts, where nobody looks.
type BadKey struct {
	Line  int    // from 1
	Field string // path of the key
	Why   string // Vietnamese
}

// Error is the whole sentence.
func (b *BadKey) Error() string {
	return "dòng " + strconv.Itoa(b.Line) + ", trường " + b.Field + ": " + b.Why
}

// Keys finds the first bad key of a JSON text that was decoded into a value of the type of
// into; nil when every key stands once and exactly as the type names it. Below a type that
// reads itself only what stands twice is looked for.
func Keys(text []byte, into any) *BadKey {
	k := keys{text: text}
	k.value(plain(reflect.TypeOf(into)), "")
	return k.bad
}

// keys walks a text that is known to be JSON.
type keys struct {
	text []byte
	at   int
	bad  *BadKey
}

// value walks one value that is read into a type; nil is any.
func (k *keys) value(t reflect.Type, path string) {
	switch k.next() {
	case '{':
		k.object(t, path)
	case '[':
		var of reflect.Type
		if t != nil && (t.Kind() == reflect.Slice || t.Kind() == reflect.Array) {
			of = plain(t.Elem())
		}
		k.at++
		for i := 0; k.bad == nil && k.next() != ']' && k.next() != 0; i++ {
			k.value(of, path+"["+strconv.Itoa(i)+"]")
			k.comma()
		}
		k.at++
	case '"':
		k.word()
	default:
		for k.at < len(k.text) && !strings.ContainsRune(",]} \t\r\n", rune(k.text[k.at])) {
			k.at++
		}
	}
}

func (k *keys) object(t reflect.Type, path string) {
	names, each := shape(t)
	seen := map[string]bool{}
	k.at++
	for k.next() == '"' {
		start := k.at
		key := k.word()
		here := strings.TrimPrefix(path+"."+key, ".")
		of, known := names[key]
		switch {
		case seen[key]:
			k.fault(start, here, "Khóa này ghi hai lần trong cùng một chỗ. Giữ lại một dòng, xóa dòng kia.")
		case names != nil && !known:
			k.fault(start, here, "Khóa phải viết "+meant(names, key)+", phân biệt chữ hoa với chữ thường.")
		}
		if k.bad != nil {
			return
		}
		if seen[key] = true; names == nil {
			of = each
		}
		if k.next() == ':' {
			k.at++
		}
		if k.value(of, here); k.bad != nil {
			return
		}
		k.comma()
	}
	k.at++
}

func (k *keys) fault(at int, field, why string) {
	k.bad = &BadKey{Line: lineAt(k.text, int64(at)), Field: field, Why: why}
}

// next skips what stands between two values and gives what follows; 0 at the end.
func (k *keys) next() byte {
	for k.at < len(k.text) && strings.IndexByte(" \t\r\n", k.text[k.at]) >= 0 {
		k.at++
	}
	if k.at >= len(k.text) {
		return 0
	}
	return k.text[k.at]
}

func (k *keys) comma() {
	if k.next() == ',' {
		k.at++
	}
}

// word reads a string.
func (k *keys) word() string {
	start := k.at
	for k.at++; k.at < len(k.text) && k.text[k.at] != '"'; k.at++ {
		if k.text[k.at] == '\\' {
			k.at++
		}
	}
	k.at = min(k.at+1, len(k.text))
	raw := k.text[start:k.at]
	if bytes.IndexByte(raw, '\\') < 0 {
		return strings.Trim(string(raw), `"`)
	}
	var out string
	if json.Unmarshal(raw, &out) != nil {
		return string(raw)
	}
	return out
}

var reads = reflect.TypeFor[json.Unmarshaler]()

// plain is a type without its pointers; nil when its keys are its own affair.
func plain(t reflect.Type) reflect.Type {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil || t.Implements(reads) || reflect.PointerTo(t).Implements(reads) {
		return nil
	}
	return t
}

var shapes sync.Map // reflect.Type → map[string]reflect.Type

// shape gives the keys of a struct with their types, or the type of every value of a map.
func shape(t reflect.Type) (names map[string]reflect.Type, each reflect.Type) {
	switch {
	case t == nil:
		return nil, nil
	case t.Kind() == reflect.Map:
		return nil, plain(t.Elem())
	case t.Kind() != reflect.Struct:
		return nil, nil
	}
	if known, ok := shapes.Load(t); ok {
		return known.(map[string]reflect.Type), nil
	}
	names = map[string]reflect.Type{}
	for _, f := range reflect.VisibleFields(t) {
		tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case tag == "-" || !f.IsExported() || f.Anonymous && tag == "":
		case tag != "":
			names[tag] = plain(f.Type)
		default:
			names[f.Name] = plain(f.Type)
		}
	}
	shapes.Store(t, names)
	return names, nil
}

// meant is the key somebody meant who wrote it in another case.
func meant(names map[string]reflect.Type, key string) string {
	for name := range names {
		if strings.EqualFold(name, key) {
			return `đúng là "` + name + `"`
		}
	}
	return "đúng như trong định dạng"
}
