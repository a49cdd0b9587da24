package office

import (
	"fmt"
	"strings"

	"motcua/fold"
	"motcua/refusal"
)

// Upkeep checks what the administrator by (an official) is about to change on a day,
// beyond what Apply checks: nobody gives a right to themselves, the city is never left
// without an administrator, a delegation rests on a document, and an office does not
// close over people or offices that nobody has moved.
func (s State) Upkeep(c Change, by, day string) error {
	next, err := s.Apply(c)
	if err != nil {
		return err
	}
	for _, check := range []func() error{
		func() error { return s.notForMyself(c, by) },
		func() error { return next.stillAdministered(s, day) },
		func() error { return s.onPaper(c) },
		func() error { return next.closable(c, s) },
		func() error { return s.names(c) },
	} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// notForMyself refuses a post or a delegation by which the one who writes it gains a
// right; ending one's own post is not gaining.
func (s State) notForMyself(c Change, by string) error {
	const no = "Người quản trị không tự bổ nhiệm, gia hạn hay nhận ủy quyền cho chính mình. Đề nghị một người quản trị khác thực hiện."
	for _, p := range c.Posts {
		old, known := s.Posts[p.ID]
		ending := known && old.Official == p.Official && old.Office == p.Office && old.Role == p.Role && old.From == p.From && p.To != "" && (old.To == "" || p.To <= old.To)
		if (p.Official == by || known && old.Official == by) && !ending {
			return refusal.Rule("", "official", no)
		}
	}
	for _, d := range c.Delegations {
		if old, known := s.Delegations[d.ID]; known && d.Revoked != "" && old.To == d.To {
			continue
		}
		to, ok := s.Posts[d.To]
		if ok && to.Official == by {
			return refusal.Rule("", "to", no)
		}
	}
	return nil
}

func (s State) administrators(day string) int {
	n := 0
	for _, p := range s.Posts {
		if p.Role == Admin && p.On(day) && p.To == "" {
			n++
		}
	}
	return n
}

func (s State) stillAdministered(before State, day string) error {
	if before.administrators(day) > 0 && s.administrators(day) == 0 {
		return refusal.Conflict("Đây là người quản trị cuối cùng của thành phố. Bổ nhiệm một người quản trị khác trước.")
	}
	return nil
}

// onPaper wants number and reason of a new delegation (APO-4: in writing).
func (s State) onPaper(c Change) error {
	for _, d := range c.Delegations {
		if _, known := s.Delegations[d.ID]; known {
			continue
		}
		if strings.TrimSpace(d.Number) == "" {
			return refusal.Rule("APO-4", "number", "Nhập số và ngày của văn bản giao quyền.")
		}
		if strings.TrimSpace(d.Reason) == "" {
			return refusal.Rule("APO-4", "reason", "Nêu lý do giao quyền.")
		}
		switch d.Form {
		case "KT.", "TL.", "TUQ.":
		default:
			return refusal.Invalid("form", "Chọn thẩm quyền ký: KT., TL. hoặc TUQ.")
		}
	}
	return nil
}

// closable looks at what an office that ends leaves behind.
func (s State) closable(c Change, before State) error {
	for _, o := range c.Offices {
		if old, known := before.Tree.Office(o.ID); o.ValidTo == "" || known && old.ValidTo == o.ValidTo {
			continue // still, or an end that was known before
		}
		for _, p := range s.Posts {
			if p.Office == o.ID && (p.To == "" || p.To > o.ValidTo) {
				return refusal.Invalid("day", fmt.Sprintf("%s còn giữ vị trí tại %s sau ngày kết thúc. Chấm dứt hoặc chuyển các vị trí trước.", s.Officials[p.Official].Name, o.Place))
			}
		}
		for _, x := range s.Tree.All() {
			if x.Parent == o.ID && (x.ValidTo == "" || x.ValidTo > o.ValidTo) {
				return refusal.Invalid("day", fmt.Sprintf("%s còn trực thuộc %s sau ngày kết thúc. Chuyển cơ quan cấp dưới trước.", x.Place, o.Place))
			}
		}
		if len(s.Tree.next[o.ID]) == 0 {
			return refusal.Rule("", "successors", "Chọn ít nhất một cơ quan kế thừa: hồ sơ đang giải quyết phải có nơi tiếp tục.")
		}
	}
	return nil
}

func (s State) names(c Change) error {
	for _, o := range c.Offices {
		if strings.TrimSpace(o.Place) == "" || !fold.IsNFC(o.Place) {
			return refusal.Invalid("place", "Nhập tên cơ quan.")
		}
		if o.ValidTo != "" && o.ValidTo < o.ValidFrom {
			return refusal.Invalid("day", "Ngày kết thúc trước ngày thành lập.")
		}
		for _, code := range o.Codes {
			if code.From == "" || code.To != "" && code.To < code.From {
				return refusal.Invalid("code_from", "Mã định danh cần ngày bắt đầu, và không kết thúc trước ngày đó.")
			}
		}
	}
	return nil
}

// Namesakes are the officials whose name reads alike, so that two people are told apart
// by their posts before one is taken for the other.
func (s State) Namesakes(name string) []Official {
	var out []Official
	want := fold.Fold(name)
	for _, id := range sorted(s.Officials) {
		if fold.Fold(s.Officials[id].Name) == want {
			out = append(out, s.Officials[id])
		}
	}
	return out
}
