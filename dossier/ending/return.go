package ending

import (
	"slices"
	"strings"

	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/demand"
	"motcua/procedure"
	"motcua/refusal"
)

// Complete says that the signed result has reached the desk and is announced:
// the moment the dossier is settled (law.md 10.1, status 9). Nothing can mark a
// dossier done without number, signer and file (law.md 12.3).
type Complete struct{}

// Name of the act.
func (Complete) Name() string { return "complete" }

// DrawsFor the number of the refusal form when the answer is no: it goes through the
// one-stop unit like any refusal, and the dossier is settled (REC-13).
func (Complete) DrawsFor(d dossier.Dossier) dossier.Draw {
	if d.Outcome == dossier.Rejected {
		return dossier.Draw{Book: dossier.BookRefusal}
	}
	return dossier.Draw{}
}

// Apply settles the dossier; early, on time or late follows from the moment.
func (Complete) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "complete"); err != nil {
		return d, err
	}
	if err := receiptBy(d, m.Now); err != nil {
		return d, err
	}
	if d.Result == nil || d.Result.File == "" || d.Result.Signer == "" {
		return d, refusal.Rule("SET-1", "", "Chưa có kết quả đã ký (số, người ký, tệp). Không thể xác nhận đã có kết quả.")
	}
	d = dossier.ToDesk(d, m)
	d.State, d.SettledAt, d.Holder = dossier.Completed, m.Now, d.ReturnAt
	d.Class = d.ClassAt(m.Now)
	if d.Outcome == dossier.Rejected {
		d.RefusalNo = m.Number
	}
	if d.Apology != nil && !d.SettledLate() {
		d.FalseAlarm = true // APO-19: the letter was kept, the dossier is on time
	}
	return d, nil
}

// receiptBy refuses to go on with a dossier whose day is over while it has no receipt.
func receiptBy(d dossier.Dossier, now clock.Instant) error {
	if d.OwesReceipt() && calendar.DateOf(now.Time()) > calendar.DateOf(d.ReceivedAt.Time()) {
		return refusal.Rule("REC-6", "", "Hồ sơ không xong trong ngày tiếp nhận nên phải cấp giấy tiếp nhận và hẹn trả kết quả trước. Bấm “Cấp giấy tiếp nhận”.")
	}
	return nil
}

// Return hands the result over. The receipt is not a hard precondition: an
// identity paper serves when it is lost (PRI-3).
type Return struct {
	To        string `json:"-"`                   // who took it
	How       string `json:"how"`                 // receipt, identity, authorised, post, digital
	Paper     string `json:"paper,omitempty"`     // file of the authorisation, by its hash
	Originals []int  `json:"originals,omitempty"` // which of the papers taken for comparison go back now
	Note      string `json:"-"`                   // why one stays
}

// Name of the act.
func (Return) Name() string { return "return" }

// Private is who took the result.
func (a Return) Private() any {
	if a.Note == "" {
		return dossier.Said{Reason: a.To}
	}
	return dossier.Said{Reason: strings.TrimPrefix(a.To+". Bản chính chưa trả: "+a.Note, ". ")}
}

// Apply hands over.
func (a Return) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "return"); err != nil {
		return d, err
	}
	switch a.How {
	case "receipt", "identity", "post", "digital":
	case "authorised":
		if a.Paper == "" || a.To == "" {
			return d, refusal.Rule("PRI-3", "paper", "Người được ủy quyền nhận thay phải có giấy ủy quyền: nhập họ tên người nhận và đính kèm ảnh chụp giấy ủy quyền.")
		}
	default:
		return d, refusal.Rule("PRI-3", "how", "Chọn cách nhận kết quả: giấy tiếp nhận, giấy tờ tùy thân, người được ủy quyền, bưu chính hoặc bản điện tử.")
	}
	return handOver(d, m, a.How, a.Originals, a.Note)
}

// handOver closes the dossier at the return, or gives out a corrected result.
func handOver(d dossier.Dossier, m dossier.Moment, how string, originals []int, note string) (dossier.Dossier, error) {
	again := d.State == dossier.Returned
	switch {
	case again && !d.Corrected():
		return d, refusal.Conflict("Kết quả của hồ sơ này đã được trả. Vui lòng tải lại trang để xem diễn biến mới nhất.")
	case d.Owes() > 0:
		return d, refusal.Rule("SET-11", "how", "Người nộp chưa nộp đủ phí, lệ phí của hồ sơ. Thu phí hoặc ghi nhận miễn, giảm trước khi trả kết quả.")
	case d.PostedAt.Set() && how != "post":
		return d, refusal.Rule("PRI-3", "how", "Kết quả đang ở bưu chính. Ghi nhận bưu chính đã phát, hoặc nhận lại từ bưu chính trước khi trả tại quầy.")
	case !d.PostedAt.Set() && how == "post" && !again:
		return d, refusal.Rule("PRI-3", "how", "Kết quả chưa được giao cho bưu chính. Ghi số phiếu gửi ở mục “Gửi qua bưu chính” trước.")
	}
	kept := d
	if d.Originals = giveBack(d.Originals, originals, m.Now); len(d.Held()) > 0 && note == "" {
		return kept, refusal.Rule("SET-8", "originals", "Còn bản chính đã giữ để đối chiếu. Đánh dấu bản chính được trả, hoặc ghi lý do chưa trả.")
	}
	if d.Corrected() {
		d.Corrections = slices.Clone(d.Corrections)
		d.Corrections[len(d.Corrections)-1].Given = m.Now
	}
	if again {
		return d, nil
	}
	d.State, d.ReturnedAt, d.ReturnedHow, d.Step = dossier.Returned, m.Now, how, string(procedure.StepReturn)
	return d, nil
}

// giveBack ticks off the originals with the indices given.
func giveBack(all []dossier.Original, which []int, now clock.Instant) []dossier.Original {
	out := slices.Clone(all)
	for _, i := range which {
		if i >= 0 && i < len(out) && !out[i].Given.Set() {
			out[i].Given = now
		}
	}
	return out
}

// Withdraw is the applicant's own ending of the dossier. An official does it only on the
// request the applicant handed in, which is kept (PRI-1).
type Withdraw struct {
	Reason string `json:"-"`
	Paper  string `json:"paper,omitempty"` // hash of the kept request; of an official alone
}

// Name of the act.
func (Withdraw) Name() string { return "withdraw" }

// Private is the reason, which is not demanded of a citizen.
func (a Withdraw) Private() any { return dossier.Said{Reason: a.Reason} }

// Apply withdraws.
func (a Withdraw) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "withdraw"); err != nil {
		return d, err
	}
	if m.Who.Official != "" {
		if err := demand.Request(a.Paper); err != nil {
			return d, err
		}
		if err := dossier.Words(a.Reason); err != nil {
			return d, err
		}
	}
	if err := d.MayEnd(m); err != nil {
		return d, err
	}
	d.State, d.EndedAt, d.Class = dossier.Withdrawn, m.Now, d.ClassAt(m.Now)
	return d, nil
}
