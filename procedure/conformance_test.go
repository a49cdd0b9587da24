//go:build conformance

package procedure_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"motcua/procedure"
)

func TestConformanceOutsideCatalogue(t *testing.T) {
	dir := os.Getenv("MOTCUA_DATA_DIR")
	if dir == "" {
		t.Fatal("set MOTCUA_DATA_DIR to the folder of outside files")
	}
	data, err := os.ReadFile(filepath.Join(dir, "tthc", "procedures.json"))
	if err != nil {
		t.Fatal(err)
	}
	first, err := procedure.ReadFile(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if len(first.Versions) != 781 {
		t.Fatalf("%d procedures, want 781", len(first.Versions))
	}
	var text bytes.Buffer
	if err := procedure.WriteFile(&text, first); err != nil {
		t.Fatal(err)
	}
	second, err := procedure.ReadFile(bytes.NewReader(text.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(first, second) {
		t.Error("import, export, import differ")
	}
	var again bytes.Buffer
	if err := procedure.WriteFile(&again, second); err != nil || !bytes.Equal(again.Bytes(), text.Bytes()) {
		t.Errorf("the second export is not byte-equal (%v)", err)
	}
	source, exported := generic(t, data), generic(t, text.Bytes())
	for i := range source {
		for field, want := range source[i] {
			if got := exported[i][field]; !reflect.DeepEqual(got, want) {
				t.Errorf("%v: field %s was %v and is exported as %v", source[i]["code"], field, want, got)
			}
		}
	}
	if a, b := leaves(source), leaves(exported); !reflect.DeepEqual(a, b) {
		t.Errorf("values per field: source %v, export %v", a, b)
	}
}

func generic(t *testing.T, data []byte) []map[string]any {
	t.Helper()
	var file struct {
		Procedures []map[string]any `json:"procedures"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	return file.Procedures
}

// leaves counts the values under every path, list places left out.
func leaves(records []map[string]any) map[string]int {
	out := map[string]int{}
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, x := range v {
				walk(path+"."+k, x)
			}
		case []any:
			for _, x := range v {
				walk(path+"[]", x)
			}
		default:
			out[path]++
		}
	}
	for _, r := range records {
		walk("", r)
	}
	return out
}
