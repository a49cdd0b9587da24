package event

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Fields are the parts of a row of type T that its events carry, by their JSON names: an
// event says which of them changed, and folding sets them again.
type Fields[T any] struct{ all []field }

type field struct {
	index int
	name  string
	own   bool // its type writes or reads itself
}

// FieldsOf lists the fields of T with a JSON name.
func FieldsOf[T any]() Fields[T] {
	t := reflect.TypeFor[T]()
	var out []field
	for i := range t.NumField() {
		// An event names its fields itself, zero or not: how the row leaves a zero out is
		// no part of the name.
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); name != "-" && name != "" {
			out = append(out, field{i, name, slices.ContainsFunc(itself, reflect.PointerTo(t.Field(i).Type).Implements)})
		}
	}
	// In the order of their names, as encoding/json writes a map.
	slices.SortFunc(out, func(a, b field) int { return strings.Compare(a.name, b.name) })
	return Fields[T]{out}
}

// Write writes the members of two JSON objects, each value once: to doc every field that is
// not zero, as it is after, and to set every one that differs, zero or not.
func (f Fields[T]) Write(doc, set *bytes.Buffer, before, after *T) error {
	bv, av := reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem()
	var raw []byte
	for _, x := range f.all {
		v := av.Field(x.index)
		zero, changed := v.IsZero(), !same(bv.Field(x.index), v)
		if zero && !changed {
			continue
		}
		var err error
		if raw, err = x.write(raw[:0], v); err != nil {
			return fmt.Errorf("field %s: %w", x.name, err)
		}
		if !zero {
			member(doc, x.name, raw)
		}
		if changed {
			member(set, x.name, raw)
		}
	}
	return nil
}

func member(to *bytes.Buffer, name string, raw []byte) {
	if to.Len() > 0 {
		to.WriteByte(',')
	}
	to.WriteByte('"')
	to.WriteString(name)
	to.WriteString(`":`)
	to.Write(raw)
}

// write adds a value in JSON, byte for byte as encoding/json would: bare numbers, truths and
// strings that need no escape without its help, which most are.
func (x field) write(to []byte, v reflect.Value) ([]byte, error) {
	switch kind := v.Kind(); {
	case x.own:
	case kind == reflect.String && bare(v.String()):
		return append(append(append(to, '"'), v.String()...), '"'), nil
	case kind == reflect.Int || kind == reflect.Int64:
		return strconv.AppendInt(to, v.Int(), 10), nil
	case kind == reflect.Bool:
		return strconv.AppendBool(to, v.Bool()), nil
	}
	raw, err := json.Marshal(v.Interface())
	return append(to, raw...), err
}

// bare says whether a string stands in JSON as it is.
func bare(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || strings.IndexByte(`"\<>&`, c) >= 0 {
			return false
		}
	}
	return true
}

// Apply replaces whole fields: a fresh value for each, so that nothing of an older one
// can shine through.
func (f Fields[T]) Apply(row *T, set map[string]json.RawMessage) error {
	v := reflect.ValueOf(row).Elem()
	for _, x := range f.all {
		raw, ok := set[x.name]
		if !ok {
			if raw, ok = set[x.name+",omitempty"]; !ok { // so were optional fields named once
				continue
			}
		}
		if !x.own && plain(v.Field(x.index), raw) {
			continue
		}
		fresh := reflect.New(v.Field(x.index).Type())
		if err := json.Unmarshal(raw, fresh.Interface()); err != nil {
			return fmt.Errorf("field %s: %w", x.name, err)
		}
		v.Field(x.index).Set(fresh.Elem())
	}
	return nil
}

// plain sets a field that is a bare number or a string without escapes, which most are:
// a whole decoder for each of them is most of what folding costs.
func plain(v reflect.Value, raw json.RawMessage) bool {
	switch v.Kind() {
	case reflect.String:
		if n := len(raw); n >= 2 && raw[0] == '"' && bytes.IndexByte(raw, '\\') < 0 && utf8.Valid(raw) {
			v.SetString(string(raw[1 : n-1]))
			return true
		}
	case reflect.Int, reflect.Int64:
		if n, err := strconv.ParseInt(string(raw), 10, 64); err == nil {
			v.SetInt(n)
			return true
		}
	}
	return false
}

var itself = []reflect.Type{reflect.TypeFor[json.Marshaler](), reflect.TypeFor[json.Unmarshaler](), reflect.TypeFor[encoding.TextMarshaler](), reflect.TypeFor[encoding.TextUnmarshaler]()}

// Equal compares two rows field by field as events see them: an empty list and none are
// the same.
func (f Fields[T]) Equal(a, b *T) bool {
	av, bv := reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem()
	for _, i := range f.all {
		x, y := av.Field(i.index), bv.Field(i.index)
		if x.Kind() == reflect.Slice && x.Len() == 0 && y.Len() == 0 {
			continue
		}
		if !same(x, y) {
			return false
		}
	}
	return true
}

func same(x, y reflect.Value) bool {
	if x.Kind() == reflect.Slice && x.Len() == y.Len() && x.UnsafePointer() == y.UnsafePointer() && x.IsNil() == y.IsNil() {
		return true // the same list, as most acts leave most lists
	}
	if x.Comparable() && x.Kind() != reflect.Pointer {
		return x.Equal(y)
	}
	return reflect.DeepEqual(x.Interface(), y.Interface())
}
