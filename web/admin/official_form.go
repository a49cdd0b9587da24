package admin

import (
	"net/http"

	"github.com/a-h/templ"

	"motcua/fold"
	"motcua/office"
	"motcua/refusal"
	"motcua/session"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/page/parts"
)

func (a admin) askNewOfficial(w http.ResponseWriter, r *http.Request) error {
	if _, err := a.who(r); err != nil {
		return err
	}
	return a.showNewOfficial(w, r, nil)
}

func (a admin) showNewOfficial(w http.ResponseWriter, r *http.Request, f *page.Form) error {
	x := from{f}
	fields := append(aboutPerson(x, office.Official{}), a.aboutPost(x)...)
	if f != nil && f.Problems.At("same") != "" {
		fields = append(fields, parts.Checkboxes{Name: "same", Legend: "Đã có công chức cùng họ tên", Error: x.at("same"), Options: []parts.Option{{Value: "yes", Label: "Đây là một người khác cùng họ tên"}}})
	}
	return a.ask(w, r, formView{Frame: a.frame(r, "Thêm công chức", aboveOfficials...), Title: "Thêm công chức", Action: "/admin/officials/new", Do: "Thêm công chức", Back: "/admin/officials", Fields: fields}, f)
}

func aboutPerson(x from, o office.Official) []templ.Component {
	return []templ.Component{x.input("name", "Họ và tên", "", o.Name), x.input("title", "Chức danh", "In trên văn bản, ví dụ Chuyên viên", o.Title), x.input("phone", "Điện thoại cơ quan", "Công khai tại nơi làm việc", o.Phone),
		x.input("email", "Thư điện tử công vụ", "", o.Email)}
}

func (a admin) aboutPost(x from) []templ.Component {
	roles := []parts.Option{{Value: "", Label: "Chọn vị trí"}}
	for _, r := range office.Roles() {
		roles = append(roles, parts.Option{Value: string(r), Label: r.Vietnamese()})
	}
	return []templ.Component{x.choice("role", "Vị trí", "", "", roles), x.input("office", "Cơ quan", "Tên đầy đủ hoặc mã định danh, ví dụ Phường Bến Nghé, Quận 1", ""),
		x.input("room", "Phòng, tổ", "Người nộp hồ sơ đã đăng nhập thấy hồ sơ đang ở phòng này; để trống nếu cơ quan không chia phòng", ""),
		x.date("from", "Giữ vị trí từ ngày", "", a.Today())}
}

func readPerson(f *page.Form) office.Official {
	return office.Official{Name: f.Need("name", 100, "Nhập họ và tên."), Title: f.Need("title", 100, "Nhập chức danh."), Phone: f.Text("phone", 30), Email: f.Text("email", 100)}
}

// readPost reads a post of an official: the office by code or whole name.
func (a admin) readPost(f *page.Form, official string) office.Post {
	p := office.Post{ID: a.IDs.New(), Official: official, Role: office.Role(f.Choice("role", texts(office.Roles())...)), From: day(f, "from", "Nhập ngày bắt đầu giữ vị trí."), Room: f.Text("room", 100)}
	if p.Role == "" {
		f.Problems.Add("role", "Chọn vị trí.")
	}
	typed := f.Need("office", 200, "Nhập cơ quan.")
	var found []string
	for _, o := range a.Offices.Tree().On(a.Today()) {
		if o.CodeOn(a.Today()) == typed || o.ID == typed || fold.Fold(o.Place) == fold.Fold(typed) || fold.Fold(a.Offices.Tree().Title(o.ID)) == fold.Fold(typed) {
			found = append(found, o.ID)
		}
	}
	switch {
	case typed == "":
	case len(found) == 1:
		p.Office = found[0]
	case len(found) == 0:
		f.Problems.Add("office", "Không tìm thấy cơ quan này. Ghi đúng tên hoặc mã định danh.")
	default:
		f.Problems.Add("office", "Có nhiều cơ quan cùng tên. Ghi kèm quận, huyện, ví dụ “Phường 12, Quận 6”, hoặc ghi mã định danh.")
	}
	return p
}

func (a admin) newOfficial(w http.ResponseWriter, r *http.Request) error {
	id := a.IDs.New()
	return a.took(w, r, func(f *page.Form) error {
		o, p := readPerson(f), a.readPost(f, id)
		o.ID = id
		if o.Name != "" && !f.Bool("same") && len(a.Offices.Everything().Namesakes(o.Name)) > 0 {
			f.Problems.Add("same", "Đã có công chức cùng họ tên. Nếu là cùng một người, hãy bổ nhiệm thêm vị trí cho người đó; nếu là người khác, đánh dấu ô này.")
		}
		if f.Problems.Any() {
			return nil
		}
		return a.save(r, "create_official", office.Change{Officials: []office.Official{o}, Posts: []office.Post{p}})
	}, func(f *page.Form) error { return a.showNewOfficial(w, r, f) }, func() { a.back(w, r, "/admin/officials/"+id, "Đã thêm công chức.") })
}

// asking makes the pair of a form about one official.
func (a admin) asking(show func(http.ResponseWriter, *http.Request, office.Official, *page.Form) error) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		o, err := a.person(r)
		if err != nil {
			return err
		}
		return show(w, r, o, nil)
	}
}

func (a admin) about(r *http.Request, o office.Official, title string) formView {
	at := "/admin/officials/" + o.ID
	return formView{Frame: a.frame(r, title, append(aboveOfficials, page.Link{Text: o.Name, Href: at})...), Title: title, Caption: o.Name, Back: at, Do: "Lưu"}
}

// changing reads a form about one official and writes the change it means.
func (a admin) changing(w http.ResponseWriter, r *http.Request, o office.Official, act string, read func(*page.Form) office.Change,
	show func(http.ResponseWriter, *http.Request, office.Official, *page.Form) error) error {
	return a.took(w, r, func(f *page.Form) error {
		c := read(f)
		if f.Problems.Any() {
			return nil
		}
		return a.save(r, act, c)
	}, func(f *page.Form) error { return show(w, r, o, f) }, func() { a.back(w, r, "/admin/officials/"+o.ID, acts[act]+": đã ghi.") })
}

func (a admin) askEditOfficial(w http.ResponseWriter, r *http.Request) error {
	return a.asking(a.showEditOfficial)(w, r)
}

func (a admin) showEditOfficial(w http.ResponseWriter, r *http.Request, o office.Official, f *page.Form) error {
	v := a.about(r, o, "Sửa thông tin công chức")
	v.Action, v.Fields = v.Back+"/edit", aboutPerson(from{f}, o)
	return a.ask(w, r, v, f)
}

func (a admin) editOfficial(w http.ResponseWriter, r *http.Request) error {
	o, err := a.person(r)
	if err != nil {
		return err
	}
	return a.changing(w, r, o, "edit_official", func(f *page.Form) office.Change {
		x := readPerson(f)
		x.ID = o.ID
		return office.Change{Officials: []office.Official{x}}
	}, a.showEditOfficial)
}

func (a admin) askAppoint(w http.ResponseWriter, r *http.Request) error {
	return a.asking(a.showAppoint)(w, r)
}

func (a admin) showAppoint(w http.ResponseWriter, r *http.Request, o office.Official, f *page.Form) error {
	v := a.about(r, o, "Bổ nhiệm vị trí")
	v.Action, v.Fields, v.Do = v.Back+"/appoint", a.aboutPost(from{f}), "Bổ nhiệm"
	return a.ask(w, r, v, f)
}

func (a admin) appoint(w http.ResponseWriter, r *http.Request) error {
	o, err := a.person(r)
	if err != nil {
		return err
	}
	return a.changing(w, r, o, "appoint", func(f *page.Form) office.Change { return office.Change{Posts: []office.Post{a.readPost(f, o.ID)}} }, a.showAppoint)
}

func (a admin) askEnd(w http.ResponseWriter, r *http.Request) error { return a.asking(a.showEnd)(w, r) }

func (a admin) showEnd(w http.ResponseWriter, r *http.Request, o office.Official, f *page.Form) error {
	p, ok := a.Offices.Post(r.PathValue("post"))
	if !ok || p.Official != o.ID {
		return refusal.Missing("Không tìm thấy vị trí này.")
	}
	v := a.about(r, o, "Chấm dứt vị trí")
	v.Lead = "Hết ngày này, mọi phiên làm việc ở vị trí đó không còn quyền."
	v.Action, v.Do, v.Danger = v.Back+"/posts/"+p.ID+"/end", "Chấm dứt vị trí "+p.Role.Vietnamese(), true
	v.Fields = []templ.Component{parts.Summary{Facts: []parts.Fact{{Key: "Vị trí", Value: p.Role.Vietnamese()}, {Key: "Cơ quan", Value: a.Offices.Tree().Title(p.Office)}, {Key: "Thời gian", Value: validity(p.From, p.To)}}},
		from{f}.date("to", "Ngày cuối giữ vị trí", "", a.Today())}
	return a.ask(w, r, v, f)
}

// end dates the end of a post; what the official still has open ends with the request
// that comes after that day, and at once when the day is past.
func (a admin) end(w http.ResponseWriter, r *http.Request) error {
	o, err := a.person(r)
	if err != nil {
		return err
	}
	p, ok := a.Offices.Post(r.PathValue("post"))
	if !ok || p.Official != o.ID {
		return refusal.Missing("Không tìm thấy vị trí này.")
	}
	err = a.changing(w, r, o, "end_post", func(f *page.Form) office.Change {
		p.To = day(f, "to", "Nhập ngày cuối giữ vị trí.")
		return office.Change{Posts: []office.Post{p}}
	}, a.showEnd)
	if now, ok := a.Offices.Post(p.ID); err == nil && ok && now.To != "" && !now.On(a.Today()) {
		_, err = a.Sessions.EndForOfficial(r.Context(), o.ID)
	}
	return err
}

func (a admin) askDelegate(w http.ResponseWriter, r *http.Request) error {
	return a.asking(a.showDelegate)(w, r)
}

var signForms = []parts.Option{{Value: "KT.", Label: "KT. (ký thay)"}, {Value: "TL.", Label: "TL. (thừa lệnh)"}, {Value: "TUQ.", Label: "TUQ. (thừa ủy quyền)"}}

func (a admin) showDelegate(w http.ResponseWriter, r *http.Request, o office.Official, f *page.Form) error {
	v, x := a.about(r, o, "Giao quyền"), from{f}
	v.Lead = o.Name + " giao quyền cho người giữ vị trí khác trong cùng cơ quan, bằng văn bản có thời hạn."
	give, take := []parts.Option{}, []parts.Option{{Value: "", Label: "Chọn người nhận"}}
	for _, p := range a.Offices.PostsOf(o.ID, a.Today()) {
		give = append(give, parts.Option{Value: p.ID, Label: p.Role.Vietnamese() + ", " + a.Offices.Tree().Title(p.Office)})
		for _, s := range a.Offices.Staff(p.Office, a.Today()) {
			if to, ok := a.Offices.Official(s.Official); ok && s.Official != o.ID {
				take = append(take, parts.Option{Value: s.ID, Label: to.Name + " – " + s.Role.Vietnamese()})
			}
		}
	}
	v.Action, v.Do = v.Back+"/delegate", "Ghi giao quyền"
	v.Fields = []templ.Component{x.choice("give", "Vị trí giao quyền", "", "", give), x.choice("to", "Người nhận", "", "", take), x.choice("form", "Thẩm quyền ký", "", "KT.", signForms),
		x.input("number", "Số và ngày văn bản", "Ví dụ 05/QĐ-UBND ngày 01/6/2019", ""), x.input("reason", "Lý do", "", ""), x.date("begin", "Từ ngày", "", a.Today()), x.date("end", "Đến hết ngày", "", "")}
	return a.ask(w, r, v, f)
}

func (a admin) delegate(w http.ResponseWriter, r *http.Request) error {
	o, err := a.person(r)
	if err != nil {
		return err
	}
	return a.changing(w, r, o, "delegate", func(f *page.Form) office.Change {
		d := office.Delegation{ID: a.IDs.New(), From: f.Need("give", 100, "Chọn vị trí giao quyền."), To: f.Need("to", 100, "Chọn người nhận."), Form: f.Text("form", 10),
			Number: f.Need("number", 100, "Nhập số và ngày văn bản giao quyền."), Reason: f.Need("reason", 300, "Nêu lý do giao quyền."),
			Begin: day(f, "begin", "Nhập ngày bắt đầu."), End: day(f, "end", "Nhập ngày kết thúc; giao quyền luôn có thời hạn.")}
		if p, ok := a.Offices.Post(d.From); d.From != "" && (!ok || p.Official != o.ID) {
			f.Problems.Add("give", "Chọn một vị trí của chính công chức này.")
		}
		return office.Change{Delegations: []office.Delegation{d}}
	}, a.showDelegate)
}

func (a admin) delegation(r *http.Request, o office.Official) (office.Delegation, error) {
	for _, d := range a.Offices.DelegationsOf(a.Offices.PostsEver(o.ID)) {
		if d.ID == r.PathValue("delegation") {
			return d, nil
		}
	}
	return office.Delegation{}, refusal.Missing("Không tìm thấy văn bản giao quyền này.")
}

func (a admin) askRevoke(w http.ResponseWriter, r *http.Request) error {
	return a.asking(a.showRevoke)(w, r)
}

func (a admin) showRevoke(w http.ResponseWriter, r *http.Request, o office.Official, f *page.Form) error {
	d, err := a.delegation(r, o)
	if err != nil {
		return err
	}
	v := a.about(r, o, "Thu hồi giao quyền")
	v.Action, v.Do, v.Danger = v.Back+"/delegations/"+d.ID+"/revoke", "Thu hồi", true
	v.Fields = []templ.Component{parts.Summary{Facts: []parts.Fact{{Key: "Người giao", Value: a.postCell(d.From).Text}, {Key: "Người nhận", Value: a.postCell(d.To).Text}, {Key: "Văn bản", Value: orNone(d.Number)}, {Key: "Thời gian", Value: validity(d.Begin, d.End)}}},
		from{f}.date("revoked", "Không còn hiệu lực từ ngày", "", a.Today())}
	return a.ask(w, r, v, f)
}

func (a admin) revoke(w http.ResponseWriter, r *http.Request) error {
	o, err := a.person(r)
	if err != nil {
		return err
	}
	d, err := a.delegation(r, o)
	if err != nil {
		return err
	}
	return a.changing(w, r, o, "revoke", func(f *page.Form) office.Change {
		d.Revoked = day(f, "revoked", "Nhập ngày thu hồi.")
		return office.Change{Delegations: []office.Delegation{d}}
	}, a.showRevoke)
}

// invite makes the one link by which an official makes their own account.
func (a admin) invite(w http.ResponseWriter, r *http.Request) error {
	o, err := a.person(r)
	if err != nil {
		return err
	}
	if has, err := a.Accounts.HasOfficial(r.Context(), o.ID); err != nil || has {
		return firstOf(err, refusal.Conflict("Công chức này đã có tài khoản. Tải lại trang để xem."))
	}
	if len(a.Offices.PostsOf(o.ID, a.Today())) == 0 {
		return refusal.Conflict("Công chức chưa giữ vị trí nào hôm nay. Bổ nhiệm trước, rồi cấp liên kết.")
	}
	return a.handOut(w, r, o, "invite", hall.FirstPurpose(o.ID), func(token string) string { return hall.FirstPath(o.ID, token) })
}

func firstOf(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// reset makes the one link for a new password; the old one works until it is used.
func (a admin) reset(w http.ResponseWriter, r *http.Request) error {
	o, err := a.person(r)
	if err != nil {
		return err
	}
	accounts, err := a.Accounts.OfOfficial(r.Context(), o.ID)
	if err != nil {
		return err
	}
	if len(accounts) == 0 || accounts[0].Disabled {
		return refusal.Conflict("Công chức này chưa có tài khoản hoặc tài khoản đang khóa.")
	}
	id := accounts[0].ID
	return a.handOut(w, r, o, "reset_link", hall.ResetPurpose(id), func(token string) string { return hall.ResetPath(id, token) })
}

// handOut writes down who asked for the link, makes it and shows it once: it stands in
// no cookie, no log and no table.
func (a admin) handOut(w http.ResponseWriter, r *http.Request, o office.Official, act, purpose string, path func(string) string) error {
	who, err := a.who(r)
	if err != nil {
		return err
	}
	if err := a.Accounts.Invited(r.Context(), a.Book(), who, act, o.ID); err != nil {
		return err
	}
	token, err := session.NewOneTime(a.DB, a.Wall, a.IDs).Issue(r.Context(), purpose, hall.InviteFor)
	if err != nil {
		return err
	}
	return a.showOfficial(w, r, o, []templ.Component{words("Chuyển liên kết này tận tay " + o.Name + ". Liên kết dùng được một lần trong 72 giờ và không hiện lại."), link(a.Slips().Base + path(token))})
}

// lock closes or opens the account; closing ends every session at once.
func (a admin) lock(locked bool) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		o, err := a.person(r)
		if err != nil {
			return err
		}
		who, err := a.who(r)
		if err != nil {
			return err
		}
		accounts, err := a.Accounts.OfOfficial(r.Context(), o.ID)
		if err != nil {
			return err
		}
		for _, x := range accounts {
			if x.Disabled == locked {
				continue
			}
			if err := a.Accounts.Lock(r.Context(), a.Book(), who, x.ID, locked); err != nil {
				return err
			}
		}
		said := "Đã mở tài khoản."
		if locked {
			if _, err := a.Sessions.EndForOfficial(r.Context(), o.ID); err != nil {
				return err
			}
			said = "Đã khóa tài khoản và kết thúc mọi phiên."
		}
		a.back(w, r, "/admin/officials/"+o.ID, said)
		return nil
	}
}
