package letter

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Register is a numbered book of an office for one year, printed from data: SỔ THEO
// DÕI HỒ SƠ (Mẫu số 06 of TT 01/2018, Mẫu số 07 of TT 03/2025) or another book under
// the same head. A4, across. Its lines come as a stream: a book of a year may have
// many thousands.
type Register struct {
	Head     Head   // Date is the moment it is printed
	Title    string // "" is the title of the form
	Year     int
	Volume   string // Quyển số
	Main     bool   // the register of dossiers with all its columns; else number, day, dossier
	Lines    func(yield func(RegisterLine) error) error
	Spoiled  []string // codes made void in the year, with their reasons
	Lock     []string // what the lock says; empty while the book is open
	Signer   string   // name of the head who locked
	Position string   // and title
}

// RegisterLine is one number of a book.
type RegisterLine struct {
	N      int
	Void   string // why the number is void; "" = it is not
	Issued time.Time

	Code, Procedure string
	Sets            int
	Applicant       Applicant
	Received, Due   time.Time
	Forwarded       time.Time // to the settling office
	Settled         time.Time // the result came back
	Returned        time.Time
	How             string // way of handing over
	Note            string
}

// registerColumn is one column: its head, the head it shares with its neighbours, its
// width in mm and what stands in it.
type registerColumn struct {
	group, title string
	width        float64
	centred      bool
	cell         func(RegisterLine) string
}

const (
	groupDays   = "NGÀY, THÁNG, NĂM"
	groupReturn = "TRẢ KẾT QUẢ"
)

// mainColumns are those of the official form, in its order.
var mainColumns = []registerColumn{
	{"", "TT", 11, true, func(l RegisterLine) string { return number(l.N) }},
	{"", "Mã hồ sơ", 35, false, func(l RegisterLine) string { return l.Code }},
	{"", "Tên hồ sơ", 37, false, func(l RegisterLine) string { return l.Procedure }},
	{"", "Số lượng hồ sơ (bộ)", 12, true, func(l RegisterLine) string { return number(max(1, l.Sets)) }},
	{"", "Họ tên chủ hồ sơ", 28, false, func(l RegisterLine) string { return l.Applicant.Name }},
	{"", "Địa chỉ, số điện thoại", 34, false, addressOf},
	{groupDays, "Nhận hồ sơ", 15.5, true, func(l RegisterLine) string { return shortDate(l.Received) }},
	{groupDays, "Hẹn trả kết quả", 15.5, true, func(l RegisterLine) string { return shortDate(l.Due) }},
	{groupDays, "Chuyển hồ sơ đến cơ quan giải quyết", 15.5, true, func(l RegisterLine) string { return shortDate(l.Forwarded) }},
	{groupDays, "Nhận kết quả từ cơ quan giải quyết", 15.5, true, func(l RegisterLine) string { return shortDate(l.Settled) }},
	{groupReturn, "Ngày nhận kết quả", 15.5, true, func(l RegisterLine) string { return shortDate(l.Returned) }},
	{groupReturn, "Phương thức nhận", 14, false, func(l RegisterLine) string { return l.How }},
	{groupReturn, "Ký nhận", 10.5, true, taken},
	{"", "Ghi chú", 13, false, func(l RegisterLine) string { return l.Note }},
}

// plainColumns are those of the other books.
var plainColumns = []registerColumn{
	{"", "Số", 14, true, func(l RegisterLine) string { return number(l.N) }},
	{"", "Ngày cấp", 30, true, func(l RegisterLine) string { return ShortMoment(l.Issued) }},
	{"", "Mã hồ sơ", 36, false, func(l RegisterLine) string { return l.Code }},
	{"", "Tên hồ sơ", 76, false, func(l RegisterLine) string { return l.Procedure }},
	{"", "Họ tên chủ hồ sơ", 42, false, func(l RegisterLine) string { return l.Applicant.Name }},
	{"", "Địa chỉ, số điện thoại", 48, false, addressOf},
	{"", "Ghi chú", 26, false, func(l RegisterLine) string { return l.Note }},
}

// number writes a running number: below ten with a leading zero (VB-10).
func number(n int) string { return fmt.Sprintf("%02d", n) }

func addressOf(l RegisterLine) string {
	if l.Applicant.Phone == "" {
		return l.Applicant.Address
	}
	if l.Applicant.Address == "" {
		return l.Applicant.Phone
	}
	return l.Applicant.Address + "; " + l.Applicant.Phone
}

// taken stands where a paper book has the signature: the handing over is an event of
// its own, with who took the result.
func taken(l RegisterLine) string {
	if l.Returned.IsZero() {
		return ""
	}
	return "Đã nhận"
}

func (r Register) columns() []registerColumn {
	if r.Main {
		return mainColumns
	}
	return plainColumns
}

func (r Register) title() string {
	if r.Title != "" {
		return r.Title
	}
	return r.Head.title("SỔ THEO DÕI HỒ SƠ")
}

// heads are the columns' names in one line each, for a file of values.
func (r Register) heads() []string {
	var out []string
	for _, c := range r.columns() {
		h := c.title
		if c.group != "" {
			h = c.group + ": " + c.title
		}
		out = append(out, h)
	}
	return out
}

// cells of a line; a void number says so in place of all else.
func (r Register) cells(l RegisterLine) []string {
	cols := r.columns()
	out := make([]string, len(cols))
	for i, c := range cols {
		out[i] = c.cell(l)
	}
	if l.Void != "" {
		clear(out[1:])
		out[len(out)-1] = voidWords(l)
	}
	return out
}

func voidWords(l RegisterLine) string {
	return "Số hủy ngày " + shortDate(l.Issued) + ": " + l.Void
}

// tally counts lines for the totals under the book.
type tally struct {
	count, void, returned, settled, open int
	first, last                          int
}

func (t *tally) add(l RegisterLine) {
	if t.count++; t.count == 1 {
		t.first = l.N
	}
	t.last = l.N
	switch {
	case l.Void != "":
		t.void++
	case !l.Returned.IsZero():
		t.returned++
	case !l.Settled.IsZero():
		t.settled++
	default:
		t.open++
	}
}

// totals are the lines under the last number.
func (r Register) totals(t tally) []string {
	if t.count == 0 {
		return []string{"Sổ năm " + strconv.Itoa(r.Year) + " chưa ghi số nào."}
	}
	out := []string{fmt.Sprintf("Tổng cộng: %d số, từ số %s đến số %s; trong đó %d hồ sơ, %d số hủy.", t.count, number(t.first), number(t.last), t.count-t.void, t.void)}
	if r.Main {
		out = append(out, fmt.Sprintf("Đến %s: đã trả kết quả %d hồ sơ; đã có kết quả, chờ trả %d hồ sơ; chưa có kết quả hoặc đã kết thúc không có kết quả %d hồ sơ.",
			ShortMoment(r.Head.Date), t.returned, t.settled, t.open))
	}
	if len(r.Spoiled) > 0 {
		out = append(out, "Mã hồ sơ đã hủy trong năm: "+strings.Join(r.Spoiled, "; ")+".")
	}
	if len(r.Lock) == 0 {
		return append(out, "Sổ chưa khóa.")
	}
	return append(out, r.Lock...)
}
