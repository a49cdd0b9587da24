package leader

import (
	"net/http"

	"motcua/dossier/decision"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

type forwardView struct {
	Frame    page.Frame
	Problems page.Problems
	Head     parts.DossierHead
	Action   string
	Back     string
	Form     trail.ForwardForm
}

func (l leader) askForward(w http.ResponseWriter, r *http.Request) error {
	_, v, err := l.Acting(r, "forward", chair.Head, chair.Deputy, chair.OneStopHead)
	if err != nil {
		return err
	}
	form, _ := v.ReadForward(nil)
	return l.showForward(w, r, http.StatusOK, v, form)
}

func (l leader) showForward(w http.ResponseWriter, r *http.Request, status int, v trail.View, form trail.ForwardForm) error {
	at := chair.PathOf(v.Code)
	out := forwardView{Frame: l.Framed(r, l.Who(r), "Chuyển hồ sơ"), Problems: form.Problems, Head: v.Head(at), Action: at + "/forward", Back: at, Form: form}
	out.Frame.Failed = form.Problems.Any()
	page.Render(w, r, status, forwardPage(out))
	return nil
}

func (l leader) forward(w http.ResponseWriter, r *http.Request) error {
	who, v, err := l.Acting(r, "forward", chair.Head, chair.Deputy, chair.OneStopHead)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	form, act := v.ReadForward(f)
	if !f.Problems.Any() {
		d, err := l.Dossiers.Do(r.Context(), who, chair.Key(v.Dossier), act)
		if err == nil {
			page.Redirect(w, r, "/leader", page.Flash{Kind: "success", Text: "Đã chuyển hồ sơ " + d.Code + " đến " + l.Offices.Tree().Title(d.Holder) + "."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	form.Problems = f.Problems
	return l.showForward(w, r, http.StatusUnprocessableEntity, v, form)
}

// take confirms that the office has the dossier.
func (l leader) take(w http.ResponseWriter, r *http.Request) error {
	who, d, err := l.One(r, chair.Head, chair.Deputy, chair.OneStopHead)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	if _, err = l.Dossiers.Do(r.Context(), who, chair.Key(d), decision.Take{}); err != nil {
		if !f.Problems.Refused(err) {
			return err
		}
		return l.showDossier(w, r, http.StatusUnprocessableEntity, f)
	}
	page.Redirect(w, r, chair.PathOf(d.Code), page.Flash{Kind: "success", Text: "Đã xác nhận nhận hồ sơ."})
	return nil
}
