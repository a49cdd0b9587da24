package processes

import (
	"net/http"
	"strconv"
	"strings"

	"motcua/office"
	"motcua/procedure"
	"motcua/process"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// ways a step can have; more are offered when all are filled.
const waysLeast = 3

// stepView is the form of one step.
type stepView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Caption  string
	Action   string
	Back     string
	Seen     string
	Name     parts.Textarea
	Key      parts.Select
	Place    parts.Select
	Office   parts.Select
	Role     parts.Select
	Counted  parts.Checkboxes
	Hours    parts.Input
	Minutes  parts.Input
	Papers   parts.Textarea
	Result   parts.Textarea
	Way      parts.Radios
	Ways     []wayView
}

type wayView struct {
	Legend string
	To     parts.Select
	When   parts.Input
}

func (p pages) editing(r *http.Request) (opened, process.Step, error) {
	o, err := p.acting(r, "edit")
	if err != nil {
		return o, process.Step{}, err
	}
	s, ok := o.Process.Step(r.PathValue("step"))
	if !ok {
		return o, s, refusal.Missing("Không tìm thấy bước này, hoặc người khác vừa xóa.")
	}
	return o, s, nil
}

func (p pages) askStep(w http.ResponseWriter, r *http.Request) error {
	o, s, err := p.editing(r)
	if err != nil {
		return err
	}
	return p.showStep(w, r, http.StatusOK, o, s, nil)
}

func (p pages) showStep(w http.ResponseWriter, r *http.Request, status int, o opened, s process.Step, problems page.Problems) error {
	no, seen := strconv.Itoa(o.Process.Index(s.ID)+1), problems.Seen(r, "seen", strconv.FormatInt(o.Seq, 10))
	if !problems.Any() && s.Name != "" { // what is wrong stands at its field as soon as the step is opened
		for _, f := range process.Check(o.Process, o.target, p.Processes.Known) {
			if f.Step == s.ID {
				problems.Add(fieldOf(f.Field), f.Sentence)
			}
		}
	}
	v := stepView{Frame: p.Framed(r, "Bước "+no, append(aboveOne(o.Code), page.Link{Text: o.title, Href: at(o.ID)})...), Problems: problems, Title: "Bước " + no, Caption: o.title + " – " + o.target.Name,
		Action: at(o.ID) + "/steps/" + s.ID, Back: at(o.ID) + "#steps", Seen: seen}
	v.Frame.Failed = status != http.StatusOK
	say := problems.At
	v.Name = parts.Textarea{Name: "name", Label: "Nội dung công việc", Value: s.Name, Error: say("name"), Rows: 2, Max: 500}
	v.Key = parts.Select{Name: "kind", Label: "Loại bước", Hint: "Chương trình biết hồ sơ đang ở bước nào theo loại", Value: string(s.Key), Error: say("kind")}
	for _, k := range process.Keys {
		v.Key.Options = append(v.Key.Options, parts.Option{Value: string(k), Label: process.KeyName(k)})
	}
	v.Place = parts.Select{Name: "place", Label: "Nơi thực hiện", Value: string(s.Place), Error: say("place")}
	for _, x := range process.Places {
		v.Place.Options = append(v.Place.Options, parts.Option{Value: string(x), Label: x.Vietnamese()})
	}
	v.Office = parts.Select{Name: "office", Label: "Cơ quan nêu tên", Hint: "Chỉ chọn khi nơi thực hiện là cơ quan nêu tên", Value: s.Office, Error: say("office"), Options: p.offices()}
	v.Role = parts.Select{Name: "role", Label: "Người thực hiện", Value: s.Role, Error: say("role"), Options: []parts.Option{{Label: "Chọn vai trò"}}}
	for _, x := range process.Roles {
		v.Role.Options = append(v.Role.Options, parts.Option{Value: string(x), Label: x.Vietnamese()})
	}
	v.Counted = parts.Checkboxes{Name: "counted", Legend: "Thời gian thực hiện", Hint: "Một ngày làm việc là 8 giờ", Options: []parts.Option{{Value: "yes", Label: "Tính vào thời hạn giải quyết"}}, Small: true}
	if s.Counted {
		v.Counted.Values = []string{"yes"}
	}
	v.Hours = parts.Input{Name: "hours", Label: "Giờ làm việc", Value: strconv.Itoa(s.Minutes / 60), Error: say("hours"), Mode: "numeric", Width: 5}
	v.Minutes = parts.Input{Name: "minutes", Label: "Phút", Value: strconv.Itoa(s.Minutes % 60), Error: say("minutes"), Mode: "numeric", Width: 3}
	v.Papers = parts.Textarea{Name: "papers", Label: "Giấy tờ đầu vào", Hint: "Mỗi dòng một giấy tờ", Value: strings.Join(s.Papers, "\n"), Error: say("papers"), Rows: 3, Max: 2000, Optional: true}
	v.Result = parts.Textarea{Name: "result", Label: "Biểu mẫu, kết quả", Value: s.Result, Error: say("result"), Rows: 2, Max: 500, Optional: true}
	p.waysOf(&v, o.Process, s, say)
	page.Render(w, r, status, stepPage(v))
	return nil
}

func (p pages) waysOf(v *stepView, x process.Process, s process.Step, say func(string) string) {
	v.Way = parts.Radios{Name: "way", Legend: "Sau bước này", Value: string(s.Way), Error: say("way"), Small: true, Options: []parts.Option{{Value: "", Label: "Đi tiếp một bước"},
		{Value: string(process.Choice), Label: "Chọn một nhánh theo điều kiện"}, {Value: string(process.All), Label: "Làm song song mọi nhánh"}}}
	to := []parts.Option{{Label: "Không chọn"}, {Value: process.End, Label: "Kết thúc"}}
	for i, one := range x.Steps {
		if one.ID != s.ID {
			to = append(to, parts.Option{Value: one.ID, Label: "Bước " + strconv.Itoa(i+1) + ": " + short(one.Name)})
		}
	}
	for i := range max(waysLeast, len(s.Next)+1) {
		n, no := process.Next{}, strconv.Itoa(i+1)
		if i < len(s.Next) {
			n = s.Next[i]
		}
		label := "Bước tiếp theo"
		if i > 0 {
			label = "Nhánh " + no
		}
		v.Ways = append(v.Ways, wayView{Legend: label, To: parts.Select{Name: "to-" + no, Label: label, Value: n.To, Options: to, Error: say("to-" + no)},
			When: parts.Input{Name: "when-" + no, Label: "Điều kiện của nhánh " + no, Hint: "Khi chọn một nhánh", Value: n.When, Error: say("when-" + no), Max: 100, Optional: true}})
	}
}

func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// offices are those a step can name.
func (p pages) offices() []parts.Option {
	out := []parts.Option{{Label: "Không nêu tên"}}
	for _, o := range p.Offices.Tree().On(p.Today()) {
		if o.Kind != office.Commune && o.Kind != office.District {
			out = append(out, parts.Option{Value: o.ID, Label: o.Place})
		}
	}
	return out
}

// step saves the form of one step.
func (p pages) step(w http.ResponseWriter, r *http.Request) error {
	o, s, err := p.editing(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	s = read(f, s)
	if !f.Problems.Any() {
		_, err := p.Processes.Do(r.Context(), o.who, o.ID, process.Edit{Process: o.Process.Put(s), Seen: seen(f)})
		if err == nil {
			page.Redirect(w, r, at(o.ID)+"#steps", page.Flash{Kind: "success", Text: "Đã lưu bước."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	return p.showStep(w, r, http.StatusUnprocessableEntity, o, s, f.Problems)
}

// read takes a step from its form; what cannot be read is a problem at its field.
func read(f *page.Form, s process.Step) process.Step {
	s.Name = strings.ReplaceAll(f.Lines("name", 500), "\n", " ")
	if s.Name == "" && f.Problems.At("name") == "" {
		f.Problems.Add("name", "Ghi nội dung công việc của bước.")
	}
	s.Key = procedure.StepKey(f.Choice("kind", texts(process.Keys)...))
	s.Place = process.Place(f.Choice("place", texts(process.Places)...))
	s.Office = f.Text("office", 60)
	switch {
	case s.Place == process.Named && s.Office == "":
		f.Problems.Add("office", "Chọn cơ quan thực hiện bước này.")
	case s.Place != process.Named:
		s.Office = ""
	}
	if s.Role = f.Choice("role", texts(process.Roles)...); s.Role == "" {
		f.Problems.Add("role", "Chọn người thực hiện.")
	}
	s.Counted = f.Bool("counted")
	hours, _ := f.Int("hours", 0, 8*36500)
	minutes, _ := f.Int("minutes", 0, 59)
	s.Minutes = int(hours*60 + minutes)
	if !s.Counted && s.Minutes > 0 {
		f.Problems.Add("hours", "Bước không tính thời gian thì để 0 giờ 0 phút, hoặc chọn tính vào thời hạn.")
	}
	s.Papers = nil
	for line := range strings.Lines(f.Lines("papers", 2000)) {
		if line = page.Clean(line); line != "" {
			s.Papers = append(s.Papers, line)
		}
	}
	s.Result = f.Lines("result", 500)
	return readWays(f, s)
}

func readWays(f *page.Form, s process.Step) process.Step {
	s.Way, s.Next = process.Way(f.Choice("way", string(process.Choice), string(process.All))), nil
	for i := 1; i <= 20; i++ {
		no := strconv.Itoa(i)
		to, when := f.Text("to-"+no, 30), f.Text("when-"+no, 100)
		if to == "" {
			continue
		}
		if s.Way != process.Choice {
			when = ""
		} else if when == "" {
			f.Problems.Add("when-"+no, "Ghi khi nào đi nhánh này.")
		}
		s.Next = append(s.Next, process.Next{To: to, When: when})
	}
	switch {
	case len(s.Next) == 0:
		f.Problems.Add("to-1", "Chọn bước tiếp theo, hoặc chọn Kết thúc.")
	case s.Way == process.One && len(s.Next) > 1:
		f.Problems.Add("to-2", "Đang chọn đi tiếp một bước nhưng có nhiều bước tiếp theo. Bỏ bớt, hoặc chọn cách rẽ nhánh.")
	case s.Way != process.One && len(s.Next) == 1:
		f.Problems.Add("to-2", "Rẽ nhánh cần ít nhất hai bước tiếp theo. Chọn thêm, hoặc chọn đi tiếp một bước.")
	}
	return s
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	return out
}
