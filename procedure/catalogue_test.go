package procedure_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/fold"
	"motcua/procedure"
)

func shippedVersions(t *testing.T) []procedure.Version {
	t.Helper()
	versions, err := procedure.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return versions
}

func TestShippedCatalogueIsWide(t *testing.T) {
	versions := shippedVersions(t)
	if len(versions) < 105 {
		t.Errorf("%d procedures are shipped, 105 are promised", len(versions))
	}
	if fields := procedure.Fields(versions); len(fields) < 20 {
		t.Errorf("%d fields are shipped, 20 are promised: %v", len(fields), fields)
	}
	codes := map[string]procedure.Version{}
	for _, v := range versions {
		codes[v.Code] = v
	}
	for _, code := range []string{"1.001193", "1.000656", "1.000894", "1.004873", "2.000815", "2.000884", "1.001612", "1.013225", "1.012784"} {
		if _, ok := codes[code]; !ok {
			t.Errorf("the everyday procedure %s is not shipped", code)
		}
	}
}

func TestEveryShippedProcedureCanBeServed(t *testing.T) {
	for _, v := range shippedVersions(t) {
		if strings.HasPrefix(v.Name, "Công bố Danh mục") {
			t.Errorf("%s carries the title of a decision, not of a procedure", v.Code)
		}
		l, ok := v.LimitFor(procedure.InPerson)
		if !ok {
			t.Errorf("%s has no limit", v.Code)
		}
		for _, k := range []procedure.ChannelKind{procedure.InPerson, procedure.Online, procedure.Post} {
			own, _ := v.LimitFor(k)
			if p := v.ProcessFor(k); p.Total() != procedure.WorkingMinutes(own) || p.Total() == 0 {
				t.Errorf("PRI-9: the process of %s sums to %d minutes, its limit is %v", v.Code, p.Total(), l)
			}
		}
		if len(v.Channels) == 0 || len(v.Papers) == 0 || len(v.Results) == 0 || v.Agency == "" || v.Field == "" || len(v.Applicants) == 0 || v.Steps == "" {
			t.Errorf("KS-1: %s lacks a part: %v", v.Code, procedure.Completeness(v))
		}
		if v.Level2019 != procedure.Province && v.Level2019 != procedure.District && v.Level2019 != procedure.Commune {
			t.Errorf("%s does not say who did it in 2019", v.Code)
		}
		if v.OnlineLevel < 2 || v.OnlineLevel > 4 || v.OnlineLevel > 2 && !v.Offers(procedure.Online) {
			t.Errorf("%s: online level %d does not fit its channels", v.Code, v.OnlineLevel)
		}
		if !v.InForce(procedure.DemoDay) {
			t.Errorf("%s is not in force on %s", v.Code, procedure.DemoDay)
		}
		for _, a := range v.Applicants {
			if strings.Count(a, "(") != strings.Count(a, ")") {
				t.Errorf("%s: applicant %q is half a name", v.Code, a)
			}
		}
	}
}

func TestSameDayProceduresTurnAtThreeInTheAfternoon(t *testing.T) {
	seen := 0
	for _, v := range shippedVersions(t) {
		l, _ := v.LimitFor(procedure.InPerson)
		if l.Unit != procedure.SameDay {
			continue
		}
		seen++
		if v.CutOff != 15*60 {
			t.Errorf("DL-4: %s is due the same day but turns at minute %d", v.Code, v.CutOff)
		}
	}
	if seen < 6 {
		t.Errorf("DL-4: only %d same-day procedures are shipped", seen)
	}
}

func TestFeesOfDeathRegistrationDifferByChannel(t *testing.T) {
	for _, v := range shippedVersions(t) {
		if v.Code != "1.000656" {
			continue
		}
		for kind, want := range map[procedure.ChannelKind]int64{procedure.InPerson: 5000, procedure.Online: 0, procedure.Post: 5000} {
			if c, ok := v.Channel(kind); !ok || c.Fee == nil || c.Fee.Amount != want || !strings.Contains(c.FeeNote, "8.000 đồng") {
				t.Errorf("%s: %+v, want %d đồng", kind.Vietnamese(), c, want)
			}
		}
	}
}

func TestCatalogueFilesAreInTheirOwnFormNFCAndSourced(t *testing.T) {
	names, err := filepath.Glob("catalogue/*.json")
	if err != nil || len(names) < 20 {
		t.Fatalf("%d files, %v", len(names), err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !fold.IsNFC(string(data)) {
			t.Errorf("%s is not NFC", name)
		}
		f, err := procedure.ReadFile(bytes.NewReader(data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if f.Source == "" {
			t.Errorf("%s names no source", name)
		}
		var out bytes.Buffer
		if err := procedure.WriteFile(&out, f); err != nil || !bytes.Equal(out.Bytes(), data) {
			t.Errorf("%s is not what the export would write (%v)", name, err)
		}
		for _, v := range f.Versions {
			for _, p := range v.Papers {
				if p.Guidance() && len([]rune(p.Name)) > 300 {
					t.Errorf("%s: guidance of %s is prose", name, v.Code)
				}
			}
		}
	}
}
