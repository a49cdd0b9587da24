package processes

import (
	"io"
	"net/http"
	"strconv"

	"motcua/procedure"
	"motcua/process"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// procedureView is the process of one procedure: the one in force, and all versions.
type procedureView struct {
	Frame    page.Frame
	Problems page.Problems
	Code     string
	Name     string
	Note     parts.Note
	Steps    parts.Table
	Diagram  diagram
	Drafts   bool // the viewer may draft
	Targets  []parts.Option
	Versions parts.Table
	Key      string // of the draft this page begins
}

func (p pages) procedure(w http.ResponseWriter, r *http.Request) error {
	return p.showProcedure(w, r, http.StatusOK, nil)
}

func (p pages) showProcedure(w http.ResponseWriter, r *http.Request, status int, problems page.Problems) error {
	who, err := p.Who(r)
	if err != nil {
		return err
	}
	target, err := p.inForce(r)
	if err != nil {
		return err
	}
	steps, approved := p.Processes.Graph(target, procedure.InPerson, p.Today())
	v := procedureView{Frame: p.Framed(r, "Quy trình của thủ tục "+target.Code, above...), Problems: problems, Code: target.Code, Name: target.Name,
		Steps: p.table(steps), Diagram: p.diagram(steps), Drafts: p.Processes.Drafts(who), Key: p.IDs.New(),
		Note: parts.Note{Kind: parts.Plain, Title: "Chưa có quy trình được phê duyệt", Text: "Hồ sơ đang theo quy trình suy ra từ thời hạn giải quyết, vẽ dưới đây. Sở, ngành soạn quy trình từ đó rồi trình phê duyệt."}}
	v.Frame.Failed = problems.Any()
	if approved {
		now, _ := p.Processes.InForce(target, p.Today())
		v.Note = parts.Note{Kind: parts.Good, Title: "Quy trình số " + strconv.Itoa(now.No) + " áp dụng từ " + page.CivilDate(now.Since()), Text: "Theo " + now.Decision + ".",
			Link: &page.Link{Text: "Mở quy trình này", Href: at(now.ID)}}
	}
	for _, x := range p.Procedures.Of(target.Code) {
		if x.ValidTo != "" && x.ValidTo < p.Today() {
			continue
		}
		label := "Phiên bản " + strconv.Itoa(x.No)
		if x.ValidFrom != "" {
			label += ", có hiệu lực từ " + page.CivilDate(x.ValidFrom)
		}
		v.Targets = append(v.Targets, parts.Option{Value: strconv.Itoa(x.No), Label: label})
	}
	all, err := p.Processes.Of(r.Context(), target.Code)
	if err != nil {
		return err
	}
	v.Versions = p.versions(all, "Các phiên bản quy trình", parts.Empty{Title: "Chưa soạn phiên bản nào"})
	for i := range all {
		before := process.From(target.ProcessFor(procedure.InPerson))
		if i > 0 {
			before = all[i-1].Process
		}
		v.Versions.Rows[i].Cells[0] = parts.Cell{Text: "Quy trình số " + strconv.Itoa(all[i].No), Href: at(all[i].ID), Sub: summary(process.Differences(before, all[i].Process))}
	}
	page.Render(w, r, status, procedurePage(v))
	return nil
}

// chosen is the version of the procedure a draft is for.
func (p pages) chosen(r *http.Request, f *page.Form) (procedure.Version, error) {
	now, err := p.inForce(r)
	if err != nil {
		return now, err
	}
	no := f.Value("of")
	for _, x := range p.Procedures.Of(now.Code) {
		if strconv.Itoa(x.No) == no {
			return x, nil
		}
	}
	return now, nil
}

// draft begins a version from what is in force: the newest approved one, or the derived.
func (p pages) draft(w http.ResponseWriter, r *http.Request) error {
	return p.begin(w, r, func(f *page.Form, target procedure.Version) (process.Process, error) {
		steps, _ := p.Processes.Graph(target, procedure.InPerson, "9999-12-31") // also one that is approved for a later day
		return steps, nil
	}, "Đã lập bản soạn từ quy trình đang áp dụng.")
}

// upload begins a version from a BPMN file.
func (p pages) upload(w http.ResponseWriter, r *http.Request) error {
	return p.begin(w, r, func(f *page.Form, _ procedure.Version) (process.Process, error) {
		files := f.Files("file")
		if len(files) != 1 {
			return process.Process{}, refusal.Invalid("file", "Chọn một tệp BPMN.")
		}
		in, err := files[0].Open()
		if err != nil {
			return process.Process{}, err
		}
		defer in.Close()
		data, err := io.ReadAll(io.LimitReader(in, process.FileMost+1))
		if err != nil {
			return process.Process{}, err
		}
		steps, bad := process.ReadBPMN(data)
		if bad != nil {
			return steps, refusal.Invalid("file", bad.Error())
		}
		return steps, nil
	}, "Đã lập bản soạn từ tệp.")
}

func (p pages) begin(w http.ResponseWriter, r *http.Request, from func(*page.Form, procedure.Version) (process.Process, error), done string) error {
	who, err := p.Who(r)
	if err != nil {
		return err
	}
	if err := p.Processes.May(who, "draft", process.Version{}); err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, process.FileMost+64<<10)
	if err != nil {
		return err
	}
	target, err := p.chosen(r, f)
	if err != nil {
		return err
	}
	var v process.Version
	once := key(f)
	if f.Problems.Any() {
		return p.showProcedure(w, r, http.StatusUnprocessableEntity, f.Problems)
	}
	steps, err := from(f, target)
	if err == nil {
		v, err = p.Processes.BeginOnce(r.Context(), who, once, target, steps)
	}
	if err == nil {
		page.Redirect(w, r, at(v.ID), page.Flash{Kind: "success", Text: done})
		return nil
	}
	if !f.Problems.Refused(err) {
		return err
	}
	return p.showProcedure(w, r, http.StatusUnprocessableEntity, f.Problems)
}

// key is the id the form was given; a form without one begins a draft of its own.
func key(f *page.Form) string {
	if f.Value("key") == "" {
		return ""
	}
	return f.Key("key")
}

// summary says in a line what changed.
func summary(all []process.Difference) string {
	switch len(all) {
	case 0:
		return "không đổi so với bản trước"
	case 1:
		return all[0].Sentence
	}
	return all[0].Sentence + " và " + page.Number(int64(len(all)-1)) + " thay đổi khác"
}
