package citizen

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"motcua/office"
	"motcua/posting"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// step shows one question of the filing.
func (p pages) step(w http.ResponseWriter, r *http.Request) error {
	x, err := p.open(r)
	if err != nil {
		return toDossier(w, r, err)
	}
	return p.show(w, r, x, nil)
}

// toDossier sends a draft that was filed to its dossier; other errors stay.
func toDossier(w http.ResponseWriter, r *http.Request, err error) error {
	var code filed
	if errors.As(err, &code) {
		http.Redirect(w, r, "/mine/"+url.PathEscape(string(code)), http.StatusSeeOther)
		return nil
	}
	return err
}

// show draws the question of the request with what is known and what is wrong.
func (p pages) show(w http.ResponseWriter, r *http.Request, x filing, problems page.Problems) error {
	step := r.PathValue("step")
	f := p.stepFrame(r, x, step)
	status := http.StatusOK
	if problems.Any() {
		f.Failed, status = true, http.StatusUnprocessableEntity
	}
	base := stepView{Frame: f, Problems: problems, Title: stepTitles[step], Caption: caption(step), Procedure: x.proc.Name, Action: x.href(step),
		Drop: x.href("drop"), Saved: x.saved(), Given: x.given}
	switch step {
	case "office":
		page.Render(w, r, status, officePage(p.officeView(r, x, base)))
	case "person":
		base.Save = x.href("save")
		page.Render(w, r, status, personPage(base))
	case "form":
		return p.showForm(w, r, x, base)
	case "papers":
		v, err := p.papersView(x, base)
		if err != nil {
			return err
		}
		page.Render(w, r, status, papersPage(v))
	case "return":
		page.Render(w, r, status, returnPage(returnView{stepView: base, Desk: p.deskName(x.given.Office)}))
	case "check":
		return p.showCheck(w, r, x, base)
	default:
		return refusal.Missing("Không tìm thấy bước này.")
	}
	return nil
}

// answer takes the answer to one question and goes on to the next.
func (p pages) answer(w http.ResponseWriter, r *http.Request) error {
	x, err := p.open(r)
	if err != nil {
		return toDossier(w, r, err)
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	step := r.PathValue("step")
	if step == "form" {
		if done, err := p.takeForm(w, r, f, &x); done || err != nil {
			return err
		}
	}
	switch step {
	case "form":
	case "office":
		p.takeOffice(f, &x)
	case "person":
		takePerson(f, &x)
	case "papers":
		if len(x.proc.Asked()) > 0 && len(x.papers()) == 0 {
			f.Problems.Add("papers", "Chưa có giấy tờ nào. Chọn một giấy tờ và tải tệp lên.")
		}
	case "return":
		x.given.Return = f.Choice("return", atDesk, byPost)
		switch {
		case x.given.Return == "" && !f.Problems.Any():
			f.Problems.Add("return", "Chọn nơi nhận kết quả.")
		case x.given.Return == byPost && x.given.Address == "":
			f.Problems.Add("return", "Nhận qua bưu chính cần có địa chỉ. Quay lại bước “Người nộp hồ sơ” để ghi địa chỉ.")
		}
	default:
		return refusal.Missing("Không tìm thấy bước này.")
	}
	if f.Problems.Any() {
		return p.show(w, r, x, f.Problems)
	}
	to := next(step)
	if x.draft.Step == "check" && p.missing(x) == "" {
		to = "check" // one answer was changed from the last page: go back there
	}
	if err := p.keep(r, &x, to); err != nil {
		return err
	}
	http.Redirect(w, r, x.href(to), http.StatusSeeOther)
	return nil
}

func (p pages) takeOffice(f *page.Form, x *filing) {
	id := f.Text("office", 40)
	switch {
	case id == "":
		f.Problems.Add("office", "Chọn nơi nộp hồ sơ.")
	case !has(posting.Receivers(p.Offices.Tree(), x.proc, p.Today()), id):
		f.Problems.Add("office", "Nơi này không tiếp nhận thủ tục đã chọn. Chọn một nơi trong danh sách.")
	default:
		x.given.Office = id
	}
}

func takePerson(f *page.Form, x *filing) {
	typed := x.given
	typed.Name = f.Need("name", 250, "Hãy nhập họ tên hoặc tên tổ chức.")
	typed.Phone, typed.Email = f.Text("phone", 30), f.Text("email", 200)
	typed.Address, typed.Number = f.Text("address", 500), f.Text("number", 30)
	clean, err := typed.check()
	if err != nil {
		f.Problems.Refused(err)
		x.given = typed
		return
	}
	x.given = clean
}

// autosave keeps what is being typed, right or not; the step's own answer checks it.
func (p pages) autosave(w http.ResponseWriter, r *http.Request) error {
	x, err := p.open(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	if f.Bool("declaration") {
		return p.saveForm(w, r, f, x)
	}
	x.given.Name, x.given.Phone, x.given.Email = f.Text("name", 250), f.Text("phone", 30), f.Text("email", 200)
	x.given.Address, x.given.Number = f.Text("address", 500), f.Text("number", 30)
	if f.Problems.Any() {
		w.WriteHeader(http.StatusUnprocessableEntity)
		return nil
	}
	if err := p.keep(r, &x, x.draft.Step); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// drop throws the draft and its files away.
func (p pages) drop(w http.ResponseWriter, r *http.Request) error {
	x, err := p.open(r)
	if err != nil {
		return toDossier(w, r, err)
	}
	for _, f := range x.files {
		if err := p.Papers.Drop(r.Context(), x.draft.ID, f.ID); err != nil {
			return err
		}
	}
	if err := p.Drafts.Drop(r.Context(), x.who.Person, x.draft.ID); err != nil {
		return err
	}
	page.Redirect(w, r, "/mine", page.Flash{Text: "Đã xóa bản nháp."})
	return nil
}

type stepView struct {
	page.Frame
	Problems  page.Problems
	Title     string
	Caption   string
	Procedure string
	Action    string
	Save      string
	Drop      string
	Saved     string
	Given     answers
}

type officeView struct {
	stepView
	Search   bool
	Query    string
	Path     string
	Area     string
	Areas    []parts.Option // districts to choose a ward from
	Options  []parts.Option
	Empty    string
	Truncate bool
}

const officesShown = 40

func (p pages) officeView(r *http.Request, x filing, base stepView) officeView {
	v := officeView{stepView: base, Path: base.Action}
	t, day := p.Offices.Tree(), p.Today()
	all := posting.Receivers(t, x.proc, day)
	q := page.Query(r)
	v.Area = q.Text("area", 40)
	v.Query = q.Text("q", 100)
	v.Search = len(all) > officesShown
	list := all
	switch {
	case !v.Search:
	case v.Query != "":
		list = matching(t, all, v.Query, day)
		v.Empty = "Không có nơi nào có tên này. Thử gõ tên phường, xã hoặc quận, huyện, có dấu hay không dấu đều được."
	case v.Area != "":
		list = slices.DeleteFunc(t.Children(v.Area, day), func(o office.Office) bool { return !has(all, o.ID) })
	default:
		list = nil
		if o, ok := p.officeOf(x.given.Office); ok {
			list = append(list, o)
		}
	}
	if v.Search {
		v.Areas = p.areas()
	}
	v.Truncate = len(list) > officesShown
	for _, o := range list[:min(len(list), officesShown)] {
		v.Options = append(v.Options, parts.Option{Value: o.ID, Label: t.Title(o.ID)})
	}
	return v
}

// areas lists the districts, to come to a ward by its district.
func (p pages) areas() []parts.Option {
	t, day := p.Offices.Tree(), p.Today()
	out := []parts.Option{{Value: "", Label: "Chọn quận, huyện"}}
	for _, o := range t.On(day) {
		if o.Kind == office.District {
			out = append(out, parts.Option{Value: o.ID, Label: o.Place})
		}
	}
	return out
}

func (p pages) deskName(id string) string {
	if o, ok := p.officeOf(id); ok {
		return "Bộ phận Tiếp nhận và Trả kết quả – " + o.Name()
	}
	return "Bộ phận Tiếp nhận và Trả kết quả nơi nộp hồ sơ"
}

type returnView struct {
	stepView
	Desk string
}
