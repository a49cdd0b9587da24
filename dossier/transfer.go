package dossier

import (
	"motcua/calendar"
	"motcua/office"
	"motcua/refusal"
)

// Transfer carries an open dossier over when its offices end and go over to others, or
// when the counter of one moves (law.md 2.7; REC-14). Where it lies, who decides and
// where the result is collected change; its code, home and appointment do not (CODE-5).
type Transfer struct{}

// Name of the act.
func (Transfer) Name() string { return "transfer" }

// Apply carries the dossier over to the offices in force on the day. The official in
// charge stays only where the office that handles it stays: the heir's head assigns anew.
func (Transfer) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "transfer"); err != nil {
		return d, err
	}
	day, was := calendar.DateOf(m.Now.Time()).String(), d
	// A district's heirs are many: the dossier follows its ward.
	near := m.Offices.Heir(d.Receiving, day, "")
	counter := func(id string) string {
		return m.Offices.DeskOf(orSelf(m.Offices.Heir(id, day, near), id), day)
	}
	if !d.SettledAt.Set() { // what was decided stays with who decided it
		d.Competent = orSelf(m.Offices.Heir(d.Competent, day, near), d.Competent)
	}
	d.Receiving, d.ReturnAt = counter(d.Receiving), counter(d.ReturnAt)
	switch {
	case was.Holder == was.Competent && was.State != Filed:
		d.Holder = d.Competent
	case was.Holder == was.Receiving:
		d.Holder = d.Receiving
	default:
		d.Holder = orSelf(m.Offices.Heir(d.Holder, day, near), d.Holder)
	}
	if d.State == Completed { // the result lies where it is collected
		d.Holder = d.ReturnAt
	}
	if d.Working() != was.Working() {
		d.Officer = ""
	}
	asked, passed := d.consultedHeirs(m.Offices, day, near), d.slipHeirs(m.Offices, day, near)
	if !asked && !passed && d.Competent == was.Competent && d.Receiving == was.Receiving && d.ReturnAt == was.ReturnAt && d.Holder == was.Holder {
		return d, refusal.Conflict("Các cơ quan của hồ sơ không thay đổi trong ngày này.")
	}
	return d, nil
}

// consultedHeirs lets the heirs of the asked offices answer, to the heir of the one that
// asked: what is late is charged to them as before (SET-3).
func (d *Dossier) consultedHeirs(t *office.Tree, day, near string) (moved bool) {
	for i, c := range d.Consultations {
		heir, asker := orSelf(t.Heir(c.Office, day, near), c.Office), orSelf(t.Heir(c.Asker, day, near), c.Asker)
		if (heir != c.Office || asker != c.Asker) && !c.Answered.Set() {
			if !moved {
				d.Consultations = append([]Consultation(nil), d.Consultations...)
			}
			d.Consultations[i].Office, d.Consultations[i].Asker, moved = heir, asker, true
		}
	}
	return moved
}

// slipHeirs writes the heirs into what is still open on the control slip (SET-4); what is
// done stays as it was done.
func (d *Dossier) slipHeirs(t *office.Tree, day, near string) (moved bool) {
	for i, h := range d.Handovers {
		if heir := orSelf(t.Heir(h.To, day, near), h.To); heir != h.To && !h.Done.Set() {
			if !moved {
				d.Handovers = append([]Handover(nil), d.Handovers...)
			}
			d.Handovers[i].To, moved = heir, true
		}
	}
	return moved
}

func orSelf(id, self string) string {
	if id == "" {
		return self
	}
	return id
}
