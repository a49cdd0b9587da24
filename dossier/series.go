package dossier

import "motcua/book"

// Draw says which numbers an act needs. They are drawn in the act's own
// transaction, so an act that is refused leaves no gap.
type Draw struct {
	Code bool   // the dossier's code, in the format of the day (CODE-1, CODE-4)
	Book string // yearly book of the paper that is issued
	// Control draws the number of the control slip, which a dossier gets once.
	Control bool
}

type drawer interface{ Draws() Draw }

// needs is what the act draws for this dossier.
func needs(d Dossier, act Act) Draw {
	var n Draw
	switch a := act.(type) {
	case drawer:
		n = a.Draws()
	case interface{ DrawsFor(Dossier) Draw }:
		n = a.DrawsFor(d)
	}
	if _, first := act.(Receive); first { // online it goes on at once (FWD-2)
		n.Control = d.State == Filed
	}
	n.Control = n.Control && d.ControlNo == 0 && !d.Forwarded()
	return n
}

// The yearly books of an office; apology numbers its own letters.
const (
	BookReceipt    = book.Receipt
	BookSupplement = book.Supplement
	BookRefusal    = book.Refusal
	BookResult     = book.Result
	BookApology    = "apology"
	BookControl    = book.Control
	BookStop       = book.Stop
)
