package officer

import (
	"net/http"

	"motcua/web/page"
	"motcua/web/trail"
)

// part lets an office look at its part of a dossier that is no longer with it; to every
// other office the dossier is missing as before.
func (p pages) part(r *http.Request, missing error, show func(trail.View) error) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	v, err := trail.ReadPart(r.Context(), p.Hall, who, r.PathValue("code"), missing)
	if err != nil {
		return err
	}
	return show(v)
}

func (p pages) partFrame(r *http.Request, title string) page.Frame {
	f := p.frame(r, title)
	f.Back = &page.Link{Text: "Hồ sơ đã chuyển đi, đã trả lời", Href: "/officer/passed"}
	return f
}

// passed lists what the office has finished its part of.
func (p pages) passed(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	t, next, err := trail.PartedPage(r, p.Hall, who, func(code string) string { return "/officer/dossiers/" + code })
	if err != nil {
		return err
	}
	page.Render(w, r, http.StatusOK, trail.Parted(p.frame(r, "Hồ sơ đã chuyển đi, đã trả lời"), t, next))
	return nil
}
