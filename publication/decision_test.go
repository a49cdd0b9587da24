package publication

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/clock"
	"motcua/letter"
	"motcua/procedure"
)

var (
	update = flag.Bool("update", false, "accept the printed text as the new golden text")
	keep   = flag.String("keep", "", "folder that keeps the PDF files, to look at them")
)

// printed is a decision with all three kinds, signed and numbered.
func printed(t testing.TB) (File, Paper, Moment) {
	t.Helper()
	m := at(t, "2019-06-10")
	fresh, _ := m.InForce("2.000635")
	fresh.Name, fresh.Steps = "Thủ tục ví dụ mới ban hành về cấp bản sao trích lục hộ tịch trực tuyến", "Nộp hồ sơ; kiểm tra; trả kết quả"
	x := amended(t, m, "1.001193")
	fresh.None = x.Proposed.None
	f := done(t, File{}, m, Draft{ID: "f", Title: "Công bố thủ tục hành chính lĩnh vực hộ tịch", Law: sample("2019-05-20", "2019-07-01")},
		Put{Item: Item{Kind: KindNew, Code: "9.000001", Proposed: fresh}}, Put{Item: x}, Put{Item: Item{Kind: KindAbolished, Code: "1.004746"}}, Submit{}, Accept{},
		Sign{Number: 7, Signature: Signature{At: m.Now, Name: "Người Ký Mẫu", Title: "Chủ tịch"}})
	return f, Paper{Office: "Sở Tư pháp", City: "Ủy ban nhân dân Thành phố Hồ Chí Minh", Place: "Thành phố Hồ Chí Minh", Day: m.Now.Time(),
		Version: func(id string) (procedure.Version, bool) { return m.InForce(strings.TrimPrefix(id, "v-")) },
		Sign: letter.Signature{Title: "Chủ tịch", Name: "Người Ký Mẫu", Mark: letter.Mark{Signer: "Người Ký Mẫu", Office: "Ủy ban nhân dân Thành phố Hồ Chí Minh",
			At: time.Date(2019, 6, 10, 9, 0, 0, 0, clock.Zone)}}}, m
}

// KS-7: the columns of both lists, what the decision orders (KS-8), the parts (KS-3).
func TestKS_7_TheDecisionWithItsLists(t *testing.T) {
	f, p, m := printed(t)
	var b, again bytes.Buffer
	if err := f.Decision(p, m.Today).Render(&b); err != nil {
		t.Fatal(err)
	}
	if err := f.Decision(p, m.Today).Render(&again); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Errorf("two runs differ: %v", err)
	}
	dir := t.TempDir()
	if *keep != "" {
		dir = *keep
	}
	file := filepath.Join(dir, "decision.pdf")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-layout", file, "-").CombinedOutput()
	if err != nil {
		t.Fatalf("pdftotext: %v\n%s\nThis test reads the PDF with poppler-utils; the setup script installs it.", err, out)
	}
	got, golden := string(out), filepath.Join("testdata", "decision.txt")
	if *update {
		if err := os.WriteFile(golden, out, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the decision changed; look at it, then accept with `go test ./publication -update`.\n--- got\n%s", got)
	}
	flat := strings.Join(strings.Fields(got), " ")
	for _, words := range []string{"Số: 07/QĐ-UBND", "DANH MỤC THỦ TỤC HÀNH CHÍNH MỚI BAN HÀNH", "DANH MỤC THỦ TỤC HÀNH CHÍNH BỊ HỦY BỎ HOẶC BÃI BỎ", "05 ngày làm việc kể từ ngày ký", "Nơi nhận:",
		"có hiệu lực từ ngày 01 tháng 7 năm 2019", "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"} {
		if !strings.Contains(flat, words) {
			t.Errorf("the decision does not say %q", words)
		}
	}
}

func TestKS_7_ADecisionWithoutAListIsNotPrinted(t *testing.T) {
	f, p, m := printed(t)
	f.Items = nil
	refusedBy(t, "KS-7", "danh mục", f.Decision(p, m.Today).Render(&bytes.Buffer{}))
}
