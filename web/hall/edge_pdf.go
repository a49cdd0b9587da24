package hall

import (
	"bytes"
	"io"
	"net/http"
)

// SendPDF draws a paper whole and sends it: half a paper is never sent.
func SendPDF(w http.ResponseWriter, name string, draw func(io.Writer) error) error {
	var b bytes.Buffer
	if err := draw(&b); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", `inline; filename="`+name+`"`)
	h.Set("Cache-Control", "private, no-store")
	if _, err := w.Write(b.Bytes()); err != nil {
		return nil // the reader went away
	}
	return nil
}
