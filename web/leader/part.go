package leader

import (
	"net/http"

	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/trail"
)

// part lets the heads of an office look at its part of a dossier that is no longer with
// it; to every other office the dossier is missing as before.
func (l leader) part(r *http.Request, missing error, show func(trail.View) error) error {
	who, err := l.Official(r, chair.Head, chair.Deputy, chair.OneStopHead)
	if err != nil {
		return missing
	}
	v, err := trail.ReadPart(r.Context(), l.Hall, who, r.PathValue("code"), missing)
	if err != nil {
		return err
	}
	return show(v)
}

func (l leader) showPart(w http.ResponseWriter, r *http.Request, missing error) error {
	return l.part(r, missing, func(v trail.View) error {
		f := l.Framed(r, l.Who(r), "Hồ sơ "+v.Code)
		f.Trail = []page.Link{{Text: "Hồ sơ đã chuyển đi, đã trả lời", Href: "/leader/passed"}}
		v.ShowPart(w, r, f, chair.PathOf(v.Code))
		return nil
	})
}

// passed lists what the office has finished its part of.
func (l leader) passed(w http.ResponseWriter, r *http.Request) error {
	who, err := l.Official(r, chair.Head, chair.Deputy, chair.OneStopHead)
	if err != nil {
		return err
	}
	t, next, err := trail.PartedPage(r, l.Hall, who, chair.PathOf)
	if err != nil {
		return err
	}
	f := l.Framed(r, who, "Hồ sơ đã chuyển đi, đã trả lời")
	f.Wide, f.Trail = true, []page.Link{{Text: "Việc cần lãnh đạo", Href: "/leader"}}
	page.Render(w, r, http.StatusOK, trail.Parted(f, t, next))
	return nil
}
