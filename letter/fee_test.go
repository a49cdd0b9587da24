package letter

import (
	"strings"
	"testing"

	"motcua/letter/money"
	"motcua/refusal"
)

func feeReceipt() FeeSlip {
	h := deskHead
	h.Number, h.Symbol, h.Date = 7, "2019-BL", at(2019, 5, 6, 9, 30)
	return FeeSlip{Head: h, Title: "BIÊN LAI THU PHÍ, LỆ PHÍ", Code: "000.41.00.H29-190506-0012", TrackURL: receipt().TrackURL, Unit: receipt().Unit, Applicant: applicant,
		Procedure: procedureName, Published: 100_000, What: "Số tiền thu", Amount: 100_000, Method: money.Methods["cash"], Giver: "NGƯỜI NỘP TIỀN", Taker: "NGƯỜI THU TIỀN",
		Official: "Trần Văn Tiếp Nhận"}
}

func feeExempt() FeeSlip {
	s := feeReceipt()
	s.Head.Symbol, s.Title, s.What, s.Amount, s.Method = "2019-MG", "PHIẾU MIỄN, GIẢM PHÍ, LỆ PHÍ", "Số tiền miễn, giảm", 50_000, ""
	s.Ground, s.Proof, s.Giver, s.Taker = "Hộ cận nghèo", "Giấy chứng nhận hộ cận nghèo", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI GHI NHẬN"
	return s
}

// feeRefund has the longest of everything.
func feeRefund() FeeSlip {
	s := feeReceipt()
	s.Head.Number, s.Head.Symbol, s.Title, s.What = 1204, "2019-HT", "PHIẾU HOÀN PHÍ, LỆ PHÍ", "Số tiền hoàn"
	s.Amount, s.Published, s.Method, s.Reason = 999_999_999_999, 999_999_999_999, money.Methods["transfer"], longReason
	s.Applicant, s.Procedure, s.Giver, s.Taker = longApplicant, longProcedure, "NGƯỜI NHẬN TIỀN", "NGƯỜI HOÀN TIỀN"
	return s
}

func feeCost() FeeSlip {
	s := feeReceipt()
	s.Head.Symbol, s.Title, s.What, s.Amount, s.Method = "2019-CP", "PHIẾU GHI CHI PHÍ ĐÍNH CHÍNH KẾT QUẢ", "Chi phí cơ quan chịu", 0, ""
	s.Reason, s.Giver, s.Taker = "Ghi sai năm sinh của người nộp", "", "NGƯỜI LẬP PHIẾU"
	return s
}

func init() {
	for name, f := range map[string]form{"fee": feeReceipt(), "fee-exempt": feeExempt(), "fee-refund-longest": feeRefund(), "fee-cost": feeCost()} {
		samples[name] = f
	}
}

// SET-11: what a receipt says, in order, on one A5 sheet.
func TestSET_11_AReceiptSaysWhoPaidHowMuchForWhat(t *testing.T) {
	for _, c := range []struct {
		rule   string
		form   FeeSlip
		labels []string
	}{
		{"a receipt", feeReceipt(), []string{"Số: 07/2019-BL", "BIÊN LAI THU PHÍ, LỆ PHÍ", "Hồ sơ của:", "Nội dung yêu cầu giải quyết:", "Mức phí, lệ phí đã công bố: 100.000 đồng", "Số tiền thu: 100.000 đồng",
			"Bằng chữ: Một trăm nghìn đồng", "Hình thức: tiền mặt", "Thời điểm: 09 giờ 30 phút", "NGƯỜI NỘP TIỀN"}},
		{"an exemption names its ground and its proof", feeExempt(), []string{"Số: 07/2019-MG", "PHIẾU MIỄN, GIẢM", "Số tiền miễn, giảm: 50.000 đồng", "Bằng chữ: Năm mươi nghìn đồng", "Căn cứ miễn, giảm: Hộ cận nghèo",
			"Giấy tờ chứng minh: Giấy chứng nhận hộ cận nghèo"}},
		{"a refund says why", feeRefund(), []string{"Số: 1204/2019-HT", "Hình thức: chuyển khoản", "Lý do:"}},
		{"what nobody pays is signed by the office alone", feeCost(), []string{"Số: 07/2019-CP", "Chi phí cơ quan chịu: 0 đồng", "Bằng chữ: Không đồng", "NGƯỜI LẬP PHIẾU"}},
	} {
		t.Run(c.rule, func(t *testing.T) { before(t, textOf(t, pdfOf(t, c.form)), c.labels...) })
	}
	if s := textOf(t, pdfOf(t, feeCost())); strings.Contains(s, "NGƯỜI NỘP TIỀN") {
		t.Error("nothing changes hands, and somebody is to sign for it")
	}
	for what, change := range map[string]func(*FeeSlip){
		"no number": func(s *FeeSlip) { s.Head.Number = 0 }, "no name": func(s *FeeSlip) { s.Applicant.Name = " " }, "no code": func(s *FeeSlip) { s.Code = "" },
		"a ground without its proof": func(s *FeeSlip) { s.Ground, s.Proof = "Hộ nghèo", "" }, "less than nothing": func(s *FeeSlip) { s.Amount = -1 },
	} {
		s := feeReceipt()
		change(&s)
		if no, ok := refusal.As(s.Render(new(strings.Builder))); !ok || no.Rule != "SET-11" {
			t.Errorf("%s is printed: %v", what, no)
		}
	}
}
