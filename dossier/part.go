package dossier

import (
	"slices"

	"motcua/clock"
)

// Part is an office whose part in the dossier is over: it passed the dossier on, or gave
// its opinion. It may still look at its part, and do nothing (SET-3, SET-4).
type Part struct {
	Office string
	Since  clock.Instant // when it had finished
}

// Parts lists these offices, each with the newest moment. Who has the dossier or decides
// on it is none of them.
func (d Dossier) Parts() []Part {
	var out []Part
	add := func(office string, since clock.Instant) {
		if !since.Set() || office == d.Holder || office == d.Competent {
			return
		}
		if i := slices.IndexFunc(out, func(p Part) bool { return p.Office == office }); i >= 0 {
			out[i].Since = max(out[i].Since, since)
			return
		}
		out = append(out, Part{office, since})
	}
	for _, h := range d.Handovers {
		add(h.To, h.Done)
	}
	for _, c := range d.Consultations {
		add(c.Office, c.Answered)
	}
	return out
}
