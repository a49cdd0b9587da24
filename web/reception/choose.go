package reception

import (
	"net/http"
	"net/url"
	"strings"

	"motcua/procedure"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// chooseView is what GET /desk/new shows.
type chooseView struct {
	Frame  page.Frame
	Find   string
	Table  parts.Table
	Note   string
	Record string
}

// choose finds the procedure; search as you type where there is script.
func (p pages) choose(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	record := r.URL.Query().Get("record") // of the post: it goes with the dossier
	v := chooseView{Record: record, Frame: p.frame(r, "Chọn thủ tục"), Find: page.Query(r).Text("q", 100)}
	vs := p.Procedures.Search(procedure.Query{Text: v.Find, Day: p.Today()})
	if v.Find == "" {
		if o, ok := p.Offices.Office(who.Office); ok { // what this level receives most comes first
			if own := p.Procedures.Search(procedure.Query{Level: procedure.Level(o.Kind), Day: p.Today()}); len(own) > 0 {
				vs = own
			}
		}
	}
	if len(vs) > rowsMost {
		vs, v.Note = vs[:rowsMost], "Chỉ hiện 50 thủ tục đầu. Gõ thêm từ trong tên để thu hẹp."
	}
	v.Table = parts.Table{ID: "rows", Caption: "Thủ tục", CaptionHidden: true, Keys: true, Columns: []parts.Column{{Title: "Thủ tục", Wide: true}, {Title: "Mã", Code: true, Minor: true}, {Title: "Thời hạn"}},
		Empty: parts.Empty{Title: "Không tìm thấy thủ tục nào", Why: "Thử ít từ hơn, không cần gõ dấu. Chỉ thủ tục đang có hiệu lực mới tiếp nhận được."}}
	for _, x := range vs {
		v.Table.Rows = append(v.Table.Rows, parts.Row{Cells: []parts.Cell{{Text: x.Name, Href: counterHref(x.Code, record), Sub: x.Field}, {Text: x.Code}, limitCell(x)}})
	}
	if v.Find != "" && len(vs) == 1 && !page.Partial(r) { // Enter on a name that is clear enough opens the form
		http.Redirect(w, r, counterHref(vs[0].Code, record), http.StatusSeeOther)
		return nil
	}
	if page.Partial(r) {
		page.Render(w, r, http.StatusOK, chooseRows(v))
		return nil
	}
	page.Render(w, r, http.StatusOK, choosePage(v))
	return nil
}

func counterHref(code, record string) string {
	if record == "" {
		return "/desk/new/" + code
	}
	return "/desk/new/" + code + "?record=" + url.QueryEscape(record)
}

func limitWords(v procedure.Version, k procedure.ChannelKind) string {
	if l, ok := v.LimitFor(k); ok {
		return l.Vietnamese()
	}
	return "Chưa công bố"
}

// limitCell sets a remark on how the limit was published on a line of its own.
func limitCell(v procedure.Version) parts.Cell {
	words, remark, _ := strings.Cut(limitWords(v, procedure.InPerson), " (")
	return parts.Cell{Text: words, Sub: strings.TrimSuffix(remark, ")")}
}
