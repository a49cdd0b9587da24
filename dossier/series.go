package dossier

import (
	"fmt"
	"time"

	"motcua/refusal"
)

// Draw says which numbers an act needs. They are drawn in the act's own
// transaction, so an act that is refused leaves no gap.
type Draw struct {
	Code bool   // the dossier's code (CODE-1)
	Book string // yearly book of the paper that is issued
	// Control draws the number of the control slip, which a dossier gets once.
	Control bool
}

type drawer interface{ Draws() Draw }

// needs is what the act draws for this dossier.
func needs(d Dossier, act Act) Draw {
	dr, ok := act.(drawer)
	if !ok {
		return Draw{}
	}
	n := dr.Draws()
	if _, first := act.(Receive); first { // online it goes on at once (FWD-2)
		n.Control = d.State == Filed
	}
	n.Control = n.Control && d.ControlNo == 0 && !d.Forwarded()
	return n
}

// The yearly books of an office; apology numbers its own letters.
const (
	BookReceipt    = "receipt"
	BookSupplement = "supplement"
	BookRefusal    = "refusal"
	BookResult     = "result"
	BookApology    = "apology"
	BookControl    = "control"
)

// codesMost is what four digits can number in one day at one office (CODE-7).
const codesMost = 9999

// Code writes a dossier code of TT 01/2018: the receiving agency's code, the day,
// the running number of the day (CODE-1).
func Code(agency string, day time.Time, n int64) (string, error) {
	if n > codesMost {
		return "", refusal.Rule("CODE-7", "", "Đơn vị đã tiếp nhận đủ 9.999 hồ sơ trong ngày nên không thể cấp thêm mã. Bộ phận kỹ thuật đã được báo; vui lòng tiếp nhận tại điểm khác hoặc sang ngày làm việc tiếp theo.")
	}
	if agency == "" {
		return "", refusal.Rule("CODE-1", "", "Đơn vị tiếp nhận chưa có mã định danh trong ngày này nên chưa thể cấp mã hồ sơ.")
	}
	return fmt.Sprintf("%s-%s-%04d", agency, day.Format("060102"), n), nil
}
