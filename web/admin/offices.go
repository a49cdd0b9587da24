package admin

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"motcua/calendar"
	"motcua/event"
	"motcua/fold"
	"motcua/office"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

var kindNames = map[office.Kind]string{office.City: "Thành phố", office.Department: "Sở, ban, ngành", office.Vertical: "Cơ quan ngành dọc",
	office.District: "Quận, huyện", office.Commune: "Phường, xã, thị trấn"}

var kindOrder = []office.Kind{office.Department, office.Vertical, office.District, office.Commune}

var above = []page.Link{{Text: "Cơ quan", Href: "/admin/offices"}}

// offices lists and searches; former ones are found by their own tab.
func (a admin) offices(w http.ResponseWriter, r *http.Request) error {
	if _, err := a.who(r); err != nil {
		return err
	}
	q := page.Query(r)
	text, kind, today := q.Text("q", 100), q.Value("kind"), a.Today()
	at := func(kind, after string) string { return listAt("/admin/offices", "kind", kind, text, after) }
	v := listView{Frame: a.frame(r, "Cơ quan"), Title: "Cơ quan", Acts: []parts.Button{{Text: "Thêm cơ quan", Href: "/admin/offices/new"}},
		Search: &parts.Search{Action: "/admin/offices", Value: text, Label: "Tìm cơ quan", Hint: "Tên, mã định danh hoặc mã đơn vị hành chính", Key: "/"}}
	v.Tabs = &parts.Tabs{Label: "Loại cơ quan", Items: []parts.Tab{{Text: "Tất cả", Href: at("", ""), Current: kind == ""}}}
	for _, k := range kindOrder {
		v.Tabs.Items = append(v.Tabs.Items, parts.Tab{Text: kindNames[k], Href: at(string(k), ""), Current: kind == string(k)})
	}
	v.Tabs.Items = append(v.Tabs.Items, parts.Tab{Text: "Đã kết thúc", Href: at("former", ""), Current: kind == "former"})
	v.Table = parts.Table{ID: "offices", Caption: "Cơ quan", CaptionHidden: true, Keys: true, Columns: []parts.Column{{Title: "Tên", Wide: true}, {Title: "Loại"}, {Title: "Mã định danh", Code: true},
		{Title: "Điện thoại"}, {Title: "Hiệu lực"}}, Empty: parts.Empty{Title: "Không có cơ quan nào như vậy", Why: "Thử tìm một phần của tên, không cần dấu."}}
	var found []office.Office
	for _, o := range a.Offices.Tree().All() {
		if matches(o, a.Offices.Tree().Title(o.ID), text, kind, today) {
			found = append(found, o)
		}
	}
	found, v.Pages = parts.Paged(found, func(o office.Office) string { return o.ID }, q.Text("after", 100), "cơ quan", func(after string) string { return at(kind, after) })
	for _, o := range found {
		v.Table.Rows = append(v.Table.Rows, parts.Row{Cells: []parts.Cell{{Text: a.Offices.Tree().Title(o.ID), Href: "/admin/offices/" + o.ID}, {Text: kindNames[o.Kind]},
			{Text: o.CodeOn(today)}, {Text: page.Phone(o.Phone)}, {Text: validity(o.ValidFrom, o.ValidTo)}}})
	}
	page.Render(w, r, http.StatusOK, listPage(v))
	return nil
}

// listAt is the address of a page of a list: its tab and the words searched for stay.
func listAt(path, tab, value, text, after string) string {
	q := url.Values{}
	for k, x := range map[string]string{tab: value, "q": text, "after": after} {
		if x != "" {
			q.Set(k, x)
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// matches looks in the full title, so that the name of a district finds its wards.
func matches(o office.Office, title, text, kind, today string) bool {
	if kind == "former" && o.InForce(today) || kind != "former" && !o.InForce(today) && text == "" || kind != "" && kind != "former" && kind != string(o.Kind) {
		return false
	}
	return text == "" || strings.Contains(fold.Fold(title), fold.Fold(text)) || o.GSO == text || strings.Contains(o.CodeOn(today), text)
}

func validity(from, to string) string {
	if from == "" && to == "" {
		return "không ghi"
	}
	if to == "" {
		return "từ " + short(from)
	}
	return "từ " + short(from) + " đến hết " + short(to)
}

// short writes a stored date for a column.
func short(day string) string {
	p := strings.Split(day, "-")
	if len(p) != 3 {
		return day
	}
	return p[2] + "/" + p[1] + "/" + p[0]
}

func (a admin) one(r *http.Request) (office.Office, error) {
	if _, err := a.who(r); err != nil {
		return office.Office{}, err
	}
	o, ok := a.Offices.Office(r.PathValue("office"))
	if !ok {
		return o, refusal.Missing("Không tìm thấy cơ quan này.")
	}
	return o, nil
}

func (a admin) office(w http.ResponseWriter, r *http.Request) error {
	o, err := a.one(r)
	if err != nil {
		return err
	}
	tree, today, at := a.Offices.Tree(), a.Today(), "/admin/offices/"+o.ID
	v := showView{Frame: a.frame(r, o.Place, above...), Title: tree.Title(o.ID), Caption: kindNames[o.Kind],
		Acts: []parts.Button{{Text: "Sửa thông tin", Href: at + "/edit"}, {Text: "Mã định danh mới", Style: parts.Outlined, Href: at + "/code"},
			{Text: "Đổi giờ làm việc", Style: parts.Outlined, Href: "/admin/calendar/new?office=" + o.ID}, {Text: "Kết thúc hoạt động", Style: parts.Outlined, Href: at + "/close"}}}
	if !o.InForce(today) {
		v.Note = &parts.Note{Kind: parts.Paused, Title: "Cơ quan này không hoạt động hôm nay", Text: "Hồ sơ cũ vẫn tra cứu được; các cơ quan kế thừa giải quyết tiếp."}
	}
	facts := []parts.Fact{{Key: "Tên trên văn bản", Value: o.Name()}, {Key: "Trực thuộc", Value: orNone(tree.Title(o.Parent))}, {Key: "Điện thoại", Value: orNone(page.Phone(o.Phone))},
		{Key: "Mã đơn vị hành chính", Value: orNone(o.GSO)}, {Key: "Hiệu lực", Value: validity(o.ValidFrom, o.ValidTo)},
		{Key: "Giờ làm việc", More: a.Dossiers.Calendar(o.ID).Pattern(calendar.DateOf(a.Civil.Now()))}}
	for _, l := range a.Offices.Everything().Successions {
		if l.Old == o.ID {
			facts = append(facts, parts.Fact{Key: "Kế thừa bởi", Value: tree.Title(l.New), More: []string{"từ " + civil(l.On)}})
		}
		if l.New == o.ID {
			facts = append(facts, parts.Fact{Key: "Kế thừa của", Value: tree.Title(l.Old), More: []string{"từ " + civil(l.On)}})
		}
	}
	codes := parts.Table{Caption: "Mã định danh", CaptionHidden: true, Columns: []parts.Column{{Title: "Mã", Code: true}, {Title: "Hiệu lực"}}, Empty: parts.Empty{Title: "Chưa có mã định danh", Why: "Không có mã thì không cấp được mã hồ sơ."}}
	for _, c := range o.Codes {
		codes.Rows = append(codes.Rows, parts.Row{Cells: []parts.Cell{{Text: c.Value}, {Text: validity(c.From, c.To)}}})
	}
	past, err := a.history(r, o.ID)
	if err != nil {
		return err
	}
	v.Sections = []section{{"Thông tin", []templ.Component{parts.Summary{Facts: facts}}}, {"Mã định danh", []templ.Component{codes}},
		{"Đang giữ vị trí", []templ.Component{a.postTable(a.Offices.Staff(o.ID, today), true)}}, {"Lịch sử thay đổi", []templ.Component{past}}}
	page.Render(w, r, http.StatusOK, showPage(v))
	return nil
}

func orNone(s string) string {
	if s == "" {
		return "Không có"
	}
	return s
}

// history is what was done to subjects of the directory, newest first.
func (a admin) history(r *http.Request, subjects ...string) (parts.Timeline, error) {
	t := parts.Timeline{NewestFirst: true, Empty: "Chưa có thay đổi nào từ khi nạp dữ liệu ban đầu."}
	for _, s := range subjects {
		events, err := a.Dossiers.Trail(r.Context(), trail.DirectoryKey(s))
		if err != nil {
			return t, err
		}
		for _, e := range events {
			t.Moments = append(t.Moments, a.moment(e))
		}
	}
	return t, nil
}

func (a admin) moment(e event.Event) parts.Moment {
	name := e.Official
	if o, ok := a.Offices.Official(e.Official); ok {
		name = o.Name
	}
	what := acts[e.Act]
	if e.Kind == "post" && e.Act == "create_official" {
		what = acts["appoint"]
	}
	if what == "" {
		what = e.Act
	}
	return parts.Moment{At: trail.At(e), What: what, Who: name}
}

var acts = map[string]string{"create_office": "Thêm cơ quan", "edit_office": "Sửa thông tin cơ quan", "code_office": "Đổi mã định danh", "close_office": "Kết thúc hoạt động",
	"create_official": "Thêm công chức", "edit_official": "Sửa thông tin công chức", "appoint": "Bổ nhiệm vị trí", "end_post": "Chấm dứt vị trí", "delegate": "Giao quyền",
	"revoke": "Thu hồi giao quyền", "invite": "Cấp liên kết tạo tài khoản", "reset_link": "Cấp liên kết đặt lại mật khẩu", "lock": "Khóa tài khoản", "unlock": "Mở tài khoản",
	"amend": "Đổi lịch làm việc", "import": "Nạp từ tệp"}
