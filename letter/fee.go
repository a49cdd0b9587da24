package letter

import (
	"strings"

	"motcua/letter/money"
	"motcua/refusal"
)

// FeeSlip is the paper of one order of money: the receipt of a fee, the slip of an
// exemption, of a refund, or of what mending an error cost the agency (SET-8, SET-11).
// The form is our own [design]: A5 like the forms of the desk; it travels with the dossier.
type FeeSlip struct {
	Head      Head // Number and Symbol write the number of the book: 01/2019-BL
	Title     string
	Code      string
	TrackURL  string
	Unit      string // who takes, waives or gives back
	Applicant Applicant
	Procedure string
	Published int64  // the fee of the published version and channel
	What      string // label of the amount: Số tiền thu, Số tiền miễn, giảm …
	Amount    int64
	Method    string // of paying; "" where no money moves
	Ground    string // of an exemption
	Proof     string // the paper that proves it
	Reason    string // of a refund or a correction
	Giver     string // over the left signature; "" is nobody: nothing changes hands
	Taker     string // over the right one
	Official  string
	Mark      Mark
}

func (s FeeSlip) check() error {
	switch {
	case s.Head.Number <= 0:
		return refusal.Rule("SET-11", "number", "Chứng từ phải có số trong sổ của năm.")
	case strings.TrimSpace(s.Applicant.Name) == "":
		return refusal.Rule("SET-11", "name", "Chứng từ phải ghi tên người nộp hồ sơ.")
	case s.Code == "":
		return refusal.Rule("SET-11", "code", "Chứng từ phải ghi mã hồ sơ.")
	case s.Ground != "" && s.Proof == "":
		return refusal.Rule("SET-11", "proof", "Phiếu miễn, giảm phải ghi giấy tờ chứng minh.")
	}
	return nil
}

func (s FeeSlip) sheet() (sheet, error) {
	if err := s.check(); err != nil {
		return sheet{}, err
	}
	words, err := money.InWords(s.Amount)
	if err != nil {
		return sheet{}, err
	}
	out := sheet{head: s.Head, code: s.Code, qr: s.TrackURL, title: s.Title, blocks: []block{
		field("Đơn vị", s.Unit),
		field("Hồ sơ của", s.Applicant.Name),
		field("Địa chỉ", orNone(s.Applicant.Address)),
		contact(s.Applicant),
		field("Nội dung yêu cầu giải quyết", s.Procedure),
		field("Mức phí, lệ phí đã công bố", money.Dong(s.Published)),
		field(s.What, money.Dong(s.Amount)),
		field("Bằng chữ", words),
	}}
	more := func(label, value string) {
		if value != "" {
			out.blocks = append(out.blocks, field(label, value))
		}
	}
	more("Hình thức", s.Method)
	more("Căn cứ miễn, giảm", s.Ground)
	more("Giấy tờ chứng minh", s.Proof)
	more("Lý do", s.Reason)
	more("Thời điểm", MomentLine(s.Head.Date))
	left := signBlock{}
	if s.Giver != "" {
		left = signBlock{lines: []string{s.Giver}, hint: handSign, name: s.Applicant.Name}
	}
	out.signs = []signBlock{left, {lines: []string{s.Taker}, hint: handSign, name: s.Official, mark: s.Mark}}
	out.notes = []string{"Chứng từ đi kèm hồ sơ; số liền nhau trong sổ của đơn vị theo năm."}
	return out, nil
}
