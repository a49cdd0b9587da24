package letters

import (
	"motcua/dossier"
	"motcua/refusal"
)

// ApologiseLost records the letter for lost or damaged papers; each occasion has its own,
// numbered in its ground. It is not counted
// against the one letter for lateness and moves no date; a result that it delays needs
// that one letter first, so that there is never a second re-appointment (APO-7, APO-13).
type ApologiseLost struct {
	Ground   string `json:"ground"`
	Number   int    `json:"number"`
	Office   string `json:"office"`
	Official string `json:"official"`
	Cost     int64  `json:"cost"`
	Delays   bool   `json:"delays"`
	Papers   string `json:"-"` // which papers, in words
}

// Name of the act.
func (ApologiseLost) Name() string { return "apologise_lost" }

// Private names the papers.
func (a ApologiseLost) Private() any { return dossier.Said{Reason: a.Papers} }

// Apply records the letter.
func (a ApologiseLost) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "apologise_lost"); err != nil {
		return d, err
	}
	kind, _ := dossier.LossKind(a.Ground)
	switch {
	case kind == "":
		return d, refusal.Rule("APO-13", "ground", "Chọn: giấy tờ bị mất hoặc giấy tờ bị hư hỏng.")
	case a.Ground != d.NextLoss(kind):
		return d, refusal.Rule("APO-13", "ground", "Hồ sơ này đã có thư xin lỗi về việc này. Thư đã gửi không thể thay bằng thư khác.")
	case a.Office == "":
		return d, refusal.Rule("APO-13", "office", "Xác định đơn vị làm mất hoặc làm hư hỏng giấy tờ.")
	case a.Cost < 0:
		return d, refusal.Rule("APO-13", "cost", "Ghi chi phí khắc phục cơ quan chịu, bằng đồng; không có chi phí thì ghi 0.")
	case a.Delays && d.Apology == nil:
		return d, refusal.Rule("APO-13", "delays", "Việc này làm chậm kết quả: hãy gửi thư xin lỗi trễ hạn có ngày hẹn lại trước, rồi gửi thư này. Ngày hẹn chỉ được hẹn lại một lần.")
	}
	d.Losses = append(d.Losses[:len(d.Losses):len(d.Losses)], dossier.Loss{Ground: a.Ground, Office: a.Office, Official: a.Official, Cost: a.Cost,
		Delays: a.Delays, Number: a.Number, Sent: m.Now, By: m.Who.Official})
	return d, nil
}
