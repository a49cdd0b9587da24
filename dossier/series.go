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
}

type drawer interface{ Draws() Draw }

// need gives the numbers an act needs on this dossier.
func need(act Act, d Dossier) (Draw, bool) {
	switch a := act.(type) {
	case drawer:
		return a.Draws(), true
	case interface{ DrawsFor(Dossier) Draw }:
		dr := a.DrawsFor(d)
		return dr, dr != Draw{}
	}
	return Draw{}, false
}

// The yearly books of an office; apology numbers its own letters.
const (
	BookReceipt    = "receipt"
	BookSupplement = "supplement"
	BookRefusal    = "refusal"
	BookResult     = "result"
	BookApology    = "apology"
	BookStop       = "stop"
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
