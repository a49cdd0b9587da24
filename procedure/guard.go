package procedure

import (
	"fmt"
	"strings"

	"motcua/calendar"
)

// guard holds what files bring into a catalogue that is in use to what a decision may do
// (KS-4, KS-9). Without a day it holds nothing: an empty city takes a catalogue as it is.
type guard struct{ today calendar.Date }

// ended holds a last day: dossiers of today follow what is in force today, and unless the
// next version begins the day after, the procedure is abolished by a decision that is named.
func (g guard) ended(v Version, followed bool) *BadFile {
	switch {
	case g.today == 0:
	case v.ValidTo < g.today.String():
		return &BadFile{Field: "valid_to", Why: "ngày cuối còn hiệu lực không thể trước hôm nay, " + g.today.Slashed() + "."}
	case !followed && strings.TrimSpace(v.EndedBy) == "":
		return &BadFile{Field: "ended_by", Why: "ghi số và ngày quyết định bãi bỏ thủ tục, ví dụ 12/QĐ-UBND ngày 03/6/2019."}
	}
	return nil
}

// fresh holds a version nobody has yet; newest is the highest number of its code.
func (g guard) fresh(v Version, newest int) *BadFile {
	switch {
	case g.today == 0:
	case v.No != 0 && v.No != newest+1:
		return &BadFile{Field: "version", Why: fmt.Sprintf("các phiên bản phải đánh số liên tục; ở đây cần số %d.", newest+1)}
	case v.ValidFrom <= g.today.String():
		return &BadFile{Field: "valid_from", Why: "ghi ngày có hiệu lực, sớm nhất từ " + (g.today + 1).Slashed() + ", để hồ sơ của hôm nay không đổi quy định."}
	case strings.TrimSpace(v.Decision) == "":
		return &BadFile{Field: "decision_no", Why: "ghi số quyết định công bố."}
	}
	return nil
}

// before is the day before one; "" of none.
func before(day string) string {
	d, err := calendar.ParseDate(day)
	if err != nil {
		return ""
	}
	return (d - 1).String()
}
