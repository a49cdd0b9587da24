package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/account"
	"motcua/city"
	"motcua/db"
	"motcua/event"
	"motcua/office"
	"motcua/procedure"
)

// controlledCity is a data folder whose city has a controller of procedures with the account
// "kiemsoat" at the city's office, and one of a ward with the account "phuong".
func controlledCity(t *testing.T) string {
	t.Helper()
	data, ctx := staffedCity(t), context.Background()
	c, err := city.Open(ctx, city.Config{DB: "sqlite://" + filepath.Join(data, "motcua.db"), Data: data, Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	day := c.Civil.Now().Format("2006-01-02")
	top, _ := c.Offices.Tree().City(day)
	ward := ""
	for _, o := range c.Offices.Tree().On(day) {
		if o.Kind == office.Commune {
			ward = o.ID
		}
	}
	for login, at := range map[string]string{"kiemsoat": top.ID, "phuong": ward} {
		if err := c.Offices.Save(ctx, office.Change{Officials: []office.Official{{ID: login, Name: "Người Kiểm Soát", Title: "Chuyên viên"}},
			Posts: []office.Post{{ID: login + "1", Official: login, Office: at, Role: office.Control, From: day}}}); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Accounts.Create(ctx, login, "x", account.Owner{Official: login}, c.Civil.Now(), func(db.Tx) error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	return data
}

// alter runs one statement past the program, as somebody with the database file does.
func alter(t *testing.T, data, statement string) error {
	t.Helper()
	d, err := db.Open(context.Background(), "sqlite://"+filepath.Join(data, "motcua.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	return d.Update(context.Background(), func(tx db.Tx) error {
		_, err := tx.ExecContext(tx.Ctx, statement)
		return err
	})
}

// One row nobody can read stops neither the city nor the repair, and verify names it.
func TestABadRowIsNamedAndRepairedFromTheCommandLine(t *testing.T) {
	data := controlledCity(t)
	if err := alter(t, data, `INSERT INTO procedure_version (id, code, no, ord, valid_from, valid_to, body)
		SELECT 'bad', code, 9, 9999, '2019-06-03', '2019-06-02', json_set(body, '$.valid_from', '2019-06-03', '$.valid_to', '2019-06-02')
		FROM procedure_version WHERE code = '1.004746'`); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := say(t, "--data", data, "verify"); code == 0 || !strings.Contains(errs, "1.004746") || strings.Contains(out, "nguyên vẹn") {
		t.Errorf("verify: %d %s%s", code, out, errs)
	}
	if code, _, errs := say(t, "--data", data, "config", "export", filepath.Join(t.TempDir(), "x")); code == 0 || !strings.Contains(errs, "motcua repair procedures") {
		t.Errorf("export: %d %s", code, errs)
	}
	for _, args := range [][]string{{}, {"--by", "quantri"}, {"--by", "phuong"}, {"--by", "nobody"}} {
		if code, out, errs := say(t, append([]string{"--data", data, "repair", "procedures"}, args...)...); code == 0 || !strings.Contains(errs, "--by") {
			t.Errorf("%v: %d %s%s", args, code, out, errs)
		}
	}
	if code, out, errs := say(t, "--data", data, "repair", "procedures", "--by", "kiemsoat"); code != 0 || !strings.Contains(out, "1.004746, phiên bản 9: ngày cuối còn hiệu lực 02/6/2019 sửa thành 03/6/2019") {
		t.Errorf("%d %s%s", code, out, errs)
	}
	if code, out, errs := say(t, "--data", data, "repair", "procedures", "--by", "kiemsoat"); code != 0 || !strings.Contains(out, "không có dòng hỏng") {
		t.Errorf("%d %s%s", code, out, errs)
	}
	if code, out, errs := say(t, "--data", data, "export", "procedures", filepath.Join(t.TempDir(), "x.json")); code != 0 {
		t.Errorf("%d %s%s", code, out, errs)
	}
}

// KS-4: into a city with staff a catalogue comes under the name of its procedure control,
// for tomorrow at the earliest; an empty one takes it as it is.
func TestKS_4_WhoImportsProceduresFromTheCommandLine(t *testing.T) {
	data := controlledCity(t)
	file := filepath.Join(t.TempDir(), "x.json")
	if code, _, errs := say(t, "--data", data, "export", "procedures", file); code != 0 {
		t.Fatal(errs)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{}, {"--by", "quantri"}, {"--by", "phuong"}} {
		if code, out, errs := say(t, append([]string{"--data", data, "import", "procedures", file}, args...)...); code == 0 || !strings.Contains(errs, "--by") {
			t.Errorf("%v: %d %s%s", args, code, out, errs)
		}
	}
	by := func(text string, more ...string) (int, string) {
		write(t, file, text)
		code, out, errs := say(t, append([]string{"--data", data, "import", "procedures", "--by", "kiemsoat", file}, more...)...)
		return code, out + errs
	}
	if code, said := by(string(raw)); code != 0 || !strings.Contains(said, "0 mới, 0 có phiên bản mới") {
		t.Errorf("what is there already: %d %s", code, said)
	}
	fresh := `{"procedures": [{"code": "9.999001", "name_vi": "Thủ tục mới", "sector": "", "ministry": "", "levels": [], "decision_no": "1/QĐ", "type": "", "applicants": [], "agency": "",
		"competent_agency": "", "coordinating_agency": "", "channels": [], "papers": [], "legal_basis": [], "results": [], "steps": "", "conditions": "", "source_url": ""}]}`
	if code, said := by(fresh); code == 0 || !strings.Contains(said, "ngày có hiệu lực") {
		t.Errorf("a procedure since ever: %d %s", code, said)
	}
	if code, said := by(fresh, "--from", "2010-01-01"); code == 0 || !strings.Contains(said, "sớm nhất") {
		t.Errorf("a procedure of 2010: %d %s", code, said)
	}
	if code, said := by(fresh, "--from", "2100-01-01"); code != 0 || !strings.Contains(said, "1 mới") {
		t.Errorf("%d %s", code, said)
	}
	if code, said := by(fresh, "--from", "2100-01-01"); code != 0 || !strings.Contains(said, "1 không đổi") {
		t.Errorf("twice: %d %s", code, said)
	}
	if code, said := by(fresh, "--from", "hôm nay"); code == 0 || !strings.Contains(said, "2019-07-01") {
		t.Errorf("%d %s", code, said)
	}
	c, err := city.Open(context.Background(), city.Config{DB: "sqlite://" + filepath.Join(data, "motcua.db"), Data: data, Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	events, err := event.Facts(context.Background(), c.Store.Read(), event.Directory, procedure.LogSubject)
	if err != nil || len(events) != 2 || events[1].Official != "kiemsoat" {
		t.Errorf("%d events, %v", len(events), err)
	}
}

// What was published or signed and rewritten past the program is named by verify.
func TestVerifySeesARewrittenDecision(t *testing.T) {
	data := controlledCity(t)
	if code, out, errs := say(t, "--data", data, "verify"); code != 0 || !strings.Contains(out, "nguyên vẹn") {
		t.Fatalf("%d %s%s", code, out, errs)
	}
	loose := func(table string) {
		for _, trigger := range []string{"_frozen", "_kept"} {
			if err := alter(t, data, "DROP TRIGGER IF EXISTS "+table+trigger); err != nil {
				t.Fatal(err)
			}
		}
	}
	loose("procedure_version")
	if err := alter(t, data, "UPDATE procedure_version SET body = replace(body, 'khai sinh', 'khai tử') WHERE code = '1.001193'"); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := say(t, "--data", data, "verify"); code == 0 || !strings.Contains(errs, "1.001193") || strings.Contains(out, "nguyên vẹn") {
		t.Errorf("a rewritten version: %d %s%s", code, out, errs)
	}
	if err := alter(t, data, "UPDATE procedure_version SET body = replace(body, 'khai tử', 'khai sinh') WHERE code = '1.001193'"); err != nil {
		t.Fatal(err)
	}
	if err := alter(t, data, `INSERT INTO publication_file (id, state, office, latest, issued_on, is_late, seq, doc) VALUES ('file-x', 'issued', 'o', '', '2019-06-03', 0, 1, '{"signature":{"name":"Không Ai Ký"}}')`); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := say(t, "--data", data, "verify"); code == 0 || !strings.Contains(errs, "file-x") || strings.Contains(out, "nguyên vẹn") {
		t.Errorf("a decision nobody made: %d %s%s", code, out, errs)
	}
}
