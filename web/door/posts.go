package door

import (
	"net/http"
	"net/url"

	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type postsView struct {
	Frame    page.Frame
	Problems page.Problems
	Options  []parts.Option
	Value    string
	Back     string
}

func withBack(path, to string) string {
	if to == "" {
		return path
	}
	return path + "?back=" + url.QueryEscape(to)
}

// value names an offer in the form: the post, and the post acted for.
func (o offer) value() string {
	if o.Behalf == "" {
		return o.Post.ID
	}
	return o.Post.ID + " " + o.Behalf
}

func (d door) askPost(w http.ResponseWriter, r *http.Request) error {
	id := d.Sessions.Of(r.Context())
	if id.Official == "" {
		return hall.ErrSignIn
	}
	v := d.postsView(r, id.Official)
	v.Value, v.Back = offerValue(id.Post, id.Behalf), back(page.Query(r))
	page.Render(w, r, http.StatusOK, postsPage(v))
	return nil
}

func offerValue(post, behalf string) string {
	if behalf == "" {
		return post
	}
	return post + " " + behalf
}

func (d door) postsView(r *http.Request, official string) postsView {
	v := postsView{Frame: d.frame(r, "Chọn chức vụ làm việc")}
	for _, o := range d.offers(official) {
		v.Options = append(v.Options, d.option(o))
	}
	return v
}

// option says the post in words; under a delegation also for whom, in which form and
// until when, so that nobody signs "KT." without knowing (APO-4).
func (d door) option(o offer) parts.Option {
	tree := d.Offices.Tree()
	out := parts.Option{Value: o.value(), Label: o.Post.Role.Vietnamese(), Hint: tree.Title(o.Post.Office)}
	if o.Behalf == "" {
		return out
	}
	from, _ := d.Offices.Post(o.Behalf)
	name := ""
	if of, ok := d.Offices.Official(from.Official); ok {
		name = of.Name
	}
	out.Label += " – thay mặt " + from.Role.Vietnamese()
	out.Hint += ". Được giao bằng văn bản thay " + name + " đến hết ngày " + page.CivilDate(o.From.End) + "; ký " + o.From.Form
	return out
}

func (d door) takePost(w http.ResponseWriter, r *http.Request) error {
	id := d.Sessions.Of(r.Context())
	if id.Official == "" {
		return hall.ErrSignIn
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	chosen := f.Need("post", 500, "Chọn một chức vụ để làm việc.")
	for _, o := range d.offers(id.Official) {
		if chosen != o.value() {
			continue
		}
		if err := d.Sessions.Take(r.Context(), o.Post.ID, o.Behalf); err != nil {
			return err
		}
		page.Redirect(w, r, page.Local(back(f), Home(d.Who(r))), page.Flash{Kind: "success", Text: "Đang làm việc với chức vụ: " + d.option(o).Label + "."})
		return nil
	}
	if !f.Problems.Any() {
		f.Problems.Add("post", "Chức vụ này không còn hiệu lực hôm nay. Chọn một chức vụ trong danh sách.")
	}
	v := d.postsView(r, id.Official)
	v.Problems, v.Back, v.Frame.Failed = f.Problems, back(f), true
	page.Render(w, r, http.StatusUnprocessableEntity, postsPage(v))
	return nil
}
