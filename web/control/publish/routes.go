package publish

import (
	"net/http"
	"net/url"

	"motcua/access"
	"motcua/publication"
	"motcua/web/control"
	"motcua/web/hall"
	"motcua/web/page"
)

type pages struct{ control.Room }

// home is the address of the list; everything else stands below.
const home = "/control/publish"

// Routes is the map of these pages.
func Routes(h *hall.Hall) []hall.Route {
	p := pages{control.Room{Hall: h}}
	const one = home + "/files/{id}"
	out := []hall.Route{
		{Pattern: "GET " + home, Handle: p.list},
		{Pattern: "GET " + home + "/new", Handle: p.askNew},
		{Pattern: "POST " + home + "/new", Handle: p.begin},
		{Pattern: "GET " + home + "/texts", Handle: p.texts},
		{Pattern: "POST " + home + "/texts", Handle: p.watch},
		{Pattern: "GET " + home + "/tasks/{task}", Handle: p.task},
		{Pattern: "POST " + home + "/tasks/{task}", Handle: p.unchanged},
		{Pattern: "GET " + home + "/late", Handle: p.late},
		{Pattern: "GET " + one, Handle: p.show},
		{Pattern: "POST " + one + "/items", Handle: p.add},
		{Pattern: "GET " + one + "/items/{code}", Handle: p.item},
		{Pattern: "POST " + one + "/items/{code}", Handle: p.save},
		{Pattern: "POST " + one + "/items/{code}/remove", Handle: p.remove},
		{Pattern: "POST " + one + "/submit", Handle: p.pressRead(func(seen string) publication.Act { return publication.Submit{Seen: seen} }, "Đã trình bộ phận kiểm soát thủ tục hành chính.")},
		{Pattern: "POST " + one + "/redate", Handle: p.pressRead(func(seen string) publication.Act { return publication.Redate{Seen: seen} }, "Đã cập nhật ngày theo danh mục theo dõi. Xem lại hạn ban hành và nội dung rồi trình.")},
		{Pattern: "GET " + one + "/drop", Handle: p.askEnd(dropping)},
		{Pattern: "POST " + one + "/drop", Handle: p.end(dropping)},
		{Pattern: "GET " + one + "/give-up", Handle: p.askEnd(givingUp)},
		{Pattern: "POST " + one + "/give-up", Handle: p.end(givingUp)},
		{Pattern: "GET " + one + "/check", Handle: p.askCheck},
		{Pattern: "POST " + one + "/check", Handle: p.check},
		{Pattern: "GET " + one + "/sign", Handle: p.askSign},
		{Pattern: "POST " + one + "/sign", Handle: p.sign},
		{Pattern: "POST " + one + "/issue", Handle: p.press(publication.Issue{}, "Đã phát hành quyết định.")},
		{Pattern: "POST " + one + "/enter", Handle: p.press(publication.Enter{}, "Đã ghi nhận việc nhập Cơ sở dữ liệu quốc gia.")},
		{Pattern: "GET " + one + "/decision.pdf", Handle: p.decision},
		{Pattern: "GET " + one + "/signed.pdf", Handle: p.signed},
	}
	for i := range out {
		out[i].Access = control.Access
	}
	return out
}

func pathOf(f publication.File) string { return home + "/files/" + f.ID }

func itemPath(f publication.File, code string) string {
	return pathOf(f) + "/items/" + url.PathEscape(code)
}

var up = page.Link{Text: "Công bố thủ tục", Href: home}

// one opens the file of the address; one that is not theirs looks as if it were not there.
func (p pages) one(r *http.Request) (access.Who, publication.File, error) {
	who, err := p.Who(r)
	if err != nil {
		return who, publication.File{}, err
	}
	f, err := p.Publications.One(r.Context(), who, r.PathValue("id"))
	return who, f, err
}

func may(who access.Who, act string, f publication.File) bool {
	return access.May(who, act, f.Subject()) == nil
}

// press is an act that needs nothing but the button.
func (p pages) press(act publication.Act, said string) func(http.ResponseWriter, *http.Request) error {
	return p.pressed(func(*page.Form) publication.Act { return act }, said)
}

// pressRead is an act on the edition of the file that was read.
func (p pages) pressRead(act func(seen string) publication.Act, said string) func(http.ResponseWriter, *http.Request) error {
	return p.pressed(func(in *page.Form) publication.Act { return act(seen(in)) }, said)
}

func (p pages) pressed(act func(*page.Form) publication.Act, said string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		who, f, err := p.one(r)
		if err != nil {
			return err
		}
		in, err := page.ReadForm(w, r, 0)
		if err != nil {
			return err
		}
		_, err = p.Publications.Do(r.Context(), who, f.ID, act(in))
		var problems page.Problems
		switch {
		case err == nil:
			page.Redirect(w, r, pathOf(f), page.Flash{Kind: "success", Text: said})
			return nil
		case problems.Refused(err):
			return p.draw(w, r, http.StatusUnprocessableEntity, who, problems)
		}
		return err
	}
}
