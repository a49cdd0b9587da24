package decision

import (
	"slices"

	"motcua/clock"
	"motcua/dossier"
	"motcua/procedure"
	"motcua/refusal"
)

// Decide approves the proposal and leaves the signature for later: decided and signed
// are two times with two proofs (SET-7). The signature can be given to a deputy by name.
type Decide struct {
	Drafted string `json:"draft"`            // hash of the draft that was read
	Signer  string `json:"signer,omitempty"` // official who shall sign; "" = the head, or a deputy under delegation
}

// Name of the act.
func (Decide) Name() string { return "decide" }

// Apply approves, once: what stands before the head stays there until it is signed.
func (a Decide) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "decide"); err != nil {
		return d, err
	}
	if d.Decision != nil {
		return d, refusal.Conflict("Đề xuất kết quả này đã được duyệt. Vui lòng tải lại trang để xem diễn biến mới nhất.")
	}
	if a.Drafted != d.Proposal.File {
		return d, changed()
	}
	if a.Signer != "" && slices.Contains(d.ExaminedBy, a.Signer) {
		return d, refusal.Rule("SET-7", "signer", "Người được giao ký đã thẩm định hồ sơ này nên không được ký. Chọn cấp phó khác, hoặc tự ký.")
	}
	if err := d.MayGoUp(m.Now); err != nil {
		return d, err
	}
	d = decide(d, m.Who.Official, m.Now)
	d.Decision.Signer, d.Step = a.Signer, string(procedure.StepDecided)
	return d, nil
}

// decide notes the approval of what lies before the head.
func decide(d dossier.Dossier, by string, at clock.Instant) dossier.Dossier {
	p := d.Proposal
	d.Decision = &dossier.Decision{Outcome: p.Outcome, File: p.File, Proposed: p.At, By: by, At: at}
	d.DecidedAt = at
	return d
}

func changed() error {
	return refusal.Conflict("Dự thảo kết quả đã thay đổi sau khi mở trang ký. Vui lòng tải lại và xem lại trước khi ký.")
}
