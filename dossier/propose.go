package dossier

import (
	"motcua/clock"
	"motcua/procedure"
	"motcua/refusal"
)

// Propose puts the dossier before the head with a drafted result. A late dossier
// may not go up without its letter of apology (SEED 2.9; law.md 1, the pattern of
// Lâm Hà).
type Propose struct {
	Outcome Outcome `json:"outcome"`
	File    string  `json:"file"` // hash of the drafted result
	Note    string  `json:"-"`
}

// Name of the act.
func (Propose) Name() string { return "propose" }

// Private is the note to the head.
func (a Propose) Private() any { return Said{Reason: a.Note} }

// Apply puts the proposal before the head.
func (a Propose) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "propose"); err != nil {
		return d, err
	}
	if d.Chained() || d.ahead() >= 0 {
		return d, refusal.Rule("SET-4", "", "Hồ sơ còn qua cơ quan khác trong chuỗi xử lý. Chỉ cơ quan chủ trì trình ký, sau khi các cơ quan đã xong phần việc.")
	}
	if !d.Examined {
		return d, refusal.Rule("SET-1", "", "Hồ sơ chưa được thẩm định. Hãy ghi kết quả thẩm định trước khi trình ký.")
	}
	switch a.Outcome {
	case Granted:
	case Rejected:
		if err := reason(a.Note); err != nil { // REC-13: a refusal gives its reason
			return d, err
		}
	default:
		return d, refusal.Invalid("outcome", "Chọn đề xuất: đồng ý giải quyết hoặc không đủ điều kiện giải quyết.")
	}
	if a.File == "" {
		return d, refusal.Rule("SET-1", "file", "Đính kèm dự thảo kết quả. Không trình ký khi chưa có văn bản kết quả.")
	}
	for _, c := range d.OpenConsultations() {
		if m.Now <= c.Limit {
			return d, refusal.Rule("SET-3", "", "Đang chờ ý kiến của "+m.officeName(c.Office)+" (hạn trả lời chưa hết). Chỉ trình ký khi đã có ý kiến hoặc đã hết hạn lấy ý kiến.")
		}
	}
	if err := d.MayGoUp(m.Now); err != nil {
		return d, err
	}
	d.Proposal = &Proposal{Outcome: a.Outcome, File: a.File, By: m.Who.Official, At: m.Now}
	d.State, d.Step = Proposed, string(procedure.StepSign)
	return d, nil
}

// MayGoUp refuses a late dossier that has no letter (APO-2, APO-7). Only the date given
// to the citizen counts: an inner step that is late while that date is kept needs no
// letter (APO-15).
func (d Dossier) MayGoUp(now clock.Instant) error {
	if d.LateAt(now) && d.Apology == nil {
		return refusal.Rule("APO-7", "", "Hồ sơ đã quá hạn mà chưa có thư xin lỗi. Phải gửi thư xin lỗi cho người nộp hồ sơ trước khi trình lãnh đạo ký.")
	}
	return nil
}

func (m Moment) officeName(id string) string {
	if m.Offices == nil {
		return "cơ quan phối hợp"
	}
	return m.Offices.Title(id)
}
