package ending

import (
	"motcua/calendar"
	"motcua/dossier"
	"motcua/procedure"
	"motcua/refusal"
)

// IssueReceipt gives the receipt of a dossier taken without one: because the applicant
// asks, or because it was not finished the same day (REC-6).
type IssueReceipt struct{}

// Name of the act.
func (IssueReceipt) Name() string { return "receipt" }

// Draws the number of Mẫu 01.
func (IssueReceipt) Draws() dossier.Draw { return dossier.Draw{Book: dossier.BookReceipt} }

// Apply gives the receipt; the appointment stands since reception.
func (IssueReceipt) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "receipt"); err != nil {
		return d, err
	}
	if !d.OwesReceipt() {
		return d, refusal.Conflict("Hồ sơ này đã có giấy tiếp nhận.")
	}
	d.ReceiptNo = m.Number
	return d, nil
}

// AtOnce reports whether a dossier received now could be answered without a receipt.
func AtOnce(v procedure.Version, channel int, m dossier.Moment) bool {
	limit, ok := v.LimitFor(procedure.ChannelKind(channel))
	if !ok || limit.Unit != procedure.SameDay {
		return false
	}
	ap, err := dossier.Preview(v, channel, m)
	return err == nil && calendar.DateOf(ap.Due.Time()) == calendar.DateOf(m.Now.Time())
}
