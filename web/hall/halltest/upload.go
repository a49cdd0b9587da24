package halltest

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
)

// PNG is the head of a picture, enough for a photograph of a paper to be taken in.
var PNG = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82")

// Upload posts a form with one file.
func (x *House) Upload(c *http.Client, path string, form url.Values, field, name string, content []byte) (int, string) {
	x.T.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	fail := func(err error) {
		if err != nil {
			x.T.Fatal(err)
		}
	}
	for k, vs := range form {
		for _, v := range vs {
			fail(w.WriteField(k, v))
		}
	}
	f, err := w.CreateFormFile(field, name)
	fail(err)
	_, err = f.Write(content)
	fail(err)
	fail(w.Close())
	req, err := http.NewRequest(http.MethodPost, x.Server.URL+path, &b)
	fail(err)
	req.Header.Set("Content-Type", w.FormDataContentType())
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	return x.read(c.Do(req))
}
