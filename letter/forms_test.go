package letter

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/boombuler/barcode/code128"

	"motcua/law"
	"motcua/refusal"
)

// on gives the head the form of its day.
func on(h Head, date time.Time, number, title string) Head {
	h.Date, h.Form = date, law.Form{Number: number, Title: title}
	return h
}

var centreHead = Head{Parent: "ỦY BAN NHÂN DÂN PHƯỜNG SÀI GÒN", Office: "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", Number: 7, Symbol: "TTPVHCC",
	Place: "Thành phố Hồ Chí Minh", Date: at(2026, 10, 6, 9, 15)}

const titleControl = "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"

func control() ControlSlip {
	return ControlSlip{Head: on(deskHead, at(2019, 5, 9, 8, 0), "05", titleControl), Code: "000.41.00.H29-190506-0012", TrackURL: receipt().TrackURL,
		Solving: "Ủy ban nhân dân Quận 1", Helping: []string{"Chi cục Thuế Quận 1"}, Applicant: applicant, Procedure: procedureName,
		ReceivedAt: at(2019, 5, 6, 9, 15), DueAt: at(2019, 5, 9, 9, 15), Book: "01/2019", Serial: 12,
		Rows: []Handing{
			{From: "Bộ phận Tiếp nhận và Trả kết quả Ủy ban nhân dân Quận 1", To: "Phòng Kinh tế Quận 1", Given: at(2019, 5, 6, 10, 0), GivenBy: "Trần Văn Tiếp Nhận",
				Taken: at(2019, 5, 6, 10, 20), TakenBy: "Lê Thị Thụ Lý", Limit: at(2019, 5, 8, 17, 0), Done: at(2019, 5, 7, 16, 0), Note: "Thẩm định hồ sơ"},
			{From: "Phòng Kinh tế Quận 1", To: "Chi cục Thuế Quận 1", Given: at(2019, 5, 7, 16, 0), GivenBy: "Lê Thị Thụ Lý", Limit: at(2019, 5, 8, 16, 0), Note: "Cho ý kiến"},
		}}
}

func longControl() ControlSlip {
	s := control()
	s.Head = on(centreHead, at(2026, 10, 9, 8, 0), "06", titleControl)
	s.Code, s.Applicant, s.Procedure, s.DueAt = "H29.001.41-261006-0012", longApplicant, longProcedure, time.Time{}
	for i := range 12 {
		s.Rows = append(s.Rows, Handing{From: "Sở Quy hoạch – Kiến trúc Thành phố Hồ Chí Minh", To: "Sở Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ", GivenBy: "Công Tằng Tôn Nữ Thị Thử Nghiệm",
			Given: at(2026, 10, 6, 8, i), Taken: at(2026, 10, 6, 9, i), Limit: at(2026, 10, 8, 17, 0), Done: at(2026, 10, 8, 16, i), Note: "Ý kiến về phòng cháy, chữa cháy"})
	}
	s.Helping = []string{"Sở Quy hoạch – Kiến trúc", "Sở Cảnh sát phòng cháy, chữa cháy", "Ủy ban nhân dân phường Sài Gòn"}
	return s
}

func stopNotice() StopNotice {
	return StopNotice{Head: on(centreHead, at(2026, 10, 6, 9, 15), "05", "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ"), Code: "H29.001.41-261001-0003", TrackURL: receipt().TrackURL,
		Unit: "Trung tâm Phục vụ hành chính công phường Sài Gòn", Applicant: applicant, Procedure: procedureName, ReceivedAt: at(2026, 10, 1, 8, 0), StoppedAt: at(2026, 10, 6, 9, 15),
		Cause: "theo đề nghị của người nộp hồ sơ", Reason: "Người nộp không còn nhu cầu thành lập hộ kinh doanh", Title: "Giám đốc Trung tâm", Official: "Lê Văn Thử"}
}

func longStop() StopNotice {
	s := stopNotice()
	s.Head.Form, s.Head.Date, s.Head.Number = law.Form{}, at(2019, 5, 6, 8, 0), 0
	s.Applicant, s.Procedure, s.Reason, s.Title = longApplicant, longProcedure, strings.Repeat(longReason+" ", 2), ""
	return s
}

// dated gives the three slips of the desk in the forms of another time.
func centreReceipt() Receipt {
	r := receipt()
	r.Head = on(centreHead, at(2026, 10, 6, 9, 15), "01", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ")
	r.Code, r.Unit, r.ReturnAt, r.Sets = "H29.001.41-261006-0012", "Trung tâm Phục vụ hành chính công phường Sài Gòn", "Trung tâm Phục vụ hành chính công phường Sài Gòn", 3
	for range 9 {
		r.Papers = append(r.Papers, Paper{"Giấy tờ khác theo thành phần hồ sơ đã công bố", 1, 0, 0})
	}
	r.ReceivedAt, r.DueAt, r.Why = at(2026, 10, 6, 9, 15), at(2026, 10, 9, 9, 15), nil
	return r
}

func lines(n int, change func(i int, l *RegisterLine)) func(func(RegisterLine) error) error {
	return func(yield func(RegisterLine) error) error {
		for i := range n {
			day := at(2019, 1, 7, 8, 0).AddDate(0, 0, i%300)
			l := RegisterLine{N: i + 1, Issued: day, Code: fmt.Sprintf("000.41.00.H29-%s-%04d", day.Format("060102"), i%40+1), Procedure: procedureName, Sets: 1, Applicant: applicant,
				Received: day, Due: day.AddDate(0, 0, 5), Forwarded: day, Settled: day.AddDate(0, 0, 4), Returned: day.AddDate(0, 0, 5), How: "Trực tiếp"}
			change(i, &l)
			if err := yield(l); err != nil {
				return err
			}
		}
		return nil
	}
}

func register() Register {
	return Register{Head: on(deskHead, at(2020, 1, 2, 8, 0), "06", "SỔ THEO DÕI HỒ SƠ"), Year: 2019, Volume: "01/2019", Main: true,
		Lines: lines(6, func(i int, l *RegisterLine) {
			switch i {
			case 1:
				*l = RegisterLine{N: 2, Issued: l.Issued, Void: "Giấy tiếp nhận in hỏng khi mất điện"}
			case 2:
				l.Applicant, l.Procedure, l.Sets = longApplicant, longProcedure, 3
			case 3:
				l.Returned, l.How, l.Note = time.Time{}, "", "Trễ hẹn, có thư xin lỗi"
			case 4:
				l.Settled, l.Returned, l.How, l.Note = time.Time{}, time.Time{}, "", "Dừng giải quyết"
			}
		}),
		Spoiled:  []string{"000.41.00.H29-190603-0009 (In hỏng, hủy số)"},
		Lock:     []string{"Sổ đã khóa lúc 08 giờ 00, 02/01/2020: 6 số, từ 01 đến 06.", "Mã kiểm tra (SHA-256): " + strings.Repeat("0123456789abcdef", 4)},
		Position: "Chủ tịch", Signer: "Lê Văn Đứng Đầu"}
}

func plainRegister() Register {
	return Register{Head: on(centreHead, at(2026, 10, 6, 8, 0), "07", "SỔ THEO DÕI HỒ SƠ"), Title: "SỔ PHIẾU TỪ CHỐI TIẾP NHẬN HỒ SƠ", Year: 2026, Volume: "01/2026",
		Lines: lines(3, func(int, *RegisterLine) {})}
}

func emptyRegister() Register {
	r := register()
	r.Lines, r.Spoiled, r.Lock, r.Signer, r.Position = lines(0, nil), nil, nil, "", ""
	return r
}

// ownReceipt is of 20/11/2018, when no form had a number.
func ownReceipt() Receipt {
	r := receipt()
	r.Head.Date, r.Code = at(2018, 11, 20, 9, 15), "000.01.41.H29-181120-0012"
	r.Head.Form = law.Form{Title: "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"}
	r.ReceivedAt, r.DueAt, r.Why, r.Book = at(2018, 11, 20, 9, 15), at(2018, 11, 23, 9, 15), nil, "01/2018"
	return r
}

func centreSupplement() SupplementSlip {
	s := supplement()
	s.Head, s.Code = on(centreHead, at(2026, 10, 6, 9, 15), "02", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"), centreReceipt().Code
	return s
}

func centreRefusal() RefusalSlip {
	s := refusalSlip()
	s.Head, s.Unit = on(centreHead, at(2026, 10, 6, 9, 15), "03", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ"), centreReceipt().Unit
	return s
}

func centreRegister() Register {
	r := register()
	r.Head, r.Year, r.Volume = on(centreHead, at(2027, 1, 4, 8, 0), "07", "SỔ THEO DÕI HỒ SƠ"), 2026, "01/2026"
	r.Lock, r.Spoiled = nil, nil
	return r
}

func init() {
	for name, f := range map[string]form{"control": control(), "control-longest": longControl(), "stop": stopNotice(), "stop-longest": longStop(),
		"receipt-2026": centreReceipt(), "register": register(), "register-plain": plainRegister(), "register-empty": emptyRegister(),
		"receipt-2018": ownReceipt(), "supplement-2026": centreSupplement(), "refusal-2026": centreRefusal(), "register-2026": centreRegister()} {
		samples[name] = f
	}
}

// SET-4: what a row of the control slip says of the taking office's time.
func TestSET_4_EachHandOverIsEarlyOnTimeOrLate(t *testing.T) {
	limit := at(2019, 5, 8, 16, 0)
	for _, c := range []struct {
		rule      string
		done, now time.Time
		want      string
	}{
		{"done the day before", at(2019, 5, 7, 16, 0), at(2019, 5, 9, 8, 0), "Trước hạn"},
		{"done on the day, before the hour", at(2019, 5, 8, 9, 0), at(2019, 5, 9, 8, 0), "Đúng hạn"},
		{"done after the hour", at(2019, 5, 8, 16, 1), at(2019, 5, 9, 8, 0), "Quá hạn"},
		{"still at work in time", time.Time{}, at(2019, 5, 8, 15, 0), "Đang giải quyết"},
		{"still at work after the limit", time.Time{}, at(2019, 5, 9, 8, 0), "Quá hạn"},
	} {
		if got := (Handing{Limit: limit, Done: c.done}).Standing(c.now); got != c.want {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
	if got := (Handing{Done: limit}).Standing(limit); got != "" {
		t.Errorf("without a limit nothing is late: %q", got)
	}
}

func TestFormsCarryTheNumberAndTitleOfTheirDay(t *testing.T) {
	for _, c := range []struct {
		rule   string
		form   form
		labels []string
	}{
		{"Mẫu 05 of TT 01/2018", control(), []string{"Mẫu số 05", "/BPTNTKQ", titleControl, "Mã hồ sơ:", "Cơ quan (bộ phận) giải quyết hồ sơ:", "Cơ quan phối hợp giải quyết hồ sơ:", "Kèm theo hồ sơ của:",
			"Thời gian nhận hồ sơ:", "Thời gian trả kết quả giải quyết hồ sơ:", "TÊN CƠ QUAN", "Quyển số: 01/2019 Số thứ tự: 12"}},
		{"Mẫu 06 of TT 03/2025", longControl(), []string{"Mẫu số 06", "/TTPVHCC", titleControl}},
		{"Mẫu 05 of TT 03/2025", stopNotice(), []string{"Mẫu số 05", "/TTPVHCC", "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Kính gửi:", "Thời điểm dừng giải quyết:", "theo đề nghị của người nộp", "Lý do:", "GIÁM ĐỐC TRUNG TÂM"}},
		{"REC-2 Mẫu 01 of a Centre, three sets", centreReceipt(), []string{"Mẫu số 01", "/TTPVHCC", "Số lượng hồ sơ: 03 (bộ)"}},
	} {
		t.Run(c.rule, func(t *testing.T) { before(t, textOf(t, pdfOf(t, c.form)), c.labels...) })
	}
	if s := textOf(t, pdfOf(t, longStop())); strings.Contains(s, "Mẫu số") {
		t.Error("SET-9: the notice of the years without such a form carries no number of form")
	}
	for _, f := range []form{ControlSlip{Head: deskHead}, StopNotice{Head: deskHead, StoppedAt: at(2019, 5, 6, 8, 0)}, StopNotice{Head: deskHead, Reason: "có"}} {
		if _, ok := refusal.As(f.Render(&bytes.Buffer{})); !ok {
			t.Errorf("%T was printed without what it must say", f)
		}
	}
}

// A book of thousands is printed sheet by sheet: the heads on each, no number twice,
// none left out, page numbers through.
func TestREC_5_ALongRegisterIsPrintedSheetBySheet(t *testing.T) {
	r := register()
	const n = 1500
	r.Lines = lines(n, func(i int, l *RegisterLine) { l.Procedure = fmt.Sprintf("Thủ tục §%d§", i+1) })
	pages := strings.Split(strings.TrimSuffix(textOf(t, pdfOf(t, r)), "\f"), "\f")
	if len(pages) < 50 {
		t.Fatalf("%d sheets", len(pages))
	}
	found := 0
	for i, p := range pages {
		if want := fmt.Sprintf("Trang %d/%d", i+1, len(pages)); !strings.Contains(p, want) {
			t.Errorf("sheet %d lacks %q", i+1, want)
		}
		if i < len(pages)-1 && (!strings.Contains(p, "TRẢ KẾT QUẢ") || !strings.Contains(p, "Ghi chú")) {
			t.Errorf("sheet %d lacks the heads", i+1)
		}
		for strings.Contains(p, fmt.Sprintf("§%d§", found+1)) {
			found++
		}
	}
	if found != n {
		t.Errorf("%d of %d numbers in their order", found, n)
	}
	if last := pages[len(pages)-1]; !strings.Contains(last, "LÊ") && !strings.Contains(last, "Lê Văn Đứng Đầu") || !strings.Contains(squeeze(strings.Join(pages, "")), squeeze("Tổng cộng: 1500 số, từ số 01 đến số 1500")) {
		t.Error("totals and signature stand under the last number")
	}
}

func TestTheRegisterIsAFileOfValuesToo(t *testing.T) {
	r := register()
	r.Lines = lines(2, func(i int, l *RegisterLine) {
		l.Applicant.Name = []string{"=1+1", `Ngô "Bê", Cê`}[i]
		if i == 1 {
			l.Applicant.Phone = ""
		}
	})
	var b bytes.Buffer
	if err := r.CSV(&b); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 3 || len(rows[0]) != 14 {
		t.Fatalf("%v %v", rows, err)
	}
	if rows[0][6] != "NGÀY, THÁNG, NĂM: Nhận hồ sơ" || rows[1][4] != "'=1+1" || rows[2][4] != `Ngô "Bê", Cê` || rows[2][6] != "08/01/2019" {
		t.Errorf("%q", rows)
	}
}

// TestBarcodeModulesArePrinted prints the receipt and compares each bar on the picture
// with Code 128 of the dossier's code.
func TestBarcodeModulesArePrinted(t *testing.T) {
	r := centreReceipt()
	base := filepath.Join(t.TempDir(), "r")
	if err := os.WriteFile(base+".pdf", pdfOf(t, r), 0o600); err != nil {
		t.Fatal(err)
	}
	tool(t, "pdftoppm", "-r", "600", "-f", "1", "-l", "1", "-png", "-gray", "-singlefile", base+".pdf", base)
	file, err := os.Open(base + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	img, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	want, err := code128.Encode(r.Code)
	if err != nil {
		t.Fatal(err)
	}
	n := want.Bounds().Dx()
	const mm = 600 / 25.4
	room := bodyWidth - qrSide - 2
	m := min(barMost, room/float64(n+2*barQuiet))
	left := marginLeft + (room-float64(n)*m)/2
	read := func(y float64) (got string) {
		for col := range n {
			if dark(img.At(int((left+(float64(col)+0.5)*m)*mm), int(y*mm)).RGBA()) {
				got += "1"
			} else {
				got += "0"
			}
		}
		return got
	}
	bars := ""
	for col := range n {
		if dark(want.At(col, 0).RGBA()) {
			bars += "1"
		} else {
			bars += "0"
		}
	}
	rows := 0
	for y := marginTop; y < 80; y += 0.5 {
		if read(y) == bars {
			rows++
		}
	}
	if rows < int(barHeight/0.5)-2 {
		t.Errorf("the bars of %s stand on %d of %d lines of the picture", r.Code, rows, int(barHeight/0.5))
	}
}
