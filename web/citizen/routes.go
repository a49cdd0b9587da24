package citizen

import (
	"net/http"

	"motcua/rating"
	"motcua/web/citizen/sample"
	"motcua/web/citizen/versions"
	"motcua/web/hall"
	"motcua/web/page"
)

// uploadMost bounds one upload: the largest PDF accepted and the form around it.
const uploadMost = 60 << 20

type pages struct {
	*hall.Hall
	ratings *rating.Store
}

// Routes is the map of the citizens' pages.
func Routes(h *hall.Hall) []hall.Route {
	p := pages{h, &rating.Store{DB: h.DB, Dossiers: h.Dossiers, Log: h.Dossiers.Log, IDs: h.IDs, Civil: h.Civil}}
	routes := []hall.Route{
		{Pattern: "GET /{$}", Access: "anyone", Handle: p.home},
		{Pattern: "GET /procedures", Access: "anyone", Handle: p.procedures},
		{Pattern: "GET /procedures/{code}", Access: "anyone", Handle: p.procedure},
		{Pattern: "GET /procedures/{code}/beyond", Access: "anyone", Handle: p.demand},
		{Pattern: "POST /procedures/{code}/beyond", Access: "anyone", Limit: evidenceMost, Handle: p.reportDemand},
		{Pattern: "POST /procedures/{code}/file", Access: "citizen", Handle: p.begin},
		{Pattern: "GET /filing/{draft}/{step}", Access: "citizen", Handle: p.step},
		{Pattern: "POST /filing/{draft}/{step}", Access: "citizen", Handle: p.answer},
		{Pattern: "POST /filing/{draft}/save", Access: "citizen", Handle: p.autosave},
		{Pattern: "GET /filing/{draft}/papers/{paper}", Access: "citizen", Handle: p.paper},
		{Pattern: "POST /filing/{draft}/papers/{paper}", Access: "citizen", Limit: uploadMost, Handle: p.upload},
		{Pattern: "POST /filing/{draft}/papers/{paper}/remove", Access: "citizen", Handle: p.removeFile},
		{Pattern: "POST /filing/{draft}/registers", Access: "citizen", Handle: p.look},
		{Pattern: "POST /filing/{draft}/drop", Access: "citizen", Handle: p.drop},
		{Pattern: "POST /filing/{draft}/submit", Access: "citizen", Handle: p.submit},
		{Pattern: "GET /mine", Access: "citizen", Handle: p.mine},
		{Pattern: "GET /mine/{code}", Access: "citizen", Handle: p.follow},
		{Pattern: "GET /mine/{code}/receipt.pdf", Access: "citizen", Handle: p.receipt},
		{Pattern: "GET /mine/{code}/form", Access: "citizen", Handle: p.declared},
		{Pattern: "POST /mine/{code}/form", Access: "citizen", Handle: p.redeclare},
		{Pattern: "GET /mine/{code}/form.pdf", Access: "citizen", Handle: p.declaredPDF},
		{Pattern: "GET /mine/{code}/supplement.pdf", Access: "citizen", Handle: p.supplementSlip},
		{Pattern: "GET /mine/{code}/refusal.pdf", Access: "citizen", Handle: p.refusalSlip},
		{Pattern: "GET /mine/{code}/stop.pdf", Access: "citizen", Handle: p.stopNotice},
		{Pattern: "GET /mine/{code}/fee/{n}/pdf", Access: "citizen", Handle: p.feePaper},
		{Pattern: "GET /mine/{code}/apology.pdf", Access: "citizen", Handle: p.apology},
		{Pattern: "POST /mine/{code}/letter-received", Access: "citizen", Handle: p.letterReceived},
		{Pattern: "GET /mine/{code}/result", Access: "citizen", Handle: p.result},
		{Pattern: "POST /mine/{code}/result", Access: "citizen", Handle: p.takeResult},
		{Pattern: "GET /mine/{code}/files/{file}", Access: "citizen", Handle: p.file},
		{Pattern: "GET /mine/{code}/supply", Access: "citizen", Handle: p.supplyPage},
		{Pattern: "POST /mine/{code}/supply", Access: "citizen", Limit: uploadMost, Handle: p.supply},
		{Pattern: "GET /mine/{code}/withdraw", Access: "citizen", Handle: p.withdrawPage},
		{Pattern: "POST /mine/{code}/withdraw", Access: "citizen", Handle: p.withdraw},
		{Pattern: "GET /mine/{code}/rating", Access: "citizen", Handle: p.ballot},
		{Pattern: "POST /mine/{code}/rating", Access: "citizen", Handle: p.vote},
		{Pattern: "GET /track", Access: "anyone", Handle: p.trackForm},
		{Pattern: "POST /track", Access: "anyone", Handle: p.track},
		{Pattern: "GET /track/{code}", Access: "anyone", Handle: p.tracked},
		{Pattern: "GET /q/{token}", Access: "anyone", Handle: p.sheet},
		{Pattern: "GET /q/{token}/receipt.json", Access: "anyone", Handle: p.proof},
		{Pattern: "GET /q/{token}/checkpoint.txt", Access: "anyone", Handle: p.checkpoint},
		{Pattern: "GET /q/{token}/beyond", Access: "anyone", Handle: p.beyond},
		{Pattern: "POST /q/{token}/beyond", Access: "anyone", Limit: evidenceMost, Handle: p.reportBeyond},
		{Pattern: "GET /q/{token}/rating", Access: "anyone", Handle: p.paperBallot},
		{Pattern: "POST /q/{token}/rating", Access: "anyone", Handle: p.paperVote},
	}
	routes = append(routes, sample.Routes(h)...)
	routes = append(routes, versions.Routes(versions.Pages{Hall: h, Framed: p.frame})...)
	for i := range routes {
		routes[i] = hall.Squeezed(routes[i])
	}
	return routes
}

// frame is the frame of a citizen's page.
func (p pages) frame(r *http.Request, title string) page.Frame {
	f := p.Frame(r, page.Citizen, title)
	f.Nav = []page.Item{{Text: "Tìm thủ tục", Href: "/procedures"}, {Text: "Theo dõi", Href: "/track"}}
	if f.User == nil || p.Sessions.Of(r.Context()).Person != "" {
		f.Nav = append(f.Nav, page.Item{Text: "Hồ sơ của tôi", Href: "/mine"})
	}
	return f
}
