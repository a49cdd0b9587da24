//go:build conformance

package office_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"motcua/office"
)

func TestConformanceUnitsOf2019(t *testing.T) {
	dir := os.Getenv("MOTCUA_DATA_DIR")
	if dir == "" {
		t.Fatal("set MOTCUA_DATA_DIR to the folder of outside files")
	}
	type unit struct {
		Code, Name string
		Wards      []unit
	}
	var units struct{ Districts []unit }
	var organs struct{ Departments, Vertical []string }
	for name, into := range map[string]any{"hcmc-2019-24-districts-322-communes.json": &units, "hcmc-organs-2019.json": &organs} {
		data, err := os.ReadFile(filepath.Join(dir, "admin-units", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, into); err != nil {
			t.Fatal(err)
		}
	}
	tree := city(t)
	seen := 1 // the city
	want := func(kind office.Kind, gso, name, parent string) {
		seen++
		name = norm.NFC.String(strings.Join(strings.Fields(name), " ")) // one outside name has two spaces
		for _, o := range tree.All() {
			if o.Kind == kind && o.GSO == gso && o.Place == name && o.Parent == parent {
				return
			}
		}
		t.Errorf("%s %s %q below %q is missing", kind, gso, name, parent)
	}
	for _, d := range units.Districts {
		want(office.District, d.Code, d.Name, "g79")
		for _, w := range d.Wards {
			want(office.Commune, w.Code, w.Name, "g"+d.Code)
		}
	}
	for _, name := range organs.Departments {
		want(office.Department, "", name, "g79")
	}
	for _, name := range organs.Vertical {
		want(office.Vertical, "", name, "g79")
	}
	if seen != len(tree.All()) {
		t.Errorf("%d offices are shipped, the outside files name %d", len(tree.All()), seen)
	}
}
