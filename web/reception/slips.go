package reception

import (
	"bytes"
	"io"
	"net/http"
	"strconv"

	"motcua/access"
	"motcua/dossier"
	"motcua/event"
	"motcua/refusal"
	"motcua/slip"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// printed is a form of the desk, ready to be written.
type printed interface{ Render(w io.Writer) error }

func (p pages) receipt(w http.ResponseWriter, r *http.Request) error {
	return p.print(w, r, "receive", "giay-tiep-nhan", func(k slip.Desk, c slip.Case, e event.Event) (printed, error) { return k.Receipt(c, e) })
}

func (p pages) supplementSlip(w http.ResponseWriter, r *http.Request) error {
	return p.print(w, r, "supplement", "phieu-yeu-cau-bo-sung", func(k slip.Desk, c slip.Case, e event.Event) (printed, error) { return k.Supplement(c, e) })
}

func (p pages) refusalSlip(w http.ResponseWriter, r *http.Request) error {
	act := "refuse"
	if v, _, err := p.bare(r); err == nil && v.Outcome == dossier.Rejected {
		act = "propose" // REC-13: the reason of the refusal on the merits
	}
	return p.print(w, r, act, "phieu-tu-choi", func(k slip.Desk, c slip.Case, e event.Event) (printed, error) { return k.Refusal(c, e), nil })
}

// paper sends a paper of the dossier that other audiences print too.
func (p pages) paper(send func(trail.View, http.ResponseWriter) error) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		v, who, err := p.open(r)
		if err != nil {
			return err
		}
		if err := access.May(who, "print", v.Subject()); err != nil {
			return err
		}
		return send(v, w)
	}
}

// print renders the form of the newest event of the act. It is shown in the browser,
// because the desk prints it at once.
func (p pages) print(w http.ResponseWriter, r *http.Request, act, name string, form func(slip.Desk, slip.Case, event.Event) (printed, error)) error {
	v, who, err := p.open(r)
	if err != nil {
		return err
	}
	if err := access.May(who, "print", v.Subject()); err != nil {
		return err
	}
	if act == "receive" && v.OwesReceipt() {
		return refusal.Missing("Hồ sơ giải quyết ngay này chưa được cấp giấy tiếp nhận. Bấm “Cấp giấy tiếp nhận” trước khi in.")
	}
	for i := len(v.Events) - 1; i >= 0; i-- {
		if v.Events[i].Act != act {
			continue
		}
		f, err := form(p.Slips(), slip.Case{Dossier: v.Dossier, Who: v.Applicant}, v.Events[i])
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if err := f.Render(&b); err != nil {
			return err
		}
		h := w.Header()
		h.Set("Content-Type", "application/pdf")
		h.Set("Content-Disposition", `inline; filename="`+name+"-"+v.Code+`.pdf"`)
		h.Set("Content-Length", strconv.Itoa(b.Len()))
		h.Set("Cache-Control", "private, no-store")
		_, err = w.Write(b.Bytes())
		return err
	}
	return refusal.Missing("Hồ sơ này chưa có giấy tờ đó.")
}

// doneView is the page after a dossier was received or refused.
type doneView struct {
	Frame  page.Frame
	Panel  parts.Panel
	Facts  parts.Summary
	Why    parts.Arithmetic
	HasDue bool
	Print  []parts.Button
	Next   string
	Base   string
}

func (p pages) done(w http.ResponseWriter, r *http.Request) error {
	v, _, err := p.open(r)
	if err != nil {
		return err
	}
	x := doneView{Base: "/desk/dossiers/" + v.Code, Frame: p.frame(r, "Đã tiếp nhận hồ sơ"), Next: "/desk/new"}
	if v.Channel == 2 {
		x.Next = "/desk"
	}
	x.Panel = parts.Panel{Title: "Đã tiếp nhận hồ sơ", Lead: "Mã hồ sơ", Code: v.Code}
	x.Facts.Facts = []parts.Fact{{Key: "Thủ tục", Value: v.ProcedureName}, {Key: "Người nộp", Value: v.Applicant.Name}}
	switch {
	case v.Dossier.State == dossier.Refused:
		x.Frame.Title, x.Panel.Title = "Đã từ chối tiếp nhận", "Đã từ chối tiếp nhận"
		x.Print = []parts.Button{{Text: "In phiếu từ chối", Href: x.Base + "/refusal.pdf", Key: "F9"}}
		x.Facts.Facts = append(x.Facts.Facts, parts.Fact{Key: "Phiếu từ chối số", Value: number(v.RefusalNo)})
	case !v.ReceivedAt.Set() && v.Dossier.State == dossier.Supplementing:
		x.Frame.Title, x.Panel.Title = "Đã yêu cầu bổ sung", "Đã yêu cầu bổ sung, hoàn thiện hồ sơ"
		x.Print = []parts.Button{{Text: "In phiếu yêu cầu bổ sung", Href: x.Base + "/supplement.pdf", Key: "F9"}}
		x.Facts.Facts = append(x.Facts.Facts, parts.Fact{Key: "Phiếu yêu cầu bổ sung số", Value: number(v.Supplements[len(v.Supplements)-1].Number)},
			parts.Fact{Key: "Thời hạn", Value: "Chưa bắt đầu tính"})
	case v.OwesReceipt():
		x.Panel.Title = "Đã nhận, giải quyết ngay"
		x.Print = []parts.Button{{Text: "Phân công thụ lý", Href: x.Base + "/assign", Key: "F9"}}
		if !v.Can("assign") {
			x.Print = []parts.Button{{Text: "Mở hồ sơ", Href: x.Base, Key: "F9"}}
		}
		x.Facts.Facts = append(x.Facts.Facts, parts.Fact{Key: "Hẹn trả kết quả", Value: page.Hour(v.Due.Time()) + ", " + page.Date(v.Due.Time())},
			parts.Fact{Key: "Giấy tiếp nhận", Value: "Không cấp, trừ khi người nộp yêu cầu hoặc hết ngày chưa xong"})
	case v.ReceivedAt.Set():
		x.Print = []parts.Button{{Text: "In giấy tiếp nhận", Href: x.Base + "/receipt.pdf", Key: "F9"},
			{Text: "In phiếu kiểm soát", Href: x.Base + "/control.pdf", Style: parts.Outlined}}
		first := v.Appointments[0]
		x.Why, x.HasDue = trail.Lines(first), true
		x.Facts.Facts = append(x.Facts.Facts, parts.Fact{Key: "Giấy tiếp nhận số", Value: number(v.ReceiptNo)},
			parts.Fact{Key: "Hẹn trả kết quả", Value: page.Hour(first.Due.Time()) + ", " + page.Date(first.Due.Time())},
			parts.Fact{Key: "Chuyển xử lý trước", Value: page.DateTime(v.ForwardBy.Time())}, parts.Fact{Key: "Cơ quan giải quyết", Value: p.Offices.Tree().Title(v.Competent)})
		if v.Fee > 0 {
			x.Facts.Facts = append(x.Facts.Facts, parts.Fact{Key: "Phí, lệ phí phải thu", Part: feeLink(x.Base, page.Money(v.Owes()))})
		}
	default: // filed and not received yet: nothing is done
		http.Redirect(w, r, x.Base, http.StatusSeeOther)
		return nil
	}
	page.Render(w, r, http.StatusOK, donePage(x))
	return nil
}

// number writes a number of a book: below ten with a leading zero (VB-10).
func number(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
