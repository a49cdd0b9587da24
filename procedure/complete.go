package procedure

import "strings"

// Completeness names what KS-1 (and KS-2) wants published and v lacks, as sentences
// for the clerk who checks the publication. Empty means complete. The parts that
// exist only for some procedures (forms, fee, conditions) are no fault when absent.
func Completeness(v Version) []string {
	var faults []string
	need := func(ok bool, sentence string) {
		if !ok {
			faults = append(faults, sentence)
		}
	}
	text := func(s string) bool { return strings.TrimSpace(s) != "" }
	need(text(v.Name), "Thiếu tên thủ tục hành chính (KS-1 a).")
	need(text(v.Steps), "Thiếu trình tự thực hiện (KS-1 b).")
	need(len(v.Channels) > 0, "Thiếu cách thức thực hiện (KS-1 c).")
	need(len(v.Asked()) > 0, "Thiếu thành phần, số lượng hồ sơ (KS-1 d).")
	_, limited := v.LimitFor(InPerson)
	need(limited, "Thiếu thời hạn giải quyết (KS-1 đ).")
	for _, c := range v.Channels {
		if c.Limit != nil && c.Limit.Unit == Unstated {
			faults = append(faults, "Thời hạn giải quyết không ghi đơn vị tính (KS-1 đ).")
			break
		}
	}
	need(len(v.Applicants) > 0, "Thiếu đối tượng thực hiện (KS-1 e).")
	need(text(v.Agency), "Thiếu cơ quan thực hiện (KS-1 g).")
	need(len(v.Results) > 0, "Thiếu kết quả thực hiện (KS-2).")
	need(len(v.Basis) > 0, "Thiếu căn cứ pháp lý (KS-2).")
	need(text(v.Decision), "Thiếu số quyết định công bố (KS-2).")
	return faults
}
