package admin

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"motcua/calendar"
	"motcua/fold"
	"motcua/office"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
)

func (a admin) parents() []parts.Option {
	out := []parts.Option{{Value: "", Label: "Chọn cơ quan cấp trên"}}
	for _, o := range a.Offices.Tree().On(a.Today()) {
		if o.Kind == office.City || o.Kind == office.District {
			out = append(out, parts.Option{Value: o.ID, Label: o.Place})
		}
	}
	return out
}

func (a admin) askNewOffice(w http.ResponseWriter, r *http.Request) error {
	if _, err := a.who(r); err != nil {
		return err
	}
	return a.showNewOffice(w, r, nil)
}

func (a admin) showNewOffice(w http.ResponseWriter, r *http.Request, f *page.Form) error {
	x := from{f}
	kinds := []parts.Option{{Value: "", Label: "Chọn loại cơ quan"}}
	for _, k := range kindOrder {
		kinds = append(kinds, parts.Option{Value: string(k), Label: kindNames[k]})
	}
	return a.ask(w, r, formView{Frame: a.frame(r, "Thêm cơ quan", above...), Title: "Thêm cơ quan", Action: "/admin/offices/new", Do: "Thêm cơ quan", Back: "/admin/offices",
		Fields: []templ.Component{x.choice("kind", "Loại cơ quan", "", "", kinds), x.input("place", "Tên", "Ví dụ: Phường Bến Nghé, Sở Nội vụ", ""),
			x.choice("parent", "Trực thuộc", "", "", a.parents()), x.input("gso", "Mã đơn vị hành chính", "Bắt buộc với quận, huyện, phường, xã, thị trấn", ""),
			x.input("code", "Mã định danh", "Ví dụ 001.41.00.H29", ""), x.input("phone", "Điện thoại", "Công khai trên giấy tiếp nhận", ""),
			x.date("from", "Hoạt động từ ngày", "Ví dụ 01 7 2019", a.Today())}}, f)
}

func (a admin) newOffice(w http.ResponseWriter, r *http.Request) error {
	id := ""
	return a.took(w, r, func(f *page.Form) error {
		o := office.Office{Kind: office.Kind(f.Choice("kind", texts(kindOrder)...)), Place: f.Need("place", 200, "Nhập tên cơ quan."), Parent: f.Text("parent", 50), GSO: f.Text("gso", 10),
			Phone: f.Text("phone", 30), ValidFrom: day(f, "from", "Nhập ngày bắt đầu hoạt động.")}
		code := f.Need("code", 50, "Nhập mã định danh của cơ quan.")
		territory := o.Kind == office.District || o.Kind == office.Commune
		switch {
		case o.Kind == "":
			f.Problems.Add("kind", "Chọn loại cơ quan.")
		case o.Parent == "":
			f.Problems.Add("parent", "Chọn cơ quan cấp trên.")
		case territory && o.GSO == "":
			f.Problems.Add("gso", "Nhập mã đơn vị hành chính.")
		case code != "" && !office.ValidCode2018(code) && o.ValidFrom < codeChange:
			f.Problems.Add("code", "Mã định danh viết như 001.41.00.H29.")
		}
		if f.Problems.Any() {
			return nil
		}
		o.ID, o.Codes = a.IDs.New(), []office.Code{{Value: code, From: o.ValidFrom}}
		if territory {
			o.ID = "g" + o.GSO
		}
		if _, taken := a.Offices.Office(o.ID); taken {
			return refusal.Invalid("gso", "Mã đơn vị hành chính này đã được dùng. Đặt mã mới, hoặc sửa cơ quan đã có.")
		}
		id = o.ID
		return a.save(r, "create_office", office.Change{Offices: []office.Office{o}})
	}, func(f *page.Form) error { return a.showNewOffice(w, r, f) }, func() { a.back(w, r, "/admin/offices/"+id, "Đã thêm cơ quan.") })
}

// codeChange is the first day on which agency codes have another shape (CODE-3).
const codeChange = "2020-09-15"

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	return out
}

func (a admin) back(w http.ResponseWriter, r *http.Request, to, text string) {
	page.Redirect(w, r, to, page.Flash{Kind: "success", Text: text})
}

func (a admin) askEditOffice(w http.ResponseWriter, r *http.Request) error {
	o, err := a.one(r)
	if err != nil {
		return err
	}
	return a.showEditOffice(w, r, o, nil)
}

func (a admin) showEditOffice(w http.ResponseWriter, r *http.Request, o office.Office, f *page.Form) error {
	x, at := from{f}, "/admin/offices/"+o.ID
	fields := []templ.Component{x.input("place", "Tên", "", o.Place), x.input("phone", "Điện thoại", "Công khai trên giấy tiếp nhận", o.Phone)}
	if o.Kind != office.City {
		fields = append(fields, x.choice("parent", "Trực thuộc", "", o.Parent, a.parents()))
	}
	return a.ask(w, r, formView{Frame: a.frame(r, "Sửa cơ quan", append(above, page.Link{Text: o.Place, Href: at})...), Title: "Sửa thông tin cơ quan", Caption: o.Place,
		Lead: "Giờ làm việc đổi ở trang Lịch làm việc, để hồ sơ đang giải quyết được rà soát.", Action: at + "/edit", Do: "Lưu", Back: at, Fields: fields}, f)
}

func (a admin) editOffice(w http.ResponseWriter, r *http.Request) error {
	o, err := a.one(r)
	if err != nil {
		return err
	}
	return a.took(w, r, func(f *page.Form) error {
		o.Place, o.Phone = f.Need("place", 200, "Nhập tên cơ quan."), f.Text("phone", 30)
		if o.Kind != office.City {
			o.Parent = f.Need("parent", 50, "Chọn cơ quan cấp trên.")
		}
		if f.Problems.Any() {
			return nil
		}
		return a.save(r, "edit_office", office.Change{Offices: []office.Office{o}})
	}, func(f *page.Form) error { return a.showEditOffice(w, r, o, f) }, func() { a.back(w, r, "/admin/offices/"+o.ID, "Đã lưu thông tin cơ quan.") })
}

func (a admin) askCode(w http.ResponseWriter, r *http.Request) error {
	o, err := a.one(r)
	if err != nil {
		return err
	}
	return a.showCode(w, r, o, nil)
}

func (a admin) showCode(w http.ResponseWriter, r *http.Request, o office.Office, f *page.Form) error {
	x, at := from{f}, "/admin/offices/"+o.ID
	return a.ask(w, r, formView{Frame: a.frame(r, "Mã định danh mới", append(above, page.Link{Text: o.Place, Href: at})...), Title: "Mã định danh mới", Caption: o.Place,
		Lead: "Mã đang dùng hết hiệu lực trước ngày này; mã hồ sơ đã cấp không đổi.", Action: at + "/code", Do: "Lưu mã mới", Back: at,
		Fields: []templ.Component{x.input("code", "Mã định danh", "Ví dụ 001.41.00.H29", ""), x.date("code_from", "Dùng từ ngày", "", "")}}, f)
}

// code ends the code in use the day before the new one begins (CODE-3, CODE-5).
func (a admin) code(w http.ResponseWriter, r *http.Request) error {
	o, err := a.one(r)
	if err != nil {
		return err
	}
	return a.took(w, r, func(f *page.Form) error {
		code, first := f.Need("code", 50, "Nhập mã định danh."), day(f, "code_from", "Nhập ngày bắt đầu dùng mã.")
		if f.Problems.Any() {
			return nil
		}
		o.Codes = slices.Clone(o.Codes)
		for i := range o.Codes {
			if c := &o.Codes[i]; c.To == "" || c.To >= first {
				if c.From >= first {
					return refusal.Invalid("code_from", "Mã đang dùng bắt đầu từ "+civil(c.From)+". Chọn ngày sau đó.")
				}
				c.To = before(first)
			}
		}
		o.Codes = append(o.Codes, office.Code{Value: code, From: first})
		return a.save(r, "code_office", office.Change{Offices: []office.Office{o}})
	}, func(f *page.Form) error { return a.showCode(w, r, o, f) }, func() { a.back(w, r, "/admin/offices/"+o.ID, "Đã lưu mã định danh mới.") })
}

// before is the day before a stored date.
func before(stored string) string {
	d, err := calendar.ParseDate(stored)
	if err != nil {
		return stored
	}
	return (d - 1).String()
}

func (a admin) askClose(w http.ResponseWriter, r *http.Request) error {
	o, err := a.one(r)
	if err != nil {
		return err
	}
	return a.showClose(w, r, o, nil)
}

func (a admin) showClose(w http.ResponseWriter, r *http.Request, o office.Office, f *page.Form) error {
	x, at := from{f}, "/admin/offices/"+o.ID
	return a.ask(w, r, formView{Frame: a.frame(r, "Kết thúc hoạt động", append(above, page.Link{Text: o.Place, Href: at})...), Title: "Kết thúc hoạt động", Caption: o.Place, Danger: true,
		Lead:   "Từ ngày hôm sau, các cơ quan kế thừa giải quyết tiếp mọi hồ sơ của cơ quan này. Việc này không hoàn tác được.",
		Action: at + "/close", Do: "Kết thúc " + o.Place, Back: at,
		Fields: []templ.Component{x.date("day", "Ngày cuối cùng hoạt động", "", ""),
			x.input("successors", "Cơ quan kế thừa", "Tên hoặc mã của một hay nhiều cơ quan, cách nhau bằng dấu chấm phẩy; chia cho nhiều nơi thì ghi đủ các nơi", "")}}, f)
}

// close ends an office with its successors: one row for each, so that splits and
// mergers are the same act (n:m).
func (a admin) close(w http.ResponseWriter, r *http.Request) error {
	o, err := a.one(r)
	if err != nil {
		return err
	}
	return a.took(w, r, func(f *page.Form) error {
		last := day(f, "day", "Nhập ngày cuối cùng hoạt động.")
		heirs := a.heirs(f, o.ID)
		if f.Problems.Any() {
			return nil
		}
		next, _ := calendar.ParseDate(last)
		o.ValidTo, o.Codes = last, slices.Clone(o.Codes)
		for i := range o.Codes {
			if c := &o.Codes[i]; c.To == "" || c.To > last {
				c.To = last
			}
		}
		c := office.Change{Offices: []office.Office{o}}
		for _, h := range heirs {
			c.Successions = append(c.Successions, office.Succession{Old: o.ID, New: h, On: (next + 1).String()})
		}
		return a.save(r, "close_office", c)
	}, func(f *page.Form) error { return a.showClose(w, r, o, f) }, func() { a.back(w, r, "/admin/offices/"+o.ID, "Đã ghi ngày kết thúc và cơ quan kế thừa.") })
}

// heirs finds the offices named, by id, code or whole name; one that nobody or several
// answer to is a problem.
func (a admin) heirs(f *page.Form, not string) []string {
	var out []string
	for _, word := range splitWords(f.Need("successors", 1000, "Chọn ít nhất một cơ quan kế thừa.")) {
		var found []string
		for _, o := range a.Offices.Tree().All() {
			if o.ID != not && (o.ID == word || o.CodeOn(a.Today()) == word || fold.Fold(o.Place) == fold.Fold(word) || fold.Fold(a.Offices.Tree().Title(o.ID)) == fold.Fold(word)) {
				found = append(found, o.ID)
			}
		}
		switch len(found) {
		case 1:
			out = append(out, found[0])
		case 0:
			f.Problems.Add("successors", "Không tìm thấy cơ quan “"+word+"”.")
		default:
			f.Problems.Add("successors", "Có nhiều cơ quan tên “"+word+"”; ghi mã định danh để phân biệt.")
		}
	}
	return out
}
