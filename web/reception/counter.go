package reception

import (
	"net/http"
	"strconv"

	"motcua/access"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/ending"
	"motcua/intake"
	"motcua/office"
	"motcua/procedure"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// given is one line of the published list as the clerk ticks it off.
type given struct {
	procedure.Paper
	Have              bool
	Originals, Copies string
	Error             string
	Register          string        // name of the database its data may stand in (REC-10)
	Answer            intake.Answer // what the database said
	Lack              bool          // asked for with Mẫu 02
	What              string
}

// forecast is what a channel would promise if the dossier were accepted now.
type forecast struct {
	Title, Due, Fee, Refusal string
	Why                      parts.Arithmetic
}

// counterView is the one screen of receiving at the counter.
type counterView struct {
	Frame     page.Frame
	Version   procedure.Version
	Limit     string
	Key       string // the same form sent twice gives one dossier
	Problems  page.Problems
	Papers    []given
	Typed     dossier.Applicant
	Channel   string
	Channels  []parts.Option
	Competent string
	Offices   []parts.Option
	Sets      string
	Outside   string // received away from the counter (SET-12)
	Reason    string
	Do        string // accept, at_once, incomplete, refuse, look
	AtOnce    bool   // may be answered at once, without a receipt (REC-6)
	Registers bool   // some paper's data may stand in a database that is connected
	Looked    string // what came of looking, for all papers
	Record    string // of what came by post
	Records   []parts.Option
	ReturnAt  string
	Places    []parts.Option
	records   []intake.Record
	Asking    string // the forms as today's profile numbers them
	Turning   string
	moment    dossier.Moment
	Known     string // codes of like dossiers the clerk has been shown
	Alike     []page.Link
	Forecasts func() []forecast
}

// counter shows the empty form.
func (p pages) counter(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	v, err := p.form(r, who, nil)
	if err != nil {
		return err
	}
	return p.draw(w, r, http.StatusOK, who, v)
}

// draw answers with the screen; what only the eye needs is collected here, so that a
// press that goes through does not wait for it.
func (p pages) draw(w http.ResponseWriter, r *http.Request, status int, who access.Who, v counterView) error {
	failed := v.Problems.Any()
	v.Frame = p.frame(r, "Tiếp nhận hồ sơ")
	v.Frame.Failed, v.Frame.Back = failed, &page.Link{Text: "Chọn thủ tục khác", Href: "/desk/new"}
	if err := p.readRecords(r, who, &v); err != nil {
		return err
	}
	v.Places = places(p.Offices.Tree(), who.Office, v.Competent)
	drawn := v
	v.Forecasts = func() []forecast { return p.forecasts(drawn) }
	page.Render(w, r, status, counterPage(v))
	return nil
}

// form fills the screen from what was typed; f is nil for the first look.
func (p pages) form(r *http.Request, who access.Who, f *page.Form) (counterView, error) {
	v := counterView{Key: p.IDs.New(), Sets: "1"}
	ver, ok := p.Procedures.InForce(r.PathValue("procedure"), p.Today())
	if !ok {
		return v, refusal.Missing("Không tìm thấy thủ tục này, hoặc thủ tục không còn hiệu lực. Vui lòng chọn lại.")
	}
	v.Version, v.Limit = ver, limitWords(ver, procedure.InPerson)
	for _, x := range ver.Asked() {
		v.Papers = append(v.Papers, given{Paper: x, Originals: strconv.Itoa(x.Originals), Copies: strconv.Itoa(x.Copies)})
	}
	for _, k := range []procedure.ChannelKind{procedure.InPerson, procedure.Post} {
		if ver.Offers(k) || k == procedure.InPerson {
			v.Channels = append(v.Channels, parts.Option{Value: strconv.Itoa(int(k)), Label: channelWords[k]})
		}
	}
	v.Channel = v.Channels[0].Value
	var err error
	if v.moment, err = p.Dossiers.MomentFor(who, who.Office, who.Office, ver.Code); err != nil {
		return v, err
	}
	v.Offices, v.Competent = p.competent(who, ver, v.moment.Profile.Reception.BoundaryFree.Value)
	v.Asking, v.Turning = p.FormLabel("supplement"), p.FormLabel("refusal")
	v.ReturnAt, v.AtOnce = who.Office, ending.AtOnce(ver, int(procedure.InPerson), v.moment)
	if p.Registers != nil {
		for i := range v.Papers {
			if reg, ok := v.Papers[i].Paper.Register(v.moment.Profile.Reception.Registers.Value); ok {
				v.Papers[i].Register, v.Registers = reg.Name, true
			}
		}
	}
	if f != nil {
		p.typed(f, &v)
	}
	if v.Channel == byPost {
		err = p.readRecords(r, who, &v)
	}
	return v, err
}

// outside are the places a dossier may be received at; the clock and the receipt are the
// same at each.
var outside = []parts.Option{{Value: "", Label: "Tại quầy"}, {Value: "mobile", Label: dossier.OutsideNamed("mobile")}, {Value: "home", Label: dossier.OutsideNamed("home")}}

// byPost is the value of the channel of the public post (REC-11).
var byPost = strconv.Itoa(int(procedure.Post))

var channelWords = map[procedure.ChannelKind]string{procedure.InPerson: "Trực tiếp tại quầy", procedure.Post: "Dịch vụ bưu chính công ích"}

// typed keeps what the clerk typed, problems or not.
func (p pages) typed(f *page.Form, v *counterView) {
	if key := f.Value("key"); clock.IsID(key) { // without one each form stands for itself
		v.Key = key
	}
	v.Known, v.Reason = f.Text("known", 2000), f.Lines("reason", 2000)
	v.Record, v.ReturnAt = f.Text("record", 64), f.Text("return_at", 64)
	v.Typed = dossier.Applicant{Name: f.Need("name", 200, "Nhập họ và tên người nộp hồ sơ."), Phone: f.Need("phone", 30, "Nhập số điện thoại của người nộp hồ sơ."), Email: f.Text("email", 200), Address: f.Text("address", 400), IDNo: f.Text("id_no", 30)}
	v.Channel, v.Competent = f.Text("channel", 2), f.Text("competent", 64)
	v.Outside = f.Text("outside", 10)
	if n, ok := f.Int("sets", 1, 99); ok {
		v.Sets = strconv.FormatInt(n, 10)
	}
	have := map[string]bool{}
	for _, k := range f.Values("have") {
		have[k] = true
	}
	lack := map[string]bool{}
	for _, k := range f.Values("lack") {
		lack[k] = true
	}
	for i := range v.Papers {
		x := &v.Papers[i]
		x.Have, x.Lack, x.What = have[x.Key], lack[x.Key], f.Text("lack-"+x.Key, 300)
		x.Originals, x.Copies = f.Text("o-"+x.Key, 3), f.Text("c-"+x.Key, 3)
	}
}

// papers turns the ticked lines into what the act takes.
func (v *counterView) papers(f *page.Form) []dossier.GivenPaper {
	var out []dossier.GivenPaper
	for i := range v.Papers {
		x := &v.Papers[i]
		if x.Answer == intake.Found && !x.Have {
			out = append(out, dossier.GivenPaper{Paper: x.Key, Name: x.Name, Register: x.register(v.moment)})
		}
		if !x.Have {
			continue
		}
		o, _ := f.Int("o-"+x.Key, 0, 99)
		c, _ := f.Int("c-"+x.Key, 0, 99)
		x.Error = f.Problems.At("o-" + x.Key)
		if x.Error == "" {
			x.Error = f.Problems.At("c-" + x.Key)
		}
		out = append(out, dossier.GivenPaper{Paper: x.Key, Name: x.Name, Originals: int(o), Copies: int(c)})
	}
	return out
}

// competent lists the offices that may decide, and the likely one: the own office
// or the one above that carries procedures of this level out.
func (p pages) competent(who access.Who, ver procedure.Version, any bool) ([]parts.Option, string) {
	tree, level := p.Offices.Tree(), procedure.Level(office.City)
	switch l := ver.DoneAt(); l {
	case procedure.Commune, procedure.District:
		level = l
	}
	var out []parts.Option
	chosen := who.Office
	for i, id := range append([]string{who.Office}, who.Above...) {
		o, ok := tree.Office(id)
		if !ok || o.Kind == office.Centre { // receives for all, decides nothing
			continue
		}
		out = append(out, parts.Option{Value: id, Label: tree.Title(id)})
		if i > 0 && string(o.Kind) == string(level) && level != procedure.Level(office.City) {
			chosen = id
		}
	}
	if own, ok := tree.Office(who.Office); ok && string(own.Kind) == string(level) {
		chosen = who.Office
	}
	own := ver.DoneAt() == procedure.Commune || ver.DoneAt() == procedure.District
	if own && !any {
		return out, chosen
	}
	for o := range tree.Each(p.Today()) {
		if any && string(o.Kind) == string(ver.DoneAt()) && o.ID != who.Office { // any counter takes any dossier (REC-14)
			out = append(out, parts.Option{Value: o.ID, Label: tree.Title(o.ID)})
		}
		if o.Kind == office.Department && o.ID != who.Office && !own {
			out = append(out, parts.Option{Value: o.ID, Label: tree.Title(o.ID)})
		}
	}
	if own, _ := tree.Office(chosen); own.Kind == office.Centre && len(out) > 0 {
		chosen = out[0].Value
	}
	return out, chosen
}

// forecasts computes, for each way of filing, the date that accepting now would
// promise, with its arithmetic and the fee: the clerk says it before pressing.
func (p pages) forecasts(v counterView) []forecast {
	var out []forecast
	for _, o := range v.Channels {
		n, _ := strconv.Atoi(o.Value)
		fc := forecast{Title: o.Label, Fee: feeWords(v.Version, procedure.ChannelKind(n))}
		ap, err := dossier.Preview(v.Version, n, v.moment)
		if err == nil {
			fc.Due, fc.Why = page.Hour(ap.Due.Time())+", "+page.Date(ap.Due.Time()), trail.Lines(ap)
		}
		if no, ok := refusal.As(err); ok {
			fc.Refusal = no.Sentence
		}
		if len(out) == 1 && out[0].Due == fc.Due && out[0].Fee == fc.Fee && fc.Refusal == out[0].Refusal {
			continue // the same promise whichever way it came
		}
		out = append(out, fc)
	}
	if len(out) == 1 {
		out[0].Title = ""
	}
	return out
}

func feeWords(v procedure.Version, k procedure.ChannelKind) string {
	c, ok := v.Channel(k)
	if !ok || c.Fee == nil {
		return "Không công bố phí, lệ phí"
	}
	if c.FeeNote != "" && c.Fee.Amount == 0 { // set by the People's Council, or free for some: the note says it
		return c.FeeNote
	}
	if c.FeeNote != "" {
		return c.Fee.Vietnamese() + " (" + c.FeeNote + ")"
	}
	return c.Fee.Vietnamese()
}
