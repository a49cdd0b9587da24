package work

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"motcua/apology"
	"motcua/notice"
)

const (
	kindApology     = "apologise"
	kindUndelivered = "undelivered"
)

// apology tells of the letter. When the head chose the message centre (APO-5) the
// message is the apology itself, with its seven items; else it only announces the
// letter, so that nobody is apologised to twice (APO-7).
func (s Story) apology() []notice.Message {
	if !slices.Contains(strings.Split(s.Letter.Channels, ","), "sms") {
		return s.toApplicant(s.announced())
	}
	items := s.seven()
	if s.Applicant.Phone == "" || len(items.missing()) > 0 {
		return s.undelivered()
	}
	text := items.text()
	return s.toApplicant(said{kind: kindApology, subject: "Thư xin lỗi về việc giải quyết trễ hạn hồ sơ " + s.Dossier.Code, short: text, long: text})
}

// seven are the items of APO-6, in the order the rule lists them.
type seven struct {
	Applicant, Kind, Receipt, Status, Reason, NewDate, Apology string
}

// seven collects the items. The letter may go out before the dossier is late
// (APO-19), so it speaks of the appointment that is not kept, not of lateness.
func (s Story) seven() seven {
	d, l := s.Dossier, s.Letter
	items := seven{Applicant: s.Applicant.Name, Kind: d.ProcedureName, Status: l.Status, Reason: l.Why}
	if items.Reason == "" {
		items.Reason = apology.CauseName(l.Cause)
	}
	if d.ReceiptNo > 0 {
		items.Receipt = strconv.Itoa(d.ReceiptNo) + ", mã hồ sơ " + d.Code
	}
	switch {
	case l.NewDate.Set():
		items.NewDate = when(l.NewDate)
	case d.SettledAt.Set():
		items.NewDate = "đã có kết quả, mời đến nhận tại " + s.place(d.ReturnAt)
	}
	if o := s.organ(l.Office); o != "" {
		items.Apology = o + " thành thật xin lỗi vì không trả được kết quả đúng ngày hẹn"
		if legal, ok := d.Legal(); ok {
			items.Apology += " " + date(legal.Due)
		}
	}
	return items
}

// missing names the items without which the message would not be valid.
func (i seven) missing() []string {
	var out []string
	for _, x := range []struct{ name, value string }{
		{"tên người nộp hồ sơ", i.Applicant}, {"loại hồ sơ", i.Kind}, {"số giấy tiếp nhận", i.Receipt}, {"tình trạng giải quyết", i.Status},
		{"lý do trễ hạn", i.Reason}, {"ngày hẹn lần sau", i.NewDate}, {"nội dung xin lỗi", i.Apology}} {
		if strings.TrimSpace(x.value) == "" {
			out = append(out, x.name)
		}
	}
	return out
}

func (i seven) text() string {
	return "Kính gửi " + i.Applicant + ". Hồ sơ: " + sentence(i.Kind) + " Giấy tiếp nhận số " + sentence(i.Receipt) + " Tình trạng: " + sentence(i.Status) +
		" Lý do trễ hạn: " + sentence(i.Reason) + " Ngày hẹn trả kết quả lần sau: " + sentence(i.NewDate) + " " + sentence(i.Apology)
}

// announced says that a letter is on its way and what the new date is.
func (s Story) announced() said {
	d := s.Dossier
	text := "Hồ sơ " + d.Code + ": thư xin lỗi số " + fmt.Sprintf("%02d", s.Letter.Number) + "/PXL đã được ký và gửi."
	if s.Letter.NewDate.Set() {
		text += " Ngày hẹn trả kết quả mới: " + when(s.Letter.NewDate) + "."
	}
	return said{kind: "letter_sent", subject: "Thư xin lỗi và ngày hẹn mới của hồ sơ " + d.Code, short: text}
}

// undelivered asks the head to reach the applicant by letter or in person.
func (s Story) undelivered() []notice.Message {
	d := s.Dossier
	return s.toOfficials(kindUndelivered, s.responsible(), "Thư xin lỗi bằng tin nhắn của hồ sơ "+d.Code+" không gửi được",
		"Tin nhắn xin lỗi của hồ sơ "+d.Code+" không đến được người nộp. Thư xin lỗi đã ký vẫn có giá trị nhưng chưa đến tay người nộp: cần gửi bằng văn bản hoặc trao trực tiếp.")
}
