package dossier

import (
	"motcua/procedure"
	"motcua/refusal"
)

// Sign is the head's signature on the result. No result is signed without a file,
// and who examined the dossier may not sign it (access).
type Sign struct {
	File      string    `json:"file"`   // hash of the signed bytes as stored
	Drafted   string    `json:"draft"`  // hash of the draft it was made from: a changed draft voids the signature
	Number    string    `json:"number"` // number and symbol of the result
	Form      string    `json:"form"`   // signature form (VB-8): "", KT., TL., TUQ., Q.
	Signature Signature `json:"signature"`
}

// Name of the act.
func (Sign) Name() string { return "sign" }

// Draws the number of the result in the competent office's yearly book.
func (Sign) Draws() Draw { return Draw{Book: BookResult} }

// Apply signs the result.
func (a Sign) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "sign"); err != nil {
		return d, err
	}
	if a.File == "" || a.Signature.Hash == "" {
		return d, refusal.Rule("SET-1", "file", "Chưa có văn bản kết quả đã ký số. Không thể ký khi không có tệp kết quả.")
	}
	if a.Drafted != d.Proposal.File {
		return d, refusal.Conflict("Dự thảo kết quả đã thay đổi sau khi mở trang ký. Vui lòng tải lại và xem lại trước khi ký.")
	}
	if err := d.MayGoUp(m.Now); err != nil {
		return d, err
	}
	number := a.Number
	if number == "" {
		number = resultNumber(m.Number)
	}
	d.Result = &Result{Number: number, Outcome: d.Proposal.Outcome, File: a.File, Signer: m.Who.Official, Form: a.Form, At: m.Now, Signature: a.Signature}
	d.Outcome, d.DecidedAt = d.Proposal.Outcome, m.Now
	d.State, d.Step = Signed, string(procedure.StepReturn)
	return d, nil
}

// SendBack returns the proposal to its author with a reason.
type SendBack struct {
	Reason string `json:"-"`
}

// Name of the act.
func (SendBack) Name() string { return "send_back" }

// Private is the reason.
func (a SendBack) Private() any { return Said{Reason: a.Reason} }

// Apply sends back.
func (a SendBack) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "send_back"); err != nil {
		return d, err
	}
	if err := reason(a.Reason); err != nil {
		return d, err
	}
	d.Proposal, d.State, d.Step = nil, InProcess, string(procedure.StepExamine)
	d.Examined = false
	return d, nil
}
