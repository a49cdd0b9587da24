package dossier

import (
	"strconv"
	"strings"

	"motcua/clock"
	"motcua/refusal"
)

// ApologyMark is what the dossier knows of its letter (APO-7).
type ApologyMark struct {
	Number   int           `json:"number"`
	Sent     clock.Instant `json:"sent"`
	NewDate  clock.Instant `json:"new_date"` // 0 when the result was already there
	LateSent bool          `json:"late_sent"`
	By       string        `json:"by"`
	Office   string        `json:"office"` // whose head signed (APO-4); "" before it was noted: the competent one
	Told     clock.Instant `json:"told"`   // the one-stop unit was told in writing (APO-14)
	Way
}

// Loss is one letter of apology for papers that an office lost or damaged (APO-13).
type Loss struct {
	Ground   string        `json:"ground"`   // lost, damaged; of a further occasion lost-2, damaged-3 …
	Office   string        `json:"office"`   // where it happened
	Official string        `json:"official"` // by whom, where that is known
	Cost     int64         `json:"cost"`     // đồng, all borne by the agency
	Delays   bool          `json:"delays"`   // the result waits for it: the letter for lateness has the new date
	Number   int           `json:"number"`
	Sent     clock.Instant `json:"sent"`
	By       string        `json:"by"`
	Way
}

// Occasion names the n-th letter for lost or damaged papers: lost, lost-2, lost-3 …
func Occasion(kind string, n int) string {
	if n <= 1 {
		return kind
	}
	return kind + "-" + strconv.Itoa(n)
}

// LossKind is what a ground says happened, lost or damaged, and which letter about it
// this is; "" for what is no ground of a loss.
func LossKind(ground string) (kind string, n int) {
	kind, digits, more := strings.Cut(ground, "-")
	n = 1
	if more {
		n, _ = strconv.Atoi(digits)
	}
	if kind != "lost" && kind != "damaged" || Occasion(kind, n) != ground {
		return "", 0
	}
	return kind, n
}

// NextLoss is the ground of the next letter about papers lost, or damaged.
func (d Dossier) NextLoss(kind string) string {
	n := 1
	for _, l := range d.Losses {
		if k, _ := LossKind(l.Ground); k == kind {
			n++
		}
	}
	return Occasion(kind, n)
}

// Way is how a signed letter reached its applicant. That a message went out stands
// with the message itself, as the proof of its gateway (APO-5).
type Way struct {
	Handed       []Handing     `json:"handed"`
	Acknowledged clock.Instant `json:"acknowledged"`
}

// Handing is one proof that the letter was handed over by the one-stop desk.
type Handing struct {
	How   string        `json:"how"`   // signature, post
	Proof string        `json:"proof"` // number of the postal slip
	At    clock.Instant `json:"at"`
	By    string        `json:"by"`
}

// Causing is the agency that prepares the letter: in a chain the one that holds the
// dossier and causes the lateness, else the one that decides (APO-1, APO-4, SET-6).
// What ended late is answered for by the office that had it then.
func (d Dossier) Causing() string {
	if d.EndedLate() && d.Forwarded() {
		return d.Holder
	}
	return d.Working()
}

// Over reports that no result will come any more or one is there: nothing is left to
// appoint (APO-6).
func (d Dossier) Over() bool { return d.SettledAt.Set() || d.EndedAt.Set() }

// EndedLate reports a dossier that was withdrawn or stopped after its appointment had
// passed: its letter is still owed (APO-7; APO-16 frees only what ended in time).
func (d Dossier) EndedLate() bool {
	return (d.State == Withdrawn || d.State == Stopped) && d.Class == Late
}

// MayGoUp refuses a late dossier that has no letter (APO-2, APO-7). Only the date given
// to the citizen counts: an inner step that is late while that date is kept needs no
// letter (APO-15).
func (d Dossier) MayGoUp(now clock.Instant) error {
	if d.owesLetter(now) {
		return refusal.Rule("APO-7", "", "Hồ sơ đã quá hạn mà chưa có thư xin lỗi. Phải gửi thư xin lỗi cho người nộp hồ sơ trước khi trình lãnh đạo ký.")
	}
	return nil
}

// MayLeave keeps a late dossier where its letter is owed: who holds it and causes the
// lateness writes it, not the office it is passed to (APO-4).
func (d Dossier) MayLeave(now clock.Instant) error {
	if d.owesLetter(now) {
		return refusal.Rule("APO-4", "", "Hồ sơ đã quá hạn mà chưa có thư xin lỗi. Người đứng đầu cơ quan đang giữ hồ sơ phải gửi thư xin lỗi trước khi chuyển hồ sơ sang cơ quan khác.")
	}
	return nil
}

// MayEnd refuses officials the end of a late dossier without its letter (APO-7); an
// applicant withdraws at any time, and the letter stays owed.
func (d Dossier) MayEnd(m Moment) error {
	if m.Who.Official != "" && d.owesLetter(m.Now) {
		return refusal.Rule("APO-7", "", "Hồ sơ đã quá hạn mà chưa có thư xin lỗi. Phải gửi thư xin lỗi cho người nộp hồ sơ trước khi kết thúc hồ sơ.")
	}
	return nil
}

func (d Dossier) owesLetter(now clock.Instant) bool { return d.LateAt(now) && d.Apology == nil }
