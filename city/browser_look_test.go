package city_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"motcua/fold"

	"github.com/chromedp/chromedp"
)

// judge runs axe and gives what is serious or critical, one finding a line.
const judge = `(async () => {
	const found = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"]});
	return found.violations.filter(v => ["serious", "critical"].includes(v.impact))
		.map(v => v.id + " (" + v.impact + "): " + v.nodes.map(n => n.target + " " + (n.any[0]?.message || n.all[0]?.message || "")).join(" | ")).join("\n");
})()`

// wide names what sticks out on the right of a page.
const wide = `(() => {
	const most = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= most) return "";
	return document.documentElement.scrollWidth + " px: " + [...document.querySelectorAll("body *")].filter(el => el.getBoundingClientRect().right > most + 1)
		.map(el => el.tagName + "." + el.className).slice(0, 8).join(", ");
})()`

// unfit names what a page must never have: two or no h1, no title, no language, two
// filled buttons, a thing from elsewhere, a hole where a value should stand.
const unfit = `(() => {
	const out = [];
	if (document.querySelectorAll("h1").length !== 1) out.push(document.querySelectorAll("h1").length + " h1");
	if (!document.title.trim()) out.push("no title");
	if (document.documentElement.lang !== "vi") out.push("lang " + document.documentElement.lang);
	const filled = [...document.querySelectorAll("main .govuk-button:not(.mc-button--plain, .mc-button--danger)")].filter(el => el.offsetParent !== null);
	if (filled.length > 1) out.push("two buttons say what comes next: " + filled.map(el => el.innerText).join(", "));
	for (const r of performance.getEntriesByType("resource")) if (new URL(r.name).origin !== location.origin) out.push("asks elsewhere: " + r.name);
	const text = document.body.innerText;
	if (text !== text.normalize("NFC")) out.push("text not NFC");
	for (const w of ["undefined", "%!", "<nil>", "NaN", "[object"]) if (text.includes(w)) out.push("says " + w);
	return out.join("; ");
})()`

// look judges the page that has just opened, at both widths.
func (v *visitor) look(after string) {
	v.w.Helper()
	v.w.pages++
	ctx, cancel := context.WithTimeout(v.ctx, 2*most)
	defer cancel()
	other := phoneWide
	if v.width == phoneWide {
		other = screenWide
	}
	if s, err := chromedp.Run(ctx, chromedp.Evaluate[string](unfit)); err != nil || s != "" {
		v.fail("after %q: %s %v", after, s, err)
	}
	if v.plain {
		if read[bool](v, `document.body.classList.contains("js-enabled")`) {
			v.fail("after %q: a script ran although they are switched off", after)
		}
		v.script(true) // for the judge alone; the page's own scripts were not run
		defer v.script(false)
	}
	_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](v.w.axe+";true"))
	v.w.must(err)
	for _, width := range []int64{other, v.width} {
		v.w.must(chromedp.Do(ctx, chromedp.EmulateViewport(width, 900)))
		if s, err := chromedp.Run(ctx, chromedp.Evaluate[string](wide)); err != nil || s != "" {
			v.w.Errorf("%s after %q: at %d the page scrolls sideways: %s %v", v.name, after, width, s, err)
		}
		if s, err := chromedp.Run(ctx, chromedp.Evaluate[string](judge, chromedp.EvalAwaitPromise)); err != nil || s != "" {
			v.w.Errorf("%s after %q: axe at %d: %s %v", v.name, after, width, s, err)
		}
		v.shoot(ctx, after, width)
	}
}

// judged proves that the judges see what they are there for: a page with planted
// faults is refused by each.
func (s *story) judged() {
	v := s.visitor("mau-thu", phoneWide)
	v.do("trang hỏng", chromedp.Evaluate[chromedp.Void](`document.body.innerHTML = '<img src="data:,x"><input><p style="width:500px">undefined</p>'`),
		chromedp.Evaluate[chromedp.Void](s.axe))
	if got := read[string](v, wide); !strings.Contains(got, "P.") {
		s.Errorf("a paragraph of 500 px is not seen: %q", got)
	}
	if got := read[string](v, unfit); holds(got, []string{"0 h1", "no title", "lang", "says undefined"}) != "" {
		s.Errorf("an unfit page is not seen: %q", got)
	}
	got, err := chromedp.Run(v.ctx, chromedp.Evaluate[string](judge, chromedp.EvalAwaitPromise))
	if err != nil || holds(got, []string{"image-alt", "label"}) != "" {
		s.Errorf("axe does not find a picture without words and a field without label: %q %v", got, err)
	}
}

// shoot keeps a picture of the whole page when somebody wants to look.
func (v *visitor) shoot(ctx context.Context, after string, width int64) {
	v.w.Helper()
	if v.w.shots == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	v.w.must(err)
	name := fmt.Sprintf("%03d-%s-%s-%d.png", v.w.pages, v.name, strings.ReplaceAll(fold.Fold(after), " ", "-"), width)
	v.w.must(os.WriteFile(filepath.Join(v.w.shots, strings.ReplaceAll(name, "/", "_")), png, 0o644))
}
