package procedure

// Gap is a part of a publication that is not there.
type Gap struct {
	Section  SectionKey
	Sentence string // for the clerk who checks the publication
}

// missing says of each section what is wrong when it is missing.
var missing = map[SectionKey]string{
	SectionName:       "Thiếu tên thủ tục hành chính (KS-1 a).",
	SectionSteps:      "Thiếu trình tự thực hiện (KS-1 b).",
	SectionChannels:   "Thiếu cách thức thực hiện (KS-1 c).",
	SectionPapers:     "Thiếu thành phần, số lượng hồ sơ (KS-1 d).",
	SectionLimit:      "Thiếu thời hạn giải quyết (KS-1 đ).",
	SectionApplicants: "Thiếu đối tượng thực hiện (KS-1 e).",
	SectionAgency:     "Thiếu cơ quan thực hiện (KS-1 g).",
	SectionForms:      "Chưa có mẫu đơn, mẫu tờ khai và cũng chưa ghi rõ là không có (KS-1 h).",
	SectionResults:    "Thiếu kết quả thực hiện (KS-2).",
	SectionConditions: "Chưa có yêu cầu, điều kiện và cũng chưa ghi rõ là không có (KS-1 h).",
	SectionFee:        "Chưa có phí, lệ phí và cũng chưa ghi rõ là không có (KS-1 h).",
	SectionBasis:      "Thiếu căn cứ pháp lý (KS-2).",
	SectionDecision:   "Thiếu số quyết định công bố (KS-2).",
}

// Gaps names what KS-1 (and KS-2) wants published and v lacks, section by section: the
// seven parts are there, the others are filled or declared that there is none.
func Gaps(v Version) []Gap {
	var out []Gap
	for _, s := range Sections(v) {
		switch {
		case s.Missing():
			out = append(out, Gap{s.Key, missing[s.Key]})
		case s.Key == SectionPapers && len(v.Asked()) == 0:
			out = append(out, Gap{s.Key, "Thành phần hồ sơ chỉ có lời hướng dẫn, không dòng nào ghi số lượng (KS-1 d)."})
		case s.Key == SectionLimit && unstated(v):
			out = append(out, Gap{s.Key, "Thời hạn giải quyết không ghi đơn vị tính (KS-1 đ)."})
		}
	}
	return out
}

func unstated(v Version) bool {
	for _, c := range v.Channels {
		if c.Limit != nil && c.Limit.Unit == Unstated {
			return true
		}
	}
	return false
}

// Completeness is the sentences of Gaps. Empty means complete.
func Completeness(v Version) []string {
	var out []string
	for _, g := range Gaps(v) {
		out = append(out, g.Sentence)
	}
	return out
}
