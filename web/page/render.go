package page

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"sync"

	"github.com/a-h/templ"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Render draws the component whole before the first byte is sent, so that a failure
// half-way becomes a calm page and never half a page. Pages with personal data must
// not stay in shared caches: everything drawn is private.
func Render(w http.ResponseWriter, r *http.Request, status int, c templ.Component) {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	defer func() {
		if buf.Cap() < 1<<20 {
			buffers.Put(buf)
		}
	}()
	if err := c.Render(r.Context(), buf); err != nil {
		fail(w, r, fmt.Errorf("render %s: %w", place(r), err))
		return
	}
	if a := from(r.Context()); a != nil && a.shown {
		http.SetCookie(w, newCookie("flash", "", a.opts.Secure, -1))
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(buf.Len()))
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "private, no-store")
	}
	h.Add("Vary", "HX-Request")
	w.WriteHeader(status)
	_, _ = w.Write(buf.Bytes()) // the reader is gone: nobody is left to tell
}
