package parts

import (
	"time"

	"github.com/a-h/templ"

	"motcua/clock"
	"motcua/web/page"
)

// Sample is one page of the gallery: invented people, real shapes.
type Sample struct {
	Name  string // file name and address, ASCII
	Frame page.Frame
	Body  templ.Component
}

const (
	longProcedure = "Cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất cho người nhận " +
		"chuyển nhượng quyền sử dụng đất, mua nhà ở, công trình xây dựng trong các dự án phát triển nhà ở tại khu vực đã có quy hoạch chi tiết"
	longPerson = "Công ty Trách nhiệm hữu hạn Một thành viên Thương mại Dịch vụ Xuất nhập khẩu Nguyễn Huỳnh Đặng"
	longOffice = "Bộ phận tiếp nhận và trả kết quả Ủy ban nhân dân Phường Bình Hưng Hoà B, Quận Bình Tân"
	shortName  = "Đăng ký khai sinh"
	sampleCode = "000.26.760.H29-190506-0042"
)

func at(day, hour, minute int) time.Time {
	return time.Date(2019, time.May, day, hour, minute, 0, 0, clock.Zone)
}

func count(n int64) *int64 { return &n }

func sampleFrame(a page.Audience, title string) page.Frame {
	f := page.Frame{
		Title: title, Audience: a, Path: "/mau", Clock: &page.ClockBar{Now: at(6, 9, 15), Action: "/demo/clock"},
		Feedback: page.Feedback{
			Office: "UBND Phường Bến Nghé", Address: "29 Nguyễn Trung Ngạn, Quận 1", Phone: "02838291234",
			Email: "phananh@mau.example", Form: "/phan-anh",
		},
	}
	if a == page.Official {
		f.Service, f.Wide = "Giải quyết hồ sơ", true
		f.User = &page.User{Name: "Trần Thị Bích Ngọc", Post: "Công chức tiếp nhận", Office: "UBND Phường Bến Nghé", SignOut: "/dang-xuat", Account: "/tai-khoan"}
		f.Nav = []page.Item{
			{Text: "Việc của tôi", Href: "/mau", Key: "1", Count: count(24)}, {Text: "Tiếp nhận", Href: "/tiep-nhan", Key: "2"},
			{Text: "Trả kết quả", Href: "/tra-ket-qua", Key: "3", Count: count(1234)}, {Text: "Thư xin lỗi", Href: "/thu-xin-loi", Count: count(0)},
		}
		return f
	}
	f.SignIn = "/dang-nhap"
	f.Nav = []page.Item{{Text: "Tìm thủ tục", Href: "/thu-tuc"}, {Text: "Tra cứu hồ sơ", Href: "/mau"}, {Text: "Phản ánh", Href: "/phan-anh"}}
	return f
}

// Gallery is every part on a page of each audience: full, empty, in error and with
// the longest names the city has.
func Gallery() []Sample {
	failed := sampleFrame(page.Citizen, "Thông tin người nộp")
	failed.Failed, failed.Back = true, &page.Link{Href: "/mau"}
	dossier := sampleFrame(page.Official, "Hồ sơ "+sampleCode)
	dossier.Trail = []page.Link{{Text: "Việc của tôi", Href: "/mau"}, {Text: "Quá hạn", Href: "/mau?nhom=qua-han"}}
	return []Sample{
		{"citizen-follow", sampleFrame(page.Citizen, "Hồ sơ của tôi"), citizenFollow()},
		{"citizen-filed", sampleFrame(page.Citizen, "Đã nộp hồ sơ"), citizenFiled()},
		{"citizen-form", sampleFrame(page.Citizen, "Thông tin người nộp"), citizenForm(nil)},
		{"citizen-error", failed, citizenForm(page.Problems{
			{Field: "name", Sentence: "Nhập họ và tên như trên giấy tờ tuỳ thân."},
			{Field: "born", Sentence: "Nhập ngày, tháng, năm có thật, ví dụ 06/5/2019."},
			{Field: "way", Sentence: "Chọn một cách nhận kết quả."},
			{Field: "why", Sentence: "Nhập lý do đề nghị, nhiều nhất 500 ký tự.", Rule: "REC-2"},
		})},
		{"official-list", sampleFrame(page.Official, "Việc của tôi"), officialList()},
		{"official-dossier", dossier, officialDossier()},
		{"official-desk", sampleFrame(page.Official, "Tiếp nhận hồ sơ"), officialDesk()},
		{"official-board", sampleFrame(page.Official, "Bảng điều hành"), officialBoard()},
		{"official-empty", sampleFrame(page.Official, "Thư xin lỗi"), officialEmpty()},
		{"official-confirm", sampleFrame(page.Official, "Từ chối tiếp nhận"), officialConfirm()},
	}
}
