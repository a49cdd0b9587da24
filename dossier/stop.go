package dossier

import (
	"motcua/calendar"
	"motcua/dossier/demand"
	"motcua/refusal"
)

// Stop ends the settlement without a result, with its reason (law.md 12.6: stops
// are shown by reason and age).
type Stop struct {
	Cause  string           `json:"cause"` // applicant, not_completed, authority
	Reason string           `json:"-"`
	Paper  string           `json:"paper,omitempty"`  // hash of the applicant's kept request, where that is the cause (PRI-1)
	Demand *demand.Document `json:"demand,omitempty"` // of the authority, where that is the cause
}

// Name of the act.
func (Stop) Name() string { return "stop" }

// Draws the number of the notice of stopping (SET-9).
func (Stop) Draws() Draw { return Draw{Book: BookStop} }

// Private is the reason in words.
func (a Stop) Private() any { return Said{Reason: a.Reason} }

// Apply stops.
func (a Stop) Apply(d Dossier, m Moment) (Dossier, error) {
	if d.Result != nil && d.State != Refused {
		return d, refusal.Rule("SET-9", "cause", "Hồ sơ đã có quyết định hoặc kết quả nên không thể dừng giải quyết. Người nộp nhận kết quả tại bộ phận một cửa.")
	}
	if err := check(d, "stop"); err != nil {
		return d, err
	}
	switch a.Cause {
	case "applicant", "not_completed", "authority":
	default:
		return d, refusal.Invalid("cause", "Chọn nguyên nhân dừng: theo đề nghị của người nộp, không bổ sung đúng hạn, hoặc theo yêu cầu của cơ quan có thẩm quyền.")
	}
	if a.Cause == "not_completed" && !m.Who.Machine && !d.Closable(m) { // the machine keeps the day the applicant was told
		return d, refusal.Rule("SET-13", "cause", "Chưa thể kết thúc vì không bổ sung: hồ sơ phải đang chờ người nộp bổ sung và thời hạn hoàn thiện ghi ở phiếu yêu cầu đã hết.")
	}
	if a.Cause == "applicant" {
		if err := demand.Request(a.Paper); err != nil {
			return d, err
		}
	}
	if a.Cause == "authority" {
		if err := a.Demand.Check(calendar.DateOf(m.Now.Time())); err != nil {
			return d, err
		}
	}
	if err := reason(a.Reason); err != nil {
		return d, err
	}
	if err := d.MayEnd(m); err != nil {
		return d, err
	}
	d.State, d.EndedAt, d.Class, d.StopNo = Stopped, m.Now, d.ClassAt(m.Now), m.Number
	return d, nil
}

// Closable reports whether the applicant's time to complete the dossier has run out
// (SET-13).
func (d Dossier) Closable(m Moment) bool {
	last, ok := d.CloseOn(m)
	return ok && calendar.DateOf(m.Now.Time()) > last
}
