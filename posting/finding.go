package posting

import (
	"strings"

	"motcua/access"
	"motcua/refusal"
)

// Wrong is what is wrong at a place.
type Wrong string

// What can be wrong (CK-1, CK-2, CK-3, CK-4, CK-6).
const (
	Stale      Wrong = "stale"       // a version that is no longer in force
	LegalText  Wrong = "legal_text"  // a law, decree, circular or somebody's decision in place of a procedure
	Incomplete Wrong = "incomplete"  // parts, forms or the decision's number are left out
	Absent     Wrong = "absent"      // a procedure in force is not posted
	Unreadable Wrong = "unreadable"  // hidden, torn, too small
	NoFeedback Wrong = "no_feedback" // no address for feedback
)

// Wrongs gives all in the order lists show them.
func Wrongs() []Wrong { return []Wrong{Stale, LegalText, Incomplete, Absent, Unreadable, NoFeedback} }

// Vietnamese is what is wrong, on pages.
func (w Wrong) Vietnamese() string {
	return map[Wrong]string{Stale: "Bản đã hết hiệu lực", LegalText: "Niêm yết văn bản pháp luật thay cho thủ tục", Incomplete: "Thiếu nội dung, mẫu đơn hoặc số quyết định",
		Absent: "Thủ tục đang có hiệu lực chưa niêm yết", Unreadable: "Che khuất, rách hoặc không đọc được", NoFeedback: "Thiếu địa chỉ tiếp nhận phản ánh"}[w]
}

// FindingState is how a finding stands.
type FindingState string

// The states of a finding. What a passer-by reports counts once somebody has looked.
const (
	Reported  FindingState = "reported"
	Open      FindingState = "open"
	Settled   FindingState = "settled"
	Overtaken FindingState = "overtaken" // nothing has to be posted there any more; it never was put right
	Dismissed FindingState = "dismissed"
)

// Vietnamese is the state on pages.
func (s FindingState) Vietnamese() string {
	return map[FindingState]string{Reported: "Chờ xác minh", Open: "Chưa khắc phục", Settled: "Đã khắc phục", Overtaken: "Hết phải niêm yết, chưa khắc phục", Dismissed: "Không đúng"}[s]
}

// Who brings a finding.
const (
	ByClock    = "clock"
	ByOfficial = "official"
	ByPasser   = "passer"
)

// Finding is something wrong with what an office posts.
type Finding struct {
	ID        string       `json:"id"`
	Seq       int64        `json:"-"`
	State     FindingState `json:"state"`
	Wrong     Wrong        `json:"wrong"`
	By        string       `json:"by"`
	Office    string       `json:"office"`
	City      string       `json:"city"`
	Place     string       `json:"place"`
	Sheet     string       `json:"sheet"`
	Code      string       `json:"code"`
	Version   string       `json:"version"`
	Text      string       `json:"text"` // number of the legal text that hangs there
	Photo     string       `json:"photo"`
	Since     string       `json:"since"` // day from which it was wrong; "" = the day it was found
	Found     Done         `json:"found"`
	Confirmed Done         `json:"confirmed"`
	Ended     Done         `json:"ended"`
	Days      int          `json:"days"` // days it was wrong, once ended (CK-6)
}

// Subject is what access decides about.
func (f Finding) Subject() access.Subject {
	return access.Subject{Kind: access.KindPosting, ID: f.ID, Holder: f.Office, Competent: f.City}
}

// Late is how many days it was wrong, or has been until today (CK-6).
func (f Finding) Late(today string) int {
	switch f.State {
	case Settled, Overtaken:
		return f.Days
	case Open:
		return daysAfter(f.from(), today)
	}
	return 0
}

// Follows reports whether it ends with the sheet it is about, which is on record: what the
// clock counted, and a version that is over. What people saw otherwise is put right by
// people who look again.
func (f Finding) Follows() bool {
	return f.Sheet != "" && (f.Wrong == Stale || f.Wrong == Absent && f.By == ByClock)
}

func (f Finding) from() string {
	if f.Since != "" {
		return f.Since
	}
	return f.Found.Day()
}

// Find raises a finding: by somebody who looked, or by the clock.
type Find struct {
	Finding Finding `json:"finding"`
	Said    string  `json:"-"`
}

// Name of the act.
func (Find) Name() string { return "find" }

// Decide wants to know what is wrong, and the number of a legal text that hangs there (CK-2).
func (a Find) Decide(f Finding, m Moment) (Act[Finding], error) {
	switch x := a.Finding; {
	case f.ID != "":
		return nil, refusal.Conflict("Phát hiện này đã được ghi.")
	case x.Wrong.Vietnamese() == "":
		return nil, refusal.Rule("CK-7", "wrong", "Chọn điều không đúng.")
	case x.Wrong == LegalText && strings.TrimSpace(x.Text) == "":
		return nil, refusal.Rule("CK-2", "text", "Ghi số, ký hiệu văn bản đang treo thay cho thủ tục, ví dụ 63/2010/NĐ-CP.")
	case x.By == ByOfficial && x.Photo == "":
		return nil, refusal.Rule("CK-7", "photo", "Chụp ảnh tại nơi niêm yết rồi tải ảnh lên để làm chứng.")
	}
	a.Finding.State, a.Finding.Found, a.Finding.City = Open, m.done(), m.City
	return a, nil
}

// On begins it.
func (a Find) On(Finding) Finding { return a.Finding }

// Report is what a passer-by says, without an account; a photo helps but is no condition.
type Report struct {
	Finding Finding `json:"finding"`
	Said    string  `json:"-"`
}

// Name of the act.
func (Report) Name() string { return "report" }

// Decide wants to know what is wrong. Nothing is kept of who reports.
func (a Report) Decide(f Finding, m Moment) (Act[Finding], error) {
	switch x := a.Finding; {
	case f.ID != "":
		return nil, refusal.Conflict("Phản ánh này đã được gửi.")
	case x.Wrong.Vietnamese() == "":
		return nil, refusal.Rule("CK-7", "wrong", "Chọn điều không đúng.")
	case x.Office == "":
		return nil, refusal.Rule("CK-7", "office", "Chọn nơi đang treo tờ này.")
	}
	a.Finding.State, a.Finding.By, a.Finding.Found, a.Finding.City = Reported, ByPasser, Done{At: m.Now}, m.City
	return a, nil
}

// On begins it.
func (a Report) On(Finding) Finding { return a.Finding }

// Confirm takes a report over as a finding. Since is the day its sheet was over, as the
// store found it.
type Confirm struct {
	Done  Done   `json:"done"`
	Since string `json:"since,omitempty"`
}

// Name of the act.
func (Confirm) Name() string { return "confirm" }

// Decide checks the step.
func (a Confirm) Decide(f Finding, m Moment) (Act[Finding], error) {
	if f.State != Reported {
		return nil, refusal.Conflict("Phản ánh này đã được xem: " + f.State.Vietnamese() + ".")
	}
	a.Done = m.done()
	return a, nil
}

// On takes it over.
func (a Confirm) On(f Finding) Finding {
	f.State, f.Confirmed = Open, a.Done
	if a.Since != "" {
		f.Since = a.Since
	}
	return f
}

// Dismiss says that nothing is wrong; the reason stands beside the event.
type Dismiss struct {
	Done   Done   `json:"done"`
	Reason string `json:"-"`
}

// Name of the act.
func (Dismiss) Name() string { return "dismiss" }

// Decide wants a reason. What the clock counted is dismissed by nobody (CK-6).
func (a Dismiss) Decide(f Finding, m Moment) (Act[Finding], error) {
	switch {
	case f.State != Reported && f.State != Open:
		return nil, refusal.Conflict("Phát hiện này đã xong: " + f.State.Vietnamese() + ".")
	case f.By == ByClock:
		return nil, refusal.Rule("CK-6", "", "Phát hiện này do hệ thống tính từ ngày hiệu lực, không bỏ được. Gỡ hoặc niêm yết rồi ghi nhận thì phát hiện tự kết thúc.")
	}
	if err := reasoned("CK-7", "reason", a.Reason, "Ghi rõ vì sao không đúng."); err != nil {
		return nil, err
	}
	a.Done = m.done()
	return a, nil
}

// On ends it.
func (a Dismiss) On(f Finding) Finding {
	f.State, f.Ended = Dismissed, a.Done
	return f
}

// Settle says that it was put right, with a photo; how stands beside the event.
type Settle struct {
	Photo string `json:"photo"`
	Days  int    `json:"days"`
	Done  Done   `json:"done"`
	How   string `json:"-"`
	// Follows is set when the sheet itself was taken down or posted, which is on record; Until
	// is that day when it lies behind.
	Follows bool   `json:"follows"`
	Until   string `json:"until,omitempty"`
}

// Name of the act.
func (Settle) Name() string { return "settle" }

// Decide counts the days it was wrong (CK-6). A report nobody looked into is settled by
// nothing: taking the sheet down is not an answer.
func (a Settle) Decide(f Finding, m Moment) (Act[Finding], error) {
	switch {
	case f.State != Open:
		return nil, refusal.Conflict("Phát hiện này không chờ khắc phục: " + f.State.Vietnamese() + ".")
	case f.Follows() && !a.Follows:
		return nil, refusal.Rule("CK-6", "", "Ghi nhận trên chính tờ niêm yết: gỡ tờ cũ hoặc treo tờ mới; phát hiện tự kết thúc theo.")
	case !a.Follows && a.Photo == "":
		return nil, refusal.Rule("CK-7", "photo", "Chụp ảnh nơi niêm yết sau khi khắc phục rồi tải ảnh lên.")
	}
	if !a.Follows {
		if err := reasoned("CK-7", "how", a.How, "Ghi rõ đã khắc phục thế nào."); err != nil {
			return nil, err
		}
	}
	until := a.Until
	if until == "" {
		until = m.Day()
	}
	a.Done, a.Days = m.done(), daysAfter(f.from(), until)
	return a, nil
}

// On ends it.
func (a Settle) On(f Finding) Finding {
	f.State, f.Ended, f.Days = Settled, a.Done, a.Days
	return f
}

// Overtake ends a finding that something is missing when it need not be posted there any
// more: it was not put right, and the days it was missing stay.
type Overtake struct {
	Until string `json:"until"`
	Days  int    `json:"days"`
	Done  Done   `json:"done"`
}

// Name of the act.
func (Overtake) Name() string { return "overtake" }

// Decide counts the days until it was over (CK-6).
func (a Overtake) Decide(f Finding, m Moment) (Act[Finding], error) {
	if f.State != Open {
		return nil, refusal.Conflict("Phát hiện này không chờ khắc phục: " + f.State.Vietnamese() + ".")
	}
	a.Done, a.Days = m.done(), daysAfter(f.from(), a.Until)
	return a, nil
}

// On ends it.
func (a Overtake) On(f Finding) Finding {
	f.State, f.Ended, f.Days = Overtaken, a.Done, a.Days
	return f
}
