package dossier

import (
	"strconv"

	"motcua/procedure"
	"motcua/refusal"
)

// Complete says that the signed result has reached the desk and is announced:
// the moment the dossier is settled (law.md 10.1, status 9). Nothing can mark a
// dossier done without number, signer and file (law.md 12.3).
type Complete struct{}

// Name of the act.
func (Complete) Name() string { return "complete" }

// Apply settles the dossier; early, on time or late follows from the moment.
func (Complete) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "complete"); err != nil {
		return d, err
	}
	if err := d.receiptBy(m.Now); err != nil {
		return d, err
	}
	if d.Result == nil || d.Result.File == "" || d.Result.Signer == "" {
		return d, refusal.Rule("SET-1", "", "Chưa có kết quả đã ký (số, người ký, tệp). Không thể xác nhận đã có kết quả.")
	}
	d.State, d.SettledAt, d.Holder = Completed, m.Now, d.ReturnAt
	d.Class = d.classAt(m.Now)
	if d.Apology != nil && !d.SettledLate() {
		d.FalseAlarm = true // APO-19: the letter was kept, the dossier is on time
	}
	return d, nil
}

// Return hands the result over. The receipt is not a hard precondition: an
// identity paper serves when it is lost (PRI-3).
type Return struct {
	To  string `json:"-"`   // who took it
	How string `json:"how"` // receipt, identity, authorised, post, digital
}

// Name of the act.
func (Return) Name() string { return "return" }

// Private is who took the result.
func (a Return) Private() any { return Said{Reason: a.To} }

// Apply hands over.
func (a Return) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "return"); err != nil {
		return d, err
	}
	switch a.How {
	case "receipt", "identity", "authorised", "post", "digital":
	default:
		return d, refusal.Rule("PRI-3", "how", "Chọn cách nhận kết quả: giấy tiếp nhận, giấy tờ tùy thân, người được ủy quyền, bưu chính hoặc bản điện tử.")
	}
	d.State, d.ReturnedAt, d.Step = Returned, m.Now, string(procedure.StepReturn)
	return d, nil
}

// Withdraw is the applicant's own ending of the dossier.
type Withdraw struct {
	Reason string `json:"-"`
}

// Name of the act.
func (Withdraw) Name() string { return "withdraw" }

// Private is the reason, which is not demanded of a citizen.
func (a Withdraw) Private() any { return Said{Reason: a.Reason} }

// Apply withdraws.
func (a Withdraw) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "withdraw"); err != nil {
		return d, err
	}
	d.State, d.EndedAt, d.Class = Withdrawn, m.Now, d.classAt(m.Now)
	return d, nil
}

// Stop ends the settlement without a result, with its reason (law.md 12.6: stops
// are shown by reason and age).
type Stop struct {
	Cause  string `json:"cause"` // applicant, not_completed, authority
	Reason string `json:"-"`
}

// Name of the act.
func (Stop) Name() string { return "stop" }

// Private is the reason in words.
func (a Stop) Private() any { return Said{Reason: a.Reason} }

// Apply stops.
func (a Stop) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "stop"); err != nil {
		return d, err
	}
	switch a.Cause {
	case "applicant", "not_completed", "authority":
	default:
		return d, refusal.Invalid("cause", "Chọn nguyên nhân dừng: theo đề nghị của người nộp, không bổ sung đúng hạn, hoặc theo yêu cầu của cơ quan có thẩm quyền.")
	}
	if err := reason(a.Reason); err != nil {
		return d, err
	}
	d.State, d.EndedAt, d.Class = Stopped, m.Now, d.classAt(m.Now)
	return d, nil
}

func resultNumber(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n) + "/KQ" // VB-10: a number below 10 has a leading 0
	}
	return strconv.Itoa(n) + "/KQ"
}
