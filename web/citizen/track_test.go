package citizen_test

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/ending"
	"motcua/ledger"
	"motcua/web/page"
)

var secrets = []string{"Nguyễn Thị Mẫu", "0900000123", "090 000 0123", "mau@example.org", "1 Đường Mẫu", "Bản chụp bị mờ"}

func TestTrackingByCodeAndFourDigits(t *testing.T) {
	x := open(t)
	d := x.asked()
	c := x.As(whoNobody)
	path := "/track/" + url.PathEscape(d.Code)
	says(t, x.as(c, path, 200), "4 chữ số cuối") // not opened yet: the question
	for sentence, form := range map[string]url.Values{
		"REC-5 other digits":        {"code": {d.Code}, "four": {"9999"}},
		"REC-5 no such code":        {"code": {"000.00.00.H29-190603-9999"}, "four": {"0123"}},
		"four digits, not three":    {"code": {d.Code}, "four": {"123"}},
		"digits, not letters":       {"code": {d.Code}, "four": {"abcd"}},
		"a code must be given":      {"four": {"0123"}},
		"digits must be given":      {"code": {d.Code}},
		"CODE-5 a day that is none": {"code": {"000.00.00.H29-190231-0001"}, "four": {"0123"}},
		"an endless code is none":   {"code": {strings.Repeat("9", 500)}, "four": {"0123"}},
	} {
		if code, body := x.Post(c, "/track", form); code != 422 || len(all(parse(body), ".govuk-error-summary")) != 1 {
			t.Errorf("%s: %d", sentence, code)
		}
	}
	code, body := x.Post(c, "/track", url.Values{"code": {" " + strings.ReplaceAll(strings.ToLower(d.Code), "-", "\u2011 ")}, "four": {"0123"}})
	if code != 200 {
		t.Fatalf("%d %s", code, body)
	}
	n := parse(body)
	says(t, n, "Cần bổ sung giấy tờ", d.Code, "Diễn biến", "Đăng nhập để thực hiện")
	hides(t, n, secrets...)
	says(t, x.as(c, path, 200), "Diễn biến") // remembered
	says(t, x.as(x.As(whoNobody), path, 200), "4 chữ số cuối")
}

func TestGuessingDigitsIsLocked(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Received, birth)
	c := x.As(whoNobody)
	for i := range 5 {
		if code, _ := x.Post(c, "/track", url.Values{"code": {d.Code}, "four": {fmt.Sprintf("%04d", i)}}); code != 422 {
			t.Fatalf("try %d: %d", i, code)
		}
	}
	if code, body := x.Post(c, "/track", url.Values{"code": {d.Code}, "four": {"0123"}}); code != 429 || !strings.Contains(body, "nhập đúng cũng chưa mở được. Vui lòng thử lại sau 60 phút") {
		t.Errorf("REC-5 after five guesses even the right one waits: %d", code)
	}
}

func TestTheQRCodeShowsCodeAndDegreeAlone(t *testing.T) {
	x := open(t)
	c := x.As(whoNobody)
	for _, row := range []struct {
		d    dossier.Dossier
		says []string
	}{
		{x.In(dossier.InProcess, birth), []string{"Giấy này đang có hiệu lực", "Đã xong 2 trên 6 bước"}},
		{x.asked(), []string{"đang chờ bổ sung"}},
		{x.In(dossier.Returned, birth), []string{"Giấy này đã hết hiệu lực", "Đã xong 6 trên 6 bước"}},
		{x.Must(x.Citizen(), x.In(dossier.InProcess, birth), ending.Withdraw{}), []string{"không còn hiệu lực", "Đã dừng"}},
	} {
		n := x.as(c, "/q/"+row.d.Token, 200)
		says(t, n, append(row.says, row.d.Code)...)
		hides(t, n, append(secrets, row.d.ProcedureName)...)
	}
	says(t, x.as(c, "/q/"+strings.Repeat("0", 32), 404), "Không tìm thấy")
}

func TestTheReceiptVerifiesWithoutUs(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, birth)
	c := x.As(whoNobody)
	x.as(c, "/q/"+d.Token+"/receipt.json", 404) // no leaf yet
	s := &ledger.Sequencer{DB: x.DB, Keys: x.Hall.Keys, Civil: x.Civil, Wall: clock.Wall(), Holder: "test", Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	if _, err := s.Sequence(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, receipt := x.Get(c, "/q/"+d.Token+"/receipt.json")
	_, note := x.Get(c, "/q/"+d.Token+"/checkpoint.txt")
	e, err := ledger.VerifyReceipt([]byte(receipt), []byte(note), x.Hall.Keys.Public)
	if err != nil || e.Act != "receive" || e.Subject != d.ID {
		t.Fatalf("%v %+v", err, e)
	}
	for _, secret := range secrets {
		if strings.Contains(receipt, secret) {
			t.Errorf("the receipt must not say %q", secret)
		}
	}
	if _, err := ledger.VerifyReceipt([]byte(strings.Replace(receipt, `"receive"`, `"refuse"`, 1)), []byte(note), ""); err == nil {
		t.Error("a changed receipt must not verify")
	}
}

var assets = regexp.MustCompile(`(?:href|src)="(/static/[^"]+)"`)
var inCSS = regexp.MustCompile(`url\(["']?(?:\./)?([^"')]+\.woff2)`)

// TestACitizensPageWeighsLittle counts what goes over the wire the first time: the
// page and all it names, fonts that its style sheet names with them.
func TestACitizensPageWeighsLittle(t *testing.T) {
	if err := page.Assets(); err != nil {
		t.Fatal(err)
	}
	x := open(t)
	d := x.In(dossier.InProcess, birth)
	for _, p := range []string{"/", "/procedures", "/procedures/" + birth, "/procedures/" + longest, mine(d), "/track", "/q/" + d.Token} {
		total := x.weight(p)
		t.Logf("%s: %d bytes", p, total)
		if total >= 100_000 {
			t.Errorf("%s weighs %d bytes, the most is 100 kB", p, total)
		}
	}
}

func (x house) weight(path string) int {
	x.T.Helper()
	seen := map[string]bool{}
	_, doc := x.Get(x.c, path)
	total := len(x.wire(path))
	var add func(names []string)
	add = func(names []string) {
		for _, n := range names {
			if seen[n] {
				continue
			}
			seen[n] = true
			total += len(x.wire(n))
			if strings.HasSuffix(n, ".css") {
				_, css := x.Get(x.c, n)
				var fonts []string
				for _, m := range inCSS.FindAllStringSubmatch(css, -1) {
					fonts = append(fonts, "/static/"+strings.TrimPrefix(m[1], "/static/"))
				}
				add(fonts)
			}
		}
	}
	var named []string
	for _, m := range assets.FindAllStringSubmatch(doc, -1) {
		named = append(named, m[1])
	}
	add(named)
	return total
}

// wire gives the bytes as they travel: compressed where the server does so.
func (x house) wire(path string) []byte {
	x.T.Helper()
	req, err := http.NewRequest(http.MethodGet, x.Server.URL+path, nil)
	if err != nil {
		x.T.Fatal(err)
	}
	req.Header.Set("Accept-Encoding", "gzip") // set by hand, so that what comes stays compressed
	resp, err := x.c.Do(req)
	if err != nil {
		x.T.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != 200 {
		x.T.Fatalf("%s: %d %v", path, resp.StatusCode, err)
	}
	return b
}
