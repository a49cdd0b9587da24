package hall

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"

	"motcua/access"
	"motcua/account"
	"motcua/almanac"
	"motcua/apology"
	"motcua/book"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/draft"
	"motcua/form"
	"motcua/intake"
	"motcua/law"
	"motcua/ledger"
	"motcua/letter"
	"motcua/office"
	"motcua/paper"
	"motcua/payment"
	"motcua/person"
	"motcua/posting"
	"motcua/procedure"
	"motcua/process"
	"motcua/publication"
	"motcua/session"
	"motcua/slip"
	"motcua/web/page"
)

// Setting is one line of what the program runs with. It is shown and never changed on a
// page.
type Setting struct{ Key, Value string }

// Route is one line of an audience's map.
type Route struct {
	Pattern string // "POST /officer/dossiers/{code}/supplement"
	// Access says in words and roles who gets past the door; a generated test asks
	// every role. "anyone", "citizen", "official", or a comma list of roles.
	Access string
	Limit  int64 // bytes of the body; 0 is the usual 1 MiB
	Handle func(w http.ResponseWriter, r *http.Request) error
}

// Hall holds what pages need. It is filled once at start.
type Hall struct {
	DB         *db.DB
	Civil      clock.Clock
	Wall       clock.Clock
	IDs        *clock.IDs
	Dossiers   *dossier.Store
	Drafts     *draft.Store
	Letters    *apology.Store
	Payments   *payment.Store
	Intake     *intake.Store
	Registers  intake.Registers // nil where no database is connected
	Procedures *procedure.Store
	Forms      *form.Store
	Processes  *process.Store
	Offices    *office.Store
	People     *person.Store
	Accounts   *account.Store
	Papers     *paper.Store
	Signer     letter.Signer
	Keys       ledger.Keys
	Calendar   func() *calendar.Table              // the civil one, as it is now
	CalendarAt func(clock.Instant) *calendar.Table // and as it was at a moment
	Almanac    *almanac.Store
	Sessions   *session.Sessions
	Hasher     *session.Hasher
	Throttle   *session.Throttle
	Slips      func() slip.Desk
	Log        *slog.Logger
	// Publications is where procedures change by a decision.
	Publications *publication.Store
	// Postings is what hangs at the offices.
	Postings *posting.Store
	// National gives what the national database publishes; nil where it is not connected.
	National func(ctx context.Context) ([]procedure.Version, error)
	// Address of the caller behind trusted proxies.
	Address func(r *http.Request) netip.Addr
	// RequestID of the request, for events.
	RequestID func(ctx context.Context) string
	// About is what the program runs with, for the administrator's page.
	About func(ctx context.Context) ([]Setting, error)
	// Configuration is what travels as files.
	Configuration Configuration
	// Clock is the bar that moves the civil clock; nil outside a demo.
	Clock func(r *http.Request) *page.ClockBar
}

// Today is the civil day YYYY-MM-DD.
func (h *Hall) Today() string { return calendar.DateOf(h.Civil.Now()).String() }

// Books are the yearly books of every room, with those that other rooms keep.
func (h *Hall) Books() *book.Store {
	return &book.Store{DB: h.DB, Log: h.Dossiers.Log, Civil: h.Civil, Also: []book.Keeper{h.Letters.Keeper(), h.Payments.Keeper()}}
}

// Law is the profile of today: what pages print follows the day it is printed. It is
// the zero profile on a day for which none is shipped.
func (h *Hall) Law() law.Profile {
	p, _ := law.For(h.Today())
	return p
}

// FormLabel is " (Mẫu 02)" behind a title, as today's profile numbers the form; "" for
// a form of our own, which has no number.
func (h *Hall) FormLabel(form string) string {
	if label := h.Law().Forms[form].Label(); label != "" {
		return " (" + label + ")"
	}
	return ""
}

// Who is at the door: the official in the post taken, or the citizen, or nobody.
// A post that is not held today gives nobody: rights end with the post.
func (h *Hall) Who(r *http.Request) access.Who {
	id := h.Sessions.Of(r.Context())
	w := access.Who{Channel: "page", Person: id.Person}
	if h.RequestID != nil {
		w.Request = h.RequestID(r.Context())
	}
	if id.Official == "" {
		return w
	}
	day := h.Today()
	p, ok := h.Offices.Post(id.Post)
	if !ok || p.Official != id.Official || !p.On(day) {
		return access.Who{Channel: "page", Request: w.Request}
	}
	w.Official, w.Post, w.Office, w.Role = id.Official, p.ID, p.Office, string(p.Role)
	if o, ok := h.Offices.Official(id.Official); ok {
		w.Name = o.Name
	}
	if id.Behalf != "" && h.delegated(p.ID, id.Behalf, day) {
		w.Behalf = id.Behalf
	}
	w.Below, w.Above = h.around(p.Office, day)
	w.Former = h.Offices.Tree().Former(p.Office, day)
	return w
}

// delegated reports whether the post may act for another today, for any act.
func (h *Hall) delegated(post, behalf, day string) bool {
	for _, d := range h.Offices.Delegations(post, "", day) {
		if d.From == behalf {
			return true
		}
	}
	return false
}

// around lists the offices under and over one, for those who watch.
func (h *Hall) around(id, day string) (below, above []string) {
	t := h.Offices.Tree()
	for _, x := range t.Scope(id, day) {
		if x != id {
			below = append(below, x)
		}
	}
	for o, ok := t.Office(id); ok && o.Parent != ""; {
		above = append(above, o.Parent)
		o, ok = t.Office(o.Parent)
	}
	return below, above
}

// helps are the help pages by role; a deputy works as a head.
var helps = map[office.Role]string{office.Reception: "desk", office.OneStopHead: "desk", office.Officer: "officer", office.Head: "leader", office.DeputyHead: "leader",
	office.Control: "control", office.Inspector: "inspector", office.Admin: "admin"}

// Help is the page of help for a role, the citizens' for nobody's.
func Help(role string) string {
	if topic, ok := helps[office.Role(role)]; ok {
		return "/help/" + topic
	}
	return "/help"
}

// Frame is the frame of a page: who is signed in, the demo's clock, where to send
// feedback (CK-3).
func (h *Hall) Frame(r *http.Request, audience page.Audience, title string) page.Frame {
	f := page.NewFrame(r, audience, title)
	f.SignIn = "/signin"
	who := h.Who(r)
	f.Help = Help(who.Role)
	switch {
	case who.Official != "":
		f.User = &page.User{Name: who.Name, Post: office.Role(who.Role).Vietnamese(), Office: h.Offices.Tree().Title(who.Office), Account: "/account", SignOut: "/signout"}
	case who.Person != "":
		name := "Tài khoản của tôi"
		if p, err := h.People.Find(r.Context(), who.Person); err == nil {
			name = p.Name
		}
		f.User = &page.User{Name: name, Account: "/account", SignOut: "/signout"}
	}
	if h.Clock != nil {
		f.Clock = h.Clock(r)
	}
	f.Feedback = page.Feedback{Office: "Văn phòng Ủy ban nhân dân Thành phố – Phòng Kiểm soát thủ tục hành chính", Address: "86 Lê Thánh Tôn, Quận 1", Phone: "1022"}
	return f
}

// Official demands that somebody in a post is at the door, in one of the roles
// when any are given; nobody else gets past.
func (h *Hall) Official(r *http.Request, roles ...string) (access.Who, error) {
	who := h.Who(r)
	if who.Official == "" {
		return who, ErrSignIn
	}
	if len(roles) == 0 {
		return who, nil
	}
	for _, x := range roles {
		if x == who.Role {
			return who, nil
		}
	}
	return who, NotYours()
}

// Citizen demands a signed-in citizen.
func (h *Hall) Citizen(r *http.Request) (access.Who, error) {
	who := h.Who(r)
	if who.Person == "" {
		return who, ErrSignIn
	}
	return who, nil
}
