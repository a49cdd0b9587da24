package citizen

import (
	"net/http"
	"net/url"
	"slices"

	"motcua/draft"
	"motcua/procedure"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type homeView struct {
	page.Frame
	Events []parts.Task // what happens in a life
	Fields []parts.Task
	Drafts []parts.Task
	Mine   []parts.Task
	More   bool // there are dossiers beyond those shown
}

const onHome = 5 // dossiers and drafts shown on the first page

func (p pages) home(w http.ResponseWriter, r *http.Request) error {
	v := homeView{Frame: p.frame(r, "Thủ tục hành chính của Thành phố Hồ Chí Minh"), Fields: p.fields()}
	for _, e := range procedure.LifeEvents() {
		if len(p.Procedures.Search(procedure.Query{Event: e.Key, Day: p.Today()})) > 0 {
			v.Events = append(v.Events, parts.Task{Title: e.Title, Href: "/procedures?" + url.Values{"event": {e.Key}}.Encode()})
		}
	}
	if who := p.Who(r); who.Person != "" && who.Official == "" {
		mine, err := p.lines(r.Context(), who.Person)
		if err != nil {
			return err
		}
		drafts, err := p.Drafts.AllOf(r.Context(), who.Person, onHome)
		if err != nil {
			return err
		}
		v.More = len(mine) > onHome
		v.Mine, v.Drafts = p.dossierTasks(mine[:min(onHome, len(mine))]), p.draftTasks(drafts)
	}
	page.Render(w, r, http.StatusOK, homePage(v))
	return nil
}

// fields counts the procedures in force by field, largest first.
func (p pages) fields() []parts.Task {
	count := map[string]int64{}
	var names []string
	for _, v := range p.Procedures.Search(procedure.Query{Day: p.Today()}) {
		if count[v.Field] == 0 {
			names = append(names, v.Field)
		}
		count[v.Field]++
	}
	slices.SortStableFunc(names, func(a, b string) int { return int(count[b] - count[a]) })
	out := make([]parts.Task, len(names))
	for i, n := range names {
		out[i] = parts.Task{Title: n, Href: "/procedures?" + url.Values{"field": {n}}.Encode(), Hint: page.Number(count[n]) + " thủ tục"}
	}
	return out
}

func (p pages) draftTasks(ds []draft.Draft) []parts.Task {
	out := make([]parts.Task, len(ds))
	for i, d := range ds {
		name := d.Procedure
		if v, ok := p.Procedures.InForce(d.Procedure, p.Today()); ok {
			name = v.Name
		}
		out[i] = parts.Task{Title: short(name), Href: "/filing/" + d.ID + "/" + d.Step, Hint: "Đã lưu lúc " + page.DateTime(d.Saved.Time()),
			Tag: parts.State("draft", page.Citizen)}
	}
	return out
}
