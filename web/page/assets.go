package page

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

//go:embed dist
var dist embed.FS

// StaticPrefix is where the files are mounted.
const StaticPrefix = "/static/"

// ErrAssets says that the front end was not built.
var ErrAssets = errors.New("page: styles and scripts are missing; run make assets and build again")

type asset struct {
	kind  string
	plain []byte
	gz    []byte // nil when compressing does not pay
}

type assetSet struct {
	names map[string]string // logical → with hash
	files map[string]asset  // with hash → content
}

var load = sync.OnceValues(func() (*assetSet, error) {
	raw, err := dist.ReadFile("dist/manifest.json")
	if err != nil {
		return nil, ErrAssets
	}
	set := &assetSet{names: map[string]string{}, files: map[string]asset{}}
	if err := json.Unmarshal(raw, &set.names); err != nil {
		return nil, fmt.Errorf("page: manifest: %w", err)
	}
	for _, name := range set.names {
		body, err := dist.ReadFile("dist/" + name)
		if err != nil {
			return nil, fmt.Errorf("%w (%s)", ErrAssets, name)
		}
		set.files[name] = asset{kind: kindOf(name), plain: body, gz: squeeze(name, body)}
	}
	return set, nil
})

func kindOf(name string) string {
	if strings.HasSuffix(name, ".woff2") {
		return "font/woff2"
	}
	if strings.HasSuffix(name, ".js") {
		return "text/javascript; charset=utf-8"
	}
	return mime.TypeByExtension(path.Ext(name))
}

// squeeze compresses once at the start; fonts are compressed already.
func squeeze(name string, body []byte) []byte {
	if strings.HasSuffix(name, ".woff2") {
		return nil
	}
	var buf bytes.Buffer
	z, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return nil
	}
	if _, err := z.Write(body); err != nil {
		return nil
	}
	if z.Close() != nil || buf.Len() >= len(body) {
		return nil
	}
	return buf.Bytes()
}

// Assets checks that the built files are there; the server calls it at the start.
func Assets() error {
	_, err := load()
	return err
}

// AssetPath is the address of a built file by its logical name ("citizen.css"). When
// the front end was not built, the page comes without it rather than not at all.
func AssetPath(logical string) string {
	set, err := load()
	if err != nil {
		return StaticPrefix + logical
	}
	return StaticPrefix + set.names[logical]
}

// Static serves the built files under StaticPrefix. The hash in the name lets every
// browser keep them for a year.
func Static() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "Chỉ đọc.", http.StatusMethodNotAllowed)
			return
		}
		set, err := load()
		if err != nil {
			http.Error(w, "Chưa có tệp giao diện.", http.StatusNotFound)
			return
		}
		file, ok := set.files[strings.TrimPrefix(r.URL.Path, StaticPrefix)]
		if !ok {
			http.Error(w, "Không có tệp này.", http.StatusNotFound)
			return
		}
		h := w.Header()
		h.Set("Content-Type", file.kind)
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("Vary", "Accept-Encoding")
		body := file.plain
		if file.gz != nil && acceptsGzip(r) {
			h.Set("Content-Encoding", "gzip")
			body = file.gz
		}
		h.Set("Content-Length", strconv.Itoa(len(body)))
		if r.Method == http.MethodHead {
			return
		}
		_, _ = w.Write(body)
	})
}

func acceptsGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) == "gzip" {
			return strings.ReplaceAll(q, " ", "") != "q=0"
		}
	}
	return false
}
