package letters_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"motcua/apology"
	"motcua/apology/apologytest"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/dossier/ending"
	"motcua/notice"
	"motcua/web/leader/leadertest"
	"motcua/web/trail"
)

// waitingLetters are dossiers whose drafts wait for the head on their last day.
func (x house) waitingLetters(n int) []dossier.Dossier {
	x.T.Helper()
	var out []dossier.Dossier
	for range n {
		d := x.In(dossier.InProcess, leadertest.FiveDays)
		if _, err := x.Letters.Draft(context.Background(), x.Who("officer", x.Ward), dossiertest.Key(d), apology.Late, *apologytest.Letter(x.T, "2019-06-14 17:00").Text); err != nil {
			x.T.Fatal(err)
		}
		out = append(out, d)
	}
	x.To("2019-06-07 15:00")
	return out
}

func TestAPO_9_SeveralLettersAreReadAndSignedTogetherEachByItself(t *testing.T) {
	x := open(t)
	ds := x.waitingLetters(3)
	bare := x.In(dossier.InProcess, leadertest.FiveDays) // due, and nobody has written a letter
	c := x.Head()
	_, list := x.Get(c, "/leader/lists/letters")
	if strings.Count(list, `name="code"`) != 3 || !strings.Contains(list, "Chưa soạn") && strings.Contains(list, bare.Code) {
		t.Fatalf("only letters with a draft can be ticked: %d boxes", strings.Count(list, `name="code"`))
	}
	if code, body := x.Post(c, "/leader/lists/letters", url.Values{}); code != 422 || !strings.Contains(body, "Đánh dấu ít nhất một thư") {
		t.Errorf("nothing ticked: %d", code)
	}
	codes := url.Values{"code": {ds[0].Code, ds[1].Code, ds[2].Code}}
	code, review := x.Post(c, "/leader/lists/letters", codes)
	if code != 200 || strings.Count(review, "7. Lời xin lỗi") != 3 || !strings.Contains(review, "Ký và gửi 3 thư") {
		t.Fatalf("%d: the review shows the seven items of each letter", code)
	}
	// While the head reads, an officer changes one of them: that one does not go out.
	changed := *apologytest.Letter(t, "2019-06-18 17:00").Text
	if _, err := x.Letters.Draft(context.Background(), x.Who("officer", x.Ward), dossiertest.Key(ds[1]), apology.Late, changed); err != nil {
		t.Fatal(err)
	}
	form := url.Values{"code": codes["code"], "channels": {"letter"}, "version-" + ds[0].Code: {"1"}, "version-" + ds[1].Code: {"1"}, "version-" + ds[2].Code: {"1"}}
	noWay := url.Values{"code": codes["code"], "version-" + ds[0].Code: {"1"}}
	if code, body := x.Post(c, "/leader/letters/sign", noWay); code != 422 || !strings.Contains(body, "Chọn ít nhất một hình thức gửi") {
		t.Errorf("no channel: %d", code)
	}
	if code, body := x.Post(x.As(x.Who("head", x.Other)), "/leader/letters/sign", form); code != 200 || !strings.Contains(body, "Đã gửi 0 trong 3 thư") {
		t.Errorf("the head of another office signs: %d", code)
	}
	code, done := x.Post(c, "/leader/letters/sign", form)
	if code != 200 || !strings.Contains(done, "Đã gửi 2 trong 3 thư") || !strings.Contains(done, "Dự thảo thư đã thay đổi") {
		t.Fatalf("%d %s", code, done)
	}
	for i, want := range []bool{true, false, true} {
		got := x.Now(ds[i])
		if (got.Apology != nil) != want {
			t.Errorf("letter %d sent: %v", i, !want)
		}
		if want {
			if _, _, n := x.Kept(got, trail.Letter); n != 1 {
				t.Errorf("letter %d: %d signed files", i, n)
			}
			if _, _, n := x.Kept(got, trail.LateNotice); n != 1 {
				t.Errorf("APO-14: letter %d has %d notices to the one-stop unit", i, n)
			}
		}
	}
	_, again := x.Post(c, "/leader/letters/sign", form)
	if !strings.Contains(again, "Đã gửi 0 trong 3 thư") || strings.Count(again, "Thư của hồ sơ này đã được gửi") != 2 {
		t.Error("pressed twice, nothing goes out twice (APO-7)")
	}
}

func TestAPO_9_LateWithoutALetterIsAListOfTheHead(t *testing.T) {
	x := open(t)
	d, _ := x.lateOne()
	_, body := x.Get(x.Head(), "/leader/lists/unapologised")
	if !strings.Contains(body, d.Code) || !strings.Contains(body, "Chưa có thư") {
		t.Error("a late dossier without a letter is not on the list")
	}
	if _, first := x.Get(x.Head(), "/leader"); strings.Count(first, `id="rows-late"`) != 1 || strings.Contains(first, `id="rows-unapologised"`) ||
		!strings.Contains(first, "Trong đó 1 hồ sơ chưa có thư xin lỗi.") || !strings.Contains(first, `href="/leader/lists/unapologised"`) {
		t.Error("a late dossier without a letter stands once on the first page, with both facts, and its number opens its list")
	}
	if _, err := x.Letters.Send(context.Background(), x.Who("head", x.Ward), dossiertest.Key(d), apologytest.Letter(t, "2019-06-21 17:00")); err != nil {
		t.Fatal(err)
	}
	if _, body := x.Get(x.Head(), "/leader/lists/unapologised"); strings.Contains(body, d.Code) {
		t.Error("a letter that went out late takes the dossier off the list")
	}
}

func TestAPO_13_ALetterForLostPapersFromItsPage(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, leadertest.FiveDays)
	path := "/leader/dossiers/" + d.Code + "/loss"
	c := x.Head()
	if code, body := x.Get(c, path); code != 200 || !strings.Contains(body, "không tính vào một lần xin lỗi") {
		t.Fatalf("%d", code)
	}
	form := url.Values{"ground": {"lost"}, "papers": {"Bản chính giấy khai sinh"}, "office": {x.Ward}, "why": {"Thất lạc khi chuyển giữa hai bộ phận."},
		"status": {"Đang thẩm định"}, "cost": {"350000"}, "cost_note": {"Lệ phí cấp lại giấy khai sinh"}, "channels": {"letter"}}
	for field, says := range map[string]string{"papers": "giấy tờ nào", "cost_note": "chi phí cho việc gì", "status": "tình trạng", "channels": "hình thức gửi"} {
		less := url.Values{}
		for k, v := range form {
			if k != field {
				less[k] = v
			}
		}
		if code, body := x.Post(c, path, less); code != 422 || !strings.Contains(body, says) {
			t.Errorf("without %s: %d", field, code)
		}
	}
	if code, body := x.Post(c, path, form); code != 200 || !strings.Contains(body, "Đã ký và gửi thư xin lỗi") || !strings.Contains(body, "350.000") {
		t.Fatalf("%d", code)
	}
	got := x.Now(d)
	if len(got.Losses) != 1 || got.Losses[0].Office != x.Ward || got.Losses[0].Cost != 350000 || got.Apology != nil || got.Promised != d.Promised {
		t.Fatalf("%+v", got.Losses)
	}
	if _, _, n := x.Kept(got, trail.LostLetter); n != 1 {
		t.Errorf("%d signed letters kept", n)
	}
	if code, body := x.Post(c, path, form); code != 422 || !strings.Contains(body, "đã có thư xin lỗi về chính giấy tờ này") {
		t.Errorf("a second letter for the same papers: %d", code)
	}
	form.Set("papers", "Bản chính giấy chứng nhận kết hôn")
	if code, body := x.Post(c, path, form); code != 200 || !strings.Contains(body, "Thư xin lỗi về giấy tờ bị mất (thư thứ 2)") || !strings.Contains(body, "Bản chính giấy chứng nhận kết hôn") {
		t.Errorf("a letter for another paper: %d", code)
	}
	if got := x.Now(d); len(got.Losses) != 2 || got.Losses[1].Ground != "lost-2" || got.Losses[1].Number != 2 {
		t.Errorf("%+v", got.Losses)
	}
}

func TestAPO_11_TheRegisterHasEveryNumberOnceInPageCSVAndPrint(t *testing.T) {
	x := open(t)
	x.Log.Follow(apology.Follower())
	ds := x.waitingLetters(3)
	c := x.Head()
	if _, err := x.Letters.Send(context.Background(), x.Who("head", x.Ward), dossiertest.Key(ds[0]), apology.Sending{Version: 1, Channels: []string{"letter"}}); err != nil {
		t.Fatal(err)
	}
	x.Must(x.Citizen(), ds[1], ending.Withdraw{})
	_, body := x.Get(c, "/leader/letters")
	for _, want := range []string{"01/PXL", "02/PXL", "03/PXL", "Người nộp rút hồ sơ", "Đang soạn", "thiếu người thụ lý", "Theo tháng", "Tháng 6"} {
		if !strings.Contains(body, want) {
			t.Errorf("the register does not say %q", want)
		}
	}
	_, raw := x.Get(c, "/leader/letters.csv?year=2019")
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(raw, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 4 || rows[1][0] != "01/PXL" || rows[1][2] != ds[0].Code || !strings.Contains(rows[2][9], "Hủy số") {
		t.Fatalf("%v %v", rows, err)
	}
	code, pdf := x.Get(c, "/leader/letters.pdf?year=2019")
	file := filepath.Join(t.TempDir(), "book.pdf")
	if err := os.WriteFile(file, []byte(pdf), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil || code != 200 {
		t.Fatal(code, err)
	}
	for _, want := range []string{"SỔ THEO DÕI THƯ XIN LỖI NĂM 2019", "01/PXL", "02/PXL", "03/PXL", "Trang 1/1", "Tổng số thư đã gửi: 1"} {
		if !bytes.Contains(out, []byte(want)) {
			t.Errorf("the printed register does not say %q:\n%s", want, out)
		}
	}
	if code, _ := x.Get(x.As(x.Who("head", x.Other)), "/leader/letters?office="+url.QueryEscape(x.Ward)); code != 404 {
		t.Errorf("another office reads the register: %d", code)
	}
}

func TestAPO_5_TheMessageCentresNumberStandsWithTheLetter(t *testing.T) {
	x := open(t)
	d, path := x.lateOne()
	send := apologytest.Letter(t, "2019-06-21 17:00")
	send.Channels = []string{"sms"}
	if _, err := x.Letters.Send(context.Background(), x.Who("head", x.Ward), dossiertest.Key(d), send); err != nil {
		t.Fatal(err)
	}
	events, err := x.Dossiers.Trail(context.Background(), dossiertest.Key(d))
	if err != nil {
		t.Fatal(err)
	}
	m := notice.Message{Home: d.Home, Dossier: d.ID, Event: events[len(events)-1].ID, Kind: "apologise", Channel: notice.BySMS, To: notice.Applicant, Address: "0900000123", Body: "Kính gửi"}
	if err := x.DB.Update(context.Background(), func(tx db.Tx) error { _, err := notice.Put(tx, []notice.Message{m}); return err }); err != nil {
		t.Fatal(err)
	}
	if _, body := x.Get(x.Head(), path); !strings.Contains(body, "Đang chờ tổng đài gửi") {
		t.Error("a message that waits is not told")
	}
	if err := x.DB.Update(context.Background(), func(tx db.Tx) error {
		_, err := notice.New(tx).MarkSent(tx.Ctx, notice.MarkSentParams{ID: m.ID(), SentAt: clock.Micros(x.Civil.Now()), Proof: "TD-0042"})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if _, body := x.Get(x.Head(), path); !strings.Contains(body, "mã của tổng đài: TD-0042") || !strings.Contains(body, "Tổng đài đã gửi") {
		t.Error("the proof of the message centre is not shown")
	}
}
