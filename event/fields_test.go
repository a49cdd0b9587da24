package event_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/event"
)

type word string

type row struct {
	ID    string    `json:"id,omitzero"`
	State word      `json:"state"`
	Due   int64     `json:"due,omitzero"`
	N     int       `json:"n"`
	Late  bool      `json:"late,omitempty"`
	Lines []string  `json:"lines,omitzero"`
	Mark  *struct{} `json:"mark,omitempty"`
	Day   time.Time `json:"day,omitzero"`
	Seq   int64     `json:"-"`
	own   int
}

var fields = event.FieldsOf[row]()

// changed is what an event would say, as a decoder sees it.
func changed(t interface{ Fatal(...any) }, before, after row) (string, map[string]json.RawMessage) {
	var doc, b bytes.Buffer
	if err := fields.Write(&doc, &b, &before, &after); err != nil {
		t.Fatal(err)
	}
	text := "{" + b.String() + "}"
	var set map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &set); err != nil {
		t.Fatal(text, err)
	}
	var kept row
	if err := json.Unmarshal([]byte("{"+doc.String()+"}"), &kept); err != nil {
		t.Fatal(doc.String(), err)
	}
	if valid(after) && !fields.Equal(&kept, &after) {
		t.Fatal("the document", doc.String(), "is not", after)
	}
	for name, raw := range set { // byte for byte as a library writes it
		var x row
		want := reflect.ValueOf(after)
		for i := range want.NumField() {
			if tag, _, _ := strings.Cut(reflect.TypeOf(x).Field(i).Tag.Get("json"), ","); tag == name {
				if lib, err := json.Marshal(want.Field(i).Interface()); err != nil || string(lib) != string(raw) {
					t.Fatal(name, string(raw), "want", string(lib), err)
				}
			}
		}
	}
	return text, set
}

func TestAnEventNamesWhatChangedZeroOrNot(t *testing.T) {
	before := row{ID: "a", Due: 7, Late: true, Lines: []string{"x"}, Mark: &struct{}{}, Seq: 3, own: 1}
	text, _ := changed(t, before, row{ID: "a", State: "b", Seq: 4, own: 2})
	if want := `{"due":0,"late":false,"lines":null,"mark":null,"state":"b"}`; text != want {
		t.Errorf("%s, want %s", text, want)
	}
	if text, _ := changed(t, before, before); text != "{}" {
		t.Errorf("nothing changed, and the event says %s", text)
	}
}

// Whatever goes from one row to another, what the event says of it leads there, and a
// decoder that knows nothing of short cuts agrees.
func TestWhatAnEventSaysLeadsToTheRow(t *testing.T) {
	some := rapid.Custom(func(t *rapid.T) row {
		r := row{ID: rapid.String().Draw(t, "id"), State: word(rapid.StringMatching(`[a-z"\\\\\n<>&é\x{1f600}]*`).Draw(t, "state")), Due: rapid.Int64().Draw(t, "due"),
			N: rapid.Int().Draw(t, "n"), Late: rapid.Bool().Draw(t, "late"), Lines: rapid.SliceOf(rapid.String()).Draw(t, "lines")}
		if rapid.Bool().Draw(t, "marked") {
			r.Mark = &struct{}{}
		}
		if rapid.Bool().Draw(t, "dated") {
			r.Day = time.Unix(rapid.Int64Range(0, 1<<32).Draw(t, "day"), 0).UTC()
		}
		return r
	})
	rapid.Check(t, func(t *rapid.T) {
		before, after := some.Draw(t, "before"), some.Draw(t, "after")
		text, set := changed(t, before, after)
		got, plain := before, before
		plain.Lines, plain.Mark = nil, nil // a decoder would write into what is there
		if _, ok := set["lines"]; !ok {
			plain.Lines = before.Lines
		}
		if _, ok := set["mark"]; !ok {
			plain.Mark = before.Mark
		}
		if err := fields.Apply(&got, set); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(text), &plain); err != nil {
			t.Fatal(err)
		}
		// Text that is not UTF-8 cannot be said in JSON: what it becomes is said alike.
		if !fields.Equal(&got, &plain) {
			t.Fatalf("%s gives %+v, a decoder %+v", text, got, plain)
		}
		if valid(after) && !fields.Equal(&got, &after) {
			t.Fatalf("%s gives %+v, want %+v", text, got, after)
		}
	})
}

func valid(r row) bool {
	raw, err := json.Marshal(r)
	var back row
	return err == nil && json.Unmarshal(raw, &back) == nil && back.ID == r.ID && back.State == r.State && reflect.DeepEqual(append([]string{}, back.Lines...), append([]string{}, r.Lines...))
}

func TestNothingOfAnOlderRowShinesThrough(t *testing.T) {
	before := row{Lines: []string{"one", "two"}}
	after := before
	if err := fields.Apply(&after, map[string]json.RawMessage{"lines": json.RawMessage(`["other"]`)}); err != nil {
		t.Fatal(err)
	}
	if before.Lines[0] != "one" || len(after.Lines) != 1 || after.Lines[0] != "other" {
		t.Errorf("%v became %v", before.Lines, after.Lines)
	}
}

func TestFieldsOnceNamedWithTheirOptionAreRead(t *testing.T) {
	var r row
	if err := fields.Apply(&r, map[string]json.RawMessage{"late,omitempty": json.RawMessage(`true`)}); err != nil || !r.Late {
		t.Errorf("%+v %v", r, err)
	}
}

func TestWhatDoesNotFitIsToldByItsName(t *testing.T) {
	for name, raw := range map[string]string{"due": `"7"`, "id": `7`, "n": `1.5`, "late": `"yes"`} {
		var r row
		err := fields.Apply(&r, map[string]json.RawMessage{name: json.RawMessage(raw)})
		if err == nil || !bytes.Contains([]byte(err.Error()), []byte("field "+name)) {
			t.Errorf("%s %s: %v", name, raw, err)
		}
	}
}
