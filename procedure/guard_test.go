package procedure_test

import (
	"context"
	"strings"
	"testing"

	"motcua/access"
	"motcua/bundle"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/procedure"
	"motcua/refusal"
)

// living is a city of 3 June 2019 that keeps two procedures.
func living(t *testing.T, d *db.DB) procedure.Part {
	t.Helper()
	p := part(t, d)
	importFile(t, p.Store, small(t))
	return p
}

const secondPath = "procedures/1.000002.json"

// KS-1, KS-4, KS-9: into a city that lives, files bring nothing backwards, nothing without
// its decision, and no version beside an open one.
func TestKS_4_FilesBringNothingWithoutADecisionOrBackwards(t *testing.T) {
	p := living(t, dbtest.SQLite(t))
	files := exported(t, p)
	ends := func(last, more string) bundle.Files {
		return edited(files, secondPath, `"valid_from": "2019-01-06"`, `"valid_from": "2019-01-06",
      "valid_to": "`+last+`"`+more)
	}
	next := func(from, last string) bundle.Files {
		out := withNext(files, firstPath, from)
		if last == "" {
			return out
		}
		return edited(out, firstPath, `"version": 1,
      "valid_from": "2019-01-06"`, `"version": 1,
      "valid_from": "2019-01-06",
      "valid_to": "`+last+`"`)
	}
	fresh := edited(files, "")
	fresh["procedures/9.999001.json"] = []byte(strings.ReplaceAll(string(files[secondPath]), "1.000002", "9.999001"))
	for _, row := range []struct {
		sentence, path, field, says string
		files                       bundle.Files
	}{
		{"abolished years ago", secondPath, "versions[0].valid_to", "trước hôm nay", ends("2019-03-01", "")},
		{"abolished without a decision", secondPath, "versions[0].ended_by", "quyết định bãi bỏ", ends("2019-06-30", "")},
		{"a version of 2017", firstPath, "versions[1].valid_from", "ngày hiệu lực sau", next("2017-01-01", "")},
		{"a version of last month", firstPath, "versions[1].valid_from", "sớm nhất từ 04/6/2019", next("2019-05-02", "2019-05-01")},
		{"a version of today", firstPath, "versions[1].valid_from", "sớm nhất từ 04/6/2019", next("2019-06-03", "2019-06-02")},
		{"a version beside an open one", firstPath, "versions[0].valid_to", "30/6/2019", next("2019-07-01", "")},
		{"a version without its decision", firstPath, "versions[1].decision_no", "quyết định công bố", edited(next("2019-07-01", "2019-06-30"), firstPath, `"decision_no": "2371/QĐ-UBND"`, `"decision_no": ""`)},
		{"a new procedure since ever", "procedures/9.999001.json", "versions[0].valid_from", "sớm nhất từ 04/6/2019", fresh},
	} {
		_, faults, err := p.Check(context.Background(), row.files)
		found := false
		for _, f := range faults {
			found = found || f.Path == row.path && f.Field == row.field && strings.Contains(f.Sentence, row.says)
		}
		if err != nil || !found {
			t.Errorf("%s: %+v %v", row.sentence, faults, err)
		}
		if err := p.Apply(context.Background(), control, row.files); err == nil {
			t.Errorf("%s: applied", row.sentence)
		}
	}
	good := edited(next("2019-07-01", "2019-06-30"), secondPath, `"valid_from": "2019-01-06"`, `"valid_from": "2019-01-06",
      "valid_to": "2019-06-30",
      "ended_by": "77/QĐ-UBND ngày 03/6/2019"`)
	if err := p.Apply(context.Background(), control, good); err != nil {
		t.Fatal(err)
	}
	if v, ok := p.InForce("1.001193", "2019-07-01"); !ok || v.No != 2 {
		t.Errorf("%+v", v)
	}
	if v, _ := p.InForce("1.000002", "2019-06-30"); v.EndedBy != "77/QĐ-UBND ngày 03/6/2019" {
		t.Errorf("by what it was abolished is not kept: %+v", v)
	}
	logged(t, p)
	if changes, faults, err := p.Check(context.Background(), exported(t, p)); err != nil || len(changes)+len(faults) > 0 {
		t.Errorf("its own files: %v %v %v", changes, faults, err)
	}
}

// KS-4: who takes files over is the procedure control of the city, nobody else.
func TestKS_4_OnlyTheControlOfTheCityTakesFilesOver(t *testing.T) {
	p := living(t, dbtest.SQLite(t))
	for says, who := range map[string]access.Who{
		"control of a ward":             {Official: "x", Office: "ward", Role: "control"},
		"the technical administrator":   {Official: "x", Office: "city", Role: "admin"},
		"the head of the city's office": {Official: "x", Office: "city", Role: "head"},
	} {
		for act, err := range map[string]error{"files": p.Apply(context.Background(), who, exported(t, p)), "import": second(p.ImportAs(context.Background(), who, small(t))), "repair": second(p.Repair(context.Background(), who))} {
			if no, ok := refusal.As(err); !ok || no.Kind != refusal.KindForbidden {
				t.Errorf("%s, %s: %v", says, act, err)
			}
		}
	}
}

func second[T any](_ T, err error) error { return err }

// KS-9: what an official imports into a living city starts tomorrow at the earliest, under a
// decision, with the next number, and ends the version before it.
func TestKS_9_AnImportIntoALivingCity(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		p := living(t, d)
		v := small(t).Versions[0]
		v.Name = "Tên mới"
		bring := func(from, decision string, no int) error {
			v.ValidFrom, v.Decision, v.No = from, decision, no
			_, err := p.ImportAs(context.Background(), control, procedure.File{Versions: []procedure.Version{v}})
			return err
		}
		for says, err := range map[string]error{
			"of 2010": bring("2010-01-01", "1/QĐ", 0), "without a day": bring("", "1/QĐ", 0), "of today": bring("2019-06-03", "1/QĐ", 0),
			"without a decision": bring("2019-07-01", "", 0), "with a gap": bring("2019-07-01", "1/QĐ", 7), "with an absurd number": bring("2019-07-01", "1/QĐ", 1_000_000_000_000_000_000),
		} {
			if _, ok := refusal.As(err); !ok {
				t.Errorf("a version %s: %v", says, err)
			}
		}
		if err := bring("2019-07-01", "1/QĐ-UBND", 0); err != nil {
			t.Fatal(err)
		}
		if old := p.Of("1.001193")[0]; old.ValidTo != "2019-06-30" || old.EndedBy != "1/QĐ-UBND" {
			t.Errorf("the version before stays open: %+v", old)
		}
		logged(t, p)
		if changes, faults, err := p.Check(context.Background(), exported(t, p)); err != nil || len(changes)+len(faults) > 0 {
			t.Errorf("its own files: %v %v %v", changes, faults, err)
		}
	})
}

// A city that kept a gap in its numbers from before reads its own files.
func TestAGapInTheNumbersDoesNotLockTheFiles(t *testing.T) {
	p := part(t, dbtest.SQLite(t))
	f := small(t)
	seventh := f.Versions[0]
	seventh.No, seventh.ValidFrom, seventh.Name = 7, "2019-02-01", "Tên sau"
	f.Versions = append(f.Versions, seventh)
	importFile(t, p.Store, f)
	files := exported(t, p)
	if changes, faults, err := p.Check(context.Background(), files); err != nil || len(changes)+len(faults) > 0 {
		t.Errorf("%v %v %v", changes, faults, err)
	}
	other := part(t, dbtest.SQLite(t))
	if err := other.Apply(context.Background(), control, files); err != nil {
		t.Error(err)
	}
}

// KS-4: a next version stands for the decision that ends one only when it begins the day
// after; across a gap the procedure is abolished, by a decision that is named.
func TestKS_4_ANextVersionAcrossAGapIsNoDecisionToEndTheOne(t *testing.T) {
	p := living(t, dbtest.SQLite(t))
	files := exported(t, p)
	ends := func(more bundle.Files, last, by string) bundle.Files {
		if by != "" {
			by = `,
      "ended_by": "` + by + `"`
		}
		return edited(more, firstPath, `"version": 1,
      "valid_from": "2019-01-06"`, `"version": 1,
      "valid_from": "2019-01-06",
      "valid_to": "`+last+`"`+by)
	}
	_, faults, err := p.Check(context.Background(), ends(withNext(files, firstPath, "2019-09-01"), "2019-06-30", ""))
	if err != nil || len(faults) != 1 || faults[0].Path != firstPath || faults[0].Field != "versions[0].ended_by" || !strings.Contains(faults[0].Sentence, "quyết định bãi bỏ") {
		t.Errorf("a gap of two months without a decision: %+v %v", faults, err)
	}
	for says, good := range map[string]bundle.Files{
		"the day after":                  ends(withNext(files, firstPath, "2019-07-01"), "2019-06-30", ""),
		"a gap, and the decision's name": ends(withNext(files, firstPath, "2019-09-01"), "2019-06-30", "77/QĐ-UBND ngày 03/6/2019"),
	} {
		if _, faults, err := p.Check(context.Background(), good); err != nil || len(faults) > 0 {
			t.Errorf("%s: %+v %v", says, faults, err)
		}
	}
	third := ends(withNext(files, firstPath, "2019-07-01"), "2019-06-30", "")
	third = edited(third, firstPath, `"valid_from": "2019-07-01"`, `"valid_from": "2019-07-01",
      "valid_to": "2019-07-31"`)
	if _, faults, err := p.Check(context.Background(), third); err != nil || len(faults) != 1 || faults[0].Field != "versions[1].ended_by" {
		t.Errorf("a new version that ends itself without a decision: %+v %v", faults, err)
	}
}

// A key in another case or written twice would say another thing than it shows: the file is
// refused with its name, its line and the key.
func TestAKeyOfAFileIsWrittenOnceAndExactly(t *testing.T) {
	p := living(t, dbtest.SQLite(t))
	files := exported(t, p)
	for _, row := range []struct {
		sentence, field, says string
		files                 bundle.Files
	}{
		{"another case", "versions[0].Sector", `đúng là "sector"`, edited(files, firstPath, `"sector"`, `"Sector"`)},
		{"another case at the top", "Versions", `đúng là "versions"`, edited(files, firstPath, `"versions": [`, `"Versions": [`)},
		{"twice", "versions[0].sector", "hai lần", edited(files, firstPath, `"sector"`, `"sector": "Đất đai",
      "sector"`)},
	} {
		_, faults, err := p.Check(context.Background(), row.files)
		if err != nil || len(faults) != 1 || faults[0].Path != firstPath || faults[0].Field != row.field || faults[0].Line < 2 || !strings.Contains(faults[0].Sentence, row.says) {
			t.Errorf("%s: %+v %v", row.sentence, faults, err)
		}
		if err := p.Apply(context.Background(), control, row.files); err == nil {
			t.Errorf("%s: applied", row.sentence)
		}
	}
}
