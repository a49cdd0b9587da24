package process_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"motcua/bundle"
	"motcua/db/dbtest"
	"motcua/process"
)

// A part of the configuration, as the command and the page that move it know it.
type part interface {
	Name() string
	Export(context.Context) (bundle.Files, error)
	Check(context.Context, bundle.Files) ([]bundle.Change, []bundle.Fault, error)
}

var _ part = (*process.Store)(nil)

func TestProcessesTravelAsFiles(t *testing.T) {
	both(t, func(x *city) {
		ctx := context.Background()
		x.approved("2019-06-10")
		x.approved("2019-07-01")
		x.begin() // a draft stays at home
		files, err := x.Export(ctx)
		if err != nil || strings.Join(files.Paths(), " ") != "processes/1.004746-001.json processes/1.004746-002.json" {
			x.Fatalf("%v %v", files.Paths(), err)
		}
		if changes, faults, err := x.Check(ctx, files); err != nil || len(changes)+len(faults) > 0 {
			x.Errorf("what came out changes nothing: %v %v %v", changes, faults, err)
		}
		y := open(x.T, dbtest.SQLite(x.T))
		changes, faults, err := y.Check(ctx, files)
		if err != nil || len(faults) > 0 || len(changes) != 2 || changes[0].Kind != bundle.Added {
			x.Fatalf("%v %v %v", changes, faults, err)
		}
		if err := y.Apply(ctx, y.drafter, files); err == nil {
			x.Error("a department imports")
		}
		if err := y.Apply(ctx, y.control, files); err != nil {
			x.Fatal(err)
		}
		again, err := y.Export(ctx)
		if err != nil {
			x.Fatal(err)
		}
		for _, p := range files.Paths() {
			if !bytes.Equal(files[p], again[p]) {
				x.Errorf("%s comes back otherwise", p)
			}
		}
		y.proof()
	})
}

func TestKS_9_AnImportNeverReachesBackToOpenDossiers(t *testing.T) {
	both(t, func(x *city) {
		ctx := context.Background()
		y := open(x.T, dbtest.SQLite(x.T))
		y.approved("2019-06-10")
		files, err := y.Export(ctx)
		if err != nil {
			x.Fatal(err)
		}
		old := strings.Replace(string(files["processes/1.004746-001.json"]), "2019-06-10", "2018-01-01", 1)
		if err := x.Apply(ctx, x.control, bundle.Files{"processes/1.004746-001.json": []byte(old)}); err != nil {
			x.Fatal(err)
		}
		if _, ok := x.For(x.v, "2019-06-03"); ok {
			x.Error("a dossier of today changes its process by an import")
		}
		if _, ok := x.For(x.v, "2019-06-04"); !ok {
			x.Error("from the day after the import on it counts")
		}
	})
}

func TestAWrongFileOfAProcessIsRefusedWhole(t *testing.T) {
	x := open(t, dbtest.SQLite(t))
	ctx := context.Background()
	x.approved("2019-06-10")
	files, err := x.Export(ctx)
	if err != nil {
		t.Fatal(err)
	}
	good := string(files["processes/1.004746-001.json"])
	second := strings.Replace(good, `"no": 1`, `"no": 2`, 1)
	for _, row := range []struct {
		sentence, path, old, new, field, says string
		line                                  int
	}{
		{"another text under a number that is taken", "1.004746-001.json", "2019-06-10", "2019-06-11", "no", "không sửa được", 3},
		{"a name that says something else", "1.004746-009.json", "", "", "no", "1.004746-002.json", 3},
		{"a day that is none", "1.004746-002.json", "2019-06-10", "10/6/2019", "valid_from", "2019-07-01", 5},
		{"a version nobody has", "1.004746-002.json", `"of": 1`, `"of": 7`, "of", "Nạp thủ tục trước", 4},
		{"a field nobody knows", "1.004746-002.json", `"decision"`, `"decison"`, "decison", "không có trong định dạng", 6},
		{"a role nobody has", "1.004746-002.json", `"role": "head"`, `"role": "king"`, "role", "người thực hiện", 0},
	} {
		text := second
		if row.path == "1.004746-001.json" {
			text = good
		}
		if row.old != "" {
			text = strings.Replace(text, row.old, row.new, 1)
		}
		changes, faults, err := x.Check(ctx, bundle.Files{"processes/" + row.path: []byte(text)})
		if err != nil || len(changes) > 0 || len(faults) == 0 {
			t.Fatalf("%s: %v %v %v", row.sentence, changes, faults, err)
		}
		f := faults[0]
		if f.Field != row.field || !strings.Contains(f.Sentence, row.says) || row.line > 0 && f.Line != row.line || f.Line == 0 {
			t.Errorf("%s: %+v", row.sentence, f)
		}
		third := strings.Replace(good, `"no": 1`, `"no": 3`, 1)
		if err := x.Apply(ctx, x.control, bundle.Files{"processes/" + row.path: []byte(text), "processes/1.004746-003.json": []byte(third)}); err == nil {
			t.Errorf("%s: taken", row.sentence)
		}
	}
	if all, err := x.Of(ctx, wedding); err != nil || len(all) != 1 {
		t.Errorf("something of a wrong set was taken: %d %v", len(all), err)
	}
}

// TestPRI_9_AFileNamesItsDecisionItsDepartmentAndTheNextNumber: only a whole city that comes
// into an empty one keeps the gaps that its drafts left.
func TestPRI_9_AFileNamesItsDecisionItsDepartmentAndTheNextNumber(t *testing.T) {
	both(t, func(x *city) {
		ctx := context.Background()
		x.approved("2019-06-10")
		x.do(x.drafter, x.begin().ID, process.Drop{})
		x.approved("2019-07-01")
		files, err := x.Export(ctx)
		if err != nil || strings.Join(files.Paths(), " ") != "processes/1.004746-001.json processes/1.004746-003.json" {
			x.Fatalf("%v %v", files.Paths(), err)
		}
		good := string(files["processes/1.004746-001.json"])
		for sentence, row := range map[string]struct{ no, old, new, field, says string }{
			"no decision":       {"4", "2345", "", "decision", "quyết định phê duyệt"},
			"an unknown office": {"4", x.drafter.Office, "khong-co", "office", "đơn vị chuyên môn"},
			"a ward":            {"4", x.drafter.Office, x.nobody.Office, "office", "đơn vị chuyên môn"},
			"a gap":             {"6", "", "", "no", "số tiếp theo là 4"},
			"a draft's number":  {"2", "", "", "no", "dùng số tiếp theo"},
		} {
			text := strings.Replace(good, `"no": 1`, `"no": `+row.no, 1)
			if row.field == "decision" {
				at := strings.Index(text, `"decision": "`) + len(`"decision": "`)
				text = text[:at] + text[at+strings.Index(text[at:], `"`):]
			} else if row.old != "" {
				text = strings.Replace(text, row.old, row.new, 1)
			}
			wrong := bundle.Files{"processes/1.004746-00" + row.no + ".json": []byte(text)}
			_, faults, err := x.Check(ctx, wrong)
			if err != nil || len(faults) != 1 || faults[0].Field != row.field || faults[0].Line == 0 || !strings.Contains(faults[0].Sentence, row.says) {
				x.Errorf("%s: %+v %v", sentence, faults, err)
			}
			if err := x.Apply(ctx, x.control, wrong); err == nil {
				x.Errorf("%s: taken", sentence)
			}
		}
		y := open(x.T, dbtest.SQLite(x.T))
		if err := y.Apply(ctx, y.control, files); err != nil {
			x.Fatal(err)
		}
		again, err := y.Export(ctx)
		if err != nil || len(again) != 2 || !bytes.Equal(again["processes/1.004746-003.json"], files["processes/1.004746-003.json"]) {
			x.Errorf("%v %v", again.Paths(), err)
		}
	})
}
