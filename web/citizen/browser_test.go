//go:build browser

// The citizens' pages in a real browser, with everything folded opened: go test -tags browser.
package citizen_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"motcua/dossier"
	"motcua/procedure"
)

// axe asks for WCAG 2.2 AA and tells every finding in one line.
const axe = `(async () => {
	const found = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]});
	return found.violations.map(v => v.id + ": " + v.nodes.map(n => n.target + " " + (n.any[0]?.message || n.all[0]?.message || "")).join(" | ")).join("\n");
})()`

const unfold = `document.querySelectorAll("details").forEach(d => d.open = true); document.documentElement.scrollWidth`

// everyPage brings the city so far that each page has something to show.
func (x house) everyPage() []string {
	asked, done := x.asked(), x.In(dossier.Returned, birth)
	long := x.In(dossier.InProcess, longest)
	late := x.In(dossier.InProcess, birth)
	old, _ := x.Hall.Procedures.InForce(birth, "2019-06-03")
	next := old
	next.No, next.ValidFrom, next.Agency, next.Papers = 0, "2019-06-04", "Ủy ban nhân dân phường mới", old.Papers[1:]
	if _, err := x.Hall.Procedures.Import(context.Background(), procedure.File{Source: "x", Versions: []procedure.Version{next}}); err != nil {
		x.T.Fatal(err)
	}
	x.To("2019-06-05 10:00")
	f := x.answered()
	return []string{"/", "/procedures?q=khai+sinh&level=district", "/procedures?q=khongco", "/procedures/" + birth, "/procedures/" + birth + "/changes?from=1&to=2", "/procedures?event=sinh-con&service=3", "/procedures/" + longest, "/mine", mine(asked),
		mine(asked) + "/supply", mine(done), mine(done) + "/rating", mine(long), mine(long) + "/withdraw", mine(late), "/q/" + asked.Token, "/track",
		f + "/office", f + "/office?" + url.Values{"area": {x.District}}.Encode(), f + "/person", f + "/papers", f + "/papers/p2", f + "/return", f + "/check", "/mine/nothing"}
}

func TestCitizensPagesInABrowser(t *testing.T) {
	script, err := os.ReadFile(filepath.Join("..", "..", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal("axe-core is missing: npm ci --ignore-scripts")
	}
	x := open(t)
	pages := x.everyPage()
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.UserDataDir(t.TempDir()))
	alloc, stop := chromedp.NewExecAllocator(t.Context(), opts...)
	defer stop()
	ctx, end := chromedp.NewContext(alloc)
	defer end()
	if err := chromedp.Do(ctx, chromedp.Navigate(x.Server.URL+"/test-signin?person="+x.Citizen().Person)); err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		for _, width := range []int64{1280, 360, 320} { // 320 px is 1280 px at 400 %
			name := fmt.Sprintf("%s at %d", p, width)
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(x.Server.URL+p), chromedp.Sleep(50*time.Millisecond)); err != nil {
				t.Fatal(name, err)
			}
			if at, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.pathname + location.search`)); err != nil || at != p {
				t.Errorf("%s: the browser stands at %s (%v)", name, at, err)
			}
			wide, err := chromedp.Run(ctx, chromedp.Evaluate[int64](unfold))
			if err != nil || wide > width {
				t.Errorf("%s: the page is %d wide (%v)", name, wide, err)
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
}
