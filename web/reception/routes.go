package reception

import (
	"net/http"

	"motcua/access"
	"motcua/office"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/trail"
)

// desk is who works here.
const desk = "reception, onestop_head"

type pages struct{ *hall.Hall }

// Routes is the map of the one-stop desk.
func Routes(h *hall.Hall) []hall.Route {
	p := pages{h}
	one := "/desk/dossiers/{code}"
	routes := []hall.Route{
		{Pattern: "GET /desk", Access: desk, Handle: p.queues},
		{Pattern: "GET /desk/new", Access: desk, Handle: p.choose},
		{Pattern: "GET /desk/new/{procedure}", Access: desk, Handle: p.counter},
		{Pattern: "POST /desk/new/{procedure}", Access: desk, Handle: p.take},
		{Pattern: "GET /desk/records", Access: desk, Handle: p.records},
		{Pattern: "POST /desk/records", Access: desk, Handle: p.sign},
		{Pattern: "GET /desk/guidance", Access: desk, Handle: p.guidance},
		{Pattern: "POST /desk/guidance", Access: desk, Handle: p.guide},
		{Pattern: "GET /desk/measure", Access: desk, Handle: p.measure},
		{Pattern: "GET /desk/verify", Access: desk, Handle: p.askVerify},
		{Pattern: "POST /desk/verify", Access: desk, Handle: p.verify},
		{Pattern: "GET " + one, Access: desk, Handle: p.dossier},
		{Pattern: "GET " + one + "/done", Access: desk, Handle: p.done},
		{Pattern: "GET " + one + "/files/{file}", Access: desk, Handle: p.file},
		{Pattern: "GET " + one + "/receipt.pdf", Access: desk, Handle: p.receipt},
		{Pattern: "GET " + one + "/supplement.pdf", Access: desk, Handle: p.supplementSlip},
		{Pattern: "GET " + one + "/refusal.pdf", Access: desk, Handle: p.refusalSlip},
		{Pattern: "GET " + one + "/form", Access: desk, Handle: p.formPage},
		{Pattern: "POST " + one + "/form", Access: desk, Limit: trail.UploadMost, Handle: p.fillForm},
		{Pattern: "GET " + one + "/form.pdf", Access: desk, Handle: p.paper(trail.View.PrintForm)},
		{Pattern: "GET " + one + "/control.pdf", Access: desk, Handle: p.paper(trail.View.PrintControl)},
		{Pattern: "GET " + one + "/stop.pdf", Access: desk, Handle: p.paper(trail.View.PrintStop)},
		{Pattern: "POST " + one + "/receive", Access: desk, Handle: p.receive},
		{Pattern: "POST " + one + "/receipt", Access: desk, Handle: p.issue},
		{Pattern: "POST " + one + "/complete", Access: desk, Handle: p.complete},
	}
	routes = append(routes, p.money(one)...)
	for _, a := range every() {
		routes = append(routes,
			hall.Route{Pattern: "GET " + one + "/" + a.path, Access: desk, Handle: p.ask(a)},
			hall.Route{Pattern: "POST " + one + "/" + a.path, Access: desk, Limit: a.limit, Handle: p.do(a)})
	}
	return routes
}

func (p pages) who(r *http.Request) (access.Who, error) {
	return p.Official(r, string(office.Reception), string(office.OneStopHead))
}

func (p pages) frame(r *http.Request, title string) page.Frame {
	f := p.Frame(r, page.Official, title)
	f.Service, f.Home, f.Wide = "Bộ phận một cửa", "/desk", true
	f.Nav = []page.Item{{Text: "Bàn tiếp nhận", Href: "/desk"}, {Text: "Tiếp nhận hồ sơ", Href: "/desk/new", Key: "n"}, {Text: "Thu phí, lệ phí", Href: "/desk/fees"},
		{Text: "Biên bản bưu chính", Href: "/desk/records"}, {Text: "Hướng dẫn", Href: "/desk/guidance"}, {Text: "Xác thực tài khoản", Href: "/desk/verify"}, {Text: "Niêm yết", Href: "/control/posting"}, {Text: "Chất lượng tiếp nhận", Href: "/desk/measure"}}
	return f
}
