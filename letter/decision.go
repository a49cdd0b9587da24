package letter

import (
	"fmt"
	"strings"

	"motcua/refusal"
)

// Publishing is QUYẾT ĐỊNH of the Chairman that publishes procedures, with its lists
// (KS-3, KS-7) and the parts of each procedure. A4.
type Publishing struct {
	Head     Head     // Date is the day of issue, or of the draft
	About    string   // "Về việc công bố …"
	Issuer   string   // "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH"
	Grounds  []string // whole sentences, "Căn cứ …", without their last mark
	Articles []string // Điều 1, 2, 3 …, without their number
	CopyTo   []string
	Sign     Signature
	Lists    []PublishedList
	Parts    []PublishedProcedure
}

// PublishedList is one list table of a decision.
type PublishedList struct {
	Title     string
	Abolished bool
	Channels  bool // the column Cách thức thực hiện is there: something may be filed online or by post
	Rows      []PublishedRow
}

// PublishedRow is one procedure of a list. Abolisher and Field stand in the list of the
// abolished alone.
type PublishedRow struct {
	Name, Code, Limit, Place, How, Fee, Basis string
	Abolisher, Field, Agency                  string
}

// PublishedProcedure are the parts of one procedure: all of a new one, those that changed
// of an amended one.
type PublishedProcedure struct {
	Title string
	Parts []PublishedPart
}

// PublishedPart is one part with its heading.
type PublishedPart struct{ Title, Text string }

type listColumn struct {
	title string
	width float64
	cell  func(n int, r PublishedRow) string
}

func ordinal(n int, _ PublishedRow) string { return fmt.Sprint(n) }

// columns are those of KS-7, in its order; their widths fill A4 across.
func (l PublishedList) columns() []listColumn {
	name := listColumn{"Tên thủ tục hành chính", 54, func(_ int, r PublishedRow) string { return r.Name }}
	code := listColumn{"Mã số TTHC", 22, func(_ int, r PublishedRow) string { return r.Code }}
	if l.Abolished {
		name.width, code.width = 72, 24
		return []listColumn{{"STT", 12, ordinal}, code, name,
			{"Tên văn bản quy phạm pháp luật quy định việc bãi bỏ", 74, func(_ int, r PublishedRow) string { return r.Abolisher }},
			{"Lĩnh vực", 36, func(_ int, r PublishedRow) string { return r.Field }},
			{"Cơ quan thực hiện", 44, func(_ int, r PublishedRow) string { return r.Agency }}}
	}
	place, how := 60.0, listColumn{"Cách thức thực hiện", 26, func(_ int, r PublishedRow) string { return r.How }}
	out := []listColumn{{"TT", 10, ordinal}, name, code, {"Thời hạn giải quyết", 28, func(_ int, r PublishedRow) string { return r.Limit }}}
	if l.Channels {
		place, out = place-18, append(out, how)
	}
	out = append(out, listColumn{"Địa điểm thực hiện", place, func(_ int, r PublishedRow) string { return r.Place }},
		listColumn{"Phí, lệ phí (nếu có)", 46, func(_ int, r PublishedRow) string { return r.Fee }},
		listColumn{"Căn cứ pháp lý", 0, func(_ int, r PublishedRow) string { return r.Basis }})
	rest := wideBody
	for _, c := range out {
		rest -= c.width
	}
	out[len(out)-1].width = rest
	return out
}

func (d Publishing) check() error {
	switch {
	case d.Head.Date.IsZero():
		return refusal.Rule("VB-9", "date", "Quyết định phải ghi ngày, tháng, năm ban hành.")
	case strings.TrimSpace(d.About) == "":
		return refusal.Rule("VB-9", "title", "Quyết định phải có trích yếu.")
	case len(d.Lists) == 0:
		return refusal.Rule("KS-7", "", "Quyết định công bố phải có danh mục thủ tục hành chính.")
	}
	return nil
}
