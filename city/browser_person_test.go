package city_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The two widths every page is looked at: a desk's screen and a small phone.
const (
	screenWide int64 = 1280
	phoneWide  int64 = 360
)

// visitor is somebody at a browser of their own: nothing is shared with the others,
// and pages are used by the words that stand on them.
type visitor struct {
	w     *walk
	name  string
	ctx   context.Context
	width int64
	plain bool // JavaScript is switched off
}

// visitor opens a private window of the given width.
func (w *walk) visitor(name string, width int64) *visitor {
	w.Helper()
	ctx, end := chromedp.NewContext(w.browser, chromedp.WithNewBrowserContext())
	w.whole.Cleanup(end) // visitors stay through all parts
	v := &visitor{w: w, name: name, ctx: ctx, width: width}
	w.must(chromedp.Do(ctx, chromedp.Navigate("about:blank"), chromedp.EmulateViewport(width, 900)))
	return v
}

// withoutScript switches JavaScript off for good.
func (v *visitor) withoutScript() *visitor {
	v.w.Helper()
	v.plain = true
	v.script(false)
	return v
}

func (v *visitor) script(on bool) {
	v.w.Helper()
	_, err := chromedp.Call(v.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
	v.w.must(err)
}

// most is how long one thing in the browser may take before the walk gives up.
const most = 15 * time.Second

func (v *visitor) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	v.w.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, most)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		v.fail("%s: %v", what, err)
	}
}

// leads does what opens another page, looks at that page and gives its status.
func (v *visitor) leads(what string, steps ...chromedp.Action[chromedp.Void]) int64 {
	v.w.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, most)
	defer cancel()
	resp, err := chromedp.RunResponse(ctx, steps...)
	if err != nil || resp == nil {
		v.fail("%s leads nowhere: %v", what, err)
	}
	if resp.Status >= 500 {
		v.fail("%s: the server answered %d", what, resp.Status)
	}
	v.look(what)
	return resp.Status
}

func (v *visitor) fail(format string, args ...any) {
	v.w.Helper()
	text, _ := chromedp.Run(v.ctx, chromedp.Evaluate[string](`location.pathname + "\n" + document.body.innerText`))
	v.w.Fatalf("%s: %s\n--- page ---\n%s", v.name, fmt.Sprintf(format, args...), text)
}

// read gives the value of an expression on the page.
func read[T any](v *visitor, js string) T {
	v.w.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, most)
	defer cancel()
	x, err := chromedp.Run(ctx, chromedp.Evaluate[T](js))
	if err != nil {
		v.fail("%s: %v", js, err)
	}
	return x
}

// goTo opens an address.
func (v *visitor) goTo(path string) int64 {
	v.w.Helper()
	return v.leads("mở "+path, chromedp.Navigate(v.w.base+path))
}

// at wants the address to begin so.
func (v *visitor) at(path string) {
	v.w.Helper()
	if got := read[string](v, "location.pathname"); !strings.HasPrefix(got, path) {
		v.fail("stands at %s, want %s", got, path)
	}
}

// quoted writes words as a JavaScript string.
func quoted(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

// says is what an element says, without the key beside it and what only ears hear.
const says = `const flat = s => s.replace(/\s+/g, " ").trim();
	const says = el => { const c = el.cloneNode(true); for (const k of c.querySelectorAll("kbd, .govuk-visually-hidden, .mc-optional, .mc-count")) k.remove(); return flat(c.textContent); };`

// pressable is the visible button or link with the words: those exactly so before
// those that only begin so, the page's own before the frame's.
func pressable(words string) chromedp.JSPath {
	return chromedp.JSPath(`((words) => { ` + says + `
		const all = ["main button, main summary", "main a", "a, button"].flatMap(css => [...document.querySelectorAll(css)]).filter(el => el.offsetParent !== null && el.tabIndex >= 0);
		return all.find(el => says(el) === words) ?? all.find(el => says(el).startsWith(words)) ?? null; })(` + quoted(words) + `)`)
}

// labelled is the label with the words; field is the control it names.
func labelled(words string) string {
	return `((words) => { ` + says + `
		const all = [...document.querySelectorAll("label")].filter(el => el.offsetParent !== null);
		return all.find(el => says(el) === words) ?? all.find(el => says(el).startsWith(words)) ?? null; })(` + quoted(words) + `)`
}

func field(words string) chromedp.JSPath {
	return chromedp.JSPath(`((l) => l && (l.control ?? document.getElementById(l.htmlFor)))(` + labelled(words) + `)`)
}

// there fails at once, with the page, when an expression finds nothing.
func (v *visitor) there(what string, sel chromedp.JSPath) {
	v.w.Helper()
	for range 50 {
		if read[bool](v, "!!("+string(sel)+")") {
			return
		}
		time.Sleep(40 * time.Millisecond)
	}
	v.fail("there is no %q on the page", what)
}

// press clicks a link or button that opens another page.
func (v *visitor) press(words string) int64 {
	v.w.Helper()
	v.there(words, pressable(words))
	return v.leads(words, chromedp.Click(pressable(words)))
}

// twice presses a button as a nervous finger does.
func (v *visitor) twice(words string) int64 {
	v.w.Helper()
	v.there(words, pressable(words))
	return v.leads(words, chromedp.DoubleClick(pressable(words)))
}

// unfold opens a fold of the page.
func (v *visitor) unfold(words string) {
	v.w.Helper()
	v.there(words, pressable(words))
	v.do(words, chromedp.Click(pressable(words)))
}

// fill types a value over what stands in a field.
func (v *visitor) fill(label, value string) {
	v.w.Helper()
	v.there(label, field(label))
	read[bool](v, `(el => { el.scrollIntoView({block: "center"}); el.focus(); el.select(); return true; })(`+string(field(label))+`)`)
	v.do(label, chromedp.KeyEvent(value))
}

// choose clicks the label of an option.
func (v *visitor) choose(label string) {
	v.w.Helper()
	sel := chromedp.JSPath(labelled(label))
	v.there(label, sel)
	v.do(label, chromedp.Click(sel))
}

// pick chooses from a list the line that begins so.
func (v *visitor) pick(label, line string) {
	v.w.Helper()
	v.there(label, field(label))
	value := read[string](v, `(el => [...el.options].find(o => o.text.trim().startsWith(`+quoted(line)+`))?.value ?? "")(`+string(field(label))+`)`)
	if value == "" {
		v.fail("%q has no line %q", label, line)
	}
	v.do(label, chromedp.SetValue(field(label), value))
}

// upload chooses a file of the disk.
func (v *visitor) upload(label, name string, raw []byte) {
	v.w.Helper()
	file := filepath.Join(v.w.TempDir(), name)
	v.w.must(os.WriteFile(file, raw, 0o600))
	v.there(label, field(label))
	v.do(label, chromedp.SetUploadFiles(field(label), []string{file}))
}

// key presses keys of the keyboard, whatever has the focus.
func (v *visitor) key(keys string) { v.w.Helper(); v.do("phím", chromedp.KeyEvent(keys)) }

// enter presses a key that opens another page.
func (v *visitor) enter(keys string) int64 {
	v.w.Helper()
	return v.leads("phím", chromedp.KeyEvent(keys))
}

// see wants all the words to be readable on the page.
func (v *visitor) see(words ...string) {
	v.w.Helper()
	var text string
	for range 50 {
		text = flat(read[string](v, "document.body.innerText"))
		if holds(text, words) == "" {
			return
		}
		time.Sleep(40 * time.Millisecond)
	}
	v.fail("does not see %q", holds(text, words))
}

// unseen wants none of the words on the page.
func (v *visitor) unseen(words ...string) {
	v.w.Helper()
	text := flat(read[string](v, "document.body.innerText"))
	for _, x := range words {
		if strings.Contains(text, x) {
			v.fail("sees %q", x)
		}
	}
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// count is how many elements a selector finds.
func (v *visitor) count(css string) int {
	v.w.Helper()
	return read[int](v, "document.querySelectorAll("+quoted(css)+").length")
}

// fetch gets what a link of the page leads to, as the same person.
func (v *visitor) fetch(words string) []byte {
	v.w.Helper()
	sel := pressable(words)
	v.there(words, sel)
	return v.get(read[string](v, "("+string(sel)+").getAttribute('href')"))
}

func (v *visitor) get(path string) []byte {
	v.w.Helper()
	got, err := chromedp.Call(v.ctx, network.GetCookies, network.GetCookiesParams{URLs: []string{v.w.base}})
	v.w.must(err)
	req, err := http.NewRequest(http.MethodGet, v.w.base+path, nil)
	v.w.must(err)
	for _, c := range got.Cookies {
		req.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value})
	}
	resp, err := http.DefaultClient.Do(req)
	v.w.must(err)
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	v.w.must(err)
	if resp.StatusCode != http.StatusOK {
		v.fail("%s answers %d: %.300s", path, resp.StatusCode, raw)
	}
	return raw
}

// pdf is fetch of something that must be a PDF; it gives bytes and text.
func (v *visitor) pdf(words string) ([]byte, string) {
	v.w.Helper()
	raw := v.fetch(words)
	if !strings.HasPrefix(string(raw), "%PDF-") {
		v.fail("%s is no PDF: %.60q", words, raw)
	}
	return raw, flat(v.w.run(raw, "pdftotext", "-layout", "FILE", "-"))
}

// signIn enters through the door like everybody.
func (v *visitor) signIn(login, password string) {
	v.w.Helper()
	v.goTo("/signin")
	v.fill("Tên đăng nhập hoặc số điện thoại", login)
	v.fill("Mật khẩu", password)
	v.press("Đăng nhập")
}

// official signs in one of the ward's people at a desk's screen.
func (w *walk) official(login, home string) *visitor {
	w.Helper()
	v := w.visitor(login, screenWide)
	v.signIn(login, walkPassword)
	v.at(home)
	return v
}

// keys the walk presses.
const (
	enterKey = kb.Enter
	f9       = kb.F9
)
