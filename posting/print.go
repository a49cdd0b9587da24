package posting

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua/letter"
	"motcua/letter/poster"
	"motcua/procedure"
)

// Print is what a sheet carries beside its procedure.
type Print struct {
	Base     string // public address, for the QR
	Office   string
	Where    string
	Feedback []string // where remarks go (CK-3)
	Form     *poster.Form
	At       time.Time
}

// SheetOf is a version as it is posted: all its parts with the decision's number (CK-2).
func SheetOf(v procedure.Version, m Mark, p Print) poster.Sheet {
	v = procedure.NFC(v)
	out := poster.Sheet{Office: p.Office, Where: p.Where, Code: v.Code, Version: v.No, Name: v.Name, Decision: v.Decision, Form: p.Form, Feedback: p.Feedback, Printed: p.At,
		QR: p.Base + "/q/" + m.String(), Asked: "Có quyền từ chối. Quét mã trên tờ này, chọn “Bị yêu cầu thêm giấy tờ”; phản ánh chỉ đến bộ phận kiểm soát thủ tục hành chính."}
	if v.ValidFrom != "" {
		out.From = slashed(v.ValidFrom)
	}
	for _, s := range procedure.Sections(v) {
		if s.Key == procedure.SectionName || s.Key == procedure.SectionDecision {
			continue // they head the sheet
		}
		text := strings.Join(s.Lines, "\n")
		switch {
		case s.Declared:
			text = "Không có."
		case s.Missing():
			text = "Chưa có trong dữ liệu công bố."
		}
		out.Parts = append(out.Parts, letter.PublishedPart{Title: s.Title, Text: text})
	}
	return out
}

// PostTable lists which procedures are taken in through the public post and which are not (CK-5).
func PostTable(all []procedure.Version) poster.Table {
	t := poster.Table{Title: "Thủ tục tiếp nhận và không tiếp nhận qua dịch vụ bưu chính công ích", Heads: []string{"TT", "Mã", "Tên thủ tục hành chính", "Qua bưu chính"}, Widths: []float64{12, 34, 101, 28},
		None: "Không có thủ tục nào."}
	for i, v := range all {
		v = procedure.NFC(v)
		taken := "Không"
		if v.Offers(procedure.Post) {
			taken = "Có"
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), v.Code, v.Name, taken})
	}
	return t
}

// FeeTable lists the fees (CK-5).
func FeeTable(all []procedure.Version) poster.Table {
	t := poster.Table{Title: "Phí, lệ phí", Note: "Thủ tục không ghi trong bảng này không thu phí, lệ phí theo dữ liệu công bố.", Heads: []string{"TT", "Mã", "Tên thủ tục hành chính", "Phí, lệ phí"}, Widths: []float64{12, 34, 67, 62},
		None: "Không có thủ tục nào thu phí, lệ phí."}
	for _, v := range all {
		v = procedure.NFC(v)
		for _, s := range procedure.Sections(v) {
			if s.Key == procedure.SectionFee && len(s.Lines) > 0 {
				t.Rows = append(t.Rows, []string{strconv.Itoa(len(t.Rows) + 1), v.Code, v.Name, strings.Join(s.Lines, "\n")})
			}
		}
	}
	return t
}

// Official is one of the one-stop unit as a binder names it.
type Official struct{ Name, Post, Phone string }

// StaffTable lists the people of the one-stop unit (CK-5).
func StaffTable(all []Official) poster.Table {
	t := poster.Table{Title: "Công chức bộ phận tiếp nhận và trả kết quả", Heads: []string{"TT", "Họ và tên", "Chức vụ, nhiệm vụ", "Điện thoại"}, Widths: []float64{12, 58, 65, 40}, None: "Chưa có trong danh bạ."}
	for i, x := range all {
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), x.Name, x.Post, x.Phone})
	}
	return t
}

// Votes are the answers to the satisfaction ballot of a period.
type Votes struct {
	Since, Until                       string
	Very, Satisfied, Dissatisfied, All int64
}

// VotesTable shows the result of the satisfaction ballot (CK-5).
func VotesTable(v Votes) poster.Table {
	t := poster.Table{Title: "Kết quả đánh giá mức độ hài lòng từ ngày " + slashed(v.Since) + " đến ngày " + slashed(v.Until), Heads: []string{"Mức độ", "Số phiếu", "Tỷ lệ"}, Widths: []float64{95, 40, 40}, None: "Trong kỳ chưa có phiếu đánh giá nào."}
	if v.All == 0 {
		return t
	}
	for _, x := range []struct {
		name string
		n    int64
	}{{"Rất hài lòng", v.Very}, {"Hài lòng", v.Satisfied}, {"Chưa hài lòng", v.Dissatisfied}} {
		t.Rows = append(t.Rows, []string{x.name, strconv.FormatInt(x.n, 10), strings.Replace(strconv.FormatFloat(float64(x.n)*100/float64(v.All), 'f', 1, 64), ".", ",", 1) + "%"})
	}
	t.Rows = append(t.Rows, []string{"Cộng", strconv.FormatInt(v.All, 10), "100%"})
	return t
}

// Sorted are versions by field and code, as a binder orders them.
func Sorted(all []procedure.Version) []procedure.Version {
	out := slices.Clone(all)
	slices.SortFunc(out, byField)
	return out
}
