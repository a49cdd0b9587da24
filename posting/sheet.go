package posting

import (
	"motcua/access"
	"motcua/procedure"
	"motcua/refusal"
)

// State is where a sheet stands, drawn in doc.go.
type State string

// The states of a sheet.
const (
	None    State = ""
	Wanted  State = "wanted"
	Hanging State = "hanging"
	Flagged State = "flagged"
	Down    State = "down"
	Lapsed  State = "lapsed"
)

// Vietnamese is the state on pages.
func (s State) Vietnamese() string {
	return map[State]string{Wanted: "Phải niêm yết", Hanging: "Đang niêm yết", Flagged: "Phải gỡ", Down: "Đã gỡ", Lapsed: "Không phải niêm yết nữa"}[s]
}

// Sheet is one version of one procedure at one place (CK-2, CK-7).
type Sheet struct {
	ID       string   `json:"id"`
	Seq      int64    `json:"-"`
	State    State    `json:"state"`
	Place    string   `json:"place"`
	PlaceNo  int      `json:"place_no"`
	Office   string   `json:"office"`
	City     string   `json:"city"`
	Code     string   `json:"code"`
	Version  string   `json:"version"`
	No       int      `json:"no"`
	Name     string   `json:"name"`
	Decision string   `json:"decision"`
	Missing  []string `json:"missing"` // parts of KS-1 the version lacks, as it was posted
	Due      string   `json:"due"`     // day a wanted sheet has to hang; "" of one nobody asked for

	Asked   Done `json:"asked"`
	Posted  Done `json:"posted"`
	Checked Done `json:"checked"`
	Flagged Done `json:"flagged"`
	Down    Done `json:"down"`

	Photo      string `json:"photo"` // file of the place
	CheckPhoto string `json:"check_photo"`
	DownPhoto  string `json:"down_photo"`

	Ended      string `json:"ended"` // first day the version was no longer in force
	Next       string `json:"next"`  // version that took its place; "" was abolished
	PostedLate int    `json:"posted_late"`
	DownLate   int    `json:"down_late"`
}

// Subject is what access decides about.
func (s Sheet) Subject() access.Subject {
	return access.Subject{Kind: access.KindPosting, ID: s.ID, Holder: s.Office, Competent: s.City}
}

// Mark is what the QR of the sheet carries.
func (s Sheet) Mark() Mark { return Mark{Code: s.Code, No: s.No, Place: s.PlaceNo} }

// Hangs reports whether the sheet is up.
func (s Sheet) Hangs() bool { return s.State == Hanging || s.State == Flagged }

// Late is how many days something is or was late about the sheet (CK-6): a stale one that
// came down, or still hangs, after its version ended; a new one that was posted, or still
// is not, after its first day.
func (s Sheet) Late(today string) int {
	switch s.State {
	case Wanted:
		return daysAfter(s.Due, today)
	case Flagged:
		return daysAfter(s.Ended, today)
	case Down:
		return max(s.PostedLate, s.DownLate)
	}
	return s.PostedLate
}

// of fills what a sheet says from the version it carries.
func (s Sheet) of(v procedure.Version) Sheet {
	s.Code, s.Version, s.No, s.Name, s.Decision, s.Missing = v.Code, v.ID, v.No, v.Name, v.Decision, nil
	for _, g := range procedure.Gaps(v) {
		s.Missing = append(s.Missing, string(g.Section))
	}
	return s
}

// at fills where a sheet hangs.
func (s Sheet) at(p Place) Sheet {
	s.Place, s.PlaceNo, s.Office, s.City = p.ID, p.No, p.Office, p.City
	return s
}

// Want asks a place for a version; every field is decided by the store.
type Want struct {
	Sheet Sheet `json:"sheet"`
}

// Name of the act.
func (Want) Name() string { return "want" }

// Decide begins the task.
func (a Want) Decide(_ Sheet, m Moment) (Act[Sheet], error) {
	a.Sheet.State, a.Sheet.Asked = Wanted, m.done()
	return a, nil
}

// On begins it.
func (a Want) On(Sheet) Sheet { return a.Sheet }

// Post records that the version in force hangs at a place, with a photo of it (CK-7).
type Post struct {
	Place Place  `json:"place"`
	Code  string `json:"code"`
	Photo string `json:"photo"`
	Sheet Sheet  `json:"sheet"` // as decided; its id is given
}

// Name of the act.
func (Post) Name() string { return "post" }

// Decide takes the version in force today alone: what hangs is a published procedure with
// its decision (CK-2), and on the day it hangs it is in force (CK-6).
func (a Post) Decide(s Sheet, m Moment) (Act[Sheet], error) {
	v, there := procedure.InForce(m.Of(a.Code), a.Code, m.Day())
	switch {
	case s.State != None && s.State != Wanted:
		return nil, refusal.Conflict("Tờ này đã được ghi nhận: " + s.State.Vietnamese() + ". Tải lại trang để xem.")
	case !there:
		return nil, refusal.Rule("CK-2", "codes", "Thủ tục "+a.Code+" không có trong danh mục đang có hiệu lực nên không niêm yết được.")
	case s.State == Wanted && v.ID != s.Version:
		return nil, refusal.Conflict("Thủ tục " + a.Code + " đã có phiên bản khác. Tải lại trang, in lại tờ mới rồi niêm yết.")
	case !a.Place.Open():
		return nil, refusal.Conflict("Nơi niêm yết này đã đóng.")
	case a.Place.Kind == Screen:
		return nil, refusal.Rule("CK-1", "codes", "Màn hình điện tử tự hiện phiên bản đang có hiệu lực, không cần ghi nhận từng tờ.")
	case a.Photo == "":
		return nil, refusal.Rule("CK-7", "photo", "Chụp ảnh nơi niêm yết sau khi treo rồi tải ảnh lên.")
	}
	next := s.of(v).at(a.Place)
	if next.ID == "" {
		next.ID = a.Sheet.ID
	}
	next.State, next.Posted, next.Photo = Hanging, m.done(), a.Photo
	next.PostedLate = daysAfter(s.Due, m.Day())
	a.Sheet = next
	return a, nil
}

// On hangs it.
func (a Post) On(s Sheet) Sheet {
	a.Sheet.Due, a.Sheet.Asked, a.Sheet.Seq = s.Due, s.Asked, s.Seq
	return a.Sheet
}

// Flag notes that the version of a hanging sheet is no longer in force (CK-6).
type Flag struct {
	Ended string `json:"ended"`
	Next  string `json:"next"`
	Done  Done   `json:"done"`
}

// Name of the act.
func (Flag) Name() string { return "flag" }

// Decide reads the catalogue; a version without a known last day ended on the day it was
// found out.
func (a Flag) Decide(s Sheet, m Moment) (Act[Sheet], error) {
	st := StandingOf(m.Of(s.Code), s.Version, m.Day())
	if s.State != Hanging || st.InForce || st.Begins != "" {
		return nil, refusal.Conflict("Tờ này không phải gỡ.")
	}
	if a.Ended = st.Ended; a.Ended == "" {
		a.Ended = m.Day()
	}
	if st.HasNext {
		a.Next = st.Next.ID
	}
	a.Done = m.done()
	return a, nil
}

// On flags it.
func (a Flag) On(s Sheet) Sheet {
	s.State, s.Ended, s.Next, s.Flagged = Flagged, a.Ended, a.Next, a.Done
	return s
}

// TakeDown records that a sheet was taken down.
type TakeDown struct {
	Photo string `json:"photo"`
	Late  int    `json:"late"`
	Done  Done   `json:"done"`
}

// Name of the act.
func (TakeDown) Name() string { return "take_down" }

// Decide counts the days since the version ended (CK-6).
func (a TakeDown) Decide(s Sheet, m Moment) (Act[Sheet], error) {
	if !s.Hangs() {
		return nil, refusal.Conflict("Tờ này không còn treo: " + s.State.Vietnamese() + ".")
	}
	a.Done, a.Late = m.done(), 0
	if s.State == Flagged {
		a.Late = daysAfter(s.Ended, m.Day())
	}
	return a, nil
}

// On takes it down.
func (a TakeDown) On(s Sheet) Sheet {
	s.State, s.Down, s.DownPhoto, s.DownLate = Down, a.Done, a.Photo, a.Late
	return s
}

// Check is a second pair of eyes with a photo (CK-7).
type Check struct {
	Photo string `json:"photo"`
	Done  Done   `json:"done"`
}

// Name of the act.
func (Check) Name() string { return "check" }

// Decide wants somebody other than who posted it, and a sheet that is right: what is wrong
// is a finding.
func (a Check) Decide(s Sheet, m Moment) (Act[Sheet], error) {
	switch {
	case s.State == Flagged:
		return nil, refusal.Rule("CK-6", "", "Tờ này đã hết hiệu lực, phải gỡ; không xác nhận được là đúng.")
	case s.State != Hanging:
		return nil, refusal.Conflict("Tờ này không còn treo: " + s.State.Vietnamese() + ".")
	case s.Posted.By == m.Who.Official:
		return nil, refusal.Rule("CK-7", "", "Người treo không tự kiểm tra. Đề nghị người khác của đơn vị hoặc bộ phận kiểm soát kiểm tra.")
	case a.Photo == "":
		return nil, refusal.Rule("CK-7", "photo", "Chụp ảnh tờ niêm yết lúc kiểm tra rồi tải ảnh lên.")
	}
	a.Done = m.done()
	return a, nil
}

// On notes it.
func (a Check) On(s Sheet) Sheet {
	s.Checked, s.CheckPhoto = a.Done, a.Photo
	return s
}

// Lapse ends the task to post a version that is no longer in force.
type Lapse struct {
	Done Done `json:"done"`
}

// Name of the act.
func (Lapse) Name() string { return "lapse" }

// Decide checks that it still waits.
func (a Lapse) Decide(s Sheet, m Moment) (Act[Sheet], error) {
	if s.State != Wanted {
		return nil, refusal.Conflict("Việc này đã xong.")
	}
	a.Done = m.done()
	return a, nil
}

// On ends it.
func (a Lapse) On(s Sheet) Sheet {
	s.State, s.Down = Lapsed, a.Done
	return s
}

// Move gives the task to post a version to another place of the office; its day stays.
type Move struct {
	Place Place `json:"place"`
}

// Name of the act.
func (Move) Name() string { return "move" }

// Decide checks that it still waits.
func (a Move) Decide(s Sheet, _ Moment) (Act[Sheet], error) {
	if s.State != Wanted || !a.Place.Open() {
		return nil, refusal.Conflict("Việc niêm yết này không chuyển được.")
	}
	return a, nil
}

// On moves it.
func (a Move) On(s Sheet) Sheet { return s.at(a.Place) }
