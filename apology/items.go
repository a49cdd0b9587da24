package apology

import (
	"strconv"
	"strings"

	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/refusal"
)

// Items are the seven of APO-6, in the order the rule lists them. They are the same in
// every channel: the letter, the message centre, in person (APO-5).
type Items struct {
	Applicant, Kind, Receipt, Status, Reason, NewDate, Apology string

	about Ground
}

// Names are what an item needs beyond the dossier and its letter: the office as letters
// write it, the place where the result is handed out, the applicant.
type Names struct{ Applicant, Office, ReturnAt string }

// ItemsOf collects the items. A letter may go out before the dossier is late (APO-19),
// so it speaks of the appointment that is not kept, not of lateness.
func ItemsOf(d dossier.Dossier, g Ground, t Text, n Names) Items {
	i := Items{Applicant: n.Applicant, Kind: d.ProcedureName, Status: t.Status, Reason: t.Why, about: g}
	if i.Reason == "" {
		i.Reason = CauseName(t.Cause)
	}
	switch {
	case d.ReceiptNo > 0:
		i.Receipt = "Giấy tiếp nhận số " + strconv.Itoa(d.ReceiptNo) + ", mã hồ sơ " + d.Code
	case d.Code != "":
		i.Receipt = "Mã hồ sơ " + d.Code // taken to be finished the same day: no receipt was written
	}
	switch {
	case t.NewDate.Set():
		i.NewDate = When(t.NewDate)
	case d.SettledAt.Set():
		i.NewDate = "đã có kết quả, mời đến nhận tại " + n.ReturnAt
	case g == Late && d.EndedAt.Set():
		i.NewDate = Ended(d)
	case g != Late && d.Promised.Set():
		i.NewDate = "giữ nguyên " + When(d.Promised)
	case g != Late:
		i.NewDate = "sẽ báo khi hồ sơ được tiếp tục giải quyết"
	}
	if n.Office != "" {
		i.Apology = n.Office + " thành thật xin lỗi vì " + i.fault(d)
	}
	return i
}

// Ended says in place of a new date that the dossier came to its end without a result;
// "" for any other.
func Ended(d dossier.Dossier) string {
	if !d.EndedAt.Set() {
		return ""
	}
	return "không hẹn lại vì hồ sơ " + strings.ToLower(d.State.Citizen())
}

func (i Items) fault(d dossier.Dossier) string {
	switch i.about.Kind() {
	case Lost:
		return "đã để mất giấy tờ trong hồ sơ và chịu toàn bộ chi phí khắc phục"
	case Damaged:
		return "đã để hư hỏng giấy tờ trong hồ sơ và chịu toàn bộ chi phí khắc phục"
	}
	said := "không trả được kết quả đúng ngày hẹn"
	if legal, ok := d.Legal(); ok {
		said += " " + calendar.DateOf(legal.Due.Time()).Vietnamese()
	}
	return said
}

// Missing names the items without which nothing that goes out is a valid letter.
func (i Items) Missing() []string {
	var out []string
	for _, x := range []struct{ name, value string }{
		{"tên cá nhân, tổ chức nộp hồ sơ", i.Applicant}, {"loại hồ sơ", i.Kind}, {"số giấy tiếp nhận hồ sơ", i.Receipt}, {"tình trạng giải quyết hồ sơ", i.Status},
		{"lý do trễ hạn", i.Reason}, {"ngày hẹn trả kết quả lần sau", i.NewDate}, {"nội dung xin lỗi", i.Apology},
	} {
		if strings.TrimSpace(x.value) == "" {
			out = append(out, x.name)
		}
	}
	return out
}

// valid refuses what lacks an item, and a message that has nowhere to go.
func (i Items) valid(channels []string, phone string) error {
	if gone := i.Missing(); len(gone) > 0 {
		return refusal.Rule("APO-6", "", "Thư xin lỗi còn thiếu: "+strings.Join(gone, "; ")+". Thư hay tin nhắn thiếu một trong bảy nội dung đều không hợp lệ.")
	}
	for _, c := range channels {
		if c == "sms" && phone == "" {
			return refusal.Rule("APO-5", "channels", "Người nộp không để lại số điện thoại nên không gửi được tin nhắn. Chọn gửi văn bản hoặc trao trực tiếp.")
		}
	}
	return nil
}

// Message is the items as the message centre sends them: the whole letter in words.
func (i Items) Message() string {
	why := " Lý do trễ hạn: "
	if i.about.Kind() != Late {
		why = " Lý do: "
	}
	return "Kính gửi " + i.Applicant + ". Hồ sơ: " + stop(i.Kind) + " " + stop(i.Receipt) + " Tình trạng: " + stop(i.Status) +
		why + stop(i.Reason) + " Ngày hẹn trả kết quả lần sau: " + stop(i.NewDate) + " " + stop(i.Apology)
}

// stop ends a text with one full stop.
func stop(s string) string { return strings.TrimRight(strings.TrimSpace(s), ".;, ") + "." }

// When writes a moment: 17 giờ 00, thứ Hai, 10/6/2019.
func When(at clock.Instant) string {
	return at.Time().Format("15 giờ 04") + ", " + calendar.DateOf(at.Time()).Vietnamese()
}
