package citizen

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"motcua/procedure"
	"motcua/web/page"
	"motcua/web/page/parts"
)

const onPage = 50 // rows of a list

type proceduresView struct {
	page.Frame
	Query                            string
	Field                            string
	Level                            string
	Service, Event                   string
	Fields, Levels, Services, Events []parts.Option
	Found                            string
	Tasks                            []parts.Task
	Pages                            parts.Pagination
}

var levels = []parts.Option{
	{Value: "", Label: "Mọi cấp"},
	{Value: string(procedure.Commune), Label: "Phường, xã, thị trấn"},
	{Value: string(procedure.District), Label: "Quận, huyện"},
	{Value: string(procedure.Province), Label: "Sở, ban, ngành của Thành phố"},
}

// services are the levels of 2011–2022 and the two kinds since then, kept apart (DV-1).
var services = []parts.Option{
	{Value: "", Label: "Mọi mức độ"},
	{Value: string(procedure.Whole), Label: "Toàn trình"},
	{Value: string(procedure.Partial), Label: "Một phần"},
	{Value: "4", Label: "Mức độ 4"},
	{Value: "3", Label: "Mức độ 3"},
	{Value: "2", Label: "Mức độ 2"},
}

func (p pages) procedures(w http.ResponseWriter, r *http.Request) error {
	f := page.Query(r)
	v := proceduresView{Frame: p.frame(r, "Thủ tục hành chính"), Query: f.Text("q", 200), Field: f.Text("field", 200),
		Level: f.Choice("level", "", "commune", "district", "province"), Levels: levels, Service: f.Choice("service", "", "whole", "partial", "4", "3", "2"), Services: services,
		Events: []parts.Option{{Value: "", Label: "Mọi sự kiện"}}, Fields: []parts.Option{{Value: "", Label: "Mọi lĩnh vực"}}}
	for _, t := range p.fields() {
		v.Fields = append(v.Fields, parts.Option{Value: t.Title, Label: t.Title})
	}
	for _, e := range procedure.LifeEvents() {
		v.Events = append(v.Events, parts.Option{Value: e.Key, Label: e.Title})
	}
	if e, ok := procedure.LifeEventNamed(f.Text("event", 100)); ok {
		v.Event = e.Key
	}
	found := p.Procedures.Search(procedure.Query{Text: v.Query, Field: v.Field, Level: procedure.Level(v.Level), Service: v.Service, Event: v.Event, Day: p.Today()})
	// The catalogue is in memory and in a fixed order for a query, so a place in the
	// list is a stable key.
	from, _ := f.Int("from", 0, 1_000_000)
	start := min(int(from), len(found))
	end := min(start+onPage, len(found))
	for _, x := range found[start:end] {
		v.Tasks = append(v.Tasks, p.procedureTask(x))
	}
	v.Found = page.T(r.Context(), "%s thủ tục", page.Number(int64(len(found))))
	v.Pages = v.pagination(start, end, len(found))
	if page.Partial(r) {
		page.Render(w, r, http.StatusOK, proceduresFound(v))
		return nil
	}
	page.Render(w, r, http.StatusOK, proceduresPage(v))
	return nil
}

// filters names what narrows the list.
func (v proceduresView) filters() string {
	var out []string
	if v.Field != "" {
		out = append(out, v.Field)
	}
	if v.Level != "" {
		out = append(out, levelName(procedure.Level(v.Level)))
	}
	for _, o := range v.Services {
		if v.Service != "" && o.Value == v.Service {
			out = append(out, o.Label)
		}
	}
	if e, ok := procedure.LifeEventNamed(v.Event); ok {
		out = append(out, e.Title)
	}
	return strings.Join(out, ", ")
}

func (v proceduresView) unfiltered() string {
	return "/procedures?" + url.Values{"q": {v.Query}}.Encode()
}

func (v proceduresView) pagination(start, end, total int) parts.Pagination {
	at := func(from int) string {
		q := url.Values{}
		for name, value := range map[string]string{"q": v.Query, "field": v.Field, "level": v.Level, "service": v.Service, "event": v.Event} {
			if value != "" {
				q.Set(name, value)
			}
		}
		if from > 0 {
			q.Set("from", strconv.Itoa(from))
		}
		return "/procedures?" + q.Encode()
	}
	var out parts.Pagination
	if start > 0 {
		out.Prev = at(max(0, start-onPage))
	}
	if end < total {
		out.Next = at(end)
	}
	if total > onPage {
		out.Note = page.Number(int64(start+1)) + "–" + page.Number(int64(end)) + " trong " + page.Number(int64(total))
	}
	return out
}

func (p pages) procedureTask(v procedure.Version) parts.Task {
	t := parts.Task{Title: short(v.Name), Href: "/procedures/" + url.PathEscape(v.Code), Hint: v.Code + " · " + v.Field + " · " + levelName(v.DoneAt())}
	if l, ok := v.LimitFor(procedure.Online); ok && l.Unit != procedure.Unstated {
		t.Hint += " · " + l.Vietnamese()
	}
	if p.online(v) {
		t.Tag = parts.Tag{Kind: parts.Good, Text: "Nộp trực tuyến"}
	}
	return t
}

const (
	shownMost = 150 // letters of a title in a list; the longest have over 400
	longTitle = 120 // letters of a title that is set smaller on its own page
)

// short cuts a title at a word for a list; its own page gives it whole.
func short(title string) string {
	letters := []rune(title)
	if len(letters) <= shownMost {
		return title
	}
	cut := string(letters[:shownMost])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, ",;: ") + "…"
}

func titleClass(title string) string {
	if len([]rune(title)) > longTitle {
		return "govuk-heading-m"
	}
	return "govuk-heading-l"
}

func levelName(l procedure.Level) string {
	for _, o := range levels[1:] {
		if o.Value == string(l) {
			return o.Label
		}
	}
	return levels[3].Label
}

// online reports whether the procedure is filed here today: level 3 or 4, or one of the
// two kinds (law 4.1).
func (p pages) online(v procedure.Version) bool { return v.OnlineOn(p.Today()) }
