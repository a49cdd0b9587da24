package page

import (
	"strconv"
	"strings"
	"time"

	"motcua/calendar"
	"motcua/clock"
)

// Dates and figures are written one way everywhere; English pages keep the same
// figures, since a receipt must be comparable with its page.

// Date writes "thứ Hai, 06/5/2019" in civil time; "" for the zero time.
func Date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return calendar.DateOf(t.In(clock.Zone)).Vietnamese()
}

// ShortDate writes "06/5/2019", for columns.
func ShortDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return calendar.DateOf(t.In(clock.Zone)).Slashed()
}

// Hour writes "17 giờ 00".
func Hour(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(clock.Zone).Format("15 giờ 04")
}

// DateTime writes "17 giờ 00, thứ Hai, 06/5/2019".
func DateTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return Hour(t) + ", " + Date(t)
}

// ShortDateTime writes "06/5/2019 17:00", for columns.
func ShortDateTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return ShortDate(t) + " " + t.In(clock.Zone).Format("15:04")
}

// CivilDate writes a stored civil date ("2019-05-06") as "thứ Hai, 06/5/2019"; what
// is not a date comes back as it is.
func CivilDate(s string) string {
	d, err := calendar.ParseDate(s)
	if err != nil {
		return s
	}
	return d.Vietnamese()
}

// CivilDay writes a stored civil date as "06/5/2019", for columns.
func CivilDay(s string) string {
	d, err := calendar.ParseDate(s)
	if err != nil {
		return s
	}
	return d.Slashed()
}

// Machine writes the value of a <time datetime>.
func Machine(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(clock.Zone).Format(time.RFC3339)
}

// Number writes "1.234.567".
func Number(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if s[0] == '-' {
		sign, s = "−", s[1:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, c := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// Money writes đồng: "15.000 đồng"; nothing to pay is "không thu".
func Money(dong int64) string {
	if dong == 0 {
		return "không thu"
	}
	return Number(dong) + " đồng"
}

// Percent writes num of den with one decimal, "98,6 %"; "–" when den is 0. It rounds
// down, so that 100 % stands only where all are meant.
func Percent(num, den int64) string {
	if den == 0 {
		return "–"
	}
	tenths := num * 1000 / den
	if tenths%10 == 0 {
		return Number(tenths/10) + " %"
	}
	return Number(tenths/10) + "," + strconv.FormatInt(tenths%10, 10) + " %"
}

// Phone groups a Vietnamese number, "090 123 4567" and "028 3829 1234"; anything else
// comes back as typed.
func Phone(s string) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
	if strings.HasPrefix(strings.TrimSpace(s), "+84") && len(digits) > 2 {
		digits = "0" + digits[2:]
	}
	switch {
	case len(digits) == 10 && digits[0] == '0' && digits[1] != '2':
		return digits[:3] + " " + digits[3:6] + " " + digits[6:]
	case len(digits) == 11 && strings.HasPrefix(digits, "02"):
		return digits[:3] + " " + digits[3:7] + " " + digits[7:]
	case len(digits) == 8 && strings.HasPrefix(digits, "1"):
		return digits[:4] + " " + digits[4:] // hotlines: 1900 1234
	}
	return s
}

// dayMinutes is a working day: 7.30–11.30 and 13.00–17.00.
const dayMinutes = 480

// Working writes working minutes as "2 ngày làm việc 3 giờ 30 phút"; of days only the
// hours stay, so that a glance is enough. Below zero it is the size that is written.
func Working(minutes int64) string {
	if minutes < 0 {
		minutes = -minutes
	}
	days, hours, mins := minutes/dayMinutes, minutes%dayMinutes/60, minutes%60
	var parts []string
	if days > 0 {
		parts = append(parts, Number(days)+" ngày làm việc")
	}
	if hours > 0 {
		parts = append(parts, strconv.FormatInt(hours, 10)+" giờ")
	}
	if mins > 0 && days == 0 {
		parts = append(parts, strconv.FormatInt(mins, 10)+" phút")
	}
	if len(parts) == 0 {
		return "0 phút"
	}
	return strings.Join(parts, " ")
}

// Left writes what remains of the legal time: "còn 2 ngày làm việc 3 giờ", or by how
// much it was missed: "quá hạn 4 giờ".
func Left(minutes int64) string {
	if minutes < 0 {
		return "quá hạn " + Working(minutes)
	}
	return "còn " + Working(minutes)
}

// Size writes bytes: "820 KB", "3,4 MB".
func Size(bytes int64) string {
	switch {
	case bytes < 1000:
		return Number(bytes) + " byte"
	case bytes < 1_000_000:
		return Number((bytes+500)/1000) + " KB"
	}
	tenths := (bytes + 50_000) / 100_000
	if tenths%10 == 0 {
		return Number(tenths/10) + " MB"
	}
	return Number(tenths/10) + "," + strconv.FormatInt(tenths%10, 10) + " MB"
}

// MaskPhone hides a number from those who need not know it: "090 *** **67".
func MaskPhone(s string) string { return mask(Phone(s), 3, 2) }

// MaskName keeps the family name and the initials: "Nguyễn V. A.".
func MaskName(name string) string {
	words := strings.Fields(name)
	for i, word := range words {
		if i == 0 {
			continue
		}
		for _, first := range word {
			words[i] = string(first) + "."
			break
		}
	}
	return strings.Join(words, " ")
}

// mask keeps the first and last characters and puts stars for the digits between.
func mask(s string, head, tail int) string {
	runes := []rune(s)
	for i := range runes {
		if i >= head && i < len(runes)-tail && runes[i] != ' ' {
			runes[i] = '*'
		}
	}
	return string(runes)
}
