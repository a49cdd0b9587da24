package apology

import (
	"strings"

	"motcua/refusal"
)

// Loss is what a letter for lost or damaged papers says beyond the seven items: who
// lost them, and that the agency bears every cost (APO-13).
type Loss struct {
	Papers   string // which papers
	Office   string // where it happened
	Official string // by whom; "" while that is not known
	Cost     int64  // đồng, borne by the agency
	CostNote string // what for, and how it is borne
	Delays   bool   // the result waits for the papers
}

// Check demands what the agency has to establish before it apologises.
func (l Loss) Check() error {
	switch {
	case strings.TrimSpace(l.Papers) == "":
		return refusal.Rule("APO-13", "papers", "Ghi rõ giấy tờ nào bị mất hoặc bị hư hỏng.")
	case l.Office == "":
		return refusal.Rule("APO-13", "office", "Xác định đơn vị làm mất hoặc làm hư hỏng giấy tờ.")
	case l.Cost < 0:
		return refusal.Rule("APO-13", "cost", "Ghi chi phí khắc phục cơ quan chịu, bằng đồng; không có chi phí thì ghi 0.")
	case len([]rune(strings.TrimSpace(l.CostNote))) < 5:
		return refusal.Rule("APO-13", "cost_note", "Ghi cơ quan chịu chi phí cho việc gì và bằng cách nào.")
	}
	return nil
}
