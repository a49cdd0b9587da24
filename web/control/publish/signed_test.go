package publish_test

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// printed is a PDF as its words.
func printed(t testing.TB, raw string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(file, []byte(raw), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-layout", file, "-").CombinedOutput()
	if err != nil {
		t.Fatalf("pdftotext: %v\n%s", err, out)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

// KS-4, KS-5: what the Chairman read and signed is the decision: its number, its day and
// its first day in force stand in the signed file, and none changes afterwards.
func TestKS_4_TheSignedFileIsTheDecision(t *testing.T) {
	x := open(t)
	x.Civil.Set(x.Civil.Now().AddDate(0, 0, 30)) // 3/7/2019: the text of law has been in force since 1/7
	file := x.accepted("1.004746")
	_, draft := x.Get(x.chair, file+"/decision.pdf")
	body := x.sees(x.chair, file+"/sign")
	if said := printed(t, draft); !strings.Contains(said, "Số: 01/QĐ-UBND") || !strings.Contains(said, "có hiệu lực từ ngày 04 tháng 7 năm 2019") {
		t.Errorf("the draft to be read does not say what will be signed: %s", said)
	}
	x.does(x.chair, file+"/sign", url.Values{"draft": {hashOf.FindStringSubmatch(body)[1]}}, 200, "1/QĐ-UBND ngày 03/7/2019")
	id := file[len("/control/publish/files/"):]
	f, err := x.Hall.Publications.One(context.Background(), x.Who("control", x.city), id)
	if err != nil || f.From != "2019-07-04" || f.Late != 7 {
		t.Fatalf("from %s, late %d, %v", f.From, f.Late, err)
	}
	x.Civil.Set(x.Civil.Now().AddDate(0, 0, 2))
	x.does(x.check, file+"/issue", nil, 200, "1/QĐ-UBND ngày 03/7/2019")
	_, decision := x.Get(x.check, file+"/decision.pdf")
	_, signed := x.Get(x.check, file+"/signed.pdf")
	if decision != signed {
		t.Error("the decision shown is not the file that was signed")
	}
	if said := printed(t, signed); !strings.Contains(said, "Số: 01/QĐ-UBND") || !strings.Contains(said, "ngày 03 tháng 7 năm 2019") || !strings.Contains(said, "có hiệu lực từ ngày 04 tháng 7 năm 2019") {
		t.Errorf("the signed file says %s", said)
	}
	if v := x.Procedures.Of("1.004746")[0]; v.ValidTo != "2019-07-03" || v.EndedBy != "1/QĐ-UBND ngày 03/7/2019" {
		t.Errorf("the catalogue says otherwise: %+v", v)
	}
	x.sees(x.check, "/control/publish/late", "1/QĐ-UBND ngày 03/7/2019", ">7<")
}

// The number that was read is the number that is signed: another decision in between makes
// the Chairman read again, and no number is lost.
func TestKS_4_ANumberTakenMeanwhileIsReadAgain(t *testing.T) {
	x := open(t)
	one, two := x.accepted("1.004746"), x.accepted("2.000635")
	hash := func(file string) url.Values {
		return url.Values{"draft": {hashOf.FindStringSubmatch(x.sees(x.chair, file+"/sign"))[1]}}
	}
	read := hash(two)
	x.does(x.chair, one+"/sign", hash(one), 200, "1/QĐ-UBND")
	x.does(x.chair, two+"/sign", read, 422, "Đọc lại rồi ký")
	x.does(x.chair, two+"/sign", hash(two), 200, "2/QĐ-UBND")
}
