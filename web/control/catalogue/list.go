package catalogue

import (
	"net/http"
	"net/url"
	"strconv"

	"motcua/procedure"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type listView struct {
	Frame   page.Frame
	Find    string
	Show    string
	Numbers parts.Board
	Table   parts.Table
	Pages   parts.Pagination
}

// list shows every procedure in force with its gaps.
func (p pages) list(w http.ResponseWriter, r *http.Request) error {
	if _, err := p.Who(r); err != nil {
		return err
	}
	q := page.Query(r)
	v := listView{Frame: p.Framed(r, "Danh mục thủ tục"), Find: q.Text("q", 200), Show: q.Choice("show", "", "gaps", "complete")}
	var rows []procedure.Version
	gaps, incomplete := map[string]int{}, 0
	all := p.Procedures.Search(procedure.Query{Day: p.Today()})
	for _, x := range all {
		if gaps[x.ID] = len(procedure.Gaps(x)); gaps[x.ID] > 0 {
			incomplete++
		}
	}
	for _, x := range p.Procedures.Search(procedure.Query{Text: v.Find, Day: p.Today()}) {
		if v.Show == "" || (v.Show == "gaps") == (gaps[x.ID] > 0) {
			rows = append(rows, x)
		}
	}
	v.Numbers = parts.Board{Label: "Danh mục hôm nay", Numbers: []parts.Number{
		{Label: "Thủ tục đang có hiệu lực", Value: page.Number(int64(len(all))), Href: "/control/catalogue", Kind: parts.Plain},
		{Label: "Đủ các phần", Value: page.Number(int64(len(all) - incomplete)), Href: "/control/catalogue?show=complete", Kind: parts.Plain},
		{Label: "Còn phần thiếu", Value: page.Number(int64(incomplete)), Href: "/control/catalogue?show=gaps", Kind: parts.Plain}}}
	at := func(after string) string {
		return "/control/catalogue?" + url.Values{"q": {v.Find}, "show": {v.Show}, "after": {after}}.Encode()
	}
	rows, v.Pages = parts.Paged(rows, func(x procedure.Version) string { return x.Code }, q.Text("after", 40), "thủ tục", at)
	v.Table = parts.Table{ID: "rows", Caption: "Thủ tục", CaptionHidden: true, Keys: true, Columns: []parts.Column{{Title: "Thủ tục", Wide: true}, {Title: "Mã", Code: true}, {Title: "Phiên bản"}, {Title: "Quyết định công bố", Minor: true}, {Title: "Phần còn thiếu"}},
		Empty: parts.Empty{Title: "Không có thủ tục nào", Why: "Thử ít chữ hơn, hoặc xem lại toàn bộ danh mục."}}
	for _, x := range rows {
		tag := parts.Tag{Kind: parts.Good, Text: "Đủ"}
		if n := gaps[x.ID]; n > 0 {
			tag = parts.Tag{Kind: parts.Soon, Text: "Thiếu " + strconv.Itoa(n)}
		}
		v.Table.Rows = append(v.Table.Rows, parts.Row{Cells: []parts.Cell{{Text: x.Name, Href: address(x.Code), Sub: x.Field}, {Text: x.Code}, {Text: strconv.Itoa(x.No) + since(x)}, {Text: x.Decision}, {Part: tag}}})
	}
	if page.Partial(r) {
		page.Render(w, r, http.StatusOK, listRows(v))
		return nil
	}
	page.Render(w, r, http.StatusOK, listPage(v))
	return nil
}

func address(code string) string { return "/control/catalogue/" + url.PathEscape(code) }

func since(v procedure.Version) string {
	if v.ValidFrom == "" {
		return ""
	}
	return ", từ " + page.CivilDay(v.ValidFrom)
}

type oneView struct {
	Frame    page.Frame
	Version  procedure.Version
	Gaps     []procedure.Gap
	Facts    []parts.Fact
	Sections []procedure.Section
	Versions parts.Table
}

// procedure shows the parts of one procedure as the law lists them.
func (p pages) procedure(w http.ResponseWriter, r *http.Request) error {
	if _, err := p.Who(r); err != nil {
		return err
	}
	all := p.Procedures.Of(r.PathValue("procedure"))
	if len(all) == 0 {
		return refusal.Missing("Không tìm thấy thủ tục này trong danh mục. Tìm lại theo tên hoặc mã.")
	}
	x, ok := p.Procedures.InForce(all[0].Code, p.Today())
	if !ok {
		x = all[len(all)-1]
	}
	v := oneView{Frame: p.Framed(r, x.Name, page.Link{Text: "Danh mục", Href: "/control/catalogue"}), Version: x, Gaps: procedure.Gaps(x), Sections: procedure.Sections(x)}
	force := "Đang có hiệu lực"
	if !ok {
		force = "Không còn hiệu lực"
	}
	v.Facts = []parts.Fact{{Key: "Mã quốc gia", Part: parts.Code{Text: x.NationalCode()}}, {Key: "Phiên bản", Value: strconv.Itoa(x.No), More: []string{force}}, {Key: "Lĩnh vực", Value: x.Field},
		{Key: "Dịch vụ công trực tuyến", Value: x.ServiceOn(p.Today()).Vietnamese()}, {Key: "Thực hiện tại", Value: x.DoneAt().Vietnamese()}}
	v.Versions = versions(all)
	page.Render(w, r, http.StatusOK, onePage(v))
	return nil
}

// versions lists what was in force when, each with what it changed.
func versions(all []procedure.Version) parts.Table {
	t := parts.Table{ID: "versions", Caption: "Các phiên bản", Columns: []parts.Column{{Title: "Phiên bản", Numeric: true}, {Title: "Hiệu lực"}, {Title: "Quyết định công bố"}, {Title: "Thay đổi", Wide: true}}}
	for i := len(all) - 1; i >= 0; i-- {
		x := all[i]
		until := "nay"
		if x.ValidTo != "" {
			until = "hết " + page.CivilDate(x.ValidTo)
		}
		what := parts.Cell{Text: "Phiên bản đầu tiên"}
		if i > 0 {
			n := len(procedure.Differences(all[i-1], x))
			what = parts.Cell{Text: strconv.Itoa(n) + " phần khác phiên bản trước", Href: "/procedures/" + url.PathEscape(x.Code) + "/changes?" + url.Values{"from": {strconv.Itoa(all[i-1].No)}, "to": {strconv.Itoa(x.No)}}.Encode()}
		}
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: strconv.Itoa(x.No)}, {Text: since(x), Sub: until}, {Text: x.Decision}, what}})
	}
	return t
}
