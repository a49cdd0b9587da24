package process

import "motcua/refusal"

// Draft begins a version for one version of a procedure, with steps to start from (PRI-9).
type Draft struct {
	Code    string
	No      int // given by the store
	Process Process
}

// Name of the act.
func (Draft) Name() string { return "draft" }

// Apply begins.
func (a Draft) Apply(v Version, m Moment) (Version, error) {
	if v.State != None {
		return v, refusal.Conflict("Phiên bản này đã có.")
	}
	if m.For.ValidTo != "" && m.For.ValidTo < m.Today {
		return v, refusal.Rule("KS-9", "", "Thủ tục đã hết hiệu lực nên không soạn quy trình mới được.")
	}
	v.Code, v.No, v.Of, v.State, v.Process = a.Code, a.No, m.For.No, Drafting, a.Process.Clone()
	v.Office, v.Drafter, v.Drafted = m.Who.Office, m.Who.Official, m.Now
	return v, nil
}

// Edit replaces the steps of a draft, or of one that was sent back, which is a draft again.
type Edit struct {
	Process Process
	Seen    int64 // Seq of the version that was read; 0 is whatever is there
}

// most bounds a process: nobody reads a longer table.
const most = 60

// Name of the act.
func (Edit) Name() string { return "edit" }

// Apply replaces the steps.
func (a Edit) Apply(v Version, _ Moment) (Version, error) {
	if !v.Editable() {
		return v, refusal.Conflict("Quy trình đã trình hoặc đã phê duyệt nên không sửa được. Soạn một phiên bản mới.")
	}
	if a.Seen != 0 && a.Seen != v.Seq {
		return v, refusal.Conflict("Quy trình đã được người khác sửa kể từ khi mở trang nên thay đổi này chưa được lưu. Nội dung đã nhập còn ở dưới đây: mở quy trình ở cửa sổ khác để xem bản mới nhất, gộp lại rồi làm lại.")
	}
	if len(a.Process.Steps) > most {
		return v, refusal.Rule("PRI-9", "", "Quy trình có quá nhiều bước. Gộp bớt còn nhiều nhất 60 bước.")
	}
	v.State, v.Process = Drafting, a.Process.Clone()
	return v, nil
}

// Drop gives a draft up. It stays on the list.
type Drop struct {
	Seen int64 // Seq of the version that was read; 0 is whatever is there
}

// Name of the act.
func (Drop) Name() string { return "drop" }

// Apply drops.
func (a Drop) Apply(v Version, _ Moment) (Version, error) {
	if !v.Editable() {
		return v, refusal.Conflict("Chỉ bỏ được quy trình đang soạn hoặc bị trả lại.")
	}
	if err := v.read(a.Seen); err != nil {
		return v, err
	}
	v.State = Dropped
	return v, nil
}
