package work

import (
	"strings"

	"motcua/notice"
)

// announcement goes out by the message centre and the mailbox when the machine
// announces; what the desk said on the telephone or on paper is not said again (SET-7).
func (s Story) announcement() []notice.Message {
	if by := s.Dossier.Announced; strings.Contains(by, "phone") || strings.Contains(by, "paper") {
		return nil
	}
	return s.toApplicant(s.completed())
}

// obligation tells where the dossier stands between the agency, the tax office and the
// applicant (SET-10).
func (s Story) obligation() said {
	d := s.Dossier
	o := d.Obligations[len(d.Obligations)-1]
	switch {
	case o.Confirmed.Set():
		legal, _ := d.Legal()
		short := "Hồ sơ " + d.Code + ": cơ quan thuế đã xác nhận nghĩa vụ tài chính. Hẹn trả kết quả: " + when(d.Due) + "."
		return said{kind: "confirm", subject: "Hồ sơ " + d.Code + ": hẹn trả kết quả " + date(d.Due), short: short, long: short + arithmetic(legal)}
	case o.Told.Set() && o.Amount > 0:
		return said{kind: "tell", subject: "Hồ sơ " + d.Code + ": cần nộp nghĩa vụ tài chính",
			short: "Hồ sơ " + d.Code + ": cần nộp " + thousands(o.Amount) + " đồng theo thông báo số " + o.Notice + ", tại " + s.whole(o.Where) + ", trước " + when(o.PayBy) +
				". Thời gian chờ nộp không tính vào thời hạn giải quyết; có ngày hẹn mới khi cơ quan thuế xác nhận."}
	case o.Told.Set():
		return said{kind: "tell", subject: "Hồ sơ " + d.Code + ": không phải nộp nghĩa vụ tài chính",
			short: "Hồ sơ " + d.Code + ": theo thông báo số " + o.Notice + " của cơ quan thuế, không phải nộp tiền. Có ngày hẹn mới khi cơ quan thuế xác nhận."}
	}
	return said{kind: "oblige", subject: "Hồ sơ " + d.Code + " chờ xác định nghĩa vụ tài chính",
		short: "Hồ sơ " + d.Code + ": thông tin đã được chuyển đến " + o.Office + " để xác định nghĩa vụ tài chính. Sẽ có tin báo số tiền, nơi nộp và hạn nộp; chưa phải làm gì lúc này."}
}

func (s Story) posted() said {
	d := s.Dossier
	short := "Kết quả hồ sơ " + d.Code + " đã giao cho bưu chính ngày " + date(d.PostedAt) + ", phiếu gửi số " + d.Mailings[len(d.Mailings)-1].Slip + ". Nếu không phát được sau hai lần mời, kết quả trở lại " + s.place(d.ReturnAt) + "."
	return said{kind: "posted", subject: "Kết quả hồ sơ " + d.Code + " đã gửi qua bưu chính", short: short}
}

// corrected says that the agency mends its error and bears the cost (SET-8).
func (s Story) corrected() said {
	d := s.Dossier
	head := "Kết quả hồ sơ " + d.Code + " đã được đính chính bằng văn bản số " + d.Result.Number + ". Lý do: "
	tail := " Người nộp không phải trả chi phí nào. Nhận kết quả đính chính tại " + s.place(d.ReturnAt) + "."
	return said{kind: "corrected", subject: "Kết quả hồ sơ " + d.Code + " được đính chính", short: head + sentence(s.whole(s.Said.Reason)) + tail, long: head + sentence(s.Said.Reason) + tail}
}
