package letter

import (
	"bytes"
	"flag"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/boombuler/barcode/qr"
	"golang.org/x/text/unicode/norm"

	"motcua/refusal"
)

var (
	update = flag.Bool("update", false, "accept the printed text as the new golden text")
	keep   = flag.String("keep", "", "folder that keeps the PDF files, to look at them")
)

func pdfOf(t *testing.T, f form) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := f.Render(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// tool runs a poppler program on a file; the sentence says how to get it.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s\nThe letter tests read PDFs with poppler-utils; the setup script installs it.", name, args, err, out)
	}
	return string(out)
}

func textOf(t *testing.T, pdf []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "letter.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return tool(t, "pdftotext", "-layout", file, "-")
}

func TestPrintedTextIsTheGoldenText(t *testing.T) {
	for name, f := range samples {
		t.Run(name, func(t *testing.T) {
			pdf := pdfOf(t, f)
			if *keep != "" {
				if err := os.WriteFile(filepath.Join(*keep, name+".pdf"), pdf, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			got, golden := textOf(t, pdf), filepath.Join("testdata", name+".txt")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("the letter changed; look at it, then accept with `go test ./letter -update`.\n--- got\n%s\n--- want\n%s", got, want)
			}
		})
	}
}

func TestEqualValuesGiveEqualBytes(t *testing.T) {
	for _, name := range []string{"receipt", "apology-longest"} {
		first := pdfOf(t, samples[name])
		for range 3 {
			if !bytes.Equal(first, pdfOf(t, samples[name])) {
				t.Fatalf("%s: two runs differ", name)
			}
		}
	}
}

// squeeze drops all white space, so that wrapping does not matter.
func squeeze(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), "") }

func TestNothingIsTruncated(t *testing.T) {
	got := squeeze(textOf(t, pdfOf(t, samples["supplement-longest"])))
	for _, want := range []string{longApplicant.Name, longApplicant.Email, longReason} {
		if !strings.Contains(got, squeeze(want)) {
			t.Errorf("not printed whole: %s", want)
		}
	}
	r := longReceipt()
	r.Papers[0].Name = strings.Repeat("giấytờviếtliềnkhôngcókhoảngtrắng", 12)
	// Layout mode interleaves the columns; the raw order keeps a cell together.
	file := filepath.Join(t.TempDir(), "r.pdf")
	if err := os.WriteFile(file, pdfOf(t, r), 0o600); err != nil {
		t.Fatal(err)
	}
	raw := squeeze(tool(t, "pdftotext", "-raw", file, "-"))
	if n := strings.Count(raw, "giấytờviếtliềnkhôngcókhoảngtrắng"); n < 11 {
		t.Errorf("a paper's name without spaces lost text: %d of 12 pieces whole", n)
	}
	if n := strings.Count(raw, "tỷlệcácbảnvẽcủahồsơ"); n != 6 {
		t.Errorf("%d of 6 long papers printed", n)
	}
}

func TestSecondSheetRepeatsTheTableHeadAndCountsPages(t *testing.T) {
	pages := strings.Split(strings.TrimSuffix(textOf(t, pdfOf(t, longReceipt())), "\f"), "\f")
	if len(pages) < 2 {
		t.Fatalf("%d page, want several", len(pages))
	}
	if !strings.Contains(pages[0], "Tên giấy tờ") || !strings.Contains(pages[1], "Tên giấy tờ") {
		t.Error("the head line of the papers must stand on both sheets")
	}
	for i, p := range pages {
		if want := "Trang " + itoa(i+1) + "/" + itoa(len(pages)); !strings.Contains(p, want) {
			t.Errorf("page %d lacks %q", i+1, want)
		}
	}
	if one := textOf(t, pdfOf(t, receipt())); strings.Contains(one, "Trang ") {
		t.Error("a letter of one sheet has no page number")
	}
}

func TestDecomposedInputIsComposedAtTheEdge(t *testing.T) {
	r := receipt()
	want := pdfOf(t, r)
	r.Applicant.Name = norm.NFD.String(r.Applicant.Name)
	r.Procedure = norm.NFD.String(r.Procedure)
	r.Head.Office = norm.NFD.String(r.Head.Office)
	if !bytes.Equal(want, pdfOf(t, r)) {
		t.Error("NFD and NFC input must print the same letter")
	}
}

func TestRunesTheFontLacksAreShownAsBoxes(t *testing.T) {
	r := receipt()
	r.Applicant.Name = "Nguyễn \U00010000\U0001F600 Văn\x00\tBê"
	if got := textOf(t, pdfOf(t, r)); !strings.Contains(got, "Nguyễn □□ Văn Bê") {
		t.Errorf("got %s", got)
	}
}

// before says that the labels appear in this order in the printed text.
func before(t *testing.T, got string, labels ...string) {
	t.Helper()
	got, at := squeeze(got), 0
	for _, l := range labels {
		i := strings.Index(got[at:], squeeze(l))
		if i < 0 {
			t.Errorf("%q is missing or out of order", l)
			continue
		}
		at += i + len(squeeze(l))
	}
}

func TestFieldsStandInTheOrderOfTheForm(t *testing.T) {
	for _, c := range []struct {
		rule   string
		form   form
		labels []string
	}{
		{"Mẫu 01", receipt(), []string{"Số: 12/BPTNTKQ", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Mã hồ sơ: H29.17-190506-0012", "Tiếp nhận hồ sơ của:", "Địa chỉ:", "Số điện thoại:", "Email:",
			"Nội dung yêu cầu giải quyết:", "Thành phần hồ sơ nộp gồm:", "Số lượng hồ sơ: 01 (bộ)", "Thời gian giải quyết hồ sơ theo quy định là:", "Thời gian nhận hồ sơ: 09 giờ 15 phút, ngày 06 tháng 5 năm 2019",
			"Thời gian trả kết quả giải quyết hồ sơ:", "Đăng ký nhận kết quả tại:", "Vào Sổ theo dõi hồ sơ, Quyển số: 01 Số thứ tự: 12", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ", "Phiếu đánh giá mức độ hài lòng", "Vì sao là ngày này?"}},
		{"Mẫu 02", supplement(), []string{"PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Hồ sơ của:", "Nội dung yêu cầu giải quyết:", "Địa chỉ:", "Số điện thoại:", "Email:",
			"Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:", "1.", "2.", "Lý do:", "liên hệ với", "NGƯỜI HƯỚNG DẪN", "Phiếu đánh giá mức độ hài lòng"}},
		{"Mẫu 03", refusalSlip(), []string{"PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "Tiếp nhận hồ sơ của:", "Địa chỉ:", "Số điện thoại:", "Email:", "Nội dung yêu cầu giải quyết:",
			"không tiếp nhận, giải quyết hồ sơ này với lý do", "thuộc thẩm quyền", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ", "Phiếu đánh giá mức độ hài lòng"}},
		{"APO-6 seven items in order", apology(), []string{"Số: 03/PXL", "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "Kính gửi: " + applicant.Name, "Thủ tục đề nghị giải quyết:", "Số giấy tiếp nhận hồ sơ: 12/BPTNTKQ",
			"Thời gian hẹn trả kết quả đã ghi", "Tình trạng giải quyết hồ sơ:", "Lý do trễ hạn:", "Thời gian hẹn trả kết quả lần sau:", "thành thật xin lỗi", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Ký Thay"}},
		{"APO-6 the letter of 5157 in the same order", apology5157(), []string{"THƯ XIN LỖI", "Kính gửi: " + applicant.Name, procedureName, "giấy tiếp nhận số 12/BPTNTKQ",
			"Tình trạng giải quyết hồ sơ:", "Lý do trễ hạn:", "Ngày hẹn trả kết quả lần sau:", "thành thật xin lỗi", "CHỦ TỊCH"}},
		{"APO-6 Mẫu 04 of TT 03/2025 in the same order", apology2025(), []string{"VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT", "Kính gửi: " + applicant.Name,
			"Thủ tục đề nghị giải quyết:", "Số giấy tiếp nhận hồ sơ:", "Tình trạng giải quyết hồ sơ:", "Lý do trễ hạn:", "Đề nghị gia hạn thời gian giải quyết", "thành thật xin lỗi", "Mẫu số 04"}},
		{"APO-13 lost papers", lossApology(), []string{"THƯ XIN LỖI VỀ VIỆC LÀM MẤT GIẤY TỜ TRONG HỒ SƠ", "Giấy tờ bị ảnh hưởng:", "Đơn vị để xảy ra:", "Tình trạng", "Lý do:",
			"Chi phí do cơ quan chịu: 1.250.000 đồng", "Thời gian hẹn trả kết quả:", "thành thật xin lỗi", "chịu toàn bộ chi phí"}},
		{"APO-14 notice to the one-stop unit", lateNotice(), []string{"THÔNG BÁO VỀ VIỆC CHẬM TRẢ KẾT QUẢ GIẢI QUYẾT HỒ SƠ", "Kính gửi: Bộ phận Tiếp nhận", "Lý do chậm:", "Thư xin lỗi số: 03/PXL", "Đề xuất thời gian trả kết quả lần sau:"}},
	} {
		t.Run(c.rule, func(t *testing.T) { before(t, textOf(t, pdfOf(t, c.form)), c.labels...) })
	}
}

func TestNationalTitleStandsOnOneLine(t *testing.T) {
	for name, f := range samples {
		if got := textOf(t, pdfOf(t, f)); !strings.Contains(got, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") {
			t.Errorf("%s: the national title wraps", name)
		}
	}
}

func TestLetterRefusesWhatTheRuleWants(t *testing.T) {
	drop := func(change func(*Apology)) form { a := apology(); change(&a); return a }
	dropR := func(change func(*Receipt)) form { r := receipt(); change(&r); return r }
	for _, c := range []struct {
		sentence, rule, says string
		form                 form
	}{
		{"an apology without the applicant's name", "APO-6", "tên cá nhân", drop(func(a *Apology) { a.Applicant.Name = " " })},
		{"an apology without the kind of dossier", "APO-6", "loại hồ sơ", drop(func(a *Apology) { a.Procedure = "" })},
		{"an apology without the receipt's number", "APO-6", "số giấy tiếp nhận", drop(func(a *Apology) { a.ReceiptNo = "" })},
		{"an apology without the state of work", "APO-6", "tình trạng", drop(func(a *Apology) { a.Status = "" })},
		{"an apology without a reason", "APO-6", "lý do", drop(func(a *Apology) { a.Reason = "" })},
		{"an apology without a new date", "APO-6", "ngày hẹn", drop(func(a *Apology) { a.NewDue = time.Time{} })},
		{"an apology that does not apologise", "APO-6", "nội dung xin lỗi", drop(func(a *Apology) { a.Sentence = "" })},
		{"an apology that promises the missed date again", "APO-6", "sau ngày hẹn", drop(func(a *Apology) { a.NewDue = a.OldDue })},
		{"a layout nobody prints", "", "không có trong quy định", drop(func(a *Apology) { a.Form = "tt02" })},
		{"an apology for lost papers that names nobody", "APO-13", "đơn vị để xảy ra", func() form { a := lossApology(); a.Where = ""; return a }()},
		{"an apology for lost papers without the costs", "APO-13", "chi phí", func() form { a := lossApology(); a.CostNote = ""; return a }()},
		{"a notice without a reason", "APO-14", "lý do", func() form { n := lateNotice(); n.Reason = ""; return n }()},
		{"a signature without a title", "VB-8", "chức vụ", drop(func(a *Apology) { a.Signature.Title = "" })},
		{"a letter without a date", "VB-9", "ngày, tháng, năm", drop(func(a *Apology) { a.Head.Date = time.Time{} })},
		{"a receipt without a code", "REC-5", "mã hồ sơ", dropR(func(r *Receipt) { r.Code = "" })},
		{"a receipt without an appointment", "REC-2", "trả kết quả", dropR(func(r *Receipt) { r.DueAt = time.Time{} })},
		{"a supplement slip that asks for nothing", "PRI-6", "trong một lần", SupplementSlip{Head: deskHead, Reason: "Thiếu"}},
		{"a refusal without a reason", "REC-2", "lý do", RefusalSlip{Head: deskHead, Applicant: applicant}},
	} {
		var buf bytes.Buffer
		no, ok := refusal.As(c.form.Render(&buf))
		if !ok || no.Rule != c.rule || !strings.Contains(no.Sentence, c.says) {
			t.Errorf("%s: got %+v, want %s … %s", c.sentence, no, c.rule, c.says)
		}
		if buf.Len() > 0 {
			t.Errorf("%s: something was printed", c.sentence)
		}
	}
}

// TestQRModulesArePrinted prints the receipt, finds the QR on the picture of the
// page and compares every module with the code of the tracking address.
func TestQRModulesArePrinted(t *testing.T) {
	r := receipt()
	base := filepath.Join(t.TempDir(), "r")
	if err := os.WriteFile(base+".pdf", pdfOf(t, r), 0o600); err != nil {
		t.Fatal(err)
	}
	tool(t, "pdftoppm", "-r", "400", "-png", "-gray", "-singlefile", base+".pdf", base)
	file, err := os.Open(base + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	img, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	const mm = 400 / 25.4
	black := func(x, y float64) bool { return dark(img.At(int(x), int(y)).RGBA()) }
	left, top, right, bottom := 1e9, 1e9, 0.0, 0.0
	for x := (pageWidth - marginRight - qrSide) * mm; x < (pageWidth-marginRight)*mm; x++ {
		for y := 38 * mm; y < 61*mm; y++ {
			if black(x, y) {
				left, top, right, bottom = min(left, x), min(top, y), max(right, x+1), max(bottom, y+1)
			}
		}
	}
	want, err := qr.Encode(r.TrackURL, qr.M, qr.Unicode)
	if err != nil {
		t.Fatal(err)
	}
	n := want.Bounds().Dx()
	step := (right - left) / float64(n)
	if off := (bottom - top) / (right - left); off < 0.97 || off > 1.03 || step < 4 {
		t.Fatalf("no square QR found: %v %v %v %v", left, top, right, bottom)
	}
	for row := range n {
		for col := range n {
			x, y := left+(float64(col)+0.5)*step, top+(float64(row)+0.5)*step
			if got := black(x, y); got != dark(want.At(col, row).RGBA()) {
				t.Fatalf("module %d,%d is wrong", col, row)
			}
		}
	}
}
