package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/access"
	"motcua/city"
	"motcua/clock"
	"motcua/dossier"
	"motcua/office"
)

// say runs a command line and gives its code and what it wrote.
func say(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(args, &o, &e)
	return code, o.String(), e.String()
}

func TestDeadlinePrintsWhatLawSays(t *testing.T) {
	type answer struct {
		Due        string   `json:"due"`
		LimitEnd   string   `json:"limit_end"`
		Letter5157 *string  `json:"letter_5157"`
		LetterND61 *string  `json:"letter_nd61"`
		Arithmetic []string `json:"arithmetic"`
	}
	text := func(s string) *string { return &s }
	for _, c := range []struct {
		rule, received, limit, due string
		by5157, byND61             *string
	}{
		{"APO-3 after Tết the day before jumps back", "2019-01-28 09:00", "5wd", "2019-02-11T17:00", text("2019-02-11T17:00"), text("2019-02-01T17:00")},
		{"DL-2 a swapped Saturday counts", "2019-04-26 16:40", "3wd", "2019-05-04T17:00", text("2019-05-04T17:00"), text("2019-05-03T17:00")},
		{"APO-18 a day or less: NĐ 61 does not apply", "2019-06-03 08:00", "1wd", "2019-06-04T17:00", text("2019-06-04T17:00"), nil},
		{"CAL-4 24/11/2026 is off, for the letter's day before too", "2026-11-19 08:00", "3wd", "2026-11-25T17:00", text("2026-11-25T17:00"), text("2026-11-23T17:00")},
		{"before the first profile there are no letter moments", "2016-01-04 08:00", "3wd", "2016-01-07T17:00", nil, nil},
	} {
		code, out, errs := say(t, "deadline", "--received", c.received, "--limit", c.limit, "--json")
		var a answer
		if code != 0 || json.Unmarshal([]byte(out), &a) != nil {
			t.Fatalf("%s: %d %s%s", c.rule, code, out, errs)
		}
		if a.Due != c.due || a.LimitEnd != c.due || !same(a.Letter5157, c.by5157) || !same(a.LetterND61, c.byND61) || len(a.Arithmetic) < 3 {
			t.Errorf("%s: %s", c.rule, out)
		}
	}
}

func same(a, b *string) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

func TestWrongLinesSayWhatToDoAndChangeNothing(t *testing.T) {
	dir := t.TempDir()
	notDB := filepath.Join(dir, "not.db")
	write(t, notDB, strings.Repeat("đây không phải cơ sở dữ liệu\n", 50))
	broken := filepath.Join(dir, "broken.json")
	write(t, broken, `{"procedures": [{"code": "1.000001", "name_vi": 7}]}`)
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	data := filepath.Join(dir, "var")
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"a wrong flag":                 {[]string{"serve", "--bogus"}, "--help"},
		"a limit nobody can read":      {[]string{"deadline", "--received", "2019-06-03 08:00", "--limit", "soon"}, "3wd"},
		"an unreadable database":       {[]string{"--db", "sqlite://" + notDB, "--data", data, "migrate"}, "MOTCUA_DB"},
		"no such engine":               {[]string{"--db", "mysql://x", "--data", data, "migrate"}, "sqlite:// or postgres://"},
		"a broken import file":         {[]string{"--data", data, "import", "procedures", broken}, "chưa nạp gì"},
		"a busy port":                  {[]string{"--data", data, "serve", "--addr", busy.Addr().String()}, "đang được dùng"},
		"plain HTTP to the world":      {[]string{"--data", data, "serve", "--addr", "0.0.0.0:0"}, "--behind-proxy"},
		"a receipt without checkpoint": {[]string{"verify", "--receipt", broken}, "--checkpoint"},
	} {
		code, out, errs := say(t, c.args...)
		if code == 0 || !strings.Contains(errs, c.want) {
			t.Errorf("%s: code %d, %q, want a sentence with %q", name, code, out+errs, c.want)
		}
	}
	_, out, _ := say(t, "--data", data, "export", "procedures")
	if strings.Contains(out, "1.000001") {
		t.Error("a broken file left something behind")
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestExportImportExportIsEqual(t *testing.T) {
	dir := t.TempDir()
	c, err := city.Open(context.Background(), city.Config{DB: "sqlite://" + filepath.Join(dir, "a", "motcua.db"), Data: filepath.Join(dir, "a"), Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Furnish(context.Background()); err != nil {
		t.Fatal(err)
	}
	c.Close()
	first, second := filepath.Join(dir, "first.json"), filepath.Join(dir, "second.json")
	for _, args := range [][]string{
		{"--data", filepath.Join(dir, "a"), "export", "procedures", first},
		{"--data", filepath.Join(dir, "b"), "import", "procedures", first},
		{"--data", filepath.Join(dir, "b"), "export", "procedures", second},
	} {
		if code, out, errs := say(t, args...); code != 0 {
			t.Fatalf("%v: %s%s", args, out, errs)
		}
	}
	a, _ := os.ReadFile(first)
	b, _ := os.ReadFile(second)
	if len(a) < 10_000 || !bytes.Equal(a, b) {
		t.Errorf("%d bytes out, %d after the round", len(a), len(b))
	}
}

func quiet() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

func TestVerifyTheLogAndAReceiptAlone(t *testing.T) {
	dir, ctx := t.TempDir(), context.Background()
	data := filepath.Join(dir, "var")
	c, err := city.Open(ctx, city.Config{DB: "sqlite://" + filepath.Join(data, "motcua.db"), Data: data, Log: quiet(),
		Civil: clock.Fixed(time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone))})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Furnish(ctx); err != nil {
		t.Fatal(err)
	}
	ward := ""
	for _, o := range c.Offices.Tree().On("2019-06-03") {
		if o.Kind == office.Commune {
			ward = o.ID
			break
		}
	}
	d, err := c.Dossiers.Do(ctx, access.Who{Official: "desk", Office: ward, Role: "reception"}, dossier.Key{}, dossier.Receive{Procedure: "1.004746", Channel: 1,
		Receiving: ward, Competent: ward, ReturnAt: ward, Applicant: &dossier.Applicant{Name: "Nguyễn Thị Mẫu", Phone: "0100000123"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Sequencer.Sequence(ctx); err != nil {
		t.Fatal(err)
	}
	events, err := c.Dossiers.Trail(ctx, dossier.Key{Home: d.Home, ID: d.ID})
	if err != nil {
		t.Fatal(err)
	}
	receipt, cp, err := c.Keys.Receipt(ctx, c.Store.Read(), events[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	key := c.Keys.Public
	c.Close()
	if code, out, errs := say(t, "--data", data, "verify"); code != 0 || !strings.Contains(out, "nguyên vẹn: 2 sự kiện") {
		t.Errorf("%d %s%s", code, out, errs)
	}
	r, p := filepath.Join(dir, "receipt.json"), filepath.Join(dir, "checkpoint.txt")
	write(t, r, string(receipt))
	write(t, p, string(cp))
	if err := os.RemoveAll(data); err != nil { // no database any more
		t.Fatal(err)
	}
	if code, out, errs := say(t, "verify", "--receipt", r, "--checkpoint", p, "--key", key); code != 0 || !strings.Contains(out, "Biên nhận đúng") {
		t.Errorf("%d %s%s", code, out, errs)
	}
	write(t, r, strings.Replace(string(receipt), "receive", "refuse", 1))
	if code, _, _ := say(t, "verify", "--receipt", r, "--checkpoint", p, "--key", key); code == 0 {
		t.Error("a forged receipt passed")
	}
}

func TestServeRefusesADemonstration(t *testing.T) {
	dir := t.TempDir()
	c, err := city.Open(context.Background(), city.Config{DB: "sqlite://" + filepath.Join(dir, "motcua.db"), Data: dir, Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.MarkDemo(context.Background()); err != nil {
		t.Fatal(err)
	}
	c.Close()
	if code, _, errs := say(t, "--data", dir, "serve", "--addr", "127.0.0.1:0"); code == 0 || !strings.Contains(errs, "trình diễn") {
		t.Errorf("%d %s", code, errs)
	}
}
