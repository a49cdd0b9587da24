package citypage_test

import (
	"strings"
	"testing"

	"motcua/procedure"
	"motcua/procedure/citypage"
)

// cityPage is a page as the city's portal prints it, of a procedure that does not exist.
const cityPage = `                              Chi tiết thủ tục hành chính

Mã thủ tục: 1.999001.000.00.00.H29
Số quyết định: 77/QĐ-UBND
Tên thủ tục: Đăng ký thả diều tại công viên
Cấp thực hiện: Cấp Xã
Loại thủ tục: TTHC không được luật giao quy định chi tiết
Lĩnh vực: Công viên
Trình tự thực hiện:
Bước 1: Người thả diều nộp đơn tại bộ phận một cửa, thời gian từ thứ hai đến thứ
sáu.
Bước 2: Cán bộ xem xét và trả lời.

Cách thức thực hiện:


 Hình      Thời hạn giải quyết                       Phí, lệ phí                  Mô tả
 thức
 nộp


Trực    Ngay trong ngày tiếp nhận Phí : 8000 Đồng (Phí cấp bản sao giấy phép      .
tiếp    yêu cầu, trường hợp nhận thả diều.)
        hồ sơ sau 15 giờ thì trả  Lệ phí : 5.000 Đồng (Miễn lệ phí đối với trẻ em)
        kết quả ngày làm việc
        tiếp theo.


Trực 03 ngày làm việc.      Lệ phí : 0 Đồng (Thu bằng 0 khi nộp trực tuyến) .
tuyến

Thành phần hồ sơ:
* Giấy tờ phải nộp:


                              Tên giấy tờ                                  Mẫu      Số
                                                                          đơn, tờ lượng
                                                                           khai


- Giấy tờ chứng minh diều bền theo khoản 2 Điều 14 Nghị định của công           Bản
viên.                                                                           chính: 1
                                                                                Bản sao:
                                                                                2
* Lưu ý:


                              Tên giấy tờ                                  Mẫu      Số
                                                                          đơn, tờ lượng
                                                                           khai


+ Không thả diều khi có gió mạnh.                                               Bản
                                                                                chính: 0
                                                                                Bản sao:
                                                                                0
Bao gồm


                           Tên giấy tờ                               Mẫu đơn, tờ Số lượng
                                                                       khai


- Tờ khai thả diều theo mẫu do người thả diều điền đầy đủ      9. TK thả    Bản
và ký tên;                                                     diều.doc     chính: 1
                                                                            Bản sao: 0

Đối tượng thực hiện: Công dân Việt Nam, Người nước ngoài
Cơ quan thực hiện: Ủy ban Nhân dân xã, phường, thị trấn.
Cơ quan có thẩm quyền: Ủy ban nhân dân cấp xã
Địa chỉ tiếp nhận HS: UBND phường, xã, thị trấn
Cơ quan được ủy quyền: Không có thông tin
Cơ quan phối hợp: Không có thông tin
Kết quả thực hiện: Giấy phép thả diều, Bản sao giấy phép
Căn cứ pháp lý:


   Số ký hiệu                   Trích yếu                Ngày ban     Cơ quan ban hành
                                                          hành


60/2014/QH13      Luật 60/2014/QH13                     20-11-2014 Quốc Hội


123/2015/NĐ- Quy định chi tiết một số điều về diều     15-11- Chính
CP           và biện pháp thi hành                     2015   phủ

Yêu cầu, điều kiện thực hiện: Không
Từ khóa: Không có thông tin
Mô tả: Không có thông tin
`

func TestACityPageIsReadIntoAVersion(t *testing.T) {
	v, err := citypage.Read(cityPage)
	if err != nil {
		t.Fatal(err)
	}
	if v.Code != "1.999001.000.00.00.H29" || v.NationalCode() != "1.999001" || v.Decision != "77/QĐ-UBND" || v.Field != "Công viên" || v.CutOff != 15*60 ||
		len(v.Levels) != 1 || v.Levels[0] != procedure.Commune || v.Coordinating != "" {
		t.Errorf("heads: %+v", v)
	}
	if v.Steps != "Bước 1: Người thả diều nộp đơn tại bộ phận một cửa, thời gian từ thứ hai đến thứ sáu.\nBước 2: Cán bộ xem xét và trả lời." {
		t.Errorf("steps: %q", v.Steps)
	}
	if len(v.Channels) != 2 {
		t.Fatalf("channels: %+v", v.Channels)
	}
	desk, online := v.Channels[0], v.Channels[1]
	if desk.Kind != procedure.InPerson || desk.Limit.String() != "same_day" || desk.Fee.Amount != 5000 ||
		desk.Description != "Ngay trong ngày tiếp nhận yêu cầu, trường hợp nhận hồ sơ sau 15 giờ thì trả kết quả ngày làm việc tiếp theo." ||
		desk.FeeNote != "Phí : 8000 Đồng (Phí cấp bản sao giấy phép thả diều.)\nLệ phí : 5.000 Đồng (Miễn lệ phí đối với trẻ em)" {
		t.Errorf("at the desk: %+v %v %+v", desk, desk.Limit, desk.Fee)
	}
	if online.Kind != procedure.Online || online.Limit.String() != "3wd" || online.Fee.Amount != 0 {
		t.Errorf("online: %+v %v %+v", online, online.Limit, online.Fee)
	}
	want := []procedure.Paper{
		{Key: "p1", Group: "Giấy tờ phải nộp", Name: "- Giấy tờ chứng minh diều bền theo khoản 2 Điều 14 Nghị định của công viên.", Originals: 1, Copies: 2},
		{Key: "p2", Group: "Lưu ý", Name: "+ Không thả diều khi có gió mạnh."},
		{Key: "p3", Group: "Bao gồm", Name: "- Tờ khai thả diều theo mẫu do người thả diều điền đầy đủ và ký tên;", Originals: 1},
	}
	if len(v.Papers) != len(want) {
		t.Fatalf("papers: %+v", v.Papers)
	}
	for i := range want {
		if v.Papers[i] != want[i] {
			t.Errorf("paper %d: %+v, want %+v", i+1, v.Papers[i], want[i])
		}
	}
	if len(v.Results) != 2 || len(v.Basis) != 2 || v.Basis[0].Number != "60/2014/QH13" || v.Basis[1].Number != "123/2015/NĐ-CP" || len(v.Applicants) != 2 {
		t.Errorf("results %v, basis %v, applicants %v", v.Results, v.Basis, v.Applicants)
	}
	if faults := procedure.Completeness(v); len(faults) != 0 {
		t.Errorf("KS-1: a complete page has gaps: %v", faults)
	}
}

func TestAPageOfSomethingElseIsRefused(t *testing.T) {
	for _, text := range []string{"", "Mã thủ tục: 1.999001\n", strings.Replace(cityPage, "1.999001", "mười", 1)} {
		if _, err := citypage.Read(text); err == nil {
			t.Errorf("%.40q is read as a procedure", text)
		}
	}
}

func TestCityPagesAreComparedByNationalCode(t *testing.T) {
	v, err := citypage.Read(cityPage)
	if err != nil {
		t.Fatal(err)
	}
	own := v
	own.Code, own.ID, own.Channels = "1.999001", "x", []procedure.Channel{v.Channels[0]}
	got := citypage.Compare(procedure.NewIndex([]procedure.Version{own}), procedure.DemoDay, []procedure.Version{v})
	if len(got) != 1 || got[0].Missing || !strings.Contains(got[0].String(), "c) Cách thức thực hiện (1 dòng)") {
		t.Errorf("%v", got)
	}
	if got := citypage.Compare(procedure.NewIndex(nil), procedure.DemoDay, []procedure.Version{v}); !got[0].Missing {
		t.Errorf("what the catalogue lacks: %v", got)
	}
}
