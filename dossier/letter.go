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
func (d Dossier) Causing() string { return d.Working() }

// MayGoUp refuses a late dossier that has no letter (APO-2, APO-7). Only the date given
// to the citizen counts: an inner step that is late while that date is kept needs no
// letter (APO-15).
func (d Dossier) MayGoUp(now clock.Instant) error {
	if d.LateAt(now) && d.Apology == nil {
		return refusal.Rule("APO-7", "", "Hồ sơ đã quá hạn mà chưa có thư xin lỗi. Phải gửi thư xin lỗi cho người nộp hồ sơ trước khi trình lãnh đạo ký.")
	}
	return nil
}
