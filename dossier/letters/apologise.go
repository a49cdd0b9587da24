package letters

import (
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/refusal"
)

// Apologise records the one letter of apology (APO-7). The letter itself, its
// seven items and its signature belong to apology, which calls this act in the
// same transaction; what the dossier must obey is here.
type Apologise struct {
	Number   int           `json:"number"`
	NewDate  clock.Instant `json:"new_date"` // 0 only when the result is already there, or will never come
	Reason   string        `json:"reason"`   // code of law.md 5.2: A … F
	LateSent bool          `json:"late_sent"`
}

// Name of the act.
func (Apologise) Name() string { return "apologise" }

// Apply records the letter and, where it names a new date, the re-appointment.
// The legal appointment stays where it is (law.md 12.1).
func (a Apologise) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "apologise"); err != nil {
		return d, err
	}
	if d.Apology != nil {
		return d, refusal.Rule("APO-7", "", "Hồ sơ này đã có thư xin lỗi. Mỗi hồ sơ trễ hạn chỉ được thực hiện thư xin lỗi một lần.")
	}
	if d.State == dossier.Signed && m.Now < d.LateFrom {
		return d, refusal.Rule("APO-19", "", "Kết quả đã được ký trong hạn nên không phải gửi thư xin lỗi. Hãy chuyển kết quả đến bộ phận một cửa.")
	}
	done := d.Over()
	switch {
	case d.SettledAt.Set() && !d.SettledLate():
		return d, refusal.Rule("APO-2", "", "Hồ sơ đã có kết quả đúng hạn nên không phải gửi thư xin lỗi.")
	case d.EndedAt.Set() && !d.EndedLate():
		return d, refusal.Rule("APO-16", "", "Hồ sơ đã rút hoặc dừng giải quyết khi chưa quá hạn nên không phải gửi thư xin lỗi.")
	}
	if !done && !d.Due.Set() {
		return d, refusal.Rule("APO-16", "", "Hồ sơ đang chờ người nộp bổ sung, thời hạn chưa tính nên không phải gửi thư xin lỗi.")
	}
	if m.Who.Office != d.Causing() {
		return d, refusal.Rule("APO-4", "", "Thư xin lỗi do người đứng đầu "+m.OfficeName(d.Causing())+" ký: cơ quan đang giữ hồ sơ và để trễ hạn.")
	}
	mark := &dossier.ApologyMark{Number: a.Number, Sent: m.Now, By: m.Who.Official, LateSent: m.Now >= d.LateFrom, Office: d.Causing()}
	if m.Today.Apology.NoticeToOneStop.Value {
		mark.Told = m.Now // the written notice is part of the sending (APO-3, APO-14)
	}
	if !done {
		if err := a.newDate(d, m); err != nil {
			return d, err
		}
		mark.NewDate = a.NewDate
		d.Promised = a.NewDate
		d.Appointments = append(d.Appointments[:len(d.Appointments):len(d.Appointments)], dossier.Appointment{Kind: dossier.Apology, From: m.Now,
			Due: a.NewDate, LimitEnd: d.LimitEnd, Made: m.Now, By: m.Who.Official, Reason: "Hẹn lại theo thư xin lỗi",
			Lines: []string{"Ngày hẹn lại ghi trong thư xin lỗi; ngày hẹn theo quy định giữ nguyên để tính trễ hạn."}})
	}
	d.Apology = mark
	return d, nil
}

func (a Apologise) newDate(d dossier.Dossier, m dossier.Moment) error {
	if !a.NewDate.Set() {
		return refusal.Rule("APO-6", "new_date", "Thư xin lỗi phải nêu ngày hẹn trả kết quả lần sau.")
	}
	if a.NewDate <= m.Now || a.NewDate <= d.Due {
		return refusal.Rule("APO-6", "new_date", "Ngày hẹn lại phải sau hôm nay và sau ngày hẹn cũ.")
	}
	day := calendar.DateOf(a.NewDate.Time())
	if day > calendar.DateOf(m.Now.Time())+calendar.Date(m.Today.Apology.AheadMost.Value) || m.Calendar.Provisional(day) {
		return refusal.Rule("APO-6", "new_date", "Ngày hẹn lại quá xa. Chọn ngày trong vòng 6 tháng và trong lịch làm việc đã công bố.")
	}
	if !m.Calendar.Working(day) {
		return refusal.Rule("DL-2", "new_date", "Ngày hẹn lại rơi vào ngày nghỉ. Chọn một ngày làm việc, ví dụ "+m.Calendar.Next(day).Vietnamese()+".")
	}
	return nil
}
