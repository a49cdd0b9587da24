package trail

import (
	"time"

	"motcua/clock"
	"motcua/dossier"
	"motcua/event"
)

var officialActs = map[string]string{
	"file": "Nộp hồ sơ trực tuyến", "receive": "Tiếp nhận hồ sơ", "refuse": "Từ chối tiếp nhận", "supplement": "Yêu cầu bổ sung, hoàn thiện hồ sơ",
	"supply": "Bổ sung giấy tờ", "assign": "Phân công thụ lý", "examine": "Thẩm định", "consult": "Lấy ý kiến cơ quan phối hợp", "answer": "Trả lời ý kiến",
	"propose": "Trình ký", "sign": "Ký kết quả", "send_back": "Trả lại người trình", "complete": "Có kết quả tại bộ phận một cửa", "return": "Trả kết quả",
	"withdraw": "Rút hồ sơ", "stop": "Dừng giải quyết", "apologise": "Gửi thư xin lỗi", "remind": "Nhắc việc", "lapse": "Quá hạn",
	"escalate":       "Lỡ hẹn lần hai, báo cáo vượt cấp",
	"apologise_lost": "Gửi thư xin lỗi về giấy tờ bị mất, hư hỏng", "hand_letter": "Giao thư xin lỗi cho người nộp", "acknowledge_letter": "Người nộp xác nhận đã nhận thư xin lỗi",
	"recount": "Đổi lịch làm việc: ngày tính lại khác ngày đã hẹn", "confirm_date": "Quyết định về ngày hẹn sau khi đổi lịch",
}

// ActWords is an act in officials' words.
func ActWords(act string) string {
	if words := officialActs[act]; words != "" {
		return words
	}
	return act
}

// citizenActs are the acts a citizen reads about; the office's inner steps are not
// among them.
var citizenActs = map[string]string{
	"file": "Đã nộp hồ sơ", "receive": "Hồ sơ đã được tiếp nhận", "refuse": "Hồ sơ không được tiếp nhận", "supplement": "Cần bổ sung giấy tờ",
	"supply": "Đã bổ sung giấy tờ", "assign": "Chuyển đến người thụ lý", "propose": "Trình ký kết quả", "sign": "Kết quả đã được ký",
	"complete": "Đã có kết quả", "return": "Đã nhận kết quả", "withdraw": "Đã rút hồ sơ", "stop": "Dừng giải quyết hồ sơ",
	"apologise": "Thư xin lỗi và hẹn lại", "lapse": "Quá ngày hẹn trả kết quả", "escalate": "Lỡ hẹn lần hai – đã báo cáo cấp trên",
	"apologise_lost": "Thư xin lỗi về giấy tờ bị mất, hư hỏng", "hand_letter": "Đã giao thư xin lỗi", "acknowledge_letter": "Đã xác nhận nhận thư xin lỗi",
}

// spoken are the acts whose reason the citizen must be told.
var spoken = map[string]bool{"refuse": true, "supplement": true, "stop": true, "withdraw": true}

var reminders = map[string]string{
	"check": "Hồ sơ trực tuyến chưa được kiểm tra sau 08 giờ làm việc", "warn2": "Còn 2 ngày làm việc đến hạn", "warn1": "Còn 1 ngày làm việc đến hạn",
	"warn0": "Đến hạn hôm nay", "letter": "Hôm nay là ngày cuối để gửi thư xin lỗi nếu không kịp hạn",
}

// DirectoryKey is where the events of an office, an official or the calendar are found.
func DirectoryKey(subject string) dossier.Key { return dossier.Key{Home: event.Directory, ID: subject} }

// At is the legal moment of an event.
func At(e event.Event) time.Time { return clock.FromMicros(e.At) }
