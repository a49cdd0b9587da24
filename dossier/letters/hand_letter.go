package letters

import (
	"motcua/dossier"
	"motcua/refusal"
)

// HandLetter is the desk that received the dossier handing a letter over, whichever
// office prepared it (APO-4, APO-5).
type HandLetter struct {
	Ground string `json:"ground"` // late, lost, damaged
	How    string `json:"how"`
	Proof  string `json:"proof,omitempty"`
	To     string `json:"-"` // who signed for it
}

// Name of the act.
func (HandLetter) Name() string { return "hand_letter" }

// Private is who took the letter.
func (a HandLetter) Private() any { return dossier.Said{Reason: a.To} }

// Apply notes the hand-over with its proof.
func (a HandLetter) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	return onWay(d, "hand_letter", a.Ground, func(w *dossier.Way) error {
		switch {
		case a.How != "signature" && a.How != "post":
			return refusal.Rule("APO-5", "how", "Chọn cách giao thư: ký nhận trực tiếp hoặc gửi bưu chính.")
		case a.How == "signature" && a.To == "":
			return refusal.Rule("APO-5", "to", "Ghi họ tên người ký nhận thư.")
		case a.How == "post" && a.Proof == "":
			return refusal.Rule("APO-5", "proof", "Ghi số phiếu gửi của bưu chính.")
		}
		for _, h := range w.Handed {
			if h.How == a.How {
				return refusal.Conflict("Đã ghi nhận việc giao thư theo cách này. Vui lòng tải lại trang để xem diễn biến mới nhất.")
			}
		}
		w.Handed = append(w.Handed[:len(w.Handed):len(w.Handed)], dossier.Handing{How: a.How, Proof: a.Proof, At: m.Now, By: m.Who.Official})
		if a.How == "signature" && !w.Acknowledged.Set() {
			w.Acknowledged = m.Now
		}
		return nil
	})
}

// AcknowledgeLetter is the applicant saying that the letter arrived.
type AcknowledgeLetter struct {
	Ground string `json:"ground"`
}

// Name of the act.
func (AcknowledgeLetter) Name() string { return "acknowledge_letter" }

// Apply notes it once.
func (a AcknowledgeLetter) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	return onWay(d, "acknowledge_letter", a.Ground, func(w *dossier.Way) error {
		if w.Acknowledged.Set() {
			return refusal.Conflict("Đã xác nhận nhận thư này rồi.")
		}
		w.Acknowledged = m.Now
		return nil
	})
}

// onWay changes the way of the letter of a ground; the marks before stay as they are.
func onWay(d dossier.Dossier, act, ground string, change func(*dossier.Way) error) (dossier.Dossier, error) {
	if err := dossier.Check(d, act); err != nil {
		return d, err
	}
	if ground == "late" && d.Apology != nil {
		mark := *d.Apology
		if err := change(&mark.Way); err != nil {
			return d, err
		}
		d.Apology = &mark
		return d, nil
	}
	for i, l := range d.Losses {
		if l.Ground != ground {
			continue
		}
		if err := change(&l.Way); err != nil {
			return d, err
		}
		d.Losses = append([]dossier.Loss(nil), d.Losses...)
		d.Losses[i] = l
		return d, nil
	}
	return d, refusal.Missing("Hồ sơ này chưa có thư xin lỗi đó.")
}
