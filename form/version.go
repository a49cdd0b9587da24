package form

import (
	"encoding/json"
	"fmt"
	"strings"

	"motcua/clock"
	"motcua/event"
	"motcua/refusal"
)

// Version is one published state of the form of a procedure.
type Version struct {
	ID        string        `json:"id"`
	Procedure string        `json:"procedure"`
	No        int           `json:"no"`
	ValidFrom string        `json:"valid_from"` // YYYY-MM-DD, first day it is asked
	Note      string        `json:"note"`       // what changed and why
	Author    string        `json:"author"`     // official
	Made      clock.Instant `json:"made"`
	Form      Form          `json:"form"`
}

// Pick gives the version that is asked on the day: of those begun the one that began last,
// so that a scheduled one comes whatever was published after it; of one day the newest.
func Pick(all []Version, day string) (Version, bool) {
	var best Version
	found := false
	for _, v := range all {
		if v.ValidFrom <= day && (!found || v.ValidFrom > best.ValidFrom || v.ValidFrom == best.ValidFrom && v.No > best.No) {
			best, found = v, true
		}
	}
	return best, found
}

// Publishing is what the control office decides about a form.
type Publishing struct {
	Procedure string
	Form      Form
	ValidFrom string
	Note      string

	since string // first day of the life of the procedure: forms before it served another
}

const noteless = "Ghi nội dung thay đổi và căn cứ, để người sau hiểu vì sao."

// apply makes the next version; nothing before it changes, and nothing is asked
// differently for a day that is over.
func (p Publishing) apply(before []Version, today string) (Version, error) {
	if faults := p.Form.Check(); len(faults) > 0 {
		return Version{}, refusal.Invalid("form", faults[0].Sentence)
	}
	switch {
	case p.ValidFrom == "":
		return Version{}, refusal.Invalid("valid_from", "Nhập ngày bắt đầu dùng tờ khai.")
	case p.ValidFrom < today:
		return Version{}, refusal.Invalid("valid_from", "Ngày bắt đầu dùng không được trước hôm nay: hồ sơ đã nộp giữ tờ khai cũ.")
	case strings.TrimSpace(p.Note) == "":
		return Version{}, refusal.Invalid("note", noteless)
	}
	v := Version{Procedure: p.Procedure, No: len(before) + 1, ValidFrom: p.ValidFrom, Note: p.Note, Form: p.Form}
	now, ok := Pick(before, p.ValidFrom)
	if today != "" && ok && now.ValidFrom >= p.since && now.Form.Hash() == p.Form.Hash() {
		return Version{}, refusal.Invalid("form", "Tờ khai không khác phiên bản dùng trong ngày đó nên không cần công bố.")
	}
	return v, nil
}

// Fold gives the versions of a procedure from their events.
func Fold(events []event.Event) ([]Version, error) {
	var out []Version
	for _, e := range events {
		var v Version
		if err := json.Unmarshal([]byte(e.Body), &v); err != nil {
			return nil, fmt.Errorf("form: event %s: %w", e.ID, err)
		}
		out = append(out, v)
	}
	return out, nil
}
