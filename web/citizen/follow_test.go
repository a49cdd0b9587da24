package citizen_test

import (
	"bytes"
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"motcua/access"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/dossier/ending"
	"motcua/office"
	"motcua/paper"
	"motcua/paper/papertest"
	"motcua/web/trail"
)

func (x house) asked() dossier.Dossier {
	x.T.Helper()
	return x.Must(x.Who("officer", x.Ward), x.In(dossier.InProcess, birth), dossier.RequestSupplement{Reason: "Bản chụp bị mờ, không đọc được số",
		Lines: []dossier.SupplementLine{{Paper: "p1", What: "Ký tên"}, {Paper: "p2", What: "Chụp lại rõ hơn"}}})
}

func TestTheFirstScreenSaysWhatToDo(t *testing.T) {
	x := open(t)
	for _, row := range []struct {
		d    dossier.Dossier
		says []string
	}{
		{x.In(dossier.InProcess, birth), []string{"Đang giải quyết", "Không phải làm gì thêm lúc này", "17 giờ 00, thứ Hai, 03/6/2019", "còn 7 giờ 30 phút", "Vì sao là ngày này?"}},
		{x.asked(), []string{"Cần bổ sung giấy tờ", "Cần bổ sung 2 giấy tờ", "đang tạm dừng", "Phiếu yêu cầu bổ sung"}},
		{x.In(dossier.Completed, birth), []string{"Đã có kết quả", "Đến nhận tại", "giấy tờ tùy thân"}},
		{x.In(dossier.Returned, birth), []string{"Đã trả kết quả", "Đánh giá việc giải quyết hồ sơ"}},
	} {
		says(t, x.get(mine(row.d), 200), row.says...)
	}
}

func TestALateDossierIsSaidToBeLate(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, birth)
	x.To("2019-06-04 09:00")
	says(t, x.get(mine(d), 200), "Hồ sơ đã quá ngày hẹn trả kết quả", "phải gửi thư xin lỗi", "Quá hạn")
	says(t, x.get("/mine", 200), "Quá hạn")
	if _, err := x.Letters.Send(t.Context(), x.Who("head", x.Ward), dossiertest.Key(d), x.Letter("2019-06-06 17:00")); err != nil {
		t.Fatal(err)
	}
	n := x.get(mine(d), 200)
	says(t, n, "đã gửi thư xin lỗi", "Ngày hẹn lại 17 giờ 00, thứ Năm, 06/6/2019", "Thời gian từng nơi giữ hồ sơ", "Thụ lý")
	x.To("2019-06-05 10:00")
	says(t, x.get(mine(d), 200), "sau ngày hẹn") // what comes after the appointment is told apart
	x.pdf(mine(d)+"/apology.pdf", 200)
}

func TestAPO_5_TheApplicantConfirmsHavingTheLetter(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, birth)
	if strings.Contains(text(x.get(mine(d), 200)), "Tôi đã nhận thư này") {
		t.Error("there is no letter to confirm")
	}
	if _, err := x.Letters.Send(t.Context(), x.Who("head", x.Ward), dossiertest.Key(d), x.Letter("2019-06-06 17:00")); err != nil {
		t.Fatal(err)
	}
	says(t, x.get(mine(d), 200), "Tôi đã nhận thư này", "Nếu đã nhận, xin xác nhận")
	for _, want := range []string{"Đã ghi nhận: ông/bà đã nhận thư xin lỗi", "Đã xác nhận nhận thư này rồi"} {
		code, body := x.Post(x.c, mine(d)+"/letter-received", url.Values{"ground": {"late"}})
		if code != 200 || !strings.Contains(body, want) {
			t.Errorf("%d: %q is not said", code, want)
		}
	}
	if strings.Contains(text(x.get(mine(d), 200)), "Tôi đã nhận thư này") {
		t.Error("confirmed once is enough")
	}
}

// SET-11: who paid has the receipt, and not what the agency booked for itself.
func TestSET11TheApplicantPrintsTheReceipt(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Completed, "2.001019")
	if len(all(x.get(mine(d), 200), "a[href="+mine(d)+"/fee/1/pdf]")) != 0 {
		t.Error("a receipt is offered before anything was paid")
	}
	if _, err := x.Hall.Payments.Pay(context.Background(), x.Who("reception", x.Ward), dossiertest.Key(d), "cash"); err != nil {
		t.Fatal(err)
	}
	if len(all(x.get(mine(d), 200), "a[href="+mine(d)+"/fee/1/pdf]")) != 1 {
		t.Error("the receipt is not on the page")
	}
	x.pdf(mine(d)+"/fee/1/pdf", 200)
	x.pdf(mine(d)+"/fee/2/pdf", 404)
	act := ending.Correct{File: "corrected", Cost: 20_000, Signature: dossier.Signature{Hash: "h"}, Reason: "Ghi sai năm sinh của người nộp"}
	if _, err := x.Hall.Payments.Correct(context.Background(), x.Who("head", x.Ward), dossiertest.Key(d), act); err != nil {
		t.Fatal(err)
	}
	x.pdf(mine(d)+"/fee/2/pdf", 404)
}

func (x house) pdf(path string, want int) {
	x.T.Helper()
	resp, err := x.c.Get(x.Server.URL + path)
	if err != nil {
		x.T.Fatal(err)
	}
	defer resp.Body.Close()
	head := make([]byte, 5)
	n, _ := resp.Body.Read(head)
	if resp.StatusCode != want || want == 200 && (string(head[:n]) != "%PDF-" || !strings.HasPrefix(resp.Header.Get("Content-Disposition"), "attachment")) {
		x.T.Errorf("%s: %d %q", path, resp.StatusCode, head)
	}
}

func TestThePapersOfTheCity(t *testing.T) {
	x := open(t)
	d := x.asked()
	x.pdf(mine(d)+"/receipt.pdf", 200)
	x.pdf(mine(d)+"/supplement.pdf", 200)
	x.pdf(mine(d)+"/refusal.pdf", 404)
	x.pdf(mine(d)+"/apology.pdf", 404)
	x.pdf(mine(d)+"/result", 404)
}

func TestTheResultIsTheApplicantsOnceAnnounced(t *testing.T) {
	x := open(t)
	keep := func(d dossier.Dossier, as string) {
		t.Helper()
		papertest.Keep(t, x.Hall.Papers, paper.Given{Subject: d.ID, Paper: as, Name: as + ".pdf", Owner: "officer"}, "pdf", bytes.NewReader(pdf()))
	}
	signed, done := x.In(dossier.Signed, birth), x.In(dossier.Completed, birth)
	for _, d := range []dossier.Dossier{signed, done} {
		keep(d, trail.Result)
		keep(d, trail.ResultDraft)
		keep(d, trail.Opinion)
	}
	x.get(mine(signed)+"/result", 404)
	says(t, x.get(mine(done)+"/result", 200), "Tải bản điện tử (PDF)", "Nhận bản điện tử thay bản giấy", "Năm thời điểm của kết quả")
	hides(t, x.get(mine(done), 200), "result.pdf") // until the taking is on record
	x.take(done)
	n := x.get(mine(done), 200)
	hides(t, n, "result-draft.pdf", "opinion.pdf")
	hides(t, x.get(mine(signed), 200), "result.pdf")
	files, err := x.Hall.Papers.Of(t.Context(), done.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		want := 404
		if f.Paper == trail.Result {
			want = 200
		}
		x.pdf(mine(done)+"/files/"+f.ID, want)
	}
}

func TestAnotherCitizensDossierIsNotThere(t *testing.T) {
	x := open(t)
	d := x.asked()
	other := x.As(access.Who{Person: "person-2"})
	for _, p := range []string{"", "/receipt.pdf", "/supply", "/withdraw", "/rating", "/result"} {
		says(t, x.as(other, mine(d)+p, 404), "Không tìm thấy hồ sơ này")
	}
	if code, _ := x.Post(other, mine(d)+"/withdraw", nil); code != 404 {
		t.Errorf("withdraw: %d", code)
	}
	says(t, x.as(other, "/mine", 200), "Chưa có hồ sơ nào")
}

func TestSupplyingWhatWasAsked(t *testing.T) {
	x := open(t)
	d := x.asked()
	page := x.get(mine(d)+"/supply", 200)
	says(t, page, "Bản chụp bị mờ", "Ký tên", "Chụp lại rõ hơn", "thời hạn tính lại từ đầu")
	x.Civil.Advance(2 * 3600 * 1e9)
	half := x.upload(mine(d)+"/supply", 422, file{"file-p1", "to-khai.pdf", pdf()})
	says(t, half, "Chưa có tệp cho giấy tờ này", "to-khai.pdf")
	bad := x.upload(mine(d)+"/supply", 422, file{"file-p2", "hong.pdf", []byte("%PDF-1.4 half a file")})
	says(t, bad, "hong.pdf", "to-khai.pdf")
	x.upload(mine(d)+"/supply", 422, file{"file-p9", "khac.pdf", pdf()}) // nothing outside the request is taken
	done := x.upload(mine(d)+"/supply", 200, file{"file-p2", "giay-chung-sinh.pdf", pdf()})
	says(t, done, "Thời hạn tính lại từ đầu", "Đang giải quyết")
	after, err := x.Dossiers.Find(t.Context(), x.Citizen(), d.Code)
	if err != nil || after.State != dossier.InProcess || len(after.Appointments) != 2 {
		t.Fatalf("SET-2 the clock restarts: %+v %v", after, err)
	}
	says(t, x.get(mine(d)+"/supply", 404), "không chờ bổ sung")
}

func TestARefusalTellsTheApplicantWhy(t *testing.T) {
	x := open(t)
	f := x.answered()
	says(t, x.post(f+"/submit", nil, 200), "Đã nộp hồ sơ")
	lines, err := dossier.New(x.DB.Read()).PersonLines(t.Context(), dossier.PersonLinesParams{Person: "person-1", Most: 10})
	if err != nil || len(lines) != 1 {
		t.Fatal(lines, err)
	}
	d, err := x.Dossiers.Find(t.Context(), x.Citizen(), lines[0].Code)
	if err != nil {
		t.Fatal(err)
	}
	d = x.Must(x.Who("reception", x.Ward), d, dossier.Refuse{Reason: "Không thuộc thẩm quyền của phường này"})
	says(t, x.get(mine(d), 200), "Không được tiếp nhận", "Lý do: Không thuộc thẩm quyền của phường này", "Đánh giá việc giải quyết hồ sơ")
	x.pdf(mine(d)+"/refusal.pdf", 200)
	x.pdf(mine(d)+"/receipt.pdf", 404)
	c := x.As(whoNobody)
	_, body := x.Post(c, "/track", url.Values{"code": {d.Code}, "four": {"0123"}})
	hides(t, parse(body), "Không thuộc thẩm quyền") // the reason may name people
	says(t, parse(body), "Phiếu từ chối nêu rõ lý do")
}

func TestManyDossiersHavePagesAndTheUrgentStandFirst(t *testing.T) {
	x := open(t)
	says(t, x.get("/mine", 200), "Chưa có hồ sơ nào")
	urgent := x.In(dossier.Completed, birth)
	for range 50 {
		x.Civil.Advance(60 * 1e9)
		x.Must(x.Who("reception", x.Ward), dossier.Dossier{}, x.Brought(birth))
	}
	n := x.get("/mine", 200)
	rows := all(one(t, n, "#mine"), "a")
	if len(rows) != 50 || attr(rows[0], "href") != mine(urgent) {
		t.Errorf("%d rows, first %s", len(rows), attr(rows[0], "href"))
	}
	if rest := all(one(t, x.get("/mine?from=50", 200), "#mine"), "a"); len(rest) != 1 {
		t.Errorf("%d rows on the second page", len(rest))
	}
	if home := all(one(t, x.get("/", 200), "#mine"), "a"); len(home) != 5 {
		t.Errorf("%d on the first page", len(home))
	}
}

func TestASupplementBeforeReceptionStopsNoClock(t *testing.T) {
	x := open(t)
	x.post(x.answered()+"/submit", nil, 200)
	lines, err := dossier.New(x.DB.Read()).PersonLines(t.Context(), dossier.PersonLinesParams{Person: "person-1", Most: 10})
	if err != nil || len(lines) != 1 {
		t.Fatal(lines, err)
	}
	d, err := x.Dossiers.Find(t.Context(), x.Citizen(), lines[0].Code)
	if err != nil {
		t.Fatal(err)
	}
	d = x.Must(x.Who("reception", x.Ward), d, dossier.RequestSupplement{Reason: "Thiếu tờ khai", Lines: []dossier.SupplementLine{{Paper: "p1", What: "Nộp tờ khai"}}})
	says(t, x.get(mine(d), 200), "Cần bổ sung 1 giấy tờ", "chưa bắt đầu tính") // DL-6
	x.Civil.Advance(3600 * 1e9)
	says(t, x.upload(mine(d)+"/supply", 200, file{"file-p1", "to-khai.pdf", pdf()}), "Hồ sơ chờ cơ quan tiếp nhận kiểm tra", "Đã nộp, chờ tiếp nhận")
}

func TestWithdrawing(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, birth)
	says(t, x.get(mine(d)+"/withdraw", 200), "Rút hồ sơ này?", d.Code, "Nguyễn Thị Mẫu")
	x.post(mine(d)+"/withdraw", url.Values{"reason": {strings.Repeat("a", 501)}}, 422)
	says(t, x.post(mine(d)+"/withdraw", url.Values{"reason": {"Đã làm ở nơi khác"}}, 200), "Đã rút", "Hồ sơ đã kết thúc")
	x.post(mine(d)+"/withdraw", nil, 422) // twice: a sentence, not a second act
	signed := x.In(dossier.Signed, birth)
	x.get(mine(signed)+"/withdraw", 404)
}

func TestRating(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Returned, birth)
	says(t, x.get(mine(d)+"/rating", 200), "Rất hài lòng", "Chưa hài lòng", "giữ kín")
	n := x.post(mine(d)+"/rating", url.Values{"speed": {"2"}}, 422)
	says(t, n, "Chọn một trong ba mức")
	if chosen := all(n, "input[name=speed]")[0]; !slices.ContainsFunc(chosen.Attr, func(a html.Attribute) bool { return a.Key == "checked" }) {
		t.Error("what was chosen stays chosen")
	}
	says(t, x.post(mine(d)+"/rating", url.Values{"level": {"1"}, "said": {"Chờ lâu"}, "speed": {"0"}}, 200), "Đã ghi nhận đánh giá")
	says(t, x.get(mine(d)+"/rating", 200), "đã được đánh giá")
	x.post(mine(d)+"/rating", url.Values{"level": {"3"}}, 422)
	hides(t, x.get(mine(d), 200), "Đánh giá việc giải quyết hồ sơ")
	says(t, x.get(mine(x.In(dossier.Received, birth))+"/rating", 200), "Chưa đến lúc đánh giá")
	onPaper := x.In(dossier.Returned, birth)
	nobody := x.As(whoNobody)
	says(t, x.as(nobody, "/q/"+onPaper.Token+"/rating", 200), "Hài lòng")
	if code, body := x.Post(nobody, "/q/"+onPaper.Token+"/rating", url.Values{"level": {"3"}}); code != 200 || !strings.Contains(body, "Đã ghi nhận đánh giá") {
		t.Errorf("REC-7 the paper's own ballot: %d", code)
	}
}

func TestREC5TheApplicantWhoSignedInSeesTheRoom(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, birth)
	w := x.Who("officer", x.Ward)
	post := office.Post{ID: w.Post, Official: w.Official, Office: x.Ward, Role: "officer", From: "2019-01-06", Room: "Tổ Hộ tịch"}
	if err := x.Hall.Offices.Save(t.Context(), office.Change{Posts: []office.Post{post}}); err != nil {
		t.Fatal(err)
	}
	says(t, x.get(mine(d), 200), "Tổ Hộ tịch · ")
	x.c = x.As(whoNobody)
	bare := x.get("/q/"+d.Token, 200)
	tracked := x.post("/track", url.Values{"code": {d.Code}, "four": {"0123"}}, 200)
	if strings.Contains(text(bare), "Tổ Hộ tịch") || strings.Contains(text(tracked), "Tổ Hộ tịch") {
		t.Error("REC-5 who only has the paper or the code reads the room")
	}
}
