package trail

import (
	"time"

	"motcua/clock"
	"motcua/dossier"
	"motcua/event"
)

var officialActs = map[string]string{
	"file": "Nộp hồ sơ trực tuyến", "receive": "Tiếp nhận hồ sơ", "refuse": "Từ chối tiếp nhận", "supplement": "Yêu cầu bổ sung, hoàn thiện hồ sơ",
	"supply": "Bổ sung giấy tờ", "forward": "Chuyển hồ sơ", "take": "Nhận hồ sơ", "allow_second": "Cho phép yêu cầu bổ sung lần hai", "receipt": "Cấp giấy tiếp nhận", "assign": "Phân công thụ lý", "examine": "Thẩm định", "consult": "Lấy ý kiến cơ quan phối hợp", "answer": "Trả lời ý kiến",
	"propose": "Trình ký", "decide": "Duyệt đề xuất kết quả", "sign": "Ký kết quả", "send_back": "Trả lại người trình", "complete": "Có kết quả tại bộ phận một cửa", "return": "Trả kết quả",
	"withdraw": "Rút hồ sơ", "stop": "Dừng giải quyết", "apologise": "Gửi thư xin lỗi", "remind": "Nhắc việc", "lapse": "Quá hạn",
	"escalate": "Lỡ hẹn lần hai, báo cáo vượt cấp", "transfer": "Chuyển giao do sắp xếp cơ quan",
	"apologise_lost": "Gửi thư xin lỗi về giấy tờ bị mất, hư hỏng", "hand_letter": "Giao thư xin lỗi cho người nộp", "acknowledge_letter": "Người nộp xác nhận đã nhận thư xin lỗi",
	"oblige": "Chuyển thông tin nghĩa vụ tài chính cho cơ quan thuế", "tell": "Cơ quan thuế thông báo số tiền phải nộp", "confirm": "Cơ quan thuế xác nhận đã nộp, hẹn lần hai",
	"announce": "Báo kết quả cho người nộp", "post": "Giao kết quả cho bưu chính", "post_invite": "Bưu chính mời nhận", "post_back": "Bưu chính chuyển hoàn kết quả",
	"download": "Người nộp tải bản điện tử", "collect": "Người nộp nhận bản điện tử", "correct": "Đính chính kết quả", "hold_originals": "Giữ bản chính để đối chiếu",
	"give_originals": "Trả bản chính", "fee_paid": "Thu phí, lệ phí", "fee_exempt": "Miễn, giảm phí, lệ phí", "fee_refund": "Hoàn phí, lệ phí do lỗi của cơ quan",
	"fill_form": "Điền tờ khai", "recount": "Đổi lịch làm việc: ngày tính lại khác ngày đã hẹn", "confirm_date": "Quyết định về ngày hẹn sau khi đổi lịch",
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
	"supply": "Đã bổ sung giấy tờ", "forward": "Chuyển đến cơ quan giải quyết", "receipt": "Đã cấp giấy tiếp nhận", "assign": "Chuyển đến người thụ lý", "propose": "Trình ký kết quả", "decide": "Đề xuất kết quả đã được duyệt", "sign": "Kết quả đã được ký",
	"complete": "Đã có kết quả", "return": "Đã nhận kết quả", "withdraw": "Đã rút hồ sơ", "stop": "Dừng giải quyết hồ sơ",
	"oblige": "Chờ cơ quan thuế thông báo số tiền phải nộp", "tell": "Có thông báo nộp tiền của cơ quan thuế", "confirm": "Cơ quan thuế đã xác nhận nộp tiền, có ngày hẹn mới",
	"announce": "Đã báo có kết quả", "post": "Kết quả đã giao cho bưu chính", "post_invite": "Bưu chính mời nhận kết quả", "post_back": "Kết quả đã về bộ phận một cửa",
	"download": "Đã tải bản điện tử", "collect": "Đã nhận bản điện tử", "correct": "Kết quả được đính chính", "hold_originals": "Bộ phận một cửa giữ bản chính để đối chiếu",
	"fill_form": "Đã điền tờ khai", "give_originals": "Đã trả bản chính", "fee_paid": "Đã nộp phí, lệ phí", "fee_exempt": "Được miễn, giảm phí, lệ phí", "fee_refund": "Được hoàn phí, lệ phí",
	"apologise": "Thư xin lỗi và hẹn lại", "lapse": "Quá ngày hẹn trả kết quả", "escalate": "Lỡ hẹn lần hai – đã báo cáo cấp trên",
	"transfer":       "Hồ sơ chuyển sang cơ quan mới do sắp xếp bộ máy; ngày hẹn không đổi",
	"apologise_lost": "Thư xin lỗi về giấy tờ bị mất, hư hỏng", "hand_letter": "Đã giao thư xin lỗi", "acknowledge_letter": "Đã xác nhận nhận thư xin lỗi",
}

// spoken are the acts whose reason the citizen must be told.
var spoken = map[string]bool{"refuse": true, "supplement": true, "stop": true, "withdraw": true, "correct": true, "fee_refund": true, "fill_form": true}

// tellable are the acts whose decided detail the citizen reads too.
var tellable = map[string]bool{"apologise": true, "supplement": true, "forward": true, "tell": true, "fee_paid": true, "fee_refund": true, "post": true, "post_back": true}

var reminders = map[string]string{
	"alert": "Hồ sơ trực tuyến chưa có người xem: đã báo cán bộ tiếp nhận", "check": "Hồ sơ trực tuyến chưa được kiểm tra sau 08 giờ làm việc", "warn2": "Còn 2 ngày làm việc đến hạn", "warn1": "Còn 1 ngày làm việc đến hạn",
	"receipt": "Hết ngày mà chưa xong: phải cấp giấy tiếp nhận", "closing": "Sắp hết hạn bổ sung", "warn0": "Đến hạn hôm nay", "letter": "Hôm nay là ngày cuối để gửi thư xin lỗi nếu không kịp hạn",
}

// OrNone says of a value nobody gave that there is none.
func OrNone(s string) string {
	if s == "" {
		return "Không có"
	}
	return s
}

// DirectoryKey is where the events of an office, an official or the calendar are found.
func DirectoryKey(subject string) dossier.Key { return dossier.Key{Home: event.Directory, ID: subject} }

// At is the legal moment of an event.
func At(e event.Event) time.Time { return clock.FromMicros(e.At) }
