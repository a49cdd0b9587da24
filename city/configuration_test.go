package city_test

import (
	"context"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"motcua/access"
	"motcua/bundle"
	"motcua/calendar"
	"motcua/db/dbtest"
	"motcua/form"
	"motcua/office"
	"motcua/procedure"
	"motcua/process"
)

const (
	weddingCode = "1.004746"
	birthCode   = "1.001193"
)

// configured is a city with the usual offices and procedures on an engine.
func configured(t *testing.T, engine string) *journey {
	t.Helper()
	dir := t.TempDir()
	url := "sqlite://" + filepath.Join(dir, "city.db")
	if engine == "postgres" {
		url = dbtest.PostgresURL(t)
	}
	j, err := openJourney(url, dir)
	fine(t, err)
	t.Cleanup(func() { fine(t, j.c.Close()) })
	return j
}

// prescribe publishes a form and approves a process.
func (j *journey) prescribe(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	v, err := j.version(weddingCode)
	fine(t, err)
	f := j.c.Forms.For(v)
	f.Title = "Tờ khai của Thành phố"
	_, err = j.c.Forms.Publish(ctx, j.prescriber("control"), form.Publishing{Procedure: weddingCode, Form: f, ValidFrom: "2019-06-10", Note: "Theo mẫu mới"})
	fine(t, err)
	from, _ := j.c.Processes.Graph(v, procedure.InPerson, "2019-06-03")
	p, err := j.c.Processes.Begin(ctx, j.prescriber("department"), v, from)
	fine(t, err)
	for _, act := range []process.Act{process.Submit{}, process.Approve{From: "2019-06-10", Decision: "2345/QĐ-UBND ngày 03/6/2019"}} {
		who := "department"
		if act.Name() == "approve" {
			who = "control"
		}
		_, err = j.c.Processes.Do(ctx, j.prescriber(who), p.ID, act)
		fine(t, err)
	}
}

func (j *journey) files(t *testing.T) bundle.Files {
	t.Helper()
	files, err := j.c.Configuration().Export(context.Background())
	fine(t, err)
	return files
}

func bothEngines(t *testing.T, test func(t *testing.T, engine string)) {
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) { test(t, engine) })
	}
}

// TestConfigurationGoesRound: what a city with published forms and approved processes
// exports, another takes over in one step, and exports the same bytes.
func TestConfigurationGoesRound(t *testing.T) {
	bothEngines(t, func(t *testing.T, engine string) {
		ctx, a := context.Background(), configured(t, engine)
		a.prescribe(t)
		files := a.files(t)
		// A version that only the files know: its process and form come with it.
		files[procedurePath(weddingCode)] = nextVersion(t, files, weddingCode, "2019-07-01")
		files["processes/1.004746-002.json"] = []byte(strings.NewReplacer(`"no": 1`, `"no": 2`, `"of": 1`, `"of": 2`, "2019-06-10", "2019-07-01").Replace(string(files["processes/1.004746-001.json"])))
		b := configured(t, engine)
		changes, faults, err := b.c.Configuration().Apply(ctx, b.prescriber("control"), files)
		if err != nil || len(faults) > 0 || len(changes) != 5 {
			t.Fatalf("%d changes, %v %v", len(changes), faults, err)
		}
		again := b.files(t)
		for _, path := range files.Paths() {
			if string(again[path]) != string(files[path]) {
				t.Errorf("%s comes back otherwise", path)
			}
		}
		if got := len(b.c.Procedures.Of(weddingCode)); got != 2 {
			t.Errorf("%d versions", got)
		}
		v, _ := b.c.Procedures.InForce(weddingCode, "2019-07-01")
		if _, ok := b.c.Processes.For(v, "2019-07-01"); !ok || b.c.Forms.On(v, "2019-07-01").Title != "Tờ khai của Thành phố" {
			t.Error("what was taken over is not asked before a restart")
		}
		fine(t, processProof(ctx, b.c))
		if wrong, err := b.c.Procedures.Unlogged(ctx); err != nil || len(wrong) > 0 {
			t.Error(wrong, err)
		}
	})
}

func procedurePath(code string) string { return "procedures/" + code + ".json" }

// nextVersion is the file of a procedure with one more version, in force from a day; the one before
// it ends.
func nextVersion(t *testing.T, files bundle.Files, code, from string) []byte {
	t.Helper()
	text := string(files[procedurePath(code)])
	open, shut := strings.Index(text, "    {\n"), strings.LastIndex(text, "\n  ]")
	one := text[open:shut]
	day := one[strings.Index(one, `"valid_from": "`)+len(`"valid_from": "`):]
	day = day[:strings.IndexByte(day, '"')]
	next := strings.NewReplacer(`"version": 1`, `"version": 2`, `"valid_from": "`+day+`"`, `"valid_from": "`+from+`"`).Replace(one)
	first, err := calendar.ParseDate(from)
	fine(t, err)
	ended := strings.Replace(one, `"valid_from": "`+day+`"`, `"valid_from": "`+day+`",`+"\n"+`      "valid_to": "`+(first-1).String()+`"`, 1)
	return []byte(text[:open] + ended + ",\n" + next + text[shut:])
}

// TestConfigurationIsTakenOverWholeOrNotAtAll: what is wrong with one part, found by the
// check or only while it is written, leaves every part as it was.
func TestConfigurationIsTakenOverWholeOrNotAtAll(t *testing.T) {
	bothEngines(t, func(t *testing.T, engine string) {
		ctx, a := context.Background(), configured(t, engine)
		a.prescribe(t)
		b := configured(t, engine)
		files := a.files(t)
		files[procedurePath(birthCode)] = nextVersion(t, files, birthCode, "2019-07-01")
		before := b.files(t)
		untouched := func(sentence string) {
			t.Helper()
			if again := b.files(t); !maps.EqualFunc(again, before, func(x, y []byte) bool { return string(x) == string(y) }) {
				t.Errorf("%s: something was taken over", sentence)
			}
		}
		wrong := maps.Clone(files)
		wrong["forms/1.004746.json"] = []byte(strings.Replace(string(files["forms/1.004746.json"]), "Theo mẫu mới", " ", 1))
		_, faults, err := b.c.Configuration().Apply(ctx, b.prescriber("control"), wrong)
		if err != nil || len(faults) != 1 || faults[0].Path != "forms/1.004746.json" || faults[0].Line == 0 || faults[0].Field != "versions[0].note" {
			t.Errorf("a form with an empty note: %+v %v", faults, err)
		}
		untouched("a form with an empty note")
		admin := b.prescriber("control")
		admin.Role = "admin"
		if _, faults, err := b.c.Configuration().Apply(ctx, admin, files); err == nil {
			t.Errorf("an administrator prescribes processes: %v", faults)
		}
		untouched("somebody who may not import processes")
		ward := b.prescriber("control")
		ward.Office = b.ward
		if _, faults, err := b.c.Configuration().Apply(ctx, ward, files); err == nil {
			t.Errorf("a ward prescribes for the city: %v", faults)
		}
		untouched("a control post of a ward")
	})
}

// TestAWrongConfigurationIsToldByFileLineAndField: every rule of the taking over is asked by
// the check, so that nobody learns only afterwards what was wrong.
func TestAWrongConfigurationIsToldByFileLineAndField(t *testing.T) {
	ctx, a := context.Background(), configured(t, "sqlite")
	a.prescribe(t)
	good := a.files(t)
	const formFile, processFile = "forms/1.004746.json", "processes/1.004746-001.json"
	for _, row := range []struct {
		sentence, file, to, old, new, field, says string
	}{
		{"a day that is none", formFile, formFile, "2019-06-10", "garbage", "versions[0].valid_from", "2019-07-01"},
		{"a procedure nobody has", formFile, "forms/9.999999.json", weddingCode, "9.999999", "procedure", "không có thủ tục"},
		{"an empty note", formFile, formFile, "Theo mẫu mới", "", "versions[0].note", "nội dung thay đổi"},
		{"PRI-1 a paper nobody published", formFile, formFile, `"type": "yes"`, `"type": "file", "paper": "p99"`, "", "thành phần hồ sơ"},
		{"PRI-9 no decision", processFile, processFile, "2345/QĐ-UBND ngày 03/6/2019", " ", "decision", "quyết định"},
		{"PRI-9 an office nobody knows", processFile, processFile, `"office": "`, `"office": "khong-co-`, "office", "đơn vị"},
		{"an office that drafts no processes", processFile, processFile, a.prescriber("department").Office, a.ward, "office", "đơn vị"},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			b := configured(t, "sqlite")
			text := strings.Replace(string(good[row.file]), row.old, row.new, 1)
			if row.new == `"type": "file", "paper": "p99"` {
				text = fileQuestion(t, good[formFile])
			}
			if text == string(good[row.file]) {
				t.Fatal("the test changes nothing")
			}
			_, faults, err := b.c.Configuration().Check(ctx, bundle.Files{row.to: []byte(text)})
			if err != nil || len(faults) == 0 {
				t.Fatalf("%v %v", faults, err)
			}
			if f := faults[0]; f.Path != row.to || f.Line < 2 || row.field != "" && f.Field != row.field || !strings.Contains(f.Sentence, row.says) {
				t.Errorf("%+v", f)
			}
		})
	}
	third := strings.Replace(string(good[processFile]), `"no": 1`, `"no": 4`, 1)
	_, faults, err := a.c.Configuration().Check(ctx, bundle.Files{"processes/1.004746-004.json": []byte(third)})
	if err != nil || len(faults) != 1 || faults[0].Field != "no" || !strings.Contains(faults[0].Sentence, "số tiếp theo là 2") {
		t.Errorf("a gap in the numbers: %v %v", faults, err)
	}
}

// fileQuestion is the file of a form with one question more, for a paper nobody published.
func fileQuestion(t *testing.T, text []byte) string {
	t.Helper()
	var file form.Travelling
	if bad := bundle.Decode("x", text, &file); bad != nil {
		t.Fatal(bad)
	}
	f, wrong := file.Versions[0].Unpack()
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	f.Sections[0].Fields = append(f.Sections[0].Fields, form.Field{Key: "tep", Label: "Giấy khám sức khỏe và sổ đỏ gốc", Type: form.Upload, Required: true, Paper: "p99"})
	file.Versions[0].File = f.Pack()
	out, err := bundle.JSON(file)
	fine(t, err)
	return string(out)
}

// TestAnEmptyCityTakesAConfigurationFromTheMachine: before anybody is in post there is
// nobody to answer; afterwards the machine prescribes nothing.
func TestAnEmptyCityTakesAConfigurationFromTheMachine(t *testing.T) {
	bothEngines(t, func(t *testing.T, engine string) {
		ctx, a := context.Background(), configured(t, engine)
		a.prescribe(t)
		files, b := a.files(t), configured(t, engine)
		if _, faults, err := b.c.Configuration().Apply(ctx, access.Who{Machine: true, Channel: "job"}, files); err != nil || len(faults) > 0 {
			t.Fatal(faults, err)
		}
		c := configured(t, engine)
		fine(t, c.staffed())
		if _, _, err := c.c.Configuration().Apply(ctx, access.Who{Machine: true, Channel: "job"}, files); err == nil || !strings.Contains(err.Error(), "kiểm soát thủ tục hành chính") {
			t.Errorf("the machine prescribes in a city with officials: %v", err)
		}
	})
}

// staffed puts somebody in post.
func (j *journey) staffed() error {
	who := j.prescriber("control")
	return j.c.Offices.Save(context.Background(), office.Change{Officials: []office.Official{{ID: "kim", Name: "Người Kiểm Soát", Title: "Chuyên viên"}},
		Posts: []office.Post{{ID: "kim1", Official: "kim", Office: who.Office, Role: office.Control, From: "2019-01-06"}}})
}
