package dossier

import (
	"slices"

	"motcua/calendar"
	"motcua/procedure"
	"motcua/refusal"
)

// UnderVersion is a dossier not received yet as it stands under a version of its
// procedure: it names that version, and what was handed in keeps its place under the
// paper of the same name. Two papers of one name, in two groups, keep their own places:
// the same key first, then what is still free. What the version no longer asks for stays,
// under a key that no list has.
func (d Dossier) UnderVersion(v procedure.Version) Dossier {
	if v.ID == d.Version {
		return d
	}
	d.Version, d.ProcedureName, d.Field = v.ID, v.Name, v.Field
	d.Papers = slices.Clone(d.Papers)
	taken, placed := map[string]bool{}, make([]bool, len(d.Papers))
	for i, g := range d.Papers {
		if p, ok := v.Paper(g.Paper); ok && p.Name == g.Name {
			taken[g.Paper], placed[i] = true, true
		}
	}
	for i := range d.Papers {
		g := &d.Papers[i]
		at := slices.IndexFunc(v.Papers, func(p procedure.Paper) bool { return p.Name == g.Name && !taken[p.Key] })
		switch {
		case placed[i]:
		case at < 0:
			g.Paper = "earlier-" + g.Paper
		default:
			g.Paper = v.Papers[at].Key
			taken[g.Paper] = true
		}
	}
	return d
}

// renewed takes the version in force on the day of reception: a dossier follows that, and
// not the one of the day it was filed (KS-9).
func (d Dossier) renewed(m Moment) (Dossier, error) {
	if d.State != Filed {
		return d, nil
	}
	if !m.Version.InForce(calendar.DateOf(m.receiving(d).Time()).String()) {
		return d, refusal.Rule("KS-9", "", "Thủ tục này đã hết hiệu lực trước ngày tiếp nhận nên không tiếp nhận được. Từ chối tiếp nhận, nêu lý do và hướng dẫn người nộp thủ tục thay thế.")
	}
	return d.UnderVersion(m.Version), nil
}
