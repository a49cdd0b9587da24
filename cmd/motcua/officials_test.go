package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"motcua/account"
	"motcua/calendar"
	"motcua/city"
	"motcua/db"
	"motcua/event"
	"motcua/office"
)

// staffedCity is a data folder whose city has one administrator with the account "quantri".
func staffedCity(t *testing.T) string {
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
	top := c.Offices.Tree().All()[0].ID
	if err := c.Offices.Save(ctx, office.Change{Officials: []office.Official{{ID: "qt", Name: "Người Quản Trị", Title: "Quản trị"}},
		Posts: []office.Post{{ID: "qt1", Official: "qt", Office: top, Role: office.Admin, From: "2019-01-06"}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Accounts.Create(ctx, "quantri", "x", account.Owner{Official: "qt"}, c.Civil.Now(), func(db.Tx) error { return nil }); err != nil {
		t.Fatal(err)
	}
	return data
}

func TestOfficialsComeFromAListWholeOrNotAtAll(t *testing.T) {
	data := staffedCity(t)
	const head = "name,title,office,role,from,phone,email\n"
	good := head + "Trần Thị Mẫu,Chuyên viên,000.01.41.H29,officer,2019-06-03,02838291234,\nLê Văn Mẫu,Chủ tịch,000.01.41.H29,head,2019-06-03,,lvm@example.org\nTrần Thị Mẫu,Chuyên viên,000.01.41.H29,reception,2019-06-03,02838291234,\n"
	file := filepath.Join(t.TempDir(), "officials.csv")
	for sentence, row := range map[string]struct{ text, want string }{
		"a role nobody knows":         {good + "A,B,000.01.41.H29,king,2019-06-03,,\n", "Dòng 5, cột role"},
		"an office nobody knows":      {good + "A,B,Phường Không Có,officer,2019-06-03,,\n", "Dòng 5, cột office"},
		"a name of several offices":   {good + "A,B,Phường 12,officer,2019-06-03,,\n", "ghi mã định danh"},
		"a date of another shape":     {good + "A,B,000.01.41.H29,officer,03/06/2019,,\n", "Dòng 5, cột from"},
		"a namesake without a mark":   {good + "Trần Thị Mẫu,Chuyên viên,000.01.41.H29,officer,2019-06-03,,\n", "cùng họ tên"},
		"a column missing":            {"name,title\nA,B\n", "Dòng 1: thiếu cột"},
		"a line of another length":    {good + "A,B\n", "Dòng 5"},
		"letters of another encoding": {head + "Tr\xe7n,B,000.01.41.H29,officer,2019-06-03,,\n", "UTF-8"},
	} {
		write(t, file, row.text)
		code, out, errs := say(t, "--data", data, "import", "officials", "--by", "quantri", file)
		if code == 0 || !strings.Contains(errs, row.want) || !strings.Contains(errs, "chưa nạp gì") {
			t.Errorf("%s: %d %s%s", sentence, code, out, errs)
		}
	}
	write(t, file, good)
	if code, _, errs := say(t, "--data", data, "import", "officials", "--by", "nobody", file); code == 0 || !strings.Contains(errs, "--by") {
		t.Errorf("by nobody: %d %s", code, errs)
	}
	if code, out, errs := say(t, "--data", data, "import", "officials", "--dry-run", "--by", "quantri", file); code != 0 || !strings.Contains(out, "2 công chức mới, 3 vị trí mới") || !strings.Contains(out, "chưa nạp gì") {
		t.Errorf("%d %s%s", code, out, errs)
	}
	for _, want := range []string{"2 công chức mới, 3 vị trí mới, 0 dòng đã có", "0 công chức mới, 0 vị trí mới, 3 dòng đã có"} {
		if code, out, errs := say(t, "--data", data, "import", "officials", "--by", "quantri", file); code != 0 || !strings.Contains(out, want) {
			t.Errorf("%d %s%s, want %s", code, out, errs, want)
		}
	}
	c, err := city.Open(context.Background(), city.Config{DB: "sqlite://" + filepath.Join(data, "motcua.db"), Data: data, Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if got := len(c.Offices.Officials()); got != 3 {
		t.Errorf("%d officials", got)
	}
	for _, o := range c.Offices.Officials() {
		events, err := event.Load(context.Background(), c.Store.Read(), event.Directory, o.ID)
		if err != nil || o.ID != "qt" && (len(events) < 2 || events[0].Act != "import" || events[0].Official != "qt") {
			t.Errorf("%s: %+v %v", o.Name, events, err)
		}
	}
}

func TestTheCalendarOnTheCommandLine(t *testing.T) {
	data := staffedCity(t)
	base := []string{"--data", data, "calendar"}
	day := calendar.Make(2026, 12, 15).String()
	said := []string{"--by", "quantri", "--decision", "12/TB-UBND", "--reason", "Theo thông báo của Thành phố", "off " + day + " closed Diễn tập"}
	if code, out, errs := say(t, append(append(base, "preview"), said...)...); code != 0 || !strings.Contains(out, "0 có ngày khác") {
		t.Fatalf("%d %s%s", code, out, errs)
	}
	if _, out, _ := say(t, append(base, "list", "--year", "2026")...); strings.Contains(out, "Diễn tập") {
		t.Error("a preview changed the calendar")
	}
	if code, out, errs := say(t, append(append(base, "add"), said...)...); code != 0 || !strings.Contains(out, "Lịch đã đổi (lần 1)") {
		t.Fatalf("%d %s%s", code, out, errs)
	}
	if code, out, _ := say(t, append(base, "list", "--year", "2026")...); code != 0 || !strings.Contains(out, "Diễn tập") || !strings.Contains(out, "12/TB-UBND") {
		t.Errorf("%d %s", code, out)
	}
	said[len(said)-1] = "off 15/12 closed"
	if code, _, errs := say(t, append(append(base, "add"), said...)...); code == 0 || !strings.Contains(errs, "Lịch, dòng 1") {
		t.Errorf("%d %s", code, errs)
	}
	said[1] = "nobody"
	if code, _, errs := say(t, append(append(base, "add"), said...)...); code == 0 || !strings.Contains(errs, "--by") {
		t.Errorf("%d %s", code, errs)
	}
}

func TestADatabaseAndItsFolderBelongTogether(t *testing.T) {
	data, other := staffedCity(t), t.TempDir()
	file := "sqlite://" + filepath.Join(data, "motcua.db")
	if code, _, errs := say(t, "--db", file, "--data", other, "serve", "--addr", "127.0.0.1:0"); code == 0 || !strings.Contains(errs, "thư mục dữ liệu khác") {
		t.Errorf("another folder: %d %s", code, errs)
	}
	if code, _, errs := say(t, "--db", "sqlite://"+filepath.Join(other, "new.db"), "--data", data, "serve", "--addr", "127.0.0.1:0"); code == 0 || !strings.Contains(errs, "thuộc về một cơ sở dữ liệu khác") {
		t.Errorf("another database: %d %s", code, errs)
	}
	demo := t.TempDir()
	write(t, filepath.Join(demo, "demo.db"), "")
	if code, _, errs := say(t, "--data", demo, "serve", "--addr", "127.0.0.1:0"); code == 0 || !strings.Contains(errs, "bản trình diễn") {
		t.Errorf("the folder of a demonstration: %d %s", code, errs)
	}
}
