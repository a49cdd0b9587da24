package inspector

import (
	"net/http"

	"motcua/access"
	"motcua/dossier"
	"motcua/office"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/trail"
)

const role = string(office.Inspector)

type inspector struct{ *hall.Hall }

// Routes is the map of this audience.
func Routes(h *hall.Hall) []hall.Route {
	i := inspector{h}
	return []hall.Route{
		{Pattern: "GET /inspector", Access: role, Handle: i.search},
		{Pattern: "GET /inspector/reads", Access: role, Handle: i.reads},
		{Pattern: "GET /inspector/dossiers/{code}", Access: role, Handle: i.dossier},
		{Pattern: "GET /inspector/dossiers/{code}/files/{file}", Access: role, Handle: i.file},
	}
}

func (i inspector) frame(r *http.Request, title string) page.Frame {
	f := i.Frame(r, page.Official, title)
	f.Service, f.Home = "Thanh tra, kiểm tra", "/inspector"
	f.Nav = []page.Item{{Text: "Thanh tra hồ sơ", Href: "/inspector"}, {Text: "Ai đã xem hồ sơ", Href: "/inspector/reads"}, {Text: "Bảng số liệu", Href: "/leader/board"}}
	return f
}

// one opens the dossier of the address with its full trail, for who may read it.
func (i inspector) one(r *http.Request) (access.Who, dossier.Dossier, error) {
	who, err := i.Official(r, role)
	if err != nil {
		return who, dossier.Dossier{}, err
	}
	d, err := i.Dossiers.Find(r.Context(), who, r.PathValue("code"))
	if err != nil {
		return who, d, err
	}
	return who, d, access.May(who, "see_trail", d.Subject())
}

func (i inspector) file(w http.ResponseWriter, r *http.Request) error {
	_, d, err := i.one(r)
	if err != nil {
		return err
	}
	return trail.ServeFile(w, r, i.Hall, d)
}
