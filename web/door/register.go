package door

import (
	"net/http"

	"motcua/account"
	"motcua/person"
	"motcua/refusal"
	"motcua/session"
	"motcua/web/page"
)

type registerView struct {
	Frame    page.Frame
	Problems page.Problems
	Person   person.Person
	Back     string
}

func (d door) askRegister(w http.ResponseWriter, r *http.Request) error {
	if who := d.Who(r); !who.Anonymous() {
		http.Redirect(w, r, page.Local(back(page.Query(r)), Home(who)), http.StatusSeeOther)
		return nil
	}
	page.Render(w, r, http.StatusOK, registerPage(registerView{Frame: d.frame(r, "Đăng ký tài khoản công dân"), Back: back(page.Query(r))}))
	return nil
}

func (d door) register(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	p := person.Person{Kind: person.Citizen, Name: f.Need("name", 250, "Nhập họ và tên như trên giấy tờ tùy thân."),
		Phone: f.Need("phone", 20, "Nhập số điện thoại; đây cũng là tên đăng nhập."), Number: f.Text("number", 20), Email: f.Text("email", 200)}
	password := secret(r, "password")
	if !f.Problems.Any() {
		a, err := d.enrol(r, p, password)
		if err == nil {
			return d.enter(w, r, a, back(f))
		}
		if no, ok := refusal.As(err); ok && (no.Kind == refusal.KindBusy || no.Kind == refusal.KindTooMany) {
			f.Problems.Add("", no.Sentence)
		} else if !f.Problems.Refused(err) {
			return err
		}
	}
	v := registerView{Frame: d.frame(r, "Đăng ký tài khoản công dân"), Problems: f.Problems, Back: back(f),
		Person: person.Person{Name: f.Value("name"), Phone: f.Value("phone"), Number: f.Value("number"), Email: f.Value("email")}}
	v.Frame.Failed = true
	page.Render(w, r, http.StatusUnprocessableEntity, registerPage(v))
	return nil
}

// enrol makes person and account in one transaction; the password is hashed before it.
// A number the city already knows is never joined to a stranger's account: whose it is
// can only be seen at the desk, with the paper in hand.
func (d door) enrol(r *http.Request, p person.Person, password string) (account.Account, error) {
	ctx := r.Context()
	p, err := p.Clean()
	if err != nil {
		return account.Account{}, err
	}
	if err := session.Acceptable(password, p.Phone); err != nil {
		return account.Account{}, err
	}
	if err := d.Throttle.Allow(ctx, session.Spray(d.Address(r))); err != nil {
		return account.Account{}, err
	}
	hash, err := d.Hasher.Hash(ctx, password)
	if err != nil {
		return account.Account{}, err
	}
	at := d.Civil.Now()
	p.ID = d.IDs.New() // a person of its own: SaveTx refuses a number somebody has
	a := account.Account{Person: p.ID}
	a.ID, err = d.Accounts.Create(ctx, p.Phone, hash, account.Owner{Person: p.ID}, at, said(d.People.Saving(p, at), known))
	if err != nil {
		return a, taken(err)
	}
	return a, d.Throttle.Succeeded(ctx, session.Spray(d.Address(r)))
}

// said gives a step of a transaction the words this page has for its refusals.
func said[T any](step func(T) error, words func(error) error) func(T) error {
	return func(tx T) error { return words(step(tx)) }
}

func known(err error) error {
	if no, ok := refusal.As(err); ok && no.Kind == refusal.KindConflict {
		return refusal.Invalid("number", "Số giấy tờ này đã có trong hệ thống. Để mở tài khoản cho số này, mang giấy tờ tùy thân đến bộ phận một cửa gần nhất; hoặc để trống ô này.")
	}
	return err
}

func taken(err error) error {
	if no, ok := refusal.As(err); ok && no.Kind == refusal.KindConflict {
		return refusal.Invalid("phone", "Số điện thoại này đã có tài khoản. Hãy đăng nhập, hoặc đến bộ phận một cửa nếu quên mật khẩu.")
	}
	return err
}
