package ending

import (
	"slices"
	"strconv"

	"motcua/calendar"
	"motcua/dossier"
	"motcua/refusal"
)

// Post hands the result to the post with the slip's number (QĐ 45/2016, law.md 4.3).
type Post struct {
	Slip string `json:"slip"`
}

// Name of the act.
func (Post) Name() string { return "post" }

// Apply hands over; the fee must be settled, for nobody asks at the door.
func (a Post) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "post"); err != nil {
		return d, err
	}
	switch {
	case d.PostedAt.Set():
		return d, refusal.Conflict("Kết quả đang ở bưu chính theo phiếu gửi số " + d.Mailings[len(d.Mailings)-1].Slip + ".")
	case a.Slip == "":
		return d, refusal.Rule("REC-11", "slip", "Nhập số phiếu gửi của bưu chính.")
	case d.Owes() > 0:
		return d, refusal.Rule("SET-11", "slip", "Người nộp chưa nộp đủ phí, lệ phí. Thu phí trước khi gửi kết quả qua bưu chính.")
	}
	d.PostedAt = m.Now
	d.Mailings = append(slices.Clone(d.Mailings), dossier.Mailing{Slip: a.Slip, Posted: m.Now})
	return d, nil
}

// Invite records one invitation of the post to fetch the result.
type Invite struct{}

// Name of the act.
func (Invite) Name() string { return "post_invite" }

// Apply counts it; two invitations stand at least the profile's working days apart.
func (Invite) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := onTheWay(d, "post_invite"); err != nil {
		return d, err
	}
	d.Mailings = slices.Clone(d.Mailings)
	l := &d.Mailings[len(d.Mailings)-1]
	if n := len(l.Invited); n > 0 {
		apart := m.Today.Post.ApartWorkingDays.Value
		last := calendar.DateOf(l.Invited[n-1].Time())
		if calendar.DateOf(m.Now.Time()) < m.Calendar.Add(last, apart) {
			return d, refusal.Rule("REC-11", "", "Hai lần mời nhận phải cách nhau ít nhất "+two(apart)+" ngày làm việc. Mời lại từ ngày "+m.Calendar.Add(last, apart).Vietnamese()+".")
		}
	}
	l.Invited = append(slices.Clone(l.Invited), m.Now)
	return d, nil
}

// PostBack takes back what could not be delivered, or records what was lost.
type PostBack struct {
	Lost bool `json:"lost"`
}

// Name of the act.
func (PostBack) Name() string { return "post_back" }

// Apply brings the result back to the desk, after the invitations the rule demands.
func (a PostBack) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := onTheWay(d, "post_back"); err != nil {
		return d, err
	}
	d.Mailings = slices.Clone(d.Mailings)
	l := &d.Mailings[len(d.Mailings)-1]
	if need := m.Today.Post.Invitations.Value; !a.Lost && len(l.Invited) < need {
		return d, refusal.Rule("REC-11", "", "Bưu chính phải mời nhận đủ "+two(need)+" lần trước khi chuyển hoàn; mới có "+two(len(l.Invited))+" lần.")
	}
	l.Back, l.Lost = m.Now, a.Lost
	d.PostedAt = 0
	return d, nil
}

func onTheWay(d dossier.Dossier, act string) error {
	if err := dossier.Check(d, act); err != nil {
		return err
	}
	if !d.PostedAt.Set() {
		return refusal.Conflict("Kết quả không ở bưu chính.")
	}
	return nil
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
