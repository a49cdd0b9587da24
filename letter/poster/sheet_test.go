package poster

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"motcua/letter"
	"motcua/refusal"
)

func pdfOf(t *testing.T, f interface{ Render(io.Writer) error }) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tool runs a poppler program; scripts/need.sh installs them.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

func textOf(t *testing.T, pdf []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "sheet.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return tool(t, "pdftotext", "-layout", file, "-")
}

func squeeze(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), "") }

// sample is a sheet of a ward with a form.
func sample() Sheet {
	return Sheet{Office: "Phường Bến Nghé, Quận 1", Where: "Sảnh tầng trệt, cạnh quầy số 1", Code: "1.001193", Version: 2, Name: "Thủ tục đăng ký khai sinh", Decision: "12/QĐ-UBND ngày 20/6/2019", From: "01/7/2019",
		QR: "https://motcua.example/q/1.001193-2-17", Asked: "Có quyền từ chối.", Feedback: []string{"Văn phòng Ủy ban nhân dân Thành phố", "điện thoại 1022"}, Printed: time.Date(2019, 7, 1, 8, 0, 0, 0, time.UTC),
		Parts: []letter.PublishedPart{{Title: "b) Trình tự thực hiện", Text: "Nộp hồ sơ tại bộ phận một cửa.\nNhận kết quả."}, {Title: "l) Phí, lệ phí", Text: "Không có."}},
		Form:  &Form{Title: "TỜ KHAI ĐĂNG KÝ KHAI SINH", Source: "Thông tư 15/2015/TT-BTP", Groups: []Group{{Title: "Người đi khai", Lines: []string{"Họ, chữ đệm, tên", "Nơi cư trú"}}}}}
}

func sampleBinder(n int) Binder {
	b := Binder{Office: "Phường Bến Nghé, Quận 1", Where: "Kệ trước quầy", Day: "thứ Hai, 01/7/2019", Feedback: []string{"Văn phòng Ủy ban nhân dân Thành phố", "điện thoại 1022"}, Printed: time.Date(2019, 7, 1, 8, 0, 0, 0, time.UTC),
		Lists: []Table{{Title: "Phí, lệ phí", Heads: []string{"TT", "Mã", "Phí"}, Widths: []float64{12, 34, 129}, Rows: [][]string{{"1", "1.001193", "8.000 đồng"}}}, {Title: "Công chức bộ phận một cửa", Heads: []string{"Tên"}, Widths: []float64{175}, None: "Chưa có trong danh bạ."}}}
	for i := range n {
		p := sample()
		p.Code = fmt.Sprintf("1.%06d", 1000+i)
		b.Sheets = append(b.Sheets, p)
	}
	return b
}

func TestCK_2_ASheetCarriesTheWholeProcedureItsDecisionAndItsForm(t *testing.T) {
	got := squeeze(textOf(t, pdfOf(t, sample())))
	for _, want := range []string{"Thủ tục đăng ký khai sinh", "12/QĐ-UBND ngày 20/6/2019", "Có hiệu lực từ ngày 01/7/2019", "b) Trình tự thực hiện", "Không có.", "TỜ KHAI ĐĂNG KÝ KHAI SINH", "Họ, chữ đệm, tên:",
		"1.001193 – phiên bản 2", "Sảnh tầng trệt", "Bị yêu cầu thêm giấy tờ ngoài danh mục này?"} {
		if !strings.Contains(got, squeeze(want)) {
			t.Errorf("CK-2: the sheet does not carry %q", want)
		}
	}
	if strings.Index(got, squeeze("TỜ KHAI ĐĂNG KÝ KHAI SINH")) < strings.Index(got, squeeze("Trình tự thực hiện")) {
		t.Error("CK-2: the form does not follow its procedure")
	}
	bare := sample()
	bare.Parts = nil
	refuses(t, "CK-2", bare)
}

func TestCK_3_ASheetSaysWhereRemarksGo(t *testing.T) {
	if got := squeeze(textOf(t, pdfOf(t, sample()))); !strings.Contains(got, squeeze("Phản ánh, kiến nghị: Văn phòng Ủy ban nhân dân Thành phố; điện thoại 1022")) {
		t.Error("CK-3: the sheet does not say where remarks go")
	}
	p := sample()
	p.Feedback = nil
	refuses(t, "CK-3", p)
}

func refuses(t *testing.T, rule string, p Sheet) {
	t.Helper()
	err := p.Render(&bytes.Buffer{})
	if no, ok := refusal.As(err); !ok || no.Rule != rule {
		t.Errorf("%s: a sheet that lacks it is printed: %v", rule, err)
	}
}

// CK-4: A4, one side, each procedure from the top of a page; the contents name its page.
func TestCK_4_ABinderIsA4AndItsContentsLeadToTheRightPages(t *testing.T) {
	pdf := pdfOf(t, sampleBinder(60))
	file := filepath.Join(t.TempDir(), "b.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if info := tool(t, "pdfinfo", file); !strings.Contains(info, "A4") {
		t.Errorf("CK-4: not A4: %s", info)
	}
	pages := strings.Split(tool(t, "pdftotext", "-layout", file, "-"), "\f")
	contents := strings.Join(pages[:3], "\n")
	for _, i := range []int{0, 31, 59} {
		code := fmt.Sprintf("1.%06d", 1000+i)
		var named int
		for line := range strings.SplitSeq(contents, "\n") {
			if strings.Contains(line, code) {
				f := strings.Fields(line)
				fmt.Sscan(f[len(f)-1], &named)
			}
		}
		if named < 1 || named > len(pages) || !strings.Contains(pages[named-1], "Mã thủ tục: "+code) {
			t.Errorf("CK-4: the contents say page %d for %s, which is not there", named, code)
		}
	}
	if !strings.Contains(squeeze(strings.Join(pages, "")), squeeze("Chưa có trong danh bạ.")) {
		t.Error("CK-5: an empty list does not say so")
	}
	for range 2 {
		if !bytes.Equal(pdf, pdfOf(t, sampleBinder(60))) {
			t.Fatal("two runs differ")
		}
	}
}
