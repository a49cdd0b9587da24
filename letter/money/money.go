package money

import (
	"strconv"
	"strings"

	"motcua/refusal"
)

// Methods of paying, as printed.
var Methods = map[string]string{"cash": "tiền mặt", "transfer": "chuyển khoản"}

// Dong writes an amount in figures: 50.000 đồng.
func Dong(n int64) string {
	s, sign := strconv.FormatInt(n, 10), ""
	if n < 0 {
		s, sign = s[1:], "-"
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return sign + s + " đồng"
}

var digits = []string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}

// three reads a group of three digits; whole says that a higher group stands before it,
// so that nothing is left unsaid: 1.005 is một nghìn không trăm linh năm.
func three(n int64, whole bool) []string {
	var out []string
	h, t, u := n/100, n/10%10, n%10
	if h > 0 || whole {
		out = append(out, digits[h], "trăm")
	}
	switch {
	case t == 0 && u == 0:
		return out
	case t == 0 && (h > 0 || whole):
		return append(out, "linh", digits[u])
	case t == 0:
		return append(out, digits[u])
	case t == 1:
		out = append(out, "mười")
	default:
		out = append(out, digits[t], "mươi")
	}
	switch {
	case u == 0:
	case u == 1 && t > 1:
		out = append(out, "mốt")
	case u == 5:
		out = append(out, "lăm")
	default:
		out = append(out, digits[u])
	}
	return out
}

// InWords reads an amount as it stands on a receipt: "Năm mươi nghìn đồng". Amounts
// below nought or beyond what anybody pays have no words.
func InWords(n int64) (string, error) {
	if n < 0 || n >= 1_000_000_000_000 {
		return "", refusal.Rule("SET-11", "amount", "Số tiền không hợp lệ nên không in được chứng từ.")
	}
	if n == 0 {
		return "Không đồng", nil
	}
	var words []string
	for i, unit := range []string{"tỷ", "triệu", "nghìn", ""} {
		div := int64(1)
		for range 3 - i {
			div *= 1000
		}
		group := n / div % 1000
		if group == 0 {
			continue
		}
		words = append(words, three(group, len(words) > 0)...)
		if unit != "" {
			words = append(words, unit)
		}
	}
	first := []rune(strings.Join(words, " "))
	return strings.ToUpper(string(first[:1])) + string(first[1:]) + " đồng", nil
}
