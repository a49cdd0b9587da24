package letter

import (
	"strings"

	"motcua/refusal"
)

// SupplementSlip is Mẫu số 02, PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ (REC-2,
// SET-2). Everything that is missing stands on one slip, because a supplement
// may be asked for once (PRI-6).
type SupplementSlip struct {
	Head      Head
	Code      string // "" when nothing was received yet
	TrackURL  string
	Applicant Applicant
	Procedure string
	Wanted    []string // what to complete, one line each
	Reason    string
	Contact   string // official who answers questions
	Phone     string // the desk's telephone
	Guide     string // name under NGƯỜI HƯỚNG DẪN
	Mark      Mark
	BallotAt  string
	Why       []string // what happens to the clock meanwhile
}

func (s SupplementSlip) sheet() (sheet, error) {
	switch {
	case len(s.Wanted) == 0:
		return sheet{}, refusal.Rule("PRI-6", "wanted", "Phiếu phải ghi đầy đủ nội dung cần bổ sung, hoàn thiện trong một lần.")
	case strings.TrimSpace(s.Reason) == "":
		return sheet{}, refusal.Rule("REC-2", "reason", "Phiếu phải ghi lý do yêu cầu bổ sung, hoàn thiện hồ sơ.")
	}
	ask := "Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, đề nghị " + s.Applicant.address() +
		" liên hệ với " + orNone(s.Contact) + ", số điện thoại " + orNone(s.Phone) + " để được hướng dẫn."
	return sheet{
		head: s.Head, code: s.Code, qr: s.TrackURL,
		title: s.Head.title("PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"),
		blocks: []block{
			field("Hồ sơ của", s.Applicant.Name),
			field("Nội dung yêu cầu giải quyết", s.Procedure),
			field("Địa chỉ", orNone(s.Applicant.Address)),
			contact(s.Applicant),
			{kind: listBlock, label: "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:", items: s.Wanted},
			field("Lý do", s.Reason),
			text(ask),
		},
		signs: []signBlock{{}, {lines: []string{"NGƯỜI HƯỚNG DẪN"}, hint: handSign, name: s.Guide, mark: s.Mark}},
		notes: []string{ballotLine(s.BallotAt)},
		why:   s.Why,
		asks:  "Thời hạn giải quyết hồ sơ được tính thế nào?",
	}, nil
}

// RefusalSlip is Mẫu số 03, PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ (REC-2,
// REC-13).
type RefusalSlip struct {
	Head      Head
	Code      string // "" when the dossier was refused at the desk
	TrackURL  string
	Unit      string // who examined and refuses
	Applicant Applicant
	Procedure string
	Reason    string
	FiledBy   string // "" is the applicant
	Official  string
	Mark      Mark
	BallotAt  string
}

func (s RefusalSlip) sheet() (sheet, error) {
	if strings.TrimSpace(s.Reason) == "" {
		return sheet{}, refusal.Rule("REC-2", "reason", "Phiếu từ chối phải ghi lý do cụ thể không tiếp nhận hồ sơ.")
	}
	filedBy := s.FiledBy
	if filedBy == "" {
		filedBy = s.Applicant.Name
	}
	return sheet{
		head: s.Head, code: s.Code, qr: s.TrackURL,
		title: s.Head.title("PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ"),
		blocks: []block{
			field("Tiếp nhận hồ sơ của", s.Applicant.Name),
			field("Địa chỉ", orNone(s.Applicant.Address)),
			contact(s.Applicant),
			field("Nội dung yêu cầu giải quyết", s.Procedure),
			text("Qua xem xét, " + s.Unit + " thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:"),
			text(s.Reason),
			text("Xin thông báo để " + s.Applicant.address() + " được biết và thực hiện."),
		},
		signs: bySide(filedBy, s.Official, s.Mark),
		notes: []string{ballotLine(s.BallotAt)},
	}, nil
}
