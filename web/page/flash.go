package page

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
)

// Flash is the sentence a person reads after a redirect: "Đã tiếp nhận hồ sơ …".
type Flash struct {
	Kind string `json:"k,omitempty"` // "success" (also when empty), "info", "warning"
	Text string `json:"t"`
	Link string `json:"h,omitempty"` // what to do next, an address of ours
	Word string `json:"w,omitempty"` // the link's text
}

const flashLimit = 1200 // bytes of text that fit a cookie with room to spare

// Redirect sends the browser to an address of ours with 303, carrying a sentence.
// Nothing is kept on the server: the cookie is signed, lives five minutes and goes
// with the first page that shows it.
func Redirect(w http.ResponseWriter, r *http.Request, to string, f Flash) {
	if a := from(r.Context()); a != nil && f.Text != "" {
		f.Text = clip(f.Text, flashLimit)
		if body, err := json.Marshal(f); err == nil {
			value := base64.RawURLEncoding.EncodeToString(body)
			value += "." + base64.RawURLEncoding.EncodeToString(sign(a.opts.Key, value))
			http.SetCookie(w, newCookie("flash", value, a.opts.Secure, 300))
		}
	}
	http.Redirect(w, r, Local(to, "/"), http.StatusSeeOther)
}

func sign(key []byte, value string) []byte {
	m := hmac.New(sha256.New, key)
	m.Write([]byte("flash\x00" + value))
	return m.Sum(nil)
}

func readFlash(r *http.Request, o *Options) *Flash {
	c, err := r.Cookie(cookieName("flash", o.Secure))
	if err != nil {
		return nil
	}
	value, mac, ok := strings.Cut(c.Value, ".")
	if !ok {
		return nil
	}
	given, err := base64.RawURLEncoding.DecodeString(mac)
	if err != nil || !hmac.Equal(given, sign(o.Key, value)) {
		return nil
	}
	body, err := base64.RawURLEncoding.DecodeString(value)
	if err != nil {
		return nil
	}
	var f Flash
	if json.Unmarshal(body, &f) != nil || f.Text == "" || (f.Link != "" && !local(f.Link)) {
		return nil
	}
	return &f
}

// takeFlash gives the shell the sentence to show and notes that it was shown.
func takeFlash(ctx context.Context, f Frame) *Flash {
	if f.Flash != nil {
		return f.Flash
	}
	a := from(ctx)
	if a == nil || a.flash == nil {
		return nil
	}
	a.shown = true
	return a.flash
}

// clip cuts s to at most limit bytes at a letter's border.
func clip(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	cut := limit
	for cut > 0 && s[cut]&0xC0 == 0x80 {
		cut--
	}
	return s[:cut] + "…"
}
