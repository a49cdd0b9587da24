package forms

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"motcua/bundle"
	"motcua/fold"
	"motcua/form"
	"motcua/procedure"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/page/parts/questions"
)

type listView struct {
	Frame  page.Frame
	Search parts.Search
	Table  parts.Table
	Pages  parts.Pagination
}

var originTags = map[form.Origin]parts.Tag{form.Published: {Kind: parts.Good, Text: "Thành phố công bố"}, form.Ours: {Kind: parts.Plain, Text: "Có sẵn"},
	form.Built: {Kind: parts.Soon, Text: "Lập từ giấy tờ"}}

// list shows every procedure in force with where its form comes from.
func (p pages) list(w http.ResponseWriter, r *http.Request) error {
	if _, err := p.who(r); err != nil {
		return err
	}
	open, err := p.Forms.Open(r.Context())
	if err != nil {
		return err
	}
	q := page.Query(r).Text("q", 100)
	v := listView{Frame: p.Framed(r, "Tờ khai"), Search: parts.Search{Action: home, Value: q, Label: "Tên hoặc mã thủ tục, tên tờ khai"},
		Table: parts.Table{Caption: "Tờ khai của các thủ tục", CaptionHidden: true, Columns: []parts.Column{{Title: "Thủ tục", Wide: true}, {Title: "Tờ khai"}, {Title: "Nguồn"}},
			Empty: parts.Empty{Title: "Không có thủ tục nào", Why: "Gõ ít chữ hơn, có dấu hay không dấu đều được."}}}
	var found []row
	seen := map[string]bool{}
	for _, x := range p.Procedures.All() {
		now, ok := p.Procedures.InForce(x.Code, p.Today())
		if !ok || seen[x.Code] {
			continue
		}
		seen[x.Code] = true
		if f := p.Forms.For(now); q == "" || fold.Contains(x.Code+" "+now.Name+" "+f.Title, q) {
			found = append(found, row{now, f.Title})
		}
	}
	found, v.Pages = parts.Paged(found, func(x row) string { return x.of.Code }, page.Query(r).Text("after", 40), "thủ tục", func(after string) string {
		return home + "?" + url.Values{"q": {q}, "after": {after}}.Encode()
	})
	for _, x := range found {
		tag := originTags[p.Forms.OriginOf(x.of)]
		if open[x.of.Code] {
			tag = parts.Tag{Kind: parts.Paused, Text: "Đang soạn"}
		}
		v.Table.Rows = append(v.Table.Rows, parts.Row{Cells: []parts.Cell{{Text: x.of.Name, Href: at(x.of.Code, ""), Sub: x.of.Code}, {Text: x.title}, {Part: tag}}})
	}
	page.Render(w, r, http.StatusOK, listPage(v))
	return nil
}

// row is a procedure of the list with the title of its form.
type row struct {
	of    procedure.Version
	title string
}

type showView struct {
	Frame     page.Frame
	Problems  page.Problems
	Procedure string
	Code      string
	Form      form.Form
	Origin    parts.Tag
	Edits     bool // the city's forms are prescribed by its own control office
	Working   bool
	Versions  parts.Table
	Restore   []parts.Option
	Ask       questions.Ask
	Base      string
}

// show is the form of one procedure with its versions.
func (p pages) show(w http.ResponseWriter, r *http.Request) error {
	_, v, err := p.subject(r)
	if err != nil {
		return err
	}
	return p.draw(w, r, v, nil)
}

func (p pages) draw(w http.ResponseWriter, r *http.Request, v procedure.Version, problems page.Problems) error {
	open, err := p.Forms.Open(r.Context())
	if err != nil {
		return err
	}
	f := p.Forms.For(v)
	x := showView{Frame: p.frame(r, f.Title, procedure.Version{}), Problems: problems, Procedure: v.Name, Code: v.Code, Form: f, Origin: originTags[p.Forms.OriginOf(v)],
		Edits: p.Forms.May(p.Hall.Who(r)) == nil, Working: open[v.Code], Base: at(v.Code, ""), Ask: p.sample(f)}
	x.Versions = parts.Table{Caption: "Các phiên bản đã công bố", Columns: []parts.Column{{Title: "Số"}, {Title: "Dùng từ ngày"}, {Title: "Nội dung thay đổi", Wide: true}, {Title: "Người công bố"}},
		Empty: parts.Empty{Title: "Thành phố chưa công bố tờ khai riêng", Why: "Đang dùng tờ khai có sẵn hoặc lập từ giấy tờ của thủ tục."}}
	all := p.Forms.Of(v.Code)
	for i := len(all) - 1; i >= 0; i-- {
		one := all[i]
		by := one.Author
		if o, ok := p.Offices.Official(one.Author); ok {
			by = o.Name
		}
		x.Versions.Rows = append(x.Versions.Rows, parts.Row{Cells: []parts.Cell{{Text: strconv.Itoa(one.No)}, {Text: page.CivilDate(one.ValidFrom)}, {Text: one.Note, Sub: one.Form.Title}, {Text: by}}})
		x.Restore = append(x.Restore, parts.Option{Value: strconv.Itoa(one.No), Label: "Phiên bản " + strconv.Itoa(one.No) + ", dùng từ " + page.CivilDate(one.ValidFrom)})
	}
	status := http.StatusOK
	if problems.Any() {
		x.Frame.Failed, status = true, http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, showPage(x))
	return nil
}

// begin opens the working copy.
func (p pages) begin(w http.ResponseWriter, r *http.Request) error {
	who, v, err := p.keeper(r)
	if err != nil {
		return err
	}
	if _, err := p.Forms.Begin(r.Context(), who, v); err != nil {
		return err
	}
	http.Redirect(w, r, at(v.Code, "edit"), http.StatusSeeOther)
	return nil
}

// replace makes another form the working copy.
func (p pages) replace(w http.ResponseWriter, r *http.Request, f form.Form, said string) error {
	who, v, err := p.keeper(r)
	if err != nil {
		return err
	}
	work, err := p.Forms.Begin(r.Context(), who, v)
	if err != nil {
		return err
	}
	work.Form = f
	if err := p.Forms.Save(r.Context(), who, work); err != nil {
		return err
	}
	page.Redirect(w, r, at(v.Code, "edit"), page.Flash{Text: said})
	return nil
}

// restore takes an earlier version up again: it becomes the working copy, and nothing
// changes before it is published anew.
func (p pages) restore(w http.ResponseWriter, r *http.Request) error {
	_, v, err := p.keeper(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	no, _ := f.Int("no", 1, 1_000_000)
	for _, one := range p.Forms.Of(v.Code) {
		if int64(one.No) == no {
			return p.replace(w, r, one.Form, "Đã lấy lại nội dung phiên bản "+strconv.Itoa(one.No)+". Công bố để dùng.")
		}
	}
	f.Problems.Add("no", "Chọn phiên bản muốn lấy lại.")
	return p.draw(w, r, v, f.Problems)
}

// download sends the form as a file: its schema and its layout. The copy being worked on
// comes first, if there is one.
func (p pages) download(w http.ResponseWriter, r *http.Request) error {
	who, v, err := p.subject(r)
	if err != nil {
		return err
	}
	f := p.Forms.For(v)
	if open, err := p.Forms.Open(r.Context()); err != nil {
		return err
	} else if open[v.Code] && p.Forms.May(who) == nil {
		work, err := p.Forms.Working(r.Context(), who, v.Code)
		if err != nil {
			return err
		}
		f = work.Form
	}
	text, err := bundle.JSON(f.Pack())
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="to-khai-`+v.Code+`.json"`)
	_, err = w.Write(text)
	return err
}

// upload takes a form from a file; a wrong one is refused whole, with line and field.
func (p pages) upload(w http.ResponseWriter, r *http.Request) error {
	_, v, err := p.keeper(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, fileMost+64<<10)
	if err != nil {
		return err
	}
	heads := f.Files("file")
	if len(heads) != 1 {
		f.Problems.Add("file", "Chọn một tệp tờ khai (JSON).")
		return p.draw(w, r, v, f.Problems)
	}
	name, text, err := read(heads[0])
	if err != nil {
		return err
	}
	var file form.File
	if fault := bundle.Decode(name, text, &file); fault != nil {
		f.Problems.Add("file", fault.Error())
		return p.draw(w, r, v, f.Problems)
	}
	got, wrong := file.Unpack()
	if len(wrong) == 0 {
		wrong = got.Against(v)
	}
	if len(wrong) > 0 {
		f.Problems.Add("file", strings.TrimSpace(wrong[0].Field+" "+wrong[0].Sentence))
		return p.draw(w, r, v, f.Problems)
	}
	return p.replace(w, r, got, "Đã nhập tệp vào bản đang soạn. Xem thử rồi công bố.")
}

// drop gives the working copy up.
func (p pages) drop(w http.ResponseWriter, r *http.Request) error {
	who, v, err := p.keeper(r)
	if err != nil {
		return err
	}
	if err := p.Forms.Drop(r.Context(), who, v.Code); err != nil {
		return err
	}
	page.Redirect(w, r, at(v.Code, ""), page.Flash{Text: "Đã bỏ bản đang soạn."})
	return nil
}
