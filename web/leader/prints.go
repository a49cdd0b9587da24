package leader

import (
	"net/http"

	"motcua/web/leader/chair"
	"motcua/web/trail"
)

// paper sends a paper of a dossier to somebody who leads or controls.
func (l leader) paper(w http.ResponseWriter, r *http.Request, send func(trail.View, http.ResponseWriter) error) error {
	who, d, err := l.One(r, chair.Head, chair.Deputy, chair.OneStopHead, chair.Control)
	if err != nil {
		return err
	}
	v, err := trail.Read(r.Context(), l.Hall, who, d)
	if err != nil {
		return err
	}
	return send(v, w)
}

func (l leader) controlPDF(w http.ResponseWriter, r *http.Request) error {
	err := l.paper(w, r, trail.View.PrintControl)
	if err != nil {
		return l.part(r, err, func(v trail.View) error { return v.PrintControl(w) })
	}
	return nil
}

func (l leader) formPDF(w http.ResponseWriter, r *http.Request) error {
	return l.paper(w, r, trail.View.PrintForm)
}

func (l leader) stopPDF(w http.ResponseWriter, r *http.Request) error {
	return l.paper(w, r, trail.View.PrintStop)
}
