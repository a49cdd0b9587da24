package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"motcua/account"
	"motcua/city"
	"motcua/db"
	"motcua/office"
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
	if code, out, errs := say(t, "--data", data, "repair", "procedures", "--by", "kiemsoat"); code != 0 || !strings.Contains(out, "1.004746, phiên bản 9: ngày cuối còn hiệu lực 02/06/2019 sửa thành 03/06/2019") {
		t.Errorf("%d %s%s", code, out, errs)
	}
	if code, out, errs := say(t, "--data", data, "repair", "procedures", "--by", "kiemsoat"); code != 0 || !strings.Contains(out, "không có dòng hỏng") {
		t.Errorf("%d %s%s", code, out, errs)
	}
	if code, out, errs := say(t, "--data", data, "export", "procedures", filepath.Join(t.TempDir(), "x.json")); code != 0 {
		t.Errorf("%d %s%s", code, out, errs)
	}
}
