package reception

import (
	"net/http"

	"github.com/a-h/templ"

	"motcua/access"
	"motcua/dossier"
	"motcua/office"
	"motcua/procedure"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// act is one act of the desk that has a page of its own: its form, what pressing
// the button does, what is said afterwards.
type act struct {
	path, act, button, key string
	first                  dossier.State // state in which it is the main thing to do
	form                   string        // key of the form it issues, in law.Profile.Forms
	title, yes, said       string
	danger                 bool
	fields                 func(askView) templ.Component
	read                   func(trail.View, *page.Form, *askView) dossier.Act
}

// acts are in the order their buttons stand in.
var acts = []act{
	{path: "return", act: "return", button: "Trả kết quả", key: "F9", first: dossier.Completed, title: "Trả kết quả cho người nhận", yes: "Đã giao kết quả",
		said: "Đã ghi nhận trả kết quả.", fields: returnFields, read: readReturn},
	{path: "assign", act: "assign", button: "Phân công thụ lý", key: "F9", first: dossier.Received, title: "Phân công người thụ lý", yes: "Phân công",
		said: "Đã chuyển hồ sơ đến người thụ lý.", fields: assignFields, read: readAssign},
	{path: "supply", act: "supply", button: "Nhận giấy tờ bổ sung", key: "F9", first: dossier.Supplementing, title: "Nhận giấy tờ bổ sung tại quầy", yes: "Đã nhận đủ giấy tờ",
		said: "Đã nhận giấy tờ bổ sung.", fields: supplyFields, read: readSupply},
	{path: "supplement", act: "supplement", button: "Yêu cầu bổ sung", key: "F4", form: "supplement", title: "Yêu cầu bổ sung, hoàn thiện hồ sơ", yes: "Gửi yêu cầu và in phiếu",
		said: "Đã gửi yêu cầu bổ sung. In phiếu ở mục “In giấy tờ”.", fields: supplementFields, read: readSupplement},
	{path: "refuse", act: "refuse", button: "Từ chối tiếp nhận", key: "F8", form: "refusal", title: "Từ chối tiếp nhận hồ sơ", yes: "Từ chối tiếp nhận", danger: true,
		said: "Đã từ chối tiếp nhận. In phiếu ở mục “In giấy tờ”.", fields: refuseFields, read: readRefuse},
	{path: "withdraw", act: "withdraw", button: "Rút hồ sơ theo đề nghị", title: "Rút hồ sơ theo đề nghị của người nộp", yes: "Rút hồ sơ", danger: true,
		said: "Đã ghi nhận người nộp rút hồ sơ.", fields: withdrawFields, read: readWithdraw},
	{path: "stop", act: "stop", button: "Dừng giải quyết", title: "Dừng giải quyết hồ sơ", yes: "Dừng giải quyết", danger: true,
		said: "Đã dừng giải quyết hồ sơ.", fields: stopFields, read: readStop},
}

// style makes the main thing of the state a filled button; all else is outlined or
// a link.
func (a act) style(v trail.View) parts.Style {
	switch {
	case a.first != "" && a.first == v.Dossier.State:
		return parts.Filled
	case a.danger:
		return parts.AsLink
	}
	return parts.Outlined
}

// askView is the page of an act.
type askView struct {
	Frame      page.Frame
	Act        act
	Base       string
	Head       parts.DossierHead
	Problems   page.Problems
	Typed      func(name string) string
	Values     func(name string) []string
	Notes      []parts.Note
	Supplement trail.SupplementForm
	Wanted     []dossier.SupplementLine
	Officers   []parts.Option
	Fields     templ.Component
}

func (p pages) ask(a act) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		v, who, err := p.open(r)
		if err != nil {
			return err
		}
		if err := access.May(who, a.act, v.Subject()); err != nil {
			return err
		}
		if !v.Can(a.act) {
			page.Redirect(w, r, "/desk/dossiers/"+v.Code, page.Flash{Kind: "warning", Text: "Hồ sơ đang ở trạng thái “" + v.Dossier.State.Vietnamese() + "” nên không còn làm được việc này."})
			return nil
		}
		x, err := p.asked(r, a, v)
		if err != nil {
			return err
		}
		x.Fields = a.fields(x)
		page.Render(w, r, http.StatusOK, askPage(x))
		return nil
	}
}

func (p pages) do(a act) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		v, who, err := p.bare(r)
		if err != nil {
			return err
		}
		if err := access.May(who, a.act, v.Subject()); err != nil {
			return err // before anything typed is judged
		}
		f, err := page.ReadForm(w, r, 0)
		if err != nil {
			return err
		}
		x, err := p.asked(r, a, v)
		if err != nil {
			return err
		}
		x.Typed, x.Values = f.Value, f.Values
		what := a.read(v, f, &x)
		if !f.Problems.Any() {
			_, err = p.Dossiers.Do(r.Context(), who, dossier.Key{Home: v.Home, ID: v.ID}, what)
			if err == nil {
				page.Redirect(w, r, "/desk/dossiers/"+v.Code, page.Flash{Text: a.said})
				return nil
			}
			if !trail.Took(f, err, "lines", "papers") {
				return err
			}
		}
		if v, err = trail.Read(r.Context(), p.Hall, who, v.Dossier); err != nil {
			return err
		}
		x.Head = v.Head("/desk/dossiers/" + v.Code)
		x.Frame.Failed, x.Problems, x.Supplement.Problems = true, f.Problems, f.Problems
		x.Fields = a.fields(x)
		page.Render(w, r, http.StatusUnprocessableEntity, askPage(x))
		return nil
	}
}

func (p pages) asked(r *http.Request, a act, v trail.View) (askView, error) {
	base := "/desk/dossiers/" + v.Code
	a.title += p.FormLabel(a.form)
	x := askView{Frame: p.frame(r, a.title), Act: a, Base: base, Head: v.Head(base), Typed: func(string) string { return "" }, Values: func(string) []string { return nil }}
	x.Frame.Back = &page.Link{Text: "Hồ sơ " + v.Code, Href: base}
	switch a.act {
	case "return":
		notes, err := p.notes(r, v)
		if err != nil {
			return x, err
		}
		x.Notes = notes
	case "supplement":
		x.Supplement, _ = v.ReadSupplement(nil)
	case "supply":
		if n := len(v.Supplements); n > 0 {
			x.Wanted = v.Supplements[n-1].Lines
		}
	case "assign":
		for _, post := range p.Offices.Staff(v.Competent, p.Today(), office.Officer) {
			o, _ := p.Offices.Official(post.Official)
			x.Officers = append(x.Officers, parts.Option{Value: post.Official, Label: o.Name + " · " + o.Title})
		}
	}
	return x, nil
}

func readReturn(_ trail.View, f *page.Form, _ *askView) dossier.Act {
	return dossier.Return{To: f.Text("to", 200), How: f.Text("how", 20)}
}

// readAssign takes only somebody who holds a post at the competent office today.
func readAssign(v trail.View, f *page.Form, x *askView) dossier.Act {
	var known []string
	for _, o := range x.Officers {
		known = append(known, o.Value)
	}
	return dossier.Assign{Officer: f.Choice("officer", known...), Office: v.Competent}
}

func readSupply(_ trail.View, f *page.Form, x *askView) dossier.Act {
	var a dossier.Supply
	for _, l := range x.Wanted {
		for _, have := range f.Values("papers") {
			if have != l.Paper {
				continue
			}
			o, _ := f.Int("o-"+l.Paper, 0, 99)
			c, _ := f.Int("c-"+l.Paper, 0, 99)
			a.Papers = append(a.Papers, dossier.GivenPaper{Paper: l.Paper, Name: l.Name, Originals: int(o), Copies: int(c)})
		}
	}
	return a
}

func readSupplement(v trail.View, f *page.Form, x *askView) dossier.Act {
	var a dossier.RequestSupplement
	x.Supplement, a = v.ReadSupplement(f)
	return a
}

func readRefuse(_ trail.View, f *page.Form, _ *askView) dossier.Act {
	return dossier.Refuse{Reason: f.Lines("reason", 2000)}
}

func readWithdraw(_ trail.View, f *page.Form, _ *askView) dossier.Act {
	return dossier.Withdraw{Reason: f.Lines("reason", 2000)}
}

func readStop(_ trail.View, f *page.Form, _ *askView) dossier.Act {
	return dossier.Stop{Cause: f.Text("cause", 20), Reason: f.Lines("reason", 2000)}
}

func channelOf(d dossier.Dossier) procedure.ChannelKind { return procedure.ChannelKind(d.Channel) }
