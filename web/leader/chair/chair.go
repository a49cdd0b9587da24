package chair

import (
	"net/http"

	"motcua/access"
	"motcua/dossier"
	"motcua/office"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/trail"
)

// The roles that come in here.
const (
	Head        = string(office.Head)
	Deputy      = string(office.DeputyHead)
	OneStopHead = string(office.OneStopHead)
	Control     = string(office.Control)
	Inspector   = string(office.Inspector)
)

// Who gets past which door; the acts themselves are asked again in their stores.
const (
	Deciding = Head + ", " + Deputy
	Leading  = Deciding + ", " + OneStopHead
	Reading  = Leading + ", " + Control
	Watching = Reading + ", " + Inspector
)

// Chair is where a page of leaders is opened from.
type Chair struct{ *hall.Hall }

// PerPage is how many rows a page of a list shows, and how many are acted on at once.
const PerPage = 50

// Framed is the frame of a leader's page, with the navigation of the role.
func (c Chair) Framed(r *http.Request, who access.Who, title string) page.Frame {
	f := c.Frame(r, page.Official, title)
	f.Service, f.Home = "Lãnh đạo", "/leader"
	board := page.Item{Text: "Bảng số liệu", Href: "/leader/board"}
	letters, books := page.Item{Text: "Sổ thư xin lỗi", Href: "/leader/letters"}, page.Item{Text: "Sổ của đơn vị", Href: "/leader/books"}
	switch who.Role {
	case Control, Inspector:
		f.Service, f.Home, f.Nav = "Kiểm soát", "/leader/board", []page.Item{board, letters, books, {Text: "Phản ánh đòi thêm giấy tờ", Href: "/leader/beyond"}}
		if who.Role == Inspector {
			f.Nav = append(f.Nav, page.Item{Text: "Thanh tra hồ sơ", Href: "/inspector"})
		}
	case OneStopHead:
		f.Nav = []page.Item{{Text: "Bàn tiếp nhận", Href: "/desk"}, {Text: "Việc cần lãnh đạo", Href: "/leader"}, board, letters, books}
	default:
		f.Nav = []page.Item{{Text: "Việc cần lãnh đạo", Href: "/leader"}, board, letters, books, {Text: "Rà soát ngày hẹn", Href: "/leader/calendar"}}
	}
	f.Nav = append(f.Nav, page.Item{Text: "Niêm yết", Href: "/control/posting"})
	if who.Role == Control || c.Processes.Drafts(who) {
		f.Nav = append(f.Nav, page.Item{Text: "Thủ tục hành chính", Href: "/control"})
	}
	return f
}

// One opens the dossier of the address for somebody in one of the roles; one that is
// not theirs looks as if it were not there.
func (c Chair) One(r *http.Request, roles ...string) (access.Who, dossier.Dossier, error) {
	who, err := c.Official(r, roles...)
	if err != nil {
		return who, dossier.Dossier{}, err
	}
	d, err := c.Dossiers.Find(r.Context(), who, r.PathValue("code"))
	return who, d, err
}

// Acting is One with the view of the dossier, for the pages of an act: who may not do
// the act is told so before anything is filled in.
func (c Chair) Acting(r *http.Request, act string, roles ...string) (access.Who, trail.View, error) {
	who, d, err := c.Pressing(r, act, roles...)
	if err != nil {
		return who, trail.View{}, err
	}
	v, err := trail.Read(r.Context(), c.Hall, who, d)
	return who, v, err
}

// Pressing is Acting without the view, for a press that shows nothing when it goes
// through; trail.Read collects it when it does not.
func (c Chair) Pressing(r *http.Request, act string, roles ...string) (access.Who, dossier.Dossier, error) {
	who, d, err := c.One(r, roles...)
	if err == nil {
		err = access.May(who, act, d.Subject())
	}
	return who, d, err
}

// PathOf is the address of a dossier's page here.
func PathOf(code string) string { return "/leader/dossiers/" + code }

// Key is what the stores know a dossier by.
func Key(d dossier.Dossier) dossier.Key { return dossier.Key{Home: d.Home, ID: d.ID} }
