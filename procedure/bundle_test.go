package procedure_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/access"
	"motcua/bundle"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/event"
	"motcua/procedure"
	"motcua/refusal"
)

var control = access.Who{Official: "official-1", Office: "city", Role: "control", Post: "post-1", Channel: "page"}

func part(t *testing.T, d *db.DB) procedure.Part {
	t.Helper()
	s := open(t, d)
	s.Book = &event.Book{Log: event.NewLog(clock.NewIDs(clock.Wall())), Civil: clock.Fixed(time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone))}
	s.City = func() string { return control.Office }
	return procedure.Part{Store: s}
}

func exported(t *testing.T, p procedure.Part) bundle.Files {
	t.Helper()
	files, err := p.Export(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func logged(t *testing.T, p procedure.Part) {
	t.Helper()
	if wrong, err := p.Unlogged(context.Background()); err != nil || len(wrong) > 0 {
		t.Errorf("fold of the log and rows differ in %v (%v)", wrong, err)
	}
}

func TestTheCatalogueTravelsAsFilesWithoutDifference(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		p := part(t, d)
		importFile(t, p.Store, procedure.File{Source: "nguồn", Versions: shippedVersions(t)})
		first := exported(t, p)
		if changes, faults, err := p.Check(context.Background(), first); err != nil || len(changes)+len(faults) != 0 {
			t.Fatalf("its own files would change something: %v %v %v", changes, faults, err)
		}
		if err := p.Apply(context.Background(), control, first); err != nil {
			t.Fatal(err)
		}
		logged(t, p)
		other := part(t, dbtest.SQLite(t))
		changes, faults, err := other.Check(context.Background(), first)
		if err != nil || len(faults) != 0 || len(changes) != len(shippedVersions(t))+1 {
			t.Fatalf("into an empty city: %d changes, %v %v", len(changes), faults, err)
		}
		if err := other.Apply(context.Background(), control, first); err != nil {
			t.Fatal(err)
		}
		second := exported(t, other)
		if !slices.Equal(first.Paths(), second.Paths()) {
			t.Fatal("other files")
		}
		for path, text := range first {
			if !bytes.Equal(text, second[path]) {
				t.Errorf("%s is not byte-equal", path)
			}
		}
		logged(t, other)
	})
}

// edited gives the files with one of them changed.
func edited(files bundle.Files, path string, pairs ...string) bundle.Files {
	out := bundle.Files{}
	for p, text := range files {
		if p == path {
			text = []byte(strings.NewReplacer(pairs...).Replace(string(text)))
		}
		out[p] = text
	}
	return out
}

const secondVersion = `    }
  ]
}
`

// withNext adds a second version that differs in its limit.
func withNext(files bundle.Files, path, from string) bundle.Files {
	text := string(files[path])
	body := text[strings.Index(text, "    {") : len(text)-len("\n  ]\n}\n")]
	next := strings.NewReplacer(`"version": 1`, `"version": 2`, `"valid_from": "2019-01-06"`, `"valid_from": "`+from+`"`, `"value": 3`, `"value": 2`).Replace(body)
	return edited(files, path, strings.TrimSuffix(body, "    }")+secondVersion, strings.TrimSuffix(body, "    }")+"    },\n"+next+"\n  ]\n}\n")
}

func small(t *testing.T) procedure.File {
	t.Helper()
	v := complete()
	v.Channels[0].Limit, v.ValidFrom = wd(3), "2019-01-06"
	w := v
	w.Code, w.Name = "1.000002", "Đăng ký khai tử"
	return procedure.File{Source: "nguồn", Versions: []procedure.Version{v, w}}
}

const firstPath = "procedures/1.001193.json"

func TestAWrongFileIsRefusedWholeWithItsLineAndField(t *testing.T) {
	p := part(t, dbtest.SQLite(t))
	importFile(t, p.Store, small(t))
	files := exported(t, p)
	missing := edited(files, "")
	delete(missing, firstPath)
	rows := []struct {
		sentence, field, says string
		files                 bundle.Files
	}{
		{"KS-9: a published version is rewritten", "versions[0].channels", "đã công bố nên không sửa được", edited(files, firstPath, `"value": 3`, `"value": 4`)},
		{"a published version is left out", "versions", "không xóa được", edited(files, firstPath, string(files[firstPath]), "{\"code\": \"1.001193\", \"versions\": []}\n")},
		{"a published procedure is left out", "", "Thiếu tệp", missing},
		{"another code than the file's name", "code", "phải giống nhau", edited(files, firstPath, `{
  "code": "1.001193"`, `{
  "code": "1.001194"`)},
		{"an unknown unit", "versions[0].channels[0].time.unit", "không biết", edited(files, firstPath, "working_days", "moons")},
		{"an unknown field", "limmit", "không có trong định dạng", edited(files, firstPath, `"channels"`, `"limmit"`)},
		{"no JSON", "", "JSON", edited(files, firstPath, `"sector"`, `sector`)},
		{"a next version without a later day", "versions[1].valid_from", "ngày hiệu lực sau", withNext(files, firstPath, "2019-01-06")},
	}
	for _, row := range rows {
		_, faults, err := p.Check(context.Background(), row.files)
		if err != nil || len(faults) != 1 || faults[0].Field != row.field || !strings.Contains(faults[0].Sentence, row.says) || faults[0].Path != firstPath {
			t.Errorf("%s: %+v %v", row.sentence, faults, err)
			continue
		}
		if want := row.sentence != "a published procedure is left out"; want != (faults[0].Line > 0) {
			t.Errorf("%s: line %d", row.sentence, faults[0].Line)
		}
		if err := p.Apply(context.Background(), control, row.files); err == nil {
			t.Errorf("%s: applied", row.sentence)
		}
	}
	if len(p.All()) != 2 {
		t.Errorf("a refused file left %d versions", len(p.All()))
	}
	logged(t, p)
}

func TestFilesBringTheNextVersionAndTheLastDay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		p := part(t, d)
		importFile(t, p.Store, small(t))
		old, _ := p.InForce("1.001193", "2019-06-03")
		files := withNext(exported(t, p), firstPath, "2019-07-01")
		files = edited(files, firstPath, `"version": 1,
      "valid_from": "2019-01-06"`, `"version": 1,
      "valid_from": "2019-01-06",
      "valid_to": "2019-06-30"`)
		files = edited(files, "procedures/1.000002.json", `"valid_from": "2019-01-06"`, `"valid_from": "2019-01-06",
      "valid_to": "2019-06-30",
      "ended_by": "77/QĐ-UBND"`)
		changes, faults, err := p.Check(context.Background(), files)
		if err != nil || len(faults) != 0 || len(changes) != 3 {
			t.Fatalf("%v %v %v", changes, faults, err)
		}
		if c := changes[2]; c.Kind != bundle.Changed || !strings.HasSuffix(c.Title, "phiên bản 2") || len(c.Lines) != 2 || c.Lines[0] != (bundle.Line{Field: "đ) Thời hạn giải quyết", Before: "Trực tiếp: 03 ngày làm việc", After: "Trực tiếp: 02 ngày làm việc"}) {
			t.Errorf("told as %+v", c)
		}
		officer := control
		officer.Role = "officer"
		if err := p.Apply(context.Background(), officer, files); err == nil {
			t.Error("an officer changes the catalogue")
		}
		if err := p.Apply(context.Background(), control, files); err != nil {
			t.Fatal(err)
		}
		now, _ := p.InForce("1.001193", "2019-07-01")
		kept, _ := p.Version(old.ID)
		if _, still := p.InForce("1.000002", "2019-07-01"); still || now.No != 2 || kept.ValidTo != "2019-06-30" || kept.No != 1 {
			t.Errorf("KS-9: version %d in force, the old one %+v", now.No, kept)
		}
		logged(t, p)
		if err := p.Apply(context.Background(), control, exported(t, p)); err != nil {
			t.Error(err)
		}
		// The records that were imported first are there already: nothing is revived.
		if done := importFile(t, p.Store, small(t)); done != (procedure.Imported{Same: 2}) {
			t.Errorf("importing the old records again: %+v", done)
		}
		logged(t, p)
		if _, err := p.ImportAs(context.Background(), officer, small(t)); err == nil {
			t.Error("an officer imports")
		} else if _, ok := refusal.As(err); !ok {
			t.Error(err)
		}
	})
}
