package trail

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/event"
	"motcua/law"
	"motcua/letter"
	"motcua/payment"
	"motcua/refusal"
	"motcua/slip"
	"motcua/web/page"
)

// Prints lists the papers of a dossier that can be printed, under the number each
// form has on the day of its act; base is the address of the dossier's page.
func (v View) Prints(ctx context.Context, base string) []page.Link {
	var out []page.Link
	add := func(there bool, words, form string, at clock.Instant, to string) {
		if there {
			out = append(out, page.Link{Text: page.T(ctx, words) + formNumber(form, at), Href: base + to})
		}
	}
	asked := clock.Instant(0)
	if n := len(v.Supplements); n > 0 {
		asked = v.Supplements[n-1].Asked
	}
	now := clock.At(v.hall.Civil.Now())
	add(v.ReceivedAt.Set() && !v.OwesReceipt(), "Giấy tiếp nhận và hẹn trả kết quả", "receipt", v.ReceivedAt, "/receipt.pdf")
	add(asked.Set(), "Phiếu yêu cầu bổ sung", "supplement", asked, "/supplement.pdf")
	add(v.RefusalNo > 0, "Phiếu từ chối tiếp nhận", "refusal", max(v.EndedAt, v.SettledAt), "/refusal.pdf")
	add(v.Sheet != nil, "Tờ khai đã điền", "declaration", now, "/form.pdf")
	add(v.ReceivedAt.Set(), "Phiếu kiểm soát quá trình giải quyết", "control", now, "/control.pdf")
	add(v.Dossier.State == dossier.Stopped, "Thông báo dừng giải quyết", "stop", v.EndedAt, "/stop.pdf")
	return out
}

// Own are the papers that offices keep among themselves or that a leader looks at: the
// control slip, the notice of a stop.
func (v View) Own(ctx context.Context, base string) []page.Link {
	var out []page.Link
	for _, l := range v.Prints(ctx, base) {
		if strings.HasSuffix(l.Href, "/form.pdf") || strings.HasSuffix(l.Href, "/control.pdf") || strings.HasSuffix(l.Href, "/stop.pdf") {
			out = append(out, l)
		}
	}
	return out
}

// formNumber is " (Mẫu 05)" as the profile of the day has it; nothing before forms
// had numbers.
func formNumber(form string, at clock.Instant) string {
	p, ok := law.For(calendar.DateOf(at.Time()).String())
	if !ok || p.Forms[form].Number == "" {
		return ""
	}
	return " (Mẫu " + p.Forms[form].Number + ")"
}

// Last finds the newest event of an act.
func (v View) Last(act string) (event.Event, bool) {
	for i := len(v.Events) - 1; i >= 0; i-- {
		if v.Events[i].Act == act {
			return v.Events[i], true
		}
	}
	return event.Event{}, false
}

// PrintControl sends the control slip of a dossier as it stands now.
func (v View) PrintControl(w http.ResponseWriter) error {
	if !v.ReceivedAt.Set() {
		return refusal.Missing("Hồ sơ chưa được tiếp nhận nên chưa có phiếu kiểm soát.")
	}
	s := v.hall.Slips().ControlSlip(slip.Case{Dossier: v.Dossier, Who: v.Applicant}, clock.At(v.hall.Civil.Now()))
	return v.send(w, "phieu-kiem-soat", s.Render)
}

// PrintStop sends the notice that settling has stopped.
func (v View) PrintStop(w http.ResponseWriter) error {
	e, ok := v.Last("stop")
	if !ok || v.Dossier.State != dossier.Stopped {
		return refusal.Missing("Hồ sơ không có thông báo dừng giải quyết.")
	}
	return v.send(w, "thong-bao-dung", v.hall.Slips().Stop(slip.Case{Dossier: v.Dossier, Who: v.Applicant}, e).Render)
}

// FeeSlip is the receipt, or the slip of an exemption, a refund or a cost, that was booked
// as the n-th order of money of the dossier (SET-11).
func (v View) FeeSlip(ctx context.Context, n string) (letter.FeeSlip, error) {
	orders, err := v.hall.Payments.Of(ctx, dossier.Key{Home: v.Home, ID: v.ID})
	if err != nil {
		return letter.FeeSlip{}, err
	}
	i := slices.IndexFunc(orders, func(o payment.Order) bool { return strconv.FormatInt(o.N, 10) == n })
	if i < 0 || v.citizen() && orders[i].Kind == payment.Cost {
		return letter.FeeSlip{}, refusal.Missing("Không tìm thấy chứng từ này.")
	}
	return v.hall.Slips().Fee(slip.Case{Dossier: v.Dossier, Who: v.Applicant}, orders[i], v.saidOf(orders[i])), nil
}

// PrintFee sends it to the desk's printer.
func (v View) PrintFee(ctx context.Context, w http.ResponseWriter, n string) error {
	s, err := v.FeeSlip(ctx, n)
	if err != nil {
		return err
	}
	return v.send(w, "chung-tu-"+n, s.Render)
}

// FeePapers lists the papers of money of the dossier; base is the address of its page.
func (v View) FeePapers(ctx context.Context, base string) ([]page.Link, error) {
	orders, err := v.hall.Payments.Of(ctx, dossier.Key{Home: v.Home, ID: v.ID})
	var out []page.Link
	for _, o := range orders {
		if o.Kind == payment.Cost { // between offices alone
			continue
		}
		out = append(out, page.Link{Text: page.T(ctx, feeWords[o.Kind]) + " " + payment.NumberOf(o), Href: base + "/fee/" + strconv.FormatInt(o.N, 10) + "/pdf"})
	}
	return out, err
}

var feeWords = map[string]string{payment.Fee: "Biên lai thu phí, lệ phí số", payment.Exempt: "Phiếu miễn, giảm số", payment.Refund: "Phiếu hoàn phí, lệ phí số"}

// saidOf is the reason the act of an order was given with.
func (v View) saidOf(o payment.Order) string {
	acts := map[string]string{payment.Refund: "fee_refund", payment.Cost: "correct"}
	for _, e := range v.Events {
		if e.At == o.At && e.Act == acts[o.Kind] {
			return dossier.Saying(e).Reason
		}
	}
	return ""
}

// send shows a paper in the browser: whoever opens it prints it at once.
func (v View) send(w http.ResponseWriter, name string, render func(io.Writer) error) error {
	var b bytes.Buffer
	if err := render(&b); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", `inline; filename="`+name+"-"+v.Code+`.pdf"`)
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	h.Set("Cache-Control", "private, no-store")
	_, err := w.Write(b.Bytes())
	return err
}
