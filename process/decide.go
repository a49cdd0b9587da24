package process

import (
	"strings"

	"motcua/calendar"
	"motcua/refusal"
)

// Submit hands a draft to the control office. One with anything wrong is not taken
// (PRI-9, APO-8).
type Submit struct {
	Seen int64 // Seq of the version that was read; 0 is whatever is there
}

// Name of the act.
func (Submit) Name() string { return "submit" }

// Apply submits.
func (a Submit) Apply(v Version, m Moment) (Version, error) {
	if v.State != Drafting {
		return v, refusal.Conflict("Chỉ trình được quy trình đang soạn. Quy trình bị trả lại phải sửa trước khi trình lại.")
	}
	if err := v.read(a.Seen); err != nil {
		return v, err
	}
	if err := faultless(v, m); err != nil {
		return v, err
	}
	v.State, v.Submitted, v.SubmittedBy, v.Remark = Submitted, m.Now, m.Who.Official, ""
	return v, nil
}

func faultless(v Version, m Moment) error {
	if all := Check(v.Process, m.For, m.Known); len(all) > 0 {
		return refusal.Rule(all[0].Rule, "", all[0].Sentence)
	}
	return nil
}

const undecided = "Ghi số và ngày quyết định phê duyệt của Chủ tịch Ủy ban nhân dân Thành phố."

// Approve puts a submitted version in force from a later day on, under the decision of
// the Chairman (PRI-9). The day is after today, so that no dossier that was received
// already changes its process (KS-9).
type Approve struct {
	From     string // first day in force
	Decision string // number and date
	Seen     int64  // Seq of the version that was read; 0 is whatever is there
}

// Name of the act.
func (Approve) Name() string { return "approve" }

// Apply approves.
func (a Approve) Apply(v Version, m Moment) (Version, error) {
	if v.State != Submitted {
		return v, refusal.Conflict("Quy trình không còn chờ phê duyệt: người khác vừa xử lý.")
	}
	if err := v.read(a.Seen); err != nil {
		return v, err
	}
	if m.Who.Official == v.Drafter || m.Who.Official == v.SubmittedBy {
		return v, refusal.Forbidden("Ông/bà đã soạn hoặc trình quy trình này nên không tự phê duyệt được. Đề nghị người khác phê duyệt.")
	}
	if strings.TrimSpace(a.Decision) == "" {
		return v, refusal.Rule("PRI-9", "decision", undecided)
	}
	if _, err := calendar.ParseDate(a.From); err != nil {
		return v, refusal.Rule("PRI-9", "from", "Nhập ngày bắt đầu áp dụng.")
	}
	if a.From <= m.Today {
		return v, refusal.Rule("KS-9", "from", "Ngày áp dụng phải sau hôm nay, để hồ sơ đã tiếp nhận không đổi quy trình.")
	}
	if m.For.ValidTo != "" && m.For.ValidTo < a.From || m.For.ValidFrom > a.From {
		return v, refusal.Rule("KS-9", "from", "Phiên bản thủ tục của quy trình này không có hiệu lực trong ngày đó. Chọn ngày khác.")
	}
	if err := faultless(v, m); err != nil {
		return v, err
	}
	v.State, v.Decided, v.DecidedBy, v.Decision, v.ValidFrom = Approved, m.Now, m.Who.Official, strings.TrimSpace(a.Decision), a.From
	return v, nil
}

// Reject sends a submitted version back with what is to be changed.
type Reject struct {
	Remark string
	Seen   int64 // Seq of the version that was read; 0 is whatever is there
}

// read wants the version that was read.
func (v Version) read(seen int64) error {
	if seen != 0 && seen != v.Seq {
		return refusal.Conflict("Quy trình đã được người khác sửa kể từ khi mở trang. Đọc lại các bước rồi quyết định.")
	}
	return nil
}

// Name of the act.
func (Reject) Name() string { return "reject" }

// Apply sends back.
func (a Reject) Apply(v Version, m Moment) (Version, error) {
	if v.State != Submitted {
		return v, refusal.Conflict("Quy trình không còn chờ phê duyệt: người khác vừa xử lý.")
	}
	if err := v.read(a.Seen); err != nil {
		return v, err
	}
	if strings.TrimSpace(a.Remark) == "" {
		return v, refusal.Invalid("remark", "Ghi rõ cần sửa gì, để đơn vị soạn thảo sửa đúng.")
	}
	v.State, v.Remark, v.Decided, v.DecidedBy = Rejected, strings.TrimSpace(a.Remark), m.Now, m.Who.Official
	return v, nil
}

// Import takes over a version that was approved before, from a file of configuration.
// It counts from the day after the import on, whatever the file says (KS-9).
type Import struct{ Version Version }

// Name of the act.
func (Import) Name() string { return "import" }

// Apply takes over.
func (a Import) Apply(v Version, m Moment) (Version, error) {
	if v.State != None {
		return v, refusal.Conflict("Phiên bản này đã có.")
	}
	if strings.TrimSpace(a.Version.Decision) == "" {
		return v, refusal.Rule("PRI-9", "decision", undecided)
	}
	if all := Check(a.Version.Process, m.For, m.Known); len(all) > 0 {
		return v, refusal.Rule(all[0].Rule, "", all[0].Sentence)
	}
	w := a.Version
	return Version{ID: v.ID, Code: w.Code, No: w.No, Of: w.Of, State: Approved, Process: w.Process.Clone(), Office: w.Office, Decision: w.Decision,
		ValidFrom: w.ValidFrom, Decided: m.Now, DecidedBy: m.Who.Official}, nil
}

// Since is the first day an approved version counts for: the one it names, but never the
// day of its approval or one before.
func (v Version) Since() string {
	next := (calendar.DateOf(v.Decided.Time()) + 1).String()
	return max(v.ValidFrom, next)
}
