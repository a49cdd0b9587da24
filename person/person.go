package person

import (
	"regexp"
	"strings"

	"motcua/clock"
	"motcua/fold"
	"motcua/refusal"
)

// Kind tells a citizen from an organisation.
type Kind string

// The kinds.
const (
	Citizen      Kind = "citizen"
	Organisation Kind = "organisation"
)

// Person is who files a dossier. All but ID and Kind is erasable.
type Person struct {
	ID      string
	Kind    Kind
	Name    string // NFC
	Number  string // citizen: CMND, CCCD or passport; organisation: tax code; "" when none was shown
	Phone   string // national form, digits only: "0901234567"; "" when none was given
	Email   string
	Address string
	Birth   string // YYYY-MM-DD; "" for organisations and when unknown
	// Verified is when a desk saw the paper with the number; zero while only the person
	// says so. Changing name or number undoes it.
	Verified clock.Instant
}

// Is reports whether somebody who shows a paper with this name is the person: verified,
// and of the same name. A number alone is easily typed (REC-5).
func (p Person) Is(name string) bool {
	return p.Verified.Set() && fold.Fold(p.Name) == fold.Fold(name)
}

var (
	citizenNumber = regexp.MustCompile(`^(\d{9}|\d{12}|[A-Z]\d{7,8})$`)
	taxNumber     = regexp.MustCompile(`^\d{10}(-\d{3})?$`)
	phoneNumber   = regexp.MustCompile(`^0\d{9,10}$`)
	emailShape    = regexp.MustCompile(`^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$`)
	dayShape      = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
)

// Clean brings what was typed into the stored form and refuses what cannot be right.
// The refusal's field is the name of the form field.
func (p Person) Clean() (Person, error) {
	p.Name = tidy(p.Name)
	p.Address = tidy(p.Address)
	p.Number = strings.ToUpper(strings.ReplaceAll(strings.TrimSpace(p.Number), " ", ""))
	p.Phone = Phone(p.Phone)
	p.Email = strings.TrimSpace(p.Email)
	switch {
	case p.Kind != Citizen && p.Kind != Organisation:
		return p, refusal.Invalid("kind", "Hãy chọn cá nhân hoặc tổ chức.")
	case p.Name == "":
		return p, refusal.Invalid("name", "Hãy nhập họ tên hoặc tên tổ chức.")
	case len([]rune(p.Name)) > 250:
		return p, refusal.Invalid("name", "Tên dài quá 250 ký tự.")
	case p.Number != "" && p.Kind == Citizen && !citizenNumber.MatchString(p.Number):
		return p, refusal.Invalid("number", "Số giấy tờ tùy thân gồm 9 hoặc 12 chữ số, hoặc số hộ chiếu.")
	case p.Number != "" && p.Kind == Organisation && !taxNumber.MatchString(p.Number):
		return p, refusal.Invalid("number", "Mã số thuế gồm 10 chữ số, hoặc 10 chữ số và 3 chữ số sau dấu gạch.")
	case p.Phone != "" && !phoneNumber.MatchString(p.Phone):
		return p, refusal.Invalid("phone", "Số điện thoại gồm 10 hoặc 11 chữ số, bắt đầu bằng 0.")
	case p.Email != "" && !emailShape.MatchString(p.Email):
		return p, refusal.Invalid("email", "Hãy nhập địa chỉ thư điện tử dạng ten@noi.vn.")
	case p.Birth != "" && !dayShape.MatchString(p.Birth):
		return p, refusal.Invalid("birth", "Hãy nhập ngày sinh.")
	}
	return p, nil
}

func tidy(s string) string { return strings.Join(strings.Fields(fold.NFC(s)), " ") }

// Phone brings a typed number into the national form: separators dropped, +84 as 0.
// What is no number stays recognisably wrong.
func Phone(s string) string {
	s = strings.NewReplacer(" ", "", ".", "", "-", "", "(", "", ")", "", "\u00a0", "").Replace(s)
	if rest, found := strings.CutPrefix(s, "+84"); found {
		return "0" + strings.TrimPrefix(rest, "0")
	}
	return s
}

// LastFour gives the last four digits of the phone, by which a citizen without an
// account proves to know more than a dossier code; "" when there is no phone.
func (p Person) LastFour() string {
	if len(p.Phone) < 4 {
		return ""
	}
	return p.Phone[len(p.Phone)-4:]
}
