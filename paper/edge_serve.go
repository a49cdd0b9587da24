package paper

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Served is a stored file on its way out. Who may have it was asked before.
type Served struct {
	Name    string // as the person knows it
	Kind    Kind
	Hash    string
	Content io.ReadSeeker
}

// Serve writes a stored file. What strangers uploaded is never shown as a page
// of this site: always an attachment, never sniffed, in a sandbox without
// scripts, not kept by shared caches.
func Serve(w http.ResponseWriter, r *http.Request, s Served) {
	h := w.Header()
	h.Set("Content-Type", s.contentType())
	h.Set("Content-Disposition", Disposition(s.Name))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "private, no-store")
	h.Set("ETag", `"`+s.Hash+`"`)
	http.ServeContent(w, r, "", time.Time{}, s.Content)
}

// contentType names accepted kinds alone; anything else is bytes.
func (s Served) contentType() string {
	if k, ok := KindNamed(s.Kind.Name); ok {
		return k.MIME
	}
	return "application/octet-stream"
}

// Disposition is the header that makes a browser save a file under its own name:
// RFC 6266 with the RFC 5987 form for Vietnamese, and a plain form beside it.
func Disposition(name string) string {
	name = CleanName(name)
	extended := strings.ReplaceAll(url.PathEscape(name), "+", "%2B")
	for _, c := range "':@=&$,;()!*" {
		extended = strings.ReplaceAll(extended, string(c), percent(c))
	}
	return `attachment; filename="` + plain(name) + `"; filename*=UTF-8''` + extended
}

func percent(c rune) string {
	const digits = "0123456789ABCDEF"
	return "%" + string(digits[c>>4]) + string(digits[c&15])
}

// plain is the name in ASCII: marks dropped, đ as d, the rest as "_".
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == 'đ':
			return 'd'
		case r == 'Đ':
			return 'D'
		case r > '~' || r < ' ' || r == '"' || r == '\\' || r == '%':
			return '_'
		}
		return r
	}, norm.NFD.String(name))
}
