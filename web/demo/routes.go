package demo

import (
	"net/http"
	"time"

	"motcua/calendar"
	"motcua/clock"
	"motcua/web/hall"
	"motcua/web/page"
)

// Desk is what the demo's pages need beside the hall.
type Desk struct {
	Hall  *hall.Hall
	Civil *clock.Civil
	Sent  func() []Message // what the simulators received, oldest first
	// Moved is told that the clock was moved, so that what fell due is done before
	// the next page is drawn.
	Moved func(r *http.Request) error
}

// Message is one text or mail as it came out at the other end.
type Message struct {
	Channel, To, Subject, Body string
	At                         time.Time
}

// Path is where the clock bar sends its form.
const Path = "/demo/clock"

// Routes is the map of the demo.
func (d *Desk) Routes() []hall.Route {
	return []hall.Route{
		{Pattern: "POST " + Path, Access: "anyone", Handle: d.move},
		{Pattern: "GET /demo/sent", Access: "anyone", Handle: d.sent},
	}
}

// Bar is the clock bar of every page of a demonstration.
func (d *Desk) Bar(*http.Request) *page.ClockBar {
	return &page.ClockBar{Now: d.Civil.Now(), Action: Path, Moves: page.DefaultMoves()}
}

// move sets the civil clock forward; a demonstration never goes back, because
// events cannot.
func (d *Desk) move(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	back := page.Local(f.Value("back"), "/")
	now := d.Civil.Now()
	d.Civil.Set(After(d.Hall.Calendar(), now, f.Value("move")))
	if err := d.Moved(r); err != nil {
		return err
	}
	page.Redirect(w, r, back, page.Flash{Kind: "info", Text: "Đồng hồ trình diễn: " + page.DateTime(d.Civil.Now())})
	return nil
}

// After gives the moment a button of the bar leads to.
func After(cal *calendar.Table, now time.Time, move string) time.Time {
	today := calendar.DateOf(now)
	switch move {
	case "1h":
		return now.Add(time.Hour)
	case "morning":
		next := cal.Add(today, 1)
		return next.At(cal.Opening(next))
	case "week":
		next := cal.Next(today + 7)
		return next.At(cal.Opening(next))
	}
	return now
}

func (d *Desk) sent(w http.ResponseWriter, r *http.Request) error {
	all := d.Sent()
	f := d.Hall.Frame(r, page.Citizen, "Tin nhắn và thư đã gửi")
	page.Render(w, r, http.StatusOK, sentPage(f, all))
	return nil
}
