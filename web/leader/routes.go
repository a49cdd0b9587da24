package leader

import (
	"net/http"

	"motcua/access"
	"motcua/analysis"
	"motcua/book"
	"motcua/dossier"
	"motcua/office"
	"motcua/report"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/trail"
)

const (
	head        = string(office.Head)
	deputy      = string(office.DeputyHead)
	oneStopHead = string(office.OneStopHead)
	control     = string(office.Control)
	inspector   = string(office.Inspector)
)

// Who gets past which door; the acts themselves are asked again in their stores.
const (
	deciding = head + ", " + deputy
	leading  = deciding + ", " + oneStopHead
	reading  = leading + ", " + control
	watching = reading + ", " + inspector
)

type leader struct {
	*hall.Hall
	reports *report.Store
	times   *analysis.Store
	books   *book.Store
}

// Routes is the map of this audience.
func Routes(h *hall.Hall) []hall.Route {
	l := leader{h, &report.Store{DB: h.DB}, &analysis.Store{DB: h.DB, Calendar: h.Calendar}, &book.Store{DB: h.DB, Log: h.Dossiers.Log, Civil: h.Civil}}
	const d = "/leader/dossiers/{code}"
	return []hall.Route{
		{Pattern: "GET /leader", Access: leading, Handle: l.today},
		{Pattern: "GET /leader/lists/{list}", Access: leading, Handle: l.list},
		{Pattern: "POST /leader/lists/unassigned", Access: leading, Handle: l.assignMany},
		{Pattern: "GET " + d, Access: reading, Handle: l.dossier},
		{Pattern: "GET " + d + "/files/{file}", Access: reading, Handle: l.file},
		{Pattern: "GET " + d + "/draft", Access: deciding, Handle: l.draft},
		{Pattern: "POST " + d + "/assign", Access: leading, Handle: l.assign},
		{Pattern: "GET " + d + "/forward", Access: leading, Handle: l.askForward},
		{Pattern: "POST " + d + "/forward", Access: leading, Handle: l.forward},
		{Pattern: "POST " + d + "/take", Access: leading, Handle: l.take},
		{Pattern: "GET " + d + "/sign", Access: deciding, Handle: l.askSign},
		{Pattern: "POST " + d + "/sign", Access: deciding, Handle: l.sign},
		{Pattern: "GET " + d + "/send-back", Access: deciding, Handle: l.askSendBack},
		{Pattern: "POST " + d + "/send-back", Access: deciding, Handle: l.sendBack},
		{Pattern: "GET " + d + "/stop", Access: leading, Handle: l.askStop},
		{Pattern: "POST " + d + "/stop", Access: leading, Handle: l.stop},
		{Pattern: "GET " + d + "/correct", Access: deciding, Handle: l.askCorrect},
		{Pattern: "POST " + d + "/correct", Access: deciding, Limit: uploadMost, Handle: l.correct},
		{Pattern: "GET " + d + "/second", Access: deciding, Handle: l.askSecond},
		{Pattern: "POST " + d + "/second", Access: deciding, Handle: l.second},
		{Pattern: "GET /leader/beyond", Access: control + ", " + inspector, Handle: l.beyond},
		{Pattern: "GET " + d + "/letter", Access: deciding, Handle: l.askLetter},
		{Pattern: "POST " + d + "/letter", Access: deciding, Handle: l.letter},
		{Pattern: "GET " + d + "/letter.pdf", Access: reading, Handle: l.letterPDF},
		{Pattern: "GET " + d + "/loss", Access: deciding, Handle: l.askLoss},
		{Pattern: "POST " + d + "/loss", Access: deciding, Handle: l.loss},
		{Pattern: "POST /leader/lists/letters", Access: deciding, Handle: l.reviewLetters},
		{Pattern: "POST /leader/letters/sign", Access: deciding, Handle: l.signLetters},
		{Pattern: "GET /leader/letters", Access: watching, Handle: l.register},
		{Pattern: "GET /leader/letters.csv", Access: watching, Handle: l.registerCSV},
		{Pattern: "GET /leader/letters.pdf", Access: watching, Handle: l.registerPDF},
		{Pattern: "GET /leader/calendar", Access: deciding, Handle: l.calendar},
		{Pattern: "POST /leader/calendar", Access: deciding, Handle: l.decideCalendar},
		{Pattern: "GET /leader/held", Access: watching, Handle: l.held},
		{Pattern: "GET /leader/held/spans", Access: watching, Handle: l.heldList},
		{Pattern: "GET " + d + "/control.pdf", Access: reading, Handle: l.controlPDF},
		{Pattern: "GET " + d + "/stop.pdf", Access: reading, Handle: l.stopPDF},
		{Pattern: "GET /leader/books", Access: watching, Handle: l.booksPage},
		{Pattern: "GET /leader/books/{year}/lock", Access: deciding, Handle: l.askLock},
		{Pattern: "POST /leader/books/{year}/lock", Access: deciding, Handle: l.lockBooks},
		{Pattern: "GET /leader/books/{year}/{kind}/pdf", Access: watching, Handle: l.bookPDF},
		{Pattern: "GET /leader/books/{year}/{kind}/csv", Access: watching, Handle: l.bookCSV},
		{Pattern: "GET /leader/books/void", Access: oneStopHead, Handle: l.askVoid},
		{Pattern: "POST /leader/books/void", Access: oneStopHead, Handle: l.void},
		{Pattern: "GET /leader/board", Access: watching, Handle: l.board},
		{Pattern: "GET /leader/board/{list}", Access: watching, Handle: l.boardList},
	}
}

func (l leader) frame(r *http.Request, who access.Who, title string) page.Frame {
	f := l.Frame(r, page.Official, title)
	f.Service, f.Home = "Lãnh đạo", "/leader"
	board := page.Item{Text: "Bảng số liệu", Href: "/leader/board"}
	letters, books := page.Item{Text: "Sổ thư xin lỗi", Href: "/leader/letters"}, page.Item{Text: "Sổ của đơn vị", Href: "/leader/books"}
	switch who.Role {
	case control, inspector:
		f.Service, f.Home, f.Nav = "Kiểm soát", "/leader/board", []page.Item{board, letters, books, {Text: "Phản ánh đòi thêm giấy tờ", Href: "/leader/beyond"}}
		if who.Role == inspector {
			f.Nav = append(f.Nav, page.Item{Text: "Thanh tra hồ sơ", Href: "/inspector"})
		}
	case oneStopHead:
		f.Nav = []page.Item{{Text: "Bàn tiếp nhận", Href: "/desk"}, {Text: "Việc cần lãnh đạo", Href: "/leader"}, board, letters, books}
	default:
		f.Nav = []page.Item{{Text: "Việc cần lãnh đạo", Href: "/leader"}, board, letters, books, {Text: "Rà soát ngày hẹn", Href: "/leader/calendar"}}
	}
	return f
}

// one opens the dossier of the address for somebody in one of the roles; one that is
// not theirs looks as if it were not there.
func (l leader) one(r *http.Request, roles ...string) (access.Who, dossier.Dossier, error) {
	who, err := l.Official(r, roles...)
	if err != nil {
		return who, dossier.Dossier{}, err
	}
	d, err := l.Dossiers.Find(r.Context(), who, r.PathValue("code"))
	return who, d, err
}

// acting is one with the view of the dossier, for the pages of an act: who may not do
// the act is told so before anything is filled in.
func (l leader) acting(r *http.Request, act string, roles ...string) (access.Who, trail.View, error) {
	who, d, err := l.one(r, roles...)
	if err != nil {
		return who, trail.View{}, err
	}
	if err := access.May(who, act, d.Subject()); err != nil {
		return who, trail.View{}, err
	}
	v, err := trail.Read(r.Context(), l.Hall, who, d)
	return who, v, err
}

func pathOf(code string) string { return "/leader/dossiers/" + code }

func key(d dossier.Dossier) dossier.Key { return dossier.Key{Home: d.Home, ID: d.ID} }

func (l leader) file(w http.ResponseWriter, r *http.Request) error {
	_, d, err := l.one(r, head, deputy, oneStopHead, control)
	if err != nil {
		return err
	}
	return trail.ServeFile(w, r, l.Hall, d)
}
