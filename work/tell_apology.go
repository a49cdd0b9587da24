package work

import (
	"fmt"
	"slices"
	"strings"

	"motcua/apology"
	"motcua/notice"
	"motcua/office"
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
	items := s.items()
	if s.Applicant.Phone == "" || len(items.Missing()) > 0 {
		return s.undelivered()
	}
	text := items.Message()
	return s.toApplicant(said{kind: kindApology, subject: "Thư xin lỗi về hồ sơ " + s.Dossier.Code, short: text, long: text})
}

// items are the seven of APO-6.
func (s Story) items() apology.Items {
	l := s.Letter
	t := l.Text
	if l.Loss.Delays && s.Dossier.Apology != nil {
		t.NewDate = s.Dossier.Apology.NewDate
	}
	return apology.ItemsOf(s.Dossier, l.Ground, t, apology.Names{Applicant: s.Applicant.Name, Office: s.organ(l.Office), ReturnAt: s.place(s.Dossier.ReturnAt)})
}

// announced says that a letter is on its way and what the new date is.
func (s Story) announced() said {
	d := s.Dossier
	text := "Hồ sơ " + d.Code + ": thư xin lỗi số " + fmt.Sprintf("%02d", s.Letter.Number) + "/PXL đã được ký và gửi."
	if s.Letter.Ground != apology.Late {
		text = "Hồ sơ " + d.Code + ": thư xin lỗi số " + fmt.Sprintf("%02d", s.Letter.Number) + "/PXL về giấy tờ bị mất, hư hỏng đã được ký và gửi. Cơ quan chịu toàn bộ chi phí khắc phục."
	}
	subject := "Thư xin lỗi về hồ sơ " + d.Code
	if s.Letter.NewDate.Set() {
		text += " Ngày hẹn trả kết quả mới: " + when(s.Letter.NewDate) + "."
		subject = "Thư xin lỗi và ngày hẹn mới của hồ sơ " + d.Code
	}
	return said{kind: "letter_sent", subject: subject, short: text}
}

// undelivered asks the head to reach the applicant by letter or in person.
func (s Story) undelivered() []notice.Message {
	d := s.Dossier
	return s.toOfficials(kindUndelivered, s.responsible(), "Thư xin lỗi bằng tin nhắn của hồ sơ "+d.Code+" không gửi được",
		"Tin nhắn xin lỗi của hồ sơ "+d.Code+" không đến được người nộp. Thư xin lỗi đã ký vẫn có giá trị nhưng chưa đến tay người nộp: cần gửi bằng văn bản hoặc trao trực tiếp.")
}

// toldDesk hands the letter to the one-stop unit that received the dossier: it gets the
// written notice with reason and new date, and gives the letter to the applicant (APO-4,
// APO-14).
func (s Story) toldDesk() []notice.Message {
	d := s.Dossier
	body := "Cơ quan giải quyết " + s.organ(s.Letter.Office) + " đã ký thư xin lỗi số " + fmt.Sprintf("%02d", s.Letter.Number) + "/PXL của hồ sơ " + d.Code +
		" và gửi thông báo bằng văn bản kèm theo. Nguyên nhân: " + apology.CauseName(s.Letter.Cause) + "."
	if s.Letter.NewDate.Set() {
		body += " Ngày hẹn trả kết quả lần sau: " + when(s.Letter.NewDate) + "."
	}
	return s.toOfficials("letter_desk", append(s.staff(d.Receiving, office.OneStopHead), s.staff(d.Receiving, office.Reception)...),
		"Thư xin lỗi của hồ sơ "+d.Code+" cần giao cho người nộp", body+" Bộ phận một cửa giao thư cho người nộp và ghi nhận việc giao.")
}
