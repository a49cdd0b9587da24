package letter

import (
	"fmt"
	"strings"
	"time"

	"motcua/refusal"
)

// LossApology is the letter for papers that an office lost or damaged (APO-13). No form
// is published for it; the layout is the house's own [design].
type LossApology struct {
	Head      Head
	Code      string
	TrackURL  string
	Applicant Applicant
	Procedure string
	ReceiptNo string
	Damaged   bool // damaged, not lost
	Papers    string
	Where     string // the office where it happened
	Status    string
	Reason    string
	Cost      int64 // đồng, borne by the agency
	CostNote  string
	NewDue    string // what holds for the date of the result, in words
	Office    string // who apologises
	Signature Signature
	CopyTo    []string
}

func (a LossApology) verb() string {
	if a.Damaged {
		return "làm hư hỏng"
	}
	return "làm mất"
}

func (a LossApology) sheet() (sheet, error) {
	for _, x := range []struct{ value, says string }{
		{a.Applicant.Name, "tên cá nhân, tổ chức nộp hồ sơ"}, {a.Procedure, "loại hồ sơ"}, {a.ReceiptNo, "số giấy tiếp nhận"}, {a.Papers, "giấy tờ nào bị mất, hư hỏng"},
		{a.Where, "đơn vị để xảy ra"}, {a.Status, "tình trạng giải quyết"}, {a.Reason, "lý do"}, {a.CostNote, "chi phí cơ quan chịu"}, {a.NewDue, "ngày hẹn trả kết quả"},
	} {
		if strings.TrimSpace(x.value) == "" {
			return sheet{}, refusal.Rule("APO-13", "letter", "Thư xin lỗi còn thiếu: "+x.says+".")
		}
	}
	lines, err := a.Signature.Lines()
	if err != nil {
		return sheet{}, err
	}
	you := a.Applicant.address()
	return sheet{
		head: a.Head, code: a.Code, qr: a.TrackURL, title: "THƯ XIN LỖI VỀ VIỆC " + strings.ToUpper(a.verb()) + " GIẤY TỜ TRONG HỒ SƠ",
		blocks: []block{
			{kind: centreBlock, label: "Kính gửi: ", text: a.Applicant.Name},
			field("Địa chỉ", orNone(a.Applicant.Address)),
			field("Thủ tục đề nghị giải quyết", a.Procedure),
			field("Số giấy tiếp nhận hồ sơ", a.ReceiptNo),
			field("Giấy tờ bị ảnh hưởng", a.Papers),
			field("Đơn vị để xảy ra", a.Where),
			field("Tình trạng giải quyết hồ sơ", a.Status),
			field("Lý do", a.Reason),
			field("Chi phí do cơ quan chịu", dong(a.Cost)+". "+a.CostNote),
			field("Thời gian hẹn trả kết quả", a.NewDue),
			text(a.Office + " thành thật xin lỗi " + you + " vì đã " + a.verb() + " giấy tờ nêu trên. " + a.Office +
				" chịu toàn bộ chi phí khắc phục, làm lại giấy tờ; " + you + " không phải nộp thêm khoản nào."),
		},
		signs:  []signBlock{{}, {lines: lines, name: a.Signature.Name, mark: a.Signature.Mark}},
		copyTo: a.CopyTo,
	}, nil
}

// dong writes 1200000 as 1.200.000 đồng.
func dong(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s + " đồng"
}

// LateNotice is the written notice of the agency that causes the lateness to the one-stop
// unit, with reason, apology and new date (APO-3, APO-14) [design].
type LateNotice struct {
	Head      Head
	To        string // the one-stop unit
	Code      string
	Applicant Applicant
	Procedure string
	ReceiptNo string
	OldDue    time.Time
	Status    string
	Reason    string
	LetterNo  string // number of the letter of apology
	NewDue    time.Time
	Ended     string // why there is no new date: the dossier came to its end without a result
	Signature Signature
	CopyTo    []string
}

func (n LateNotice) sheet() (sheet, error) {
	if strings.TrimSpace(n.Reason) == "" || strings.TrimSpace(n.To) == "" || n.LetterNo == "" {
		return sheet{}, refusal.Rule("APO-14", "reason", "Thông báo cho bộ phận một cửa phải ghi lý do và số thư xin lỗi.")
	}
	lines, err := n.Signature.Lines()
	if err != nil {
		return sheet{}, err
	}
	next := "kết quả đã có, giao kèm thư xin lỗi"
	switch {
	case n.Ended != "":
		next = n.Ended
	case !n.NewDue.IsZero():
		next = MomentLine(n.NewDue)
	}
	return sheet{
		head: n.Head, code: n.Code, title: "THÔNG BÁO VỀ VIỆC CHẬM TRẢ KẾT QUẢ GIẢI QUYẾT HỒ SƠ",
		blocks: []block{
			{kind: centreBlock, label: "Kính gửi: ", text: n.To},
			field("Hồ sơ của", n.Applicant.Name),
			field("Thủ tục đề nghị giải quyết", n.Procedure),
			field("Số giấy tiếp nhận hồ sơ", n.ReceiptNo),
			field("Thời gian hẹn trả kết quả đã ghi trên giấy tiếp nhận", MomentLine(n.OldDue)),
			field("Tình trạng giải quyết hồ sơ", n.Status),
			field("Lý do chậm", n.Reason),
			field("Thư xin lỗi số", n.LetterNo),
			field("Đề xuất thời gian trả kết quả lần sau", next),
			text("Gửi kèm thư xin lỗi để giao cho người nộp hồ sơ và ghi nhận việc giao thư."),
		},
		signs:  []signBlock{{}, {lines: lines, name: n.Signature.Name, mark: n.Signature.Mark}},
		copyTo: n.CopyTo,
	}, nil
}
