package declaration

import (
	"encoding/json"
	"slices"

	"motcua/dossier"
	"motcua/dossier/declared"
	"motcua/dossier/demand"
	"motcua/event"
	"motcua/refusal"
)

// Act is the name of the act.
const Act = "fill_form"

// Fill keeps a filled form with the dossier. The answers were judged by the form before;
// the newest filling counts, the earlier ones stay. One typed in by a clerk is marked
// (DV-7). A clerk who changes what stands there says why, and shows the applicant's request
// where the applicant wrote it: nobody else alters what somebody declared (PRI-1).
type Fill struct {
	Form    string          `json:"form"` // hash of the form
	Answers json.RawMessage `json:"-"`
	Reason  string          `json:"-"`
	Paper   string          `json:"paper,omitempty"` // hash of the kept request
}

// Name of the act.
func (Fill) Name() string { return Act }

// filled is how the answers stand beside the event: under a name of their own, so that no
// question is taken for a word of the trail.
type filled struct {
	Reason  string          `json:"reason,omitempty"` // the name every act has for it
	Answers json.RawMessage `json:"answers"`
}

// Private are the answers, kept apart from the event, which commits to them.
func (a Fill) Private() any { return filled{a.Reason, a.Answers} }

// Apply keeps it.
func (a Fill) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, Act); err != nil {
		return d, err
	}
	clerk := m.Who.Official != ""
	if !clerk && !slices.Contains([]dossier.State{dossier.Filed, dossier.Supplementing}, d.State) {
		return d, refusal.Conflict("Hồ sơ đã được tiếp nhận nên tờ khai không tự sửa được nữa. Liên hệ bộ phận một cửa nếu cần sửa.")
	}
	if a.Form == "" || len(a.Answers) == 0 {
		return d, refusal.Invalid("form", "Điền tờ khai trước khi lưu.")
	}
	theirs := d.Declared != nil && d.Declared.Theirs()
	if clerk && d.Declared != nil {
		if theirs {
			if err := demand.Request(a.Paper); err != nil {
				return d, err
			}
		}
		if err := dossier.Words(a.Reason); err != nil {
			return d, err
		}
	}
	d.Declared = &declared.Mark{Form: a.Form, At: m.Now, By: m.Who.Official, Assisted: clerk, Altered: clerk && theirs}
	return d, nil
}

// Answers finds the answers of the newest filling among the events of a dossier; nil when
// there is none or they were erased.
func Answers(events []event.Event) json.RawMessage {
	for _, e := range slices.Backward(events) {
		if e.Act != Act {
			continue
		}
		var f filled
		if json.Unmarshal([]byte(e.Private), &f) != nil {
			return nil // erased
		}
		return f.Answers
	}
	return nil
}
