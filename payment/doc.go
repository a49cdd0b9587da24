// Package payment owns the money of a dossier: the fee of the published version and
// channel, its exemptions with their proof, what was taken and given back at the desk,
// and what an error cost the agency.
//
// What the dossier must obey are acts of dossier/ending (FeePaid, FeeExempt, FeeRefund,
// Correct), called in the transaction that writes the order.
//
// Tables: fee_order, fee_series. Never sets a price: that is the procedure's. Start at payment.go.
package payment
