package book

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"slices"
	"strconv"

	"motcua/calendar"
	"motcua/clock"
	"motcua/event"
	"motcua/refusal"
)

// The yearly books of an office.
const (
	Receipt    = "receipt"
	Supplement = "supplement"
	Refusal    = "refusal"
	Stop       = "stop"
	Control    = "control"
	Result     = "result"
)

// The books other rooms keep (Keeper): letters of apology, and the money of dossiers.
const (
	Apology = "apology"
	Fee     = "fee"
	Exempt  = "exempt"
	Refund  = "refund"
	Cost    = "cost"
)

// Code is the series of the day that dossier codes are numbered by: not a book, but
// its numbers can be made void too.
const Code = "code"

var titles = map[string]string{
	Receipt: "Sổ theo dõi hồ sơ", Supplement: "Sổ phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", Refusal: "Sổ phiếu từ chối tiếp nhận hồ sơ",
	Stop: "Sổ thông báo dừng giải quyết hồ sơ", Control: "Sổ phiếu kiểm soát quá trình giải quyết hồ sơ", Result: "Sổ kết quả giải quyết thủ tục hành chính",
	Apology: "Sổ theo dõi thư xin lỗi", Fee: "Sổ biên lai thu phí, lệ phí", Exempt: "Sổ phiếu miễn, giảm phí, lệ phí", Refund: "Sổ phiếu hoàn phí, lệ phí",
	Cost: "Sổ chi phí đính chính kết quả",
}

// order is the one books stand in on a page.
var order = []string{Receipt, Supplement, Refusal, Control, Stop, Result, Apology, Fee, Exempt, Refund, Cost}

// Title is the name of a book as printed.
func Title(kind string) string {
	if t := titles[kind]; t != "" {
		return t
	}
	return "Sổ " + kind
}

// place orders books; one the program does not know by name comes last.
func place(kind string) int {
	if i := slices.Index(order, kind); i >= 0 {
		return i
	}
	return len(order)
}

// Year is the books of one office in one year: what folding its events gives.
type Year struct {
	Home  string `json:"home"`
	Year  int    `json:"year"`
	Seq   int64  `json:"-"` // number of the newest event
	Voids []Void `json:"voids"`
	Lock  *Lock  `json:"lock"`
}

// Void is a number that was drawn and not used. Its reason stands apart.
type Void struct {
	Kind string        `json:"kind"`
	N    int64         `json:"n"`
	Code string        `json:"code,omitempty"` // of kind code: the whole dossier code
	At   clock.Instant `json:"at"`
	By   string        `json:"by"`
	Form string        `json:"form,omitempty"` // key of the form it was made void with: pressed twice, one number
}

// Lock is the end of a year's books.
type Lock struct {
	At    clock.Instant `json:"at"`
	By    string        `json:"by"`
	Books []Closing     `json:"books"`
}

// Closing is one book as it was locked.
type Closing struct {
	Kind   string `json:"kind"`
	Count  int64  `json:"count"`
	Voids  int64  `json:"voids"` // of them void
	First  int64  `json:"first"`
	Last   int64  `json:"last"`
	Digest string `json:"digest"` // SHA-256 over its lines
}

// Line is one line of a book; a void number has no dossier.
type Line struct {
	N       int64
	Dossier string
	At      clock.Instant
}

// Closer sums a book up, line by line in the order of their numbers.
type Closer struct {
	Closing
	sum hash.Hash
}

// NewCloser begins a book.
func NewCloser(home, kind string, year int) *Closer {
	c := &Closer{Closing: Closing{Kind: kind}, sum: sha256.New()}
	fmt.Fprintf(c.sum, "motcua/book/1\n%s\n%s\n%d\n", home, kind, year)
	return c
}

// Add takes the next line in; one that does not follow is a gap and is refused.
func (c *Closer) Add(l Line) error {
	if l.N != c.Last+1 {
		return refusal.Rule("REC-5", "", Title(c.Kind)+" thiếu số "+strconv.FormatInt(c.Last+1, 10)+" nên không thể khóa. Báo ngay bộ phận kỹ thuật kiểm tra dữ liệu.")
	}
	if c.Count++; c.Count == 1 {
		c.First = l.N
	}
	if c.Last = l.N; l.Dossier == "" {
		c.Voids++
	}
	fmt.Fprintf(c.sum, "%d|%s|%d\n", l.N, l.Dossier, int64(l.At))
	return nil
}

// Close gives the book summed up.
func (c *Closer) Close() Closing {
	c.Digest = hex.EncodeToString(c.sum.Sum(nil))
	return c.Closing
}

// lock ends the year. It is possible once the year is over: until midnight of 31
// December the machine's own papers still take numbers of the old year.
func (y Year) lock(at clock.Instant, by string, books []Closing) (Year, error) {
	if y.Lock != nil {
		return y, refusal.Conflict("Sổ năm " + strconv.Itoa(y.Year) + " đã được khóa. Sổ đã khóa không mở lại được.")
	}
	if at.Time().Year() <= y.Year {
		return y, refusal.Rule("REC-5", "year", "Năm "+strconv.Itoa(y.Year)+" chưa kết thúc nên sổ còn tiếp tục ghi số. Khóa sổ từ ngày 01/01/"+strconv.Itoa(y.Year+1)+".")
	}
	if len(books) == 0 {
		return y, refusal.Missing("Năm " + strconv.Itoa(y.Year) + " đơn vị không có sổ nào để khóa.")
	}
	slices.SortFunc(books, func(a, b Closing) int { return place(a.Kind) - place(b.Kind) })
	y.Lock = &Lock{At: at, By: by, Books: books}
	return y, nil
}

// pressed refuses a form that has made a number void already.
func (y Year) pressed(form string) error {
	i := slices.IndexFunc(y.Voids, func(v Void) bool { return form != "" && v.Form == form })
	if i < 0 {
		return nil
	}
	said := y.Voids[i].Code
	if said == "" {
		said = Numbered(y.Voids[i].N) + " trong " + Title(y.Voids[i].Kind)
	}
	return refusal.Conflict("Biểu mẫu này đã hủy số " + said + ". Cần hủy thêm một số nữa thì mở lại “Hủy một số”.")
}

// Numbered writes a number as papers do: below ten with a leading zero (VB-10).
func Numbered(n int64) string { return fmt.Sprintf("%02d", n) }

// void adds a number made void.
func (y Year) void(v Void) Year {
	y.Voids = append(y.Voids[:len(y.Voids):len(y.Voids)], v)
	return y
}

// open refuses a further number of a locked year.
func (y Year) open() error {
	if y.Lock == nil {
		return nil
	}
	return locked(y.Year)
}

func locked(year int) error {
	return refusal.Conflict("Sổ năm " + strconv.Itoa(year) + " đã khóa nên không cấp thêm số của năm này. Kiểm tra ngày giờ của hệ thống.")
}

// Fold gives the row from its events.
func Fold(events []event.Event) (Year, error) {
	var y Year
	for _, e := range events {
		if e.Seq != y.Seq+1 {
			return y, fmt.Errorf("book: event %d follows event %d of %s", e.Seq, y.Seq, e.Subject)
		}
		var b body
		if err := json.Unmarshal([]byte(e.Body), &b); err != nil {
			return y, fmt.Errorf("book: event %s: %w", e.ID, err)
		}
		y.Home, y.Year, y.Seq = e.Home, b.Year, e.Seq
		if b.Void != nil {
			y = y.void(*b.Void)
		}
		if b.Lock != nil {
			y.Lock = b.Lock
		}
	}
	return y, nil
}

// body is what stands in an event of the books of a year.
type body struct {
	Year int   `json:"year"`
	Void *Void `json:"void,omitempty"`
	Lock *Lock `json:"lock,omitempty"`
}

// Said is the erasable part of an event: the reason in words.
type Said struct {
	Reason string `json:"reason"`
}

// Proposed reports whether the lock of the year is proposed at now: from the opening
// of the first working day of the new year on.
func Proposed(cal *calendar.Table, year int, now clock.Instant) bool {
	first := cal.Add(calendar.DateOf(clock.At(dayOf(year, 12, 31)).Time()), 1)
	return now >= clock.At(first.At(cal.Opening(first)))
}

// Voidable are the series whose next number an office may make void.
var Voidable = []string{Code, Receipt, Supplement, Refusal}

// reason demands words.
func reason(s string) error {
	switch n := len([]rune(s)); {
	case n < 10:
		return refusal.Rule("CODE-1", "reason", "Ghi rõ vì sao hủy số (ít nhất 10 ký tự), ví dụ: Giấy tiếp nhận in hỏng khi mất điện.")
	case n > 500:
		return refusal.Invalid("reason", "Lý do dài quá 500 ký tự. Vui lòng viết gọn lại.")
	}
	return nil
}
