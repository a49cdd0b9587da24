package citizen_test

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/ending"
	"motcua/paper"
	"motcua/paper/papertest"
	"motcua/web/trail"
)

// take downloads the result, which is put on record.
func (x house) take(d dossier.Dossier) {
	x.T.Helper()
	req, err := http.NewRequest(http.MethodPost, x.Server.URL+mine(d)+"/result", strings.NewReader("do=download"))
	if err != nil {
		x.T.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	resp, err := x.c.Do(req)
	if err != nil {
		x.T.Fatal(err)
	}
	defer resp.Body.Close()
	head := make([]byte, 5)
	if n, _ := resp.Body.Read(head); resp.StatusCode != 200 || string(head[:n]) != "%PDF-" {
		x.T.Fatalf("%d %q", resp.StatusCode, head)
	}
}

func TestPRI3TheDigitalResultIsTakenOnRecord(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Completed, "1.004746")
	kept := papertest.Keep(t, x.Hall.Papers, paper.Given{Subject: d.ID, Paper: trail.Result, Name: "ket-qua.pdf", Owner: "head"}, "pdf", bytes.NewReader(pdf()))
	x.pdf(mine(d)+"/files/"+kept.ID, 404)
	x.take(d)
	x.take(d) // again: recorded once, sent again
	if d = x.Opened(d); !d.DownloadedAt.Set() || d.State != dossier.Completed || d.Seq != 7 {
		t.Fatalf("%v %s, event %d", d.DownloadedAt, d.State, d.Seq)
	}
	x.pdf(mine(d)+"/files/"+kept.ID, 200)
	says(t, x.post(mine(d)+"/result", url.Values{"do": {"collect"}}, 200), "Đã nhận bản điện tử")
	if d = x.Opened(d); d.State != dossier.Returned || d.ReturnedHow != "digital" {
		t.Errorf("%s %s", d.State, d.ReturnedHow)
	}
	says(t, x.get(mine(d), 200), "Đã trả kết quả", "Đã nhận bản điện tử")
}

func TestSET8TheDigitalResultDoesNotStandForTheOriginalsAtTheDesk(t *testing.T) {
	x := open(t)
	d := x.Must(x.Who("reception", x.Ward), x.In(dossier.Received, "1.004746"), ending.Hold{Originals: []dossier.Original{{Name: "Giấy khai sinh", N: 1}}})
	d = x.Through(d)
	papertest.Keep(t, x.Hall.Papers, paper.Given{Subject: d.ID, Paper: trail.Result, Name: "ket-qua.pdf", Owner: "head"}, "pdf", bytes.NewReader(pdf()))
	says(t, x.get(mine(d), 200), "Bản chính giữ để đối chiếu", "Giấy khai sinh")
	says(t, x.post(mine(d)+"/result", url.Values{"do": {"collect"}}, 422), "Bộ phận một cửa đang giữ bản chính")
}

func TestSET10TheApplicantReadsWhereHowMuchAndUntilWhen(t *testing.T) {
	x := open(t)
	officer := x.Who("officer", x.Ward)
	d := x.Must(officer, x.In(dossier.InProcess, "1.012787"), ending.Oblige{Office: "Chi cục Thuế Quận 1", Slip: "15/PCTT"})
	says(t, x.get(mine(d), 200), "Đang chờ cơ quan thuế", "Chi cục Thuế Quận 1 đang xác định nghĩa vụ tài chính", "không tính vào thời hạn")
	d = x.Must(officer, d, ending.Tell{Amount: 5_000_000, Notice: "12/TB", Where: "Kho bạc Nhà nước Quận 1", PayBy: d.ReceivedAt + clock.Instant(40*86_400_000_000)})
	says(t, x.get(mine(d), 200), "Cần nộp 5.000.000 đồng", "Kho bạc Nhà nước Quận 1", "13/7/2019")
	says(t, x.get("/mine", 200), "Chờ nộp nghĩa vụ tài chính")
}
