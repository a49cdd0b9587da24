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
	of2019 := tree.On(day)
	seen := 1 // the city
	want := func(kind office.Kind, gso, name, parent string) {
		seen++
		name = norm.NFC.String(strings.Join(strings.Fields(name), " ")) // one outside name has two spaces
		for _, o := range of2019 {
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
	if seen != len(of2019) {
		t.Errorf("%d offices are shipped, the outside files name %d", len(of2019), seen)
	}
}

func TestConformanceUnitsOf2025(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(os.Getenv("MOTCUA_DATA_DIR"), "admin-units", "hcmc-2025-07-168-communes.json"))
	if err != nil {
		t.Fatal(err)
	}
	var units struct {
		Communes []struct{ Code, Name string }
	}
	if err := json.Unmarshal(data, &units); err != nil {
		t.Fatal(err)
	}
	tree, seen := city(t), 0
	for _, o := range tree.On(office.TwoTierDay) {
		if o.Kind == office.Commune {
			seen++
		}
		if o.Kind == office.District {
			t.Errorf("%s outlived the districts", o.Place)
		}
	}
	if seen != len(units.Communes) {
		t.Errorf("%d communes of 2025 are shipped, the outside file names %d", seen, len(units.Communes))
	}
	for _, u := range units.Communes {
		if o, ok := tree.Office("n" + u.Code); !ok || o.Place != norm.NFC.String(u.Name) || !o.InForce(office.TwoTierDay) || o.InForce("2025-06-30") {
			t.Errorf("%s %q of 2025 is missing or differs: %+v", u.Code, u.Name, o)
		}
	}
}
