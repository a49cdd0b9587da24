package carry

import (
	"motcua/calendar"
	"motcua/clock"
	"motcua/deadline"
	"motcua/dossier"
)

// Relimits counts what offices owe each other by another calendar: the limits of open
// opinions and of the office that has the dossier for its part (SET-3, SET-4). A limit
// that has passed stays passed, and none is moved to a moment that has. One from before
// terms were kept cannot be counted again.
func Relimits(d dossier.Dossier, cal *calendar.Table, now clock.Instant) []dossier.Relimit {
	var out []dossier.Relimit
	add := func(what, office, term string, from, was clock.Instant) {
		limit, err := deadline.ParseLimit(term)
		if err != nil || was <= now {
			return
		}
		res, err := deadline.Compute(deadline.Input{Received: from.Time(), Limit: limit, Calendar: cal})
		if is := clock.At(res.Due); err == nil && is != was && is > now {
			out = append(out, dossier.Relimit{What: what, Office: office, Was: was, Now: is, At: now})
		}
	}
	if !d.Open() {
		return nil
	}
	for _, c := range d.OpenConsultations() {
		if !c.Late {
			add(dossier.ConsultMark(c.N), c.Office, c.Term, c.Asked, c.Limit)
		}
	}
	for i, h := range d.Handovers {
		if h.Given.Set() && !h.Done.Set() && h.Limit.Set() && !h.Late {
			add(dossier.LegMark(i), h.To, h.Term, h.Given, h.Limit)
		}
	}
	return out
}

// relimit writes the moved limits where they stand, and keeps what they were.
func relimit(d dossier.Dossier, moved []dossier.Relimit) dossier.Dossier {
	if len(moved) == 0 {
		return d
	}
	d.Consultations = append([]dossier.Consultation(nil), d.Consultations...)
	d.Handovers = append([]dossier.Handover(nil), d.Handovers...)
	for _, r := range moved {
		for i := range d.Consultations {
			if dossier.ConsultMark(d.Consultations[i].N) == r.What {
				d.Consultations[i].Limit = r.Now
			}
		}
		for i := range d.Handovers {
			if dossier.LegMark(i) == r.What {
				d.Handovers[i].Limit = r.Now
			}
		}
	}
	d.Relimits = append(d.Relimits[:len(d.Relimits):len(d.Relimits)], moved...)
	return d
}
