package parts

import (
	"bytes"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"motcua/web/page"
)

func parse(t *testing.T, raw []byte) *html.Node {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func draw(t *testing.T, c templ.Component) *html.Node {
	t.Helper()
	var buf bytes.Buffer
	if err := c.Render(t.Context(), &buf); err != nil {
		t.Fatal(err)
	}
	return parse(t, buf.Bytes())
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// all finds the elements of a name that carry a class; "" is any.
func all(doc *html.Node, name, class string) (out []*html.Node) {
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || (name != "" && n.Data != name) {
			continue
		}
		if class == "" || strings.Contains(" "+attr(n, "class")+" ", " "+class+" ") {
			out = append(out, n)
		}
	}
	return out
}

func said(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func one(t *testing.T, doc *html.Node, name, class string) *html.Node {
	t.Helper()
	found := all(doc, name, class)
	if len(found) != 1 {
		t.Fatalf("%d of %s.%s", len(found), name, class)
	}
	return found[0]
}

func TestInputKeepsWhatWasTypedAndSaysTheErrorAtTheField(t *testing.T) {
	doc := draw(t, Input{Name: "name", Label: "Họ và tên", Value: `<b>"Ánh"</b>`, Error: "Nhập họ và tên.", Mode: "tel", Key: "F2", Max: 40})
	in := one(t, doc, "input", "govuk-input--error")
	if attr(in, "value") != `<b>"Ánh"</b>` || len(all(doc, "b", "")) != 0 {
		t.Error("typed text must come back as text")
	}
	if attr(in, "aria-describedby") != "f-name-error" || attr(in, "inputmode") != "tel" || attr(in, "maxlength") != "40" || attr(in, "data-key") != "F2" {
		t.Errorf("attributes: %v", in.Attr)
	}
	if !strings.Contains(said(one(t, doc, "p", "govuk-error-message")), "Nhập họ và tên.") {
		t.Error("the sentence is not at the field")
	}
}

func TestProblemsLeadToTheirFields(t *testing.T) {
	doc := draw(t, Problems{Items: page.Problems{{Field: "way", Sentence: "Chọn một cách.", Rule: "REC-2"}, {Sentence: "Hồ sơ đã được nhận."}}})
	if attr(one(t, doc, "a", ""), "href") != "#f-way" || said(one(t, doc, "span", "mc-rule")) != "Căn cứ: REC-2" {
		t.Error(said(doc))
	}
	field := draw(t, Radios{Name: "way", Options: []Option{{Value: "a", Label: "A"}, {Value: "b", Label: "B"}}})
	if attr(all(field, "input", "")[0], "id") != "f-way" {
		t.Error("the first option carries the field's id")
	}
	if len(all(draw(t, Problems{}), "div", "")) != 0 {
		t.Error("no problem, no box")
	}
}

func TestChoices(t *testing.T) {
	doc := draw(t, Radios{Name: "w", Legend: "Nơi nhận", Value: "b", Options: []Option{{Value: "a", Label: "A"}, {Value: "b", Label: "B", Reveal: Input{Name: "x", Label: "X"}}}})
	in := all(doc, "input", "govuk-radios__input")
	if attr(in[0], "checked") != "" || !hasAttr(in[1], "checked") || attr(in[1], "data-aria-controls") == "" {
		t.Errorf("choice: %v %v", in[0].Attr, in[1].Attr)
	}
	if one(t, doc, "div", "govuk-radios__conditional") == nil {
		t.Error("what is revealed stands in the page without script")
	}
	boxes := all(draw(t, Checkboxes{Name: "c", Values: []string{"b"}, Options: []Option{{Value: "a"}, {Value: "b"}}}), "input", "")
	if hasAttr(boxes[0], "checked") || !hasAttr(boxes[1], "checked") {
		t.Error("boxes")
	}
	opts := all(draw(t, Select{Name: "s", Value: "2", Options: []Option{{Value: "1"}, {Value: "2"}}}), "option", "")
	if hasAttr(opts[0], "selected") || !hasAttr(opts[1], "selected") {
		t.Error("select")
	}
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func TestTableSortsByLinksAndKeepsTheQuery(t *testing.T) {
	x := Table{
		Caption: "Hồ sơ", Keys: true, Check: "code",
		Columns: []Column{{Title: "Mã", Sort: "code", Code: true}, {Title: "Còn", Sort: "left", Numeric: true}},
		Rows:    []Row{{Value: "7", Cells: []Cell{{Text: "H-7", Href: "/7"}, {Text: "4"}}, Late: true}},
		Sorting: &Sorting{By: "left", Path: "/viec", Query: url.Values{"q": {"khai sinh"}, "after": {"x"}}},
	}
	doc := draw(t, x)
	heads := all(doc, "th", "")
	if attr(heads[1], "aria-sort") != "none" || attr(heads[2], "aria-sort") != "ascending" {
		t.Error("the head says how the rows are sorted")
	}
	if got := attr(all(heads[2], "a", "")[0], "href"); got != "/viec?q=khai+sinh&sort=-left" {
		t.Errorf("pressing again turns the order, from the first row: %s", got)
	}
	if row := one(t, doc, "tr", "mc-row--late"); attr(row, "data-href") != "/7" {
		t.Error("Enter opens the row's first link")
	}
	if attr(one(t, doc, "input", ""), "aria-label") != "Chọn H-7" {
		t.Error("the box says which row it chooses")
	}
	empty := draw(t, Table{Empty: Empty{Title: "Không có việc", Why: "Chưa ai nộp."}})
	if len(all(empty, "table", "")) != 0 || !strings.Contains(said(empty), "Không có việc Chưa ai nộp.") {
		t.Error("an empty list says why")
	}
}

func TestTagsTellTheirKindWithoutColour(t *testing.T) {
	shapes := map[string]Kind{}
	for _, k := range []Kind{Calm, Soon, Today, Late, Paused, Done} {
		tag := Timing(k)
		doc := draw(t, tag)
		d := attr(one(t, doc, "path", ""), "d")
		if other, twice := shapes[d]; twice {
			t.Errorf("%s and %s have one shape", k, other)
		}
		shapes[d] = k
		if tag.Text == "" || said(doc) != tag.Text {
			t.Errorf("%s has no word", k)
		}
	}
	if len(all(draw(t, State("unknown", page.Citizen)), "span", "")) != 0 {
		t.Error("an unknown state draws nothing")
	}
	if State("supplement", page.Citizen).Text != "Cần bổ sung giấy tờ" || State("supplement", page.Official).Text != "Yêu cầu bổ sung" {
		t.Error("each audience has its own words")
	}
}

func TestDossierHeadSaysTheTimeOnce(t *testing.T) {
	late := draw(t, DossierHead{Code: "H-7", Procedure: shortName, Time: Timing(Late), Left: "quá hạn 4 giờ"})
	if got := said(one(t, late, "span", "mc-tag--late")); got != "quá hạn 4 giờ" {
		t.Errorf("late: %s", got)
	}
	soon := draw(t, DossierHead{Code: "H-7", Href: "/7", Procedure: shortName, Time: Timing(Soon), Left: "còn 7 giờ"})
	if got := said(one(t, soon, "span", "mc-tag--soon")); got != "sắp đến hạn · còn 7 giờ" {
		t.Errorf("soon: %s", got)
	}
	if len(all(late, "h1", "")) != 1 || len(all(soon, "h1", "")) != 0 {
		t.Error("the procedure is the heading of the dossier's own page alone")
	}
}

func TestTimeBarAndItsTableAgree(t *testing.T) {
	x := TimeBar{Segments: []Segment{{Holder: "A", Minutes: 90}, {Holder: "B", Minutes: 0}, {Holder: "C", Minutes: 270, Kind: Late}}, Due: 90}
	doc := draw(t, x)
	if n := len(all(doc, "rect", "mc-bar__piece")); n != 3 {
		t.Errorf("%d pieces for 3 holders", n)
	}
	if got := said(all(doc, "tbody", "")[0]); got != "A 1,5 giờ 25 % B 0 giờ 0 % C 4,5 giờ 75 %" {
		t.Errorf("table: %s", got)
	}
	ps, total := pieces(x)
	last := ps[len(ps)-1]
	if total != 360 || last.x+last.w < barWidth-0.01 || last.x+last.w > barWidth+0.01 {
		t.Errorf("pieces fill the bar: %v of %d", last, total)
	}
	if got := dueAt(x, ps); got != ps[0].w {
		t.Errorf("the mark stands at the end of the first piece, not %v", got)
	}
	if dueAt(TimeBar{Due: -1}, ps) != -1 || dueAt(TimeBar{Due: 9999}, ps) != -1 {
		t.Error("no mark without or beyond the appointment")
	}
	if len(all(draw(t, TimeBar{}), "svg", "")) != 0 {
		t.Error("no time, no bar")
	}
}

func TestTimelineOrderDependsOnTheReader(t *testing.T) {
	what := func(newest bool) string {
		var out []string
		for _, p := range all(draw(t, Timeline{Moments: sampleMoments(), NewestFirst: newest}), "strong", "") {
			out = append(out, said(p))
		}
		return out[0]
	}
	if what(false) != "Tiếp nhận hồ sơ" || what(true) != "Nhắc sắp đến hạn" {
		t.Error("citizens read the oldest first, officials the newest")
	}
	if n := len(all(draw(t, Timeline{Moments: sampleMoments()}), "li", "mc-line__item--machine")); n != 1 {
		t.Errorf("%d acts of the machine are told apart", n)
	}
}

func TestNumbersAreDoorsToTheirLists(t *testing.T) {
	doc := draw(t, Number{Label: "Trả đúng hạn", Value: "98,6 %", Href: "/list", Numerator: "986 đúng hạn", Denominator: "1.000 đã trả", Period: "quý II", AsOf: "09:15"})
	a := one(t, doc, "a", "mc-number")
	if attr(a, "href") != "/list" {
		t.Error("the number opens its list")
	}
	for _, want := range []string{"986 đúng hạn", "trên 1.000 đã trả", "quý II · tính đến 09:15"} {
		if !strings.Contains(said(a), want) {
			t.Errorf("the number does not say %q: %s", want, said(a))
		}
	}
}

func TestChartIsReadableWithoutItsBars(t *testing.T) {
	doc := draw(t, Chart{Title: "T", Head: "Đơn vị", Unit: "Hồ sơ", Bars: []Bar{{Label: "A", Value: 1432}, {Label: "B", Value: 1}, {Label: "C"}}})
	if got := said(all(doc, "tbody", "")[0]); got != "A 1.432 B 1 C 0" {
		t.Errorf("table: %s", got)
	}
	bars := all(doc, "rect", "")
	if attr(bars[0], "width") != "100.0" || attr(bars[1], "width") != "0.5" || attr(bars[2], "width") != "0" {
		t.Error("the longest fills the line, one is still seen, none is nothing")
	}
}

func TestConfirmSaysWhatWillHappenToWhom(t *testing.T) {
	doc := draw(t, officialConfirm())
	form := one(t, doc, "form", "")
	if attr(form, "method") != "post" || attr(form, "action") != "/tu-choi" {
		t.Error("a destructive act is a POST")
	}
	if said(one(t, doc, "button", "mc-button--danger")) != "Từ chối và in phiếu" || !strings.Contains(said(doc), "Nguyễn Thị Ánh Tuyết") {
		t.Error(said(doc))
	}
	if !strings.Contains(said(doc), "Không, quay lại") {
		t.Error("there is a way back")
	}
}

func TestAddressesOfScriptAreDefused(t *testing.T) {
	doc := draw(t, Search{Action: "/tim", Label: "Tìm", Live: &Live{Get: "/tim", Target: "#rows"}})
	if in := one(t, doc, "input", ""); attr(in, "hx-target") != "#rows" || attr(in, "name") != "q" {
		t.Errorf("%v", in.Attr)
	}
	for _, a := range all(draw(t, Cell{Text: "x", Href: "javascript:alert(1)"}.part()), "a", "") {
		if strings.Contains(attr(a, "href"), "alert") {
			t.Error("an address may not run")
		}
	}
}

func (c Cell) part() templ.Component { return cell(c) }
