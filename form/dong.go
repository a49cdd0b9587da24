package form

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var digits = []string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}

// Dong writes an amount in words, as declarations and receipts ask for.
func Dong(n int64) string {
	if n == 0 {
		return "Không đồng"
	}
	var groups []int64
	for m := n; m > 0; m /= 1000 {
		groups = append(groups, m%1000)
	}
	var out []string
	for i := len(groups) - 1; i >= 0; i-- {
		if groups[i] == 0 {
			if i == 3 && len(groups) > 4 { // a thousand of milliards and more
				out = append(out, "tỷ")
			}
			continue
		}
		out = append(out, three(groups[i], i < len(groups)-1)...)
		if unit := units(i); unit != "" {
			out = append(out, unit)
		}
	}
	s := strings.Join(out, " ") + " đồng"
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

func units(i int) string {
	all := []string{"", "nghìn", "triệu", "tỷ", "nghìn", "triệu", "tỷ tỷ"}
	return all[min(i, len(all)-1)]
}

// three reads a group; full says that something stands before it, so that a missing
// hundred is read out.
func three(n int64, full bool) []string {
	h, t, u := n/100, n/10%10, n%10
	var out []string
	if h > 0 || full {
		out = append(out, digits[h], "trăm")
	}
	switch {
	case t == 0 && u > 0 && len(out) > 0:
		out = append(out, "lẻ")
	case t == 1:
		out = append(out, "mười")
	case t > 1:
		out = append(out, digits[t], "mươi")
	}
	switch {
	case u == 0:
	case u == 1 && t > 1:
		out = append(out, "mốt")
	case u == 5 && t > 0:
		out = append(out, "lăm")
	case u == 4 && t > 1:
		out = append(out, "tư")
	default:
		out = append(out, digits[u])
	}
	return slices.Clip(out)
}
