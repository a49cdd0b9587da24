package procedure

import (
	"slices"
	"strconv"
	"strings"

	"motcua/fold"
)

// SectionKey names a part of a published procedure.
type SectionKey string

// The parts of KS-1 and KS-2, in the order they are published.
const (
	SectionName       SectionKey = "name"
	SectionSteps      SectionKey = "steps"
	SectionChannels   SectionKey = "channels"
	SectionPapers     SectionKey = "papers"
	SectionLimit      SectionKey = "limit"
	SectionApplicants SectionKey = "applicants"
	SectionAgency     SectionKey = "agency"
	SectionForms      SectionKey = "forms"
	SectionResults    SectionKey = "results"
	SectionConditions SectionKey = "conditions"
	SectionFee        SectionKey = "fee"
	SectionBasis      SectionKey = "basis"
	SectionDecision   SectionKey = "decision"
)

// Need says what KS-1 and KS-2 want of a section.
type Need string

// The needs.
const (
	Always Need = "always" // one of the seven of KS-1, or a part KS-2 adds
	IfAny  Need = "if_any" // filled, or declared that there is none
)

// Section is one part of a version, as a person reads it.
type Section struct {
	Key      SectionKey
	Title    string // "d) Thành phần, số lượng hồ sơ"
	Rule     string // "KS-1 d"
	Need     Need
	Lines    []string // what is published, line by line
	Declared bool     // the publication says that there is none
}

// Missing reports whether the publication says nothing where it has to.
func (s Section) Missing() bool { return len(s.Lines) == 0 && !s.Declared }

// optional are the sections of which a publication may say that there is none.
var optional = []SectionKey{SectionForms, SectionConditions, SectionFee}

// Sections gives every part of the version in the published order (KS-1, KS-2).
func Sections(v Version) []Section {
	out := []Section{
		{Key: SectionName, Title: "a) Tên thủ tục hành chính", Rule: "KS-1 a", Need: Always, Lines: texts(v.Name)},
		{Key: SectionSteps, Title: "b) Trình tự thực hiện", Rule: "KS-1 b", Need: Always, Lines: texts(v.Steps)},
		{Key: SectionChannels, Title: "c) Cách thức thực hiện", Rule: "KS-1 c", Need: Always, Lines: channelLines(v)},
		{Key: SectionPapers, Title: "d) Thành phần, số lượng hồ sơ", Rule: "KS-1 d", Need: Always, Lines: paperLines(v.Papers)},
		{Key: SectionLimit, Title: "đ) Thời hạn giải quyết", Rule: "KS-1 đ", Need: Always, Lines: limitLines(v)},
		{Key: SectionApplicants, Title: "e) Đối tượng thực hiện", Rule: "KS-1 e", Need: Always, Lines: texts(v.Applicants...)},
		{Key: SectionAgency, Title: "g) Cơ quan thực hiện", Rule: "KS-1 g", Need: Always, Lines: agencyLines(v)},
		{Key: SectionForms, Title: "h) Mẫu đơn, mẫu tờ khai", Rule: "KS-1 h", Need: IfAny, Lines: formLines(v)},
		{Key: SectionResults, Title: "i) Kết quả thực hiện", Rule: "KS-2", Need: Always, Lines: resultLines(v)},
		{Key: SectionConditions, Title: "k) Yêu cầu, điều kiện", Rule: "KS-1 h", Need: IfAny, Lines: conditionLines(v)},
		{Key: SectionFee, Title: "l) Phí, lệ phí", Rule: "KS-1 h", Need: IfAny, Lines: feeLines(v)},
		{Key: SectionBasis, Title: "m) Căn cứ pháp lý", Rule: "KS-2", Need: Always, Lines: basisLines(v)},
		{Key: SectionDecision, Title: "n) Quyết định công bố", Rule: "KS-2", Need: Always, Lines: texts(v.Decision)},
	}
	for i := range out {
		out[i].Declared = len(out[i].Lines) == 0 && out[i].Need == IfAny && declaredNone(v, out[i].Key)
	}
	return out
}

// noneWords are how a publication says that there is none. "Không có thông tin" is not
// among them: it is what the portal prints where nobody filled anything in.
var noneWords = []string{"khong", "khong co", "khong quy dinh", "khong yeu cau", "khong co yeu cau dieu kien", "khong co yeu cau", "khong ap dung"}

const unfilled = "khong co thong tin"

func declaredNone(v Version, key SectionKey) bool {
	if slices.Contains(v.None, key) {
		return true
	}
	return key == SectionConditions && slices.Contains(noneWords, bare(v.Conditions))
}

// bare is a text without what stands around its words.
func bare(s string) string { return strings.Trim(fold.Fold(s), " .,;:-–*/") }

func conditionLines(v Version) []string {
	if said := bare(v.Conditions); said == unfilled || slices.Contains(noneWords, said) {
		return nil
	}
	return texts(v.Conditions)
}

// texts cuts texts into their lines and leaves empty ones out.
func texts(all ...string) []string {
	var out []string
	for _, s := range all {
		for line := range strings.SplitSeq(s, "\n") {
			if line = strings.Join(strings.Fields(line), " "); line != "" {
				out = append(out, line)
			}
		}
	}
	return out
}

func channelLines(v Version) []string {
	var out []string
	for _, c := range v.Channels {
		line := c.Kind.Vietnamese()
		if d := strings.Join(strings.Fields(c.Description), " "); d != "" {
			line += ": " + d
		}
		if !slices.Contains(out, line) {
			out = append(out, line)
		}
	}
	return out
}

func limitLines(v Version) []string {
	var out []string
	for _, c := range v.Channels {
		if c.Limit == nil {
			continue
		}
		if line := c.Kind.Vietnamese() + ": " + c.Limit.Vietnamese(); !slices.Contains(out, line) {
			out = append(out, line)
		}
	}
	if v.CutOff != 0 && len(out) > 0 {
		out = append(out, "Nhận hồ sơ sau "+strconv.Itoa(v.CutOff/60)+" giờ thì tính từ ngày làm việc tiếp theo")
	}
	return out
}

func feeLines(v Version) []string {
	var out []string
	for _, c := range v.Channels {
		var said []string
		if c.Fee != nil {
			said = append(said, c.Fee.Vietnamese())
		}
		said = append(said, texts(c.FeeNote)...)
		if line := c.Kind.Vietnamese() + ": " + strings.Join(said, "; "); len(said) > 0 && !slices.Contains(out, line) {
			out = append(out, line)
		}
	}
	return out
}

func paperLines(list []Paper) []string {
	var out []string
	group := ""
	for _, p := range list {
		if p.Group != group {
			if group = p.Group; group != "" {
				out = append(out, texts(group)...)
			}
		}
		line := strings.Join(strings.Fields(p.Name), " ")
		if n := p.Count(); n != "" {
			line += " (" + n + ")"
		}
		out = append(out, line)
	}
	return out
}

// Count says how many of the paper are asked for: "01 bản chính, 02 bản sao".
func (p Paper) Count() string {
	var out []string
	for _, x := range []struct {
		n    int
		what string
	}{{p.Originals, "bản chính"}, {p.Copies, "bản sao"}} {
		if x.n > 0 {
			n := strconv.Itoa(x.n)
			if x.n < 10 {
				n = "0" + n
			}
			out = append(out, n+" "+x.what)
		}
	}
	return strings.Join(out, ", ")
}

// formWords are how the name of a paper begins that the applicant fills in.
var formWords = []string{"don ", "to khai", "mau ", "phieu ", "giay de nghi", "van ban de nghi", "ban dang ky", "giay dang ky", "thong bao "}

// Form reports whether the paper is a form the applicant fills in (KS-1 h).
func (p Paper) Form() bool {
	name := strings.TrimLeft(fold.Fold(p.Name), "-+*•. 0123456789)(")
	if len(name) > 2 && name[1] == ')' { // "a) Đơn …"
		name = strings.TrimSpace(name[2:])
	}
	for _, w := range formWords {
		if strings.HasPrefix(name, w) {
			return true
		}
	}
	return strings.Contains(name, "theo mau") || strings.Contains(name, "mau so")
}

func formLines(v Version) []string {
	var out []string
	for _, p := range v.Papers {
		if p.Form() {
			out = append(out, strings.Join(strings.Fields(p.Name), " "))
		}
	}
	return out
}

func resultLines(v Version) []string {
	var out []string
	for _, r := range v.Results {
		out = append(out, texts(r.Name)...)
	}
	return out
}

func basisLines(v Version) []string {
	var out []string
	for _, b := range v.Basis {
		out = append(out, texts(b.Number)...)
	}
	return out
}

// levelNames are the tiers as a list prints them.
var levelNames = map[Level]string{Ministry: "Cấp Bộ", Province: "Cấp tỉnh", District: "Cấp huyện", Commune: "Cấp xã", Other: "Cơ quan khác"}

// Vietnamese is the tier as a list prints it.
func (l Level) Vietnamese() string { return levelNames[l] }

func agencyLines(v Version) []string {
	out := texts(v.Agency)
	if len(out) == 0 {
		return nil
	}
	var tiers []string
	for _, l := range v.Levels {
		tiers = append(tiers, l.Vietnamese())
	}
	for _, x := range []struct{ what, text string }{{"Cấp thực hiện: ", strings.Join(tiers, ", ")}, {"Cơ quan có thẩm quyền: ", v.Competent}, {"Cơ quan phối hợp: ", v.Coordinating}} {
		for _, line := range texts(x.text) {
			out = append(out, x.what+line)
		}
	}
	return out
}
