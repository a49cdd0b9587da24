package processes

import (
	"net/http"
	"strconv"

	"motcua/access"
	"motcua/procedure"
	"motcua/process"
	"motcua/refusal"
	"motcua/web/control"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type pages struct{ control.Room }

// home is the address of the list; everything else stands below.
const home = "/control/process"

// Routes is the map of these pages.
func Routes(h *hall.Hall) []hall.Route {
	p := pages{control.Room{Hall: h}}
	const of, one = home + "/of/{procedure}", home + "/version/{id}"
	out := []hall.Route{
		{Pattern: "GET " + home, Handle: p.list},
		{Pattern: "GET " + of, Handle: p.procedure},
		{Pattern: "POST " + of + "/draft", Handle: p.draft},
		{Pattern: "POST " + of + "/file", Limit: process.FileMost + 64<<10, Handle: p.upload},
		{Pattern: "GET " + one, Handle: p.version},
		{Pattern: "GET " + one + "/bpmn", Handle: p.bpmn},
		{Pattern: "GET " + one + "/trial", Handle: p.trial},
		{Pattern: "POST " + one + "/rows", Handle: p.rows},
		{Pattern: "GET " + one + "/steps/{step}", Handle: p.askStep},
		{Pattern: "POST " + one + "/steps/{step}", Handle: p.step},
		{Pattern: "POST " + one + "/submit", Handle: p.submit},
		{Pattern: "GET " + one + "/drop", Handle: p.askDrop},
		{Pattern: "POST " + one + "/drop", Handle: p.drop},
		{Pattern: "GET " + one + "/approve", Handle: p.askApprove},
		{Pattern: "POST " + one + "/approve", Handle: p.approve},
		{Pattern: "GET " + one + "/reject", Handle: p.askReject},
		{Pattern: "POST " + one + "/reject", Handle: p.reject},
	}
	for i := range out {
		out[i].Access = control.Access
	}
	return out
}

func at(id string) string { return home + "/version/" + id }

var above = []page.Link{{Text: "Quy trình điện tử", Href: home}}

// aboveOne are the pages over one of a procedure.
func aboveOne(code string) []page.Link {
	return append(above[:1:1], page.Link{Text: code, Href: home + "/of/" + code})
}

// opened is a version with what pages say about it.
type opened struct {
	process.Version
	who    access.Who
	target procedure.Version
	title  string
}

// one opens the version of the address.
func (p pages) one(r *http.Request) (opened, error) {
	who, err := p.Who(r)
	if err != nil {
		return opened{}, err
	}
	v, err := p.Processes.One(r.Context(), r.PathValue("id"))
	if err != nil {
		return opened{}, err
	}
	if err := p.Processes.May(who, access.See, v); err != nil {
		return opened{}, err
	}
	target, err := p.Processes.Target(v)
	return opened{Version: v, who: who, target: target, title: "Quy trình số " + strconv.Itoa(v.No)}, err
}

// acting is one for the pages of an act: who may not do it is told so first.
func (p pages) acting(r *http.Request, act string) (opened, error) {
	o, err := p.one(r)
	if err != nil {
		return o, err
	}
	return o, p.Processes.May(o.who, act, o.Version)
}

func (p pages) may(o opened, act string) bool { return p.Processes.May(o.who, act, o.Version) == nil }

// do runs an act and goes to the version's page; a refusal is shown again by again.
func (p pages) do(w http.ResponseWriter, r *http.Request, id string, act process.Act, done string, again func(page.Problems) error) error {
	who, err := p.Who(r)
	if err != nil {
		return err
	}
	if _, err = p.Processes.Do(r.Context(), who, id, act); err == nil {
		page.Redirect(w, r, at(id), page.Flash{Kind: "success", Text: done})
		return nil
	}
	var problems page.Problems
	if !problems.Refused(err) {
		return err
	}
	return again(problems)
}

// inForce is the procedure of the address: its version of today, or the next to come.
func (p pages) inForce(r *http.Request) (procedure.Version, error) {
	code := r.PathValue("procedure")
	if v, ok := p.Procedures.InForce(code, p.Today()); ok {
		return v, nil
	}
	if all := p.Procedures.Of(code); len(all) > 0 {
		return all[len(all)-1], nil
	}
	return procedure.Version{}, refusal.Missing("Không tìm thấy thủ tục này.")
}

var stateKinds = map[process.State]parts.Kind{process.Drafting: parts.Plain, process.Submitted: parts.Soon, process.Approved: parts.Good,
	process.Rejected: parts.Bad, process.Dropped: parts.Done}

func stateTag(s process.State) parts.Tag { return parts.Tag{Kind: stateKinds[s], Text: s.Vietnamese()} }

// place names where a step is done.
func (p pages) place(s process.Step) string {
	if s.Place == process.Named {
		return p.Offices.Tree().Title(s.Office)
	}
	return s.Place.Vietnamese()
}

func (p pages) official(id string) string {
	if o, ok := p.Offices.Official(id); ok {
		return o.Name
	}
	return id
}
