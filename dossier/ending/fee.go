package ending

import (
	"motcua/dossier"
	"motcua/refusal"
)

// FeePaid records a payment taken by the desk; payment writes the receipt in the same
// transaction (SET-11).
type FeePaid struct {
	Amount  int64  `json:"amount"`
	Receipt string `json:"receipt"` // number of the receipt
	Method  string `json:"method"`  // cash, transfer
}

// Name of the act.
func (FeePaid) Name() string { return "fee_paid" }

// Apply takes exactly what is owed: no part, nothing on top.
func (a FeePaid) Apply(d dossier.Dossier, _ dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "fee_paid"); err != nil {
		return d, err
	}
	switch owed := d.Owes(); {
	case owed == 0:
		return d, refusal.Rule("SET-11", "amount", "Hồ sơ không còn phí, lệ phí phải thu.")
	case a.Amount != owed:
		return d, refusal.Rule("SET-11", "amount", "Số tiền thu phải đúng bằng mức đã công bố còn phải nộp.")
	}
	d.FeePaid += a.Amount
	return d, nil
}

// FeeExempt records an exemption or reduction with the paper that proves it.
type FeeExempt struct {
	Ground string `json:"ground"`
	Cut    int64  `json:"cut"`
	Paper  string `json:"paper"` // hash of the kept proof
}

// Name of the act.
func (FeeExempt) Name() string { return "fee_exempt" }

// Apply lowers what is owed.
func (a FeeExempt) Apply(d dossier.Dossier, _ dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "fee_exempt"); err != nil {
		return d, err
	}
	switch owed := d.Owes(); {
	case owed == 0 || d.FeeCut > 0:
		return d, refusal.Rule("SET-11", "ground", "Hồ sơ không còn phí, lệ phí để miễn, giảm, hoặc đã được miễn, giảm.")
	case a.Ground == "" || a.Cut <= 0 || a.Cut > owed:
		return d, refusal.Rule("SET-11", "ground", "Chọn căn cứ miễn, giảm phí, lệ phí trong danh mục.")
	case a.Paper == "":
		return d, refusal.Rule("SET-11", "paper", "Đính kèm ảnh chụp giấy tờ chứng minh được miễn, giảm.")
	}
	d.FeeCut = a.Cut
	return d, nil
}

// FeeRefund gives money back at the agency's error.
type FeeRefund struct {
	Amount  int64  `json:"amount"`
	Receipt string `json:"receipt"`
	Reason  string `json:"-"`
}

// Name of the act.
func (FeeRefund) Name() string { return "fee_refund" }

// Private is the reason.
func (a FeeRefund) Private() any { return dossier.Said{Reason: a.Reason} }

// Apply gives back no more than was taken.
func (a FeeRefund) Apply(d dossier.Dossier, _ dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "fee_refund"); err != nil {
		return d, err
	}
	if a.Amount <= 0 || a.Amount > d.FeePaid-d.FeeBack {
		return d, refusal.Rule("SET-11", "amount", "Chỉ hoàn trong số tiền đã thu của hồ sơ này.")
	}
	if err := dossier.Words(a.Reason); err != nil {
		return d, err
	}
	d.FeeBack += a.Amount
	return d, nil
}
