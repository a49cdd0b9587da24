package code

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"motcua/calendar"
	"motcua/law"
	"motcua/office"
	"motcua/refusal"
)

// Code is a dossier code taken apart. A dossier keeps its code for life, so every
// format that was ever written is read (CODE-5).
type Code struct {
	Rule   string // the format: CODE-1, CODE-3 or CODE-4
	Agency string // as written: 000.00.06.H29, H29.06 or H29.006.00
	Day    calendar.Date
	System string // owner of a system for the whole country, two digits; else ""
	Number int64
}

// String writes the code as it stands on papers.
func (c Code) String() string {
	return fmt.Sprintf("%s-%s-%s%04d", c.Agency, c.Day.At(0).Format("060102"), c.System, c.Number)
}

// formats are tried in order. CODE-3 is the agency code of 15/9/2020 in the place
// of the older one, as some systems of those years wrote it.
var formats = []struct {
	rule  string
	shape *regexp.Regexp // agency, day, system, number
}{
	{"CODE-1", regexp.MustCompile(`^(\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})-(\d{6})-()(\d{4})$`)},
	{"CODE-4", regexp.MustCompile(`^([A-Z]\d{2}\.\d{3}\.\d{2})-(\d{6})-()(\d{4})$`)},
	{"CODE-4", regexp.MustCompile(`^([A-Z]\d{2}\.\d{3}\.\d{2})-(\d{6})-(\d{2})(\d{4}|[1-9]\d{4,11})$`)},
	{"CODE-3", regexp.MustCompile(`^([A-Z]\d{2}(?:\.[0-9A-Z]{1,5}){0,5})-(\d{6})-()(\d{4})$`)},
}

// Parse reads a code as people type, paste or scan it: blanks, small letters and
// any kind of hyphen are taken.
func Parse(text string) (Code, error) {
	text = Tidy(text)
	for _, f := range formats {
		p := f.shape.FindStringSubmatch(text)
		if p == nil {
			continue
		}
		day, err := time.Parse("20060102", "20"+p[2])
		n, tooLarge := strconv.ParseInt(p[4], 10, 64)
		if err != nil || tooLarge != nil {
			return Code{}, refusal.Rule("CODE-5", "code", "Sáu chữ số giữa mã hồ sơ phải là ngày tiếp nhận viết năm, tháng, ngày, ví dụ 190603. Xin xem lại trên giấy tiếp nhận.")
		}
		return Code{Rule: f.rule, Agency: p[1], Day: calendar.Make(day.Year(), day.Month(), day.Day()), System: p[3], Number: n}, nil
	}
	return Code{}, refusal.Rule("CODE-5", "code", "Mã hồ sơ có dạng 000.03.41.H29-190603-0001 hoặc H29.041.03-261005-0001. Xin xem lại trên giấy tiếp nhận.")
}

// Tidy drops what a copy brings along and joins all hyphens into one kind.
func Tidy(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r): // blanks, zero width marks, soft hyphens
			return -1
		case unicode.Is(unicode.Pd, r) || r == '\u2212':
			return '-'
		}
		return unicode.ToUpper(r)
	}, text)
}

// most is what four digits can number in one day at one office (CODE-7).
const most = 9999

// Write gives the code of a dossier in the scheme of the day's profile: the
// receiving agency's code, the day, the running number of the day (CODE-1, CODE-4).
// The agency's own code may be in either order.
func Write(codes law.Codes, agency string, day time.Time, n int64) (string, error) {
	if n > most {
		return "", refusal.Rule("CODE-7", "", "Đơn vị đã tiếp nhận đủ 9.999 hồ sơ trong ngày nên không thể cấp thêm mã. Bộ phận kỹ thuật đã được báo; vui lòng tiếp nhận tại điểm khác hoặc sang ngày làm việc tiếp theo.")
	}
	c, write := Code{Day: calendar.DateOf(day), Number: n}, office.Agency.GeneralLast
	if c.Rule = "CODE-1"; codes.Scheme.Value == law.SchemeTT03 {
		c.Rule, write = "CODE-4", office.Agency.InDossier2025
	}
	a, ok := office.ParseAgency(agency)
	if ok {
		c.Agency, ok = write(a)
	}
	if !ok || n < 1 {
		return "", refusal.Rule(c.Rule, "", "Đơn vị tiếp nhận chưa có mã định danh dùng được trong ngày này nên chưa thể cấp mã hồ sơ. Vui lòng báo bộ phận quản trị.")
	}
	return c.String(), nil
}
