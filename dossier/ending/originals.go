package ending

import (
	"slices"

	"motcua/dossier"
	"motcua/refusal"
)

// Hold lists originals the desk takes for comparison; they must go back (SET-8).
type Hold struct {
	Originals []dossier.Original `json:"originals"`
}

// Name of the act.
func (Hold) Name() string { return "hold_originals" }

// Apply adds them to the list.
func (a Hold) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "hold_originals"); err != nil {
		return d, err
	}
	if len(a.Originals) == 0 {
		return d, refusal.Rule("SET-8", "originals", "Ghi ít nhất một bản chính được giữ lại.")
	}
	d.Originals = slices.Clone(d.Originals)
	for _, o := range a.Originals {
		if o.Name == "" || o.N < 1 {
			return d, refusal.Rule("SET-8", "originals", "Ghi tên và số lượng của từng bản chính.")
		}
		d.Originals = append(d.Originals, dossier.Original{Name: o.Name, N: o.N, Taken: m.Now})
	}
	return d, nil
}

// GiveBack returns originals before, or without, the return of a result.
type GiveBack struct {
	Which []int  `json:"which"`
	To    string `json:"-"`
}

// Name of the act.
func (GiveBack) Name() string { return "give_originals" }

// Private is who took them.
func (a GiveBack) Private() any { return dossier.Said{Reason: a.To} }

// Apply ticks them off.
func (a GiveBack) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "give_originals"); err != nil {
		return d, err
	}
	before := len(d.Held())
	d.Originals = giveBack(d.Originals, a.Which, m.Now)
	if len(d.Held()) == before {
		return d, refusal.Rule("SET-8", "originals", "Đánh dấu bản chính được trả.")
	}
	return d, nil
}
