package letters

import (
	"context"
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"motcua/access"
	"motcua/apology"
	"motcua/clock"
	"motcua/dossier"
	"motcua/letter"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// registerView is "Sổ theo dõi thư xin lỗi" of one office and year (APO-11).
type registerView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Office   string
	Offices  []parts.Option
	Year     string
	Years    []parts.Option
	Numbers  parts.Board
	Table    parts.Table
	Pages    parts.Pagination
	Groups   []parts.Table
	CSV, PDF string
}

// asked is a register somebody may read.
type asked struct {
	who    access.Who
	office string
	year   int
}

func (l Pages) askedBook(r *http.Request) (asked, error) {
	who, err := l.Official(r, chair.Head, chair.Deputy, chair.OneStopHead, chair.Control, chair.Inspector)
	if err != nil {
		return asked{}, err
	}
	q := page.Query(r)
	s, err := l.ScopeOf(who, q.Text("office", 100))
	year := l.Civil.Now().Year()
	if y, err := strconv.Atoi(q.Text("year", 4)); err == nil && y >= 2016 && y <= year {
		year = y
	}
	return asked{who, s.Office, year}, err
}

func (a asked) query() string {
	return "?" + url.Values{"office": {a.office}, "year": {strconv.Itoa(a.year)}}.Encode()
}

func (l Pages) register(w http.ResponseWriter, r *http.Request) error {
	a, err := l.askedBook(r)
	if err != nil {
		return err
	}
	b, err := l.Letters.Register(r.Context(), a.office, a.year)
	if err != nil {
		return err
	}
	after, _ := strconv.Atoi(page.Query(r).Text("after", 9))
	lines, next := onPage(b.Lines, after)
	names, err := l.bookNames(r.Context(), a.who, lines)
	if err != nil {
		return err
	}
	v := registerView{Frame: l.Framed(r, a.who, "Sổ theo dõi thư xin lỗi"), Title: "Sổ theo dõi thư xin lỗi năm " + strconv.Itoa(a.year), Office: a.office,
		Offices: l.Options(a.who), Year: strconv.Itoa(a.year), Years: l.bookYears(), Numbers: bookNumbers(b.Totals()), Groups: l.bookGroups(b.Totals()),
		CSV: "/leader/letters.csv" + a.query(), PDF: "/leader/letters.pdf" + a.query(),
		Table: parts.Table{Caption: "Sổ theo dõi thư xin lỗi", CaptionHidden: true, Keys: true, Empty: parts.Empty{Title: "Chưa có số thư nào", Why: "Số được cấp khi có dự thảo thư đầu tiên của năm."}}}
	v.Frame.Wide = true
	v.Table.Columns = []parts.Column{{Title: "Số"}, {Title: "Ngày gửi"}, {Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Hẹn cũ"}, {Title: "Hẹn lại"}, {Title: "Nguyên nhân"}, {Title: "Ghi chú"}}
	for _, x := range lines {
		v.Table.Rows = append(v.Table.Rows, bookRow(x, l.bookCells(x, names)))
	}
	if len(b.Lines) > 0 {
		v.Pages.Note = fmt.Sprintf("%d trong %d số", len(lines), len(b.Lines))
	}
	if after > 0 {
		v.Pages.First = "/leader/letters" + a.query()
	}
	if next > 0 {
		v.Pages.Next = "/leader/letters" + a.query() + "&after=" + strconv.Itoa(next)
	}
	page.Render(w, r, http.StatusOK, registerPage(v))
	return nil
}

func onPage(all []apology.Line, after int) (lines []apology.Line, next int) {
	for _, x := range all {
		switch {
		case x.Number <= after:
		case len(lines) == chair.PerPage:
			return lines, lines[chair.PerPage-1].Number
		default:
			lines = append(lines, x)
		}
	}
	return lines, 0
}

// bookYears are the years since decision 5157.
func (l Pages) bookYears() []parts.Option {
	var out []parts.Option
	for y := l.Civil.Now().Year(); y >= 2016; y-- {
		out = append(out, parts.Option{Value: strconv.Itoa(y), Label: strconv.Itoa(y)})
	}
	return out
}

// bookNames are the applicants' names of the letters whose dossier the reader may see; of
// the others the register shows the code alone.
func (l Pages) bookNames(ctx context.Context, who access.Who, lines []apology.Line) (map[string]string, error) {
	var of []dossier.Line
	scope := access.ScopeOf(who, access.KindDossier)
	for _, x := range lines {
		r := x.Letter
		if x.State == "sent" && scope.Holds(access.Subject{Home: r.Home, Receiving: r.Receiving, Competent: r.Office, Holder: r.Office, Officer: r.Officer}) {
			of = append(of, dossier.Line{Home: x.Letter.Home, ID: x.Letter.Dossier})
		}
	}
	return trail.Names(ctx, l.Hall, of)
}

// bookColumns are the register's, with their width in print.
var bookColumns = []letter.BookColumn{{Title: "Số", Width: 16}, {Title: "Ngày gửi", Width: 24}, {Title: "Mã hồ sơ", Width: 39}, {Title: "Người nộp", Width: 33}, {Title: "Thủ tục", Width: 43},
	{Title: "Hẹn cũ", Width: 20}, {Title: "Hẹn lại", Width: 20}, {Title: "Nguyên nhân", Width: 34}, {Title: "Người ký", Width: 20}, {Title: "Ghi chú", Width: 24}}

// bookCells are one line of the register; a number that was not used says why.
func (l Pages) bookCells(x apology.Line, names map[string]string) []string {
	number := fmt.Sprintf("%02d/PXL", x.Number)
	switch x.State {
	case "draft":
		return []string{number, "", x.Code, "", "", "", "", "", "", "Đang soạn"}
	case "void":
		return []string{number, "", x.Code, "", "", "", "", "", "", "Hủy số: " + x.Why}
	}
	r := x.Letter
	day := func(us int64) string {
		if us == 0 {
			return ""
		}
		return page.ShortDate(clock.FromMicros(us))
	}
	signer := r.Signer
	if o, ok := l.Offices.Official(r.Signer); ok {
		signer = strings.TrimSpace(r.Form + " " + o.Name)
	}
	return []string{number, page.ShortDateTime(clock.FromMicros(r.SentAt)), x.Code, names[r.Dossier], r.ProcedureName, day(r.OldDue), day(r.NewDate), apology.CauseName(r.Cause), signer, verdictWords(r)}
}

// verdictWords are both rules in a few letters (APO-3, APO-18).
func verdictWords(r apology.LetterRecord) string {
	if apology.Ground(r.Ground) != apology.Late {
		return "Không tính"
	}
	said := "5157: muộn"
	if r.Ok5157 {
		said = "5157: đúng"
	}
	switch {
	case !r.Nd61Applies:
		return said + "; NĐ 61: không áp dụng"
	case r.OkNd61:
		return said + "; NĐ 61: đúng"
	}
	return said + "; NĐ 61: muộn"
}

// bookRow is a line of the register on the screen: who applied stands under the
// procedure, who signed under the cause, so that no column is a word wide.
func bookRow(x apology.Line, c []string) parts.Row {
	code := parts.Cell{Text: c[2]}
	if c[2] != "" {
		code.Href = chair.PathOf(c[2])
	}
	note := parts.Cell{Text: c[9]}
	if first, second, ok := strings.Cut(c[9], "; "); ok {
		note = parts.Cell{Text: first, Sub: second}
	}
	return parts.Row{Late: x.State == "void", Cells: []parts.Cell{{Text: c[0]}, {Text: c[1]}, code, {Text: c[4], Sub: c[3]}, {Text: c[5]}, {Text: c[6]}, {Text: c[7], Sub: c[8]}, note}}
}

func bookNumbers(t apology.Totals) parts.Board {
	n := func(label string, v int, k parts.Kind) parts.Number {
		return parts.Number{Label: label, Value: page.Number(int64(v)), Kind: k}
	}
	late := parts.Plain
	if t.LateND6 > 0 {
		late = parts.Late
	}
	return parts.Board{Label: "Sổ theo dõi thư xin lỗi", Numbers: []parts.Number{n("Thư đã gửi", t.Sent, parts.Plain), n("Vì trễ hạn", t.Late, parts.Plain), n("Vì mất, hư hỏng giấy tờ", t.Lost, parts.Plain),
		n("Đúng QĐ 5157", t.In5157, parts.Plain), n("Đúng NĐ 61", t.InND61, parts.Plain), n("Muộn theo NĐ 61", t.LateND6, late), n("NĐ 61 không áp dụng", t.NotND61, parts.Plain),
		n("Đang soạn", t.Draft, parts.Plain), n("Số đã hủy", t.Void, parts.Plain)}}
}

// bookGroups are the totals by reason, agency, official and month.
func (l Pages) bookGroups(t apology.Totals) []parts.Table {
	group := func(title, key string, counts []apology.Count, name func(string) string) parts.Table {
		x := parts.Table{Caption: title, Columns: []parts.Column{{Title: key, Wide: true}, {Title: "Số thư", Numeric: true}}, Empty: parts.Empty{Title: "Chưa có thư nào"}}
		for _, c := range counts {
			x.Rows = append(x.Rows, parts.Row{Cells: []parts.Cell{{Text: name(c.Key)}, {Text: page.Number(int64(c.N))}}})
		}
		return x
	}
	return []parts.Table{group("Theo nguyên nhân", "Nguyên nhân", t.Reasons, apology.CauseName), group("Theo nơi tiếp nhận", "Bộ phận một cửa", t.Agencies, l.Offices.Tree().Title),
		group("Theo người thụ lý", "Người thụ lý", t.Officials, l.officialName), group("Theo tháng", "Tháng", t.Months, func(m string) string { return "Tháng " + strings.TrimLeft(m, "0") })}
}

func (l Pages) officialName(id string) string {
	if o, ok := l.Offices.Official(id); ok {
		return o.Name
	}
	return "Chưa phân công"
}

// whole reads the register with every line, for print and for export.
func (l Pages) whole(r *http.Request) (asked, apology.Book, [][]string, error) {
	a, err := l.askedBook(r)
	if err != nil {
		return a, apology.Book{}, nil, err
	}
	b, err := l.Letters.Register(r.Context(), a.office, a.year)
	if err != nil {
		return a, b, nil, err
	}
	names, err := l.bookNames(r.Context(), a.who, b.Lines)
	var rows [][]string
	for _, x := range b.Lines {
		rows = append(rows, l.bookCells(x, names))
	}
	return a, b, rows, err
}

// registerCSV is the register for a spreadsheet: UTF-8 with its mark, and no cell that a
// spreadsheet would run as a formula.
func (l Pages) registerCSV(w http.ResponseWriter, r *http.Request) error {
	a, _, rows, err := l.whole(r)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="so-thu-xin-loi-%d.csv"`, a.year))
	h.Set("Cache-Control", "private, no-store")
	var out strings.Builder
	out.WriteString("\ufeff")
	c := csv.NewWriter(&out)
	var heads []string
	for _, x := range bookColumns {
		heads = append(heads, x.Title)
	}
	for _, row := range append([][]string{heads}, rows...) {
		for i, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				row[i] = "'" + cell
			}
		}
		if err := c.Write(row); err != nil {
			return err
		}
	}
	c.Flush()
	_, err = w.Write([]byte(out.String()))
	return err
}

func (l Pages) registerPDF(w http.ResponseWriter, r *http.Request) error {
	a, b, rows, err := l.whole(r)
	if err != nil {
		return err
	}
	t := b.Totals()
	totals := []string{fmt.Sprintf("Tổng số thư đã gửi: %d, trong đó vì trễ hạn %d, vì mất hoặc hư hỏng giấy tờ %d. Đang soạn: %d. Số đã hủy: %d.", t.Sent, t.Late, t.Lost, t.Draft, t.Void),
		fmt.Sprintf("Đúng Quyết định 5157: %d. Nghị định 61: đúng %d, muộn %d, không áp dụng %d.", t.In5157, t.InND61, t.LateND6, t.NotND61)}
	for _, g := range l.bookGroups(t) {
		var said []string
		for _, row := range g.Rows {
			said = append(said, row.Cells[0].Text+" "+row.Cells[1].Text)
		}
		if len(said) > 0 {
			totals = append(totals, g.Caption+": "+strings.Join(said, "; ")+".")
		}
	}
	raw, err := rendered(letter.ApologyBook{Head: l.Slips().BookHead(a.office, clock.At(l.Civil.Now())), Year: a.year, Columns: bookColumns, Rows: rows, Totals: totals})
	if err != nil {
		return err
	}
	show(w, fmt.Sprintf("So-thu-xin-loi-%d.pdf", a.year), raw)
	return nil
}
