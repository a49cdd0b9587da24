package dossier

import (
	"motcua/procedure"
	"motcua/refusal"
)

// Refuse is the refusal at the desk with Mẫu 03 and its reason (REC-2). It is
// possible before acceptance only; afterwards a refusal is a result on the
// merits (REC-13).
type Refuse struct {
	Reason string `json:"-"` // free text: kept apart
	Basis  string `json:"basis"`
	// For a dossier brought to the counter and refused at once:
	Procedure string       `json:"procedure,omitempty"`
	Channel   int          `json:"channel,omitempty"`
	Receiving string       `json:"receiving,omitempty"`
	Competent string       `json:"competent,omitempty"`
	Record    *PostRecord  `json:"record,omitempty"`
	Papers    []GivenPaper `json:"-"`
	Applicant *Applicant   `json:"-"`
}

// Name of the act.
func (Refuse) Name() string { return "refuse" }

// Draws the number of Mẫu 03, and a code when the counter gives it.
func (a Refuse) Draws() Draw { return Draw{Code: a.Applicant != nil, Book: BookRefusal} }

// Private is the reason, which may name people, and the applicant.
func (a Refuse) Private() any { return Said{Reason: a.Reason, Applicant: a.Applicant} }

// Said is the erasable part of an act: free text and who it is about.
type Said struct {
	Reason    string     `json:"reason,omitempty"`
	Applicant *Applicant `json:"applicant,omitempty"`
}

// Apply refuses the dossier.
func (a Refuse) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "refuse"); err != nil {
		return d, err
	}
	if err := reason(a.Reason); err != nil {
		return d, err
	}
	if d.State == None {
		r := Receive{Procedure: a.Procedure, Channel: a.Channel, Receiving: a.Receiving, Competent: a.Competent, ReturnAt: a.Receiving,
			Papers: a.Papers, Applicant: a.Applicant, Record: a.Record}
		var err error
		if d, err = r.counter(d, m); err != nil {
			return d, err
		}
	}
	d = d.checked(m)
	d.State, d.EndedAt, d.RefusalNo = Refused, m.Now, m.Number
	d.Step = string(procedure.StepReceive)
	return d, nil
}

// reason demands words a person can read: a refusal, a stop or a return without
// a reason is forbidden (NĐ 63 Art 18(5), law.md 3.3).
func reason(s string) error {
	if n := len([]rune(s)); n < 10 {
		return refusal.Rule("PRI-1", "reason", "Ghi rõ lý do (ít nhất 10 ký tự) để người dân hiểu và biết phải làm gì tiếp theo.")
	} else if n > 2000 {
		return refusal.Invalid("reason", "Lý do dài quá 2.000 ký tự. Vui lòng viết gọn lại.")
	}
	return nil
}
