package page

import (
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"motcua/calendar"
	"motcua/clock"
	"motcua/refusal"
)

// FormLimit bounds the body of a form without files.
const FormLimit = 1 << 20

// Form reads what a person typed. Every reader trims, brings the text to NFC, drops
// control characters and bounds the length; what cannot be read becomes a Problem at
// its field and the zero value. What was typed stays readable through Value.
type Form struct {
	Problems Problems
	r        *http.Request
}

// ReadForm reads the body of r, at most limit bytes (0: FormLimit). A body that is too
// large comes back as *http.MaxBytesError, which Answer turns into its page.
func ReadForm(w http.ResponseWriter, r *http.Request, limit int64) (*Form, error) {
	if limit <= 0 {
		limit = FormLimit
	}
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	err := r.ParseForm() // first: ParseMultipartForm forgets what was wrong with a plain form
	if err == nil {
		if err = r.ParseMultipartForm(8 << 20); errors.Is(err, http.ErrNotMultipart) {
			err = nil
		}
	}
	if err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return nil, tooLarge
		}
		return nil, refusal.Invalid("", "Không đọc được biểu mẫu gửi lên. Xin tải lại trang và gửi lại.")
	}
	if !readable(r) {
		return nil, refusal.Invalid("", "Biểu mẫu gửi lên không dùng bảng mã UTF-8 nên chữ có dấu sẽ bị mất. Không có gì được lưu. Mở lại trang bằng trình duyệt khác và gửi lại, hoặc nhập lại tên tệp bằng chữ không dấu.")
	}
	return &Form{r: r}, nil
}

// readable reports whether all that was sent is UTF-8: what is not would lose letters
// without a word, and a name would be another one.
func readable(r *http.Request) bool {
	for name, values := range r.Form {
		if !utf8.ValidString(name) || slices.ContainsFunc(values, func(v string) bool { return !utf8.ValidString(v) }) {
			return false
		}
	}
	if r.MultipartForm == nil {
		return true
	}
	for _, files := range r.MultipartForm.File {
		if slices.ContainsFunc(files, func(h *multipart.FileHeader) bool { return !utf8.ValidString(h.Filename) }) {
			return false
		}
	}
	return true
}

// Query reads the address's query with the same care; for searches and filters.
func Query(r *http.Request) *Form { return &Form{r: &http.Request{Form: r.URL.Query(), URL: r.URL}} }

// Clean brings one line of text to what is stored: NFC, trimmed, inner spaces single,
// no control characters, valid UTF-8.
func Clean(s string) string {
	return strings.Join(strings.Fields(cleanRunes(s, false)), " ")
}

// CleanLines is Clean for several lines; line ends become \n.
func CleanLines(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(cleanRunes(s, true), "\n")
	for i := range lines {
		lines[i] = strings.TrimRightFunc(lines[i], unicode.IsSpace)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func cleanRunes(s string, lines bool) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case lines && r == '\n':
			return r
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1 // also zero-width marks and direction overrides
		}
		return r
	}, s)
	return norm.NFC.String(s)
}

// Value is what was typed, cleaned, for showing the form again.
func (f *Form) Value(name string) string { return CleanLines(f.r.Form.Get(name)) }

// Values are all values of a field of that name, cleaned.
func (f *Form) Values(name string) []string {
	var out []string
	for _, v := range f.r.Form[name] {
		if v = Clean(v); v != "" {
			out = append(out, v)
		}
	}
	return out
}

// Text reads one line of at most max letters.
func (f *Form) Text(name string, max int) string {
	return f.bounded(name, Clean(f.r.Form.Get(name)), max)
}

// Lines reads a text of several lines of at most max letters.
func (f *Form) Lines(name string, max int) string {
	return f.bounded(name, CleanLines(f.r.Form.Get(name)), max)
}

func (f *Form) bounded(name, s string, max int) string {
	if n := utf8.RuneCountInString(s); n > max {
		f.Problems.Add(name, fmt.Sprintf("Nhiều nhất %d ký tự; đang có %s.", max, Number(int64(n))))
		return ""
	}
	return s
}

// Need reads one line that must not be empty; sentence says what to do.
func (f *Form) Need(name string, max int, sentence string) string {
	s := f.Text(name, max)
	if s == "" {
		f.Problems.Add(name, sentence)
	}
	return s
}

// Key reads the id a page of ours gave the form and gives the id of the row it makes, so that
// a form pressed twice makes one. Nobody names a row himself: the row's id is derived from
// what came back and from where it was sent, and what is no id is a form that has gone stale.
func (f *Form) Key(name string) string {
	if id := Clean(f.r.Form.Get(name)); clock.IsID(id) {
		return clock.Derived(f.r.Method+" "+f.r.URL.Path, id)
	}
	f.Problems.Add("", "Biểu mẫu đã cũ. Tải lại trang rồi nhập lại.")
	return ""
}

// Int reads a whole number within min and max; "1.234" and "1 234" are 1234. The
// second result is false when nothing was typed or it is a problem.
func (f *Form) Int(name string, min, max int64) (int64, bool) {
	s := Clean(f.r.Form.Get(name))
	if s == "" {
		return 0, false
	}
	n, err := strconv.ParseInt(strings.NewReplacer(".", "", " ", "").Replace(s), 10, 64)
	if err != nil {
		f.Problems.Add(name, "Nhập một số nguyên, ví dụ 12.")
		return 0, false
	}
	if n < min || n > max {
		f.Problems.Add(name, fmt.Sprintf("Nhập số từ %s đến %s.", Number(min), Number(max)))
		return 0, false
	}
	return n, true
}

// Date reads the three boxes name-day, name-month, name-year, or one box "dd/mm/yyyy"
// or "yyyy-mm-dd" under name. The second result is false when nothing was typed or it
// is a problem.
func (f *Form) Date(name string) (calendar.Date, bool) {
	d, m, y := Clean(f.r.Form.Get(name+"-day")), Clean(f.r.Form.Get(name+"-month")), Clean(f.r.Form.Get(name+"-year"))
	if d+m+y == "" {
		one := Clean(f.r.Form.Get(name))
		if one == "" {
			return 0, false
		}
		if date, err := calendar.ParseDate(one); err == nil {
			return date, true
		}
		if p := strings.Split(one, "/"); len(p) == 3 {
			d, m, y = p[0], p[1], p[2]
		}
	}
	day, err1 := strconv.Atoi(d)
	month, err2 := strconv.Atoi(m)
	year, err3 := strconv.Atoi(y)
	if errors.Join(err1, err2, err3) == nil && year >= 1900 && year <= 2199 {
		if date, err := calendar.ParseDate(fmt.Sprintf("%04d-%02d-%02d", year, month, day)); err == nil {
			return date, true
		}
	}
	f.Problems.Add(name, "Nhập ngày, tháng, năm có thật, ví dụ 06/5/2019.")
	return 0, false
}

// Choice reads one of the allowed values; "" when nothing was chosen. A value that was
// not offered is a problem.
func (f *Form) Choice(name string, allowed ...string) string {
	s := Clean(f.r.Form.Get(name))
	if s == "" || slices.Contains(allowed, s) {
		return s
	}
	f.Problems.Add(name, "Chọn một trong các mục đã nêu.")
	return ""
}

// Many reads the chosen ones of the allowed values, in the order of allowed.
func (f *Form) Many(name string, allowed ...string) []string {
	var out []string
	given := f.Values(name)
	for _, a := range allowed {
		if slices.Contains(given, a) {
			out = append(out, a)
		}
	}
	return out
}

// Bool reads a check box.
func (f *Form) Bool(name string) bool { return f.r.Form.Get(name) != "" }

// Files are the files chosen under name; empty ones are left out.
func (f *Form) Files(name string) []*multipart.FileHeader {
	if f.r.MultipartForm == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(f.r.MultipartForm.File[name]), func(h *multipart.FileHeader) bool {
		return h.Filename == ""
	})
}
