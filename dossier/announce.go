package dossier

import (
	"strings"

	"motcua/refusal"
)

// Announce tells the applicant that the result is there: by the machine at once where
// there is a telephone or a mailbox, else by the desk (SET-7, APO-10).
type Announce struct {
	Channels []string `json:"channels"` // sms, email; phone, paper by the desk
}

// Name of the act.
func (Announce) Name() string { return "announce" }

// Apply notes the moment and the channels, once.
func (a Announce) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "announce"); err != nil {
		return d, err
	}
	if d.AnnouncedAt.Set() {
		return d, refusal.Conflict("Đã báo kết quả cho người nộp hồ sơ.")
	}
	for _, c := range a.Channels {
		if !strings.Contains(" sms email phone paper ", " "+c+" ") {
			a.Channels = nil
		}
	}
	if len(a.Channels) == 0 {
		return d, refusal.Rule("SET-7", "channels", "Chọn cách đã báo cho người nộp: tin nhắn, thư điện tử, điện thoại hoặc giấy báo.")
	}
	d.AnnouncedAt, d.Announced = m.Now, strings.Join(a.Channels, ",")
	return d, nil
}

func announcing(phone, email string) Act {
	var a Announce
	if phone != "" {
		a.Channels = append(a.Channels, "sms")
	}
	if email != "" {
		a.Channels = append(a.Channels, "email")
	}
	if len(a.Channels) == 0 {
		return nil
	}
	return a
}
