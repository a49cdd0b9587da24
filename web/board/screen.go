package board

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"motcua/posting"
	"motcua/procedure"
	"motcua/refusal"
	"motcua/web/page"
)

// perScreen is how many procedures one screen shows: each must be read from two metres.
const perScreen = 4

// speeds are the seconds a screen may stand before the next one comes.
var speeds = []int{20, 40, 60}

type screenView struct {
	Title    string
	Office   string
	Today    string
	Items    []screenItem
	Staff    []posting.Official
	Empty    bool
	Page, Of int
	Auto     int // seconds; 0 stands still
	Still    bool
	Controls []page.Link
	Feedback page.Feedback
}

// screenItem is one procedure as somebody who waits reads it (CK-1, CK-5).
type screenItem struct {
	Code, Name, Field, Limit, Fee, Post, Decision string
}

// screen shows what an office receives, page after page, from the catalogue itself: it is
// never stale (CK-1, CK-6). It turns by itself only when asked to, by the Refresh header,
// so without script; whoever asked their device for less motion turns it by hand.
func (p pages) screen(w http.ResponseWriter, r *http.Request) error {
	o, ok := p.Offices.Office(r.PathValue("office"))
	if !ok || !o.InForce(p.Today()) {
		return refusal.Missing("Không có cơ quan này, hoặc cơ quan đã thôi hoạt động.")
	}
	base := "/board/" + url.PathEscape(o.ID)
	v := screenView{Title: "Thủ tục hành chính tại " + p.Offices.Tree().Title(o.ID), Office: p.Offices.Tree().Title(o.ID), Today: page.CivilDate(p.Today()), Feedback: p.Frame(r, page.Citizen, "").Feedback}
	all := p.received(o.ID)
	staff := p.Unit(o.ID)
	v.Empty = len(all) == 0
	v.Of = (len(all)+perScreen-1)/perScreen + min(1, len(staff))
	v.Page = clamp(r.URL.Query().Get("p"), v.Of)
	if n := v.Page * perScreen; n-perScreen < len(all) {
		for _, x := range all[n-perScreen : min(n, len(all))] {
			v.Items = append(v.Items, itemOf(x))
		}
	} else {
		v.Staff = staff
	}
	h := w.Header()
	h.Set("Accept-CH", "Sec-CH-Prefers-Reduced-Motion")
	h.Add("Vary", "Sec-CH-Prefers-Reduced-Motion")
	if n, err := strconv.Atoi(r.URL.Query().Get("auto")); err == nil && slices.Contains(speeds, n) {
		v.Auto = n
	}
	if strings.Contains(r.Header.Get("Sec-CH-Prefers-Reduced-Motion"), "reduce") {
		v.Still, v.Auto = v.Auto > 0, 0
	}
	if v.Auto > 0 && v.Of > 0 {
		h.Set("Refresh", strconv.Itoa(v.Auto)+"; url="+base+at(v.Page%v.Of+1, v.Auto))
	}
	v.Controls = controls(base, v)
	page.Render(w, r, http.StatusOK, screenPage(v))
	return nil
}

func at(n, auto int) string {
	q := url.Values{"p": {strconv.Itoa(n)}}
	if auto > 0 {
		q.Set("auto", strconv.Itoa(auto))
	}
	return "?" + q.Encode()
}

func clamp(s string, most int) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > most {
		return 1
	}
	return n
}

// controls are the ways to turn the screen by hand, to stop it and to let it run.
func controls(base string, v screenView) []page.Link {
	var out []page.Link
	if v.Page > 1 {
		out = append(out, page.Link{Text: "Trang trước", Href: base + at(v.Page-1, 0)})
	}
	if v.Page < v.Of {
		out = append(out, page.Link{Text: "Trang sau", Href: base + at(v.Page+1, 0)})
	}
	if v.Auto > 0 {
		out = append(out, page.Link{Text: "Dừng tự chuyển trang", Href: base + at(v.Page, 0)})
	} else if v.Of > 1 {
		for _, s := range speeds {
			out = append(out, page.Link{Text: "Tự chuyển trang sau " + strconv.Itoa(s) + " giây", Href: base + at(v.Page, s)})
		}
	}
	return append(out, page.Link{Text: "Báo nơi niêm yết không đúng", Href: base + "/report"})
}

func itemOf(v procedure.Version) screenItem {
	v = procedure.NFC(v)
	x := screenItem{Code: v.Code, Name: v.Name, Field: v.Field, Limit: "Chưa công bố thời hạn", Fee: feeOf(v), Post: "Không", Decision: v.Decision}
	if l, ok := v.LimitFor(procedure.InPerson); ok {
		x.Limit = l.Vietnamese()
	}
	if v.Offers(procedure.Post) {
		x.Post = "Có"
	}
	return x
}

// feeOf is the fee at the counter; several lines or a note lead to the sheet.
func feeOf(v procedure.Version) string {
	var said []string
	noted := false
	for _, c := range v.Channels {
		if c.Kind != procedure.InPerson {
			continue
		}
		noted = noted || strings.TrimSpace(c.FeeNote) != ""
		if c.Fee != nil && !slices.Contains(said, c.Fee.Vietnamese()) {
			said = append(said, c.Fee.Vietnamese())
		}
	}
	switch {
	case len(said) == 1 && !noted:
		return said[0]
	case len(said) > 0 || noted:
		return "Theo biểu phí trên tờ niêm yết"
	}
	return "Không"
}

// received are the procedures of an office, by field.
func (p pages) received(of string) []procedure.Version {
	return posting.Received(p.Offices.Tree(), of, p.Procedures.All(), p.Today())
}
