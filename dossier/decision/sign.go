package decision

import (
	"strconv"

	"motcua/dossier"
	"motcua/procedure"
	"motcua/refusal"
)

// Sign is the signature on the result. No result is signed without a file, and who
// examined the dossier may not sign it (access). Where nobody has decided yet, the same
// press decides and signs: one event with both proofs (SET-7).
type Sign struct {
	File      string            `json:"file"`   // hash of the signed bytes as stored
	Drafted   string            `json:"draft"`  // hash of the draft it was made from: a changed draft voids the signature
	Number    string            `json:"number"` // number and symbol of the result
	Form      string            `json:"form"`   // signature form (VB-8): "", KT., TL., TUQ., Q.
	Signature dossier.Signature `json:"signature"`
}

// Name of the act.
func (Sign) Name() string { return "sign" }

// Draws the number of the result in the competent office's yearly book.
func (Sign) Draws() dossier.Draw { return dossier.Draw{Book: dossier.BookResult} }

// Apply signs the result.
func (a Sign) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "sign"); err != nil {
		return d, err
	}
	if a.File == "" || a.Signature.Hash == "" {
		return d, refusal.Rule("SET-1", "file", "Chưa có văn bản kết quả đã ký số. Không thể ký khi không có tệp kết quả.")
	}
	if a.Drafted != d.Proposal.File {
		return d, changed()
	}
	if err := d.MayGoUp(m.Now); err != nil {
		return d, err
	}
	number := a.Number
	if number == "" {
		number = resultNumber(m.Number)
	}
	d.Result = &dossier.Result{Number: number, Outcome: d.Proposal.Outcome, File: a.File, Signer: m.Who.Official, Form: a.Form, At: m.Now, Signature: a.Signature}
	if d.Decision == nil {
		d = decide(d, m.Who.Official, m.Now)
	}
	d.Outcome = d.Decision.Outcome
	d.State, d.Step = dossier.Signed, string(procedure.StepReturn)
	return d, nil
}

// SendBack returns the proposal to its author with a reason. A decision on it that was
// not signed yet is void with it; its event stays.
type SendBack struct {
	Reason string `json:"-"`
}

// Name of the act.
func (SendBack) Name() string { return "send_back" }

// Private is the reason.
func (a SendBack) Private() any { return dossier.Said{Reason: a.Reason} }

// Apply sends back.
func (a SendBack) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "send_back"); err != nil {
		return d, err
	}
	if err := dossier.Words(a.Reason); err != nil {
		return d, err
	}
	d.Proposal, d.State, d.Step = nil, dossier.InProcess, string(procedure.StepExamine)
	d.Decision, d.DecidedAt = nil, 0
	d.Examined = false
	return d, nil
}

func resultNumber(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n) + "/KQ" // VB-10: a number below 10 has a leading 0
	}
	return strconv.Itoa(n) + "/KQ"
}
