//go:build browser

// The catalogue's pages in a real browser: go test -tags browser.
package catalogue_test

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"motcua/bundle"
)

const axe = `(async () => {
	const found = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]});
	return found.violations.map(v => v.id + ": " + v.nodes.map(n => n.target + " " + (n.any[0]?.message || n.all[0]?.message || "")).join(" | ")).join("\n");
})()`

func TestCataloguePagesInABrowser(t *testing.T) {
	script, err := os.ReadFile(filepath.Join("..", "..", "..", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal("axe-core is missing: npm ci --ignore-scripts")
	}
	x, c := open(t)
	_, packed := x.Get(c, "/control/configuration/files.zip")
	files, bad := bundle.Unzip([]byte(packed))
	if bad != nil {
		t.Fatal(bad)
	}
	const path = "procedures/1.001193.json"
	changed := func(from, to string) string {
		next := bundle.Files{}
		for p, text := range files {
			if p == path {
				text = []byte(strings.Replace(string(text), from, to, 1))
			}
			next[p] = text
		}
		data, err := bundle.Zip(next)
		if err != nil {
			t.Fatal(err)
		}
		_, _, at := sent(t, x, c, data)
		return at
	}
	v, _ := x.Hall.Procedures.InForce("1.001193", "2019-06-03")
	from := `"valid_from": "` + v.ValidFrom + `"`
	pages := []string{"/control", "/control/catalogue", "/control/catalogue?q=khongco", "/control/catalogue/1.001193", "/control/configuration",
		changed(from, from+`, "valid_to": "2019-06-30"`), changed(`"in_person"`, `"by_pigeon"`)}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.UserDataDir(t.TempDir()))
	alloc, stop := chromedp.NewExecAllocator(t.Context(), opts...)
	defer stop()
	ctx, end := chromedp.NewContext(alloc)
	defer end()
	who := x.Who("control", x.Ward)
	if err := chromedp.Do(ctx, chromedp.Navigate(x.Server.URL+"/test-signin?"+url.Values{"official": {who.Official}, "post": {who.Post}, "person": {""}}.Encode())); err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		for _, width := range []int64{1280, 360} {
			name := fmt.Sprintf("%s at %d", p, width)
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(x.Server.URL+p), chromedp.Sleep(50*time.Millisecond)); err != nil {
				t.Fatal(name, err)
			}
			wide, err := chromedp.Run(ctx, chromedp.Evaluate[int64](`document.documentElement.scrollWidth`))
			if err != nil || wide > width {
				t.Errorf("%s: the page is %d wide (%v)", name, wide, err)
			}
			if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](string(script)+";true")); err != nil {
				t.Fatal(name, err)
			}
			found, err := chromedp.Run(ctx, chromedp.Evaluate[string](axe, chromedp.EvalAwaitPromise))
			if err != nil || found != "" {
				t.Errorf("%s: %s %v", name, found, err)
			}
		}
	}
}
