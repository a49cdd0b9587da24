package board

import (
	"net/http"
	"strconv"

	"motcua/posting"
	"motcua/procedure"
	"motcua/refusal"
	"motcua/web/hall"
	"motcua/web/page"
)

type pages struct{ *hall.Hall }

// photoMost bounds one report: a photo and the form around it.
const photoMost = 24 << 20

// Routes is the map of these pages.
func Routes(h *hall.Hall) []hall.Route {
	p := pages{h}
	out := []hall.Route{
		{Pattern: "GET /board/{office}", Handle: p.screen},
		{Pattern: "GET /procedures/{code}/sheet.pdf", Handle: p.print},
		{Pattern: "GET /board/{office}/report", Handle: p.askReport(p.posted)},
		{Pattern: "POST /board/{office}/report", Limit: photoMost, Handle: p.report(p.posted)},
		{Pattern: "GET /posted/{mark}", Handle: p.scanned},
		{Pattern: "GET /posted/{mark}/report", Handle: p.askReport(p.marked)},
		{Pattern: "POST /posted/{mark}/report", Limit: photoMost, Handle: p.report(p.marked)},
	}
	for i := range out {
		out[i].Access = "anyone"
		out[i] = hall.Squeezed(out[i])
	}
	return out
}

// frame is the frame of a page for everybody.
func (p pages) frame(r *http.Request, title string) page.Frame {
	f := p.Frame(r, page.Citizen, title)
	f.Nav = []page.Item{{Text: "Tìm thủ tục", Href: "/procedures"}, {Text: "Theo dõi", Href: "/track"}}
	return f
}

// sheet is what a mark names.
type sheet struct {
	mark     posting.Mark
	version  procedure.Version
	standing posting.Standing
	place    posting.Place
	known    bool // the place of the mark is one of ours
	record   posting.Sheet
	hangs    bool // on record the sheet hangs there
}

// one reads the mark of the address.
func (p pages) one(r *http.Request) (sheet, error) {
	none := refusal.Missing("Mã này không phải mã trên tờ niêm yết của Thành phố. Xin quét lại, hoặc tìm thủ tục theo tên.")
	m, ok := posting.ParseMark(r.PathValue("mark"))
	if !ok {
		return sheet{}, none
	}
	all := p.Procedures.Of(m.Code)
	v, ok := m.Version(all)
	if !ok {
		return sheet{}, none
	}
	x := sheet{mark: m, version: v, standing: posting.StandingOf(all, v.ID, p.Today())}
	if m.Place == 0 {
		return x, nil
	}
	var err error
	if x.place, x.known, err = p.Postings.PlaceNo(r.Context(), m.Place); err != nil || !x.known {
		return x, err
	}
	x.record, x.hangs, err = p.Postings.Marked(r.Context(), m)
	return x, err
}

func number(n int) string { return strconv.Itoa(n) }
