package letter

import (
	"strings"
	"testing"
	"time"

	"motcua/refusal"
)

func TestNumbersAndDatesOfALetter(t *testing.T) {
	for _, c := range []struct{ rule, got, want string }{
		{"VB-10 a number below ten takes a leading zero", Head{Number: 3, Symbol: "PXL"}.NumberLine(), "Số: 03/PXL"},
		{"VB-10 a number of two figures stands as it is", Head{Number: 12, Symbol: "BPTNTKQ"}.NumberLine(), "Số: 12/BPTNTKQ"},
		{"VB-10 a number of four figures stands as it is", Head{Number: 1008, Symbol: "PXL"}.NumberLine(), "Số: 1008/PXL"},
		{"a draft leaves room for the number", Head{Symbol: "PXL"}.NumberLine(), "Số:          /PXL"},
		{"VB-10 the day below ten takes a zero, the month May does not", DateLine(at(2019, 5, 6, 0, 0)), "ngày 06 tháng 5 năm 2019"},
		{"VB-10 the months one and two take a zero", DateLine(at(2019, 2, 28, 0, 0)), "ngày 28 tháng 02 năm 2019"},
		{"VB-10 the month of two figures", DateLine(at(2019, 12, 31, 0, 0)), "ngày 31 tháng 12 năm 2019"},
		{"the date is the civil date of the country", DateLine(time.Date(2019, 5, 6, 17, 30, 0, 0, time.UTC)), "ngày 07 tháng 5 năm 2019"},
		{"the moment names hour and minute", MomentLine(at(2019, 1, 2, 7, 5)), "07 giờ 05 phút, ngày 02 tháng 01 năm 2019"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.rule, c.got, c.want)
		}
	}
}

func TestSignatureForms(t *testing.T) {
	for _, c := range []struct {
		rule string
		sign Signature
		want string // "" means refused
	}{
		{"VB-8 the head signs with his title", Signature{Title: "Chủ tịch"}, "CHỦ TỊCH"},
		{"VB-8 a deputy signs KT.", Signature{Form: SignDeputy, For: "Chủ tịch", Title: "Phó Chủ tịch"}, "KT. CHỦ TỊCH|PHÓ CHỦ TỊCH"},
		{"VB-8 TM. for a collective body", Signature{Form: SignCollective, For: "Ủy ban nhân dân", Title: "Chủ tịch"}, "TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH"},
		{"VB-8 TM. by the deputy", Signature{Form: SignCollective, For: "Ủy ban nhân dân", ForDeputy: "Chủ tịch", Title: "Phó Chủ tịch"}, "TM. ỦY BAN NHÂN DÂN|KT. CHỦ TỊCH|PHÓ CHỦ TỊCH"},
		{"VB-8 TL. by order", Signature{Form: SignByOrder, For: "Chủ tịch", Title: "Trưởng bộ phận Một cửa"}, "TL. CHỦ TỊCH|TRƯỞNG BỘ PHẬN MỘT CỬA"},
		{"VB-8 TL. may be passed to a deputy", Signature{Form: SignByOrder, For: "Chủ tịch", ForDeputy: "Chánh Văn phòng", Title: "Phó Chánh Văn phòng"}, "TL. CHỦ TỊCH|KT. CHÁNH VĂN PHÒNG|PHÓ CHÁNH VĂN PHÒNG"},
		{"VB-8 TUQ. by authorisation", Signature{Form: SignAuthorised, For: "Giám đốc", Title: "Trưởng phòng"}, "TUQ. GIÁM ĐỐC|TRƯỞNG PHÒNG"},
		{"VB-8 Q. acting head", Signature{Form: SignActing, Title: "Giám đốc"}, "Q. GIÁM ĐỐC"},
		{"VB-8 an authorisation may not be passed on", Signature{Form: SignAuthorised, For: "Giám đốc", ForDeputy: "Trưởng phòng", Title: "Phó Trưởng phòng"}, ""},
		{"VB-8 KT. must say for whom", Signature{Form: SignDeputy, Title: "Phó Chủ tịch"}, ""},
		{"VB-8 nobody signs without a title", Signature{}, ""},
		{"VB-8 other letters are not a form", Signature{Form: "TH", For: "Chủ tịch", Title: "Phó Chủ tịch"}, ""},
	} {
		lines, err := c.sign.Lines()
		if got := strings.Join(lines, "|"); got != c.want {
			t.Errorf("%s: got %q, want %q", c.rule, got, c.want)
		}
		if no, refused := refusal.As(err); refused != (c.want == "") || (refused && no.Rule != "VB-8") {
			t.Errorf("%s: error %v", c.rule, err)
		}
	}
}
