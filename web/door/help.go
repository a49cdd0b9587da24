package door

import (
	"net/http"

	"motcua/refusal"
	"motcua/web/page"
)

// topic is one short help page: questions people ask, each with its answer.
type topic struct {
	Path, Title string
	Answers     []answer
}

type answer struct{ Question, Text string }

type helpView struct {
	Frame  page.Frame
	Topics []topic
	Topic  topic
}

// topics are the help, in the order shown; the first is the one for everybody.
var topics = []topic{
	{"", "Nộp và theo dõi hồ sơ", []answer{
		{"Hồ sơ của tôi đang ở đâu?", "Mở trang Theo dõi hồ sơ, nhập mã hồ sơ ghi trên giấy tiếp nhận và bốn số cuối của số điện thoại đã khai. Không cần tài khoản."},
		{"Vì sao ngày hẹn là ngày này?", "Trên trang hồ sơ, mở dòng “Vì sao là ngày này?”. Từng bước tính đều được in ra: ngày bắt đầu, số ngày làm việc, những ngày nghỉ không tính."},
		{"Được yêu cầu bổ sung mấy lần?", "Một lần trong suốt quá trình giải quyết, và chỉ những giấy tờ có trong danh mục đã công bố. Khi bổ sung đủ, thời hạn tính lại từ đầu."},
		{"Quá hẹn mà chưa có kết quả thì sao?", "Cơ quan giải quyết phải gửi thư xin lỗi, nêu lý do và ngày hẹn lại. Mỗi hồ sơ chỉ được xin lỗi và hẹn lại một lần."},
	}},
	{"sign-in", "Đăng nhập và tài khoản", []answer{
		{"Tên đăng nhập là gì?", "Với công dân là số điện thoại đã đăng ký. Với công chức là tên do người quản trị của cơ quan cấp."},
		{"Quên mật khẩu?", "Mang giấy tờ tùy thân đến bộ phận một cửa gần nhất. Không ai được hỏi mật khẩu qua điện thoại hay tin nhắn."},
		{"Vì sao phải đăng nhập lại?", "Phiên tự kết thúc sau 30 phút không dùng và sau 12 giờ, vì nhiều máy đặt ở nơi công cộng."},
		{"Thấy một phiên lạ trong tài khoản?", "Mở trang Tài khoản, chọn “Kết thúc các phiên khác” rồi đổi mật khẩu."},
	}},
	{"officials", "Dành cho công chức", []answer{
		{"Làm nhiều chức vụ?", "Sau khi đăng nhập, chọn chức vụ sẽ làm việc. Cấp phó chỉ ký được khi chọn chức vụ được giao bằng văn bản còn hiệu lực; chữ ký mang dạng “KT.”."},
		{"Vì sao không ký được hồ sơ quá hạn?", "Hồ sơ đã quá hạn phải có thư xin lỗi trước khi ký kết quả. Mở hồ sơ, chọn “Thư xin lỗi”."},
		{"Số trên bảng số liệu từ đâu ra?", "Từ nhật ký các việc đã làm, không ai nhập tay. Bấm vào một số để mở đúng danh sách hồ sơ mà số đó đếm."},
	}},
}

func (d door) help(w http.ResponseWriter, r *http.Request) error {
	for _, t := range topics {
		if t.Path == r.PathValue("topic") {
			page.Render(w, r, http.StatusOK, helpPage(helpView{Frame: d.frame(r, t.Title), Topics: topics, Topic: t}))
			return nil
		}
	}
	return refusal.Missing("Không có mục trợ giúp này.")
}

func (t topic) href() string {
	if t.Path == "" {
		return "/help"
	}
	return "/help/" + t.Path
}
