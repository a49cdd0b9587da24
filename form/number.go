package form

import (
	"encoding/json"
	"regexp"
	"strings"
)

// numberShape is how a number is written here: groups of three parted by dots or by
// spaces, or no groups at all, and what is less than one behind a comma. A dot anywhere
// else is refused: 56.5 is 56,5 to one person and 565 to another.
var numberShape = regexp.MustCompile(`^(-?)(\d+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+)(?:,(\d+))?$`)

// digitsMost is how many digits come back exactly wherever an answer is read.
const digitsMost = 15

// readNumber reads 1.250.000 and 56,5; wrong is the sentence for what is written otherwise.
func readNumber(f Field, typed string) (n json.Number, wrong string) {
	s := strings.Join(strings.Fields(strings.ToLower(typed)), " ")
	if f.Type == Money {
		s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(s, "đồng"), "đ"))
	}
	m := numberShape.FindStringSubmatch(s)
	if m == nil || f.Type == Money && m[3] != "" {
		return "", shape(f)
	}
	whole := strings.TrimLeft(strings.NewReplacer(".", "", " ", "").Replace(m[2]), "0")
	part := strings.TrimRight(m[3], "0")
	if len(whole)+len(part) > digitsMost {
		return "", f.Label + ": nhiều nhất 15 chữ số. Kiểm tra lại số đã nhập."
	}
	if whole == "" {
		whole = "0"
	}
	if part != "" {
		part = "." + part
	}
	if whole+part == "0" {
		return "0", ""
	}
	return json.Number(m[1] + whole + part), ""
}
