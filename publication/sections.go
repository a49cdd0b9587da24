package publication

import (
	"slices"
	"strconv"
	"strings"

	"motcua/fold"
	"motcua/procedure"
)

// Section is one part of a procedure as it is edited and remarked on (KS-1).
type Section struct {
	Key   string
	Title string
	Text  func(v procedure.Version) string // the part as readable lines, for comparison
}

// Sections are the parts of a procedure in the order of KS-1 and KS-2.
var Sections = []Section{
	{"name", "Tên thủ tục", func(v procedure.Version) string { return v.Name }},
	{"field", "Lĩnh vực", func(v procedure.Version) string { return v.Field }},
	{"steps", "Trình tự thực hiện", func(v procedure.Version) string { return v.Steps }},
	{"channels", "Cách thức thực hiện, thời hạn, phí", func(v procedure.Version) string { return strings.Join(channelLines(v), "\n") }},
	{"papers", "Thành phần, số lượng hồ sơ", func(v procedure.Version) string { return strings.Join(paperLines(v), "\n") }},
	{"applicants", "Đối tượng thực hiện", func(v procedure.Version) string { return strings.Join(v.Applicants, "\n") }},
	{"agency", "Cơ quan thực hiện", func(v procedure.Version) string { return strings.Join(agencyLines(v), "\n") }},
	{"results", "Kết quả", func(v procedure.Version) string { return strings.Join(resultLines(v), "\n") }},
	{"conditions", "Yêu cầu, điều kiện", func(v procedure.Version) string { return v.Conditions }},
	{"basis", "Căn cứ pháp lý", func(v procedure.Version) string { return strings.Join(basisLines(v), "\n") }},
	{"none", "Mục ghi rõ là không có", func(v procedure.Version) string { return strings.Join(noneLines(v), "\n") }},
}

// NoneTitles are the sections a publication may declare to be empty (KS-1 h).
var NoneTitles = []struct {
	Key   procedure.SectionKey
	Title string
}{{procedure.SectionForms, "Mẫu đơn, mẫu tờ khai"}, {procedure.SectionConditions, "Yêu cầu, điều kiện"}, {procedure.SectionFee, "Phí, lệ phí"}}

func noneLines(v procedure.Version) (out []string) {
	for _, x := range NoneTitles {
		if slices.Contains(v.None, x.Key) {
			out = append(out, x.Title)
		}
	}
	return out
}

// Change is one section that differs.
type Change struct {
	Section       Section
	Before, After string
}

// Changed lists the sections in which b differs from a.
func Changed(a, b procedure.Version) []Change {
	var out []Change
	for _, s := range Sections {
		if before, after := norm(s.Text(a)), norm(s.Text(b)); before != after {
			out = append(out, Change{s, before, after})
		}
	}
	return out
}

func norm(s string) string { return strings.TrimSpace(fold.NFC(s)) }

func channelLines(v procedure.Version) (out []string) {
	for _, c := range v.Channels {
		line := c.Kind.Vietnamese()
		if c.Limit != nil {
			line += ": " + c.Limit.Vietnamese()
		}
		if c.Fee != nil {
			line += "; phí, lệ phí: " + c.Fee.Vietnamese()
		}
		if c.FeeNote != "" {
			line += " – " + c.FeeNote
		}
		out = append(out, line)
	}
	return append(out, serviceLines(v)...)
}

func agencyLines(v procedure.Version) []string {
	out := []string{v.Agency, v.Competent, v.Coordinating}
	var levels []string
	for _, l := range v.Levels {
		levels = append(levels, l.Vietnamese())
	}
	if len(levels) > 0 {
		out = append(out, "Cấp thực hiện: "+strings.Join(levels, ", "))
	}
	return out
}

// serviceLines are the online services in the order of their days.
func serviceLines(v procedure.Version) (out []string) {
	if v.OnlineLevel > 0 {
		out = append(out, procedure.Service{Level: v.OnlineLevel}.Vietnamese())
	}
	for _, s := range v.Services {
		line := s.Vietnamese()
		if s.From != "" {
			line += " từ " + slashed(s.From)
		}
		out = append(out, line)
	}
	return out
}

func paperLines(v procedure.Version) (out []string) {
	for _, p := range v.Papers {
		line := p.Name
		if !p.Guidance() {
			line += " (" + strconv.Itoa(p.Originals) + " bản chính, " + strconv.Itoa(p.Copies) + " bản sao)"
		}
		out = append(out, line)
	}
	return out
}

func resultLines(v procedure.Version) (out []string) {
	for _, r := range v.Results {
		out = append(out, r.Name)
	}
	return out
}

func basisLines(v procedure.Version) (out []string) {
	for _, b := range v.Basis {
		out = append(out, b.Number)
	}
	return out
}

// sameText compares numbers of legal texts as people write them: spaces and case do not
// count (KS-10).
func sameText(a, b string) bool { return Key(a) == Key(b) }

// Key is the number of a legal text as a key: without accents, spaces and case.
func Key(number string) string { return strings.ReplaceAll(fold.Fold(number), " ", "") }
