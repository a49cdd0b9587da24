package posted

import (
	"net/http"
	"slices"

	"motcua/access"
	"motcua/office"
	"motcua/paper"
	"motcua/posting"
	"motcua/refusal"
	"motcua/web/control"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

type pages struct{ control.Room }

// home is the address of these pages; everything else stands below.
const home = "/control/posting"

// access line of these pages: who posts, who answers for it, who looks.
const door = "control, inspector, reception, onestop_head, officer, head, deputy_head"

var roles = []string{string(office.Control), string(office.Inspector), string(office.Reception), string(office.OneStopHead), string(office.Officer), string(office.Head), string(office.DeputyHead)}

// photoMost bounds a form with a photo.
const photoMost = 24 << 20

// Routes is the map of these pages.
func Routes(h *hall.Hall) []hall.Route {
	p := pages{control.Room{Hall: h}}
	const place, sheet, found, apart = home + "/places/{place}", home + "/sheets/{sheet}", home + "/findings/{finding}", home + "/national/{difference}"
	out := []hall.Route{
		{Pattern: "GET " + home, Handle: p.home},
		{Pattern: "GET " + home + "/offices/{office}", Handle: p.office},
		{Pattern: "GET " + home + "/offices/{office}/new", Handle: p.askPlace},
		{Pattern: "POST " + home + "/offices/{office}/new", Handle: p.newPlace},
		{Pattern: "GET " + place, Handle: p.place},
		{Pattern: "POST " + place + "/close", Handle: p.closePlace},
		{Pattern: "GET " + place + "/post", Handle: p.askPost},
		{Pattern: "POST " + place + "/post", Limit: photoMost, Handle: p.post},
		{Pattern: "GET " + place + "/find", Handle: p.askFind},
		{Pattern: "POST " + place + "/find", Limit: photoMost, Handle: p.find},
		{Pattern: "GET " + place + "/binder.pdf", Handle: p.binder},
		{Pattern: "GET " + place + "/sheets/{code}", Handle: p.printed},
		{Pattern: "GET " + place + "/photos/{file}", Handle: p.placePhoto},
		{Pattern: "GET " + sheet, Handle: p.sheet},
		{Pattern: "POST " + sheet + "/down", Limit: photoMost, Handle: p.down},
		{Pattern: "POST " + sheet + "/check", Limit: photoMost, Handle: p.check},
		{Pattern: "GET " + home + "/findings", Handle: p.findings},
		{Pattern: "GET " + found, Handle: p.finding},
		{Pattern: "GET " + found + "/photos/{file}", Handle: p.findingPhoto},
		{Pattern: "POST " + found + "/confirm", Handle: p.confirm},
		{Pattern: "POST " + found + "/dismiss", Handle: p.dismiss},
		{Pattern: "POST " + found + "/settle", Limit: photoMost, Handle: p.settle},
		{Pattern: "GET " + home + "/national", Handle: p.national},
		{Pattern: "POST " + home + "/national", Limit: exportMost, Handle: p.compare},
		{Pattern: "GET " + apart, Handle: p.difference},
		{Pattern: "POST " + apart, Handle: p.workOff},
	}
	for i := range out {
		out[i].Access = door
	}
	return out
}

// who demands somebody who posts, answers or looks.
func (p pages) who(r *http.Request) (access.Who, error) { return p.Official(r, roles...) }

var up = page.Link{Text: "Niêm yết", Href: home}

// framed is the frame of a page here: who has business with procedures themselves keeps
// the navigation of that room.
func (p pages) framed(r *http.Request, who access.Who, title string, above ...page.Link) page.Frame {
	if slices.Contains([]string{string(office.Control), string(office.Officer), string(office.Head), string(office.DeputyHead)}, who.Role) {
		return p.Framed(r, title, above...)
	}
	f := p.Frame(r, page.Official, title)
	f.Service, f.Home, f.Wide, f.Trail = "Niêm yết", home, true, above
	f.Nav = []page.Item{{Text: "Niêm yết", Href: home}, {Text: "Phát hiện", Href: home + "/findings"}}
	if who.Role == string(office.Inspector) {
		f.Nav = append(f.Nav, page.Item{Text: "Thanh tra hồ sơ", Href: "/inspector"})
	} else {
		f.Nav = append(f.Nav, page.Item{Text: "Bàn tiếp nhận", Href: "/desk"})
	}
	return f
}

// watches reports whether somebody looks at several offices.
func watches(who access.Who) bool {
	return who.Role == string(office.Control) || who.Role == string(office.Inspector)
}

func may(who access.Who, act string, on access.Subject) bool { return access.May(who, act, on) == nil }

func (p pages) placePhoto(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	x, err := p.Postings.Place(r.Context(), who, r.PathValue("place"))
	if err != nil {
		return err
	}
	return trail.ServeOf(w, r, p.Hall, x.ID, "photo")
}

func (p pages) findingPhoto(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	x, err := p.Postings.Finding(r.Context(), who, r.PathValue("finding"))
	if err != nil {
		return err
	}
	return trail.ServeOf(w, r, p.Hall, x.ID, "photo")
}

// staged checks and stores the photo of a form; what may not come in is a refusal at its
// field.
func (p pages) staged(r *http.Request, f *page.Form, field string) (*paper.PaperFile, error) {
	heads := f.Files(field)
	if len(heads) == 0 {
		return nil, nil
	}
	file, err := heads[0].Open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	one, err := p.Papers.Stage(r.Context(), paper.Given{Paper: "photo", Name: heads[0].Filename}, file, heads[0].Size)
	if no, ok := refusal.As(err); ok && no.Kind == refusal.KindInvalid {
		return nil, refusal.Invalid("photo", no.Sentence)
	}
	if err != nil {
		return nil, err
	}
	return &one, nil
}

// stateTag is how a sheet stands.
func stateTag(s posting.State) parts.Tag {
	return parts.Tag{Kind: map[posting.State]parts.Kind{posting.Wanted: parts.Soon, posting.Hanging: parts.Good, posting.Flagged: parts.Late, posting.Down: parts.Done, posting.Lapsed: parts.Done}[s], Text: s.Vietnamese()}
}

func findingTag(s posting.FindingState) parts.Tag {
	return parts.Tag{Kind: map[posting.FindingState]parts.Kind{posting.Reported: parts.New, posting.Open: parts.Late, posting.Settled: parts.Good, posting.Overtaken: parts.Late, posting.Dismissed: parts.Done}[s], Text: s.Vietnamese()}
}

// nameOf is an official's name; nobody is the program or a passer-by.
func (p pages) nameOf(id string) string {
	if o, ok := p.Offices.Official(id); ok {
		return o.Name
	}
	return id
}
