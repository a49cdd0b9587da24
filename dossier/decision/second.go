package decision

import (
	"strconv"

	"motcua/dossier"
	"motcua/refusal"
)

// AllowSecond is the head's leave to ask a second time, with its reason. The request
// made with it counts as a violation unless the applicant did not follow the guidance
// (PRI-6).
type AllowSecond struct {
	OwnFault bool   `json:"own_fault"`
	Reason   string `json:"-"`
}

// Name of the act.
func (AllowSecond) Name() string { return "allow_second" }

// Private is the reason.
func (a AllowSecond) Private() any { return dossier.Said{Reason: a.Reason} }

// Apply gives the leave, which one request uses up.
func (a AllowSecond) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "allow_second"); err != nil {
		return d, err
	}
	s := m.Profile.Supplement
	switch n := len(d.Supplements); {
	case n < s.Most.Value:
		return d, refusal.Conflict("Hồ sơ này chưa được yêu cầu bổ sung lần nào nên chưa cần cho phép lần hai.")
	case n >= s.MostWithOverride.Value:
		return d, refusal.Rule("PRI-6", "", "Hồ sơ này đã được yêu cầu bổ sung "+strconv.Itoa(n)+" lần. Không được cho phép thêm lần nào nữa.")
	case d.Override != nil:
		return d, refusal.Conflict("Hồ sơ này đã được cho phép yêu cầu bổ sung lần hai.")
	}
	if err := dossier.Words(a.Reason); err != nil {
		return d, err
	}
	d.Override = &dossier.Override{By: m.Who.Official, At: m.Now, OwnFault: a.OwnFault}
	return d, nil
}
