//go:build browser

// The gallery in a real browser, under the real policy: go test -tags browser.
package parts

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"motcua/web/page"
)

func gallerySite(t *testing.T) *httptest.Server {
	t.Helper()
	wrap, err := page.Prepare(page.Options{Key: []byte(strings.Repeat("k", 32)), Log: slog.Default()})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle(page.StaticPrefix, page.Static())
	for _, s := range Gallery() {
		mux.HandleFunc("/"+s.Name, func(w http.ResponseWriter, r *http.Request) {
			page.Render(w, r, http.StatusOK, page.In(s.Frame, s.Body))
		})
	}
	site := httptest.NewServer(page.Headers(wrap(mux)))
	t.Cleanup(site.Close)
	return site
}

// axe asks for WCAG 2.2 AA and tells every finding in one line.
const axe = `(async () => {
	const found = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]});
	return found.violations.map(v => v.id + ": " + v.nodes.map(n => n.target + " " + (n.any[0]?.message || n.all[0]?.message || "")).join(" | ")).join("\n");
})()`

// refused gathers what the policy blocked since the document began.
const refused = `performance.getEntriesByType("resource").filter(r => new URL(r.name).origin !== location.origin).map(r => r.name).join(" ")`

func TestGalleryInABrowser(t *testing.T) {
	script, err := os.ReadFile(filepath.Join("..", "..", "..", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal("axe-core is missing: npm ci --ignore-scripts")
	}
	site := gallerySite(t)
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.UserDataDir(t.TempDir()))
	alloc, stop := chromedp.NewExecAllocator(t.Context(), opts...)
	defer stop()
	ctx, end := chromedp.NewContext(alloc)
	defer end()
	for _, s := range Gallery() {
		for _, width := range []int64{1280, 360, 320} { // 320 px is 1280 px at 400 %
			name := fmt.Sprintf("%s at %d", s.Name, width)
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(site.URL+"/"+s.Name), chromedp.Sleep(50*time.Millisecond)); err != nil {
				t.Fatal(name, err)
			}
			wide, err := chromedp.Run(ctx, chromedp.Evaluate[int64](`document.documentElement.scrollWidth`))
			if err != nil || wide > width {
				t.Errorf("%s: the page is %d wide (%v)", name, wide, err)
			}
			if away, err := chromedp.Run(ctx, chromedp.Evaluate[string](refused)); err != nil || away != "" {
				t.Errorf("%s: asks elsewhere: %s (%v)", name, away, err)
			}
			if width == 320 {
				continue
			}
			if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](string(script)+";true")); err != nil {
				t.Fatal(name, err)
			}
			found, err := chromedp.Run(ctx, chromedp.Evaluate[string](axe, chromedp.EvalAwaitPromise))
			if err != nil || found != "" {
				t.Errorf("%s: axe: %s (%v)", name, found, err)
			}
		}
	}
	t.Run("keys of a desk", func(t *testing.T) {
		press := func(key string) string {
			return fmt.Sprintf(`document.dispatchEvent(new KeyboardEvent("keydown", {key: %q, bubbles: true, cancelable: true})), `, key)
		}
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(site.URL+"/official-list"), chromedp.Sleep(200*time.Millisecond)); err != nil {
			t.Fatal(err)
		}
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string](press("j")+press("j")+press("k")+press("j")+`document.activeElement.textContent`))
		if err != nil || got != "000.26.760.H29-190506-0043" {
			t.Errorf("j j k j stands on %q (%v)", got, err)
		}
		got, err = chromedp.Run(ctx, chromedp.Evaluate[string](press("/")+`document.activeElement.name`))
		if err != nil || got != "q" {
			t.Errorf("/ leads to the search box, not %q (%v)", got, err)
		}
	})
}
