package posted

import (
	"net/http"
	"net/url"

	"motcua/posting"
	"motcua/procedure"
	"motcua/refusal"
	"motcua/web/hall"
	"motcua/web/page"
)

// printed is the version in force of a procedure as a sheet for this place, with its QR.
func (p pages) printed(w http.ResponseWriter, r *http.Request) error {
	_, x, err := p.onePlace(r)
	if err != nil {
		return err
	}
	v, ok := p.Procedures.InForce(r.PathValue("code"), p.Today())
	if !ok {
		return refusal.Missing("Không tìm thấy thủ tục này, hoặc thủ tục đã hết hiệu lực.")
	}
	return hall.SendPDF(w, "niem-yet-"+v.Code+".pdf", p.Posting(v, x, p.remarks(r)).Render)
}

func (p pages) remarks(r *http.Request) []string {
	return hall.Remarks(p.Frame(r, page.Official, "").Feedback)
}

// binder is what hangs or has to hang at a place, in the versions in force; a place without
// a sheet gets everything the office receives.
func (p pages) binder(w http.ResponseWriter, r *http.Request) error {
	who, x, err := p.onePlace(r)
	if err != nil {
		return err
	}
	here, err := p.Postings.At(r.Context(), who, x)
	if err != nil {
		return err
	}
	var all []procedure.Version
	seen := map[string]bool{}
	for _, s := range here {
		if v, ok := p.Procedures.InForce(s.Code, p.Today()); ok && !seen[s.Code] {
			seen[s.Code] = true
			all = append(all, v)
		}
	}
	if len(here) == 0 {
		all = posting.Received(p.Offices.Tree(), p.Postings.Heir(x.Office), p.Procedures.All(), p.Today())
	}
	b, err := p.Binder(r.Context(), x, all, p.remarks(r))
	if err != nil {
		return err
	}
	return hall.SendPDF(w, "tap-niem-yet.pdf", b.Render)
}

func printPath(place, code string) string {
	return placePath(place) + "/sheets/" + url.PathEscape(code)
}
