package page

import (
	"regexp"
	"strings"
	"testing"
)

// Sentences that rules put together come out English whole, and what nobody translated
// stays as it was said.
func TestSentencesPutTogetherComeOutEnglish(t *testing.T) {
	en := WithLang(t.Context(), "en")
	for _, row := range []struct{ said, want string }{
		{"còn 12 ngày 7 giờ làm việc", "12 working days 7 hours left"},
		{"quá hạn 3 giờ 20 phút làm việc", "3 working hours 20 minutes overdue"},
		{"Quá hạn 47 ngày làm việc", "47 working days overdue"},
		{"17 giờ 00, thứ Hai, 06/5/2019", "17:00, Monday, 06/5/2019"},
		{"06/5/2019 17:00 · còn 1 ngày làm việc", "06/5/2019 17:00 · 1 working day left"},
		{"Hẹn trả kết quả: 17 giờ 00, thứ Hai, 06/5/2019", "Result promised: 17:00, Monday, 06/5/2019"},
		{"Nhận hồ sơ: 16:40 thứ Sáu, 26/4/2019; thời hạn 03 ngày làm việc.", "Received: 16:40 Friday, 26/4/2019; time limit 03 working days."},
		{"Nghỉ, không tính: thứ Bảy, Chủ nhật: 2 ngày.", "Off, not counted: Saturdays and Sundays: 2."},
		{"Trần Thị Bình · Phường Tân Định, Quận 1", "Trần Thị Bình · Phường Tân Định, Quận 1"},
		{"Thụ lý – Phường Tân Định, Quận 1 (sau ngày hẹn)", "Handling – Phường Tân Định, Quận 1 (after the appointment)"},
		{"2 giấy tờ cần bổ sung – Giấy khai sinh bị mờ", "2 papers to hand in – Giấy khai sinh bị mờ"},
		{"hồ sơ thiếu giấy, xem lại", "hồ sơ thiếu giấy, xem lại"},
		{"26–50 trong 384 cơ quan", "26–50 of 384 offices"},
		{"Giảm 50% · giấy chứng minh: Giấy khai sinh", "50% off · proof: Giấy khai sinh"},
	} {
		if got := T(en, row.said); got != row.want {
			t.Errorf("%q: %q, want %q", row.said, got, row.want)
		}
		if got := T(t.Context(), row.said); got != row.said {
			t.Errorf("in Vietnamese %q became %q", row.said, got)
		}
	}
}

var gapsOf = regexp.MustCompile(`%(\[[0-9]\])?[ds]`)

// Every phrase with gaps fills as many in English as it has in Vietnamese.
func TestEveryPhraseFillsItsGaps(t *testing.T) {
	all, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for key, said := range all {
		if strings.Count(key, "%s")+strings.Count(key, "%d") != len(gapsOf.FindAllString(said, -1)) {
			t.Errorf("%q: %q", key, said)
		}
	}
}
