package door

import (
	"context"
	"net/http"
	"strings"

	"motcua/account"
	"motcua/office"
	"motcua/person"
	"motcua/refusal"
	"motcua/session"
	"motcua/web/page"
)

// The longest sign-in name and password that are looked at at all.
const (
	mostLogin    = 100
	mostPassword = 1000
)

// keptAccount is the session's note of which account was used.
const keptAccount = "account"

const wrong = "Tên đăng nhập hoặc mật khẩu không đúng."

type signInView struct {
	Frame    page.Frame
	Problems page.Problems
	Login    string
	Back     string
}

func (d door) askSignIn(w http.ResponseWriter, r *http.Request) error {
	if who := d.Who(r); !who.Anonymous() {
		http.Redirect(w, r, page.Local(back(page.Query(r)), Home(who)), http.StatusSeeOther)
		return nil
	}
	page.Render(w, r, http.StatusOK, signInPage(signInView{Frame: d.frame(r, "Đăng nhập"), Back: back(page.Query(r))}))
	return nil
}

func (d door) signIn(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	login, password := f.Need("login", mostLogin, "Nhập tên đăng nhập hoặc số điện thoại."), secret(r, "password")
	if password == "" {
		f.Problems.Add("password", "Nhập mật khẩu.")
	}
	status := http.StatusUnprocessableEntity
	if !f.Problems.Any() {
		a, err := d.check(r, login, password)
		if err == nil {
			return d.enter(w, r, a, back(f))
		}
		no, ok := refusal.As(err)
		if !ok {
			return err
		}
		status = page.StatusOf(err)
		f.Problems.Add(no.Field, no.Sentence)
	}
	v := signInView{Frame: d.frame(r, "Đăng nhập"), Problems: f.Problems, Login: login, Back: back(f)}
	v.Frame.Failed = true
	page.Render(w, r, status, signInPage(v))
	return nil
}

// secret reads a password as typed: nothing is trimmed, every blank counts.
func secret(r *http.Request, name string) string {
	s := r.PostFormValue(name)
	if len(s) > mostPassword {
		return s[:mostPassword] // longer than any stored one; it will not match
	}
	return s
}

// loginOf brings a phone as people write it into the form it was registered in.
func loginOf(typed string) string {
	if p := person.Phone(typed); len(p) >= 10 && strings.Trim(p, "0123456789") == "" {
		return p
	}
	return typed
}

// check finds the account whose password this is. The try is counted before it is
// made, and a name nobody has costs the same hash as a wrong password.
func (d door) check(r *http.Request, login, password string) (account.Account, error) {
	ctx := r.Context()
	login = account.Login(loginOf(login))
	keys := []session.Key{session.Account(login), session.Address(d.Address(r))}
	if err := d.Throttle.Allow(ctx, keys...); err != nil {
		return account.Account{}, err
	}
	a, found, err := d.Accounts.ByLogin(ctx, login)
	if err != nil {
		return a, err
	}
	stored := ""
	if found {
		stored = a.Hash
	}
	ok, err := d.Hasher.Check(ctx, stored, password)
	if err != nil {
		return a, err
	}
	if !ok {
		return a, refusal.Invalid("password", wrong)
	}
	if err := d.Throttle.Succeeded(ctx, keys...); err != nil {
		return a, err
	}
	return a, d.renew(ctx, a, password)
}

// renew hashes again what was hashed with yesterday's costs. It is not worth a failed
// sign-in: a full queue leaves it for the next one.
func (d door) renew(ctx context.Context, a account.Account, password string) error {
	if !session.Outdated(a.Hash) {
		return nil
	}
	hash, err := d.Hasher.Hash(ctx, password)
	if _, busy := refusal.As(err); busy {
		return nil
	}
	if err != nil {
		return err
	}
	return d.Accounts.SetHash(ctx, a.ID, hash)
}

// enter signs in under a new session id and leads on: to the one post, to the choice
// among several, to the page that asked.
func (d door) enter(w http.ResponseWriter, r *http.Request, a account.Account, to string) error {
	id := session.Identity{Official: a.Official, Person: a.Person, From: d.Address(r).String()}
	choose := false
	if a.Official != "" {
		offers := d.offers(a.Official)
		if len(offers) == 0 {
			return refusal.Forbidden("Tài khoản này hiện không giữ chức vụ nào nên không thể đăng nhập. Đề nghị liên hệ người quản trị của cơ quan.")
		}
		if choose = len(offers) > 1; !choose {
			id.Post, id.Behalf = offers[0].Post.ID, offers[0].Behalf
		}
	}
	if err := d.Sessions.SignIn(r.Context(), id); err != nil {
		return err
	}
	d.Sessions.Keep(r.Context(), keptAccount, a.ID)
	if choose {
		http.Redirect(w, r, withBack("/posts", to), http.StatusSeeOther)
		return nil
	}
	http.Redirect(w, r, page.Local(to, Home(d.Who(r))), http.StatusSeeOther)
	return nil
}

func (d door) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := d.Sessions.SignOut(r.Context()); err != nil {
		return err
	}
	page.Redirect(w, r, "/", page.Flash{Kind: "success", Text: "Đã đăng xuất."})
	return nil
}

// offer is a post an official may act in today, alone or for another under a dated
// delegation.
type offer struct {
	Post   office.Post
	Behalf string
	From   office.Delegation
}

func (d door) offers(official string) []offer {
	var out []offer
	day := d.Today()
	for _, p := range d.Offices.PostsOf(official, day) {
		out = append(out, offer{Post: p})
		for _, g := range d.Offices.Delegations(p.ID, "", day) {
			if from, ok := d.Offices.Post(g.From); ok && from.On(day) {
				out = append(out, offer{Post: p, Behalf: g.From, From: g})
			}
		}
	}
	return out
}
