package books

import (
	"net/http"
	"strconv"

	"motcua/access"
	"motcua/book"
	"motcua/refusal"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// booksView are the numbered books of an office, by year and kind.
type booksView struct {
	Frame   page.Frame
	Office  string
	Offices []parts.Option // of those who watch several
	At      string         // the office looked at
	Void    *parts.Button
	Years   []yearView
	Empty   parts.Empty
}

type yearView struct {
	Title   string
	Note    *parts.Note
	Lock    *parts.Button
	Books   parts.Table
	Spoiled parts.Table
}

// books is the page of the office's yearly books.
func (p pages) booksPage(w http.ResponseWriter, r *http.Request) error {
	who, at, err := p.bookOffice(r)
	if err != nil {
		return err
	}
	shelves, err := p.books.Shelves(r.Context(), who, at)
	if err != nil {
		return err
	}
	v := booksView{Frame: p.Framed(r, who, "Sổ của đơn vị"), Office: p.Offices.Tree().Title(at), At: at,
		Empty: parts.Empty{Title: "Đơn vị chưa có sổ nào", Why: "Số đầu tiên của mỗi sổ được ghi khi bộ phận một cửa cấp giấy tiếp nhận, phiếu bổ sung hoặc phiếu từ chối."}}
	v.Frame.Wide = true
	if who.Role == chair.Control || who.Role == chair.Inspector {
		v.Offices = p.Options(who)
	} else {
		v.Offices = p.inherited(who)
	}
	if at == who.Office && p.mayBook(who, "void", at) {
		v.Void = &parts.Button{Text: "Hủy một số", Href: "/leader/books/void", Style: parts.Outlined}
	}
	for _, s := range shelves {
		y, err := p.year(r, who, s)
		if err != nil {
			return err
		}
		v.Years = append(v.Years, y)
	}
	page.Render(w, r, http.StatusOK, booksPage(v))
	return nil
}

// inherited are the own office and those that went over to it, whose books have nobody
// else left.
func (p pages) inherited(who access.Who) []parts.Option {
	var out []parts.Option
	for _, id := range append([]string{who.Office}, who.Former...) {
		out = append(out, parts.Option{Value: id, Label: p.Offices.Tree().Title(id)})
	}
	return out
}

// bookOffice is the office whose books are asked for: the own one, or one below for
// who watches.
func (p pages) bookOffice(r *http.Request) (access.Who, string, error) {
	who, err := p.Official(r, chair.Head, chair.Deputy, chair.OneStopHead, chair.Control, chair.Inspector)
	if err != nil {
		return who, "", err
	}
	at := page.Query(r).Text("office", 100)
	if at == "" {
		at = who.Office
	}
	return who, at, access.May(who, access.See, access.Subject{Kind: access.KindBook, Holder: at})
}

func (p pages) mayBook(who access.Who, act, at string) bool {
	return access.May(who, act, access.Subject{Kind: access.KindBook, Holder: at}) == nil
}

// year draws the books of one year.
func (p pages) year(r *http.Request, who access.Who, s book.Shelf) (yearView, error) {
	ctx, n := r.Context(), s.Year.Year
	y := yearView{Title: page.T(ctx, "Năm %d", n), Note: p.lockNote(s.Year), Books: p.bookTable(s)}
	if s.Lock == nil && n < p.Civil.Now().Year() && p.mayBook(who, "lock", s.Home) {
		y.Lock = &parts.Button{Text: "Khóa sổ năm " + strconv.Itoa(n), Href: "/leader/books/" + strconv.Itoa(n) + "/lock" + ofOffice(who, s.Home)}
	}
	spoiled, err := p.books.Spoiled(ctx, s.Home, n)
	if err != nil {
		return y, err
	}
	y.Spoiled = p.spoiledTable(n, spoiled)
	return y, nil
}

func (p pages) lockNote(y book.Year) *parts.Note {
	year := strconv.Itoa(y.Year)
	switch {
	case y.Lock != nil:
		return &parts.Note{Kind: parts.Done, Title: "Đã khóa sổ năm " + year, Text: "Khóa lúc " + page.DateTime(y.Lock.At.Time()) + ", người khóa: " + p.official(y.Lock.By) +
			". Không cấp thêm số của năm này; việc khóa đã ghi vào sổ chống sửa."}
	case y.Year < p.Civil.Now().Year():
		return &parts.Note{Kind: parts.Soon, Title: "Sổ năm " + year + " chưa khóa", Text: "Người đứng đầu đơn vị khóa sổ từ ngày làm việc đầu tiên của năm mới. Trước khi khóa, hãy in và đối chiếu sổ."}
	}
	return nil
}

func (p pages) official(id string) string {
	if o, ok := p.Offices.Official(id); ok {
		return o.Name
	}
	return id
}

func (p pages) bookTable(s book.Shelf) parts.Table {
	t := parts.Table{ID: "books-" + strconv.Itoa(s.Year.Year), Caption: "Các sổ của năm", CaptionHidden: true, Empty: parts.Empty{Title: "Năm này chưa ghi số nào"},
		Columns: []parts.Column{{Title: "Sổ", Wide: true}, {Title: "Số đã cấp", Numeric: true}, {Title: "Từ số – đến số", Minor: true}, {Title: "Số hủy", Numeric: true},
			{Title: "Cấp gần nhất", Minor: true}, {Title: "In sổ"}, {Title: "Tệp dữ liệu"}}}
	for _, b := range s.Books {
		at := "/leader/books/" + strconv.Itoa(s.Year.Year) + "/" + b.Kind
		q := "?office=" + s.Home
		pdf, csv := at+"/pdf"+q, at+"/csv"+q
		if b.Kind == book.Apology { // its register is kept by the pages of letters
			q += "&year=" + strconv.Itoa(s.Year.Year)
			pdf, csv = "/leader/letters.pdf"+q, "/leader/letters.csv"+q
		}
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: book.Title(b.Kind)}, {Text: page.Number(b.Count)}, {Text: book.Numbered(b.First) + " – " + book.Numbered(b.Last)},
			{Text: page.Number(b.Voids)}, {Text: page.ShortDateTime(b.Newest.Time())}, {Text: "PDF", Href: pdf}, {Text: "CSV", Href: csv}}})
	}
	return t
}

func (p pages) spoiledTable(year int, all []book.Spoiled) parts.Table {
	t := parts.Table{ID: "void-" + strconv.Itoa(year), Caption: "Số và mã hồ sơ đã hủy",
		Columns: []parts.Column{{Title: "Sổ"}, {Title: "Số"}, {Title: "Hủy lúc", Minor: true}, {Title: "Người hủy", Minor: true}, {Title: "Lý do", Wide: true}}}
	for _, s := range all {
		n := s.Code
		kind := "Mã hồ sơ"
		if s.Kind != book.Code {
			n, kind = book.Numbered(s.N), book.Title(s.Kind)
		}
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: kind}, {Text: n}, {Text: page.ShortDateTime(s.At.Time())}, {Text: p.official(s.By)}, {Text: s.Reason}}})
	}
	return t
}

// bookYear reads the year of an address.
func bookYear(r *http.Request) (int, error) {
	n, err := strconv.Atoi(r.PathValue("year"))
	if err != nil || n < 2000 || n > 2999 {
		return 0, refusal.Missing("Không tìm thấy sổ của năm này.")
	}
	return n, nil
}
