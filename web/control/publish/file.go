package publish

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"motcua/access"
	"motcua/clock"
	"motcua/event"
	"motcua/office"
	"motcua/publication"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type fileView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	State    parts.Tag
	Facts    parts.Summary
	Clocks   []clockView
	Items    []itemView
	Add      string // POST address; "" for whoever adds nothing
	Kind     string
	Code     string
	Remarks  []string
	Moved    string // which day moved on the watch-list; "" is none
	Edition  string
	Buttons  parts.Buttons
	Presses  []press
	History  parts.Timeline
}

type clockView struct {
	Title string
	Text  string
	Tag   parts.Tag
	Lines []string
}

type itemView struct {
	Title, Kind, Code string
	Edit, Remove      string
	Gaps              []string
	Changed           parts.Table
	Note              string
}

// press is a button that stands in a form of its own.
type press struct {
	Action string
	Button parts.Button
}

func (p pages) show(w http.ResponseWriter, r *http.Request) error {
	who, _, err := p.one(r)
	if err != nil {
		return err
	}
	return p.draw(w, r, http.StatusOK, who, nil)
}

// draw shows the file as it is now.
func (p pages) draw(w http.ResponseWriter, r *http.Request, status int, who access.Who, problems page.Problems) error {
	f, err := p.Publications.One(r.Context(), who, r.PathValue("id"))
	if err != nil {
		return err
	}
	events, err := p.Publications.Events(r.Context(), f.ID)
	if err != nil {
		return err
	}
	v := fileView{Frame: p.Framed(r, f.Title, up), Problems: problems, Title: f.Title, State: stateTag(f), Facts: p.facts(f), Remarks: remarks(f, events), Edition: problems.Seen(r, "edition", f.Edition()), History: p.history(events)}
	v.Frame.Failed = problems.Any()
	for _, c := range f.Clocks(p.today()) {
		v.Clocks = append(v.Clocks, clockOf(c, dayTag(c.Day.Day, p.today())))
	}
	editable := f.State == publication.Drafting && may(who, "put", f)
	for _, x := range f.Items {
		v.Items = append(v.Items, p.itemOf(f, x, editable))
	}
	if editable {
		v.Add = pathOf(f) + "/items"
	}
	if v.Moved, err = p.moved(r.Context(), f); err != nil {
		return err
	}
	v.Buttons, v.Presses = p.buttons(who, f)
	if v.Moved != "" && may(who, "redate", f) && f.State == publication.Drafting {
		v.Presses = append([]press{{pathOf(f) + "/redate", parts.Button{Text: "Cập nhật ngày theo danh mục theo dõi", Style: parts.Outlined}}}, v.Presses...)
	}
	page.Render(w, r, status, filePage(v))
	return nil
}

// moved says which day of the text of law moved while the decision is prepared (KS-5).
func (p pages) moved(ctx context.Context, f publication.File) (string, error) {
	switch f.State {
	case publication.Drafting, publication.Checking, publication.Accepted:
		return p.Publications.MovedOf(ctx, f)
	}
	return "", nil
}

func stateTag(f publication.File) parts.Tag {
	kind := map[publication.State]parts.Kind{publication.Drafting: parts.Plain, publication.Checking: parts.Calm, publication.Accepted: parts.Calm, publication.Signed: parts.Calm,
		publication.Issued: parts.Good, publication.Dropped: parts.Done}[f.State]
	return parts.Tag{Kind: kind, Text: f.State.Vietnamese()}
}

func (p pages) facts(f publication.File) parts.Summary {
	out := []parts.Fact{{Key: "Văn bản", Value: f.Law.Number, More: []string{f.Law.Name}}, {Key: "Văn bản có hiệu lực", Value: page.CivilDate(f.Law.Effect)}, {Key: "Đơn vị soạn", Value: p.Offices.Tree().Title(f.Office)}}
	if f.Law.Fast {
		out[1].More = []string{"trình tự, thủ tục rút gọn"}
	}
	if n := f.DecisionNumber(); n != "" {
		out = append(out, parts.Fact{Key: "Quyết định", Value: n, More: []string{"Thủ tục có hiệu lực từ " + page.CivilDate(f.From)}})
		if f.Late > 0 {
			out[len(out)-1].More = append(out[len(out)-1].More, "Ban hành chậm "+strconv.Itoa(f.Late)+" ngày so với hạn")
		}
	}
	if f.Signed.At.Set() {
		out = append(out, parts.Fact{Key: "Người ký", Value: f.Signature.Name, More: []string{page.DateTime(f.Signed.At.Time())}})
	}
	return parts.Summary{Facts: out}
}

func clockOf(c publication.Clock, tag parts.Tag) clockView {
	v := clockView{Title: c.Title, Text: "Chậm nhất " + page.CivilDate(c.Day.Day), Tag: tag, Lines: c.Lines}
	if c.Done.Set() {
		v.Text += "; xong " + page.DateTime(c.Done.Time())
		v.Tag = parts.Tag{Kind: parts.Good, Text: "Đúng hạn"}
		if c.Late {
			v.Tag = parts.Tag{Kind: parts.Late, Text: "Chậm hạn"}
		}
	}
	return v
}

func (p pages) itemOf(f publication.File, x publication.Item, editable bool) itemView {
	v := itemView{Title: x.Proposed.Name, Kind: x.Kind.Vietnamese(), Code: x.Code}
	if v.Title == "" {
		v.Title = "Thủ tục chưa có tên"
	}
	if x.Kind == publication.KindAbolished {
		v.Note = "Thủ tục hết hiệu lực khi quyết định có hiệu lực; hồ sơ đã tiếp nhận được giải quyết tiếp."
	} else {
		v.Gaps = publication.Gaps(x)
	}
	if editable {
		v.Remove = itemPath(f, x.Code) + "/remove"
		if x.Kind != publication.KindAbolished {
			v.Edit = itemPath(f, x.Code)
		}
	}
	if base, ok := p.Procedures.Version(x.Base); ok && x.Kind == publication.KindAmended {
		v.Changed = parts.Table{ID: "changed-" + x.Code, Caption: "Nội dung thay đổi", Columns: []parts.Column{{Title: "Mục"}, {Title: "Đang có hiệu lực", Wide: true}, {Title: "Đề nghị công bố", Wide: true}},
			Empty: parts.Empty{Title: "Chưa có nội dung nào thay đổi"}}
		for _, c := range publication.Changed(base, x.Proposed) {
			v.Changed.Rows = append(v.Changed.Rows, parts.Row{Cells: []parts.Cell{{Text: c.Section.Title}, {Part: block(c.Before)}, {Part: block(c.After)}}})
		}
	}
	return v
}

// remarks are those of the last check, with their words and where they belong.
func remarks(f publication.File, events []event.Event) []string {
	if len(f.Remarks) == 0 {
		return nil
	}
	i := len(events) - 1
	for i > 0 && events[i].Act != "send_back" {
		i--
	}
	var out []string
	words := publication.SaidIn(events[i]).Words
	for n, r := range f.Remarks {
		if n < len(words) {
			out = append(out, strings.TrimPrefix(where(r)+": "+words[n], ": "))
		}
	}
	return out
}

func where(r publication.Remark) string {
	i := slices.IndexFunc(publication.Sections, func(s publication.Section) bool { return s.Key == r.Section })
	switch {
	case i >= 0:
		return r.Code + ", mục " + publication.Sections[i].Title
	case r.Code != "":
		return r.Code
	}
	return "Cả hồ sơ"
}

func (p pages) buttons(who access.Who, f publication.File) (parts.Buttons, []press) {
	var links []parts.Button
	var out []press
	at := pathOf(f)
	switch {
	case f.State == publication.Drafting:
		if may(who, "submit", f) {
			out = append(out, press{at + "/submit", parts.Button{Text: "Trình kiểm soát"}})
			links = append(links, parts.Button{Text: "Bỏ hồ sơ này", Href: at + "/drop", Style: parts.AsLink})
		}
	case f.State == publication.Checking && may(who, "accept", f):
		links = append(links, parts.Button{Text: "Kiểm soát hồ sơ", Href: at + "/check"})
	case f.State == publication.Accepted && may(who, "sign", f):
		links = append(links, parts.Button{Text: "Ký quyết định", Href: at + "/sign"})
	case f.State == publication.Signed && f.InForce() && may(who, "issue", f):
		out = append(out, press{at + "/issue", parts.Button{Text: "Phát hành quyết định"}})
	case f.State == publication.Issued && !f.Entered.At.Set() && may(who, "enter", f):
		out = append(out, press{at + "/enter", parts.Button{Text: "Đã nhập Cơ sở dữ liệu quốc gia", Style: parts.Outlined}})
	}
	if (f.State == publication.Accepted || f.State == publication.Signed && !f.InForce()) && may(who, "give_up", f) {
		links = append(links, parts.Button{Text: "Thôi ban hành", Href: at + givingUp.path, Style: parts.AsLink})
	}
	if len(f.Items) > 0 {
		links = append(links, parts.Button{Text: "Quyết định (PDF)", Href: at + "/decision.pdf", Style: parts.Outlined})
	}
	if f.Signature.File != "" {
		links = append(links, parts.Button{Text: "Bản ký số (PDF)", Href: at + "/signed.pdf", Style: parts.AsLink})
	}
	return parts.Buttons{Items: links}, out
}

var actWords = map[string]string{"draft": "Lập hồ sơ", "put": "Soạn nội dung thủ tục", "take_out": "Bỏ thủ tục khỏi hồ sơ", "redate": "Cập nhật ngày theo danh mục theo dõi", "submit": "Trình kiểm soát", "drop": "Bỏ hồ sơ", "send_back": "Trả lại kèm ý kiến",
	"accept": "Chấp nhận, trình ký", "sign": "Ký quyết định", "issue": "Phát hành quyết định", "give_up": "Thôi ban hành", "enter": "Nhập Cơ sở dữ liệu quốc gia", "configure": "Quy trình điện tử được phê duyệt", "remind": "Nhắc hạn"}

func (p pages) history(events []event.Event) parts.Timeline {
	t := parts.Timeline{NewestFirst: true}
	for _, e := range slices.Backward(events) {
		m := parts.Moment{At: clock.Instant(e.At).Time(), What: actWords[e.Act], Machine: e.Official == ""}
		if o, ok := p.Offices.Official(e.Official); ok {
			m.Who = o.Name + " · " + p.Offices.Tree().Title(e.Office)
		}
		said := publication.SaidIn(e)
		m.Why = strings.TrimSpace(said.Reason + " " + strings.Join(said.Words, " "))
		t.Moments = append(t.Moments, m)
	}
	return t
}

// add brings a procedure into the file.
func (p pages) add(w http.ResponseWriter, r *http.Request) error {
	who, f, err := p.one(r)
	if err != nil {
		return err
	}
	in, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	x := publication.Item{Kind: publication.Kind(in.Text("kind", 20)), Code: in.Text("code", 40)}
	if _, there := f.Item(x.Code); there {
		in.Problems.Add("code", "Thủ tục này đã có trong hồ sơ.")
		return p.draw(w, r, http.StatusUnprocessableEntity, who, in.Problems)
	}
	_, err = p.Publications.Do(r.Context(), who, f.ID, publication.Put{Item: x, Was: publication.Absent})
	if err == nil {
		to := pathOf(f)
		if x.Kind != publication.KindAbolished {
			to = itemPath(f, x.Code)
		}
		page.Redirect(w, r, to, page.Flash{Kind: "success", Text: "Đã thêm thủ tục " + x.Code + " vào hồ sơ."})
		return nil
	}
	if !in.Problems.Refused(err) {
		return err
	}
	return p.draw(w, r, http.StatusUnprocessableEntity, who, in.Problems)
}

func (p pages) remove(w http.ResponseWriter, r *http.Request) error {
	return p.press(publication.TakeOut{Code: r.PathValue("code")}, "Đã bỏ thủ tục khỏi hồ sơ.")(w, r)
}

// departments are the offices that draft.
func (p pages) departments() []parts.Option {
	out := []parts.Option{{Value: "", Label: "Theo cơ quan ghi trong thủ tục"}}
	for _, o := range p.Offices.Tree().On(p.Today()) {
		if o.Kind == office.Department || o.Kind == office.Vertical {
			out = append(out, parts.Option{Value: o.ID, Label: o.Name()})
		}
	}
	return out
}
