package city_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"motcua/access"
	"motcua/account"
	"motcua/apology"
	"motcua/apology/apologytest"
	"motcua/city"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/demand"
	"motcua/dossier/dossiertest"
	"motcua/dossier/ending"
	"motcua/paper"
	"motcua/paper/papertest"
	"motcua/rating"
	"motcua/session"
	"motcua/web/trail"

	"golang.org/x/net/html"
)

// hostile is a text that breaks out of every place a careless page would put it into.
func hostile(n int) string {
	return fmt.Sprintf(`mã%dđộc"'></title></textarea><b data-evil="1">x</b><img src=x onerror=alert(1)><script>alert(1)</script>{{7*7}}`, n)
}

// harmless fails when a page carries anything of hostile as markup, or anything its
// policy would have to forgive: inline script, style, handlers, parts from elsewhere.
func harmless(t *testing.T, path string, a reply) {
	t.Helper()
	if !strings.HasPrefix(a.head.Get("Content-Type"), "text/html") {
		return
	}
	csp := a.head.Get("Content-Security-Policy")
	if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") || !strings.Contains(csp, "frame-ancestors 'none'") {
		t.Errorf("%s: policy %q", path, csp)
	}
	doc, err := html.Parse(strings.NewReader(a.body))
	fine(t, err)
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		src := ""
		for _, x := range n.Attr {
			if x.Key == "data-evil" || strings.HasPrefix(x.Key, "on") || x.Key == "style" || x.Key == "srcdoc" {
				t.Errorf("%s: <%s %s=%q>", path, n.Data, x.Key, x.Val)
			}
			if x.Key == "src" {
				src = x.Val
			}
			if (x.Key == "src" || x.Key == "action" || n.Data == "link" && x.Key == "href") && !strings.HasPrefix(x.Val, "/") && !strings.HasPrefix(x.Val, "data:image/") {
				t.Errorf("%s: <%s %s=%q> leads elsewhere", path, n.Data, x.Key, x.Val)
			}
			if x.Key == "href" && strings.Contains(strings.ToLower(x.Val), "script:") {
				t.Errorf("%s: href %q", path, x.Val)
			}
		}
		if n.Data == "script" && src == "" || n.Data == "style" || n.Data == "iframe" || n.Data == "object" || n.Data == "base" {
			t.Errorf("%s: an inline <%s>", path, n.Data)
		}
	}
}

// poisoned drives one dossier through every act that keeps a text of somebody's.
func (f *fort) poisoned(t *testing.T) item {
	ctx := context.Background()
	a := dossier.Applicant{Name: hostile(1), Phone: f.owner.Phone, Email: hostile(2), Address: hostile(3), IDNo: hostile(4)}
	citizen := access.Who{Person: f.owner.ID, Channel: "page"}
	d := f.Must(citizen, dossier.Dossier{}, dossier.File{Procedure: fortProcedure, Receiving: f.Ward, Competent: f.Ward, ReturnAt: f.Ward, Key: f.IDs.New(), Person: f.owner.ID, Applicant: a,
		Papers: []dossier.GivenPaper{{Paper: f.paper, Name: hostile(5), Originals: 1}}})
	desk, officer, head, other := f.Who("reception", f.Ward), f.Who("officer", f.Ward), f.Who("head", f.Ward), f.Who("officer", f.Other)
	do := func(who access.Who, act dossier.Act) { d = f.Must(who, d, act) }
	keep := func(as, name string) string {
		return papertest.Keep(t, f.h.Papers, paper.Given{Subject: d.ID, Paper: as, Name: name, Owner: "x"}, paper.PDF.Name, bytes.NewReader(f.pdf)).Hash
	}
	keep(f.paper, hostile(6)+".pdf")
	do(desk, dossier.Receive{Sets: 1})
	do(desk, dossier.RequestSupplement{Reason: hostile(7), Lines: []dossier.SupplementLine{{Paper: f.paper, What: hostile(8)}}})
	f.walk(t, item{d: d})
	do(citizen, dossier.Supply{Papers: []dossier.GivenPaper{{Paper: f.paper, Name: hostile(9), Originals: 1}}})
	do(head, dossier.Assign{Officer: officer.Official, Office: f.Ward})
	do(officer, decision.Examine{Fit: true, Note: hostile(10)})
	do(officer, decision.Consult{Office: f.Other, Limit: "2wd", Question: hostile(11)})
	send := apology.Sending{Channels: []string{"letter"}, Text: apologytest.Letter(t, "2019-06-28 17:00").Text}
	send.Text.Why, send.Text.Status = hostile(12), hostile(13)
	_, err := f.c.Letters.Draft(ctx, head, dossiertest.Key(d), apology.Late, *send.Text)
	fine(t, err)
	f.walk(t, item{d: d})
	d, err = f.c.Letters.Send(ctx, head, dossiertest.Key(d), send)
	fine(t, err)
	f.walk(t, item{d: d}) // the question stands open here alone
	do(other, decision.Answer{N: 1, Agrees: true, Opinion: hostile(14)})
	do(officer, decision.Propose{Outcome: dossier.Granted, File: keep(trail.ResultDraft, hostile(15)+".pdf"), Note: hostile(16)})
	do(head, decision.SendBack{Reason: hostile(17)})
	do(officer, decision.Examine{Fit: true})
	do(officer, decision.Propose{Outcome: dossier.Granted, File: d.ID, Note: hostile(18)})
	f.walk(t, item{d: d})
	do(head, decision.Sign{File: keep(trail.Result, "ket-qua.pdf"), Drafted: d.ID, Signature: dossier.Signature{Hash: "h"}})
	do(desk, ending.Complete{})
	do(desk, ending.Return{How: "receipt", To: hostile(19)})
	ballots := &rating.Store{DB: f.DB, Dossiers: f.Dossiers, Log: f.Log, IDs: f.IDs, Civil: f.Civil}
	fine(t, ballots.Vote(ctx, citizen, dossiertest.Key(d), rating.Vote{Level: rating.Dissatisfied, Said: hostile(20), Speed: rating.Unanswered, Contacts: rating.Unanswered, Agencies: rating.Unanswered, Attitude: rating.Unanswered}))
	for _, end := range []dossier.Act{dossier.Refuse{Reason: hostile(21)}, ending.Withdraw{Reason: hostile(22)}} {
		z := f.stage("filed")
		who := map[bool]access.Who{true: desk, false: citizen}[end.Name() == "refuse"]
		z.d = f.Must(who, z.d, end)
		f.walk(t, z)
	}
	z := f.stage("received")
	z.d = f.Must(head, z.d, dossier.Stop{Cause: "authority", Reason: hostile(23), Demand: &demand.Document{Issuer: hostile(24), Number: hostile(25), Day: "2019-06-03"}})
	f.walk(t, z)
	return item{d: d}
}

// walk reads every page of a dossier as everybody who may, and every list.
func (f *fort) walk(t *testing.T, x item) string {
	t.Helper()
	var all strings.Builder
	for _, rt := range f.routes {
		if !strings.HasPrefix(rt.Pattern, "GET /") || strings.Contains(rt.Pattern, "{file}") || strings.Contains(rt.Pattern, "{draft}") || strings.Contains(rt.Pattern, ".pdf") {
			continue
		}
		e := doorEntries[rt.Pattern]
		path := f.address(t, rt, e, x) + e.query
		for _, a := range []caller{{name: "nobody"}, {name: "owner", id: session.Identity{Person: f.owner.ID}}, f.official("officer", f.Other, "officer@"+f.Other, ""), f.official("inspector", f.Ward, "inspector@"+f.Ward, ""),
			f.official("reception", f.Ward, "reception@"+f.Ward, ""), f.official("officer", f.Ward, "officer@"+f.Ward, ""), f.official("head", f.Ward, "head@"+f.Ward, "")} {
			got := f.get(path, f.as(a))
			if got.status >= 500 {
				t.Errorf("%s for %s: status %d", path, a.name, got.status)
			}
			harmless(t, a.name+" at "+path, got)
			all.WriteString(got.body)
		}
	}
	f.read.WriteString(all.String())
	return all.String()
}

func TestNoTextBecomesMarkup(t *testing.T) {
	f := openFort(t)
	f.walk(t, f.poisoned(t))
	said := f.read.String()
	// What people wrote is there to be read, as text. The number of an identity paper, an
	// e-mail address and who took the result stand on no page.
	for n := range 24 {
		if shown := strings.Contains(said, fmt.Sprintf("mã%dđộc", n)); !shown && !map[int]bool{0: true, 2: true, 4: true, 9: true, 15: true, 19: true, 20: true}[n] {
			t.Errorf("text %d was read on no page: the test proves nothing of it", n)
		}
	}
	t.Run("what was asked for comes back as text", func(t *testing.T) {
		bad := url.QueryEscape(hostile(30))
		desk, head := f.as(f.official("reception", f.Ward, "reception@"+f.Ward, "")), f.as(f.official("head", f.Ward, "head@"+f.Ward, ""))
		seen := 0
		for path, cookie := range map[string]string{"/procedures?q=": "", "/procedures?field=": "", "/track?code=": "", "/signin?back=/": "", "/register?back=": "", "/desk?q=": desk, "/desk?tab=": desk, "/desk?after=": desk,
			"/desk/new?q=": desk, "/leader/lists/late?after=": head, "/leader/board?office=": head, "/leader/board?from=": head, "/leader/board?to=": head, "/inspector?code=": f.as(f.official("inspector", f.Ward, "inspector@"+f.Ward, "")),
			"/officer?tab=": f.as(f.official("officer", f.Ward, "officer@"+f.Ward, "")), "/mine?from=": f.as(caller{name: "owner", id: session.Identity{Person: f.owner.ID}}), "/help/": "", "/no/such/page/": ""} {
			for _, q := range []string{bad, "%00", "%ff%fe", "%25%27%22--", strings.Repeat("a", 5000), "..%2f..%2f", "-1~x", "99999999999999999999"} {
				got := f.get(path+q, cookie)
				if got.status >= 500 {
					t.Errorf("%s%.20s: status %d", path, q, got.status)
				}
				harmless(t, path, got)
				if strings.Contains(got.body, "mã30đ") {
					seen++
				}
			}
		}
		for path, name := range map[string]string{"/signin": "login", "/track": "code", "/register": "name", "/desk/new/" + fortProcedure: "name"} {
			got := f.post(path, desk, url.Values{name: {hostile(30)}})
			harmless(t, path, got)
			if strings.Contains(got.body, "mã30đ") {
				seen++
			}
		}
		if seen < 4 {
			t.Errorf("only %d pages repeated what was typed: the test proves little", seen)
		}
	})
}

func TestBodiesThatAreNoForms(t *testing.T) {
	f := openFort(t)
	x := f.stage("received")
	owner := f.signIn(session.Identity{Person: f.owner.ID})
	path, up := "/mine/"+x.d.Code+"/withdraw", "/filing/"+x.draft+"/papers/"+f.paper
	big := strings.Repeat("a", 2<<20)
	send := func(path, kind string, body io.Reader, length int64) func() reply {
		return func() reply {
			r := httptest.NewRequest(http.MethodPost, path, body)
			r.Header.Set("Content-Type", kind)
			r.ContentLength = length
			return f.ask(f.dressed(r), owner)
		}
	}
	const plain, parts = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
	for name, c := range map[string]struct {
		do   func() reply
		want int
	}{
		"two megabytes, announced":            {send(path, plain, strings.NewReader("reason="+big), int64(len(big)+7)), http.StatusRequestEntityTooLarge},
		"two megabytes, not announced":        {send(path, plain, strings.NewReader("reason="+big), -1), http.StatusRequestEntityTooLarge},
		"an upload of a terabyte, announced":  {send(up, parts, strings.NewReader("--x"), 1<<40), http.StatusRequestEntityTooLarge},
		"a body that ends in the middle":      {send(up, parts, strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF"), -1), http.StatusUnprocessableEntity},
		"a body without its boundary":         {send(up, "multipart/form-data", strings.NewReader("x"), 1), http.StatusUnprocessableEntity},
		"an upload that is no multipart body": {send(up, plain, strings.NewReader("file=%25PDF"), -1), http.StatusUnprocessableEntity},
		"broken percent signs":                {send(path, plain, strings.NewReader("reason=%zz"), -1), http.StatusUnprocessableEntity},
	} {
		if got := f.stays(t, name, c.do); got.status != c.want {
			t.Errorf("%s: status %d, want %d", name, got.status, c.want)
		}
	}
	many := strings.NewReader(strings.Repeat("a=1&", 100_000))
	f.stays(t, "a hundred thousand fields", send("/filing/"+x.draft+"/person", plain, many, -1))
}

func TestFilesThatAreNotWhatTheySay(t *testing.T) {
	f := openFort(t)
	x, y := f.stage("received"), f.stage("received")
	owner := f.signIn(session.Identity{Person: f.owner.ID})
	up := "/filing/" + x.draft + "/papers/" + f.paper
	for name, content := range map[string]string{"don.pdf": "<!DOCTYPE html><script>alert(1)</script>", "don2.pdf": "<html>%PDF-1.7\n<script>alert(1)</script>", "anh.png": `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`,
		"anh.jpg": "MZ\x90\x00\x03", "to-khai.docx": "PK\x03\x04 no zip", "don.pdf.exe": "\x7fELF", "chu.pdf": "%PDF-1.7\n%%EOF", "trong.pdf": "", "macro.xlsx": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.html": "<b>x</b>", "a.js": "alert(1)", "a.xml": "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"} {
		got := f.stays(t, name, func() reply { return f.ask(f.uploading(up, nil, "file", name, []byte(content)), owner) })
		if got.status != http.StatusUnprocessableEntity {
			t.Errorf("%s was taken: status %d", name, got.status)
		}
	}
	for _, name := range []string{"../../../etc/cron.d/x.pdf", `..\..\web.config`, "a\";x=\"b.html", "đơn\u202efdp.exe", strings.Repeat("dài", 200) + ".pdf"} {
		if got := f.ask(f.uploading(up, nil, "file", name, f.pdf), owner); got.status != http.StatusSeeOther {
			t.Errorf("%q: status %d", name, got.status)
		}
	}
	code := strings.TrimSuffix(strings.TrimPrefix(f.post("/filing/"+x.draft+"/submit", owner, nil).to(), "/mine/"), "?filed=1")
	d, err := f.Dossiers.Find(context.Background(), access.Who{Person: f.owner.ID}, code)
	fine(t, err)
	files, err := f.h.Papers.Of(context.Background(), d.ID)
	fine(t, err)
	desk := f.as(f.official("reception", f.Ward, "reception@"+f.Ward, ""))
	for _, file := range files {
		for path, cookie := range map[string]string{"/mine/" + code + "/files/" + file.ID: owner, "/desk/dossiers/" + code + "/files/" + file.ID: desk} {
			got := f.get(path, cookie)
			kind, params, err := mime.ParseMediaType(got.head.Get("Content-Disposition"))
			if err != nil || got.status != http.StatusOK || kind != "attachment" || strings.ContainsAny(params["filename"], "/\\\"\u202e\x00") || len(params) != 1 {
				t.Errorf("%s: status %d, %q", file.Name, got.status, got.head.Get("Content-Disposition"))
			}
			h := got.head
			if !strings.Contains(h.Get("Content-Security-Policy"), "sandbox") || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Content-Type") != "application/pdf" || h.Get("Cache-Control") != "private, no-store" {
				t.Errorf("%s goes out with %v", file.Name, h)
			}
		}
	}
	t.Run("no address leads out of the dossier", func(t *testing.T) {
		for _, id := range []string{"..%2f..%2fkeys%2fpage.key", "%2e%2e%2f%2e%2e%2fcity.db", "%2fetc%2fpasswd", "..%5c..%5ccity.db", y.file, y.draftFile, files[0].Hash, files[0].ID + "%00", files[0].ID + "%20", "%ff"} {
			for path, cookie := range map[string]string{"/mine/" + code: owner, "/desk/dossiers/" + code: desk, "/officer/dossiers/" + code: f.as(f.official("officer", f.Ward, "officer@"+f.Ward, ""))} {
				if got := f.get(path+"/files/"+id, cookie); got.status < 300 || got.status >= 500 {
					t.Errorf("%s/files/%s: status %d", path, id, got.status)
				}
			}
		}
		for _, path := range []string{"/static/../city.db", "/static/..%2f..%2fcity.db", "/static/%2e%2e/keys/page.key", "/static/", "//evil.example/%2e%2e", "/.git/config", "/%2e%2e/%2e%2e/etc/passwd", "/data/keys/page.key"} {
			if got := f.get(path, ""); got.status == http.StatusOK || got.status >= 500 {
				t.Errorf("%s: status %d", path, got.status)
			}
		}
	})
}

func TestRedirectsAndHosts(t *testing.T) {
	f := openFort(t, func(_ *city.Config, s *city.Serving) { s.Hosts = []string{"motcua.example", "example.com"} })
	f.account("lanhdao", account.Owner{Official: "head@" + f.Ward})
	head := f.official("head", f.Ward, "head@"+f.Ward, "")
	for _, back := range []string{"https://evil.example", "//evil.example", `/\evil.example`, `\\evil.example`, "/\t/evil.example", "/\n/evil.example", "javascript:alert(1)", "evil.example", "https:evil.example", "///evil.example", "/%0d%0aSet-Cookie:a=b", "/..//evil.example", " //evil.example", "/\u200b/evil.example"} {
		q := url.Values{"back": {back}}
		for name, got := range map[string]reply{"signed in": f.get("/signin?"+q.Encode(), f.as(head)), "register": f.get("/register?"+q.Encode(), f.as(head)), "clock": f.post("/demo/clock", "", q),
			"post": f.post("/posts", f.signIn(head.id), url.Values{"post": {head.id.Post}, "back": {back}}), "sign-in": f.post("/signin", "", url.Values{"login": {"lanhdao"}, "password": {fortPassword}, "back": {back}})} {
			to, err := url.Parse(got.to())
			if err != nil || got.status != http.StatusSeeOther || to.Host != "" || to.Scheme != "" || !strings.HasPrefix(got.to(), "/") || strings.HasPrefix(got.to(), "//") || strings.ContainsAny(got.to(), "\\\r\n\t") || got.head.Get("Set-Cookie") == "a=b" {
				t.Errorf("%s, back=%q: status %d to %q %v", name, back, got.status, got.to(), err)
			}
		}
	}
	for _, host := range []string{"evil.example", "evil.example:80", "motcua.example.evil.example", "127.0.0.1", ""} {
		r := f.request(http.MethodGet, "/mine", nil)
		r.Host = host
		if got := f.ask(r, ""); got.status != http.StatusMisdirectedRequest || strings.Contains(got.body+got.to(), "evil") {
			t.Errorf("Host %q: status %d to %s", host, got.status, got.to())
		}
	}
	r := f.request(http.MethodGet, "/mine", nil)
	r.Host = "motcua.example"
	for _, h := range []string{"X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-URL", "X-Rewrite-URL", "X-Request-Id"} {
		r.Header.Set(h, "evil.example")
	}
	got := f.ask(r, "")
	if got.status != http.StatusSeeOther || strings.Contains(got.body+fmt.Sprint(got.head), "evil") {
		t.Errorf("status %d: a header of the caller's stands in the answer %v", got.status, got.head)
	}
}

// TestAddressesThatAreNoText: one engine stores any bytes, the other refuses to look
// for what is no text; people at the door see no difference.
func TestAddressesThatAreNoText(t *testing.T) {
	for engine, url := range map[string]func(*testing.T) string{"sqlite": func(*testing.T) string { return "" }, "postgres": func(t *testing.T) string { return dbtest.PostgresURL(t) }} {
		t.Run(engine, func(t *testing.T) {
			f := openFort(t, func(c *city.Config, _ *city.Serving) {
				if to := url(t); to != "" {
					c.DB = to
				}
			})
			x := f.stage("received")
			desk, head := f.as(f.official("reception", f.Ward, "reception@"+f.Ward, "")), f.as(f.official("head", f.Ward, "head@"+f.Ward, ""))
			owner := f.signIn(session.Identity{Person: f.owner.ID})
			for _, bad := range []string{"%00", "%ff", "a%00b", "%c3%28", "%ed%a0%80"} {
				for path, cookie := range map[string]string{"/desk/dossiers/": desk, "/desk?q=": desk, "/desk?after=1~": desk, "/desk/dossiers/" + x.d.Code + "/files/": desk, "/leader/dossiers/": head,
					"/leader/lists/late?after=1~": head, "/leader/board/open" + boardQuery + "&after=1~": head, "/leader/board?office=": head, "/mine/": owner, "/filing/": owner, "/q/": "", "/track/": "", "/procedures/": "", "/procedures?q=": ""} {
					to := path + bad
					if path == "/filing/" {
						to += "/person"
					}
					if got := f.stays(t, to, func() reply { return f.get(to, cookie) }); got.status != http.StatusNotFound {
						t.Errorf("%s: status %d", to, got.status)
					}
				}
				f.stays(t, "typed "+bad, func() reply {
					r := httptest.NewRequest(http.MethodPost, "/track", strings.NewReader("code="+bad+"&four=1234"))
					r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
					return f.ask(f.dressed(r), "")
				})
			}
		})
	}
}

// written is a log several requests write at once.
type written struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (w *written) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.Write(p)
}

// TestLogsNameNobody lives through a journey with the log at its most talkative and
// looks for everything that is somebody's own or opens something.
func TestLogsNameNobody(t *testing.T) {
	var log written
	logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	was := slog.Default()
	slog.SetDefault(logger)
	defer slog.SetDefault(was)
	f := openFort(t, func(c *city.Config, _ *city.Serving) { c.Log = logger })
	ctx := context.Background()
	f.account("0912345876", account.Owner{Person: f.owner.ID})
	secret := []string{fortPassword, "mật khẩu gõ nhầm", "Trần Thị Đăng Ký", "0977123123"}
	f.enter("0912345876", "mật khẩu gõ nhầm", "")
	in := cookieOf(f.enter("0912345876", fortPassword, ""))
	reg := f.post("/register", "", url.Values{"name": {"Trần Thị Đăng Ký"}, "phone": {"0977123123"}, "password": {fortPassword}})
	x := f.stage("received")
	f.post("/filing/"+x.draft+"/person", in, myself(f, x, caller{}))
	f.ask(f.uploading("/filing/"+x.draft+"/papers/"+f.paper, nil, "file", f.owner.Name+".pdf", []byte("<html>")), in)
	f.ask(f.uploading("/filing/"+x.draft+"/papers/"+f.paper, nil, "file", f.owner.Name+".pdf", f.pdf), in)
	f.post("/filing/"+x.draft+"/submit", in, nil)
	tracked := f.post("/track", "", url.Values{"code": {x.d.Code}, "four": {"5876"}})
	f.post("/track", "", url.Values{"code": {x.d.Code}, "four": {"0000"}})
	f.get("/desk?q="+url.QueryEscape(f.owner.Name), f.as(f.official("reception", f.Ward, "reception@"+f.Ward, "")))
	f.get("/q/"+x.d.Token, "")
	f.get("/first?official=admin@"+f.Ward+"&token=0123456789abcdef0123", "")
	_, err := f.c.Sequencer.Sequence(ctx)
	fine(t, err)
	_, err = f.c.Desk.Tick(ctx, f.Civil.Now())
	fine(t, err)
	// A page that fails is logged whole: with the address, which may carry a token.
	f.spoil(x)
	for _, path := range []string{"/q/" + x.d.Token, "/q/" + x.d.Token + "/receipt.json", "/mine/" + x.d.Code} {
		if got := f.get(path, in); got.status != http.StatusInternalServerError {
			t.Errorf("%s: status %d, want a page that failed", path, got.status)
		}
	}
	text := log.b.String()
	if !strings.Contains(text, "page failed") || !strings.Contains(text, "POST /track") {
		t.Fatal("the log was not written: the test proves nothing")
	}
	secret = append(append(secret, f.personal()...), x.d.Token, strings.TrimPrefix(in, "motcua="), strings.TrimPrefix(cookieOf(reg), "motcua="), strings.TrimPrefix(cookieOf(tracked), "motcua="), "0123456789abcdef0123")
	for _, s := range secret {
		for _, form := range []string{s, url.QueryEscape(s), url.PathEscape(s), strings.Trim(fmt.Sprintf("%+q", s), `"`)} {
			if i := strings.Index(text, form); s != "" && i >= 0 {
				t.Errorf("the log says %q: …%s…", form, text[max(0, i-160):min(len(text), i+60)])
				break
			}
		}
	}
	if digits := regexp.MustCompile(`four=\d{4}|\b5876\b`).FindString(text); digits != "" {
		t.Errorf("the log says %q", digits)
	}
}

// spoil breaks the stored row of a dossier, as a damaged disk would.
func (f *fort) spoil(x item) {
	f.T.Helper()
	fine(f.T, f.DB.Update(context.Background(), func(tx db.Tx) error {
		got, err := tx.ExecContext(tx.Ctx, "UPDATE dossier SET doc = '[1]', seq = seq + 1 WHERE id = $1", x.d.ID)
		if err != nil {
			return err
		}
		if n, err := got.RowsAffected(); n != 1 {
			return fmt.Errorf("%d rows: %v", n, err)
		}
		return nil
	}))
}
