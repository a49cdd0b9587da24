package admin

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"motcua/access"
	"motcua/calendar"
	"motcua/office"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/page/parts"
)

const role = string(office.Admin)

type admin struct{ *hall.Hall }

// Routes is the map of this audience.
func Routes(h *hall.Hall) []hall.Route {
	a := admin{h}
	const o, p, c = "/admin/offices/{office}", "/admin/officials/{official}", "/admin/calendar"
	out := []hall.Route{
		{Pattern: "GET /admin", Handle: a.home},
		{Pattern: "GET /admin/offices", Handle: a.offices},
		{Pattern: "GET /admin/offices/new", Handle: a.askNewOffice},
		{Pattern: "POST /admin/offices/new", Handle: a.newOffice},
		{Pattern: "GET " + o, Handle: a.office},
		{Pattern: "GET " + o + "/edit", Handle: a.askEditOffice},
		{Pattern: "POST " + o + "/edit", Handle: a.editOffice},
		{Pattern: "GET " + o + "/code", Handle: a.askCode},
		{Pattern: "POST " + o + "/code", Handle: a.code},
		{Pattern: "GET " + o + "/close", Handle: a.askClose},
		{Pattern: "POST " + o + "/close", Handle: a.close},
		{Pattern: "GET /admin/officials", Handle: a.officials},
		{Pattern: "GET /admin/officials/new", Handle: a.askNewOfficial},
		{Pattern: "POST /admin/officials/new", Handle: a.newOfficial},
		{Pattern: "GET " + p, Handle: a.official},
		{Pattern: "GET " + p + "/edit", Handle: a.askEditOfficial},
		{Pattern: "POST " + p + "/edit", Handle: a.editOfficial},
		{Pattern: "GET " + p + "/appoint", Handle: a.askAppoint},
		{Pattern: "POST " + p + "/appoint", Handle: a.appoint},
		{Pattern: "GET " + p + "/posts/{post}/end", Handle: a.askEnd},
		{Pattern: "POST " + p + "/posts/{post}/end", Handle: a.end},
		{Pattern: "GET " + p + "/delegate", Handle: a.askDelegate},
		{Pattern: "POST " + p + "/delegate", Handle: a.delegate},
		{Pattern: "GET " + p + "/delegations/{delegation}/revoke", Handle: a.askRevoke},
		{Pattern: "POST " + p + "/delegations/{delegation}/revoke", Handle: a.revoke},
		{Pattern: "POST " + p + "/invite", Handle: a.invite},
		{Pattern: "POST " + p + "/reset", Handle: a.reset},
		{Pattern: "POST " + p + "/lock", Handle: a.lock(true)},
		{Pattern: "POST " + p + "/unlock", Handle: a.lock(false)},
		{Pattern: "GET /admin/verified", Handle: a.askUnverify},
		{Pattern: "POST /admin/verified", Handle: a.unverify},
		{Pattern: "GET " + c, Handle: a.calendar},
		{Pattern: "GET " + c + "/new", Handle: a.askChange},
		{Pattern: "POST " + c + "/new", Handle: a.change},
		{Pattern: "GET " + c + "/{change}", Handle: a.preview},
		{Pattern: "POST " + c + "/{change}/confirm", Handle: a.confirm},
		{Pattern: "POST " + c + "/{change}/drop", Handle: a.drop},
		{Pattern: "GET /admin/settings", Handle: a.settings},
	}
	for i := range out {
		out[i].Access = role
	}
	return out
}

func (a admin) frame(r *http.Request, title string, above ...page.Link) page.Frame {
	f := a.Frame(r, page.Official, title)
	f.Service, f.Home, f.Wide = "Quản trị", "/admin", true
	f.Nav = []page.Item{{Text: "Tổng quan", Href: "/admin"}, {Text: "Cơ quan", Href: "/admin/offices"}, {Text: "Công chức", Href: "/admin/officials"},
		{Text: "Lịch làm việc", Href: "/admin/calendar"}, {Text: "Cấu hình", Href: "/admin/settings"}}
	f.Trail = above
	return f
}

func (a admin) who(r *http.Request) (access.Who, error) { return a.Official(r, role) }

// save writes a change of the directory.
func (a admin) save(r *http.Request, act string, c office.Change) error {
	who, err := a.who(r)
	if err != nil {
		return err
	}
	return a.Offices.Record(r.Context(), a.Book(), who, act, c)
}

// listView is a page of one list.
type listView struct {
	Frame  page.Frame
	Title  string
	Lead   string
	Search *parts.Search
	Tabs   *parts.Tabs
	Above  []templ.Component
	Table  parts.Table
	Pages  parts.Pagination
	Acts   []parts.Button
}

// section is a card of a page about one thing.
type section struct {
	Title string
	Parts []templ.Component
}

// showView is a page about one thing.
type showView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Caption  string
	Guide    *parts.Guide
	Note     *parts.Note
	Acts     []parts.Button
	Sections []section
}

// formView is a page that asks.
type formView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Caption  string
	Lead     string
	Action   string
	Fields   []templ.Component
	Do       string // the word on the button
	Danger   bool
	Back     string
}

// ask draws a form, for the first time or with what was wrong.
func (a admin) ask(w http.ResponseWriter, r *http.Request, v formView, f *page.Form) error {
	status := http.StatusOK
	if f != nil {
		v.Problems, status = f.Problems, http.StatusUnprocessableEntity
		v.Frame.Failed = true
	}
	page.Render(w, r, status, formPage(v))
	return nil
}

// took reads a form and does what it asks; a refusal comes back as a sentence at its
// field, anything else goes on.
func (a admin) took(w http.ResponseWriter, r *http.Request, do func(*page.Form) error, again func(*page.Form) error, done func()) error {
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	err = do(f)
	switch {
	case err == nil && !f.Problems.Any():
		done()
		return nil
	case err != nil && !f.Problems.Refused(err):
		return err
	}
	return again(f)
}

// from takes what was typed, or what stands stored.
type from struct{ f *page.Form }

func (x from) value(name, stored string) string {
	if x.f != nil {
		return x.f.Value(name)
	}
	return stored
}

func (x from) at(name string) string {
	if x.f != nil {
		return x.f.Problems.At(name)
	}
	return ""
}

func (x from) input(name, label, hint, stored string) parts.Input {
	return parts.Input{Name: name, Label: label, Hint: hint, Value: x.value(name, stored), Error: x.at(name)}
}

func (x from) choice(name, label, hint, stored string, options []parts.Option) parts.Select {
	return parts.Select{Name: name, Label: label, Hint: hint, Value: x.value(name, stored), Error: x.at(name), Options: options}
}

// date is a date in three boxes; stored is YYYY-MM-DD or "".
func (x from) date(name, legend, hint, stored string) parts.DateInput {
	d := parts.DateInput{Name: name, Legend: legend, Hint: hint, Error: x.at(name)}
	if day, err := calendar.ParseDate(stored); err == nil && len(stored) == 10 {
		d.Day, d.Month, d.Year = day.String()[8:], day.String()[5:7], day.String()[:4]
	}
	if x.f != nil {
		d.Day, d.Month, d.Year = x.f.Value(name+"-day"), x.f.Value(name+"-month"), x.f.Value(name+"-year")
	}
	return d
}

// day reads a date; one that is needed and not there is a problem.
func day(f *page.Form, name, sentence string) string {
	d, ok := f.Date(name)
	if !ok {
		if sentence != "" {
			f.Problems.Add(name, sentence)
		}
		return ""
	}
	return d.String()
}

func civil(day string) string {
	if day == "" {
		return "nay"
	}
	return page.CivilDate(day)
}

func splitWords(s string) []string {
	var out []string
	for _, w := range strings.Split(s, ";") {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}
