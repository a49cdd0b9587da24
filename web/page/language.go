package page

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Vietnamese stands in the templates and is the key; a file locale/*.en.json maps the
// sentence to English. A sentence without translation stays Vietnamese, never a key.
//
//go:embed locale/*.json
var locale embed.FS

const year = 365 * 24 * 3600

// english is every sentence with its English, of all files.
var english = sync.OnceValues(func() (map[string]string, error) {
	bundle := i18n.NewBundle(language.Vietnamese)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	names, err := fs.Glob(locale, "locale/*.en.json")
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, name := range names {
		file, err := bundle.LoadMessageFileFS(locale, name)
		if err != nil {
			return nil, fmt.Errorf("page: %s: %w", name, err)
		}
		for _, m := range file.Messages {
			out[m.ID] = m.Other
		}
	}
	return out, nil
})

// Translations checks the embedded translations; the server calls it at the start so
// that a broken file is found then and not by a reader.
func Translations() error {
	_, err := english()
	return err
}

// Lang is the language of the request: "vi" or "en".
func Lang(ctx context.Context) string {
	if a := from(ctx); a != nil && a.lang != "" {
		return a.lang
	}
	return "vi"
}

// WithLang gives a context whose pages speak lang; for letters, galleries and tests.
func WithLang(ctx context.Context, lang string) context.Context {
	a := asked{opts: &Options{}, lang: lang}
	if b := from(ctx); b != nil {
		a = *b
		a.lang = lang
	}
	return context.WithValue(ctx, askedKey{}, &a)
}

// chooseLanguage reads ?lang= first and remembers it, then the cookie, else Vietnamese.
func chooseLanguage(w http.ResponseWriter, r *http.Request, secure bool) string {
	if asked := r.URL.Query().Get("lang"); asked == "vi" || asked == "en" {
		http.SetCookie(w, newCookie("lang", asked, secure, year))
		return asked
	}
	if c, err := r.Cookie(cookieName("lang", secure)); err == nil && c.Value == "en" {
		return "en"
	}
	return "vi"
}

// languageHref is the page again in the other language.
func languageHref(f Frame, lang string) string {
	q, err := url.ParseQuery(f.Query)
	if err != nil {
		q = url.Values{}
	}
	q.Set("lang", lang)
	return (&url.URL{Path: f.Path, RawQuery: q.Encode()}).String()
}
