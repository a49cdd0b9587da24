package board

import (
	"net/http"
	"net/url"

	"motcua/posting"
	"motcua/refusal"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type scannedView struct {
	page.Frame
	Name   string
	Note   parts.Note
	Facts  parts.Summary
	Now    *page.Link // the version in force
	Report string
	Beyond string
}

// scanned is what the QR of a sheet opens: in force, or outdated since when, and the
// version in force (CK-6).
func (p pages) scanned(w http.ResponseWriter, r *http.Request) error {
	x, err := p.one(r)
	if err != nil {
		return err
	}
	v := scannedView{Frame: p.frame(r, "Tờ niêm yết thủ tục "+x.version.Code), Name: x.version.Name, Note: noteOf(x), Report: "/posted/" + x.mark.String() + "/report"}
	if x.standing.HasNext {
		v.Beyond = "/procedures/" + url.PathEscape(x.version.Code) + "/beyond"
		if x.known {
			v.Beyond += "?office=" + url.QueryEscape(x.place.Office)
		}
	}
	v.Facts.Facts = []parts.Fact{{Key: "Mã thủ tục", Part: parts.Code{Text: x.version.Code}}, {Key: "Phiên bản trên tờ", Value: number(x.version.No)},
		{Key: "Quyết định công bố", Value: decisionOf(x.version.Decision)}}
	if x.known {
		v.Facts.Facts = append(v.Facts.Facts, parts.Fact{Key: "Nơi niêm yết", Value: p.Offices.Tree().Title(x.place.Office), More: []string{x.place.Name}})
		if x.hangs {
			v.Facts.Facts = append(v.Facts.Facts, parts.Fact{Key: "Treo từ ngày", Value: page.CivilDate(x.record.Posted.Day())})
			if x.record.Checked.At.Set() {
				v.Facts.Facts = append(v.Facts.Facts, parts.Fact{Key: "Kiểm tra gần nhất", Value: page.CivilDate(x.record.Checked.Day())})
			}
		} else {
			v.Facts.Facts = append(v.Facts.Facts, parts.Fact{Key: "Ghi nhận", Value: "Nơi này không ghi nhận đang treo tờ này"})
		}
	}
	if x.standing.HasNext {
		text := "Đọc nội dung đầy đủ của thủ tục"
		if !x.standing.InForce {
			text = "Đọc bản đang có hiệu lực"
		}
		v.Now = &page.Link{Text: text, Href: "/procedures/" + url.PathEscape(x.version.Code)}
	}
	page.Render(w, r, http.StatusOK, scannedPage(v))
	return nil
}

func decisionOf(s string) string {
	if s == "" {
		return "Chưa ghi trong dữ liệu công bố"
	}
	return s
}

// noteOf says how the sheet stands today.
func noteOf(x sheet) parts.Note {
	s := x.standing
	switch {
	case s.InForce:
		return parts.Note{Kind: parts.Good, Title: "Tờ này đang có hiệu lực", Text: "Nội dung trên tờ là bản đang áp dụng hôm nay."}
	case s.Begins != "":
		return parts.Note{Kind: parts.Soon, Title: "Tờ này chưa có hiệu lực", Text: "Bản trên tờ áp dụng từ ngày " + page.CivilDate(s.Begins) + "."}
	}
	title := "Tờ này đã hết hiệu lực"
	if s.Ended != "" {
		title = "Tờ này hết hiệu lực từ ngày " + page.CivilDate(s.Ended)
	}
	if !s.HasNext {
		return parts.Note{Kind: parts.Late, Title: title, Text: "Thủ tục đã bị bãi bỏ, không nhận hồ sơ mới."}
	}
	text := "Bản đang có hiệu lực là phiên bản " + number(s.Next.No) + "."
	if s.Next.Decision != "" {
		text = "Bản đang có hiệu lực là phiên bản " + number(s.Next.No) + ", công bố theo " + s.Next.Decision + "."
	}
	return parts.Note{Kind: parts.Late, Title: title, Text: text}
}

// print is the version in force as a sheet for anybody (CK-2).
func (p pages) print(w http.ResponseWriter, r *http.Request) error {
	v, ok := p.Procedures.InForce(r.PathValue("code"), p.Today())
	if !ok {
		return refusal.Missing("Không tìm thấy thủ tục này, hoặc thủ tục đã hết hiệu lực.")
	}
	sheet := p.Posting(v, posting.Place{}, hall.Remarks(p.Frame(r, page.Citizen, "").Feedback))
	return hall.SendPDF(w, "niem-yet-"+v.Code+".pdf", sheet.Render)
}
