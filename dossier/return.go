package dossier

import (
	"slices"
	"strconv"
	"strings"

	"motcua/clock"
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
func (Complete) DrawsFor(d Dossier) Draw {
	if d.Outcome == Rejected {
		return Draw{Book: BookRefusal}
	}
	return Draw{}
}

// Apply settles the dossier; early, on time or late follows from the moment.
func (Complete) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "complete"); err != nil {
		return d, err
	}
	if err := d.receiptBy(m.Now); err != nil {
		return d, err
	}
	if d.Result == nil || d.Result.File == "" || d.Result.Signer == "" {
		return d, refusal.Rule("SET-1", "", "Chưa có kết quả đã ký (số, người ký, tệp). Không thể xác nhận đã có kết quả.")
	}
	d = handBack(d, m)
	d.State, d.SettledAt, d.Holder = Completed, m.Now, d.ReturnAt
	d.Class = d.ClassAt(m.Now)
	if d.Outcome == Rejected {
		d.RefusalNo = m.Number
	}
	if d.Apology != nil && !d.SettledLate() {
		d.FalseAlarm = true // APO-19: the letter was kept, the dossier is on time
	}
	return d, nil
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
		return Said{Reason: a.To}
	}
	return Said{Reason: strings.TrimPrefix(a.To+". Bản chính chưa trả: "+a.Note, ". ")}
}

// Apply hands over.
func (a Return) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "return"); err != nil {
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
	return d.HandOver(m, a.How, a.Originals, a.Note)
}

// HandOver closes the dossier at the return, or gives out a corrected result.
func (d Dossier) HandOver(m Moment, how string, originals []int, note string) (Dossier, error) {
	again := d.State == Returned
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
	if d.Originals = GiveBack(d.Originals, originals, m.Now); len(d.Held()) > 0 && note == "" {
		return kept, refusal.Rule("SET-8", "originals", "Còn bản chính đã giữ để đối chiếu. Đánh dấu bản chính được trả, hoặc ghi lý do chưa trả.")
	}
	if d.Corrected() {
		d.Corrections = slices.Clone(d.Corrections)
		d.Corrections[len(d.Corrections)-1].Given = m.Now
	}
	if again {
		return d, nil
	}
	d.State, d.ReturnedAt, d.ReturnedHow, d.Step = Returned, m.Now, how, string(procedure.StepReturn)
	return d, nil
}

// GiveBack ticks off the originals with the indices given.
func GiveBack(all []Original, which []int, now clock.Instant) []Original {
	out := slices.Clone(all)
	for _, i := range which {
		if i >= 0 && i < len(out) && !out[i].Given.Set() {
			out[i].Given = now
		}
	}
	return out
}

// Withdraw is the applicant's own ending of the dossier.
type Withdraw struct {
	Reason string `json:"-"`
}

// Name of the act.
func (Withdraw) Name() string { return "withdraw" }

// Private is the reason, which is not demanded of a citizen.
func (a Withdraw) Private() any { return Said{Reason: a.Reason} }

// Apply withdraws.
func (a Withdraw) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "withdraw"); err != nil {
		return d, err
	}
	d.State, d.EndedAt, d.Class = Withdrawn, m.Now, d.ClassAt(m.Now)
	return d, nil
}

// Stop ends the settlement without a result, with its reason (law.md 12.6: stops
// are shown by reason and age).
type Stop struct {
	Cause  string `json:"cause"` // applicant, not_completed, authority
	Reason string `json:"-"`
}

// Name of the act.
func (Stop) Name() string { return "stop" }

// Draws the number of the notice of stopping (SET-9).
func (Stop) Draws() Draw { return Draw{Book: BookStop} }

// Private is the reason in words.
func (a Stop) Private() any { return Said{Reason: a.Reason} }

// Apply stops.
func (a Stop) Apply(d Dossier, m Moment) (Dossier, error) {
	if d.Result != nil && d.State != Refused {
		return d, refusal.Rule("SET-9", "cause", "Hồ sơ đã có quyết định hoặc kết quả nên không thể dừng giải quyết. Người nộp nhận kết quả tại bộ phận một cửa.")
	}
	if err := check(d, "stop"); err != nil {
		return d, err
	}
	switch a.Cause {
	case "applicant", "not_completed", "authority":
	default:
		return d, refusal.Invalid("cause", "Chọn nguyên nhân dừng: theo đề nghị của người nộp, không bổ sung đúng hạn, hoặc theo yêu cầu của cơ quan có thẩm quyền.")
	}
	if err := reason(a.Reason); err != nil {
		return d, err
	}
	d.State, d.EndedAt, d.Class, d.StopNo = Stopped, m.Now, d.ClassAt(m.Now), m.Number
	return d, nil
}

func resultNumber(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n) + "/KQ" // VB-10: a number below 10 has a leading 0
	}
	return strconv.Itoa(n) + "/KQ"
}
