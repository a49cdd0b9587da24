package decision

import (
	"motcua/dossier"
	"motcua/refusal"
)

// Take confirms that the office has the dossier (the second signature of the slip).
type Take struct{}

// Name of the act.
func (Take) Name() string { return "take" }

// Apply takes.
func (Take) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "take"); err != nil {
		return d, err
	}
	if h, ok := d.Current(); !ok || h.Taken.Set() {
		return d, refusal.Conflict("Cơ quan đã nhận hồ sơ này.")
	}
	return dossier.Took(d, m), nil
}
