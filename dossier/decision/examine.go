package decision

import (
	"slices"

	"motcua/dossier"
	"motcua/procedure"
	"motcua/refusal"
)

// Examine records that the handler has appraised the dossier. Who examined may
// never sign (access).
type Examine struct {
	Fit  bool   `json:"fit"`
	Note string `json:"-"`
}

// Name of the act.
func (Examine) Name() string { return "examine" }

// Private is the note of the appraisal.
func (a Examine) Private() any { return dossier.Said{Reason: a.Note} }

// Apply records the appraisal.
func (a Examine) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "examine"); err != nil {
		return d, err
	}
	if Appraised(d, m.Who.Official) {
		return d, refusal.Conflict("Ông/bà đã ghi kết quả thẩm định hồ sơ này. Vui lòng tải lại trang để xem diễn biến mới nhất.")
	}
	if !a.Fit {
		if err := dossier.Words(a.Note); err != nil {
			return d, err
		}
	}
	d = dossier.Took(d, m)
	d.Examined = true
	d.ExaminedBy = with(d.ExaminedBy, m.Who.Official)
	d.Step = string(procedure.StepPropose)
	return d, nil
}

// Appraised reports whether the official's appraisal stands: pressing twice is no
// second one. Sent back, supplemented or assigned anew, a dossier is appraised again.
func Appraised(d dossier.Dossier, official string) bool {
	return d.Examined && d.Step != string(procedure.StepExamine) && slices.Contains(d.ExaminedBy, official)
}

func with(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list[:len(list):len(list)], s)
}
