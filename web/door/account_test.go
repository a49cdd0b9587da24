package door_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"motcua/access"
	"motcua/db"
	"motcua/person"
	"motcua/session"
	"motcua/web/hall"
)

func (x house) register(c *http.Client, over url.Values) (int, string, string) {
	form := url.Values{"name": {"Trần Thị Mẫu Đơn"}, "phone": {"0900 000 456"}, "number": {""}, "email": {"don@example.org"}, "password": {password}, "back": {"/filing"}}
	for k, v := range over {
		form[k] = v
	}
	x.t.Helper()
	return x.post(c, "/register", form)
}

func TestACitizenRegistersAndIsIn(t *testing.T) {
	x := open(t)
	c := x.stranger()
	if code, to, body := x.register(c, nil); code != http.StatusSeeOther || to != "/filing" {
		t.Fatalf("%d %q %s", code, to, body)
	}
	said := strings.Split(x.who(c), "|")
	p, err := x.Hall.People.Find(context.Background(), said[3])
	if err != nil || p.Name != "Trần Thị Mẫu Đơn" || p.Phone != "0900000456" {
		t.Fatalf("%+v %v", p, err)
	}
	again := x.stranger()
	if code, to, _ := x.signIn(again, "+84 900 000 456", password, ""); code != http.StatusSeeOther || to != "/" {
		t.Errorf("the phone as people write it does not sign in: %d %q", code, to)
	}
	if code, _, body := x.register(x.stranger(), nil); code != http.StatusUnprocessableEntity || !strings.Contains(body, "đã có tài khoản") {
		t.Errorf("a second account for the phone: %d", code)
	}
}

func TestWhatIsTypedWrongIsSaidAtItsField(t *testing.T) {
	x := open(t)
	for _, row := range []struct{ sentence, field, value, says string }{
		{"a name is needed", "name", "  ", "Nhập họ và tên"},
		{"a phone is digits", "phone", "khong-co", "Số điện thoại gồm"},
		{"an identity number has its shape", "number", "12", "Số giấy tờ tùy thân gồm"},
		{"an address has an at-sign", "email", "don", "thư điện tử"},
		{"a password is long", "password", "ngan", "ít nhất 12 ký tự"},
		{"a password is not the phone", "password", "0900000456 của tôi", "không được chứa tên đăng nhập"},
	} {
		code, _, body := x.register(x.stranger(), url.Values{row.field: {row.value}})
		if code != http.StatusUnprocessableEntity || !strings.Contains(body, row.says) {
			t.Errorf("%s: %d", row.sentence, code)
		}
		if row.field != "phone" && attr(find(body, "name", "phone"), "value") != "0900 000 456" {
			t.Errorf("%s: what was typed is gone", row.sentence)
		}
	}
}

// Whoever types a number they have read somewhere must not become its owner, whose
// dossiers they would then see.
func TestANumberTheCityKnowsIsNotGivenToAStranger(t *testing.T) {
	x := open(t)
	known, err := x.Hall.People.Save(context.Background(), person.Person{Kind: person.Citizen, Name: "Nguyễn Văn Mẫu", Number: "012345678", Phone: "0900000789"}, x.Civil.Now())
	if err != nil {
		t.Fatal(err)
	}
	err = x.DB.Update(context.Background(), func(tx db.Tx) error {
		return x.Hall.People.VerifyTx(tx, person.Seen{Person: known.ID, Name: known.Name, Number: known.Number, By: "o-1"}, x.Civil.Now())
	})
	if err != nil {
		t.Fatal(err)
	}
	c := x.stranger()
	code, _, body := x.register(c, url.Values{"number": {"012 345 678"}})
	if code != http.StatusUnprocessableEntity || !strings.Contains(body, "bộ phận một cửa") {
		t.Errorf("status %d", code)
	}
	if got := x.who(c); got != "|||" {
		t.Errorf("signed in as %q", got)
	}
	if p, err := x.Hall.People.Find(context.Background(), known.ID); err != nil || p.Name != known.Name || p.Phone != known.Phone {
		t.Errorf("the known person was changed: %+v %v", p, err)
	}
}

func TestOthersCanBeThrownOutOfOnesOwnAccount(t *testing.T) {
	x := open(t)
	x.has("toi", x.Who("officer", x.Ward))
	mine, lost := x.stranger(), x.stranger()
	x.signIn(mine, "toi", password, "")
	x.signIn(lost, "toi", password, "")
	code, body := x.Get(mine, "/account")
	if code != http.StatusOK || strings.Count(text(find(body, "class", "mc-table")), "127.0.0.1") != 2 {
		t.Fatalf("%d: both sessions are listed with their address: %s", code, text(find(body, "class", "mc-table")))
	}
	if code, to, _ := x.post(mine, "/account/end-others", nil); code != http.StatusSeeOther || to != "/account" {
		t.Fatalf("%d %q", code, to)
	}
	if got := x.who(lost); got != "|||" {
		t.Errorf("the other browser is still %q", got)
	}
	if got := x.who(mine); !strings.HasPrefix(got, x.Who("officer", x.Ward).Official) {
		t.Errorf("one's own browser was thrown out too: %q", got)
	}
}

func TestAPasswordChangesOnlyWithTheOldOne(t *testing.T) {
	x := open(t)
	x.has("doi", x.Who("officer", x.Ward))
	c, other := x.stranger(), x.stranger()
	x.signIn(c, "doi", password, "")
	x.signIn(other, "doi", password, "")
	if code, _, body := x.post(c, "/account/password", url.Values{"old": {"sai"}, "password": {"mật khẩu mới dài"}}); code != http.StatusUnprocessableEntity || !strings.Contains(body, "đang dùng không đúng") {
		t.Errorf("status %d", code)
	}
	if code, to, body := x.post(c, "/account/password", url.Values{"old": {password}, "password": {"mật khẩu mới dài"}}); code != http.StatusSeeOther || to != "/account" {
		t.Fatalf("%d %q %s", code, to, body)
	}
	if got := x.who(other); got != "|||" {
		t.Errorf("a session opened with the old password goes on as %q", got)
	}
	if code, _, _ := x.signIn(x.stranger(), "doi", password, ""); code != http.StatusUnprocessableEntity {
		t.Errorf("the old password still opens: %d", code)
	}
	if code, _, _ := x.signIn(x.stranger(), "doi", "mật khẩu mới dài", ""); code != http.StatusSeeOther {
		t.Errorf("the new one does not: %d", code)
	}
}

func TestNobodySeesAnAccountWithoutSigningIn(t *testing.T) {
	x := open(t)
	for _, path := range []string{"/account", "/posts"} {
		resp, err := x.stranger().Get(x.Server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusSeeOther || !strings.HasPrefix(resp.Header.Get("Location"), "/signin?back=") {
			t.Errorf("%s: %d %q", path, resp.StatusCode, resp.Header.Get("Location"))
		}
	}
}

func TestTheFirstAdministratorUsesTheLinkOnce(t *testing.T) {
	x := open(t)
	admin := x.Who("admin", x.Ward)
	once := session.NewOneTime(x.DB, x.Hall.Wall, x.Hall.IDs)
	token, err := once.Issue(context.Background(), hall.FirstPurpose(admin.Official), time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	link := hall.FirstPath(admin.Official, token)
	if code, body := x.Get(x.stranger(), link); code != http.StatusOK || !strings.Contains(body, "Tạo tài khoản công chức") {
		t.Fatalf("status %d", code)
	}
	use := func(who access.Who, login, secret string) (int, string) {
		c := x.stranger()
		code, _, body := x.post(c, "/first", url.Values{"official": {who.Official}, "token": {token}, "login": {login}, "password": {secret}})
		return code, body
	}
	if code, body := use(admin, "quan.tri", "ngan"); code != http.StatusUnprocessableEntity || attr(find(body, "name", "login"), "value") != "quan.tri" {
		t.Errorf("a short password: %d", code)
	}
	if code, _ := use(x.Who("admin", x.District), "nguoi.khac", password); code != http.StatusUnprocessableEntity {
		t.Errorf("the token of one official made the account of another: %d", code)
	}
	if code, _ := use(x.Who("officer", x.Ward), "nguoi.khac", password); code != http.StatusUnprocessableEntity {
		t.Errorf("the token of an administrator for somebody else: %d", code)
	}
	if code, body := use(admin, "quan.tri", password); code != http.StatusSeeOther {
		t.Fatalf("%d %s", code, body)
	}
	if code, _ := use(admin, "quan.tri.2", password); code != http.StatusUnprocessableEntity {
		t.Errorf("the link works twice: %d", code)
	}
	if code, to, _ := x.signIn(x.stranger(), "quan.tri", password, ""); code != http.StatusSeeOther || to != "/admin" {
		t.Errorf("%d %q", code, to)
	}
}

func TestHelpAnswersAndUnknownTopicsAreNotThere(t *testing.T) {
	x := open(t)
	for path, want := range map[string]int{"/help": 200, "/help/sign-in": 200, "/help/officials": 200, "/help/desk": 200, "/help/officer": 200, "/help/leader": 200, "/help/control": 200, "/help/inspector": 200, "/help/admin": 200, "/help/khac": 404} {
		if code, _ := x.Get(x.stranger(), path); code != want {
			t.Errorf("%s: %d", path, code)
		}
	}
}
