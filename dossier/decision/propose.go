package decision

import (
	"motcua/dossier"
	"motcua/procedure"
	"motcua/refusal"
)

// Propose puts the dossier before the head with a drafted result. A late dossier
// may not go up without its letter of apology (SEED 2.9; law.md 1, the pattern of
// Lâm Hà).
type Propose struct {
	Outcome dossier.Outcome `json:"outcome"`
	File    string          `json:"file"` // hash of the drafted result
	Note    string          `json:"-"`
}

// Name of the act.
func (Propose) Name() string { return "propose" }

// Private is the note to the head.
func (a Propose) Private() any { return dossier.Said{Reason: a.Note} }

// Apply puts the proposal before the head.
func (a Propose) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "propose"); err != nil {
		return d, err
	}
	if d.Chained() || d.Ahead() >= 0 {
		return d, refusal.Rule("SET-4", "", "Hồ sơ còn qua cơ quan khác trong chuỗi xử lý. Chỉ cơ quan chủ trì trình ký, sau khi các cơ quan đã xong phần việc.")
	}
	if !d.Examined {
		return d, refusal.Rule("SET-1", "", "Hồ sơ chưa được thẩm định. Hãy ghi kết quả thẩm định trước khi trình ký.")
	}
	switch a.Outcome {
	case dossier.Granted:
	case dossier.Rejected:
		if err := dossier.Words(a.Note); err != nil { // REC-13: a refusal gives its reason
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
			return d, refusal.Rule("SET-3", "", "Đang chờ ý kiến của "+m.OfficeName(c.Office)+" (hạn trả lời chưa hết). Chỉ trình ký khi đã có ý kiến hoặc đã hết hạn lấy ý kiến.")
		}
	}
	if err := d.MayGoUp(m.Now); err != nil {
		return d, err
	}
	d.Proposal = &dossier.Proposal{Outcome: a.Outcome, File: a.File, By: m.Who.Official, At: m.Now}
	d.State, d.Step = dossier.Proposed, string(procedure.StepSign)
	return d, nil
}
