package trail

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"

	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/event"
	"motcua/law"
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
	add(v.ReceivedAt.Set(), "Phiếu kiểm soát quá trình giải quyết", "control", now, "/control.pdf")
	add(v.Dossier.State == dossier.Stopped, "Thông báo dừng giải quyết", "stop", v.EndedAt, "/stop.pdf")
	return out
}

// Own are the papers that offices keep among themselves or that a leader looks at: the
// control slip, the notice of a stop.
func (v View) Own(ctx context.Context, base string) []page.Link {
	var out []page.Link
	for _, l := range v.Prints(ctx, base) {
		if strings.HasSuffix(l.Href, "/control.pdf") || strings.HasSuffix(l.Href, "/stop.pdf") {
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
