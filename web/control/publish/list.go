package publish

import (
	"net/http"
	"slices"
	"strconv"

	"motcua/access"
	"motcua/calendar"
	"motcua/publication"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type listView struct {
	Frame  page.Frame
	New    *parts.Button
	Tasks  parts.Table
	Groups []group
	Empty  parts.Empty
}

type group struct {
	Title string
	Files parts.Table
}

// list is what waits for whom: reviews, then files by step and latest day.
func (p pages) list(w http.ResponseWriter, r *http.Request) error {
	who, err := p.Who(r)
	if err != nil {
		return err
	}
	v := listView{Frame: p.Framed(r, "Công bố thủ tục hành chính"),
		Empty: parts.Empty{Title: "Chưa có hồ sơ công bố nào", Why: "Hồ sơ hiện ở đây khi sở, ban, ngành lập hồ sơ công bố, hoặc khi có văn bản pháp luật phải rà soát."}}
	if access.May(who, "draft", access.Subject{Kind: access.KindPublication, Holder: who.Office, Competent: p.Publications.City()}) == nil && who.Office != p.Publications.City() {
		v.New = &parts.Button{Text: "Lập hồ sơ công bố", Href: home + "/new"}
	}
	tasks, err := p.Publications.OpenTasks(r.Context(), who)
	if err != nil {
		return err
	}
	if len(tasks) > 0 {
		v.Tasks = p.taskTable(tasks)
	}
	for _, s := range []publication.State{publication.Drafting, publication.Checking, publication.Accepted, publication.Signed, publication.Issued} {
		files, err := p.Publications.In(r.Context(), who, s)
		if err != nil {
			return err
		}
		if s == publication.Issued {
			slices.SortFunc(files, func(a, b publication.File) int { return b.Decided().Compare(a.Decided()) })
			files = files[:min(len(files), 50)]
		}
		if len(files) > 0 {
			v.Groups = append(v.Groups, group{s.Vietnamese(), p.fileTable(s, files)})
		}
	}
	page.Render(w, r, http.StatusOK, listPage(v))
	return nil
}

func (p pages) today() calendar.Date { return calendar.DateOf(p.Civil.Now()) }

// dayTag says how a latest day stands today.
func dayTag(day string, today calendar.Date) parts.Tag {
	last, err := calendar.ParseDate(day)
	switch {
	case err != nil:
		return parts.Tag{}
	case last < today:
		return parts.Timing(parts.Late)
	case last == today:
		return parts.Timing(parts.Today)
	case last <= today+3:
		return parts.Timing(parts.Soon)
	}
	return parts.Timing(parts.Calm)
}

func (p pages) taskTable(tasks []publication.Task) parts.Table {
	t := parts.Table{ID: "tasks", Caption: "Thủ tục phải rà soát", Columns: []parts.Column{{Title: "Thủ tục", Wide: true}, {Title: "Văn bản"}, {Title: "Đơn vị rà soát", Minor: true}, {Title: "Hạn"}, {Title: "Tình trạng"}}}
	for _, k := range tasks {
		tag := dayTag(k.Due.Day, p.today())
		if k.State != publication.TaskOpen {
			tag = parts.Tag{Kind: parts.Done, Text: k.State.Vietnamese()}
		}
		t.Rows = append(t.Rows, parts.Row{Late: tag.Kind == parts.Late, Cells: []parts.Cell{{Text: k.Name, Href: home + "/tasks/" + k.ID, Sub: k.Code}, {Text: k.Number}, {Text: p.Offices.Tree().Title(k.Office)},
			{Text: page.CivilDate(k.Due.Day)}, {Part: tag}}})
	}
	return t
}

func (p pages) fileTable(s publication.State, files []publication.File) parts.Table {
	t := parts.Table{ID: "files-" + string(s), Caption: s.Vietnamese(), CaptionHidden: true, Columns: []parts.Column{{Title: "Hồ sơ công bố", Wide: true}, {Title: "Đơn vị soạn", Minor: true}, {Title: "Số thủ tục", Numeric: true},
		{Title: "Hạn ban hành"}, {Title: "Tình trạng"}}}
	for _, f := range files {
		tag, sub := dayTag(f.Latest.Day, p.today()), f.Law.Number
		if f.InForce() {
			sub = "Quyết định số " + f.DecisionNumber()
			tag = parts.Tag{Kind: parts.Good, Text: "Đúng hạn"}
			if f.Late > 0 {
				tag = parts.Tag{Kind: parts.Late, Text: "Chậm " + strconv.Itoa(f.Late) + " ngày"}
			}
		}
		t.Rows = append(t.Rows, parts.Row{Late: tag.Kind == parts.Late, Cells: []parts.Cell{{Text: f.Title, Href: pathOf(f), Sub: sub}, {Text: p.Offices.Tree().Title(f.Office)}, {Text: page.Number(int64(len(f.Items)))},
			{Text: page.CivilDate(f.Latest.Day)}, {Part: tag}}})
	}
	return t
}

type newView struct {
	Frame    page.Frame
	Problems page.Problems
	ID       string
	Title    string
	Law      legalForm
}

// legalForm is a text of law as it is typed.
type legalForm struct {
	Number, Name   string
	Issued, Effect [3]string
	Fast           bool
}

func (p pages) askNew(w http.ResponseWriter, r *http.Request) error {
	who, err := p.Who(r)
	if err != nil {
		return err
	}
	var v newView
	if number := page.Query(r).Text("law", 100); number != "" {
		all, err := p.Publications.Texts(r.Context())
		if err != nil {
			return err
		}
		for _, t := range all {
			if t.Cause() == number {
				v.Law = legalForm{Number: number, Name: t.Law.Name, Issued: boxes(t.Law.Issued), Effect: boxes(t.Law.Effect), Fast: t.Law.Fast}
				if t.By != "" {
					v.Law.Name = ""
				}
			}
		}
	}
	return p.showNew(w, r, http.StatusOK, who, v)
}

func boxes(day string) (out [3]string) {
	d, err := calendar.ParseDate(day)
	if err != nil {
		return out
	}
	y, m, n := d.Split()
	return [3]string{strconv.Itoa(n), strconv.Itoa(int(m)), strconv.Itoa(y)}
}

func (p pages) showNew(w http.ResponseWriter, r *http.Request, status int, who access.Who, v newView) error {
	if err := access.May(who, "draft", access.Subject{Kind: access.KindPublication, Holder: who.Office, Competent: p.Publications.City()}); err != nil {
		return err
	}
	v.Frame = p.Framed(r, "Lập hồ sơ công bố", up)
	v.Frame.Failed = v.Problems.Any()
	if v.ID == "" {
		v.ID = p.IDs.New()
	}
	page.Render(w, r, status, newPage(v))
	return nil
}

func readLegal(f *page.Form) (publication.Legal, legalForm) {
	form := legalForm{Number: f.Value("number"), Name: f.Value("name"), Fast: f.Bool("fast")}
	for i, box := range []string{"-day", "-month", "-year"} {
		form.Issued[i], form.Effect[i] = f.Value("issued"+box), f.Value("effect"+box)
	}
	l := publication.Legal{Number: f.Text("number", 100), Name: f.Text("name", 500), Fast: f.Bool("fast")}
	if d, ok := f.Date("issued"); ok {
		l.Issued = d.String()
	}
	if d, ok := f.Date("effect"); ok {
		l.Effect = d.String()
	}
	return l, form
}

func (p pages) begin(w http.ResponseWriter, r *http.Request) error {
	who, err := p.Who(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	v := newView{ID: f.Key("id"), Title: f.Value("title")}
	d := publication.Draft{ID: v.ID, Title: f.Text("title", 300)}
	d.Law, v.Law = readLegal(f)
	if !f.Problems.Any() {
		if was, err := p.Publications.One(r.Context(), who, d.ID); err == nil { // pressed twice
			page.Redirect(w, r, pathOf(was), page.Flash{})
			return nil
		}
		made, err := p.Publications.Do(r.Context(), who, d.ID, d)
		if err == nil {
			page.Redirect(w, r, pathOf(made), page.Flash{Kind: "success", Text: "Đã lập hồ sơ công bố. Thêm các thủ tục vào hồ sơ."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	v.Problems = f.Problems
	return p.showNew(w, r, http.StatusUnprocessableEntity, who, v)
}
