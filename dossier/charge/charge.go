package charge

import (
	"motcua/clock"
	"motcua/dossier"
	"motcua/procedure"
)

// HolderKind is who can have a minute of a dossier's time.
type HolderKind string

// The holders.
const (
	ByOffice    HolderKind = "office"
	ByApplicant HolderKind = "applicant"
	ByTreasury  HolderKind = "treasury" // the tax office, until it tells the amount (SET-10)
	ByPost      HolderKind = "post"
)

// Holder is who answers for a minute: an office in a step, or one outside.
type Holder struct {
	Kind   HolderKind
	Office string // of an office and of the treasury
	Step   string // of an office
}

// Of tells who answers for the minute that begins at the moment, while the row
// stands as it does (SET-3, SET-4, SET-10; law.md 12.8). Before reception and after
// the end it is nobody: ok is false.
func Of(d dossier.Dossier, at clock.Instant) (h Holder, ok bool) {
	if !d.ReceivedAt.Set() {
		return h, false
	}
	mine := Holder{Kind: ByOffice, Office: d.Holder, Step: d.Step}
	switch d.State {
	case dossier.Returned, dossier.Refused, dossier.Withdrawn, dossier.Stopped:
		return h, false
	case dossier.Supplementing:
		return Holder{Kind: ByApplicant}, true
	case dossier.Obliged:
		return obligedTo(d, mine), true
	case dossier.Completed:
		switch {
		case d.PostedAt.Set():
			return Holder{Kind: ByPost}, true
		case d.AnnouncedAt.Set():
			return Holder{Kind: ByApplicant}, true
		}
		return Holder{Kind: ByOffice, Office: d.ReturnAt, Step: string(procedure.StepReturn)}, true
	case dossier.InProcess:
		if c, late := overdue(d, at); late {
			return Holder{Kind: ByOffice, Office: c.Office, Step: string(procedure.StepConsult)}, true
		}
	}
	return mine, true
}

// obligedTo is the first tax office that has not told its amount, then the applicant.
func obligedTo(d dossier.Dossier, mine Holder) Holder {
	out := mine
	for _, o := range d.Obligations {
		switch {
		case o.Confirmed.Set():
		case !o.Told.Set():
			return Holder{Kind: ByTreasury, Office: o.Office}
		default:
			out = Holder{Kind: ByApplicant}
		}
	}
	return out
}

// overdue is the consultation that the holder of the dossier has waited for longest
// beyond its limit: from there on the time is the consulted office's.
func overdue(d dossier.Dossier, at clock.Instant) (dossier.Consultation, bool) {
	var out dossier.Consultation
	for _, c := range d.OpenConsultations() {
		asker := c.Asker
		if asker == "" {
			asker = d.Competent
		}
		if asker == d.Holder && c.Limit <= at && (out.N == 0 || c.Limit < out.Limit) {
			out = c
		}
	}
	return out, out.N > 0
}
