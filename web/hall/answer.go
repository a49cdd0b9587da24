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

// NotYours is the answer to whoever is signed in and has no business here: the same
// as for a page that is not there.
func NotYours() error {
	return refusal.Missing("Không tìm thấy trang này, hoặc trang không thuộc phạm vi của ông/bà.")
}

// Answer is what a person sees instead of a page that could not be drawn.
func (h *Hall) Answer(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, ErrSignIn) {
		to := "/signin"
		if r.Method == http.MethodGet {
			to += "?back=" + url.QueryEscape(r.URL.RequestURI())
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
		return
	}
	audience := page.Citizen
	if h.Sessions.Of(r.Context()).Official != "" {
		audience = page.Official
	}
	page.Answer(w, r, h.Frame(r, audience, "Không thực hiện được"), err)
}

// Handler turns a route into an http.Handler: an error is answered in one place.
func (h *Hall) Handler(rt Route, _ page.Audience) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := rt.Handle(w, r); err != nil {
			h.Answer(w, r, err)
		}
	})
}
