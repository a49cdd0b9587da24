package page

import "time"

// Audience is the kind of person a page is for; it chooses type size and density.
type Audience string

// The two densities.
const (
	Citizen  Audience = "citizen"  // one question a page, 19 px
	Official Audience = "official" // tables, 15–16 px
)

// Link is a text that leads somewhere.
type Link struct {
	Text string
	Href string
}

// Item is one entry of the navigation. Count is shown after the text when it is not
// nil: the length of the list the entry opens.
type Item struct {
	Text  string
	Href  string
	Key   string // key that jumps there at a desk, "1".."9"; "" for none
	Count *int64
}

// User is the person signed in, as the shell shows it.
type User struct {
	Name    string
	Post    string // "Công chức tiếp nhận"
	Office  string // "UBND Phường Bến Nghé"
	Account string // page of the account; "" for none
	SignOut string // POST address that ends the session
}

// Feedback says where remarks on this service go (CK-3).
type Feedback struct {
	Office  string
	Address string
	Phone   string
	Email   string
	Form    string // page of ours that takes remarks; "" for none
}

// ClockBar is the demo's bar: it shows the civil clock and moves it.
type ClockBar struct {
	Now    time.Time
	Action string // POST address; field "move" carries Move.Value, "back" the page to return to
	Moves  []Move // empty: DefaultMoves
}

// Move is one button of the clock bar.
type Move struct {
	Text  string
	Value string
}

// DefaultMoves are the steps a demonstration needs.
func DefaultMoves() []Move {
	return []Move{
		{Text: "+1 giờ", Value: "1h"},
		{Text: "sáng hôm sau", Value: "morning"},
		{Text: "+1 tuần", Value: "week"},
	}
}

// Frame is what a page tells the shell.
type Frame struct {
	Title    string // the page's own name, without the product's
	Audience Audience
	Service  string // the place within the product, beside its name: "Bàn tiếp nhận"
	Home     string // where the name leads; "" is "/"
	Nav      []Item
	Help     string // page of help for who is at the door; "" for none
	SignIn   string // page of sign-in, shown when User is nil; "" for none
	User     *User
	Path     string // request path, marks the navigation entry; NewFrame fills it
	Query    string // raw query, kept by the language switch; NewFrame fills it
	Clock    *ClockBar
	Flash    *Flash // nil: the one carried over the last redirect
	Back     *Link  // "Quay lại" above the page
	Trail    []Link // breadcrumbs, the page itself not among them
	Feedback Feedback
	Failed   bool // there are problems: the title says so first
	Wide     bool // use the whole width (boards, desks)
	Refresh  int  // seconds after which the browser asks again without script; 0 never
}

// current tells whether the navigation entry leads to the page shown or an ancestor
// of it; among several the longest wins, which the caller decides.
func (f Frame) current(href string) bool {
	best := ""
	for _, it := range f.Nav {
		if (f.Path == it.Href || within(f.Path, it.Href)) && len(it.Href) > len(best) {
			best = it.Href
		}
	}
	return best != "" && best == href
}

func within(path, href string) bool {
	return len(path) > len(href) && path[:len(href)] == href && (path[len(href)] == '/' || href[len(href)-1] == '/') && href != "/"
}

func (f Frame) home() string {
	if f.Home == "" {
		return "/"
	}
	return f.Home
}
