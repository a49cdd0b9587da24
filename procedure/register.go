package procedure

import (
	"strings"

	"motcua/fold"
)

// Register is a published database whose data are not asked for again (REC-10).
type Register struct {
	Key  string // as a profile names it
	Name string
	// words in a paper's name that mean data of the register. A register answers for
	// itself: where it holds nothing, the paper is asked for as ever [design].
	words []string
}

// Registers are the databases REC-10 names. Which of them is in use is a matter of the
// day: law.Profile says it.
var Registers = []Register{
	{"population", "Cơ sở dữ liệu quốc gia về dân cư", []string{"can cuoc", "chung minh nhan dan", "so ho khau", "cu tru", "dinh danh ca nhan"}},
	{"civil_status", "Cơ sở dữ liệu hộ tịch điện tử", []string{"giay khai sinh", "giay chung nhan ket hon", "trich luc khai tu", "trich luc ket hon", "trich luc khai sinh", "giay bao tu"}},
	{"enterprise", "Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp", []string{"giay chung nhan dang ky doanh nghiep", "giay chung nhan dang ky kinh doanh", "giay chung nhan dang ky ho kinh doanh", "giay chung nhan dang ky hop tac xa"}},
	{"insurance", "Cơ sở dữ liệu quốc gia về bảo hiểm", []string{"the bao hiem y te", "so bao hiem xa hoi"}},
	{"driving", "Cơ sở dữ liệu giấy phép lái xe", []string{"giay phep lai xe"}},
	{"vehicle", "Cơ sở dữ liệu đăng ký xe", []string{"giay dang ky xe", "chung nhan dang ky xe"}},
	{"land", "Cơ sở dữ liệu quốc gia về đất đai", []string{"giay chung nhan quyen su dung dat"}},
	{"judicial", "Cơ sở dữ liệu lý lịch tư pháp", []string{"phieu ly lich tu phap"}},
	{"health", "Sổ sức khỏe điện tử", []string{"giay kham suc khoe"}},
}

// RegisterNamed finds a register by its key.
func RegisterNamed(key string) (Register, bool) {
	for _, r := range Registers {
		if r.Key == key {
			return r, true
		}
	}
	return Register{}, false
}

// Register gives the register the paper's data stand in, among those in use.
func (p Paper) Register(inUse []string) (Register, bool) {
	name := fold.Fold(p.Name)
	for _, own := range []string{"don ", "to khai", "van ban", "giay de nghi", "giay uy quyen", "truong hop"} {
		if strings.HasPrefix(name, own) {
			return Register{}, false // what the applicant writes is in no database
		}
	}
	for _, key := range inUse {
		r, _ := RegisterNamed(key)
		for _, w := range r.words {
			if strings.Contains(name, w) {
				return r, true
			}
		}
	}
	return Register{}, false
}
