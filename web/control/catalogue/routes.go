package catalogue

import (
	"motcua/access"
	"motcua/web/control"
	"motcua/web/hall"
	"net/http"
)

// uploadMost bounds a packed configuration.
const uploadMost = 32 << 20

// keeping is who takes files over.
const keeping = "control, admin"

// pages are the pages of the catalogue.
type pages struct{ control.Room }

// Routes is the map of these pages.
func Routes(h *hall.Hall) []hall.Route {
	p := pages{control.Room{Hall: h}}
	const c = "/control/configuration"
	return []hall.Route{
		{Pattern: "GET /control/catalogue", Access: control.Access, Handle: p.list},
		{Pattern: "GET /control/catalogue/{procedure}", Access: control.Access, Handle: p.procedure},
		{Pattern: "GET " + c, Access: keeping, Handle: p.configuration},
		{Pattern: "GET " + c + "/files.zip", Access: keeping, Handle: p.download},
		{Pattern: "POST " + c, Access: keeping, Limit: uploadMost, Handle: p.upload},
		{Pattern: "GET " + c + "/{files}", Access: keeping, Handle: p.review},
		{Pattern: "POST " + c + "/{files}", Access: keeping, Handle: p.apply},
	}
}

// keeper demands somebody who takes files over.
func (p pages) keeper(r *http.Request) (access.Who, error) {
	return p.Official(r, "control", "admin")
}
