package calendar

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	maxBytes  = 1 << 20
	firstYear = 1975
	lastYear  = 2200
)

// SyntaxError says which line of a calendar text cannot be taken over, why, and
// what to write instead. It is a Vietnamese sentence for the administrator.
type SyntaxError struct {
	Line    int // 1 is the first; 0 means the text as a whole
	Problem string
	Remedy  string
}

func (e *SyntaxError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("Lịch: %s. %s.", e.Problem, e.Remedy)
	}
	return fmt.Sprintf("Lịch, dòng %d: %s. %s.", e.Line, e.Problem, e.Remedy)
}

// Parse reads a calendar that stands alone. One fact on a line, # begins a comment:
//
//	calendar NAME                     what people call it
//	revision LABEL                    becomes part of Table.Revision
//	hours T2-T6 07:30-11:30 13:00-17:00   hours that count, by weekday (T2…T7, CN); - for none;
//	                                  stands above the dates
//	receive T7 07:30-11:30            hours or a date that only receive (CAL-7)
//	year 2019 known SOURCE            or: provisional
//	off 2019-04-29 swap NAME          holiday | comp | swap | closed
//	work 2019-05-04 for 2019-04-29    a day worked in exchange (CAL-5)
//	work 2019-05-04 07:30-11:30 NAME  the same with hours of its own
//	half 2026-02-13 07:30-11:30 NAME  a shortened working day
//	usual 2026-02-13                  takes back what was said of the date (in an amendment)
//
// hours and receive of weekdays may end with "from 2019-07-01": the days before keep
// their hours.
//
// The error is a *SyntaxError.
func Parse(data []byte) (*Table, error) {
	p := &plan{facts: map[Date]fact{}, receiveOn: map[Date][]Span{}}
	if err := (&reader{plan: p}).all(data); err != nil {
		return nil, err
	}
	p.revision = strings.TrimPrefix(p.revision+"-"+fingerprint(data), "-")
	return build(p), nil
}

// Office lays an office's own hours and days over t. The text has the same lines
// as for Parse except year; a date said here replaces what t says of it, hours
// replace those of the weekdays named. When t is edited, lay the text over the
// new one: a Table never changes.
func (t *Table) Office(data []byte) (*Table, error) {
	p := t.plan.clone()
	if err := (&reader{plan: p, office: true}).all(data); err != nil {
		return nil, err
	}
	p.revision = t.Revision + "+" + fingerprint(data)
	return build(p), nil
}

// all reads a whole text and checks it.
func (r *reader) all(data []byte) error {
	if err := r.read(data); err != nil {
		return err
	}
	return r.finish()
}

func fingerprint(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:4])
}

type reader struct {
	plan   *plan
	office bool // an office's own text: it declares no year
	amends bool // a change of a calendar that stands
	line   int
}

func (r *reader) fail(remedy, problem string, args ...any) error {
	return &SyntaxError{Line: r.line, Problem: fmt.Sprintf(problem, args...), Remedy: remedy}
}

func (r *reader) read(data []byte) error {
	if len(data) > maxBytes {
		return r.fail("Bỏ bớt các năm đã qua lâu", "tệp lớn hơn %d KB", maxBytes>>10)
	}
	if !utf8.Valid(data) {
		return r.fail("Lưu lại tệp bằng mã UTF-8", "chữ không đúng mã UTF-8")
	}
	for line := range strings.Lines(norm.NFC.String(string(data))) {
		r.line++
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		if err := r.word(words[0], words[1:]); err != nil {
			return err
		}
	}
	r.line = 0
	return nil
}

func (r *reader) word(key string, rest []string) error {
	switch key {
	case "calendar":
		r.plan.name = strings.Join(rest, " ")
	case "revision":
		r.plan.revision = strings.Join(rest, " ")
	case "year":
		return r.year(rest)
	case "hours":
		return r.hours(rest)
	case "receive":
		return r.receive(rest)
	case "off":
		return r.off(rest)
	case "work":
		return r.work(rest)
	case "half":
		return r.half(rest)
	case "usual":
		return r.usual(rest)
	default:
		return r.fail("Mỗi dòng bắt đầu bằng calendar, revision, hours, receive, year, off, work, half hoặc usual",
			"không hiểu từ %q", key)
	}
	return nil
}

func (r *reader) year(rest []string) error {
	const remedy = "Viết: year 2019 known NGUỒN, hoặc: year 2027 provisional NGUỒN"
	if r.office {
		return r.fail("Bỏ dòng này: năm do lịch chung khai báo", "lịch riêng của cơ quan không khai báo năm")
	}
	if len(rest) < 2 || rest[1] != "known" && rest[1] != "provisional" {
		return r.fail(remedy, "thiếu năm hoặc thiếu known/provisional")
	}
	y, err := strconv.Atoi(rest[0])
	if err != nil || y < firstYear || y > lastYear {
		return r.fail(remedy, "năm %q không nằm trong khoảng %d–%d", rest[0], firstYear, lastYear)
	}
	years := r.plan.years
	if r.amends {
		return r.announce(y, rest)
	}
	if n := len(years); n > 0 && y != years[n-1].Year+1 {
		return r.fail("Khai báo các năm liên tiếp, tăng dần", "năm %d không tiếp theo năm %d", y, years[n-1].Year)
	}
	known := rest[1] == "known"
	if n := len(years); n > 0 && known && !years[n-1].Known {
		return r.fail("Hoàn thiện năm trước rồi mới khai báo known cho năm này", "năm %d đứng sau một năm còn tạm tính", y)
	}
	r.plan.years = append(years, Year{Year: y, Known: known, Source: strings.Join(rest[2:], " ")})
	return nil
}

func (r *reader) hours(rest []string) error {
	return r.eachWeek(rest, func(e *era) *[7][]Span { return &e.weekly })
}

func (r *reader) receive(rest []string) error {
	if len(rest) > 0 {
		if d, err := ParseDate(rest[0]); err == nil {
			spans, err := r.spans(rest[1:])
			if err != nil {
				return err
			}
			r.plan.receiveOn[d] = spans
			return r.inYears(d)
		}
	}
	return r.eachWeek(rest, func(e *era) *[7][]Span { return &e.receive })
}

func (r *reader) off(rest []string) error {
	kinds := map[string]Kind{"holiday": Holiday, "comp": Compensatory, "swap": Swapped, "closed": Closed}
	if len(rest) < 2 {
		return r.fail("Viết: off 2019-04-29 swap LÝ DO", "dòng off thiếu ngày hoặc thiếu loại")
	}
	kind, ok := kinds[rest[1]]
	if !ok {
		return r.fail("Loại là holiday, comp, swap hoặc closed", "không hiểu loại ngày nghỉ %q", rest[1])
	}
	d, err := r.date(rest[0])
	if err != nil {
		return err
	}
	if (kind == Swapped || kind == Compensatory) && len(r.plan.pattern(d).weekly[d.fromMonday()]) == 0 {
		return r.fail("Bỏ dòng này, hoặc sửa lại ngày", "%s vốn đã là ngày nghỉ cuối tuần", d.Vietnamese())
	}
	return r.put(d, fact{kind: kind, name: strings.Join(rest[2:], " ")})
}

func (r *reader) work(rest []string) error {
	if len(rest) == 0 {
		return r.fail("Viết: work 2019-05-04 for 2019-04-29", "dòng work thiếu ngày")
	}
	d, err := r.date(rest[0])
	if err != nil {
		return err
	}
	f := fact{kind: Exchanged}
	rest = rest[1:]
	if len(rest) > 1 && rest[0] == "for" {
		if f.partner, err = ParseDate(rest[1]); err != nil {
			return r.fail(dateRemedy, "không đọc được ngày %q", rest[1])
		}
		f.paired, rest = true, rest[2:]
	}
	n := 0
	for n < len(rest) && looksLikeSpan(rest[n]) {
		n++
	}
	if n > 0 {
		if f.spans, err = r.spans(rest[:n]); err != nil {
			return err
		}
	}
	f.name = strings.Join(rest[n:], " ")
	if old, said := r.plan.facts[d]; len(r.plan.pattern(d).weekly[d.fromMonday()]) > 0 && !(said && !old.kind.Counts()) {
		return r.fail("Bỏ dòng này; ngày chỉ làm một phần thì viết half", "%s vốn đã là ngày làm việc", d.Vietnamese())
	}
	return r.put(d, f)
}

func (r *reader) half(rest []string) error {
	if len(rest) < 2 {
		return r.fail("Viết: half 2026-02-13 07:30-11:30 LÝ DO", "dòng half thiếu ngày hoặc thiếu giờ")
	}
	d, err := r.date(rest[0])
	if err != nil {
		return err
	}
	n := 1
	for n < len(rest) && looksLikeSpan(rest[n]) {
		n++
	}
	spans, err := r.spans(rest[1:n])
	if err != nil {
		return err
	}
	return r.put(d, fact{kind: Shortened, name: strings.Join(rest[n:], " "), spans: spans})
}

func (r *reader) put(d Date, f fact) error {
	if old, said := r.plan.facts[d]; said && old.line > 0 {
		return r.fail("Giữ lại một dòng cho mỗi ngày", "ngày %s đã được nêu ở dòng %d", d, old.line)
	}
	f.line = r.line
	r.plan.facts[d] = f
	return nil
}

// finish checks what only the whole text can tell and joins exchanged days.
func (r *reader) finish() error {
	p := r.plan
	if len(p.years) == 0 || !p.years[0].Known {
		return r.fail("Thêm dòng: year 2019 known NGUỒN", "chưa khai báo năm nào đã công bố")
	}
	if !works(p.weekly) || slices.ContainsFunc(p.eras, func(e era) bool { return !works(e.weekly) }) {
		return r.fail("Thêm dòng: hours T2-T6 07:30-11:30 13:00-17:00", "chưa có giờ làm việc trong tuần")
	}
	for _, d := range sortedDates(p.facts) {
		f := p.facts[d]
		if f.line == 0 || f.kind != Exchanged || !f.paired {
			continue
		}
		r.line = f.line
		other, said := p.facts[f.partner]
		if !said || other.kind != Swapped || other.paired && other.partner != d {
			return r.fail("Thêm dòng: off "+f.partner.String()+" swap LÝ DO, mỗi ngày chỉ hoán đổi một lần",
				"ngày %s không phải ngày nghỉ hoán đổi dành cho ngày này", f.partner)
		}
		other.partner, other.paired = d, true
		p.facts[f.partner] = other
	}
	r.line = 0
	return r.pairs()
}

func works(weekly [7][]Span) bool {
	return slices.ContainsFunc(weekly[:], func(s []Span) bool { return len(s) > 0 })
}

func sortedDates(facts map[Date]fact) []Date {
	dates := make([]Date, 0, len(facts))
	for d := range facts {
		dates = append(dates, d)
	}
	slices.Sort(dates)
	return dates
}
