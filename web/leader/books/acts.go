package books

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"motcua/access"
	"motcua/book"
	"motcua/clock"
	"motcua/dossier"
	"motcua/letter"
	"motcua/refusal"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// lockView asks once more before the books of a year are locked.
type lockView struct {
	Frame   page.Frame
	Confirm parts.Confirm
	Books   parts.Table
}

// locking is a year somebody may lock: of the own office, or of one that went over to it
// and has nobody left to lock its books.
type locking struct {
	who  access.Who
	home string
	year int
}

func (p pages) locking(r *http.Request) (locking, error) {
	who, err := p.Official(r, chair.Head, chair.Deputy)
	if err != nil {
		return locking{}, err
	}
	home := page.Query(r).Text("office", 100)
	if home == "" {
		home = who.Office
	}
	if err := access.May(who, "lock", access.Subject{Kind: access.KindBook, Holder: home}); err != nil {
		return locking{}, err
	}
	n, err := bookYear(r)
	return locking{who, home, n}, err
}

// of is the query that names the office of a book; "" of the own one.
func (k locking) of() string { return ofOffice(k.who, k.home) }

func ofOffice(who access.Who, home string) string {
	if home == who.Office {
		return ""
	}
	return "?" + url.Values{"office": {home}}.Encode()
}

func (p pages) askLock(w http.ResponseWriter, r *http.Request) error {
	k, err := p.locking(r)
	if err != nil {
		return err
	}
	return p.showLock(w, r, http.StatusOK, k, nil)
}

func (p pages) showLock(w http.ResponseWriter, r *http.Request, status int, k locking, problems page.Problems) error {
	shelves, err := p.books.Shelves(r.Context(), k.who, k.home)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(shelves, func(s book.Shelf) bool { return s.Year.Year == k.year })
	if i < 0 {
		return refusal.Missing("Năm " + strconv.Itoa(k.year) + " đơn vị không có sổ nào để khóa.")
	}
	year := strconv.Itoa(k.year)
	v := lockView{Frame: p.Framed(r, k.who, "Khóa sổ năm "+year), Books: p.bookTable(shelves[i]), Confirm: parts.Confirm{Title: "Khóa sổ năm " + year,
		Text: "Sau khi khóa, không ai cấp thêm, sửa hay hủy được số nào của năm " + year + ". Số lượng, số đầu, số cuối và mã kiểm tra của từng sổ được ghi vào sổ chống sửa. " +
			"Thư xin lỗi còn soạn dở nhận số của năm nay, số cũ ghi hủy. Không mở lại được.",
		Facts:  []parts.Fact{{Key: "Đơn vị", Value: p.Offices.Tree().Title(k.home)}},
		Action: "/leader/books/" + year + "/lock" + k.of(), Yes: "Khóa sổ", No: page.Link{Text: "Chưa khóa, quay lại", Href: "/leader/books" + k.of()}, Danger: true, Problems: problems}}
	v.Frame.Trail, v.Frame.Failed = []page.Link{{Text: "Sổ của đơn vị", Href: "/leader/books" + k.of()}}, problems.Any()
	page.Render(w, r, status, lockPage(v))
	return nil
}

func (p pages) lockBooks(w http.ResponseWriter, r *http.Request) error {
	k, err := p.locking(r)
	if err != nil {
		return err
	}
	if _, err = p.books.Lock(r.Context(), k.who, k.home, k.year); err == nil {
		page.Redirect(w, r, "/leader/books"+k.of(), page.Flash{Kind: "success", Text: "Đã khóa sổ năm " + strconv.Itoa(k.year) + "."})
		return nil
	}
	var problems page.Problems
	if !problems.Refused(err) {
		return err
	}
	return p.showLock(w, r, http.StatusUnprocessableEntity, k, problems)
}

// voidView is the form that makes the next number void.
type voidView struct {
	Frame    page.Frame
	Problems page.Problems
	Key      string // the same form sent twice makes one number void
	Kind     string
	Kinds    []parts.Option
	Reason   string
}

func voidKinds() []parts.Option {
	out := []parts.Option{{Value: book.Code, Label: "Mã hồ sơ kế tiếp của hôm nay"}}
	for _, k := range book.Voidable[1:] {
		out = append(out, parts.Option{Value: k, Label: "Số kế tiếp trong " + book.Title(k)})
	}
	return out
}

func (p pages) askVoid(w http.ResponseWriter, r *http.Request) error {
	who, err := p.Official(r, chair.OneStopHead)
	if err != nil {
		return err
	}
	return p.showVoid(w, r, http.StatusOK, who, voidView{Key: p.IDs.New()})
}

func (p pages) showVoid(w http.ResponseWriter, r *http.Request, status int, who access.Who, v voidView) error {
	v.Frame, v.Kinds = p.Framed(r, who, "Hủy một số"), voidKinds()
	v.Frame.Trail, v.Frame.Failed = []page.Link{{Text: "Sổ của đơn vị", Href: "/leader/books"}}, v.Problems.Any()
	page.Render(w, r, status, voidPage(v))
	return nil
}

// void makes the next number void: a preprinted paper that was spoiled keeps its
// number, and the book shows why nobody has it.
func (p pages) void(w http.ResponseWriter, r *http.Request) error {
	who, err := p.Official(r, chair.OneStopHead)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	kind, why := f.Choice("kind", book.Voidable...), f.Lines("reason", 500)
	if kind == "" && f.Problems.At("kind") == "" {
		f.Problems.Add("kind", "Chọn loại số cần hủy.")
	}
	form := f.Value("key")
	if !clock.IsID(form) { // without it a second press would make a second number void
		f.Problems.Add("", "Trang này đã cũ. Kiểm tra lại nội dung rồi bấm lần nữa.")
		form = p.IDs.New()
	}
	if !f.Problems.Any() {
		said := ""
		if kind == book.Code {
			said, err = p.Dossiers.VoidCode(r.Context(), who, who.Office, why, form)
		} else {
			var v book.Void
			v, err = p.books.Void(r.Context(), who, who.Office, kind, why, form)
			said = book.Numbered(v.N)
		}
		if err == nil {
			page.Redirect(w, r, "/leader/books", page.Flash{Kind: "success", Text: "Đã hủy số " + said + ". Số này không dùng lại."})
			return nil
		}
		if no, ok := refusal.As(err); ok && no.Kind == refusal.KindConflict {
			page.Redirect(w, r, "/leader/books", page.Flash{Kind: "warning", Text: no.Sentence})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	return p.showVoid(w, r, http.StatusUnprocessableEntity, who, voidView{Key: form, Problems: f.Problems, Kind: f.Value("kind"), Reason: f.Value("reason")})
}

// bookFile is a book as it is printed, or as a file of values.
func (p pages) bookFile(w http.ResponseWriter, r *http.Request, ext, mime string, write func(letter.Register, *bytes.Buffer) error) error {
	who, at, err := p.bookOffice(r)
	if err != nil {
		return err
	}
	year, err := bookYear(r)
	if err != nil {
		return err
	}
	kind := r.PathValue("kind")
	reg, err := p.volume(r, at, kind, year)
	if err != nil {
		return err
	}
	// A book holds the personal values of many: opening it is on record.
	if err := p.Dossiers.NoteRead(r.Context(), who, dossier.Key{Home: at, ID: book.Subject(year) + "-" + kind}); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := write(reg, &b); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", mime)
	h.Set("Content-Disposition", `inline; filename="so-`+kind+"-"+strconv.Itoa(year)+ext+`"`)
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	h.Set("Cache-Control", "private, no-store")
	_, err = w.Write(b.Bytes())
	return err
}

func (p pages) bookPDF(w http.ResponseWriter, r *http.Request) error {
	return p.bookFile(w, r, ".pdf", "application/pdf", func(x letter.Register, b *bytes.Buffer) error { return x.Render(b) })
}

func (p pages) bookCSV(w http.ResponseWriter, r *http.Request) error {
	return p.bookFile(w, r, ".csv", "text/csv; charset=utf-8", func(x letter.Register, b *bytes.Buffer) error { return x.CSV(b) })
}

// volume is a book with its head, its void codes and its lock, ready to be printed.
func (p pages) volume(r *http.Request, at, kind string, year int) (letter.Register, error) {
	ctx := r.Context()
	of := book.Volumed{Home: at, Kind: kind, Year: year}
	there, err := p.books.Has(ctx, of)
	if err != nil {
		return letter.Register{}, err
	}
	if !there || kind == book.Apology { // the register of letters has pages of its own
		return letter.Register{}, refusal.Missing("Không tìm thấy sổ này.")
	}
	reg := p.Slips().Register(at, book.Title(kind), kind == book.Receipt, year, clock.At(p.Civil.Now()))
	reg.Lines = func(yield func(letter.RegisterLine) error) error {
		return p.reports.Register(ctx, at, kind, year, yield)
	}
	if slices.Contains([]string{book.Fee, book.Exempt, book.Refund, book.Cost}, kind) {
		reg.Lines = func(yield func(letter.RegisterLine) error) error {
			return p.reports.FeeRegister(ctx, at, kind, year, yield)
		}
	}
	y, err := p.books.Of(ctx, at, year)
	if err != nil {
		return reg, err
	}
	if reg.Main {
		spoiled, err := p.books.Spoiled(ctx, at, year)
		if err != nil {
			return reg, err
		}
		for _, s := range spoiled {
			if s.Kind == book.Code {
				reg.Spoiled = append(reg.Spoiled, s.Code+" ("+s.Reason+")")
			}
		}
	}
	if y.Lock == nil {
		return reg, nil
	}
	o, _ := p.Offices.Official(y.Lock.By)
	reg.Signer, reg.Position = p.official(y.Lock.By), o.Title
	now, err := p.books.Sum(ctx, p.DB.Read(), of)
	reg.Lock = lockLines(now, *y.Lock)
	return reg, err
}

// lockLines say what the lock says of a book, and whether the book as it is now still
// says it.
func lockLines(now book.Closing, lock book.Lock) []string {
	out := []string{"Sổ đã khóa lúc " + letter.ShortMoment(lock.At.Time()) + "."}
	for _, c := range lock.Books {
		if c.Kind != now.Kind {
			continue
		}
		out[0] = "Sổ đã khóa lúc " + letter.ShortMoment(lock.At.Time()) + ": " + strconv.FormatInt(c.Count, 10) + " số, từ số " + book.Numbered(c.First) + " đến số " + book.Numbered(c.Last) + ", trong đó " +
			strconv.FormatInt(c.Voids, 10) + " số hủy."
		same := "Đối chiếu lúc in: dữ liệu khớp với lúc khóa."
		if now != c {
			same = "ĐỐI CHIẾU LÚC IN: DỮ LIỆU KHÔNG KHỚP VỚI LÚC KHÓA. Báo ngay bộ phận kỹ thuật."
		}
		out = append(out, "Mã kiểm tra (SHA-256): "+c.Digest+". "+same)
	}
	return out
}
