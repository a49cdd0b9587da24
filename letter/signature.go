package letter

import (
	"strings"
	"time"

	"motcua/refusal"
)

// SignForm is in which quality somebody signs (VB-8).
type SignForm string

// The forms of NĐ 30/2020 Art 13.
const (
	SignHead       SignForm = ""    // the head himself
	SignDeputy     SignForm = "KT"  // a deputy for the head
	SignCollective SignForm = "TM"  // for a collective body
	SignByOrder    SignForm = "TL"  // by order of the head
	SignAuthorised SignForm = "TUQ" // by written authorisation
	SignActing     SignForm = "Q"   // acting head
)

// Signature is a signature block as data. For is the line the abbreviation
// stands before: the head's title for KT., TL., TUQ., the body's name for TM.
// ForDeputy fills the middle line when a deputy signs for the one who was asked
// ("TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG"); with TUQ. it is
// refused, an authorisation may not be passed on.
type Signature struct {
	Form      SignForm
	For       string
	ForDeputy string
	Title     string // title of the one who signs
	Name      string
	Mark      Mark // zero while unsigned
}

// Mark is the visible trace of a digital signature (VB-13): whose, and when.
type Mark struct {
	Signer string
	Office string
	At     time.Time
}

// Lines are the lines above the name, upper case as printed.
func (s Signature) Lines() ([]string, error) {
	if strings.TrimSpace(s.Title) == "" {
		return nil, refusal.Rule("VB-8", "signer", "Chưa có chức vụ của người ký. Hãy chọn người ký có chức vụ.")
	}
	title := strings.ToUpper(s.Title)
	switch s.Form {
	case SignHead:
		return []string{title}, nil
	case SignActing:
		return []string{"Q. " + title}, nil
	case SignDeputy, SignByOrder, SignAuthorised, SignCollective:
	default:
		return nil, refusal.Rule("VB-8", "signer", "Hình thức ký không có trong quy định. Chỉ dùng KT., TM., TL., TUQ. hoặc Q.")
	}
	if strings.TrimSpace(s.For) == "" {
		return nil, refusal.Rule("VB-8", "signer", "Ký thay, ký thừa lệnh, ký thừa ủy quyền hoặc thay mặt phải ghi rõ ký cho ai.")
	}
	lines := []string{string(s.Form) + ". " + strings.ToUpper(s.For)}
	if s.ForDeputy != "" {
		if s.Form != SignByOrder && s.Form != SignCollective {
			return nil, refusal.Rule("VB-8", "signer", "Người được ủy quyền hoặc ký thay không được giao lại cho người khác ký.")
		}
		lines = append(lines, "KT. "+strings.ToUpper(s.ForDeputy))
	}
	return append(lines, title), nil
}
