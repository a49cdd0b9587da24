package door_test

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"motcua/access"
	"motcua/account"
	"motcua/db"
	"motcua/office"
	"motcua/session"
	"motcua/web/door"
	"motcua/web/hall"
	"motcua/web/hall/halltest"
	"motcua/web/page"
)

const password = "một câu đủ dài"

type house struct {
	*halltest.House
	t *testing.T
}

// open serves the door beside one page that says who is there.
func open(t *testing.T) house {
	t.Helper()
	who := func(h *hall.Hall) []hall.Route {
		return []hall.Route{{Pattern: "GET /who", Access: "anyone", Handle: func(w http.ResponseWriter, r *http.Request) error {
			x := h.Who(r)
			_, err := w.Write([]byte(strings.Join([]string{x.Official, x.Role, x.Behalf, x.Person}, "|")))
			return err
		}}}
	}
	return house{halltest.Open(t, halltest.Mount{Audience: page.Citizen, Routes: door.Routes}, halltest.Mount{Audience: page.Official, Routes: who}), t}
}

// has gives an official an account with the password of these tests.
func (x house) has(login string, who access.Who) {
	x.t.Helper()
	hash, err := x.Hall.Hasher.Hash(context.Background(), password)
	if err != nil {
		x.t.Fatal(err)
	}
	err = x.DB.Update(context.Background(), func(tx db.Tx) error {
		_, err := x.Hall.Accounts.CreateTx(tx, login, hash, account.Owner{Official: who.Official, Person: who.Person}, x.Civil.Now())
		return err
	})
	if err != nil {
		x.t.Fatal(err)
	}
}

// stranger is a browser that keeps cookies and follows no redirect by itself.
func (x house) stranger() *http.Client {
	x.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		x.t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// post sends a form and gives status, place sent to, and page.
func (x house) post(c *http.Client, path string, form url.Values) (int, string, string) {
	x.t.Helper()
	req, err := http.NewRequest(http.MethodPost, x.Server.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		x.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := c.Do(req)
	if err != nil {
		x.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		x.t.Fatal(err)
	}
	return resp.StatusCode, resp.Header.Get("Location"), string(body)
}

func (x house) signIn(c *http.Client, login, secret, back string) (int, string, string) {
	x.t.Helper()
	return x.post(c, "/signin", url.Values{"login": {login}, "password": {secret}, "back": {back}})
}

func (x house) who(c *http.Client) string {
	x.t.Helper()
	_, said := x.Get(c, "/who")
	return said
}

func (x house) cookie(c *http.Client) string {
	x.t.Helper()
	at, err := url.Parse(x.Server.URL)
	if err != nil {
		x.t.Fatal(err)
	}
	for _, k := range c.Jar.Cookies(at) {
		if k.Name == "motcua" {
			return k.Value
		}
	}
	return ""
}

func TestSigningInLeadsToTheDayOfTheRole(t *testing.T) {
	x := open(t)
	for _, row := range []struct{ sentence, role, back, to string }{
		{"a head begins with what needs the head", "head", "", "/leader"},
		{"the desk begins at the desk", "reception", "", "/desk"},
		{"a page that asked is gone back to", "officer", "/officer/dossiers/a?b=c", "/officer/dossiers/a?b=c"},
		{"a page of another site is not gone to", "inspector", "https://evil.example/", "/inspector"},
		{"nor one that only looks like ours", "control", "//evil.example/", "/leader/board"},
	} {
		who := x.Who(row.role, x.Ward)
		x.has("ten."+row.role, who)
		c := x.stranger()
		code, to, _ := x.signIn(c, " TEN."+row.role+" ", password, row.back)
		if code != http.StatusSeeOther || to != row.to {
			t.Errorf("%s: %d to %q", row.sentence, code, to)
		}
		if got := x.who(c); got != who.Official+"|"+row.role+"||" {
			t.Errorf("%s: at the door stands %q", row.sentence, got)
		}
	}
}

func TestAWrongNameAndAWrongPasswordLookTheSame(t *testing.T) {
	x := open(t)
	x.has("co.that", x.Who("officer", x.Ward))
	pages := map[string]string{}
	for _, login := range []string{"co.that", "khong.co"} {
		code, _, body := x.signIn(x.stranger(), login, "sai hết cả rồi", "")
		if code != http.StatusUnprocessableEntity {
			t.Errorf("%s: status %d", login, code)
		}
		pages[login] = strings.ReplaceAll(body, login, "…")
		if !strings.Contains(body, "Tên đăng nhập hoặc mật khẩu không đúng.") {
			t.Errorf("%s: no sentence", login)
		}
		if attr(find(body, "name", "login"), "value") != login {
			t.Errorf("%s: what was typed is gone", login)
		}
		if attr(find(body, "name", "password"), "value") != "" {
			t.Errorf("%s: the password came back in the page", login)
		}
	}
	if pages["co.that"] != pages["khong.co"] {
		t.Error("the two pages differ: names can be found out")
	}
}

// The time of the answer must not tell a name that exists from one that does not:
// both pay for one hash.
func TestAnUnknownNameTakesAsLongAsAWrongPassword(t *testing.T) {
	x := open(t)
	x.has("co.that", x.Who("officer", x.Ward))
	fastest := func(login string) time.Duration {
		best := time.Hour
		for range 4 {
			from := time.Now()
			x.signIn(x.stranger(), login, "sai hết cả rồi", "")
			best = min(best, time.Since(from))
		}
		return best
	}
	known, unknown := fastest("co.that"), fastest("khong.co")
	if unknown*3 < known || known*3 < unknown {
		t.Errorf("known %v, unknown %v", known, unknown)
	}
}

func TestGuessingIsThrottledForTheAccountAndForgivenOnSuccess(t *testing.T) {
	x := open(t)
	x.has("bi.doan", x.Who("officer", x.Ward))
	limit := int(session.Account("bi.doan").Most)
	c := x.stranger()
	for range limit - 1 {
		x.signIn(c, "bi.doan", "sai", "")
	}
	if code, _, _ := x.signIn(c, "bi.doan", password, ""); code != http.StatusSeeOther {
		t.Fatalf("the last try allowed is still a try: %d", code)
	}
	for range limit {
		x.signIn(x.stranger(), "bi.doan", "sai", "")
	}
	code, _, body := x.signIn(x.stranger(), "bi.doan", password, "")
	if code != http.StatusTooManyRequests || !strings.Contains(body, "thử quá nhiều lần") {
		t.Errorf("status %d: even the right password waits now", code)
	}
}

func TestASessionPlantedBeforeSigningInOpensNothing(t *testing.T) {
	x := open(t)
	x.has("that", x.Who("head", x.Ward))
	c := x.stranger()
	x.signIn(c, "that", password, "")
	first := x.cookie(c)
	x.signIn(c, "that", password, "") // again, in the same browser
	second := x.cookie(c)
	if first == "" || first == second {
		t.Fatalf("the id was not renewed: %q %q", first, second)
	}
	old := x.stranger()
	at, _ := url.Parse(x.Server.URL)
	old.Jar.SetCookies(at, []*http.Cookie{{Name: "motcua", Value: first, Path: "/"}})
	if got := x.who(old); got != "|||" {
		t.Errorf("the old id still opens %q", got)
	}
}

func TestAfterSigningOutTheCookieOpensNothing(t *testing.T) {
	x := open(t)
	x.has("di.ra", x.Who("head", x.Ward))
	c := x.stranger()
	x.signIn(c, "di.ra", password, "")
	kept := x.cookie(c)
	if code, to, _ := x.post(c, "/signout", nil); code != http.StatusSeeOther || to != "/" {
		t.Fatalf("%d %q", code, to)
	}
	replay := x.stranger()
	at, _ := url.Parse(x.Server.URL)
	replay.Jar.SetCookies(at, []*http.Cookie{{Name: "motcua", Value: kept, Path: "/"}})
	if got := x.who(replay); got != "|||" {
		t.Errorf("the cookie was replayed as %q", got)
	}
}

func TestWhoHoldsNoPostTodayDoesNotGetIn(t *testing.T) {
	x := open(t)
	x.has("cu.roi", x.Who("officer", x.Ward))
	x.Civil.Set(x.Civil.Now().AddDate(-1, 0, 0)) // before the post began
	code, _, body := x.signIn(x.stranger(), "cu.roi", password, "")
	if code != http.StatusForbidden || !strings.Contains(body, "không giữ chức vụ nào") {
		t.Errorf("status %d", code)
	}
}

// APO-4: a deputy signs for the head only under a dated, written assignment, and
// takes it knowingly.
func TestADeputyChoosesTheDelegationByName(t *testing.T) {
	x := open(t)
	deputy, head := x.Who("deputy_head", x.Ward), x.Who("head", x.Ward)
	x.has("pho", deputy)
	err := x.Hall.Offices.Save(context.Background(), office.Change{Delegations: []office.Delegation{{ID: "g1", From: head.Post, To: deputy.Post, Begin: "2019-06-01", End: "2019-06-30", Form: "KT."}}})
	if err != nil {
		t.Fatal(err)
	}
	c := x.stranger()
	if code, to, _ := x.signIn(c, "pho", password, "/leader"); code != http.StatusSeeOther || to != "/posts?back=%2Fleader" {
		t.Fatalf("%d %q: with two offers the person chooses", code, to)
	}
	if got := x.who(c); got != "|||" {
		t.Errorf("before choosing nobody is there, but %q", got)
	}
	_, body := x.Get(c, "/posts")
	if !strings.Contains(body, "thay mặt Người đứng đầu") || !strings.Contains(body, "30/6/2019") || !strings.Contains(body, "KT.") {
		t.Error("the page does not say for whom, until when and in which form")
	}
	if code, _, page := x.post(c, "/posts", url.Values{"post": {"post:head@" + x.Ward}, "back": {"/leader"}}); code != http.StatusUnprocessableEntity || !strings.Contains(page, "không còn hiệu lực") {
		t.Errorf("somebody else's post was taken: %d", code)
	}
	if code, to, _ := x.post(c, "/posts", url.Values{"post": {deputy.Post + " " + head.Post}, "back": {"/leader"}}); code != http.StatusSeeOther || to != "/leader" {
		t.Fatalf("%d %q", code, to)
	}
	if got := x.who(c); got != deputy.Official+"|deputy_head|"+head.Post+"|" {
		t.Errorf("acting as %q", got)
	}
	x.Civil.Set(x.Civil.Now().AddDate(0, 1, 0))
	if got := x.who(c); got != deputy.Official+"|deputy_head||" {
		t.Errorf("the delegation has ended, yet %q", got)
	}
}

// find gives the first element whose attribute has the value.
func find(body, name, value string) *html.Node {
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		return nil
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && attr(n, name) == value {
			return n
		}
	}
	return nil
}

func attr(n *html.Node, name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	for x := range n.Descendants() {
		if x.Type == html.TextNode {
			b.WriteString(x.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
