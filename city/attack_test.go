package city_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"motcua/account"
	"motcua/city"
	"motcua/db"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/office"
	"motcua/session"
)

const fortPassword = "một câu dài dễ nhớ 2019"

// account opens an account with the fort's password.
func (f *fort) account(login string, of account.Owner) {
	f.T.Helper()
	hash, err := f.h.Hasher.Hash(context.Background(), fortPassword)
	fine(f.T, err)
	fine(f.T, f.DB.Update(context.Background(), func(tx db.Tx) error {
		_, err := f.c.Accounts.CreateTx(tx, login, hash, of, f.Civil.Now())
		return err
	}))
}

// cookieOf is the session an answer gave, "" when it gave none.
func cookieOf(a reply) string {
	for _, c := range (&http.Response{Header: a.head}).Cookies() {
		if strings.HasSuffix(c.Name, "motcua") && c.Value != "" {
			return c.Name + "=" + c.Value
		}
	}
	return ""
}

func (f *fort) enter(login, password, cookie string) reply {
	return f.post("/signin", cookie, url.Values{"login": {login}, "password": {password}})
}

// in reports whether a cookie is somebody's session.
func (f *fort) in(cookie string) bool { return f.get("/account", cookie).status == http.StatusOK }

// stays runs what must change nothing.
func (f *fort) stays(t *testing.T, what string, do func() reply) reply {
	t.Helper()
	before := f.state()
	got := do()
	if after := f.state(); after != before {
		t.Errorf("%s changed something: status %d\n%s\n%s", what, got.status, before, after)
	}
	if got.status >= 500 && got.status != http.StatusServiceUnavailable {
		t.Errorf("%s: status %d", what, got.status)
	}
	return got
}

func TestAttacksOnSessions(t *testing.T) {
	f := openFort(t)
	f.account("lanhdao", account.Owner{Official: "head@" + f.Ward})
	f.account("0912345876", account.Owner{Person: f.owner.ID})
	x := f.stage("received")

	t.Run("an id planted before the sign-in opens nothing after it", func(t *testing.T) {
		planted := cookieOf(f.post("/track", "", url.Values{"code": {x.d.Code}, "four": {"5876"}}))
		if planted == "" {
			t.Fatal("tracking gave no session to plant")
		}
		for _, c := range []string{planted, "motcua=" + strings.Repeat("A", 43), "motcua=" + strings.Repeat("'", 20) + "--"} {
			got := f.enter("lanhdao", fortPassword, c)
			if now := cookieOf(got); got.status != http.StatusSeeOther || now == "" || now == c || !f.in(now) {
				t.Errorf("sign-in with %.20s…: status %d, new id %v", c, got.status, now != c)
			}
			if f.in(c) {
				t.Errorf("the planted id %.20s… is signed in", c)
			}
		}
	})
	t.Run("an id replayed after the sign-out opens nothing", func(t *testing.T) {
		c := cookieOf(f.enter("lanhdao", fortPassword, ""))
		f.post("/signout", c, url.Values{})
		if f.in(c) || f.get("/leader", c).status != http.StatusSeeOther {
			t.Error("the session lives on after the sign-out")
		}
		f.stays(t, "a replayed session", func() reply { return f.post("/leader/dossiers/"+x.d.Code+"/stop", c, stopping(f, x, caller{})) })
	})
	t.Run("the id from before a change of post opens nothing", func(t *testing.T) {
		a := f.official("deputy_head", f.Ward, "deputy_head@"+f.Ward, "post:head@"+f.Ward)
		c := f.signIn(session.Identity{Official: a.id.Official, Post: a.id.Post})
		got := f.post("/posts", c, ownPost(f, x, a))
		if now := cookieOf(got); now == "" || now == c || f.in(c) || !f.in(now) {
			t.Errorf("status %d: the id was not renewed", got.status)
		}
	})
	t.Run("a token in the address or in another header is no session", func(t *testing.T) {
		c := f.signIn(session.Identity{Person: f.owner.ID})
		token := strings.TrimPrefix(c, "motcua=")
		for _, q := range []string{"motcua", "session", "token", "sid"} {
			if f.in("") || f.get("/account?"+q+"="+token, "").status == http.StatusOK {
				t.Errorf("?%s= opens a session", q)
			}
		}
		for _, h := range []string{"Authorization", "X-Session", "X-Motcua", "Motcua"} {
			r := f.request(http.MethodGet, "/account", nil)
			r.Header.Set(h, token)
			if f.ask(r, "").status == http.StatusOK {
				t.Errorf("the header %s opens a session", h)
			}
		}
	})
	t.Run("ending the others ends a stolen session", func(t *testing.T) {
		mine, stolen := cookieOf(f.enter("0912 345 876", fortPassword, "")), cookieOf(f.enter("0912345876", fortPassword, ""))
		if !f.in(mine) || !f.in(stolen) {
			t.Fatal("two sessions were not opened")
		}
		now := cookieOf(f.post("/account/end-others", mine, url.Values{}))
		if f.in(stolen) || f.in(mine) || !f.in(now) {
			t.Error("the others were not ended, or the own id was not renewed")
		}
	})
	t.Run("a changed flash cookie shows nothing", func(t *testing.T) {
		flash := "flash=eyJ0IjoiTOG6oWkgdGnhu4FuIn0.AAAA"
		if a := f.get("/track", flash); a.status != http.StatusOK || strings.Contains(a.body, "Lại tiền") {
			t.Error("a sentence nobody signed is shown")
		}
	})
}

func TestCookiesStayWithTheServer(t *testing.T) {
	plain := openFort(t)
	secure := openFort(t, func(_ *city.Config, s *city.Serving) { s.Behind = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")} })
	for name, f := range map[string]*fort{"motcua": plain, "__Host-motcua": secure} {
		f.account("lanhdao", account.Owner{Official: "head@" + f.Ward})
		x := f.stage("filed")
		got := f.enter("lanhdao", fortPassword, "")
		flash := f.post("/desk/dossiers/"+x.d.Code+"/refuse", f.signIn(session.Identity{Official: "reception@" + f.Ward, Post: "post:reception@" + f.Ward}), because(f, x, caller{}))
		all := append((&http.Response{Header: got.head}).Cookies(), (&http.Response{Header: flash.head}).Cookies()...)
		if len(all) < 2 || all[0].Name != name {
			t.Fatalf("cookies %v, want %s and a flash", all, name)
		}
		for _, c := range all {
			host := strings.HasPrefix(c.Name, "__Host-")
			if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.Secure != (f == secure) || host != (f == secure) {
				t.Errorf("cookie %s: %s", c.Name, c.Raw)
			}
		}
		if hsts := got.head.Get("Strict-Transport-Security"); (hsts != "") != (f == secure) {
			t.Errorf("HSTS %q", hsts)
		}
	}
	stranger := httptest.NewRequest(http.MethodGet, "/", nil)
	stranger.RemoteAddr = "203.0.113.9:999"
	if a := secure.ask(stranger, ""); a.status != http.StatusForbidden {
		t.Errorf("status %d: plain HTTP past the proxy is turned away", a.status)
	}
}

func TestRightsEndWithinASession(t *testing.T) {
	f := openFort(t)
	ctx := context.Background()
	x, y := f.stage("proposed"), f.stage("proposed")
	sign := func(x item, c string) func() reply {
		return func() reply {
			return f.post("/leader/dossiers/"+x.d.Code+"/sign", c, url.Values{"draft": {x.d.Proposal.File}})
		}
	}
	t.Run("a delegation is taken back", func(t *testing.T) {
		c := f.signIn(f.official("deputy_head", f.Ward, "deputy_head@"+f.Ward, "post:head@"+f.Ward).id)
		path := "/leader/dossiers/" + x.d.Code + "/sign"
		if f.get(path, c).status != http.StatusOK {
			t.Fatal("the deputy cannot sign while the delegation holds")
		}
		fine(t, f.c.Offices.Save(ctx, office.Change{Delegations: []office.Delegation{{ID: "kt@" + f.Ward, From: "post:head@" + f.Ward, To: "post:deputy_head@" + f.Ward,
			Begin: "2019-05-01", End: "2019-12-31", Form: "KT.", Revoked: "2019-06-03"}}}))
		if got := f.stays(t, "signing after the delegation", sign(x, c)); got.status != http.StatusNotFound {
			t.Errorf("status %d", got.status)
		}
		if got := f.stays(t, "taking the post again", func() reply {
			return f.post("/posts", c, url.Values{"post": {"post:deputy_head@" + f.Ward + " post:head@" + f.Ward}})
		}); got.status != http.StatusUnprocessableEntity {
			t.Errorf("status %d: a delegation that is over can be taken", got.status)
		}
	})
	t.Run("a delegation runs out", func(t *testing.T) {
		c := f.signIn(f.official("deputy_head", f.District, "deputy_head@"+f.District, "post:head@"+f.District).id)
		if !strings.Contains(f.get("/leader", c).body, "Chờ ký") {
			t.Fatal("the deputy sees no work while the delegation holds")
		}
		was := f.Civil.Now()
		f.Civil.Set(was.AddDate(0, 7, 0))
		defer f.Civil.Set(was)
		if strings.Contains(f.get("/leader", c).body, "Chờ ký") {
			t.Error("the delegation ended on 31 December and still opens the head's work")
		}
	})
	t.Run("a post ends", func(t *testing.T) {
		c := f.signIn(f.official("head", f.Ward, "head@"+f.Ward, "").id)
		if f.get("/leader", c).status != http.StatusOK {
			t.Fatal("the head cannot work while the post holds")
		}
		fine(t, f.c.Offices.Save(ctx, office.Change{Posts: []office.Post{{ID: "post:head@" + f.Ward, Official: "head@" + f.Ward, Office: f.Ward, Role: office.Head, From: "2019-01-06", To: "2019-06-02"}}}))
		for path := range map[string]bool{"/leader": true, "/leader/board": true, "/leader/dossiers/" + y.d.Code: true} {
			if got := f.get(path, c); got.status != http.StatusSeeOther || !strings.HasPrefix(got.to(), "/signin") {
				t.Errorf("%s: status %d after the post ended", path, got.status)
			}
		}
		if got := f.stays(t, "signing after the post ended", sign(y, c)); !strings.HasPrefix(got.to(), "/signin") {
			t.Errorf("status %d", got.status)
		}
	})
	t.Run("a post moves to another office", func(t *testing.T) {
		z := f.brought()
		c := f.signIn(f.official("reception", f.Ward, "reception@"+f.Ward, "").id)
		if f.get("/desk/dossiers/"+z.d.Code, c).status != http.StatusOK {
			t.Fatal("the desk cannot see its own dossier")
		}
		fine(t, f.c.Offices.Save(ctx, office.Change{Posts: []office.Post{{ID: "post:reception@" + f.Ward, Official: "reception@" + f.Ward, Office: f.Other, Role: office.Reception, From: "2019-06-03"}}}))
		if got := f.get("/desk/dossiers/"+z.d.Code, c); got.status != http.StatusNotFound {
			t.Errorf("status %d: the desk follows its clerk to another ward", got.status)
		}
	})
}

// brought is a dossier of somebody without an account, from the counter of the ward.
func (f *fort) brought() item {
	a := f.applicant()
	return item{d: f.Must(f.Who("reception", f.Ward), dossier.Dossier{}, dossier.Receive{Procedure: fortProcedure, Channel: 1, Receiving: f.Ward, Competent: f.Ward, ReturnAt: f.Ward, Sets: 1, Applicant: &a})}
}

func TestFormsFromOtherSites(t *testing.T) {
	f := openFort(t)
	x, y := f.stage("received"), f.stage("proposed")
	owner := f.signIn(session.Identity{Person: f.owner.ID})
	head := f.signIn(f.official("head", f.Ward, "head@"+f.Ward, "").id)
	origins := map[string]map[string]string{"another site": {"Sec-Fetch-Site": "cross-site"}, "a neighbour under the same domain": {"Sec-Fetch-Site": "same-site"},
		"an old browser elsewhere": {"Origin": "https://evil.example"}, "a sandboxed frame": {"Origin": "null"}, "another port": {"Origin": "http://example.com:8443"},
		"a name that begins like ours": {"Origin": "http://example.com.evil.example"}}
	forms := []struct {
		path, cookie string
		form         url.Values
	}{{"/mine/" + x.d.Code + "/withdraw", owner, because(f, x, caller{})}, {"/leader/dossiers/" + y.d.Code + "/sign", head, url.Values{"draft": {y.d.Proposal.File}}},
		{"/leader/dossiers/" + y.d.Code + "/send-back", head, because(f, y, caller{})}, {"/filing/" + x.draft + "/drop", owner, nil}, {"/filing/" + x.draft + "/submit", owner, nil},
		{"/signin", "", url.Values{"login": {"a"}, "password": {"b"}}}, {"/signout", owner, nil}, {"/account/end-others", owner, nil}, {"/demo/clock", "", url.Values{"move": {"1h"}}}}
	for name, headers := range origins {
		t.Run(name, func(t *testing.T) {
			clock := f.Civil.Now()
			for _, form := range forms {
				got := f.stays(t, form.path, func() reply {
					r := f.request(http.MethodPost, form.path, form.form)
					r.Header.Del("Sec-Fetch-Site")
					for k, v := range headers {
						r.Header.Set(k, v)
					}
					return f.ask(r, form.cookie)
				})
				if got.status != http.StatusForbidden || !strings.Contains(got.body, "trang web khác") {
					t.Errorf("%s: status %d", form.path, got.status)
				}
			}
			if !f.in(owner) || !f.Civil.Now().Equal(clock) {
				t.Error("a form from elsewhere ended a session or moved the clock")
			}
		})
	}
	t.Run("no act by another method", func(t *testing.T) {
		path := "/mine/" + x.d.Code + "/withdraw"
		for _, m := range []string{http.MethodGet, http.MethodHead, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions, "PROPFIND"} {
			f.stays(t, m, func() reply {
				r := f.request(m, path+"?_method=POST&reason="+url.QueryEscape(reasoned), nil)
				r.Header.Set("X-HTTP-Method-Override", http.MethodPost)
				return f.ask(r, owner)
			})
		}
	})
	t.Run("our own page still may", func(t *testing.T) {
		if got := f.post("/mine/"+x.d.Code+"/withdraw", owner, because(f, x, caller{})); got.status != http.StatusSeeOther {
			t.Errorf("status %d", got.status)
		}
	})
}

func TestGuessingPasswords(t *testing.T) {
	f := openFort(t)
	for _, login := range []string{"lanhdao.phuong", "vanthu"} {
		f.account(login, account.Owner{Official: "head@" + f.Ward})
	}
	t.Run("an unknown name and a wrong password are told alike", func(t *testing.T) {
		a, b := f.enter("khong.co.ai", "sai mật khẩu", ""), f.enter("vanthu", "sai mật khẩu", "")
		if a.status != b.status || strings.ReplaceAll(a.body, "khong.co.ai", "·") != strings.ReplaceAll(b.body, "vanthu", "·") || !strings.Contains(a.body, "không đúng") {
			t.Errorf("status %d and %d: the door tells which names exist", a.status, b.status)
		}
	})
	t.Run("ten wrong passwords lock the account, however the name is spelt", func(t *testing.T) {
		for i, login := range []string{"lanhdao.phuong", "LANHDAO.PHUONG", " lanhdao.phuong ", "Lanhdao.Phuong", "lãnhđạo.phường", "lanh dao.phuong", "lanhdao.phuong", "lanhdao.phuong", "lanhdao.phuong", "lanhdao.phuong"} {
			if got := f.enter(login, fmt.Sprint("đoán lần thứ ", i), ""); got.status != http.StatusUnprocessableEntity {
				t.Fatalf("try %d: status %d", i, got.status)
			}
		}
		for _, login := range []string{"lanhdao.phuong", "LanhDao.Phuong"} {
			if got := f.enter(login, fortPassword, ""); got.status != http.StatusTooManyRequests || cookieOf(got) != "" || !strings.Contains(got.body, "quá nhiều lần") {
				t.Errorf("%s: status %d after ten wrong passwords", login, got.status)
			}
		}
		if got := f.enter("vanthu", fortPassword, ""); got.status != http.StatusSeeOther {
			t.Errorf("status %d: another account is locked too", got.status)
		}
	})
	t.Run("fifty guesses at once are fifty tries", func(t *testing.T) {
		f.account("capho", account.Owner{Official: "deputy_head@" + f.Ward})
		var wg sync.WaitGroup
		var mu sync.Mutex
		tried := 0
		for i := range 50 {
			wg.Go(func() {
				got := f.enter("capho", fmt.Sprint("đoán ", i), "")
				mu.Lock()
				defer mu.Unlock()
				if got.status == http.StatusUnprocessableEntity {
					tried++
				}
			})
		}
		wg.Wait()
		if tried > 10 {
			t.Errorf("%d passwords were tried", tried)
		}
	})
	t.Run("which phones have an account is not asked by the hundred", func(t *testing.T) {
		f.account("0900000100", account.Owner{Person: f.owner.ID})
		from := netip.MustParseAddr("198.51.100.7")
		for range 28 { // what failed from this address in this hour; a ward may stand behind it, so what succeeds is not counted
			fine(t, f.h.Throttle.Allow(context.Background(), session.Spray(from)))
		}
		for i := range 5 {
			r := f.request(http.MethodPost, "/register", url.Values{"name": {"Người Máy"}, "phone": {"0900000100"}, "password": {fortPassword}})
			r.RemoteAddr = netip.AddrPortFrom(from, 1).String()
			if got := f.ask(r, ""); strings.Contains(got.body, "quá nhiều lần") != (i >= 2) || cookieOf(got) != "" {
				t.Errorf("try %d: %s", 29+i, sentence(got))
			}
		}
	})
}

func TestGuessingCodesAndDigits(t *testing.T) {
	f := openFort(t)
	x, y := f.stage("received"), f.stage("received")
	track := func(code, four, from string) reply {
		r := f.request(http.MethodPost, "/track", url.Values{"code": {code}, "four": {four}})
		if from != "" {
			r.RemoteAddr = from
		}
		return f.ask(r, "")
	}
	t.Run("a wrong code and wrong digits are told alike", func(t *testing.T) {
		none := missing(y)
		a, b := track(y.d.Code, "0000", ""), track(none.d.Code, "0000", "")
		if alike(a, y) != alike(b, none) {
			t.Error("tracking tells which codes exist")
		}
	})
	t.Run("five wrong digits lock the code, however it is spelt", func(t *testing.T) {
		for i, code := range []string{x.d.Code, strings.ToLower(x.d.Code), " " + x.d.Code + " ", strings.ReplaceAll(x.d.Code, "-", " - "), x.d.Code} {
			if got := track(code, fmt.Sprintf("%04d", i), ""); got.status != http.StatusUnprocessableEntity {
				t.Fatalf("try %d: status %d", i, got.status)
			}
		}
		if got := track(x.d.Code, "5876", ""); got.status != http.StatusTooManyRequests || cookieOf(got) != "" {
			t.Errorf("status %d: the code is not locked", got.status)
		}
		if got := track(y.d.Code, "5876", ""); got.status != http.StatusSeeOther {
			t.Errorf("status %d: another code is locked too", got.status)
		}
	})
	t.Run("one address does not try the same digits on every code", func(t *testing.T) {
		for name, from := range map[string]func(int) string{"IPv4": func(int) string { return "203.0.113.5:99" }, "one IPv6 household": func(i int) string { return fmt.Sprintf("[2001:db8:7::%x]:99", i+1) }} {
			for i := range 30 {
				r := f.request(http.MethodPost, "/track", url.Values{"code": {fmt.Sprintf("001.41.00.H29-190603-7%03d", i)}, "four": {"5876"}})
				r.RemoteAddr = from(i)
				r.Header.Set("X-Forwarded-For", fmt.Sprintf("192.0.2.%d", i)) // believed from trusted proxies alone
				if got := f.ask(r, ""); got.status != http.StatusUnprocessableEntity {
					t.Fatalf("%s, try %d: status %d", name, i, got.status)
				}
			}
			if got := track(y.d.Code, "5876", from(77)); got.status != http.StatusTooManyRequests {
				t.Errorf("%s: status %d after thirty codes", name, got.status)
			}
		}
	})
	t.Run("what was tracked in one browser is not open in another", func(t *testing.T) {
		c := cookieOf(track(y.d.Code, "5876", ""))
		if got := f.get("/track/"+y.d.Code, c); got.status != http.StatusOK || strings.Contains(got.body, f.owner.Name) || strings.Contains(got.body, f.owner.Address) {
			t.Errorf("status %d, or the page says more than it may (REC-5)", got.status)
		}
		for _, other := range []string{"", f.signIn(session.Identity{Person: f.stranger.ID})} {
			if got := f.get("/track/"+y.d.Code, other); got.status != http.StatusSeeOther {
				t.Errorf("status %d", got.status)
			}
		}
	})
	t.Run("the token of a paper is not guessed", func(t *testing.T) {
		good := f.stage("returned").d.Token
		bad := []string{good[:31], good + "0", strings.ToUpper(good), good[1:] + good[:1], "%25", "_", strings.Repeat("_", 32), "'%20OR%20''='", "%00", good + "%00", "%ff", "null", "..", x.d.Code, x.d.ID}
		for i := range 60 {
			bad = append(bad, strings.Repeat("0123456789abcdef", 5)[:i+1])
		}
		for _, token := range bad {
			for _, path := range []string{"/q/" + token, "/q/" + token + "/receipt.json", "/q/" + token + "/rating"} {
				if got := f.get(path, ""); got.status < 300 || got.status >= 500 {
					t.Errorf("%s: status %d", path, got.status)
				}
			}
			f.stays(t, "voting by "+token, func() reply { return f.post("/q/"+token+"/rating", "", url.Values{"level": {"3"}}) })
		}
		if got := f.get("/q/"+good, ""); got.status != http.StatusOK || strings.Contains(got.body, f.owner.Name) || strings.Contains(got.body, "5876") {
			t.Errorf("status %d, or the paper's page says more than it may (REC-5)", got.status)
		}
	})
}

var formKey = regexp.MustCompile(`name="key" value="([^"]+)"`)

func TestPressingTwice(t *testing.T) {
	f := openFort(t)
	count := func(table string) (n int) {
		fine(t, f.DB.Read().QueryRowContext(context.Background(), "SELECT count(*) FROM "+table).Scan(&n))
		return n
	}
	atOnce := func(t *testing.T, n int, table string, do func() reply) {
		t.Helper()
		before := count(table)
		var wg sync.WaitGroup
		for range n {
			wg.Go(func() {
				if got := do(); got.status >= 500 {
					t.Errorf("status %d", got.status)
				}
			})
		}
		wg.Wait()
		if got := count(table) - before; got != 1 {
			t.Errorf("%d presses made %d rows of %s, want one", n, got, table)
		}
	}
	x := f.stage("returned")
	owner := f.signIn(session.Identity{Person: f.owner.ID})
	clerk := f.official("reception", f.Ward, "reception@"+f.Ward, "")
	atDesk := f.as(clerk)
	t.Run("a filing", func(t *testing.T) {
		atOnce(t, 8, "dossier", func() reply { return f.post("/filing/"+x.draft+"/submit", owner, nil) })
	})
	form := counterForm(f, x, clerk)
	t.Run("the form of the counter", func(t *testing.T) {
		atOnce(t, 8, "dossier", func() reply { return f.post("/desk/new/"+fortProcedure, atDesk, form) })
	})
	t.Run("a ballot", func(t *testing.T) {
		atOnce(t, 8, "rating_vote", func() reply { return f.post("/mine/"+x.d.Code+"/rating", owner, url.Values{"level": {"3"}}) })
		again := f.stays(t, "voting again by the paper", func() reply { return f.post("/q/"+x.d.Token+"/rating", "", url.Values{"level": {"1"}}) })
		if again.status == http.StatusSeeOther {
			t.Error("one dossier has two ballots")
		}
	})
	t.Run("a letter", func(t *testing.T) {
		y := f.stage("assigned")
		head := f.signIn(f.official("head", f.Ward, "head@"+f.Ward, "").id)
		send := oneLetter(f, y, caller{})
		send.Set("do", "send")
		send.Set("channels", "sms")
		atOnce(t, 6, "apology_letter", func() reply { return f.post("/leader/dossiers/"+y.d.Code+"/letter", head, send) })
	})
	t.Run("an appraisal", func(t *testing.T) {
		y := f.stage("assigned")
		officer := f.signIn(f.official("officer", f.Ward, "officer@"+f.Ward, "").id)
		atOnce(t, 8, "event", func() reply {
			return f.post("/officer/dossiers/"+y.d.Code+"/examine", officer, url.Values{"fit": {"yes"}})
		})
	})
	t.Run("a number made void", func(t *testing.T) {
		desk := f.signIn(f.official("onestop_head", f.Ward, "onestop_head@"+f.Ward, "").id)
		for kind, table := range map[string]string{"receipt": "book_void", "code": "dossier_void"} {
			key := formKey.FindStringSubmatch(f.get("/leader/books/void", desk).body)[1]
			form := url.Values{"key": {key}, "kind": {kind}, "reason": {"Giấy in sẵn bị hỏng khi mất điện"}}
			atOnce(t, 8, table, func() reply { return f.post("/leader/books/void", desk, form) })
		}
	})
	if d, err := f.Dossiers.Open(context.Background(), dossiertest.Key(x.d)); err != nil || d.State != dossier.Returned {
		t.Errorf("%s %v", d.State, err)
	}
}

func TestKeysOfForms(t *testing.T) {
	f := openFort(t)
	x := f.stage("filed")
	stranger := f.signIn(session.Identity{Person: f.stranger.ID})
	clerk, elsewhere := f.official("reception", f.Ward, "reception@"+f.Ward, ""), f.official("reception", f.Other, "reception@"+f.Other, "")
	atDesk, atOther := f.as(clerk), f.as(elsewhere)
	form := counterForm(f, x, clerk)
	t.Run("with the key of somebody else", func(t *testing.T) {
		y := f.stage("filed")
		if got := f.stays(t, "a stranger sends the owner's filing", func() reply { return f.post("/filing/"+y.draft+"/submit", stranger, nil) }); got.status != http.StatusNotFound {
			t.Errorf("status %d", got.status)
		}
		if got := f.stays(t, "a stranger drops the owner's filing", func() reply { return f.post("/filing/"+y.draft+"/drop", stranger, nil) }); got.status != http.StatusNotFound {
			t.Errorf("status %d", got.status)
		}
		first := f.post("/desk/new/"+fortProcedure, atDesk, form).to()
		for name, key := range map[string]string{"another desk's key": form.Get("key"), "a citizen's draft": y.draft, "a key that is none": "'--"} {
			used := counterForm(f, y, elsewhere)
			used.Set("key", key)
			if got := f.post("/desk/new/"+fortProcedure, atOther, used); got.status != http.StatusSeeOther || got.to() == first || first == "" {
				t.Errorf("%s: status %d to %q", name, got.status, got.to())
			}
		}
		if _, err := f.c.Drafts.Of(context.Background(), f.owner.ID, y.draft); err != nil {
			t.Errorf("the citizen's draft is gone: %v", err)
		}
	})
	t.Run("without a key two people stay two", func(t *testing.T) {
		var codes []string
		for range 2 {
			one := counterForm(f, x, clerk)
			one.Del("key")
			codes = append(codes, f.post("/desk/new/"+fortProcedure, atDesk, one).to())
		}
		if codes[0] == codes[1] && codes[0] != "" {
			t.Errorf("the second person was given the first one's dossier %s", codes[0])
		}
	})
}
