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
	{"desk", "Bộ phận một cửa", []answer{
		{"Tiếp nhận một hồ sơ?", "Bấm F2, gõ vài chữ của tên thủ tục (không cần dấu) rồi Enter. Đánh dấu giấy tờ đã nhận; ngày hẹn hiện trước khi bấm Tiếp nhận (F9). Chỉ được nhận, yêu cầu bổ sung hoặc từ chối: việc nào cũng có phiếu đánh số."},
		{"Hồ sơ trực tuyến phải kiểm tra trong bao lâu?", "Trong 08 giờ làm việc. Thẻ Chờ kiểm tra xếp theo giờ nộp; quá giờ thì được ghi là chậm tiếp nhận và hiện ở Chất lượng tiếp nhận."},
		{"Khi nào phải chuyển hồ sơ?", "Trong ngày. Hồ sơ nhận sau 15 giờ chuyển vào đầu giờ ngày làm việc tiếp theo."},
		{"Trả kết quả cho ai?", "Người có giấy tiếp nhận, hoặc giấy tờ tùy thân, hoặc giấy ủy quyền. Kết quả trễ hẹn thì giao kèm thư xin lỗi."},
		{"Tờ niêm yết phải thay?", "Mở Niêm yết: tờ phải gỡ và bản phải treo hiện vào đúng ngày có hiệu lực, và được báo qua thư điện tử. Gỡ tờ cũ, in tờ mới, treo lên rồi ghi nhận kèm một ảnh. Người treo không tự kiểm tra."},
		{"Thu tiền nhầm hoặc in hỏng số?", "Tiền: mở hồ sơ, Phí, lệ phí, hoàn lại kèm lý do. Số: trưởng bộ phận một cửa hủy số ở Sổ của đơn vị; số đã hủy không cấp lại."},
	}},
	{"officer", "Thụ lý hồ sơ", []answer{
		{"Làm hồ sơ nào trước?", "Danh sách đã xếp theo giờ làm việc còn lại. Phím j, k chọn dòng, Enter mở."},
		{"Yêu cầu bổ sung thế nào?", "Một lần, trong 03 ngày làm việc từ khi tiếp nhận, chỉ những giấy tờ đã công bố. Thời hạn dừng và tính lại từ đầu khi người nộp bổ sung đủ."},
		{"Lấy ý kiến nhiều cơ quan?", "Hỏi cùng lúc tối đa ba cơ quan, mỗi cơ quan một thời hạn. Cơ quan trả lời muộn thì thời gian muộn tính cho cơ quan đó."},
		{"Sắp trễ hạn?", "Soạn thư xin lỗi trước khi hết hạn, ghi rõ nguyên nhân và ngày hẹn lại. Người đứng đầu ký; chưa có thư thì không trình ký được hồ sơ đã quá hạn."},
		{"Làm nhầm một việc?", "Việc đã ghi không xóa được. Trước khi ký, lãnh đạo trả lại hồ sơ để làm lại; sau khi ký, kết quả sai thì đính chính, người dân không phải trả tiền."},
	}},
	{"leader", "Lãnh đạo", []answer{
		{"Mười phút giữa hai cuộc họp nên xem gì?", "Chờ ký, rồi Thư xin lỗi phải gửi hôm nay. Nhiều thư đã soạn thì đánh dấu, xem lại và ký một lượt (F9)."},
		{"Vì sao không ký được?", "Hồ sơ quá hạn phải có thư xin lỗi trước. Dự thảo đổi sau khi mở trang ký thì phải đọc lại rồi mới ký."},
		{"Cấp phó ký thay?", "Cần văn bản giao quyền còn hiệu lực; cấp phó chọn chức vụ được giao sau khi đăng nhập."},
		{"Lịch làm việc đổi thì ngày hẹn có đổi không?", "Không. Ngày đã hẹn giữ nguyên; mục Rà soát ngày hẹn liệt kê hồ sơ mà lịch mới cho ngày khác, để quyết định từng hồ sơ."},
		{"Một số trên bảng có đúng không?", "Bấm vào số: danh sách mở ra có đúng bấy nhiêu hồ sơ, tính đến giờ ghi trên trang."},
	}},
	{"control", "Kiểm soát thủ tục", []answer{
		{"Xem một đơn vị?", "Ở Bảng số liệu, chọn đơn vị và kỳ. Kỳ báo cáo mặc định bắt đầu từ ngày 15."},
		{"Thời gian mất ở đâu?", "Mục Thời gian từng cơ quan giữ hồ sơ: đơn vị giữ quá phần việc của mình đứng đầu; mở một đơn vị để xem từng lượt giữ."},
		{"Biết nơi nào còn treo bản cũ?", "Niêm yết: mỗi cơ quan có số tờ phải gỡ, phải treo và số ngày chậm. Người dân quét mã trên tờ để biết còn hiệu lực không và báo tờ sai; xác minh phản ánh ở mục Phát hiện."},
		{"Danh mục có khớp Cơ sở dữ liệu quốc gia không?", "Niêm yết, Đối chiếu: hệ thống so mỗi ngày một lần; từng khác biệt được xử lý kèm căn cứ."},
		{"Màn hình ở sảnh?", "Mở địa chỉ màn hình quầy của cơ quan ở chế độ toàn màn hình, chọn “Tự chuyển trang”. Nội dung lấy thẳng từ danh mục nên không bao giờ cũ."},
		{"Ai thấy phản ánh đòi thêm giấy tờ?", "Chỉ cơ quan kiểm soát và thanh tra; đơn vị bị phản ánh không thấy người phản ánh."},
	}},
	{"inspector", "Thanh tra", []answer{
		{"Mở một hồ sơ?", "Nhập mã ghi trên giấy tiếp nhận, hoặc bấm một số trên bảng số liệu rồi chọn dòng."},
		{"Nhật ký có bị sửa được không?", "Mỗi việc có dấu trong sổ chống sửa. In trang hồ sơ để làm bằng chứng; lệnh motcua verify đối chiếu lại toàn bộ."},
		{"Ai đã xem hồ sơ này?", "Mục Ai đã xem hồ sơ: lọc theo mã, người xem và khoảng ngày."},
	}},
	{"admin", "Quản trị", []answer{
		{"Thêm một công chức?", "Công chức, Thêm công chức, bổ nhiệm vị trí, rồi cấp liên kết tạo tài khoản. Không ai đặt mật khẩu hộ người khác."},
		{"Nạp một danh sách dài?", "Dùng lệnh motcua import officials TỆP.csv. Tệp được kiểm tra hết trước khi ghi: sai một dòng thì không ghi dòng nào, và dòng sai được nêu tên."},
		{"Đổi lịch làm việc?", "Nhập thay đổi, xem trước những hồ sơ sẽ có ngày khác, rồi xác nhận. Thanh tiến độ cho biết đã xem bao nhiêu; có thể rời trang và quay lại. Trước khi xác nhận thì bỏ được, sau đó chỉ đổi bằng một thay đổi mới."},
		{"Cơ quan sáp nhập?", "Kết thúc hoạt động và chọn cơ quan kế thừa; hồ sơ đang giải quyết chuyển sang, ngày hẹn không đổi."},
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
