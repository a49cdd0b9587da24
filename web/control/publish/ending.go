package publish

import (
	"net/http"

	"motcua/access"
	"motcua/publication"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type dropView struct {
	Frame   page.Frame
	Confirm parts.Confirm
}

// ending is a way a file ends without a decision, always with a reason.
type ending struct {
	path, title, text, yes, no, done string
	act                              func(reason string) publication.Act
}

var (
	dropping = ending{path: "/drop", title: "Bỏ hồ sơ công bố này", text: "Hồ sơ không còn được trình, ký hay ban hành. Nội dung đã soạn và lý do vẫn được lưu.",
		yes: "Bỏ hồ sơ", no: "Không bỏ, quay lại", done: "Đã bỏ hồ sơ công bố.", act: func(why string) publication.Act { return publication.Drop{Reason: why} }}
	givingUp = ending{path: "/give-up", title: "Thôi ban hành quyết định này", text: "Quyết định không được ký nữa, các thủ tục trong hồ sơ giữ nguyên. Việc rà soát được mở lại để đơn vị soạn lập hồ sơ mới. Nội dung và lý do vẫn được lưu.",
		yes: "Thôi ban hành", no: "Không, quay lại", done: "Đã thôi ban hành quyết định này.", act: func(why string) publication.Act { return publication.GiveUp{Reason: why} }}
)

func (p pages) askEnd(e ending) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		who, f, err := p.one(r)
		if err != nil {
			return err
		}
		if err := access.May(who, e.act("").Name(), f.Subject()); err != nil {
			return err
		}
		return p.showEnd(w, r, e, f, nil, "")
	}
}

func (p pages) showEnd(w http.ResponseWriter, r *http.Request, e ending, f publication.File, problems page.Problems, reason string) error {
	v := dropView{Frame: p.Framed(r, e.title, up, page.Link{Text: f.Title, Href: pathOf(f)}), Confirm: parts.Confirm{Title: e.title, Text: e.text,
		Facts:  []parts.Fact{{Key: "Hồ sơ", Value: f.Title}, {Key: "Văn bản", Value: f.Law.Number}},
		Action: pathOf(f) + e.path, Yes: e.yes, No: page.Link{Text: e.no, Href: pathOf(f)}, Danger: true, Problems: problems,
		Reason: &parts.Textarea{Name: "reason", Label: "Lý do", Value: reason, Error: problems.At("reason"), Rows: 3, Max: 500}}}
	status := http.StatusOK
	if v.Frame.Failed = problems.Any(); v.Frame.Failed {
		status = http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, dropPage(v))
	return nil
}

func (p pages) end(e ending) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		who, f, err := p.one(r)
		if err != nil {
			return err
		}
		in, err := page.ReadForm(w, r, 0)
		if err != nil {
			return err
		}
		_, err = p.Publications.Do(r.Context(), who, f.ID, e.act(in.Lines("reason", 500)))
		if err == nil {
			page.Redirect(w, r, home, page.Flash{Kind: "success", Text: e.done})
			return nil
		}
		if !in.Problems.Refused(err) {
			return err
		}
		return p.showEnd(w, r, e, f, in.Problems, in.Value("reason"))
	}
}
