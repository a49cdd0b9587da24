package officer

import (
	"net/http"

	"motcua/access"
	"motcua/office"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/trail"
)

const officer = "officer"

// uploadMost bounds a form with a drafted result or an opinion, in bytes.
const uploadMost = 52 << 20

type pages struct{ *hall.Hall }

// Routes is the map of the officer's pages.
func Routes(h *hall.Hall) []hall.Route {
	p := pages{h}
	one := "/officer/dossiers/{code}"
	routes := []hall.Route{
		{Pattern: "GET /officer", Access: officer, Handle: p.work},
		{Pattern: "GET /officer/passed", Access: officer, Handle: p.passed},
		{Pattern: "GET " + one, Access: officer, Handle: p.dossier},
		{Pattern: "GET " + one + "/files/{file}", Access: officer, Handle: p.file},
		{Pattern: "GET " + one + "/control.pdf", Access: officer, Handle: p.control},
		{Pattern: "GET " + one + "/form.pdf", Access: officer, Handle: p.form},
		{Pattern: "GET " + one + "/apology", Access: officer, Handle: p.apology},
		{Pattern: "POST " + one + "/apology", Access: officer, Handle: p.draftApology},
	}
	for _, a := range every() {
		routes = append(routes,
			hall.Route{Pattern: "GET " + one + "/" + a.path, Access: officer, Handle: p.ask(a)},
			hall.Route{Pattern: "POST " + one + "/" + a.path, Access: officer, Limit: a.limit, Handle: p.do(a)})
	}
	return routes
}

// control sends the control slip that goes with the dossier.
func (p pages) control(w http.ResponseWriter, r *http.Request) error {
	v, _, err := p.open(r)
	if err != nil {
		return p.part(r, err, func(v trail.View) error { return v.PrintControl(w) })
	}
	return v.PrintControl(w)
}

// form sends the filled form the dossier came with.
func (p pages) form(w http.ResponseWriter, r *http.Request) error {
	v, _, err := p.open(r)
	if err != nil {
		return err
	}
	return v.PrintForm(w)
}

func (p pages) who(r *http.Request) (access.Who, error) {
	return p.Official(r, string(office.Officer))
}

func (p pages) frame(r *http.Request, title string) page.Frame {
	f := p.Frame(r, page.Official, title)
	f.Service, f.Home, f.Wide = "Thụ lý hồ sơ", "/officer", true
	f.Nav = []page.Item{{Text: "Việc của tôi", Href: "/officer"}, {Text: "Đã chuyển, đã trả lời", Href: "/officer/passed"}}
	if p.Processes.Drafts(p.Who(r)) {
		f.Nav = append(f.Nav, page.Item{Text: "Thủ tục hành chính", Href: "/control"})
	}
	return f
}
