package reception_test

import (
	"context"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"motcua/account"
	"motcua/db"
	"motcua/dossier"
	"motcua/event"
	"motcua/person"
	"motcua/session"
	"motcua/web/hall"
	"motcua/web/hall/halltest"
)

// member is a citizen with an account who has typed a number nobody has seen.
func member(t *testing.T, x *halltest.House, phone, name, number string) person.Person {
	t.Helper()
	p, err := x.Hall.People.Save(context.Background(), person.Person{Kind: person.Citizen, Name: name, Number: number, Phone: phone}, x.Civil.Now())
	if err != nil {
		t.Fatal(err)
	}
	err = x.DB.Update(context.Background(), func(tx db.Tx) error {
		_, err := x.Hall.Accounts.CreateTx(tx, phone, "hash", account.Owner{Person: p.ID}, x.Civil.Now())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var dossierCode = regexp.MustCompile(`000\.\d\d\.\d\d\.H29-\d{6}-\d{4}`)

func codeFor(t *testing.T, x *halltest.House, id string) string {
	t.Helper()
	code, err := session.NewOneTime(x.DB, x.Hall.Wall, x.Hall.IDs).IssueCode(context.Background(), hall.VerifyPurpose(id), time.Minute)
	if err != nil || len(code) != 8 {
		t.Fatal(code, err)
	}
	return code
}

// Whoever typed somebody's number into an account of their own gets none of the dossiers
// that person brings to the counter; the person does once a desk has seen the paper.
func TestREC5ACounterDossierFindsOnlyAVerifiedAccount(t *testing.T) {
	x := open(t)
	c := clerk(x)
	const name, number = "Nguyễn Thị Nạn Nhân", "079099000111"
	thief := member(t, x, "0900111222", "Kẻ Lạ", number)
	victim := member(t, x, "0900333444", name, number)
	brings := func() dossier.Dossier {
		t.Helper()
		_, form := x.Get(c, "/desk/new/"+fiveDays)
		v := brought(t, x, form)
		v.Set("name", name)
		v.Set("id_no", number)
		v.Set("known", "")
		status, body := x.Post(c, "/desk/new/"+fiveDays, v)
		if status == 422 { // the same person again: say that it is another dossier
			v.Set("known", field(t, body, "known"))
			status, body = x.Post(c, "/desk/new/"+fiveDays, v)
		}
		want(t, status, 200, body)
		d, err := x.Dossiers.Find(context.Background(), x.Who("reception", x.Ward), dossierCode.FindString(body))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	if d := brings(); d.Person != "" {
		t.Errorf("a number nobody has shown links a dossier to %s (thief %s)", d.Person, thief.ID)
	}
	paper := url.Values{"login": {"0900 333 444"}, "name": {name}, "number": {number}}
	refused := func(sentence, code string) {
		t.Helper()
		paper.Set("code", code)
		if status, body := x.Post(c, "/desk/verify", paper); status != 422 {
			t.Errorf("%s: %d %s", sentence, status, text(parse(t, body)))
		}
	}
	refused("no code", "")
	refused("the code of another account", codeFor(t, x, thief.ID))
	good := codeFor(t, x, victim.ID)
	paper.Set("code", good[:4]+" "+good[4:])
	status, body := x.Post(c, "/desk/verify", paper)
	want(t, status, 200, body, "Đã xác thực tài khoản của "+name)
	refused("a code twice", good)
	if d := brings(); d.Person != victim.ID {
		t.Errorf("the verified account does not get its dossier: %q", d.Person)
	}
	paper.Set("login", "0900111222")
	paper.Set("name", "Kẻ Lạ")
	refused("one number for a second account", codeFor(t, x, thief.ID))
	paper.Set("login", "0900333444")
	paper.Set("name", name)
	paper.Set("number", "079099000222")
	refused("another number for somebody verified", codeFor(t, x, victim.ID))
	paper.Set("number", number)
	paper.Set("name", "Nguyễn Thị Người Khác")
	refused("another name for somebody verified", codeFor(t, x, victim.ID))
	first := codeFor(t, x, victim.ID)
	second := codeFor(t, x, victim.ID)
	paper.Set("name", name)
	refused("the code before the newest", first)
	paper.Set("code", second)
	status, body = x.Post(c, "/desk/verify", paper)
	want(t, status, 200, body, "Đã xác thực tài khoản của "+name)
	events, err := event.Load(context.Background(), x.DB.Read(), event.Directory, victim.ID)
	if err != nil || len(events) != 2 || events[0].Act != "verify_person" || events[0].Official == "" || strings.Contains(events[0].Body, number) || !strings.Contains(events[0].Private, number) {
		t.Errorf("who verified is not in the log, or the number is: %v %+v", err, events)
	}
	if status, _ := x.Get(x.As(x.Who("officer", x.Ward)), "/desk/verify"); status == 200 {
		t.Errorf("an officer verifies accounts: %d", status)
	}
}

// However the phone is typed, the tries are counted against the one account.
func TestTriesToVerifyAreCountedByTheAccount(t *testing.T) {
	x := open(t)
	c := clerk(x)
	const name, number = "Nguyễn Thị Nạn Nhân", "079099000333"
	member(t, x, "0900555666", name, number)
	v := url.Values{"name": {name}, "number": {number}, "code": {"00000000"}}
	last := 0
	for i := range 8 {
		v.Set("login", "0900555666"[:2+i]+strings.Repeat(" ", 1+i)+"0900555666"[2+i:])
		last, _ = x.Post(c, "/desk/verify", v)
	}
	if last != 429 {
		t.Errorf("the eighth guess in other letters answers %d", last)
	}
}
