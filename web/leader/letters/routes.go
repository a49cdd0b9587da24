package letters

import (
	"net/http"

	"motcua/web/hall"
	"motcua/web/leader/chair"
	"motcua/web/page"
)

// Pages are the pages of letters.
type Pages struct {
	chair.Chair
	// Again draws the list of letters to be sent once more, with what was wrong about
	// the ticks in its form.
	Again func(w http.ResponseWriter, r *http.Request, f *page.Form) error
}

// Routes is the map of these pages.
func Routes(l Pages) []hall.Route {
	const d = "/leader/dossiers/{code}"
	return []hall.Route{
		{Pattern: "GET " + d + "/letter", Access: chair.Deciding, Handle: l.askLetter},
		{Pattern: "POST " + d + "/letter", Access: chair.Deciding, Handle: l.letter},
		{Pattern: "GET " + d + "/letter.pdf", Access: chair.Reading, Handle: l.letterPDF},
		{Pattern: "GET " + d + "/loss", Access: chair.Deciding, Handle: l.askLoss},
		{Pattern: "POST " + d + "/loss", Access: chair.Deciding, Handle: l.loss},
		{Pattern: "POST /leader/lists/letters", Access: chair.Deciding, Handle: l.reviewLetters},
		{Pattern: "POST /leader/letters/sign", Access: chair.Deciding, Handle: l.signLetters},
		{Pattern: "GET /leader/letters", Access: chair.Watching, Handle: l.register},
		{Pattern: "GET /leader/letters.csv", Access: chair.Watching, Handle: l.registerCSV},
		{Pattern: "GET /leader/letters.pdf", Access: chair.Watching, Handle: l.registerPDF},
	}
}
