package leader

import (
	"net/http"
	"slices"

	"motcua/analysis"
	"motcua/book"
	"motcua/report"
	"motcua/web/hall"
	"motcua/web/leader/books"
	"motcua/web/leader/chair"
	"motcua/web/leader/letters"
	"motcua/web/page"
	"motcua/web/trail"
)

type leader struct {
	chair.Chair
	reports *report.Store
	times   *analysis.Store
	books   *book.Store
	letters letters.Pages
}

// Routes is the map of this audience, with those of its letters and books.
func Routes(h *hall.Hall) []hall.Route {
	l := leader{Chair: chair.Chair{Hall: h}, reports: &report.Store{DB: h.DB}, times: &analysis.Store{DB: h.DB, Calendar: h.CalendarAt},
		books: h.Books()}
	l.letters = letters.Pages{Chair: l.Chair, Again: func(w http.ResponseWriter, r *http.Request, f *page.Form) error {
		return l.showList(w, r, http.StatusUnprocessableEntity, "letters", f)
	}}
	return slices.Concat(l.routes(), letters.Routes(l.letters), books.Routes(l.Chair, l.books, l.reports))
}

func (l leader) routes() []hall.Route {
	const d = "/leader/dossiers/{code}"
	return []hall.Route{
		{Pattern: "GET /leader", Access: chair.Leading, Handle: l.today},
		{Pattern: "GET /leader/lists/{list}", Access: chair.Leading, Handle: l.list},
		{Pattern: "POST /leader/lists/unassigned", Access: chair.Leading, Handle: l.assignMany},
		{Pattern: "GET " + d, Access: chair.Reading, Handle: l.dossier},
		{Pattern: "GET " + d + "/files/{file}", Access: chair.Reading, Handle: l.file},
		{Pattern: "GET " + d + "/draft", Access: chair.Deciding, Handle: l.draft},
		{Pattern: "POST " + d + "/assign", Access: chair.Leading, Handle: l.assign},
		{Pattern: "GET " + d + "/forward", Access: chair.Leading, Handle: l.askForward},
		{Pattern: "POST " + d + "/forward", Access: chair.Leading, Handle: l.forward},
		{Pattern: "POST " + d + "/take", Access: chair.Leading, Handle: l.take},
		{Pattern: "GET " + d + "/sign", Access: chair.Deciding, Handle: l.askSign},
		{Pattern: "POST " + d + "/sign", Access: chair.Deciding, Handle: l.sign},
		{Pattern: "POST " + d + "/decide", Access: chair.Deciding, Handle: l.decide},
		{Pattern: "GET " + d + "/send-back", Access: chair.Deciding, Handle: l.askSendBack},
		{Pattern: "POST " + d + "/send-back", Access: chair.Deciding, Handle: l.sendBack},
		{Pattern: "GET " + d + "/stop", Access: chair.Leading, Handle: l.askStop},
		{Pattern: "POST " + d + "/stop", Access: chair.Leading, Limit: trail.UploadMost, Handle: l.stop},
		{Pattern: "GET " + d + "/correct", Access: chair.Deciding, Handle: l.askCorrect},
		{Pattern: "POST " + d + "/correct", Access: chair.Deciding, Limit: uploadMost, Handle: l.correct},
		{Pattern: "GET " + d + "/second", Access: chair.Deciding, Handle: l.askSecond},
		{Pattern: "POST " + d + "/second", Access: chair.Deciding, Handle: l.second},
		{Pattern: "GET /leader/beyond", Access: chair.Control + ", " + chair.Inspector, Handle: l.beyond},
		{Pattern: "GET /leader/beyond/{home}/{report}/{file}", Access: chair.Control + ", " + chair.Inspector, Handle: l.beyondFile},
		{Pattern: "GET /leader/passed", Access: chair.Leading, Handle: l.passed},
		{Pattern: "GET /leader/calendar", Access: chair.Deciding, Handle: l.calendar},
		{Pattern: "POST /leader/calendar", Access: chair.Deciding, Handle: l.decideCalendar},
		{Pattern: "GET /leader/held", Access: chair.Watching, Handle: l.held},
		{Pattern: "GET /leader/held/spans", Access: chair.Watching, Handle: l.heldList},
		{Pattern: "GET " + d + "/form.pdf", Access: chair.Reading, Handle: l.formPDF},
		{Pattern: "GET " + d + "/control.pdf", Access: chair.Reading, Handle: l.controlPDF},
		{Pattern: "GET " + d + "/stop.pdf", Access: chair.Reading, Handle: l.stopPDF},
		{Pattern: "GET /leader/board", Access: chair.Watching, Handle: l.board},
		{Pattern: "GET /leader/board/{list}", Access: chair.Watching, Handle: l.boardList},
	}
}

func (l leader) file(w http.ResponseWriter, r *http.Request) error {
	_, d, err := l.One(r, chair.Head, chair.Deputy, chair.OneStopHead, chair.Control)
	if err != nil {
		return err
	}
	return trail.ServeFile(w, r, l.Hall, d)
}
