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
	"motcua/procedure/citypage"
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

// outsideVersions are the 781 procedures of the national portal.
func outsideVersions(t *testing.T) []procedure.Version {
	t.Helper()
	dir := os.Getenv("MOTCUA_DATA_DIR")
	if dir == "" {
		t.Fatal("set MOTCUA_DATA_DIR to the folder of outside files")
	}
	f, err := os.Open(filepath.Join(dir, "tthc", "procedures.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	file, err := procedure.ReadFile(f)
	if err != nil {
		t.Fatal(err)
	}
	return file.Versions
}

// KS-1, KS-2: every procedure is complete, or its gaps are told. The counts are those of
// the file itself, taken by another program.
func TestConformanceGapsOfTheOutsideCatalogue(t *testing.T) {
	versions := outsideVersions(t)
	by, whole := map[procedure.SectionKey]int{}, 0
	for _, v := range versions {
		gaps := procedure.Gaps(v)
		if len(gaps) == 0 {
			whole++
		}
		for _, g := range gaps {
			by[g.Section]++
		}
	}
	for _, s := range procedure.Sections(procedure.Version{}) {
		t.Logf("%s: %d of %d with a gap", s.Title, by[s.Key], len(versions))
	}
	t.Logf("complete: %d of %d", whole, len(versions))
	for section, want := range map[procedure.SectionKey]int{procedure.SectionName: 0, procedure.SectionSteps: 0, procedure.SectionChannels: 5, procedure.SectionResults: 36,
		procedure.SectionBasis: 19, procedure.SectionDecision: 0, procedure.SectionAgency: 0, procedure.SectionApplicants: 0} {
		if by[section] != want {
			t.Errorf("KS-1: section %s: %d gaps, the file has %d empty", section, by[section], want)
		}
	}
}

func TestConformanceQuestionsOverTheOutsideCatalogue(t *testing.T) {
	x := procedure.NewIndex(outsideVersions(t))
	var asked []question
	for _, q := range questions(t) {
		for _, code := range q.codes {
			if len(x.Of(code)) > 0 {
				asked = append(asked, q)
				break
			}
		}
	}
	t.Logf("%d questions are about procedures of this file", len(asked))
	answered(t, x, asked)
}

func TestConformanceCityPages(t *testing.T) {
	names, err := filepath.Glob(filepath.Join(os.Getenv("MOTCUA_DATA_DIR"), "tthc", "hcmc-*.H29.txt"))
	if err != nil || len(names) != 4 {
		t.Fatalf("%d pages of the city, want 4 (%v)", len(names), err)
	}
	want := map[string]struct {
		channels, papers, asked, basis, cutOff int
		limit                                  string
		fee                                    int64
	}{
		"1.000656": {3, 20, 7, 4, 15 * 60, "same_day", 5000},
		"1.000894": {1, 16, 6, 4, 15 * 60, "same_day", 8000},
		"1.001193": {3, 25, 8, 5, 15 * 60, "same_day", 5000},
		"1.005461": {3, 16, 5, 3, 0, "5wd", 5000},
	}
	var pages []procedure.Version
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		v, err := citypage.Read(string(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		pages = append(pages, v)
		w := want[v.NationalCode()]
		l, _ := v.LimitFor(procedure.InPerson)
		c, _ := v.Channel(procedure.InPerson)
		if len(v.Channels) != w.channels || len(v.Papers) != w.papers || len(v.Asked()) != w.asked || len(v.Basis) != w.basis || v.CutOff != w.cutOff || l.String() != w.limit || c.Fee == nil || c.Fee.Amount != w.fee {
			t.Errorf("%s: %d channels, %d papers of which %d asked for, %d texts of law, %d, %s, %+v", v.Code, len(v.Channels), len(v.Papers), len(v.Asked()), len(v.Basis), v.CutOff, l, c.Fee)
		}
		if v.Decision != "2371/QĐ-UBND" || v.Field != "Hộ tịch" || len(v.Results) != 3 {
			t.Errorf("%s: %s, %s, %d results", v.Code, v.Decision, v.Field, len(v.Results))
		}
	}
	for _, d := range citypage.Compare(procedure.NewIndex(shippedVersions(t)), procedure.DemoDay, pages) {
		t.Logf("the city's page and the shipped catalogue: %s", d)
		if d.Missing {
			t.Errorf("%s is not shipped", d.Code)
		}
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
