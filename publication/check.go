package publication

import (
	"slices"

	"motcua/refusal"
)

// Words are the remarks of a check, in the order of SendBack.Remarks.
type Words []string

// SendBack gives the file back to the department with remarks at their sections (KS-4).
type SendBack struct {
	Remarks []Remark `json:"remarks"`
	Done    Done     `json:"done"`
	Words   Words    `json:"-"`
	Seen    string   `json:"-"` // edition that was read; "" is whatever is there
}

// Name of the act.
func (SendBack) Name() string { return "send_back" }

// Decide wants a remark, each at a section that is there.
func (a SendBack) Decide(f File, m Moment) (Act, error) {
	if err := f.read(a.Seen, "Chỉ trả lại được hồ sơ đang chờ kiểm soát."); err != nil {
		return nil, err
	}
	if len(a.Remarks) == 0 || len(a.Words) != len(a.Remarks) {
		return nil, refusal.Rule("KS-4", "remark", "Ghi ít nhất một ý kiến tại mục cần sửa trước khi trả lại.")
	}
	for i, r := range a.Remarks {
		if _, ok := f.Item(r.Code); r.Code != "" && !ok || r.Section != "" && !slices.ContainsFunc(Sections, func(s Section) bool { return s.Key == r.Section }) {
			return nil, refusal.Invalid("remark", "Mục được góp ý không có trong hồ sơ. Tải lại trang.")
		}
		if err := reasoned("remark", a.Words[i]); err != nil {
			return nil, err
		}
	}
	a.Done = m.done()
	return a, nil
}

// On opens the draft again.
func (a SendBack) On(f File) File {
	f.State, f.Remarks, f.Checked = Drafting, a.Remarks, a.Done
	f.Round++
	return f
}

// Accept passes the file on to the Chairman (KS-4).
type Accept struct {
	Done Done   `json:"done"`
	Seen string `json:"-"` // edition that was read; "" is whatever is there
}

// Name of the act.
func (Accept) Name() string { return "accept" }

// Decide checks the step.
func (a Accept) Decide(f File, m Moment) (Act, error) {
	if err := f.read(a.Seen, "Chỉ chấp nhận được hồ sơ đang chờ kiểm soát."); err != nil {
		return nil, err
	}
	if err := f.carries(m); err != nil {
		return nil, err
	}
	a.Done = m.done()
	return a, nil
}

// On moves the file on.
func (a Accept) On(f File) File {
	f.State, f.Checked = Accepted, a.Done
	return f
}

// read wants the file under check, as it was read.
func (f File) read(seen, sentence string) error {
	return f.still(Checking, seen, sentence)
}

// GiveUp ends a file that was accepted and will not be signed: the text of law or the
// catalogue moved on meanwhile, or the Chairman does not sign (KS-4). The reason stands
// beside its event.
type GiveUp struct {
	Done   Done   `json:"done"`
	Reason string `json:"-"`
}

// Name of the act.
func (GiveUp) Name() string { return "give_up" }

// Decide wants a reason, and a decision that is in force nowhere.
func (a GiveUp) Decide(f File, m Moment) (Act, error) {
	if f.State != Accepted && (f.State != Signed || f.InForce()) {
		return nil, f.in(Accepted, "Chỉ thôi được quyết định chưa ban hành; hồ sơ đang kiểm soát thì trả lại đơn vị soạn.")
	}
	if err := reasoned("reason", a.Reason); err != nil {
		return nil, err
	}
	a.Done = m.done()
	return a, nil
}

// On ends the file.
func (a GiveUp) On(f File) File {
	f.State, f.GivenUp = Dropped, a.Done
	return f
}
