package reception_test

import (
	"net/url"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/ending"
	"motcua/web/hall/halltest"
)

const withFee = "2.001019" // Chứng thực di chúc: 50.000 đồng

func TestSET11TheDeskTakesTheFeeBeforeTheReturnAndTheBookAddsUp(t *testing.T) {
	x := open(t)
	c := clerk(x)
	d := x.In(dossier.Completed, withFee)
	status, body := x.Get(c, at(d))
	want(t, status, 200, body, "Thu phí, lệ phí", "Mức công bố", "50.000 đồng", "Năm thời điểm của kết quả", "dấu trong sổ chống sửa")
	status, body = x.Post(c, at(d)+"/return", url.Values{"how": {"receipt"}})
	want(t, status, 422, body, "chưa nộp đủ phí")
	status, body = x.Get(c, at(d)+"/fee")
	want(t, status, 200, body, "Còn phải thu: 50.000 đồng", "Người thuộc hộ nghèo", "Chưa ghi khoản nào")
	status, body = x.Post(c, at(d)+"/fee/pay", nil)
	want(t, status, 422, body, "tiền mặt hoặc chuyển khoản")
	status, body = x.Post(c, at(d)+"/fee/exempt", url.Values{"ground": {"near_poor"}})
	want(t, status, 422, body, "giấy tờ chứng minh")
	status, body = x.Upload(c, at(d)+"/fee/exempt", url.Values{"ground": {"near_poor"}}, "paper", "ho-can-ngheo.png", halltest.PNG)
	want(t, status, 200, body, "01/2019-MG", "Người thuộc hộ cận nghèo", "Còn phải thu: 25.000 đồng")
	status, body = x.Post(c, at(d)+"/fee/pay", url.Values{"method": {"cash"}})
	want(t, status, 200, body, "Số biên lai: 01/2019-BL", "25.000 đồng")
	status, _ = x.Post(c, at(d)+"/fee/refund", url.Values{"amount": {"1000"}, "back": {"cash"}, "reason": {"Thu nhầm do lỗi của cơ quan"}})
	if status != 403 {
		t.Errorf("a clerk gave money back: %d", status)
	}
	head := x.As(x.Who("onestop_head", x.Ward))
	status, body = x.Post(head, at(d)+"/fee/refund", url.Values{"amount": {"99000"}, "back": {"cash"}, "reason": {"Thu nhầm do lỗi của cơ quan"}})
	want(t, status, 422, body, "Hoàn phí")
	status, body = x.Post(head, at(d)+"/fee/refund", url.Values{"amount": {"1000"}, "back": {"cash"}, "reason": {"Thu nhầm do lỗi của cơ quan"}})
	want(t, status, 200, body, "01/2019-HT")
	for n, want := range map[string]int{"1": 200, "2": 200, "3": 200, "4": 404, "x": 404} { // exempt, paid, given back
		status, body = x.Get(c, at(d)+"/fee/"+n+"/pdf")
		if status != want || want == 200 && !strings.HasPrefix(body, "%PDF") {
			t.Errorf("SET-11 the paper of order %s: %d", n, status)
		}
	}
	if _, body = x.Get(c, at(d)+"/fee"); !strings.Contains(body, at(d)+"/fee/3/pdf") {
		t.Error("SET-11 the papers are not reached from the page")
	}
	status, body = x.Get(c, "/desk/fees")
	want(t, status, 200, body, "Quý 2 năm 2019", "Hoàn phí do lỗi cơ quan", d.Code, "25.000 đồng", "1.000 đồng")
	status, body = x.Get(c, "/desk/fees?quarter=2019-1")
	want(t, status, 200, body, "Quý 1 năm 2019", "Chưa thu khoản nào trong quý này")
	status, body = x.Post(c, at(d)+"/return", url.Values{"how": {"receipt"}})
	want(t, status, 200, body, "Đã ghi nhận trả kết quả", "giấy tiếp nhận số 1")
}

func TestSET8OriginalsAreKeptOnAListAndTickedOffAtTheReturn(t *testing.T) {
	x := open(t)
	c := clerk(x)
	before := x.In(dossier.Received, fiveDays)
	status, body := x.Get(c, at(before)+"/originals")
	want(t, status, 200, body, "Bản chính giữ lại để đối chiếu")
	status, body = x.Post(c, at(before)+"/originals", url.Values{"n": {"1"}})
	want(t, status, 422, body, "Ghi tên bản chính")
	status, body = x.Post(c, at(before)+"/originals", url.Values{"originals": {"Hộ chiếu"}, "n": {"2"}})
	want(t, status, 200, body, "Đã ghi bản chính", "Hộ chiếu", "Chưa trả")
	status, body = x.Post(c, at(before)+"/originals-back", url.Values{})
	want(t, status, 422, body, "Đánh dấu bản chính")
	status, body = x.Post(c, at(before)+"/originals-back", url.Values{"originals": {"0"}, "to": {"Nguyễn Thị Mẫu"}})
	want(t, status, 200, body, "Đã ghi nhận trả bản chính")
	if strings.Contains(body, "Chưa trả") {
		t.Error("the original still stands as kept")
	}
	kept := x.Must(x.Who("reception", x.Ward), x.In(dossier.Received, fiveDays), ending.Hold{Originals: []dossier.Original{{Name: "Giấy khai sinh", N: 1}}})
	kept = x.Through(kept)
	status, body = x.Post(c, at(kept)+"/return", url.Values{"how": {"identity"}})
	want(t, status, 422, body, "Còn bản chính đã giữ", "Giấy khai sinh")
	status, body = x.Post(c, at(kept)+"/return", url.Values{"how": {"identity"}, "originals": {"0"}})
	want(t, status, 200, body, "Đã ghi nhận trả kết quả")
}

func TestPRI3AnAuthorisedPersonBringsThePaperAndThePostHasItsSlip(t *testing.T) {
	x := open(t)
	c := clerk(x)
	d := x.In(dossier.Completed, fiveDays)
	status, body := x.Post(c, at(d)+"/return", url.Values{"how": {"authorised"}, "to": {"Lê Thị Bình"}})
	want(t, status, 422, body, "giấy ủy quyền")
	status, body = x.Upload(c, at(d)+"/return", url.Values{"how": {"authorised"}, "to": {"Lê Thị Bình"}}, "paper", "uy-quyen.png", halltest.PNG)
	want(t, status, 200, body, "Đã ghi nhận trả kết quả", "Giấy ủy quyền nhận kết quả")
	status, body = x.Get(c, at(d)+"/return")
	want(t, status, 200, body, "nên không còn làm được việc này")

	d = x.In(dossier.Completed, fiveDays)
	status, body = x.Post(c, at(d)+"/post", nil)
	want(t, status, 422, body, "Nhập số phiếu gửi")
	status, body = x.Post(c, at(d)+"/post", url.Values{"slip": {"RG123456789VN"}})
	want(t, status, 200, body, "Đang phát", "RG123456789VN", "Bưu chính đã mời nhận")
	status, body = x.Get(c, "/desk?tab=return")
	want(t, status, 200, body, "Đang ở bưu chính")
	status, body = x.Post(c, at(d)+"/post-invite", nil)
	want(t, status, 200, body, "Đã ghi lần mời nhận")
	status, body = x.Post(c, at(d)+"/post-invite", nil)
	want(t, status, 422, body, "cách nhau ít nhất 02 ngày làm việc")
	status, body = x.Post(c, at(d)+"/post-back", url.Values{"why": {"undelivered"}})
	want(t, status, 422, body, "mời nhận đủ 02 lần")
	x.To("2019-06-05 09:00")
	status, body = x.Post(c, at(d)+"/post-invite", nil)
	want(t, status, 200, body, "Đã ghi lần mời nhận")
	status, body = x.Post(c, at(d)+"/post-back", url.Values{"why": {"undelivered"}})
	want(t, status, 200, body, "Kết quả đã về bộ phận một cửa", "Chuyển hoàn", "tin nhắn, thư điện tử")
}

func TestSET7TheDeskNotesWhatItSaidOnTheTelephone(t *testing.T) {
	x := open(t)
	c := clerk(x)
	d := x.In(dossier.Completed, fiveDays)
	status, body := x.Post(c, at(d)+"/announce", nil)
	want(t, status, 422, body, "Chọn cách đã báo")
	status, body = x.Post(c, at(d)+"/announce", url.Values{"channels": {"phone"}})
	want(t, status, 200, body, "Đã ghi nhận báo kết quả", "điện thoại")
	x.To("2019-06-04 09:00")
	if d = x.Opened(d); d.Announced != "phone" {
		t.Errorf("announced %q: the machine announced again", d.Announced)
	}
}

func TestSET10TheDeskListsWhatWaitsForTheTaxOffice(t *testing.T) {
	x := open(t)
	c := clerk(x)
	d := x.In(dossier.InProcess, "1.012787") // land in a housing project
	status, body := x.Get(c, "/desk?tab=obliged")
	want(t, status, 200, body, "Không có hồ sơ chờ nghĩa vụ tài chính")
	officer := x.Who("officer", x.Ward)
	d = x.Must(officer, d, ending.Oblige{Office: "Chi cục Thuế Quận 1", Slip: "15/PCTT"})
	status, body = x.Get(c, "/desk?tab=obliged")
	want(t, status, 200, body, d.Code, "Chờ cơ quan thuế", "Chi cục Thuế Quận 1")
	x.Must(officer, d, ending.Tell{Amount: 5_000_000, Notice: "12/TB", Where: "Kho bạc", PayBy: d.ReceivedAt + 40*86_400_000_000})
	status, body = x.Get(c, "/desk?tab=obliged")
	want(t, status, 200, body, "Chờ người nộp", "5.000.000 đồng")
}

func TestREC13ARefusalOnTheMeritsIsPrintedAsMẫu03AtTheDesk(t *testing.T) {
	x := open(t)
	c := clerk(x)
	d := x.In(dossier.InProcess, fiveDays)
	d = x.Must(x.Who("officer", x.Ward), d, decision.Propose{Outcome: dossier.Rejected, File: "draft", Note: "Không đủ điều kiện theo Điều 8"})
	d = x.Must(x.Who("head", x.Ward), d, decision.Sign{File: "signed", Drafted: "draft", Signature: dossier.Signature{Hash: "h"}})
	d = x.Must(x.Who("reception", x.Ward), d, ending.Complete{})
	status, body := x.Get(c, at(d))
	want(t, status, 200, body, "Phiếu từ chối", "phiếu từ chối số 1")
	pdf(t, x, c, at(d)+"/refusal.pdf")
}
