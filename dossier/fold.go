package dossier

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"motcua/event"
)

// body is what stands in an event of a dossier: what the person gave (act) and
// what was decided by it (set: the fields of the row that changed).
type body struct {
	Act json.RawMessage            `json:"act,omitempty"`
	Set map[string]json.RawMessage `json:"set"`
}

var fields = jsonFields()

type field struct {
	index int
	name  string
}

// jsonFields lists the fields of Dossier that events carry.
func jsonFields() []field {
	t := reflect.TypeOf(Dossier{})
	var out []field
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("json"); name != "-" && name != "" {
			out = append(out, field{i, name})
		}
	}
	// In the order of their names, as encoding/json writes a map.
	slices.SortFunc(out, func(a, b field) int { return strings.Compare(a.name, b.name) })
	return out
}

// decided gives the body of the event that led from before to after.
func decided(act Act, before, after Dossier) (string, error) {
	a, err := json.Marshal(act)
	if err != nil {
		return "", fmt.Errorf("dossier: %w", err)
	}
	// Put together by hand: encoding/json checks and copies every raw value again.
	var b bytes.Buffer
	b.WriteString("{")
	if string(a) != "{}" {
		b.WriteString(`"act":`)
		b.Write(a)
		b.WriteString(",")
	}
	b.WriteString(`"set":{`)
	bv, av := reflect.ValueOf(&before).Elem(), reflect.ValueOf(&after).Elem()
	n := 0
	for _, f := range fields {
		x, y := bv.Field(f.index), av.Field(f.index)
		if same(x, y) {
			continue
		}
		v, err := json.Marshal(y.Interface())
		if err != nil {
			return "", fmt.Errorf("dossier: %w", err)
		}
		if n++; n > 1 {
			b.WriteString(",")
		}
		b.WriteString(`"` + f.name + `":`)
		b.Write(v)
	}
	b.WriteString("}}")
	return b.String(), nil
}

func same(x, y reflect.Value) bool {
	if x.Comparable() && x.Kind() != reflect.Pointer {
		return x.Equal(y)
	}
	return reflect.DeepEqual(x.Interface(), y.Interface())
}

// Fold gives the row from its events; it never recomputes a rule. A test holds it
// against the stored row on every journey.
func Fold(events []event.Event) (Dossier, error) {
	var out Dossier
	err := Replay(events, func(d Dossier, _ event.Event) { out = d })
	return out, err
}

// Replay gives the row as it was after each event.
func Replay(events []event.Event, each func(Dossier, event.Event)) error {
	var d Dossier
	for _, e := range events {
		if e.Seq != d.Seq+1 {
			return fmt.Errorf("dossier: event %d follows event %d of %s", e.Seq, d.Seq, e.Subject)
		}
		var b body
		if err := json.Unmarshal([]byte(upcast(e)), &b); err != nil {
			return fmt.Errorf("dossier: event %s: %w", e.ID, err)
		}
		if err := apply(&d, b.Set); err != nil {
			return fmt.Errorf("dossier: event %s: %w", e.ID, err)
		}
		d.Seq = e.Seq
		each(d, e)
	}
	return nil
}

// apply replaces whole fields: a fresh value for each, so that nothing of an
// older one can shine through.
func apply(d *Dossier, set map[string]json.RawMessage) error {
	v := reflect.ValueOf(d).Elem()
	for _, f := range fields {
		raw, ok := set[f.name]
		if !ok {
			continue
		}
		fresh := reflect.New(v.Field(f.index).Type())
		if err := json.Unmarshal(raw, fresh.Interface()); err != nil {
			return fmt.Errorf("field %s: %w", f.name, err)
		}
		v.Field(f.index).Set(fresh.Elem())
	}
	return nil
}

// actVersion is the version of the bodies this program writes.
const actVersion = 1

// upcast brings the body of an older version to today's shape. Version 1 is the
// first; samples of each older version are kept with the test.
func upcast(e event.Event) string { return e.Body }

// ConsultMark names the limit of an opinion among milestones.
func ConsultMark(n int) string { return "consult:" + strconv.Itoa(n) }

// LegMark names the limit of a hand-over among milestones.
func LegMark(i int) string { return "leg:" + strconv.Itoa(i+1) }

// Equal compares two dossiers field by field as events see them: an empty list and
// none are the same.
func Equal(a, b Dossier) bool {
	if a.Seq != b.Seq {
		return false
	}
	av, bv := reflect.ValueOf(&a).Elem(), reflect.ValueOf(&b).Elem()
	for _, f := range fields {
		x, y := av.Field(f.index), bv.Field(f.index)
		if x.Kind() == reflect.Slice && x.Len() == 0 && y.Len() == 0 {
			continue
		}
		if !same(x, y) {
			return false
		}
	}
	return true
}
