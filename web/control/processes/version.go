package processes

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"motcua/deadline"
	"motcua/office"
	"motcua/procedure"
	"motcua/process"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// versionView is one version: its table, its picture, what is wrong, what was done.
type versionView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Caption  string
	State    parts.Tag
	Facts    parts.Summary
	Notes    []parts.Note
	Acts     []parts.Button
	Submit   string // address, when it may be submitted
	Seen     string
	Edit     bool
	Rows     string // address of the buttons of rows
	Steps    parts.Table
	Faults   []fault
	Checked  bool
	Diagram  diagram
	Changes  []string
	History  parts.Timeline
}

// fault is a finding with the page that mends it.
type fault struct {
	Sentence string
	Rule     string
	Href     string
}

func (p pages) version(w http.ResponseWriter, r *http.Request) error {
	o, err := p.one(r)
	if err != nil {
		return err
	}
	return p.showVersion(w, r, http.StatusOK, o, nil)
}

func (p pages) showVersion(w http.ResponseWriter, r *http.Request, status int, o opened, problems page.Problems) error {
	v := versionView{Frame: p.Framed(r, o.title+", thủ tục "+o.Code, aboveOne(o.Code)...), Problems: problems, Title: o.title, Caption: o.target.Name, State: stateTag(o.State),
		Rows: at(o.ID) + "/rows", Edit: o.Editable() && p.may(o, "edit"), Diagram: p.diagram(o.Process), Facts: p.facts(o), Seen: problems.Seen(r, "seen", strconv.FormatInt(o.Seq, 10))}
	v.Frame.Failed = problems.Any()
	v.Steps = p.table(o.Process)
	if v.Edit {
		v.Steps = p.editTable(o, v.Seen)
	}
	if v.Checked = o.State != process.Approved && o.State != process.Dropped; v.Checked {
		v.Faults = p.faults(o, v.Edit)
	}
	p.acts(&v, o)
	if o.State == process.Rejected {
		v.Notes = append(v.Notes, parts.Note{Kind: parts.Bad, Title: "Bộ phận kiểm soát thủ tục hành chính đã trả lại", Text: o.Remark})
	}
	if o.State == process.Approved && o.Since() > p.Today() {
		v.Notes = append(v.Notes, parts.Note{Kind: parts.Soon, Title: "Áp dụng từ " + page.CivilDate(o.Since()), Text: "Hồ sơ tiếp nhận trước ngày này giữ quy trình cũ."})
	}
	for _, d := range process.Differences(p.before(r, o), o.Process) {
		v.Changes = append(v.Changes, d.Sentence)
	}
	var err error
	if v.History, err = p.history(r, o); err != nil {
		return err
	}
	page.Render(w, r, status, versionPage(v))
	return nil
}

func (p pages) facts(o opened) parts.Summary {
	limit := "chưa công bố"
	if l, ok := o.target.LimitFor(procedure.InPerson); ok {
		limit = l.Vietnamese()
	}
	_, sum := o.Process.Longest()
	s := parts.Summary{Facts: []parts.Fact{{Key: "Thủ tục", Value: o.target.Name, More: []string{o.Code + ", phiên bản " + strconv.Itoa(o.Of)}},
		{Key: "Thời hạn giải quyết", Value: limit}, {Key: "Đường dài nhất của quy trình", Value: deadline.WorkingTime(int64(sum))},
		{Key: "Đơn vị soạn", Value: p.Offices.Tree().Title(o.Office)}}}
	if o.Decision != "" {
		s.Facts = append(s.Facts, parts.Fact{Key: "Quyết định phê duyệt", Value: o.Decision})
	}
	if o.State == process.Approved {
		s.Facts = append(s.Facts, parts.Fact{Key: "Áp dụng từ", Value: page.CivilDate(o.Since())})
	}
	return s
}

// before is the version this one is compared with: the one of the number before, else
// what is derived.
func (p pages) before(r *http.Request, o opened) process.Process {
	all, err := p.Processes.Of(r.Context(), o.Code)
	i := slices.IndexFunc(all, func(v process.Version) bool { return v.ID == o.ID })
	if err != nil || i < 1 {
		return process.From(o.target.ProcessFor(procedure.InPerson))
	}
	return all[i-1].Process
}

func (p pages) acts(v *versionView, o opened) {
	to := at(o.ID)
	button := func(act, text, path string, style parts.Style) {
		if act == "" || p.may(o, act) {
			v.Acts = append(v.Acts, parts.Button{Text: text, Href: to + path, Style: style})
		}
	}
	if o.State == process.Submitted {
		button("approve", "Phê duyệt", "/approve", parts.Filled)
		button("reject", "Trả lại để sửa", "/reject", parts.Outlined)
	}
	if o.State == process.Drafting && len(v.Faults) == 0 && p.may(o, "submit") {
		v.Submit = to + "/submit"
	}
	if len(v.Diagram.Nodes) > 0 {
		button("", "Chạy thử", "/trial", parts.Outlined)
		button("", "Tải tệp BPMN", "/bpmn", parts.Outlined)
	}
	if o.Editable() {
		button("drop", "Bỏ bản này", "/drop", parts.AsLink)
	}
}

func (p pages) faults(o opened, edit bool) []fault {
	var out []fault
	for _, f := range process.Check(o.Process, o.target, p.Processes.Known) {
		x := fault{Sentence: f.Sentence, Rule: f.Rule}
		if edit && f.Step != "" {
			x.Href = at(o.ID) + "/steps/" + f.Step + "#f-" + fieldOf(f.Field)
		}
		out = append(out, x)
	}
	return out
}

// fieldOf is the field of the step's form that mends a finding.
func fieldOf(field string) string {
	switch field {
	case "minutes":
		return "hours"
	case "next":
		return "to-1"
	}
	return field
}

func (p pages) history(r *http.Request, o opened) (parts.Timeline, error) {
	t := parts.Timeline{NewestFirst: true}
	events, err := p.Processes.Trail(r.Context(), o.ID)
	for _, e := range events {
		t.Moments = append(t.Moments, parts.Moment{At: trail.At(e), What: actNames[e.Act], Who: p.official(e.Official)})
	}
	return t, err
}

var actNames = map[string]string{"draft": "Lập bản soạn", "edit": "Sửa các bước", "submit": "Trình phê duyệt", "approve": "Phê duyệt", "reject": "Trả lại để sửa",
	"drop": "Bỏ bản soạn", "import": "Nạp từ tệp cấu hình"}

// columns of the table of steps.
var columns = []parts.Column{{Title: "Bước", Numeric: true}, {Title: "Nội dung công việc", Wide: true}, {Title: "Trách nhiệm thực hiện"}, {Title: "Thời gian thực hiện"},
	{Title: "Biểu mẫu, kết quả", Minor: true}, {Title: "Tiếp theo"}}

// table is the process as people read it.
func (p pages) table(x process.Process) parts.Table {
	t := parts.Table{ID: "steps", Caption: "Các bước của quy trình", Columns: columns, Empty: parts.Empty{Title: "Quy trình chưa có bước nào"}}
	for i := range x.Steps {
		t.Rows = append(t.Rows, parts.Row{Cells: p.cells(x, i)})
	}
	return t
}

func (p pages) cells(x process.Process, i int) []parts.Cell {
	s := x.Steps[i]
	return []parts.Cell{{Text: strconv.Itoa(i + 1)}, {Part: lines(s.Name, process.KeyName(s.Key), papers(s))}, {Text: office.Role(s.Role).Vietnamese(), Sub: p.place(s)},
		{Text: timeOf(s)}, {Text: s.Result}, {Part: lines(next(x, s)[0], next(x, s)[1:]...)}}
}

func papers(s process.Step) string {
	if len(s.Papers) == 0 {
		return ""
	}
	return "Giấy tờ: " + strings.Join(s.Papers, "; ")
}

func timeOf(s process.Step) string {
	if !s.Counted {
		return "Không tính thời gian"
	}
	return deadline.WorkingTime(int64(s.Minutes))
}

// next says in lines what follows a step.
func next(x process.Process, s process.Step) []string {
	var out []string
	for _, n := range s.Next {
		line := "Kết thúc"
		if i := x.Index(n.To); i >= 0 {
			line = "Bước " + strconv.Itoa(i+1)
		}
		if n.When != "" {
			line += ": " + n.When
		}
		out = append(out, line)
	}
	if s.Way == process.All {
		out = append(out, "(song song)")
	}
	if len(out) == 0 {
		out = []string{"Chưa chọn"}
	}
	return out
}

// editTable is the table with what can be done to each row.
func (p pages) editTable(o opened, seen string) parts.Table {
	t := p.table(o.Process)
	t.Columns = append(slices.Clone(columns), parts.Column{Title: "Sửa"})
	for i, s := range o.Process.Steps {
		t.Rows[i].Cells = append(t.Rows[i].Cells, parts.Cell{Part: rowActs(rowAct{at(o.ID), s.ID, strconv.Itoa(i + 1), seen, i > 0, i+1 < len(o.Process.Steps)})})
	}
	return t
}

// rowAct is what can be done to one row: which step of which version, as it was read.
type rowAct struct {
	At, Step, No, Seen string
	Up, Down           bool
}

// rows does what a button of a row asks: add, move, remove.
func (p pages) rows(w http.ResponseWriter, r *http.Request) error {
	o, err := p.acting(r, "edit")
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	id := f.Value("row")
	if _, known := o.Process.Step(id); id != "" && !known {
		return refusal.Conflict("Bước này vừa được người khác xóa. Mở lại quy trình.")
	}
	var steps process.Process
	to, done := at(o.ID)+"#steps", ""
	switch f.Choice("do", "add", "up", "down", "remove") {
	case "add":
		var fresh string
		steps, fresh = o.Process.Insert(id)
		to, done = at(o.ID)+"/steps/"+fresh, "Đã thêm một bước. Ghi nội dung của bước."
	case "up":
		steps, done = o.Process.Move(id, true), "Đã chuyển bước lên."
	case "down":
		steps, done = o.Process.Move(id, false), "Đã chuyển bước xuống."
	case "remove":
		steps, done = o.Process.Remove(id), "Đã xóa bước."
	default:
		return refusal.Invalid("do", "Chọn việc cần làm với bước.")
	}
	_, err = p.Processes.Do(r.Context(), o.who, o.ID, process.Edit{Process: steps, Seen: seen(f)})
	if err == nil {
		page.Redirect(w, r, to, page.Flash{Kind: "success", Text: done})
		return nil
	}
	var problems page.Problems
	if !problems.Refused(err) {
		return err
	}
	return p.showVersion(w, r, http.StatusUnprocessableEntity, o, problems)
}

func (p pages) bpmn(w http.ResponseWriter, r *http.Request) error {
	o, err := p.one(r)
	if err != nil {
		return err
	}
	data, err := process.WriteBPMN(o.Version, o.target.Name, p.Offices.Tree().Title)
	if err != nil {
		return refusal.Conflict("Quy trình có bước quay lại hoặc chưa có bước nào nên chưa vẽ được. Sửa các bước trước.")
	}
	h := w.Header()
	h.Set("Content-Type", "application/xml; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="quy-trinh-`+o.Code+"-"+strconv.Itoa(o.No)+`.bpmn"`)
	h.Set("Content-Length", strconv.Itoa(len(data)))
	_, err = w.Write(data)
	return err
}
