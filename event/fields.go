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
	own   bool // its type decodes itself
}

// FieldsOf lists the fields of T with a JSON name.
func FieldsOf[T any]() Fields[T] {
	t := reflect.TypeFor[T]()
	var out []field
	for i := range t.NumField() {
		// An event names its fields itself, zero or not: how the row leaves a zero out is
		// no part of the name.
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); name != "-" && name != "" {
			to := reflect.PointerTo(t.Field(i).Type)
			out = append(out, field{i, name, to.Implements(fromJSON) || to.Implements(fromText)})
		}
	}
	// In the order of their names, as encoding/json writes a map.
	slices.SortFunc(out, func(a, b field) int { return strings.Compare(a.name, b.name) })
	return Fields[T]{out}
}

// Changed writes the members of a JSON object: each field that differs, as it is after.
func (f Fields[T]) Changed(to *bytes.Buffer, before, after *T) error {
	bv, av := reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem()
	n := 0
	for _, x := range f.all {
		if same(bv.Field(x.index), av.Field(x.index)) {
			continue
		}
		v, err := json.Marshal(av.Field(x.index).Interface())
		if err != nil {
			return fmt.Errorf("field %s: %w", x.name, err)
		}
		if n++; n > 1 {
			to.WriteByte(',')
		}
		to.WriteString(`"` + x.name + `":`)
		to.Write(v)
	}
	return nil
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

var fromJSON, fromText = reflect.TypeFor[json.Unmarshaler](), reflect.TypeFor[encoding.TextUnmarshaler]()

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
