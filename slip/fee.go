package slip

import (
	"strconv"
	"strings"

	"motcua/letter"
	"motcua/letter/money"
	"motcua/payment"
)

// feeForm is what differs between the papers of money.
type feeForm struct{ title, what, giver, taker string }

var feeForms = map[string]feeForm{
	payment.Fee:    {"BIÊN LAI THU PHÍ, LỆ PHÍ", "Số tiền thu", "NGƯỜI NỘP TIỀN", "NGƯỜI THU TIỀN"},
	payment.Exempt: {"PHIẾU MIỄN, GIẢM PHÍ, LỆ PHÍ", "Số tiền miễn, giảm", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI GHI NHẬN"},
	payment.Refund: {"PHIẾU HOÀN PHÍ, LỆ PHÍ", "Số tiền hoàn", "NGƯỜI NHẬN TIỀN", "NGƯỜI HOÀN TIỀN"},
	payment.Cost:   {"PHIẾU GHI CHI PHÍ ĐÍNH CHÍNH KẾT QUẢ", "Chi phí cơ quan chịu", "", "NGƯỜI LẬP PHIẾU"},
}

// Fee is the paper of one order of money as it was booked (SET-11); said is its reason in
// words, where it has one.
func (k Desk) Fee(c Case, o payment.Order, said string) letter.FeeSlip {
	f, at := feeForms[o.Kind], o.When().Time()
	number, symbol, _ := strings.Cut(payment.NumberOf(o), "/")
	n, _ := strconv.Atoi(number) // written by NumberOf: digits
	s := letter.FeeSlip{Head: k.deskHead("fee", o.Office, n, at), Title: f.title, Code: c.Code, TrackURL: k.Track(c.Dossier), Unit: k.unit(o.Office, at), Applicant: c.applicant(),
		Procedure: c.ProcedureName, Published: c.Fee, What: f.what, Amount: o.Amount, Method: money.Methods[o.Method], Reason: said, Giver: f.giver, Taker: f.taker,
		Official: k.name(o.ByWhom)}
	s.Head.Symbol = symbol
	if g, ok := payment.GroundNamed(o.Ground); ok {
		s.Ground, s.Proof = g.Name, g.Proof
	}
	if o.Kind == payment.Cost { // booked by the office that decides, not by a desk
		s.Head, s.Unit = k.head(o.Office, n, symbol, at), k.office(o.Office)
	}
	return s
}
