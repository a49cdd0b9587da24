package report

import (
	"net/url"
	"strconv"

	"motcua/calendar"
	"motcua/clock"
	"motcua/refusal"
)

// Link writes the address of the list behind a figure: which list, which days, which
// moment. The offices are not in it: the page that shows the list resolves them from
// the viewer's own scope.
func (f Filter) Link(list string) url.Values {
	return url.Values{"list": {list}, "from": {f.From.String()}, "to": {f.To.String()}, "now": {strconv.FormatInt(int64(f.Now), 10)}}
}

// ParseLink reads a Link back. The moment may be missing: then it is now.
func ParseLink(v url.Values, now clock.Instant) (list string, f Filter, err error) {
	f.Now = now
	if f.From, err = calendar.ParseDate(v.Get("from")); err != nil {
		return "", f, refusal.Invalid("from", "Nhập ngày bắt đầu, ví dụ 15/3/2019.")
	}
	if f.To, err = calendar.ParseDate(v.Get("to")); err != nil {
		return "", f, refusal.Invalid("to", "Nhập ngày kết thúc, ví dụ 14/6/2019.")
	}
	if s := v.Get("now"); s != "" {
		us, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return "", f, refusal.Invalid("now", "Không đọc được thời điểm của danh sách. Vui lòng mở lại từ bảng số liệu.")
		}
		f.Now = clock.Instant(us)
	}
	return v.Get("list"), f, f.check()
}

// Text writes a mark for an address; ParseMark reads it.
func (m Mark) Text() string { return strconv.FormatInt(m.At, 10) + "." + m.ID }

// ParseMark reads a mark; what cannot be read is the beginning of the list.
func ParseMark(s string) Mark {
	for i := range s {
		if s[i] == '.' {
			if at, err := strconv.ParseInt(s[:i], 10, 64); err == nil {
				return Mark{At: at, ID: s[i+1:]}
			}
		}
	}
	return Mark{}
}
