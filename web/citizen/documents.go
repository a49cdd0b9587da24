package citizen

import (
	"bytes"
	"io"
	"net/http"
	"slices"

	"motcua/apology"
	"motcua/clock"
	"motcua/dossier"
	"motcua/event"
	"motcua/letter"
	"motcua/office"
	"motcua/paper"
	"motcua/refusal"
	"motcua/slip"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// documents lists the papers the city gave and the files of the dossier that its
// applicant may have.
func (p pages) documents(x trail.View, base string) ([]page.Link, parts.Files) {
	var docs []page.Link
	add := func(there bool, text, to string) {
		if there {
			docs = append(docs, page.Link{Text: text, Href: base + to})
		}
	}
	add(x.Sheet != nil, "Tờ khai đã điền", "/form")
	add(x.ReceivedAt.Set() && !x.OwesReceipt(), "Giấy tiếp nhận hồ sơ và hẹn trả kết quả (PDF)", "/receipt.pdf")
	add(len(x.Supplements) > 0, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (PDF)", "/supplement.pdf")
	add(x.RefusalNo > 0, "Phiếu từ chối (PDF)", "/refusal.pdf")
	add(x.Dossier.State == dossier.Stopped, "Thông báo dừng giải quyết hồ sơ (PDF)", "/stop.pdf")
	add(x.Apology != nil, "Thư xin lỗi và hẹn lại ngày trả kết quả (PDF)", "/apology.pdf")
	x.Files = visible(x)
	return docs, x.FileList(base)
}

// visible leaves out what officials keep among themselves: drafts and opinions. The
// result is visible from the moment it is announced.
func visible(x trail.View) []paper.PaperFile {
	var out []paper.PaperFile
	for _, f := range x.Files {
		if mayHave(x, f) {
			out = append(out, f)
		}
	}
	return out
}

func mayHave(x trail.View, f paper.PaperFile) bool {
	switch f.Paper {
	case trail.Result:
		return announced(x) && taken(x)
	case trail.Letter:
		return x.Apology != nil
	case trail.LostLetter:
		return len(x.Losses) > 0
	case "authorisation", "exemption", trail.Request:
		return true // the applicant's own papers
	}
	for _, g := range x.Papers {
		if g.Paper == f.Paper || slices.Contains(g.Files, f.ID) {
			return true
		}
	}
	for _, s := range x.Supplements {
		for _, l := range s.Lines {
			if l.Paper == f.Paper {
				return true
			}
		}
	}
	return false
}

func announced(x trail.View) bool {
	return x.Dossier.State == dossier.Completed || x.Dossier.State == dossier.Returned
}

// file sends one file of the dossier.
func (p pages) file(w http.ResponseWriter, r *http.Request) error {
	x, _, err := p.own(r)
	if err != nil {
		return err
	}
	for _, f := range visible(x) {
		if f.ID == r.PathValue("file") {
			return trail.ServeFile(w, r, p.Hall, x.Dossier)
		}
	}
	return refusal.Missing("Không tìm thấy tệp này.")
}

// resultFile is the file whose bytes were signed; of several kept as results it is
// the one the dossier names.
func resultFile(x trail.View) (paper.PaperFile, bool) {
	var found paper.PaperFile
	for _, f := range x.Files {
		if f.Hash == x.Result.File {
			return f, true
		}
		if f.Paper == trail.Result {
			found = f
		}
	}
	return found, found.ID != ""
}

func (p pages) serve(w http.ResponseWriter, r *http.Request, f paper.PaperFile) error {
	r.SetPathValue("file", f.ID)
	return trail.ServeFile(w, r, p.Hall, dossier.Dossier{ID: f.Subject})
}

// printed is one of the forms of the one-stop desk.
type printed interface{ Render(w io.Writer) error }

func (p pages) print(w http.ResponseWriter, r *http.Request, name string, doc printed) error {
	var b bytes.Buffer
	if err := doc.Render(&b); err != nil {
		return err
	}
	pdf := b.Bytes()
	paper.Serve(w, r, paper.Served{Name: name + ".pdf", Kind: paper.PDF, Hash: letter.HashOf(pdf), Content: bytes.NewReader(pdf)})
	return nil
}

func caseOf(x trail.View) slip.Case { return slip.Case{Dossier: x.Dossier, Who: x.Applicant} }

// last finds the newest event of an act.
func last(x trail.View, act string) (event.Event, bool) {
	for i := len(x.Events) - 1; i >= 0; i-- {
		if x.Events[i].Act == act {
			return x.Events[i], true
		}
	}
	return event.Event{}, false
}

func (p pages) receipt(w http.ResponseWriter, r *http.Request) error {
	x, _, err := p.own(r)
	if err != nil {
		return err
	}
	e, ok := last(x, "receive")
	if !ok || x.OwesReceipt() {
		return refusal.Missing("Hồ sơ chưa được tiếp nhận nên chưa có giấy tiếp nhận.")
	}
	doc, err := p.Slips().Receipt(caseOf(x), e)
	if err != nil {
		return err
	}
	return p.print(w, r, "giay-tiep-nhan-"+x.Code, doc)
}

// feePaper is the receipt of what the applicant paid, or the slip of an exemption or refund.
func (p pages) feePaper(w http.ResponseWriter, r *http.Request) error {
	x, _, err := p.own(r)
	if err != nil {
		return err
	}
	n := r.PathValue("n")
	doc, err := x.FeeSlip(r.Context(), n)
	if err != nil {
		return err
	}
	return p.print(w, r, "chung-tu-"+n+"-"+x.Code, doc)
}

func (p pages) supplementSlip(w http.ResponseWriter, r *http.Request) error {
	x, _, err := p.own(r)
	if err != nil {
		return err
	}
	e, ok := last(x, "supplement")
	if !ok {
		return refusal.Missing("Hồ sơ không có phiếu yêu cầu bổ sung.")
	}
	doc, err := p.Slips().Supplement(caseOf(x), e)
	if err != nil {
		return err
	}
	return p.print(w, r, "phieu-bo-sung-"+x.Code, doc)
}

func (p pages) refusalSlip(w http.ResponseWriter, r *http.Request) error {
	x, _, err := p.own(r)
	if err != nil {
		return err
	}
	e, ok := last(x, "refuse")
	if x.Outcome == dossier.Rejected && announced(x) {
		e, ok = last(x, "propose") // REC-13: the reason of the answer on the merits
	}
	if !ok {
		return refusal.Missing("Hồ sơ không có phiếu từ chối.")
	}
	return p.print(w, r, "phieu-tu-choi-"+x.Code, p.Slips().Refusal(caseOf(x), e))
}

func (p pages) stopNotice(w http.ResponseWriter, r *http.Request) error {
	x, _, err := p.own(r)
	if err != nil {
		return err
	}
	return x.PrintStop(w)
}

// apology sends the letter as it was signed; where none was stored, as it was sent.
func (p pages) apology(w http.ResponseWriter, r *http.Request) error {
	x, _, err := p.own(r)
	if err != nil {
		return err
	}
	for _, f := range visible(x) {
		if f.Paper == trail.Letter {
			return p.serve(w, r, f)
		}
	}
	key := dossier.Key{Home: x.Home, ID: x.ID}
	sent, ok, err := p.Letters.Sent(r.Context(), key)
	if err != nil {
		return err
	}
	if !ok {
		return refusal.Missing("Hồ sơ không có thư xin lỗi.")
	}
	dr, _, err := p.Letters.Of(r.Context(), key, apology.Late)
	if err != nil {
		return err
	}
	by, ok := p.Offices.Official(sent.Signer)
	if !ok {
		by = office.Official{ID: sent.Signer}
	}
	doc := p.Slips().Apology(caseOf(x), dr, slip.Signatory{Official: by, Form: letter.SignForm(sent.Form), At: clock.Instant(sent.SentAt)})
	return p.print(w, r, "thu-xin-loi-"+x.Code, doc)
}
