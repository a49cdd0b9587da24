package simulate

import (
	"fmt"

	"motcua/access"
	"motcua/calendar"
	"motcua/office"
	"motcua/procedure"
	"motcua/process"
	"motcua/publication"
)

// proposal is a decision in preparation of the demonstration. Its texts of law are examples
// and say so.
type proposal struct {
	code, title   string
	changed       string // the text the catalogue cites
	by            publication.Legal
	limit         float64 // working days from then on
	untilAccepted bool
}

var proposals = []proposal{
	{code: "1.005461", title: "Công bố thủ tục hành chính sửa đổi lĩnh vực hộ tịch", changed: "15/2015/TT-BTP", limit: 3,
		by: publication.Legal{Number: "05/2019/TT-VD", Name: "Thông tư ví dụ của bản trình diễn, sửa đổi quy định về hộ tịch", Issued: "2019-05-20", Effect: "2019-07-15"}},
	{code: "2.001019", title: "Công bố thủ tục hành chính sửa đổi lĩnh vực chứng thực", changed: "23/2015/NĐ-CP", limit: 1, untilAccepted: true,
		by: publication.Legal{Number: "06/2019/NĐ-VD", Name: "Nghị định ví dụ của bản trình diễn, sửa đổi quy định về chứng thực", Issued: "2019-05-15", Effect: "2019-07-01"}},
}

// births is the procedure whose process waits for approval.
const births = "1.001193"

// prepare gives the demonstration catalogue work on its way: texts of law that changed with
// the reviews they cause, a decision under check, one before the Chairman, and a process
// that waits for approval.
func (w *world) prepare() error {
	control := w.cast.posts[w.c.Publications.City()][office.Control][0]
	justice := w.justice()
	dept := w.cast.posts[justice.ID]
	for _, p := range proposals {
		watch := publication.Watch{State: publication.TextState("changed"), Law: publication.Legal{Number: p.changed, Name: "Văn bản được sửa đổi", Issued: p.by.Issued, Effect: p.by.Effect}, By: p.by.Number}
		if _, _, err := w.c.Publications.Note(w.ctx, control, publication.Watching{Office: justice.ID, Watch: watch}); err != nil {
			return fmt.Errorf("simulate: watch-list: %w", err)
		}
		v, ok := w.c.Procedures.InForce(p.code, calendar.DateOf(w.now()).String())
		if !ok {
			return fmt.Errorf("simulate: no procedure %s to propose a change of", p.code)
		}
		if err := w.decide(p, v, dept, control); err != nil {
			return fmt.Errorf("simulate: publication: %w", err)
		}
	}
	return w.prescribe(dept[office.Officer][0])
}

// justice is the department whose procedures the preparations are about.
func (w *world) justice() office.Office {
	for _, o := range w.cast.depts {
		if o.Place == "Sở Tư pháp" {
			return o
		}
	}
	return w.cast.depts[1]
}

func (w *world) decide(p proposal, v procedure.Version, dept map[office.Role][]access.Who, control access.Who) error {
	id := w.c.IDs.New()
	do := func(who access.Who, act publication.Act) error {
		_, err := w.c.Publications.Do(w.ctx, who, id, act)
		return err
	}
	channels := make([]procedure.Channel, len(v.Channels))
	for i, c := range v.Channels {
		c.Limit = &procedure.Limit{Value: p.limit, Unit: procedure.WorkingDays}
		channels[i] = c
	}
	v.Channels = channels
	for _, s := range procedure.Sections(v) { // what the catalogue does not have is declared not to be there (KS-1)
		if s.Missing() {
			v.None = append(v.None, s.Key)
		}
	}
	officer, head := dept[office.Officer][0], dept[office.Head][0]
	if err := do(officer, publication.Draft{ID: id, Title: p.title, Law: p.by}); err != nil {
		return err
	}
	if err := do(officer, publication.Put{Item: publication.Item{Kind: publication.KindAmended, Code: p.code, Proposed: v}}); err != nil {
		return err
	}
	if err := do(head, publication.Submit{}); err != nil || !p.untilAccepted {
		return err
	}
	return do(control, publication.Accept{})
}

// prescribe puts a process as it is derived today before the control office.
func (w *world) prescribe(officer access.Who) error {
	v, ok := w.c.Procedures.InForce(births, calendar.DateOf(w.now()).String())
	if !ok {
		return fmt.Errorf("simulate: no procedure %s to prescribe", births)
	}
	from, _ := w.c.Processes.Graph(v, procedure.InPerson, calendar.DateOf(w.now()).String())
	p, err := w.c.Processes.Begin(w.ctx, officer, v, from)
	if err == nil {
		_, err = w.c.Processes.Do(w.ctx, officer, p.ID, process.Submit{})
	}
	if err != nil {
		return fmt.Errorf("simulate: process: %w", err)
	}
	return nil
}
