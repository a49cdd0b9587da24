package admin_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/access"
	"motcua/account"
	"motcua/db"
	"motcua/event"
	"motcua/office"
	"motcua/person"
	"motcua/session"
	"motcua/web/admin"
	"motcua/web/door"
	"motcua/web/hall/halltest"
	"motcua/web/page"
)

type house struct {
	*halltest.House
	t     *testing.T
	admin access.Who
	c     *http.Client
}

func open(t *testing.T) house {
	t.Helper()
	x := house{House: halltest.Open(t, halltest.Mount{Audience: page.Official, Routes: admin.Routes}, halltest.Mount{Audience: page.Official, Routes: door.Routes}), t: t}
	x.admin = x.Who("admin", x.Ward)
	x.c = x.As(x.admin)
	return x
}

// sent posts a form and wants the page it leads to, or the refusal.
func (x house) sent(want int, path string, pairs ...string) string {
	x.t.Helper()
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	code, body := x.Post(x.c, path, v)
	if code != want {
		x.t.Fatalf("%s: status %d, want %d: %s", path, code, want, wrong(body))
	}
	return body
}

var summary = regexp.MustCompile(`(?s)govuk-error-summary__list.*?</ul>`)

func wrong(body string) string { return summary.FindString(body) }

func (x house) events(subject string) []event.Event {
	x.t.Helper()
	all, err := event.Load(context.Background(), x.DB.Read(), event.Directory, subject)
	if err != nil {
		x.t.Fatal(err)
	}
	return all
}

func (x house) said(subject string) string {
	var out []string
	for _, e := range x.events(subject) {
		out = append(out, e.Act)
	}
	return strings.Join(out, " ")
}

// A verification is taken back by the administrator alone, with a reason, and once.
func TestAVerificationIsWithdrawnWithAReason(t *testing.T) {
	x, ctx := open(t), context.Background()
	p, err := x.Hall.People.Save(ctx, person.Person{Kind: person.Citizen, Name: "Lê Thị Mẫu", Phone: "0900777888"}, x.Civil.Now())
	if err == nil {
		err = x.DB.Update(ctx, func(tx db.Tx) error {
			if _, err := x.Hall.Accounts.CreateTx(tx, "0900777888", "hash", account.Owner{Person: p.ID}, x.Civil.Now()); err != nil {
				return err
			}
			return x.Hall.People.VerifyTx(tx, person.Seen{Person: p.ID, Name: "Lê Thị Mẫu", Number: "079099000444", By: "o-1"}, x.Civil.Now())
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	x.sent(422, "/admin/verified", "login", "0900777888")
	x.sent(422, "/admin/verified", "login", "0900777889", "reason", "Đổi căn cước")
	if body := x.sent(200, "/admin/verified", "login", "0900 777 888", "reason", "Đổi căn cước"); !strings.Contains(body, "Đã gỡ xác thực") || strings.Contains(body, "Lê Thị Mẫu") {
		t.Error("the administrator is not told, or is told too much")
	}
	if now, err := x.Hall.People.Find(ctx, p.ID); err != nil || now.Verified.Set() {
		t.Errorf("still verified: %+v %v", now, err)
	}
	x.sent(422, "/admin/verified", "login", "0900777888", "reason", "Đổi căn cước")
	if said := x.said(p.ID); said != "unverify_person" {
		t.Errorf("the log says %q", said)
	}
	if code, _ := x.Get(x.As(x.Who("reception", x.Ward)), "/admin/verified"); code == 200 {
		t.Errorf("a desk takes verifications back: %d", code)
	}
}

// with joins pairs of a form with dates given as name, YYYY-MM-DD.
func with(pairs []string, dates ...string) []string {
	out := append([]string(nil), pairs...)
	for i := 0; i < len(dates); i += 2 {
		p := strings.Split(dates[i+1], "-")
		out = append(out, dates[i]+"-day", p[2], dates[i]+"-month", p[1], dates[i]+"-year", p[0])
	}
	return out
}

func TestAnAdministratorStaffsAnOffice(t *testing.T) {
	x := open(t)
	form := with([]string{"name", "Phạm Thị Mẫu", "title", "Chuyên viên", "phone", "028 3829 1234", "role", "officer", "office", x.Hall.Offices.Tree().Title(x.Other)}, "from", "2019-06-03")
	body := x.sent(200, "/admin/officials/new", form...)
	if !strings.Contains(body, "Phạm Thị Mẫu") || !strings.Contains(body, "Công chức chuyên môn") || !strings.Contains(body, "Chưa có tài khoản") {
		t.Fatal("the new official with the post is not shown")
	}
	id := regexp.MustCompile(`/admin/officials/([0-9a-f-]{36})/appoint`).FindStringSubmatch(body)[1]
	past := x.events(id)
	if len(past) != 2 || past[0].Official != x.admin.Official || strings.Contains(past[0].Body, "Phạm") || !strings.Contains(past[0].Private, "Phạm") {
		t.Errorf("events %+v: who added whom stands in the log, the name in its erasable part", past)
	}
	if body := x.sent(422, "/admin/officials/new", form...); !strings.Contains(wrong(body), "cùng họ tên") {
		t.Error("a namesake is added without a word")
	}
	if body := x.sent(200, "/admin/officials/new", append(form, "same", "yes")...); !strings.Contains(body, "2 công chức cùng họ tên") {
		t.Error("namesakes are not told apart")
	}
	// The link: shown once, used once, and no password passes the administrator.
	body = x.sent(200, "/admin/officials/"+id+"/invite")
	q, err := url.ParseQuery(strings.TrimPrefix(strings.ReplaceAll(regexp.MustCompile(`/first\?official=[^<]+`).FindString(body), "&amp;", "&"), "/first?"))
	if err != nil || q.Get("token") == "" {
		t.Fatal("no link")
	}
	q.Set("login", "pham.mau")
	q.Set("password", "một câu dài dễ nhớ")
	if code, body := x.Post(x.As(access.Who{}), "/first", q); code == 422 {
		t.Fatalf("the link does not open an account: %s", wrong(body))
	}
	a, found, err := x.Hall.Accounts.ByLogin(t.Context(), "pham.mau")
	if err != nil || !found || a.Official != id {
		t.Fatalf("%+v %v %v", a, found, err)
	}
	if code, _ := x.Post(x.c, "/admin/officials/"+id+"/invite", nil); code != http.StatusConflict {
		t.Errorf("a second account for the same official: %d", code)
	}
	x.lockAndReset(id, a.ID)
}

// lockAndReset is the life of an account in an administrator's hands.
func (x house) lockAndReset(id, acc string) {
	t := x.t
	t.Helper()
	officer := x.As(access.Who{Official: id, Post: x.Hall.Offices.PostsEver(id)[0].ID})
	if code, _ := x.Get(officer, "/account"); code != 200 {
		t.Fatalf("the official is not signed in: %d", code)
	}
	token := regexp.MustCompile(`token=([0-9a-f]{64})`).FindStringSubmatch(x.sent(200, "/admin/officials/"+id+"/reset"))
	if token == nil {
		t.Fatal("no link for a new password")
	}
	use := url.Values{"account": {acc}, "token": {token[1]}, "password": {"một câu khác cũng dài"}}
	if code, body := x.Post(x.As(access.Who{}), "/reset", use); code != 200 {
		t.Fatalf("the new password is not taken: %d %s", code, wrong(body))
	}
	if code, _ := x.Post(x.As(access.Who{}), "/reset", use); code != 422 {
		t.Errorf("the link works twice: %d", code)
	}
	officer.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if code, _ := x.Get(officer, "/account"); code != http.StatusSeeOther {
		t.Errorf("a session outlives the old password: %d", code)
	}
	a, _, _ := x.Hall.Accounts.ByID(t.Context(), acc)
	if ok, err := session.NewHasher(x.Hall.IDs).Check(t.Context(), a.Hash, "một câu khác cũng dài"); err != nil || !ok {
		t.Error("the new password is not the one that counts")
	}
	x.sent(200, "/admin/officials/"+id+"/lock")
	if _, usable, _ := x.Hall.Accounts.ByLogin(t.Context(), "pham.mau"); usable {
		t.Error("a locked account signs in")
	}
	if code, _ := x.Post(x.c, "/admin/officials/"+id+"/reset", nil); code != http.StatusConflict {
		t.Errorf("a locked account gets a link: %d", code)
	}
	x.sent(200, "/admin/officials/"+id+"/unlock")
	if got := x.said(id); got != "create_official create_official invite reset_link lock unlock" {
		t.Errorf("the log says %q", got)
	}
}

func TestNobodyGivesARightToThemselves(t *testing.T) {
	x := open(t)
	me, head := "/admin/officials/"+x.admin.Official, x.Who("head", x.Ward)
	if body := x.sent(422, me+"/appoint", with([]string{"role", "head", "office", x.Ward}, "from", "2019-06-03")...); !strings.Contains(wrong(body), "chính mình") {
		t.Errorf("said %s", wrong(body))
	}
	give := with([]string{"give", head.Post, "to", x.admin.Post, "form", "TUQ.", "number", "05/QĐ-UBND", "reason", "Đi công tác"}, "begin", "2019-06-03", "end", "2019-06-30")
	if body := x.sent(422, "/admin/officials/"+head.Official+"/delegate", give...); !strings.Contains(wrong(body), "chính mình") {
		t.Errorf("said %s", wrong(body))
	}
	if code, body := x.Post(x.c, me+"/invite", nil); code != 422 || strings.Contains(body, "token=") {
		t.Errorf("a link for oneself: %d", code)
	}
	if got := x.said(x.admin.Official); got != "" {
		t.Errorf("the log says %q", got)
	}
	if code, _ := x.Get(x.As(head), "/admin"); code != http.StatusNotFound {
		t.Errorf("a head finds the pages: %d", code)
	}
}

func TestADelegationIsDatedAndWritten(t *testing.T) {
	x := open(t)
	head, deputy := x.Who("head", x.Ward), x.Who("deputy_head", x.Ward)
	at := "/admin/officials/" + head.Official
	base := with([]string{"give", head.Post, "to", deputy.Post, "form", "KT.", "reason", "Đi công tác"}, "begin", "2019-06-03")
	whole := with(append(base, "number", "05/QĐ-UBND ngày 01/6/2019"), "end", "2019-06-30")
	for sentence, row := range map[string][]string{
		"without a number":         with(base, "end", "2019-06-30"),
		"without an end":           append(append([]string(nil), base...), "number", "05/QĐ"),
		"that ends before it does": with(append(base[:len(base):len(base)], "number", "05/QĐ"), "end", "2019-06-01"),
	} {
		if body := x.sent(422, at+"/delegate", row...); wrong(body) == "" {
			t.Errorf("%s: nothing said", sentence)
		}
	}
	body := x.sent(200, at+"/delegate", whole...)
	revoke := regexp.MustCompile(`/delegations/[0-9a-f-]+/revoke`).FindString(body)
	if revoke == "" || !strings.Contains(body, "05/QĐ-UBND ngày 01/6/2019") {
		t.Fatal("the delegation is not shown")
	}
	if got := x.Hall.Offices.Delegations(deputy.Post, "sign", "2019-06-10"); len(got) != 1 || got[0].Form != "KT." {
		t.Fatalf("%+v", got)
	}
	x.sent(200, at+revoke, with(nil, "revoked", "2019-06-05")...)
	if got := x.Hall.Offices.Delegations(deputy.Post, "sign", "2019-06-10"); len(got) != 0 {
		t.Errorf("a revoked delegation holds: %+v", got)
	}
}

func TestAPostEndsWithItsDayAndTheSessionWithIt(t *testing.T) {
	x := open(t)
	officer := x.Who("officer", x.Ward)
	c, at := x.As(officer), "/admin/officials/"+officer.Official+"/posts/"+officer.Post+"/end"
	if code, body := x.Get(x.c, at); code != 200 || !strings.Contains(body, "Chấm dứt vị trí") {
		t.Fatal(code)
	}
	x.sent(200, at, with(nil, "to", "2019-06-03")...)
	if code, _ := x.Get(c, "/account"); code != 200 {
		t.Error("the last day still counts")
	}
	x.sent(200, at, with(nil, "to", "2019-06-02")...)
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if code, _ := x.Get(c, "/account"); code != http.StatusSeeOther {
		t.Errorf("a session outlives its post: %d", code)
	}
	for _, o := range x.Hall.Offices.Officials() {
		for _, p := range x.Hall.Offices.PostsOf(o.ID, "2019-06-03") {
			if p.Role == office.Admin && o.ID != x.admin.Official {
				x.sent(200, "/admin/officials/"+o.ID+"/posts/"+p.ID+"/end", with(nil, "to", "2019-06-02")...)
			}
		}
	}
	if body := x.sent(422, "/admin/officials/"+x.admin.Official+"/posts/"+x.admin.Post+"/end", with(nil, "to", "2019-06-30")...); !strings.Contains(wrong(body), "cuối cùng") {
		t.Errorf("the last administrator goes: %s", wrong(body))
	}
}

func TestAnOfficeIsKeptAndClosesIntoItsSuccessors(t *testing.T) {
	x := open(t)
	tree := x.Hall.Offices.Tree()
	district, _ := tree.Office(x.District)
	body := x.sent(200, "/admin/offices/new", with([]string{"kind", "commune", "place", "Phường Mẫu", "parent", x.District, "gso", "99901", "code", "901.41.00.H29", "phone", "02838291234"}, "from", "2019-06-03")...)
	if !strings.Contains(body, "Phường Mẫu, "+district.Place) || !strings.Contains(body, "901.41.00.H29") {
		t.Error("the new office is not shown")
	}
	for sentence, row := range map[string][]string{
		"a ward without its number": {"kind", "commune", "place", "Phường Hai", "parent", x.District, "code", "902.41.00.H29"},
		"a code of another shape":   {"kind", "department", "place", "Sở Mẫu", "parent", tree.All()[0].ID, "code", "sai"},
		"a code held by another":    {"kind", "department", "place", "Sở Mẫu", "parent", tree.All()[0].ID, "code", "901.41.00.H29"},
	} {
		if body := x.sent(422, "/admin/offices/new", with(row, "from", "2019-06-03")...); wrong(body) == "" {
			t.Errorf("%s: nothing said", sentence)
		}
	}
	const at = "/admin/offices/g99901"
	x.sent(200, at+"/edit", "place", "Phường Mẫu Mới", "parent", x.District, "phone", "02838295678")
	x.sent(200, at+"/code", with([]string{"code", "903.41.00.H29"}, "code_from", "2019-07-01")...)
	o, _ := x.Hall.Offices.Office("g99901")
	if o.CodeOn("2019-06-30") != "901.41.00.H29" || o.CodeOn("2019-07-01") != "903.41.00.H29" || o.Phone != "02838295678" {
		t.Errorf("%+v", o)
	}
	if body := x.sent(422, at+"/close", with([]string{"successors", "không có; " + tree.Title(x.Ward)}, "day", "2019-12-31")...); !strings.Contains(wrong(body), "không có") {
		t.Error("an office nobody knows inherits")
	}
	if body := x.sent(422, "/admin/offices/"+x.District+"/close", with([]string{"successors", tree.Title(x.Other)}, "day", "2019-12-31")...); wrong(body) == "" {
		t.Error("a district closes over its communes and people")
	}
	x.sent(200, at+"/close", with([]string{"successors", tree.Title(x.Ward) + "; " + tree.Title(x.Other)}, "day", "2019-12-31")...)
	if got := x.Hall.Offices.Tree().Current("g99901", "2020-01-01"); len(got) != 2 {
		t.Errorf("successors %v", got)
	}
	if got := x.said("g99901"); got != "create_office edit_office code_office close_office" {
		t.Errorf("the log says %q", got)
	}
	if code, body := x.Get(x.c, "/admin/offices?kind=former"); code != 200 || strings.Contains(body, "Phường Mẫu Mới") {
		t.Error("it is not former before its day")
	}
	if code, body := x.Get(x.c, "/admin/offices?q=phuong+mau"); code != 200 || !strings.Contains(body, at) {
		t.Error("search without accents finds nothing")
	}
}
