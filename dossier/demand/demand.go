package demand

import (
	"motcua/calendar"
	"motcua/refusal"
)

// Document is the paper by which an authority wants a settlement stopped: without one
// anybody could end a dossier by naming an authority. What it must say is [design].
type Document struct {
	Issuer string `json:"issuer"`
	Number string `json:"number"`
	Day    string `json:"day"` // YYYY-MM-DD
}

// Check refuses a document that nobody could find again.
func (x *Document) Check(today calendar.Date) error {
	if x == nil || x.Issuer == "" {
		return refusal.Rule("PRI-1", "issuer", "Ghi cơ quan có thẩm quyền yêu cầu dừng giải quyết.")
	}
	if x.Number == "" {
		return refusal.Rule("PRI-1", "number", "Ghi số, ký hiệu văn bản yêu cầu dừng giải quyết. Không có văn bản thì không dừng hồ sơ.")
	}
	if day, err := calendar.ParseDate(x.Day); err != nil || day > today {
		return refusal.Rule("PRI-1", "day", "Nhập ngày của văn bản, không sau hôm nay.")
	}
	return nil
}

// Request demands the kept request of the applicant (its hash): nobody ends a dossier, or
// changes what the applicant declared, in the applicant's name without it.
func Request(paper string) error {
	if paper == "" {
		return refusal.Rule("PRI-1", "paper", "Đính kèm ảnh chụp đơn đề nghị của người nộp. Không có đơn thì không làm việc này thay người nộp.")
	}
	return nil
}
