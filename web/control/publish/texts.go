package publish

import (
	"net/http"
	"net/url"

	"motcua/access"
	"motcua/publication"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type textsView struct {
	Frame    page.Frame
	Problems page.Problems
	Table    parts.Table
	Form     bool
	Law      legalForm
	State    string
	By       string
	Office   string
	Offices  []parts.Option
}

// texts is the watch-list of legal texts.
func (p pages) texts(w http.ResponseWriter, r *http.Request) error {
	who, err := p.Who(r)
	if err != nil {
		return err
	}
	return p.showTexts(w, r, http.StatusOK, who, textsView{})
}

func (p pages) showTexts(w http.ResponseWriter, r *http.Request, status int, who access.Who, v textsView) error {
	all, err := p.Publications.Texts(r.Context())
	if err != nil {
		return err
	}
	city := p.Publications.City()
	v.Frame, v.Offices = p.Framed(r, "Văn bản pháp luật theo dõi", up), p.departments()
	v.Frame.Failed = v.Problems.Any()
	v.Form = access.May(who, "watch", publication.Text{}.Subject(city)) == nil
	v.Table = parts.Table{ID: "texts", Caption: "Văn bản theo dõi", CaptionHidden: true, Columns: []parts.Column{{Title: "Văn bản", Wide: true}, {Title: "Tình trạng"}, {Title: "Có hiệu lực"}, {Title: "Thủ tục phải rà soát", Numeric: true}, {Title: "Chờ rà soát", Numeric: true}},
		Empty: parts.Empty{Title: "Chưa theo dõi văn bản nào", Why: "Bộ phận kiểm soát thủ tục hành chính thêm văn bản mới, được sửa đổi hoặc bị bãi bỏ; các thủ tục trích dẫn văn bản được giao rà soát ngay."}}
	for _, t := range all {
		tasks, err := p.Publications.TasksOf(r.Context(), who, t.Cause())
		if err != nil {
			return err
		}
		n, open := 0, 0
		for _, k := range tasks {
			if k.Text != t.ID {
				continue
			}
			if n++; k.State == publication.TaskOpen {
				open++
			}
		}
		state := t.State.Vietnamese()
		if t.By != "" {
			state += " bởi " + t.By
		}
		v.Table.Rows = append(v.Table.Rows, parts.Row{Cells: []parts.Cell{{Text: t.Law.Number, Sub: t.Law.Name}, {Text: state}, {Text: page.CivilDate(t.Law.Effect)}, {Text: page.Number(int64(n))}, {Text: page.Number(int64(open))}}})
	}
	page.Render(w, r, status, textsPage(v))
	return nil
}

func (p pages) watch(w http.ResponseWriter, r *http.Request) error {
	who, err := p.Who(r)
	if err != nil {
		return err
	}
	if err := access.May(who, "watch", publication.Text{}.Subject(p.Publications.City())); err != nil {
		return err
	}
	in, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	v := textsView{State: in.Value("state"), By: in.Value("by"), Office: in.Value("office")}
	x := publication.Watching{Watch: publication.Watch{State: publication.TextState(in.Choice("state", "new", "changed", "abolished")), By: in.Text("by", 100)}, Office: in.Text("office", 100)}
	x.Law, v.Law = readLegal(in)
	if !in.Problems.Any() {
		_, tasks, err := p.Publications.Note(r.Context(), who, x)
		if err == nil {
			page.Redirect(w, r, home+"/texts", page.Flash{Kind: "success", Text: page.T(r.Context(), "Đã ghi văn bản %s; giao rà soát %d thủ tục.", x.Law.Number, len(tasks))})
			return nil
		}
		if !in.Problems.Refused(err) {
			return err
		}
	}
	v.Problems = in.Problems
	return p.showTexts(w, r, http.StatusUnprocessableEntity, who, v)
}

type taskView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Facts    parts.Summary
	Lines    []string
	Open     bool
	Draft    string
	Action   string
	Reason   string
}

func (p pages) oneTask(r *http.Request) (access.Who, publication.Task, error) {
	who, err := p.Who(r)
	if err != nil {
		return who, publication.Task{}, err
	}
	t, err := p.Publications.Task(r.Context(), who, r.PathValue("task"))
	return who, t, err
}

func (p pages) task(w http.ResponseWriter, r *http.Request) error {
	who, t, err := p.oneTask(r)
	if err != nil {
		return err
	}
	return p.showTask(w, r, http.StatusOK, who, t, nil)
}

func (p pages) showTask(w http.ResponseWriter, r *http.Request, status int, who access.Who, t publication.Task, in *page.Form) error {
	v := taskView{Frame: p.Framed(r, "Rà soát thủ tục "+t.Code, up), Title: t.Name, Lines: t.Due.Lines, Action: home + "/tasks/" + t.ID, Draft: home + "/new?" + url.Values{"law": {t.Number}}.Encode()}
	v.Facts.Facts = []parts.Fact{{Key: "Mã thủ tục", Value: t.Code}, {Key: "Theo văn bản", Value: t.Number}, {Key: "Đơn vị rà soát", Value: p.Offices.Tree().Title(t.Office)},
		{Key: "Hạn", Value: page.CivilDate(t.Due.Day)}, {Key: "Tình trạng", Value: t.State.Vietnamese()}}
	v.Open = t.State == publication.TaskOpen && access.May(who, "review", t.Subject()) == nil
	if t.File != "" {
		v.Facts.Facts = append(v.Facts.Facts, parts.Fact{Key: "Hồ sơ công bố", Part: link(page.Link{Text: "Mở hồ sơ công bố", Href: home + "/files/" + t.File})})
	}
	events, err := p.Publications.Events(r.Context(), t.ID)
	if err != nil {
		return err
	}
	if said := publication.SaidIn(events[len(events)-1]); said.Reason != "" && t.State == publication.TaskUnchanged {
		v.Facts.Facts = append(v.Facts.Facts, parts.Fact{Key: "Lý do không sửa đổi", Value: said.Reason})
	}
	if in != nil {
		v.Problems, v.Reason = in.Problems, in.Value("reason")
	}
	v.Frame.Failed = v.Problems.Any()
	page.Render(w, r, status, taskPage(v))
	return nil
}

// unchanged ends a review with the reason why nothing changes.
func (p pages) unchanged(w http.ResponseWriter, r *http.Request) error {
	who, t, err := p.oneTask(r)
	if err != nil {
		return err
	}
	in, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	_, err = p.Publications.Review(r.Context(), who, t.ID, publication.Settle{Reason: in.Lines("reason", 1000)})
	if err == nil {
		page.Redirect(w, r, home, page.Flash{Kind: "success", Text: "Đã ghi kết quả rà soát: thủ tục không phải sửa đổi."})
		return nil
	}
	if !in.Problems.Refused(err) {
		return err
	}
	return p.showTask(w, r, http.StatusUnprocessableEntity, who, t, in)
}
