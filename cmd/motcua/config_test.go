package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/access"
	"motcua/account"
	"motcua/calendar"
	"motcua/city"
	"motcua/db"
	"motcua/form"
	"motcua/office"
	"motcua/procedure"
	"motcua/process"
)

// TestConfigurationIsExportedComparedAndImported goes the way of an administrator: out to
// files, an edit, the difference, back in.
func TestConfigurationIsExportedComparedAndImported(t *testing.T) {
	here, there := t.TempDir(), t.TempDir()
	catalogue := filepath.Join(t.TempDir(), "catalogue.json")
	shipped, err := procedure.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(catalogue)
	if err != nil {
		t.Fatal(err)
	}
	if err := procedure.WriteFile(f, procedure.File{Source: "thử", Versions: shipped[:5]}); err != nil {
		t.Fatal(err)
	}
	f.Close()
	call := func(want int, data string, args ...string) (string, string) {
		t.Helper()
		var out, errs strings.Builder
		if code := run(append([]string{"--data", data}, args...), &out, &errs); code != want {
			t.Fatalf("%v: exit %d: %s%s", args, code, out.String(), errs.String())
		}
		return out.String(), errs.String()
	}
	call(0, here, "import", "procedures", catalogue)
	first, second := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	call(0, here, "config", "export", first)
	if out, _ := call(0, here, "config", "diff", first); !strings.Contains(out, "Không có gì khác") {
		t.Errorf("its own files differ: %s", out)
	}
	call(0, there, "config", "import", first)
	call(0, there, "config", "export", second)
	one := filepath.Join("procedures", shipped[0].Code+".json")
	a, errA := os.ReadFile(filepath.Join(first, one))
	b, errB := os.ReadFile(filepath.Join(second, one))
	if errA != nil || errB != nil || string(a) != string(b) {
		t.Errorf("export, import, export is not byte-equal (%v %v)", errA, errB)
	}
	wrong := strings.Replace(string(a), `"version": 1`, `"version": 7`, 1)
	if err := os.WriteFile(filepath.Join(second, one), []byte(wrong), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, errs := call(1, there, "config", "import", second); !strings.Contains(errs, "dòng ") || !strings.Contains(errs, "trường versions[0]") {
		t.Errorf("a wrong file is refused without line or field: %s", errs)
	}
	if err := os.WriteFile(filepath.Join(second, "procedures", "stray.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	call(1, there, "config", "export", second)
}

// prescribed is a data folder whose city published a form and approved a process.
func prescribed(t *testing.T) string {
	t.Helper()
	data, ctx := t.TempDir(), context.Background()
	c, err := city.Open(ctx, city.Config{DB: "sqlite://" + filepath.Join(data, "motcua.db"), Data: data, Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Furnish(ctx); err != nil {
		t.Fatal(err)
	}
	day := calendar.DateOf(c.Civil.Now())
	who := func(id, role string, kind office.Kind) access.Who {
		for _, o := range c.Offices.Tree().On(day.String()) {
			if o.Kind == kind {
				return access.Who{Official: id, Post: id, Office: o.ID, Role: role, Channel: "page"}
			}
		}
		t.Fatalf("no %s", kind)
		return access.Who{}
	}
	control, drafter := who("kim", "control", office.City), who("lan", "officer", office.Department)
	v, ok := c.Procedures.InForce("1.004746", day.String())
	if !ok {
		t.Fatal("no 1.004746")
	}
	f := c.Forms.For(v)
	f.Title = "Tờ khai của Thành phố"
	if _, err := c.Forms.Publish(ctx, control, form.Publishing{Procedure: v.Code, Form: f, ValidFrom: day.String(), Note: "Theo mẫu mới"}); err != nil {
		t.Fatal(err)
	}
	from, _ := c.Processes.Graph(v, procedure.InPerson, day.String())
	p, err := c.Processes.Begin(ctx, drafter, v, from)
	if err == nil {
		_, err = c.Processes.Do(ctx, drafter, p.ID, process.Submit{})
	}
	if err == nil {
		_, err = c.Processes.Do(ctx, control, p.ID, process.Approve{From: (day + 1).String(), Decision: "2345/QĐ-UBND"})
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestAWholeConfigurationGoesIntoAnEmptyDatabase: procedures, forms and processes arrive by
// one command; in a city with officials somebody answers for it.
func TestAWholeConfigurationGoesIntoAnEmptyDatabase(t *testing.T) {
	here, there, staffed := prescribed(t), t.TempDir(), staffedCity(t)
	first, second := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	for _, args := range [][]string{{"--data", here, "config", "export", first}, {"--data", there, "config", "import", first}, {"--data", there, "config", "export", second},
		{"--data", there, "config", "diff", first}} {
		if code, out, errs := say(t, args...); code != 0 {
			t.Fatalf("%v: %s%s", args, out, errs)
		}
	}
	for _, path := range []string{"procedures/1.004746.json", "forms/1.004746.json", "processes/1.004746-001.json"} {
		a, errA := os.ReadFile(filepath.Join(first, path))
		b, errB := os.ReadFile(filepath.Join(second, path))
		if errA != nil || errB != nil || string(a) != string(b) {
			t.Errorf("%s does not come back byte-equal (%v %v)", path, errA, errB)
		}
	}
	for sentence, row := range map[string]struct {
		by   []string
		want string
	}{
		"nobody is named":       {nil, "--by"},
		"an administrator":      {[]string{"--by", "quantri"}, "kiểm soát thủ tục hành chính"},
		"an account nobody has": {[]string{"--by", "khong-co"}, "khong-co"},
	} {
		code, out, errs := say(t, append([]string{"--data", staffed, "config", "import", first}, row.by...)...)
		if code == 0 || !strings.Contains(errs, row.want) {
			t.Errorf("%s: %d %s%s", sentence, code, out, errs)
		}
	}
	employ(t, staffed)
	if code, out, errs := say(t, "--data", staffed, "config", "import", "--by", "kiemsoat", first); code != 0 || !strings.Contains(out, "Đã nhận 2 mục cấu hình") {
		t.Errorf("the control office imports: %d %s%s", code, out, errs)
	}
}

// employ gives the city an official of the procedure-control office with the account
// "kiemsoat".
func employ(t *testing.T, data string) {
	t.Helper()
	ctx := context.Background()
	c, err := city.Open(ctx, city.Config{DB: "sqlite://" + filepath.Join(data, "motcua.db"), Data: data, Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	top, _ := c.Offices.Tree().City(calendar.DateOf(c.Civil.Now()).String())
	if err := c.Offices.Save(ctx, office.Change{Officials: []office.Official{{ID: "ks", Name: "Người Kiểm Soát", Title: "Chuyên viên"}},
		Posts: []office.Post{{ID: "ks1", Official: "ks", Office: top.ID, Role: office.Control, From: "2019-01-06"}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Accounts.Create(ctx, "kiemsoat", "x", account.Owner{Official: "ks"}, c.Civil.Now(), func(db.Tx) error { return nil }); err != nil {
		t.Fatal(err)
	}
}
