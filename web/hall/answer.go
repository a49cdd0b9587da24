package hall

import (
	"errors"
	"net/http"
	"net/url"

	"motcua/refusal"
	"motcua/web/page"
)

// ErrSignIn sends the caller to the sign-in page and back.
var ErrSignIn = errors.New("hall: sign in first")

func notYours() error {
	return refusal.Missing("Không tìm thấy trang này, hoặc trang không thuộc phạm vi của ông/bà.")
}

// Handler turns a route into an http.Handler: an error is answered in one place.
func (h *Hall) Handler(rt Route, audience page.Audience) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := rt.Handle(w, r)
		switch {
		case err == nil:
		case errors.Is(err, ErrSignIn):
			to := "/signin"
			if r.Method == http.MethodGet {
				to += "?back=" + url.QueryEscape(r.URL.RequestURI())
			}
			http.Redirect(w, r, to, http.StatusSeeOther)
		default:
			page.Answer(w, r, h.Frame(r, audience, "Không thực hiện được"), err)
		}
	})
}
