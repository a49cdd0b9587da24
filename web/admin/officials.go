package admin

import (
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"motcua/account"
	"motcua/fold"
	"motcua/office"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
)

var aboveOfficials = []page.Link{{Text: "Công chức", Href: "/admin/officials"}}

// staffed is an official with the posts of today, which tell namesakes apart.
type staffed struct {
	id, name, where string
	official        office.Official
	posts           []office.Post
}

// staff gives officials whose name, post or office fits, in the order of their names.
func (a admin) staff(r *http.Request, text string) []staffed {
	today, want := a.Today(), fold.Fold(text)
	var out []staffed
	for _, o := range a.Offices.Officials() {
		x := staffed{id: o.ID, name: o.Name, official: o, posts: a.Offices.PostsOf(o.ID, today)}
		var at []string
		for _, p := range x.posts {
			at = append(at, p.Role.Vietnamese()+", "+a.Offices.Tree().Title(p.Office))
		}
		x.where = strings.Join(at, "; ")
		if want == "" || strings.Contains(fold.Fold(o.Name+" "+x.where), want) {
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, func(x, y staffed) int { return strings.Compare(fold.Fold(x.name), fold.Fold(y.name)) })
	return out
}

func (a admin) officials(w http.ResponseWriter, r *http.Request) error {
	if _, err := a.who(r); err != nil {
		return err
	}
	q := page.Query(r)
	text, show := q.Text("q", 100), q.Value("show")
	at := func(show, after string) string { return listAt("/admin/officials", "show", show, text, after) }
	accounts, err := a.Accounts.Officials(r.Context())
	if err != nil {
		return err
	}
	v := listView{Frame: a.frame(r, "Công chức"), Title: "Công chức", Acts: []parts.Button{{Text: "Thêm công chức", Href: "/admin/officials/new"}},
		Search: &parts.Search{Action: "/admin/officials", Value: text, Label: "Tìm công chức", Hint: "Họ tên, vị trí hoặc cơ quan, không cần dấu", Key: "/"},
		Tabs: &parts.Tabs{Label: "Danh sách", Items: []parts.Tab{{Text: "Tất cả", Href: at("", ""), Current: show == ""}, {Text: "Chưa có tài khoản", Href: at("none", ""), Current: show == "none"},
			{Text: "Tài khoản bị khóa", Href: at("locked", ""), Current: show == "locked"}, {Text: "Không giữ vị trí", Href: at("idle", ""), Current: show == "idle"}}}}
	v.Table = parts.Table{ID: "officials", Caption: "Công chức", CaptionHidden: true, Keys: true, Columns: []parts.Column{{Title: "Họ tên"}, {Title: "Vị trí hôm nay", Wide: true}, {Title: "Tài khoản"}, {Title: "Điện thoại"}},
		Empty: parts.Empty{Title: "Không có công chức nào như vậy", Why: "Thêm từng người, hoặc nạp một danh sách bằng lệnh: motcua import officials TỆP.csv."}}
	var found []staffed
	for _, x := range a.staff(r, text) {
		st, has := accounts[x.id]
		if show == "none" && has || show == "locked" && !st.Locked || show == "idle" && len(x.posts) > 0 {
			continue
		}
		found = append(found, x)
	}
	found, v.Pages = parts.Paged(found, func(x staffed) string { return x.id }, q.Text("after", 100), "công chức", func(after string) string { return at(show, after) })
	for _, x := range found {
		st, has := accounts[x.id]
		v.Table.Rows = append(v.Table.Rows, parts.Row{Cells: []parts.Cell{{Text: x.name, Sub: x.official.Title, Href: "/admin/officials/" + x.id}, {Text: orNone(x.where)}, accountCell(st, has),
			{Text: page.Phone(x.official.Phone)}}})
	}
	page.Render(w, r, http.StatusOK, listPage(v))
	return nil
}

func accountCell(st account.State, has bool) parts.Cell {
	switch {
	case !has:
		return parts.Cell{Text: "Chưa có"}
	case st.Locked:
		return parts.Cell{Text: st.Login, Sub: "đang khóa"}
	}
	return parts.Cell{Text: st.Login}
}

// postTable shows posts with who holds them.
func (a admin) postTable(posts []office.Post, named bool) parts.Table {
	t := parts.Table{Caption: "Vị trí", CaptionHidden: true, Columns: []parts.Column{{Title: "Vị trí"}, {Title: "Cơ quan"}, {Title: "Thời gian"}, {Title: "Việc"}},
		Empty: parts.Empty{Title: "Chưa có vị trí nào", Why: "Quyền làm việc đi theo vị trí; không có vị trí thì không đăng nhập được."}}
	if named {
		t.Columns[1].Title, t.Columns[3].Title = "Họ tên", "Chức danh"
	}
	for _, p := range posts {
		o, _ := a.Offices.Official(p.Official)
		row := parts.Row{Cells: []parts.Cell{{Text: p.Role.Vietnamese(), Sub: p.Room}, {Text: a.Offices.Tree().Title(p.Office), Href: "/admin/offices/" + p.Office}, {Text: validity(p.From, p.To)}, {}}}
		switch {
		case named:
			row.Cells[1], row.Cells[3] = parts.Cell{Text: o.Name, Href: "/admin/officials/" + o.ID}, parts.Cell{Text: o.Title}
		case p.To == "" || p.To >= a.Today():
			row.Cells[3] = parts.Cell{Text: "Chấm dứt", Href: "/admin/officials/" + p.Official + "/posts/" + p.ID + "/end"}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (a admin) person(r *http.Request) (office.Official, error) {
	if _, err := a.who(r); err != nil {
		return office.Official{}, err
	}
	o, ok := a.Offices.Official(r.PathValue("official"))
	if !ok {
		return o, refusal.Missing("Không tìm thấy công chức này.")
	}
	return o, nil
}

func (a admin) official(w http.ResponseWriter, r *http.Request) error {
	o, err := a.person(r)
	if err != nil {
		return err
	}
	return a.showOfficial(w, r, o, nil)
}

// showOfficial is one official; a link that was just made stands on top, once.
func (a admin) showOfficial(w http.ResponseWriter, r *http.Request, o office.Official, made []templ.Component) error {
	who, at := a.Who(r), "/admin/officials/"+o.ID
	v := showView{Frame: a.frame(r, o.Name, aboveOfficials...), Title: o.Name, Caption: o.Title, Acts: []parts.Button{{Text: "Bổ nhiệm vị trí", Href: at + "/appoint"},
		{Text: "Giao quyền", Style: parts.Outlined, Href: at + "/delegate"}, {Text: "Sửa thông tin", Style: parts.Outlined, Href: at + "/edit"}}}
	if who.Official == o.ID {
		v.Acts = v.Acts[2:]
		v.Note = &parts.Note{Kind: parts.Paused, Title: "Đây là chính ông/bà", Text: "Việc bổ nhiệm, giao quyền và tài khoản của người quản trị do một người quản trị khác thực hiện."}
	} else if same := a.Offices.Everything().Namesakes(o.Name); len(same) > 1 {
		v.Note = &parts.Note{Kind: parts.Soon, Title: "Có " + page.Number(int64(len(same))) + " công chức cùng họ tên", Text: "Xem kỹ vị trí và cơ quan trước khi thay đổi."}
	}
	if made != nil {
		v.Sections = append(v.Sections, section{"Liên kết dùng một lần", made})
	}
	accounts, err := a.accountParts(r, o, who.Official == o.ID)
	if err != nil {
		return err
	}
	posts := a.Offices.PostsEver(o.ID)
	subjects := []string{o.ID}
	for _, p := range posts {
		subjects = append(subjects, p.ID)
	}
	past, err := a.history(r, subjects...)
	if err != nil {
		return err
	}
	v.Sections = append(v.Sections, section{"Thông tin", []templ.Component{parts.Summary{Facts: []parts.Fact{{Key: "Chức danh", Value: orNone(o.Title)}, {Key: "Điện thoại", Value: orNone(page.Phone(o.Phone))},
		{Key: "Thư điện tử", Value: orNone(o.Email)}}}}}, section{"Vị trí", []templ.Component{a.postTable(posts, false)}},
		section{"Giao quyền", []templ.Component{a.delegationTable(o.ID, posts)}}, section{"Tài khoản", accounts}, section{"Lịch sử thay đổi", []templ.Component{past}})
	page.Render(w, r, http.StatusOK, showPage(v))
	return nil
}

func (a admin) accountParts(r *http.Request, o office.Official, self bool) ([]templ.Component, error) {
	at := "/admin/officials/" + o.ID
	accounts, err := a.Accounts.OfOfficial(r.Context(), o.ID)
	if err != nil {
		return nil, err
	}
	if len(accounts) == 0 {
		out := []templ.Component{words("Chưa có tài khoản. Người quản trị chỉ cấp một liên kết; tên đăng nhập và mật khẩu do công chức tự đặt.")}
		if !self && len(a.Offices.PostsOf(o.ID, a.Today())) > 0 {
			out = append(out, press(at+"/invite", "Cấp liên kết tạo tài khoản", parts.Outlined))
		}
		return out, nil
	}
	var out []templ.Component
	for _, x := range accounts {
		state := "đang dùng"
		if x.Disabled {
			state = "đang khóa"
		}
		out = append(out, parts.Summary{Facts: []parts.Fact{{Key: "Tên đăng nhập", Value: x.Login}, {Key: "Trạng thái", Value: state}}})
		switch {
		case self:
		case x.Disabled:
			out = append(out, press(at+"/unlock", "Mở tài khoản", parts.Outlined))
		default:
			out = append(out, press(at+"/reset", "Cấp liên kết đặt lại mật khẩu", parts.Outlined), press(at+"/lock", "Khóa tài khoản và kết thúc mọi phiên", parts.Outlined))
		}
	}
	return out, nil
}

func (a admin) delegationTable(official string, posts []office.Post) parts.Table {
	t := parts.Table{Caption: "Giao quyền", CaptionHidden: true, Columns: []parts.Column{{Title: "Giao"}, {Title: "Nhận"}, {Title: "Văn bản"}, {Title: "Thời gian"}, {Title: "Việc"}},
		Empty: parts.Empty{Title: "Chưa có văn bản giao quyền nào", Why: "Cấp phó ký thay được trong thời hạn ghi trên văn bản giao quyền."}}
	for _, d := range a.Offices.DelegationsOf(posts) {
		when := validity(d.Begin, d.End)
		row := parts.Row{Cells: []parts.Cell{a.postCell(d.From), a.postCell(d.To), {Text: orNone(d.Number), Sub: strings.TrimSpace(d.Form + " " + d.Reason)}, {Text: when}, {}}}
		if d.Revoked != "" {
			row.Cells[3].Sub = "thu hồi từ " + short(d.Revoked)
		} else if d.End >= a.Today() {
			row.Cells[4] = parts.Cell{Text: "Thu hồi", Href: "/admin/officials/" + official + "/delegations/" + d.ID + "/revoke"}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (a admin) postCell(id string) parts.Cell {
	p, _ := a.Offices.Post(id)
	o, _ := a.Offices.Official(p.Official)
	return parts.Cell{Text: o.Name, Sub: p.Role.Vietnamese() + ", " + a.Offices.Tree().Title(p.Office)}
}
