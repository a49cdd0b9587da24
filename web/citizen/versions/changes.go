package versions

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"motcua/procedure"
	"motcua/refusal"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// Pages are the pages of versions; Framed is the frame of a citizen's page.
type Pages struct {
	*hall.Hall
	Framed func(r *http.Request, title string) page.Frame
}

// Routes is the map of these pages.
func Routes(p Pages) []hall.Route {
	return []hall.Route{{Pattern: "GET /procedures/{code}/changes", Access: "anyone", Handle: p.changes}}
}

// changesView sets two versions of a procedure side by side.
type changesView struct {
	page.Frame
	Version  procedure.Version
	Facts    []parts.Fact
	Sides    parts.SideBySide
	Options  []parts.Option
	From, To string
}

func changesHref(code string, from, to int) string {
	return "/procedures/" + url.PathEscape(code) + "/changes?" + url.Values{"from": {strconv.Itoa(from)}, "to": {strconv.Itoa(to)}}.Encode()
}

// Links lead to what each version up to the one shown changed of the version before
// it, the newest first.
func Links(all []procedure.Version, shown procedure.Version) []page.Link {
	var out []page.Link
	for i := 1; i < len(all); i++ {
		if all[i].No <= shown.No {
			out = append(out, page.Link{Text: versionName(all[i]), Href: changesHref(shown.Code, all[i-1].No, all[i].No)})
		}
	}
	slices.Reverse(out)
	return out
}

func versionName(v procedure.Version) string {
	name := "Phiên bản " + strconv.Itoa(v.No)
	if v.ValidFrom != "" {
		name += ", từ " + page.CivilDate(v.ValidFrom)
	}
	return name
}

// changes is for whoever asks what became of a procedure: citizen, desk or office.
func (p Pages) changes(w http.ResponseWriter, r *http.Request) error {
	all := p.Procedures.Of(r.PathValue("code"))
	if len(all) == 0 {
		return refusal.Missing("Không tìm thấy thủ tục này. Xin tìm lại theo tên.")
	}
	q := page.Query(r)
	newest := all[len(all)-1]
	to := named(all, q, "to", newest)
	from := named(all, q, "from", all[max(0, len(all)-2)])
	v := changesView{Frame: p.Framed(r, "Thay đổi của thủ tục"), Version: newest, From: strconv.Itoa(from.No), To: strconv.Itoa(to.No)}
	v.Frame.Wide = true
	v.Trail = []page.Link{{Text: "Thủ tục hành chính", Href: "/procedures"}, {Text: newest.Code, Href: "/procedures/" + url.PathEscape(newest.Code)}}
	for _, x := range all {
		v.Options = append(v.Options, parts.Option{Value: strconv.Itoa(x.No), Label: versionName(x)})
	}
	v.Facts = []parts.Fact{{Key: "Mã thủ tục", Part: parts.Code{Text: newest.Code}}, {Key: "Trước", Value: versionName(from), More: decided(from)}, {Key: "Sau", Value: versionName(to), More: decided(to)}}
	v.Sides = sides(from, to)
	page.Render(w, r, http.StatusOK, changesPage(v))
	return nil
}

func named(all []procedure.Version, q *page.Form, field string, otherwise procedure.Version) procedure.Version {
	no, err := strconv.Atoi(q.Text(field, 9))
	for _, x := range all {
		if err == nil && x.No == no {
			return x
		}
	}
	return otherwise
}

func decided(v procedure.Version) []string {
	if v.Decision == "" {
		return nil
	}
	return []string{"Quyết định công bố: " + v.Decision}
}

func sides(from, to procedure.Version) parts.SideBySide {
	x := parts.SideBySide{Before: versionName(from), After: versionName(to), Empty: parts.Empty{Title: "Hai phiên bản không khác nhau", Why: "Chọn hai phiên bản khác để so sánh."}}
	for _, d := range procedure.Differences(from, to) {
		s := parts.SideSection{ID: "section-" + string(d.Key), Title: d.Title}
		for _, pair := range d.Pairs {
			s.Rows = append(s.Rows, parts.SideRow{Before: runs(pair.Before), After: runs(pair.After)})
		}
		x.Sections = append(x.Sections, s)
	}
	return x
}

func runs(words []procedure.Word) []parts.Words {
	var out []parts.Words
	for _, w := range words {
		out = append(out, parts.Words(w))
	}
	return out
}
