package slip

import (
	"fmt"

	"motcua/apology"
	"motcua/calendar"
	"motcua/clock"
	"motcua/law"
	"motcua/letter"
)

// Apology is the letter with the seven items of APO-6, in the layout and under the title
// of the day it is signed.
func (k Desk) Apology(c Case, dr apology.Draft, s Signatory) letter.Apology {
	legal, _ := c.Legal()
	name, form := k.office(dr.Office), formOf(s.At)
	a := letter.Apology{Head: k.head(dr.Office, dr.Number, "PXL", s.At.Time()), Form: form.layout, Title: form.Title, FormNo: form.number(), Code: c.Code,
		TrackURL: k.Track(c.Dossier), Applicant: c.applicant(), Procedure: c.ProcedureName, ReceiptNo: k.receiptNo(c.Dossier),
		ReceivedAt: c.ReceivedAt.Time(), OldDue: legal.Due.Time(), Status: dr.Status, Reason: dr.Why, NewDue: dr.NewDate.Time(), Ended: apology.Ended(c.Dossier),
		CopyTo: []string{"Như trên", k.unit(c.Receiving, s.At.Time()), "Lưu: VT"}, Signature: s.block(name)}
	a.Sentence = letter.ApologySentence(name, a.Applicant)
	return a
}

// LossApology is the letter for lost or damaged papers (APO-13); items are the seven as
// the store reads them.
func (k Desk) LossApology(c Case, dr apology.Draft, items apology.Items, s Signatory) letter.LossApology {
	name := k.office(dr.Office)
	return letter.LossApology{Head: k.head(dr.Office, dr.Number, "PXL", s.At.Time()), Code: c.Code, TrackURL: k.Track(c.Dossier), Applicant: c.applicant(),
		Procedure: c.ProcedureName, ReceiptNo: k.receiptNo(c.Dossier), Damaged: dr.Ground.Kind() == apology.Damaged, Papers: dr.Loss.Papers,
		Where: k.office(dr.Loss.Office), Status: dr.Status, Reason: dr.Why, Cost: dr.Loss.Cost, CostNote: dr.Loss.CostNote, NewDue: items.NewDate,
		Office: name, Signature: s.block(name), CopyTo: []string{"Như trên", k.unit(c.Receiving, s.At.Time()), "Lưu: VT"}}
}

// LateNotice is the written notice to the one-stop unit that goes with the letter
// (APO-3, APO-14).
func (k Desk) LateNotice(c Case, dr apology.Draft, s Signatory) letter.LateNotice {
	legal, _ := c.Legal()
	return letter.LateNotice{Head: k.head(dr.Office, dr.Number, "TB-PXL", s.At.Time()), To: k.unit(c.Receiving, s.At.Time()), Code: c.Code, Applicant: c.applicant(),
		Procedure: c.ProcedureName, ReceiptNo: k.receiptNo(c.Dossier), OldDue: legal.Due.Time(), Status: dr.Status, Reason: dr.Why,
		LetterNo: fmt.Sprintf("%02d/PXL", dr.Number), NewDue: dr.NewDate.Time(), Ended: apology.Ended(c.Dossier), Signature: s.block(k.office(dr.Office)),
		CopyTo: []string{"Như trên", "Lưu: VT"}}
}

func (s Signatory) block(office string) letter.Signature {
	return letter.Signature{Form: s.Form, For: s.For, Title: s.Official.Title, Name: s.Official.Name,
		Mark: letter.Mark{Signer: s.Official.Name, Office: office, At: s.At.Time()}}
}

type form struct {
	law.Form
	layout letter.ApologyForm
}

// formOf reads the form in force on the day of the letter; outside every profile there is
// none, and the letter refuses to print.
func formOf(at clock.Instant) form {
	p, ok := law.For(calendar.DateOf(at.Time()).String())
	if !ok {
		return form{}
	}
	return form{p.Forms["apology"], letter.ApologyForm(p.Apology.Template.Value)}
}

// number of the form as published; our own layouts have none.
func (f form) number() string {
	if f.layout == letter.Form5157 {
		return ""
	}
	return f.Number
}

// BookHead is the head of a register of an office.
func (k Desk) BookHead(office string, at clock.Instant) letter.Head {
	return k.head(office, 0, "", at.Time())
}
