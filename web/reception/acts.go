package reception

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"motcua/access"
	"motcua/dossier"
	"motcua/dossier/ending"
	"motcua/dossier/letters"
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
	// For acts that are not always offered, or take a file in.
	open  func(trail.View) bool
	limit int64 // bytes of the body; 0 is the usual, and no upload
	keep  func(pages, *http.Request, trail.View, *page.Form, dossier.Act) (dossier.Act, error)
}

// acts are in the order their buttons stand in.
var acts = []act{
	{path: "return", act: "return", button: "Trả kết quả", key: "F9", first: dossier.Completed, title: "Trả kết quả cho người nhận", yes: "Đã giao kết quả",
		said: "Đã ghi nhận trả kết quả.", fields: returnFields, read: readReturn, open: returnable, limit: uploadMost, keep: authorised},
	{path: "forward", act: "forward", button: "Chuyển hồ sơ", key: "F7", first: dossier.Received, title: "Chuyển hồ sơ đến cơ quan giải quyết", yes: "Chuyển hồ sơ",
		said: "Đã chuyển hồ sơ.", fields: forwardFields, read: readForward},
	{path: "assign", act: "assign", button: "Phân công thụ lý", key: "F9", first: dossier.Received, title: "Phân công người thụ lý", yes: "Phân công",
		said: "Đã chuyển hồ sơ đến người thụ lý.", fields: assignFields, read: readAssign},
	{path: "supply", act: "supply", button: "Nhận giấy tờ bổ sung", key: "F9", first: dossier.Supplementing, title: "Nhận giấy tờ bổ sung tại quầy", yes: "Đã nhận đủ giấy tờ",
		said: "Đã nhận giấy tờ bổ sung.", fields: supplyFields, read: readSupply},
	{path: "supplement", act: "supplement", button: "Yêu cầu bổ sung", key: "F4", form: "supplement", title: "Yêu cầu bổ sung, hoàn thiện hồ sơ", yes: "Gửi yêu cầu và in phiếu",
		said: "Đã gửi yêu cầu bổ sung. In phiếu ở mục “In giấy tờ”.", fields: supplementFields, read: readSupplement},
	{path: "refuse", act: "refuse", button: "Từ chối tiếp nhận", key: "F8", form: "refusal", title: "Từ chối tiếp nhận hồ sơ", yes: "Từ chối tiếp nhận", danger: true,
		said: "Đã từ chối tiếp nhận. In phiếu ở mục “In giấy tờ”.", fields: refuseFields, read: readRefuse},
	{path: "letter", act: "hand_letter", button: "Giao thư xin lỗi", title: "Giao thư xin lỗi cho người nộp", yes: "Ghi nhận đã giao thư",
		said: "Đã ghi nhận việc giao thư xin lỗi.", fields: letterFields, read: readLetter, open: letterWaits},
	{path: "withdraw", act: "withdraw", button: "Rút hồ sơ theo đề nghị", title: "Rút hồ sơ theo đề nghị của người nộp", yes: "Rút hồ sơ", danger: true,
		said: "Đã ghi nhận người nộp rút hồ sơ.", fields: withdrawFields, read: readWithdraw, limit: uploadMost, keep: requested},
	{path: "stop", act: "stop", button: "Dừng giải quyết", title: "Dừng giải quyết hồ sơ", yes: "Dừng giải quyết", danger: true,
		said: "Đã dừng giải quyết hồ sơ.", fields: stopFields, read: readStop, limit: uploadMost, keep: requested},
}

// style makes the main thing of the state a filled button; all else is outlined or
// a link.
func (a act) style(v trail.View) parts.Style {
	switch {
	case a.act == "forward" && v.Can("assign"):
		return parts.Outlined // giving it to its handler takes it on too
	case a.first != "" && a.first == v.Dossier.State:
		return parts.Filled
	case a.danger:
		return parts.AsLink
	}
	return parts.Outlined
}

// letterWaits: a letter is handed over when there is one.
func letterWaits(v trail.View) bool { return len(lettersToHand(v)) > 0 }

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
	Forward    trail.ForwardForm
	Wanted     []dossier.SupplementLine
	Officers   []parts.Option
	Causes     []parts.Option
	Letters    []parts.Option
	Held       []parts.Option // originals still at the desk
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
		if !a.offered(v) {
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
			return err // before anything typed is judged, or any file taken in
		}
		f, err := page.ReadForm(w, r, a.limit)
		if err != nil {
			return err
		}
		x, err := p.asked(r, a, v)
		if err != nil {
			return err
		}
		x.Typed, x.Values = f.Value, f.Values
		what := a.read(v, f, &x)
		if a.keep != nil {
			what, err = a.keep(p, r, v, f, what)
		}
		if err == nil && !f.Problems.Any() {
			_, err = p.Dossiers.Do(r.Context(), who, dossier.Key{Home: v.Home, ID: v.ID}, what)
			if err == nil {
				page.Redirect(w, r, "/desk/dossiers/"+v.Code, page.Flash{Text: a.said})
				return nil
			}
		}
		if err != nil && !trail.Took(f, err, "lines", "papers") {
			return err
		}
		if v, err = trail.Read(r.Context(), p.Hall, who, v.Dossier); err != nil {
			return err
		}
		x.Head = v.Head("/desk/dossiers/" + v.Code)
		x.Frame.Failed, x.Problems, x.Supplement.Problems, x.Forward.Problems = true, f.Problems, f.Problems, f.Problems
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
		x.Notes, x.Held = notes, heldOptions(v.Dossier)
	case "hand_letter":
		x.Letters = lettersToHand(v)
	case "give_originals":
		x.Held = heldOptions(v.Dossier)
	case "supplement":
		x.Supplement, _ = v.ReadSupplement(nil)
	case "supply":
		if n := len(v.Supplements); n > 0 {
			x.Wanted = v.Supplements[n-1].Lines
		}
	case "forward":
		x.Forward, _ = v.ReadForward(nil)
	case "stop":
		x.Causes = v.StopCauses()
	case "assign":
		for _, post := range p.Offices.Staff(v.Working(), p.Today(), office.Officer) {
			o, _ := p.Offices.Official(post.Official)
			x.Officers = append(x.Officers, parts.Option{Value: post.Official, Label: o.Name + " · " + o.Title})
		}
	}
	return x, nil
}

// readAssign takes only somebody who holds a post at the competent office today.
func readAssign(v trail.View, f *page.Form, x *askView) dossier.Act {
	var known []string
	for _, o := range x.Officers {
		known = append(known, o.Value)
	}
	return dossier.Assign{Officer: f.Choice("officer", known...), Office: v.Working()}
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

func readForward(v trail.View, f *page.Form, x *askView) dossier.Act {
	var a dossier.Forward
	x.Forward, a = v.ReadForward(f)
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
	return ending.Withdraw{Reason: f.Lines("reason", 2000)}
}

func readStop(_ trail.View, f *page.Form, _ *askView) dossier.Act {
	return trail.ReadStop(f)
}

func readLetter(_ trail.View, f *page.Form, _ *askView) dossier.Act {
	return letters.HandLetter{Ground: f.Text("ground", 16), How: f.Text("how", 12), Proof: f.Text("proof", 60), To: f.Text("to", 200)}
}

// lettersToHand are the letters of the dossier that nobody signed for yet.
func lettersToHand(v trail.View) []parts.Option {
	var out []parts.Option
	open := func(w dossier.Way) bool {
		return !slices.ContainsFunc(w.Handed, func(h dossier.Handing) bool { return h.How == "signature" })
	}
	if v.Apology != nil && open(v.Apology.Way) {
		out = append(out, parts.Option{Value: "late", Label: trail.LetterName("late")})
	}
	for _, l := range v.Losses {
		if open(l.Way) {
			out = append(out, parts.Option{Value: l.Ground, Label: trail.LetterName(l.Ground)})
		}
	}
	return out
}

func channelOf(d dossier.Dossier) procedure.ChannelKind { return procedure.ChannelKind(d.Channel) }
