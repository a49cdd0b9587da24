package admin

import (
	"net/http"

	"github.com/a-h/templ"

	"motcua/web/page"
	"motcua/web/page/parts"
)

// home is the state of the city's upkeep in a few numbers, each the length of the list
// it opens.
func (a admin) home(w http.ResponseWriter, r *http.Request) error {
	if _, err := a.who(r); err != nil {
		return err
	}
	accounts, err := a.Accounts.Officials(r.Context())
	if err != nil {
		return err
	}
	open, err := a.Almanac.Open(r.Context())
	if err != nil {
		return err
	}
	none, locked := 0, 0
	for _, p := range a.staff(r, "") {
		switch st, has := accounts[p.id]; {
		case !has:
			none++
		case st.Locked:
			locked++
		}
	}
	number := func(label string, n int, to string, kind parts.Kind) parts.Number {
		if n == 0 {
			kind = parts.Calm
		}
		return parts.Number{Label: label, Value: page.Number(int64(n)), Href: to, Kind: kind}
	}
	v := showView{Frame: a.frame(r, "Quản trị"), Title: "Quản trị", Guide: &parts.Guide{Text: "Giữ danh mục cơ quan, công chức, vị trí và lịch làm việc. Quản trị không mở hồ sơ của người dân.", Href: "/help/admin"}, Sections: []section{{Title: "Tình hình hôm nay", Parts: []templ.Component{
		parts.Board{Label: "Tình hình hôm nay", Numbers: []parts.Number{
			number("Cơ quan đang hoạt động", len(a.Offices.Tree().On(a.Today())), "/admin/offices", parts.Plain),
			number("Công chức", len(a.staff(r, "")), "/admin/officials", parts.Plain),
			number("Chưa có tài khoản", none, "/admin/officials?show=none", parts.Soon),
			number("Tài khoản bị khóa", locked, "/admin/officials?show=locked", parts.Soon),
			number("Lần đổi lịch đang chờ", len(open), "/admin/calendar", parts.Soon),
		}}}}}}
	v.Acts = []parts.Button{{Text: "Thêm công chức", Href: "/admin/officials/new"}, {Text: "Thêm cơ quan", Style: parts.Outlined, Href: "/admin/offices/new"},
		{Text: "Đổi lịch làm việc", Style: parts.Outlined, Href: "/admin/calendar/new"}, {Text: "Gỡ xác thực tài khoản công dân", Style: parts.AsLink, Href: "/admin/verified"}}
	page.Render(w, r, http.StatusOK, showPage(v))
	return nil
}
