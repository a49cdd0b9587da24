package admin

import (
	"net/http"

	"github.com/a-h/templ"

	"motcua/access"
	"motcua/refusal"
	"motcua/web/hall"
	"motcua/web/page"
)

func (a admin) askUnverify(w http.ResponseWriter, r *http.Request) error {
	if _, err := a.who(r); err != nil {
		return err
	}
	return a.showUnverify(w, r, nil)
}

func (a admin) showUnverify(w http.ResponseWriter, r *http.Request, f *page.Form) error {
	x, title := from{f}, "Gỡ xác thực tài khoản công dân"
	return a.ask(w, r, formView{Frame: a.frame(r, title, page.Link{Text: "Tổng quan", Href: "/admin"}), Title: title,
		Lead:   "Dùng khi người dân đổi giấy tờ tùy thân, hoặc khi bộ phận một cửa xác thực nhầm. Sau đó người dân đến xác thực lại với giấy tờ mới; hồ sơ đã gắn với tài khoản vẫn giữ nguyên.",
		Action: "/admin/verified", Do: "Gỡ xác thực", Danger: true, Back: "/admin",
		Fields: []templ.Component{x.input("login", "Số điện thoại đăng nhập", "", ""), x.input("reason", "Lý do", "Ghi vào nhật ký", "")}}, f)
}

// unverify takes back what a desk verified. The administrator is told nothing of the
// person; the reason stands in the log, under the official who gave it.
func (a admin) unverify(w http.ResponseWriter, r *http.Request) error {
	who, err := a.who(r)
	if err != nil {
		return err
	}
	if err := access.May(who, "edit", access.Subject{Kind: access.KindAccount}); err != nil {
		return err
	}
	return a.took(w, r, func(f *page.Form) error {
		login := f.Need("login", 100, "Nhập số điện thoại đăng nhập của người dân.")
		reason := f.Need("reason", 300, "Nêu lý do gỡ xác thực.")
		if f.Problems.Any() {
			return nil
		}
		acc, found, err := a.Accounts.ByLogin(r.Context(), login)
		if err != nil {
			return err
		}
		if !found || acc.Person == "" {
			return refusal.Invalid("login", "Không có tài khoản công dân nào với số điện thoại này.")
		}
		return a.People.Unverify(r.Context(), acc.Person, a.Book().Writing(hall.OfPerson(who, acc.Person, "unverify_person"), struct{}{}, map[string]string{"reason": reason}))
	}, func(f *page.Form) error { return a.showUnverify(w, r, f) }, func() {
		page.Redirect(w, r, "/admin", page.Flash{Kind: "success", Text: "Đã gỡ xác thực. Người dân cần đến bộ phận một cửa để xác thực lại."})
	})
}
