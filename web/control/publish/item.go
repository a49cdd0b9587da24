package publish

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"motcua/access"
	"motcua/procedure"
	"motcua/publication"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type itemForm struct {
	Frame    page.Frame
	Problems page.Problems
	Heading  string
	Action   string
	Back     string
	Gaps     []string
	Remarks  map[string][]string // by section
	V        procedure.Version
	Was      string
	Reach    reachForm
	Channels []channelRow
	Papers   []paperRow
}

type channelRow struct {
	N                                          string
	Kind, Limit, Unit, Fee, Currency, Was, Say string
}

type paperRow struct{ N, Key, Group, Name, Originals, Copies string }

// Blank lines that stand below what is there.
const (
	moreChannels = 1
	morePapers   = 3
	rowsMost     = 200
)

var channelOptions = []parts.Option{{Value: "", Label: "– (bỏ dòng này)"}, {Value: "1", Label: "Trực tiếp"}, {Value: "2", Label: "Trực tuyến"}, {Value: "3", Label: "Dịch vụ bưu chính"}}

var unitOptions = []parts.Option{{Value: "", Label: "– (không quy định)"}, {Value: "wd", Label: "ngày làm việc"}, {Value: "d", Label: "ngày"}, {Value: "h", Label: "giờ làm việc"}, {Value: "mo", Label: "tháng"},
	{Value: "same_day", Label: "ngay trong ngày"}, {Value: "unstated", Label: "không ghi đơn vị"}}

// editing opens an item for whoever drafts it.
func (p pages) editing(r *http.Request) (access.Who, publication.File, publication.Item, error) {
	who, f, err := p.one(r)
	if err != nil {
		return who, f, publication.Item{}, err
	}
	x, ok := f.Item(r.PathValue("code"))
	if !ok || x.Kind == publication.KindAbolished {
		return who, f, x, refusal.Missing("Không tìm thấy thủ tục này trong hồ sơ.")
	}
	return who, f, x, access.May(who, "put", f.Subject())
}

func (p pages) item(w http.ResponseWriter, r *http.Request) error {
	_, f, x, err := p.editing(r)
	if err != nil {
		return err
	}
	return p.showItem(w, r, http.StatusOK, f, x, nil)
}

func (p pages) showItem(w http.ResponseWriter, r *http.Request, status int, f publication.File, x publication.Item, problems page.Problems) error {
	was := publication.Absent
	if kept, there := f.Item(x.Code); there {
		was = kept.Edition()
	}
	v := itemForm{Frame: p.Framed(r, "Soạn nội dung thủ tục "+x.Code, up, page.Link{Text: f.Title, Href: pathOf(f)}), Problems: problems, Heading: "Thủ tục " + x.Code + " – " + strings.ToLower(x.Kind.Vietnamese()),
		Action: itemPath(f, x.Code), Back: pathOf(f), Gaps: publication.Gaps(x), V: x.Proposed, Was: problems.Seen(r, "edition", was), Reach: reachOf(x.Proposed), Remarks: map[string][]string{}}
	v.Frame.Failed = problems.Any()
	events, err := p.Publications.Events(r.Context(), f.ID)
	if err != nil {
		return err
	}
	words := remarks(f, events)
	for i, m := range f.Remarks {
		if m.Code == x.Code && i < len(words) {
			v.Remarks[m.Section] = append(v.Remarks[m.Section], words[i])
		}
	}
	v.rows()
	page.Render(w, r, status, itemPage(v))
	return nil
}

// rows lays channels and papers out as lines of boxes.
func (v *itemForm) rows() {
	for i, c := range v.V.Channels {
		row := channelRow{N: strconv.Itoa(i), Kind: strconv.Itoa(int(c.Kind)), Was: strconv.Itoa(i), Say: c.FeeNote}
		if c.Limit != nil {
			row.Unit = string(c.Limit.Unit)
			if c.Limit.Unit != procedure.SameDay {
				row.Limit = strings.Replace(strconv.FormatFloat(c.Limit.Value, 'f', -1, 64), ".", ",", 1)
			}
		}
		if c.Fee != nil {
			row.Fee, row.Currency = strconv.FormatInt(c.Fee.Amount, 10), c.Fee.Currency
		}
		v.Channels = append(v.Channels, row)
	}
	for range moreChannels {
		v.Channels = append(v.Channels, channelRow{N: strconv.Itoa(len(v.Channels))})
	}
	for i, x := range v.V.Papers {
		v.Papers = append(v.Papers, paperRow{strconv.Itoa(i), x.Key, x.Group, x.Name, strconv.Itoa(x.Originals), strconv.Itoa(x.Copies)})
	}
	for range morePapers {
		v.Papers = append(v.Papers, paperRow{N: strconv.Itoa(len(v.Papers))})
	}
}

func (p pages) save(w http.ResponseWriter, r *http.Request) error {
	who, f, x, err := p.editing(r)
	if err != nil {
		return err
	}
	in, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	x.Proposed = readVersion(in, x.Proposed)
	if !in.Problems.Any() {
		_, err = p.Publications.Do(r.Context(), who, f.ID, publication.Put{Item: x, Was: seen(in)})
		if err == nil {
			to := pathOf(f)
			if in.Value("do") == "more" {
				to = itemPath(f, x.Code)
			}
			page.Redirect(w, r, to, page.Flash{Kind: "success", Text: "Đã lưu nội dung thủ tục " + x.Code + "."})
			return nil
		}
		if !in.Problems.Refused(err) {
			return err
		}
	}
	return p.showItem(w, r, http.StatusUnprocessableEntity, f, x, in.Problems)
}

// seen is the edition a form was opened with; a form without one was opened with none.
func seen(in *page.Form) string {
	if e := in.Text("edition", 64); e != "" {
		return e
	}
	return "none"
}

// readVersion reads every section; what no section holds stays as it was.
func readVersion(in *page.Form, was procedure.Version) procedure.Version {
	v := was
	v.Name, v.Field, v.Kind = in.Text("name", 500), in.Text("field", 200), was.Kind
	v.Steps, v.Conditions = in.Lines("steps", 30000), in.Lines("conditions", 10000)
	v.Agency, v.Competent, v.Coordinating = in.Text("agency", 500), in.Text("competent", 500), in.Text("coordinating", 500)
	v.Applicants = lines(in.Lines("applicants", 2000))
	v.Results, v.Basis = nil, nil
	for _, name := range lines(in.Lines("results", 3000)) {
		one := procedure.Result{Name: name}
		if i := slices.IndexFunc(was.Results, func(x procedure.Result) bool { return x.Name == name }); i >= 0 {
			one = was.Results[i]
		}
		v.Results = append(v.Results, one)
	}
	for _, number := range lines(in.Lines("basis", 3000)) {
		v.Basis = append(v.Basis, procedure.NewBasis(number))
	}
	v.None = nil
	for _, key := range in.Many("none", string(procedure.SectionForms), string(procedure.SectionConditions), string(procedure.SectionFee)) {
		v.None = append(v.None, procedure.SectionKey(key))
	}
	v.Channels = readChannels(in, was)
	v.Papers = readPapers(in)
	return readReach(in, v)
}

func lines(s string) (out []string) {
	for _, l := range strings.Split(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

func readChannels(in *page.Form, was procedure.Version) []procedure.Channel {
	var out []procedure.Channel
	n, _ := in.Int("channels", 0, rowsMost)
	for i := range int(n) {
		at := func(name string) string { return fmt.Sprintf("%s-%d", name, i) }
		kind := in.Choice(at("channel"), "1", "2", "3")
		if kind == "" {
			continue
		}
		c := procedure.Channel{FeeNote: in.Text(at("say"), 2000)}
		k, _ := strconv.Atoi(kind)
		c.Kind = procedure.ChannelKind(k)
		if j, ok := in.Int(at("was"), 0, rowsMost); ok && int(j) < len(was.Channels) {
			c.Description = was.Channels[j].Description
		}
		c.Limit = readLimit(in, at("limit"), at("unit"))
		if amount, ok := in.Int(at("fee"), 0, 100_000_000_000); ok {
			c.Fee = &procedure.Fee{Amount: amount, Currency: "VND"}
			if cur := in.Choice(at("currency"), "VND", "USD", "unstated"); cur != "" {
				c.Fee.Currency = cur
			}
		}
		out = append(out, c)
	}
	return out
}

func readLimit(in *page.Form, value, unit string) *procedure.Limit {
	u := in.Choice(unit, "wd", "d", "h", "mo", "same_day", "unstated")
	typed := in.Text(value, 10)
	switch {
	case u == "" && typed == "":
		return nil
	case u == "same_day":
		return &procedure.Limit{Unit: procedure.SameDay}
	case u == "":
		in.Problems.Add(unit, "Chọn đơn vị của thời hạn, ví dụ: ngày làm việc.")
		return nil
	}
	n, err := strconv.ParseFloat(strings.Replace(typed, ",", ".", 1), 64)
	if err != nil || n <= 0 || n > 1000 {
		in.Problems.Add(value, "Nhập thời hạn bằng số, ví dụ 3 hoặc 2,5.")
		return nil
	}
	return &procedure.Limit{Value: n, Unit: procedure.Unit(u)}
}

// readPapers keeps the key of a paper that stays; a new one gets the next that is free.
func readPapers(in *page.Form) []procedure.Paper {
	var out []procedure.Paper
	used := map[string]bool{}
	n, _ := in.Int("papers", 0, rowsMost)
	for i := range int(n) {
		used[in.Text(fmt.Sprintf("key-%d", i), 20)] = true
	}
	for i := range int(n) {
		at := func(name string) string { return fmt.Sprintf("%s-%d", name, i) }
		name := in.Text(at("paper"), 2000)
		if name == "" {
			continue
		}
		x := procedure.Paper{Key: in.Text(at("key"), 20), Group: in.Text(at("group"), 500), Name: name}
		originals, _ := in.Int(at("originals"), 0, 99)
		copies, _ := in.Int(at("copies"), 0, 99)
		x.Originals, x.Copies = int(originals), int(copies)
		for k := 1; x.Key == ""; k++ {
			if key := "p" + strconv.Itoa(k); !used[key] {
				x.Key, used[key] = key, true
			}
		}
		out = append(out, x)
	}
	return out
}
