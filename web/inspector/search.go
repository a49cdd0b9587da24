package inspector

import (
	"net/http"

	"motcua/refusal"
	"motcua/web/page"
)

type searchView struct {
	Frame    page.Frame
	Problems page.Problems
	Code     string
}

// search opens a dossier by its code; one that is not there and one outside the
// inspector's area give the same sentence.
func (i inspector) search(w http.ResponseWriter, r *http.Request) error {
	who, err := i.Official(r, role)
	if err != nil {
		return err
	}
	q := page.Query(r)
	v := searchView{Frame: i.frame(r, "Thanh tra hồ sơ"), Code: q.Text("code", 60)}
	if v.Code == "" {
		page.Render(w, r, http.StatusOK, searchPage(v))
		return nil
	}
	d, err := i.Dossiers.Find(r.Context(), who, v.Code)
	if err == nil {
		http.Redirect(w, r, "/inspector/dossiers/"+d.Code, http.StatusSeeOther)
		return nil
	}
	no, ok := refusal.As(err)
	if !ok {
		return err
	}
	v.Problems.Add("code", no.Sentence)
	v.Frame.Failed = true
	page.Render(w, r, page.StatusOf(err), searchPage(v))
	return nil
}
