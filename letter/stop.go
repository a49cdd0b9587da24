package letter

import (
	"strings"
	"time"

	"motcua/refusal"
)

// StopNotice is THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ: Mẫu số 05 of TT 03/2025 (SET-9). The
// years before had no form for it; the notice is the same, without a number of form.
type StopNotice struct {
	Head       Head
	Code       string
	TrackURL   string
	Unit       string // who gives notice
	Applicant  Applicant
	Procedure  string
	ReceivedAt time.Time
	StoppedAt  time.Time
	Cause      string // why in the words of the rule
	Reason     string // why in this case
	Title      string // of the official who stopped
	Official   string
	Mark       Mark
}

func (s StopNotice) sheet() (sheet, error) {
	switch {
	case strings.TrimSpace(s.Reason) == "":
		return sheet{}, refusal.Rule("SET-9", "reason", "Thông báo dừng giải quyết phải ghi lý do cụ thể.")
	case s.StoppedAt.IsZero():
		return sheet{}, refusal.Rule("SET-9", "at", "Thông báo dừng giải quyết phải ghi thời điểm dừng.")
	}
	title := s.Title
	if title == "" {
		title = "Người ra thông báo"
	}
	return sheet{
		head: s.Head, code: s.Code, qr: s.TrackURL,
		title: s.Head.title("THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ"),
		blocks: []block{
			{kind: centreBlock, label: "Kính gửi: ", text: s.Applicant.Name},
			field("Địa chỉ", orNone(s.Applicant.Address)),
			contact(s.Applicant),
			field("Nội dung yêu cầu giải quyết", s.Procedure),
			field("Ngày tiếp nhận hồ sơ", received(s.ReceivedAt)),
			field("Thời điểm dừng giải quyết", MomentLine(s.StoppedAt)),
			text(s.Unit + " thông báo dừng giải quyết hồ sơ nêu trên. Nguyên nhân: " + s.Cause + "."),
			field("Lý do", s.Reason),
			text("Giấy tờ gốc đã nộp được trả lại tại nơi tiếp nhận hồ sơ. Khi cần, " + s.Applicant.address() + " có thể nộp hồ sơ mới."),
		},
		signs:  []signBlock{{}, {lines: []string{strings.ToUpper(title)}, hint: handSign, name: s.Official, mark: s.Mark}},
		copyTo: []string{"Như trên", "Lưu: Bộ phận một cửa"},
	}, nil
}

func received(t time.Time) string {
	if t.IsZero() {
		return "chưa tiếp nhận"
	}
	return MomentLine(t)
}
