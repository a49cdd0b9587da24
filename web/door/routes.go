package door

import (
	"net/http"

	"motcua/access"
	"motcua/office"
	"motcua/web/hall"
	"motcua/web/page"
)

type door struct{ *hall.Hall }

// Routes is the map of the door. All pages are for everybody; account and posts send
// who is not signed in to the sign-in page.
func Routes(h *hall.Hall) []hall.Route {
	d := door{h}
	return []hall.Route{
		{Pattern: "GET /signin", Access: "anyone", Handle: d.askSignIn},
		{Pattern: "POST /signin", Access: "anyone", Handle: d.signIn},
		{Pattern: "POST /signout", Access: "anyone", Handle: d.signOut},
		{Pattern: "GET /posts", Access: "official", Handle: d.askPost},
		{Pattern: "POST /posts", Access: "official", Handle: d.takePost},
		{Pattern: "GET /register", Access: "anyone", Handle: d.askRegister},
		{Pattern: "POST /register", Access: "anyone", Handle: d.register},
		{Pattern: "GET /account", Access: "citizen, official", Handle: d.account},
		{Pattern: "POST /account/password", Access: "citizen, official", Handle: d.changePassword},
		{Pattern: "POST /account/verify", Access: "citizen", Handle: d.askCode},
		{Pattern: "POST /account/end-others", Access: "citizen, official", Handle: d.endOthers},
		{Pattern: "GET /first", Access: "anyone", Handle: d.askFirst},
		{Pattern: "POST /first", Access: "anyone", Handle: d.first},
		{Pattern: "GET /reset", Access: "anyone", Handle: d.askReset},
		{Pattern: "POST /reset", Access: "anyone", Handle: d.reset},
		{Pattern: "GET /help", Access: "anyone", Handle: d.help},
		{Pattern: "GET /help/{topic}", Access: "anyone", Handle: d.help},
	}
}

// homes is where a role's day begins.
var homes = map[string]string{
	string(office.Reception): "/desk", string(office.OneStopHead): "/desk", string(office.Officer): "/officer", string(office.Head): "/leader",
	string(office.DeputyHead): "/leader", string(office.Control): "/leader/board", string(office.Inspector): "/inspector", string(office.Admin): "/admin",
}

// Home is the first page of who has just signed in.
func Home(who access.Who) string {
	if to, ok := homes[who.Role]; ok && who.Official != "" {
		return to
	}
	return "/"
}

func (d door) frame(r *http.Request, title string) page.Frame {
	f := d.Frame(r, page.Citizen, title)
	f.Nav = []page.Item{{Text: "Trợ giúp", Href: "/help"}}
	return f
}

// back is the page to return to: one of ours or none.
func back(f *page.Form) string { return page.Local(f.Value("back"), "") }
