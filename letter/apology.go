package letter

import (
	"strings"
	"time"

	"motcua/refusal"
)

// ApologyForm is the layout the profile of the day of the letter wants
// (law.Profile.Apology.Template); the data are the same. Number and title are those of
// the profile's form.
type ApologyForm string

// The three papers in the order of their time.
const (
	Form5157 ApologyForm = "5157" // Thư xin lỗi of QĐ 5157/QĐ-UBND, before 06/01/2019: a letter in running text [design]
	Form2018 ApologyForm = "tt01" // Mẫu số 04 of TT 01/2018
	Form2025 ApologyForm = "tt03" // Mẫu số 04 of TT 03/2025: asks to prolong the time
)

// Apology is Mẫu số 04 (APO-6): the one letter a late dossier gets.
type Apology struct {
	Head       Head // Office is the agency whose head signs (APO-4); Symbol is PXL
	Form       ApologyForm
	Title      string // as the profile's form has it
	FormNo     string // number of the form; "" prints none
	Code       string
	TrackURL   string
	Applicant  Applicant
	Procedure  string
	ReceiptNo  string // number of the receipt, as printed on it
	ReceivedAt time.Time
	OldDue     time.Time // the appointment that is missed
	Status     string    // how far the dossier is
	Reason     string
	NewDue     time.Time
	Ended      string // why there is no new date: the dossier came to its end without a result
	Sentence   string // the apology itself; ApologySentence gives the usual one
	Signature  Signature
	CopyTo     []string // Nơi nhận (VB-11)
}

// ApologySentence is the usual wording of item 7.
func ApologySentence(office string, a Applicant) string {
	return office + " thành thật xin lỗi " + a.address() +
		" vì sự chậm trễ này và mong nhận được sự thông cảm của " + a.address() + "."
}

// Missing names the items of APO-6 that are not filled, in the order of the rule.
// A message in any channel that lacks one is not a valid letter.
func (a Apology) Missing() []string {
	filled := []struct {
		name string
		ok   bool
	}{
		{"tên cá nhân, tổ chức nộp hồ sơ", strings.TrimSpace(a.Applicant.Name) != ""},
		{"loại hồ sơ", strings.TrimSpace(a.Procedure) != ""},
		{"số giấy tiếp nhận hồ sơ và hẹn trả kết quả", strings.TrimSpace(a.ReceiptNo) != ""},
		{"tình trạng giải quyết hồ sơ", strings.TrimSpace(a.Status) != ""},
		{"lý do trễ hạn", strings.TrimSpace(a.Reason) != ""},
		{"ngày hẹn trả kết quả lần sau", !a.NewDue.IsZero() || a.Ended != ""},
		{"nội dung xin lỗi", strings.TrimSpace(a.Sentence) != ""},
	}
	var out []string
	for _, f := range filled {
		if !f.ok {
			out = append(out, f.name)
		}
	}
	return out
}

func (a Apology) sheet() (sheet, error) {
	if gone := a.Missing(); len(gone) > 0 {
		return sheet{}, refusal.Rule("APO-6", "letter", "Thư xin lỗi còn thiếu: "+strings.Join(gone, "; ")+". Hãy ghi đủ bảy nội dung.")
	}
	if strings.TrimSpace(a.Title) == "" {
		return sheet{}, refusal.Invalid("form", "Mẫu thư xin lỗi không có trong quy định. Hãy chọn mẫu của thời điểm ban hành.")
	}
	if a.Ended == "" && !a.NewDue.After(a.OldDue) {
		return sheet{}, refusal.Rule("APO-6", "new_due", "Ngày hẹn lần sau phải sau ngày hẹn đã ghi trên giấy tiếp nhận.")
	}
	body, err := a.body()
	if err != nil {
		return sheet{}, err
	}
	lines, err := a.Signature.Lines()
	if err != nil {
		return sheet{}, err
	}
	return sheet{
		head: a.Head, code: a.Code, qr: a.TrackURL, title: a.Title,
		blocks: append([]block{{kind: centreBlock, label: "Kính gửi: ", text: a.Applicant.Name}}, body...),
		signs:  []signBlock{{}, {lines: lines, name: a.Signature.Name, mark: a.Signature.Mark}},
		copyTo: a.CopyTo,
		notes:  formNote(a.FormNo),
	}, nil
}

// next is item 6: the new date, or why there is none.
func (a Apology) next() string {
	if a.Ended != "" {
		return a.Ended
	}
	return MomentLine(a.NewDue)
}

// formNote names the form where one is published.
func formNote(number string) []string {
	if number == "" {
		return nil
	}
	return []string{"(Mẫu số " + number + ")"}
}

// body is the text in the layout of its time, always in the order of APO-6.
func (a Apology) body() ([]block, error) {
	address := []block{field("Địa chỉ", orNone(a.Applicant.Address)), field("Số điện thoại", orNone(a.Applicant.Phone))}
	switch a.Form {
	case Form5157:
		return append(address,
			text("Hồ sơ “"+a.Procedure+"” của "+a.Applicant.address()+" được tiếp nhận lúc "+MomentLine(a.ReceivedAt)+
				", giấy tiếp nhận số "+a.ReceiptNo+", hẹn trả kết quả lúc "+MomentLine(a.OldDue)+"."),
			field("Tình trạng giải quyết hồ sơ", a.Status),
			field("Lý do trễ hạn", a.Reason),
			field("Ngày hẹn trả kết quả lần sau", a.next()),
			text(a.Sentence)), nil
	case Form2018:
		return append(append(address, a.fields()...),
			field("Thời gian hẹn trả kết quả lần sau", a.next()),
			text(a.Sentence)), nil
	case Form2025:
		return append(append(address, a.fields()...),
			field("Đề nghị gia hạn thời gian giải quyết, trả kết quả vào", a.next()),
			text(a.Sentence)), nil
	}
	return nil, refusal.Invalid("form", "Mẫu thư xin lỗi không có trong quy định. Hãy chọn mẫu của thời điểm ban hành.")
}

// fields are the lines both forms of the ministry's office share.
func (a Apology) fields() []block {
	return []block{
		field("Ngày tiếp nhận hồ sơ", MomentLine(a.ReceivedAt)),
		field("Thủ tục đề nghị giải quyết", a.Procedure),
		field("Số giấy tiếp nhận hồ sơ", a.ReceiptNo),
		field("Thời gian hẹn trả kết quả đã ghi trên giấy tiếp nhận", MomentLine(a.OldDue)),
		field("Tình trạng giải quyết hồ sơ", a.Status),
		field("Lý do trễ hạn", a.Reason),
	}
}
