package letter

import (
	"io"
	"strings"
	"time"

	"motcua/clock"
)

func at(year int, month time.Month, day, hour, minute int) time.Time {
	return time.Date(year, month, day, hour, minute, 0, 0, clock.Zone)
}

type form interface{ Render(io.Writer) error }

var deskHead = Head{
	Parent: "ỦY BAN NHÂN DÂN QUẬN 1", Office: "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
	Number: 12, Symbol: "BPTNTKQ", Place: "Thành phố Hồ Chí Minh", Date: at(2019, 5, 6, 9, 15),
}

var applicant = Applicant{
	Name: "Nguyễn Thị Thử Nghiệm", Address: "12 đường Thử Nghiệm, Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh",
	Phone: "090 000 0000", Email: "thunghiem@example.vn",
}

const procedureName = "Đăng ký thành lập hộ kinh doanh"

func receipt() Receipt {
	return Receipt{
		Head: deskHead, Code: "H29.17-190506-0012", TrackURL: "https://motcua.example.vn/q/7Zk2b0QmW4tXc9Lr1sVd",
		Unit:      "Bộ phận Tiếp nhận và Trả kết quả Ủy ban nhân dân Quận 1",
		Applicant: applicant, Procedure: procedureName,
		Papers: []Paper{
			{"Giấy đề nghị đăng ký hộ kinh doanh", 1, 0, 0},
			{"Giấy chứng minh nhân dân hoặc thẻ căn cước công dân của chủ hộ kinh doanh", 0, 1, 0},
			{"Biên bản họp nhóm cá nhân về việc thành lập hộ kinh doanh", 0, 0, 2},
		},
		Sets: 1, Limit: "03 ngày làm việc", ReceivedAt: at(2019, 5, 6, 9, 15), DueAt: at(2019, 5, 9, 9, 15),
		ReturnAt: "Bộ phận Tiếp nhận và Trả kết quả Ủy ban nhân dân Quận 1", Book: "01", Serial: 12,
		Official: "Trần Văn Tiếp Nhận", BallotAt: "motcua.example.vn/danh-gia",
		Why: []string{
			"Tiếp nhận: thứ Hai, 06/5/2019, 09 giờ 15. Ngày tiếp nhận không tính vào thời hạn.",
			"03 ngày làm việc: 07/5, 08/5, 09/5. Ngày hẹn: thứ Năm, 09/5/2019, 09 giờ 15.",
		},
	}
}

func apology() Apology {
	return Apology{
		Head: Head{Parent: "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH", Office: "ỦY BAN NHÂN DÂN QUẬN 1",
			Number: 3, Symbol: "PXL", Place: "Thành phố Hồ Chí Minh", Date: at(2019, 5, 8, 16, 0)},
		Form: Form2018, Title: "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", FormNo: "04",
		Code: "H29.17-190506-0012", Applicant: applicant, Procedure: procedureName,
		ReceiptNo: "12/BPTNTKQ", ReceivedAt: at(2019, 5, 6, 9, 15), OldDue: at(2019, 5, 9, 9, 15),
		Status: "Đang chờ ý kiến của Chi cục Thuế Quận 1", Reason: "Cơ quan phối hợp chưa trả lời ý kiến đúng thời gian đã hẹn",
		NewDue: at(2019, 5, 14, 9, 15), Sentence: ApologySentence("Ủy ban nhân dân Quận 1", applicant),
		Signature: Signature{Form: SignDeputy, For: "Chủ tịch", Title: "Phó Chủ tịch", Name: "Lê Văn Ký Thay"},
		CopyTo:    []string{"Như trên", "Bộ phận Tiếp nhận và Trả kết quả", "Lưu: VT"},
	}
}

func supplement() SupplementSlip {
	return SupplementSlip{
		Head: deskHead, Code: "H29.17-190506-0012", Applicant: applicant, Procedure: procedureName,
		Wanted: []string{"Hợp đồng thuê địa điểm kinh doanh (bản sao)", "Ngành, nghề kinh doanh ghi rõ mã ngành cấp bốn"},
		Reason: "Hồ sơ chưa có giấy tờ chứng minh địa điểm kinh doanh", Contact: "ông Trần Văn Tiếp Nhận", Phone: "028 0000 0000",
		Guide: "Trần Văn Tiếp Nhận",
		Why:   []string{"Từ ngày có phiếu này, thời gian giải quyết dừng lại; khi hồ sơ đủ, thời hạn được tính lại từ đầu."},
	}
}

func refusalSlip() RefusalSlip {
	return RefusalSlip{
		Head: deskHead, Unit: "Bộ phận Tiếp nhận và Trả kết quả Ủy ban nhân dân Quận 1", Applicant: applicant,
		Procedure: procedureName, Official: "Trần Văn Tiếp Nhận",
		Reason: "Việc đăng ký công ty trách nhiệm hữu hạn thuộc thẩm quyền của Phòng Đăng ký kinh doanh, Sở Kế hoạch và Đầu tư Thành phố Hồ Chí Minh, 32 Lê Thánh Tôn, Quận 1.",
	}
}

// Longest values: a title of more than 200 characters, an organisation with a
// name of three lines, a list of papers over two sheets.
var (
	longProcedure = "Cấp giấy phép xây dựng sửa chữa, cải tạo đối với công trình không theo tuyến, theo tuyến trong đô thị, công trình tín ngưỡng, tôn giáo, công trình tượng đài, tranh hoành tráng, công trình quảng cáo, nhà ở riêng lẻ đô thị thuộc thẩm quyền của Ủy ban nhân dân quận, huyện"
	longApplicant = Applicant{
		Name:         "CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN THƯƠNG MẠI DỊCH VỤ TƯ VẤN THIẾT KẾ XÂY DỰNG VÀ XUẤT NHẬP KHẨU THỬ NGHIỆM ƯỚC VỌNG TƯƠNG LAI",
		Organisation: true,
		Address:      "Tầng 27, Tòa nhà Thử Nghiệm, số 1234/56/78B đường Nguyễn Thị Minh Khai nối dài, Khu phố 5, Phường Nguyễn Cư Trinh, Quận 1, Thành phố Hồ Chí Minh",
		Phone:        "028 0000 0000 – 090 000 0000", Email: "phong.hanh.chinh.tong.hop.van.thu.luu.tru@congty-thu-nghiem-rat-dai.example.vn",
	}
	longReason = "Trong quá trình thẩm định, Phòng Quản lý đô thị phải lấy ý kiến của Sở Quy hoạch – Kiến trúc, Sở Cảnh sát phòng cháy và chữa cháy và Ủy ban nhân dân phường; " +
		"đến nay Sở Quy hoạch – Kiến trúc chưa có văn bản trả lời về chỉ tiêu kiến trúc của khu đất, nên chưa đủ căn cứ trình ký theo quy định."
)

func longReceipt() Receipt {
	r := receipt()
	r.Applicant, r.Procedure = longApplicant, longProcedure
	r.Papers = nil
	for range 6 {
		r.Papers = append(r.Papers,
			Paper{"Đơn đề nghị cấp giấy phép sửa chữa, cải tạo theo mẫu", 1, 0, 0},
			Paper{"Bản sao một trong những giấy tờ chứng minh quyền sở hữu, quản lý, sử dụng công trình, nhà ở theo quy định của pháp luật", 0, 1, 0},
			Paper{"Bản vẽ hiện trạng của bộ phận, hạng mục công trình được cải tạo có tỷ lệ tương ứng với tỷ lệ các bản vẽ của hồ sơ đề nghị cấp phép và ảnh chụp (10 x 15 cm) hiện trạng công trình và công trình lân cận trước khi sửa chữa, cải tạo", 0, 0, 12})
	}
	r.Mark = Mark{Signer: "Trần Văn Tiếp Nhận", Office: "Ủy ban nhân dân Quận 1", At: at(2019, 5, 6, 9, 20)}
	return r
}

func longApology() Apology {
	a := apology()
	a.TrackURL = receipt().TrackURL
	a.Applicant, a.Procedure, a.Reason = longApplicant, longProcedure, longReason
	a.Status = "Đã thẩm định thực địa; đang chờ ý kiến của Sở Quy hoạch – Kiến trúc; chưa trình ký"
	a.Sentence = ApologySentence("Ủy ban nhân dân Quận 1", longApplicant)
	a.Form, a.Title = Form2025, "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT"
	a.Signature = Signature{Form: SignByOrder, For: "Chủ tịch Ủy ban nhân dân Quận 1", ForDeputy: "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
		Title: "Phó Chánh Văn phòng", Name: "Công Tằng Tôn Nữ Thị Thử Nghiệm", Mark: Mark{"Công Tằng Tôn Nữ Thị Thử Nghiệm", "Ủy ban nhân dân Quận 1", at(2019, 5, 8, 16, 0)}}
	return a
}

func longSupplement() SupplementSlip {
	s := supplement()
	s.Applicant, s.Procedure, s.Reason = longApplicant, longProcedure, longReason
	s.Wanted = nil
	for range 12 {
		s.Wanted = append(s.Wanted, "Bản vẽ hiện trạng của bộ phận, hạng mục công trình được cải tạo, có chữ ký của chủ đầu tư và đơn vị thiết kế")
	}
	return s
}

func longRefusal() RefusalSlip {
	s := refusalSlip()
	s.Code = receipt().Code
	s.TrackURL = receipt().TrackURL
	s.Applicant, s.Procedure, s.Reason = longApplicant, longProcedure, strings.Repeat(longReason+" ", 3)
	return s
}

func shortReceipt() Receipt {
	r := receipt()
	r.Head.Parent, r.Head.Number, r.TrackURL, r.BallotAt, r.Why = "", 1, "", "", nil
	r.Applicant = Applicant{Name: "Y Ơ"}
	r.Procedure, r.Papers, r.ReturnAt = "Chứng thực", nil, ""
	return r
}

func shortApology() Apology {
	a := apology()
	a.Applicant = Applicant{Name: "Y Ơ"}
	a.Form, a.Title, a.FormNo = Form5157, "THƯ XIN LỖI", ""
	a.Code, a.CopyTo, a.Head.Number = "", nil, 0
	a.Signature = Signature{Title: "Chủ tịch", Name: "Lý Ý"}
	return a
}

func shortSupplement() SupplementSlip {
	s := supplement()
	s.Applicant, s.Wanted, s.Reason, s.Code, s.Why = Applicant{Name: "Y Ơ"}, []string{"Ảnh 4 × 6"}, "Thiếu ảnh", "", nil
	return s
}

func shortRefusal() RefusalSlip {
	s := refusalSlip()
	s.Applicant, s.Reason = Applicant{Name: "Y Ơ"}, "Không thuộc thẩm quyền."
	return s
}

func apology5157() Apology {
	a := apology()
	a.Form, a.Title, a.FormNo = Form5157, "THƯ XIN LỖI", ""
	a.ReceivedAt, a.OldDue, a.NewDue = at(2018, 11, 15, 9, 15), at(2018, 11, 20, 17, 0), at(2018, 11, 26, 17, 0)
	a.Head.Date, a.Signature = at(2018, 11, 19, 9, 0), Signature{Title: "Chủ tịch", Name: "Lý Văn Mẫu"}
	return a
}

func apology2025() Apology {
	a := apology()
	a.Form, a.Title = Form2025, "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT"
	a.Head.Parent, a.Head.Office, a.Head.Date = "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH", "ỦY BAN NHÂN DÂN PHƯỜNG SÀI GÒN", at(2026, 10, 8, 16, 0)
	a.ReceivedAt, a.OldDue, a.NewDue = at(2026, 10, 6, 9, 15), at(2026, 10, 9, 17, 0), at(2026, 10, 14, 17, 0)
	a.Sentence = ApologySentence("Ủy ban nhân dân Phường Sài Gòn", applicant)
	return a
}

func lossApology() LossApology {
	return LossApology{
		Head: apology().Head, Code: "H29.17-190506-0012", TrackURL: receipt().TrackURL, Applicant: applicant, Procedure: procedureName, ReceiptNo: "12/BPTNTKQ",
		Papers: "Bản chính hợp đồng thuê địa điểm kinh doanh", Where: "Phòng Tài chính – Kế hoạch Quận 1", Status: "Đang thẩm định",
		Reason: "Giấy tờ bị thất lạc khi chuyển từ bộ phận một cửa sang phòng chuyên môn", Cost: 1250000,
		CostNote: "Lệ phí công chứng lại hợp đồng và tiền đi lại, chi trực tiếp cho người nộp", NewDue: "giữ nguyên 09 giờ 15, thứ Năm, 9/5/2019",
		Office: "Ủy ban nhân dân Quận 1", Signature: apology().Signature, CopyTo: apology().CopyTo,
	}
}

func damagedApology() LossApology {
	a := lossApology()
	a.Damaged, a.Applicant, a.Procedure, a.Papers, a.Reason = true, longApplicant, longProcedure, longReason, longReason
	return a
}

func lateNotice() LateNotice {
	a := apology()
	a.Head.Symbol = "TB-PXL"
	return LateNotice{Head: a.Head, To: "Bộ phận Tiếp nhận và Trả kết quả Ủy ban nhân dân Phường Bến Nghé", Code: a.Code, Applicant: applicant, Procedure: procedureName,
		ReceiptNo: a.ReceiptNo, OldDue: a.OldDue, Status: a.Status, Reason: a.Reason, LetterNo: "03/PXL", NewDue: a.NewDue, Signature: a.Signature,
		CopyTo: []string{"Như trên", "Lưu: VT"}}
}

func apologyBook(rows int) ApologyBook {
	b := ApologyBook{Head: Head{Parent: "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", Office: "ỦY BAN NHÂN DÂN QUẬN 1", Date: at(2019, 12, 31, 17, 0)}, Year: 2019,
		Columns: []BookColumn{{"Số", 16}, {"Ngày gửi", 24}, {"Mã hồ sơ", 39}, {"Người nộp", 33}, {"Thủ tục", 43}, {"Hẹn cũ", 20}, {"Hẹn lại", 20}, {"Nguyên nhân", 34}, {"Người ký", 20}, {"Ghi chú", 24}},
		Totals:  []string{"Tổng số thư đã gửi: 40, trong đó vì trễ hạn 39, vì mất hoặc hư hỏng giấy tờ 1.", "Theo nguyên nhân: " + longReason}}
	for i := range rows {
		row := []string{Head{Number: i + 1, Symbol: "PXL"}.NumberLine()[len("Số: "):], "15:30 07/6/2019", "000.00.17.H29-190506-0012", applicant.Name, procedureName, "10/6/2019", "14/6/2019",
			"Cơ quan giải quyết: thiếu người thụ lý", "KT. Lê Văn Ký Thay", "5157: đúng; NĐ 61: đúng"}
		switch i {
		case 3:
			row = []string{"04/PXL", "", "000.00.17.H29-190506-0013", "", "", "", "", "", "", "Hủy số: Người nộp rút hồ sơ, không cần thư"}
		case 4:
			row[3], row[4] = longApplicant.Name, longProcedure
		}
		b.Rows = append(b.Rows, row)
	}
	return b
}

var samples = map[string]form{
	"apology-book": apologyBook(40), "apology-book-empty": apologyBook(0),
	"apology-5157": apology5157(), "apology-2025": apology2025(), "apology-lost": lossApology(), "apology-damaged-longest": damagedApology(), "late-notice": lateNotice(),
	"receipt": receipt(), "receipt-longest": longReceipt(), "receipt-shortest": shortReceipt(),
	"apology": apology(), "apology-longest": longApology(), "apology-shortest": shortApology(),
	"supplement": supplement(), "supplement-longest": longSupplement(), "supplement-shortest": shortSupplement(),
	"refusal": refusalSlip(), "refusal-longest": longRefusal(), "refusal-shortest": shortRefusal(),
}
