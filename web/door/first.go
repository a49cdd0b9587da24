package door

import (
	"errors"
	"net/http"

	"motcua/account"
	"motcua/refusal"
	"motcua/session"
	"motcua/web/hall"
	"motcua/web/page"
)

type firstView struct {
	Frame           page.Frame
	Problems        page.Problems
	Official, Token string
	Name, Login     string
}

func (d door) firstView(r *http.Request, f *page.Form) (firstView, error) {
	v := firstView{Frame: d.frame(r, "Tạo tài khoản công chức"), Official: f.Text("official", 200), Token: f.Text("token", 200), Login: f.Text("login", mostLogin)}
	o, ok := d.Offices.Official(v.Official)
	if !ok || v.Token == "" || len(d.Offices.PostsOf(v.Official, d.Today())) == 0 {
		return v, refusal.Missing("Liên kết này không dùng được. Đề nghị người quản trị cấp liên kết mới.")
	}
	v.Name = o.Name
	return v, nil
}

func (d door) askFirst(w http.ResponseWriter, r *http.Request) error {
	v, err := d.firstView(r, page.Query(r))
	if err != nil {
		return err
	}
	page.Render(w, r, http.StatusOK, firstPage(v))
	return nil
}

// first spends the token and makes the account in one transaction, so that a token is
// gone exactly when an account stands.
func (d door) first(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	v, err := d.firstView(r, f)
	if err != nil {
		return err
	}
	login := f.Need("login", mostLogin, "Chọn tên đăng nhập.")
	if !f.Problems.Any() {
		var a account.Account
		if a, err = d.begin(r, v, login, secret(r, "password")); err == nil {
			return d.enter(w, r, a, "")
		}
		no, ok := refusal.As(err)
		if !ok {
			return err
		}
		f.Problems = append(f.Problems, page.Problem{Field: no.Field, Sentence: no.Sentence})
	}
	v.Problems, v.Frame.Failed = f.Problems, true
	page.Render(w, r, http.StatusUnprocessableEntity, firstPage(v))
	return nil
}

func (d door) begin(r *http.Request, v firstView, login, password string) (account.Account, error) {
	ctx := r.Context()
	a := account.Account{Official: v.Official}
	if err := d.Throttle.Allow(ctx, session.Spray(d.Address(r))); err != nil {
		return a, err
	}
	if err := session.Acceptable(password, login); err != nil {
		return a, err
	}
	if has, err := d.Accounts.HasOfficial(ctx, v.Official); err != nil || has {
		return a, errors.Join(err, refusal.Conflict("Công chức này đã có tài khoản. Nếu quên mật khẩu, đề nghị người quản trị cấp liên kết đặt lại."))
	}
	hash, err := d.Hasher.Hash(ctx, password)
	if err != nil {
		return a, err
	}
	once := session.NewOneTime(d.DB, d.Wall, d.IDs)
	a.ID, err = d.Accounts.Create(ctx, login, hash, account.Owner{Official: v.Official}, d.Civil.Now(), once.Spending(hall.FirstPurpose(v.Official), v.Token))
	if no, ok := refusal.As(err); ok && no.Kind == refusal.KindConflict {
		err = refusal.Invalid("login", no.Sentence)
	}
	return a, err
}
