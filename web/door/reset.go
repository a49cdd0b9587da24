package door

import (
	"net/http"

	"motcua/account"
	"motcua/refusal"
	"motcua/session"
	"motcua/web/hall"
	"motcua/web/page"
)

type resetView struct {
	Frame          page.Frame
	Problems       page.Problems
	Account, Token string
	Login          string
}

func (d door) resetView(r *http.Request, f *page.Form) (resetView, account.Account, error) {
	v := resetView{Frame: d.frame(r, "Đặt mật khẩu mới"), Account: f.Text("account", 200), Token: f.Text("token", 200)}
	a, ok, err := d.Accounts.ByID(r.Context(), v.Account)
	if err == nil && (!ok || v.Token == "") {
		err = refusal.Missing("Liên kết này không dùng được. Đề nghị người quản trị cấp liên kết mới.")
	}
	v.Login = a.Login
	return v, a, err
}

func (d door) askReset(w http.ResponseWriter, r *http.Request) error {
	v, _, err := d.resetView(r, page.Query(r))
	if err != nil {
		return err
	}
	v.Login = "" // who only holds a wrong token learns no name
	page.Render(w, r, http.StatusOK, resetPage(v))
	return nil
}

// reset spends the token and sets the password in one transaction, and ends every
// session that was open.
func (d door) reset(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	v, a, err := d.resetView(r, f)
	if err != nil {
		return err
	}
	if err = d.renewed(r, v, a, secret(r, "password")); err == nil {
		page.Redirect(w, r, "/signin", page.Flash{Kind: "success", Text: "Đã đặt mật khẩu mới. Đăng nhập bằng tên đăng nhập “" + a.Login + "”."})
		return nil
	}
	no, ok := refusal.As(err)
	if !ok {
		return err
	}
	v.Problems.Add(no.Field, no.Sentence)
	v.Frame.Failed = true
	page.Render(w, r, http.StatusUnprocessableEntity, resetPage(v))
	return nil
}

func (d door) renewed(r *http.Request, v resetView, a account.Account, password string) error {
	ctx := r.Context()
	if err := d.Throttle.Allow(ctx, session.Spray(d.Address(r))); err != nil {
		return err
	}
	if err := session.Acceptable(password, a.Login); err != nil {
		return err
	}
	hash, err := d.Hasher.Hash(ctx, password)
	if err != nil {
		return err
	}
	once := session.NewOneTime(d.DB, d.Wall, d.IDs)
	if err := d.Accounts.Renew(ctx, a.ID, hash, once.Spending(hall.ResetPurpose(a.ID), v.Token)); err != nil {
		return err
	}
	if a.Official != "" {
		_, err = d.Sessions.EndForOfficial(ctx, a.Official)
	} else {
		_, err = d.Sessions.EndForPerson(ctx, a.Person)
	}
	return err
}
